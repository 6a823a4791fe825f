//! Text literals: escapes, and texts joined of several parts.
//!
//! Decodes what is written; never guesses a part that is only known at run time.

use super::tree::{Expr, ExprKind};

/// What a JavaScript text with escapes means; Python's parser decodes its own.
pub(super) fn unescape(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let Some(letter) = rest.chars().next() else { break };
        rest = &rest[letter.len_utf8()..];
        rest = escape(letter, rest, &mut out);
    }
    out.push_str(rest);
    out
}

fn escape<'t>(letter: char, rest: &'t str, out: &mut String) -> &'t str {
    match letter {
        'n' => out.push('\n'),
        't' => out.push('\t'),
        'r' => out.push('\r'),
        'b' => out.push('\u{8}'),
        'f' => out.push('\u{c}'),
        'v' => out.push('\u{b}'),
        '0' => out.push('\0'),
        '\n' => {}
        '\r' => return rest.strip_prefix('\n').unwrap_or(rest),
        'x' => return code_point(rest, 2, out),
        'u' => match rest.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
            Some((digits, behind)) => {
                code_point(digits, digits.len(), out);
                return behind;
            }
            None => return code_point(rest, 4, out),
        },
        _ => out.push(letter),
    }
    rest
}

fn code_point<'t>(rest: &'t str, digits: usize, out: &mut String) -> &'t str {
    let Some(written) = rest.get(..digits) else { return rest };
    let Some(character) = u32::from_str_radix(written, 16).ok().and_then(char::from_u32) else {
        return rest;
    };
    out.push(character);
    &rest[digits..]
}

/// Joins texts: neighbours that are known become one; what is wholly known is a `Text`.
pub(super) fn join(parts: impl IntoIterator<Item = Expr>) -> ExprKind {
    let mut joined: Vec<Expr> = Vec::new();
    for part in parts {
        match part.kind {
            // What was joined before is as it has to be; taking it whole keeps a long chain cheap.
            ExprKind::Template(inner) if joined.is_empty() => joined = inner,
            ExprKind::Template(inner) => inner.into_iter().for_each(|part| add(&mut joined, part)),
            _ => add(&mut joined, part),
        }
    }
    match joined.pop() {
        None => ExprKind::Text("".into()),
        Some(Expr { kind: ExprKind::Text(text), .. }) if joined.is_empty() => ExprKind::Text(text),
        Some(last) => {
            joined.push(last);
            ExprKind::Template(joined)
        }
    }
}

fn add(joined: &mut Vec<Expr>, part: Expr) {
    if let ExprKind::Text(more) = &part.kind {
        if more.is_empty() {
            return;
        }
        if let Some(Expr { at, kind: ExprKind::Text(text) }) = joined.last_mut() {
            *text = [&**text, &**more].concat().into();
            *at = at.to(part.at);
            return;
        }
    }
    joined.push(part);
}

/// `a + b`, which is a text when one side is.
pub(super) fn plus(left: Expr, right: Expr) -> ExprKind {
    let is_text = |expr: &Expr| matches!(expr.kind, ExprKind::Text(_) | ExprKind::Template(_));
    if is_text(&left) || is_text(&right) {
        return join([left, right]);
    }
    match left.kind {
        // A long sum is a wide tree, not a deep one.
        ExprKind::Other(mut parts) => {
            parts.push(right);
            ExprKind::Other(parts)
        }
        _ => ExprKind::Other(vec![left, right]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_decoded_as_the_language_does() {
        for (raw, expected) in [
            (r"a\n\tb", "a\n\tb"),
            (r"\x41\u0042", "AB"),
            (r"\u{1F600}", "😀"),
            (r#"\d+\.\\\""#, r#"d+.\""#),
            ("a\\\r\nb", "ab"),
            (r"\xZZ\", "ZZ"),
        ] {
            assert_eq!(unescape(raw), expected, "{raw}");
        }
    }
}
