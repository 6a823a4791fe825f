//! Backslash escapes of JSON strings and of YAML's double-quoted scalars.

/// The characters of a text with escapes, each with the byte it starts at.
/// `Err` is the length of an escape that is not known. YAML's line folding is not done here.
pub(super) fn unescape(
    raw: &str,
    json: bool,
) -> impl Iterator<Item = (usize, Result<char, usize>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &raw[at..];
        let first = rest.chars().next()?;
        let start = at;
        if first != '\\' {
            at += first.len_utf8();
            return Some((start, Ok(first)));
        }
        let (length, character) = escape(rest, json);
        at += length;
        Some((start, character.ok_or(length)))
    })
}

/// The length of the escape at the start of a text, and what it stands for.
fn escape(text: &str, json: bool) -> (usize, Option<char>) {
    let Some(name) = text[1..].chars().next() else { return (1, None) };
    let simple = match name {
        '"' | '\\' | '/' => Some(name),
        'b' => Some('\u{8}'),
        'f' => Some('\u{c}'),
        'n' => Some('\n'),
        'r' => Some('\r'),
        't' => Some('\t'),
        'u' => return unicode(text),
        _ if json => None,
        'x' => return hexadecimal(text, 2),
        'U' => return hexadecimal(text, 8),
        '0' => Some('\0'),
        'a' => Some('\u{7}'),
        'v' => Some('\u{b}'),
        'e' => Some('\u{1b}'),
        ' ' | '\t' => Some(name),
        'N' => Some('\u{85}'),
        '_' => Some('\u{a0}'),
        'L' => Some('\u{2028}'),
        'P' => Some('\u{2029}'),
        _ => None,
    };
    (1 + name.len_utf8(), simple)
}

fn hexadecimal(text: &str, digits: usize) -> (usize, Option<char>) {
    match code(text, digits) {
        Some(code) => (2 + digits, char::from_u32(code)),
        None => (2, None),
    }
}

/// `\uXXXX`, or two of them for a character outside the basic plane.
fn unicode(text: &str) -> (usize, Option<char>) {
    let Some(high) = code(text, 4) else { return (2, None) };
    if let Some(character) = char::from_u32(high) {
        return (6, Some(character));
    }
    let low = text[6..].starts_with("\\u").then(|| code(&text[6..], 4)).flatten();
    let pair = low.map(|low| [high as u16, low as u16]);
    match pair.and_then(|pair| char::decode_utf16(pair).next()?.ok()) {
        Some(character) => (12, Some(character)),
        None => (6, None),
    }
}

fn code(text: &str, digits: usize) -> Option<u32> {
    let digits = text.get(2..2 + digits)?;
    let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    hexadecimal.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn escapes_become_characters_or_their_length() {
        for (raw, json, expected) in [
            (r#"a\n\"\\\/"#, true, Ok("a\n\"\\/")),
            (r"\u00e4\ud834\udd1e", true, Ok("ä𝄞")),
            (r"\x41\e\_", false, Ok("A\u{1b}\u{a0}")),
            (r"\x41", true, Err(2)),
            (r"\ud834x", true, Err(6)),
            (r"\u12", true, Err(2)),
            ("\\", true, Err(1)),
            ("\\ä", true, Err(3)),
        ] {
            let text: Result<String, usize> = unescape(raw, json).map(|(_, piece)| piece).collect();
            assert_eq!(text, expected.map(str::to_owned), "{raw}");
        }
    }
}
