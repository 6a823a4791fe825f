//! Prose broken into lines that fit.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The text in lines of at most so many columns, broken between words. A word that is wider than a line is broken
/// itself. Never empty.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let (first, rest) = (width, width);
    wrap_words(text.split_whitespace(), first, rest)
}

/// Like [`wrap`] with words that are given, which may have spaces in them; the first line has its own width, and stays
/// empty when the first word fits into the second only.
pub(crate) fn wrap_words<'t>(
    words: impl IntoIterator<Item = &'t str>,
    first: usize,
    width: usize,
) -> Vec<String> {
    let mut lines = vec![String::new()];
    let (mut used, mut room) = (0, first);
    for word in words {
        let needed = columns(word);
        let space = usize::from(used > 0);
        if used + space + needed <= room {
            let line = lines.last_mut().expect("there is a line");
            line.push_str(&" "[..space]);
            line.push_str(word);
            used += space + needed;
            continue;
        }
        if used > 0 || (lines.len() == 1 && room < needed && needed <= width) {
            lines.push(String::new());
            room = width;
        }
        // Of an address that is broken nobody can follow a part.
        let is_address = word.contains("://");
        let pieces = if is_address { vec![word.to_owned()] } else { pieces(word, room, width) };
        used = pieces.last().map_or(0, |piece| columns(piece));
        for (index, piece) in pieces.into_iter().enumerate() {
            if index > 0 {
                lines.push(String::new());
                room = width;
            }
            lines.last_mut().expect("there is a line").push_str(&piece);
        }
    }
    lines
}

/// How many columns a text takes.
pub(crate) fn columns(text: &str) -> usize {
    text.width()
}

/// How many columns a character takes: at least one, so that nothing is drawn over another.
pub(crate) fn columns_of(character: char) -> usize {
    character.width().unwrap_or(1).max(1)
}

/// A word cut where it has to be.
fn pieces(word: &str, first: usize, width: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let (mut used, mut room) = (0, first.max(1));
    for character in word.chars() {
        let needed = character.width().unwrap_or(0);
        if used > 0 && used + needed > room {
            pieces.push(String::new());
            (used, room) = (0, width.max(1));
        }
        pieces.last_mut().expect("there is a piece").push(character);
        used += needed;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_whole_as_long_as_they_fit() {
        for (text, width, expected) in [
            ("one two three", 20, &["one two three"][..]),
            ("one two three", 7, &["one two", "three"]),
            ("one two three", 6, &["one", "two", "three"]),
            ("a verylongword b", 6, &["a", "verylo", "ngword", "b"]),
            ("verylong", 4, &["very", "long"]),
            ("日本語 日本", 6, &["日本語", "日本"]),
            ("", 6, &[""]),
        ] {
            assert_eq!(wrap(text, width), expected, "{text} in {width}");
        }
        assert_eq!(wrap_words(["a", "b c", "d"], 3, 5), ["a", "b c d"]);
        assert_eq!(wrap_words(["long", "b"], 3, 5), ["", "long", "b"]);
        assert_eq!(wrap_words(["longer", "b"], 3, 5), ["lon", "ger b"]);
        assert_eq!(wrap("see https://a.b/c now", 5), ["see", "https://a.b/c", "now"]);
    }
}
