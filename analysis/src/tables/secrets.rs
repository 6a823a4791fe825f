//! Texts that are secrets by their form, and names that speak of one.
//!
//! Whether a text is used as a secret is not known here; whoever asks brings the name that it is given.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use super::{cell, rows};

/// The formats of keys by which their issuers make them known.
static FORMATS: LazyLock<Vec<Format>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../data/secret-formats.tsv"));
    let format = |row: Vec<&'static str>| {
        let [start, least, most, what] = row[..] else { return None };
        let most = cell(most).map_or(Ok(usize::MAX), str::parse).ok()?;
        Some(Format { start, lengths: least.parse().ok()?..=most, what })
    };
    rows.into_iter().filter_map(format).collect()
});

/// How keys of one kind look.
struct Format {
    /// What they begin with.
    start: &'static str,
    /// How long they are, bytes.
    lengths: RangeInclusive<usize>,
    /// What they are, with its article.
    what: &'static str,
}

/// What marks a private key takes at least this many bytes: shorter texts are not looked through.
const MARKS: usize = "-----BEGIN PRIVATE KEY-----".len();

/// Endings of names, in capitals with `_` between words, whose value is a secret itself and not the name, the
/// place or the lifetime of one.
const NAMES: [&str; 16] = [
    "PASSWORD",
    "PASSWD",
    "PASSPHRASE",
    "PWD",
    "SECRET",
    "TOKEN",
    "API_KEY",
    "APIKEY",
    "PRIVATE_KEY",
    "SECRET_KEY",
    "ACCESS_KEY",
    "SIGNING_KEY",
    "AUTH_KEY",
    "CREDENTIALS",
    "SECRET_ACCESS_KEY",
    "CONNECTION_STRING",
];

/// Parts of values that stand in for a real one, in small letters.
const PLACEHOLDERS: [&str; 22] = [
    "change",
    "replace",
    "your",
    "placeholder",
    "example",
    "dummy",
    "xxx",
    "todo",
    "fixme",
    "insert",
    "enter",
    "sample",
    "redacted",
    "***",
    "...",
    "fake",
    "mock",
    "test",
    "demo",
    "none",
    "null",
    "undefined",
];

/// What a text is, with its article, when its form says so: a key of a well-known issuer, or a private key.
pub fn format(text: &str) -> Option<&'static str> {
    let is_marked = || text.contains("-----BEGIN") && text.contains("PRIVATE KEY-----");
    if text.len() >= MARKS && is_marked() {
        return Some("a private key");
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    let begins = |format: &&Format| {
        text.as_bytes().first() == format.start.as_bytes().first()
            && text.starts_with(format.start)
            && format.lengths.contains(&text.len())
    };
    let format = FORMATS.iter().find(begins)?;
    (text.chars().all(plain) && !is_placeholder(text)).then_some(format.what)
}

/// How what AWS KMS encrypted starts, in Base64: the header of its ciphertext.
/// Texts that `aws kms encrypt` gives, <https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html>, read
/// 2026-11-25.
const ENCRYPTED: [&str; 2] = ["AQECAH", "AQICAH"];

/// Whether a text is a secret no more: AWS KMS encrypted it.
pub fn is_encrypted(text: &str) -> bool {
    ENCRYPTED.iter().any(|start| text.starts_with(start))
}

/// Whether a variable of this name holds a secret: `DB_PASSWORD` and `dbPassword`, not `DB_PASSWORD_PARAMETER`.
pub fn is_secret_name(name: &str) -> bool {
    // Most names end in a letter that none of these ends in.
    let last = name.as_bytes().last().map(u8::to_ascii_uppercase);
    if !NAMES.iter().any(|ending| ending.as_bytes().last().copied() == last) {
        return false;
    }
    let mut words = String::with_capacity(name.len() + 4);
    let mut small = false;
    for c in name.chars() {
        if c.is_ascii_uppercase() && small {
            words.push('_');
        }
        small = c.is_ascii_lowercase();
        words.push(if c == '-' { '_' } else { c.to_ascii_uppercase() });
    }
    NAMES.iter().any(|ending| {
        words.strip_suffix(ending).is_some_and(|before| before.is_empty() || before.ends_with('_'))
    })
}

/// Whether a text only stands in for a value that somebody has yet to give.
pub fn is_placeholder(text: &str) -> bool {
    let small = text.to_lowercase();
    let first = small.chars().next();
    let one_sign = first.is_none_or(|first| small.chars().all(|c| c == first));
    one_sign
        || text.starts_with(['<', '$', '%', '{', '[', '#', '@'])
        || PLACEHOLDERS.iter().any(|part| small.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_known_by_their_form() {
        for (start, length, what) in [
            ("AKIA", 20, Some("an AWS access key")),
            ("AKIA", 21, None),
            ("ghp_", 40, Some("a GitHub token")),
            ("ghp_", 12, None),
            ("sk_live_", 32, Some("a Stripe key")),
            ("sk_test_", 32, None),
        ] {
            let text: String = start.chars().chain("Q7b2".chars().cycle()).take(length).collect();
            assert_eq!(format(&text), what, "{text}");
        }
        assert_eq!(format("AKIAIOSFODNN7EXAMPLE"), None);
        assert_eq!(format("-----BEGIN RSA PRIVATE KEY-----\nMII"), Some("a private key"));
        assert_eq!(format("-----BEGIN PRIVATE KEY-----"), Some("a private key"));
        assert_eq!(format("-----BEGIN PUBLIC KEY-----\nMII"), None);
    }

    #[test]
    fn names_speak_of_a_secret_only_at_their_end() {
        for name in
            ["PASSWORD", "DB_PASSWORD", "dbPassword", "STRIPE_API_KEY", "client-secret", "APIKEY"]
        {
            assert!(is_secret_name(name), "{name}");
        }
        for name in [
            "DB_PASSWORD_ARN",
            "SECRET_NAME",
            "TOKEN_TTL",
            "MAX_TOKENS",
            "PARTITION_KEY",
            "ACCESS_KEY_ID",
            "SECRETARY",
            "TOKEN_TABLE",
        ] {
            assert!(!is_secret_name(name), "{name}");
        }
    }
}
