//! Where things stand that the parser gives no place of, or another one.

use crate::text::Span;

/// The place of a block scalar, from its `|` or `>` to the end of its last line that is not blank.
/// `from` is the end of what stands before it; `start` and `end` are those of its text.
pub(super) fn block_scalar(source: &str, from: usize, start: usize, end: usize) -> (usize, usize) {
    let bytes = source.as_bytes();
    let mut at = from;
    while at < end && !matches!(bytes[at], b'|' | b'>') {
        at = match bytes[at] {
            b'#' => source[at..end].find('\n').map_or(end, |next| at + next),
            // An anchor's name may contain anything but white space.
            b'&' => source[at..end].find([' ', '\n']).map_or(end, |next| at + next),
            _ => at + 1,
        };
    }
    let header = source[at..end]
        .find(|character| !matches!(character, '|' | '>' | '+' | '-' | '0'..='9'))
        .map_or(end, |length| at + length);
    let text = source[start.clamp(header, end)..end].trim_end();
    if text.is_empty() { (at, header) } else { (at, start.max(header) + text.len()) }
}

/// Where an indented list below a key starts, whose key or tag ends at `from`. The parser says where the first item
/// starts if the list is not indented deeper than its key.
pub(super) fn first_dash(source: &str, from: usize, start: usize) -> usize {
    let bytes = source.as_bytes();
    let mut at = from;
    while at < start && bytes[at] != b'-' {
        at = match bytes[at] {
            b'#' => source[at..start].find('\n').map_or(start, |next| at + next),
            b'&' | b'!' => source[at..start].find([' ', '\n']).map_or(start, |next| at + next),
            _ => at + 1,
        };
    }
    at.min(start)
}

/// Whether something is the first on its line, but not at its start.
pub(super) fn is_indented(source: &str, at: usize) -> bool {
    let before = source[..at].trim_end_matches(' ');
    before.len() < at && before.ends_with('\n')
}

/// The `:` or `?` that asks for a key that is not there.
pub(super) fn indicator(source: &str, at: Span) -> Span {
    let start = at.start as usize;
    if source[start..].starts_with(':') {
        return Span::new(at.file, start, start + 1);
    }
    let end = source[..start].trim_end().len();
    Span::new(at.file, source.floor_char_boundary(end.saturating_sub(1)), end)
}
