//! How a text is written so that it is read as that text again.

use std::fmt::Write as _;

use super::super::Style;

/// A text as a YAML scalar: plain where that is read as the same text, quoted otherwise.
/// `wish` is how the value was written before.
pub(super) fn yaml(text: &str, wish: Style) -> String {
    let one_line = !text.chars().any(char::is_control);
    match wish {
        Style::DoubleQuoted => double_quoted(text),
        Style::SingleQuoted if one_line => single_quoted(text),
        _ if is_plain(text) && !is_ambiguous(text) => text.to_owned(),
        _ if one_line && !text.contains('\'') => single_quoted(text),
        _ => double_quoted(text),
    }
}

/// A text in double quotes, as JSON and YAML both read it.
pub(super) fn double_quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            character if character.is_control() => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(character));
            }
            character => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Whether YAML reads a text without quotes as this very text, also within brackets.
pub(super) fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return false };
    let starts_well = match first {
        b'-' => bytes.get(1).is_some_and(|next| !matches!(next, b' ' | b'-')),
        first => !b"?:,[]{}#&*!|>'\"%@` ".contains(first),
    };
    starts_well
        && !matches!(last, b' ' | b':')
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.starts_with("...")
        && !text.contains(['{', '}', '[', ']', ',', '\u{feff}'])
        && !text.chars().any(char::is_control)
}

/// Whether some YAML reader takes a plain text for something other than a text: a number, a date, a switch.
pub(super) fn is_ambiguous(text: &str) -> bool {
    const WORDS: [&str; 14] =
        ["", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "<<", "=", ".nan"];
    if WORDS.iter().any(|word| word.eq_ignore_ascii_case(text)) {
        return true;
    }
    let number = text.strip_prefix(['+', '-']).unwrap_or(text);
    let number = number.strip_prefix('.').unwrap_or(number);
    number.eq_ignore_ascii_case("inf")
        || number.starts_with(|first: char| first.is_ascii_digit())
            && text.chars().all(|one| one.is_ascii_hexdigit() || "xo_.:+-TZtz ".contains(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_quoted_when_it_would_be_read_as_something_else() {
        for (text, expected) in [
            ("python3.12", "python3.12"),
            ("AWS::Serverless::Function", "AWS::Serverless::Function"),
            ("arn:aws:s3:::b/*", "arn:aws:s3:::b/*"),
            ("10.0.0.0/16", "10.0.0.0/16"),
            ("it's", "it's"),
            ("-x", "-x"),
            ("2012-10-17", "'2012-10-17'"),
            ("12:30", "'12:30'"),
            ("3", "'3'"),
            ("-1.5e3", "'-1.5e3'"),
            ("0x1F", "'0x1F'"),
            ("yes", "'yes'"),
            ("Off", "'Off'"),
            ("null", "'null'"),
            ("~", "'~'"),
            ("", "''"),
            ("a: b", "'a: b'"),
            ("a #b", "'a #b'"),
            ("a:", "'a:'"),
            ("- a", "'- a'"),
            ("---", "'---'"),
            ("*", "'*'"),
            ("@a", "'@a'"),
            ("{{resolve:ssm:a}}", "'{{resolve:ssm:a}}'"),
            ("a, b", "'a, b'"),
            (" a", "' a'"),
            ("'a'", "\"'a'\""),
            ("a\nb\u{1}", "\"a\\nb\\u0001\""),
        ] {
            assert_eq!(yaml(text, Style::Plain), expected, "{text}");
        }
    }

    #[test]
    fn quotes_stay_where_the_text_allows() {
        assert_eq!(yaml("a", Style::DoubleQuoted), "\"a\"");
        assert_eq!(yaml("it's", Style::SingleQuoted), "'it''s'");
        assert_eq!(yaml("a\nb", Style::SingleQuoted), "\"a\\nb\"");
    }
}
