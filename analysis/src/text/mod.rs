//! Files, byte ranges, and the only place that knows lines and columns.
//!
//! Everything inside the analysis speaks bytes ([`Span`]). Lines, characters and UTF-16 units are worked
//! out here, once, at the edge, for a terminal or an editor.

pub mod similar;

use std::sync::Arc;

/// A file of the workspace; the number is its place in [`crate::Workspace`]'s list of paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A range of bytes in one file; `end` is exclusive. An empty span is a place to insert at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file that the bytes belong to.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes from `start` to before `end`.
    pub fn new(file: FileId, start: usize, end: usize) -> Span {
        Span { file, start: start as u32, end: end as u32 }
    }

    /// The empty place just before this span.
    #[must_use]
    pub fn before(self) -> Span {
        Span { end: self.start, ..self }
    }

    /// The empty place just behind this span.
    #[must_use]
    pub fn after(self) -> Span {
        Span { start: self.end, ..self }
    }

    /// From the start of this span to the end of `other`, which lies behind it in the same file.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span { end: other.end, ..self }
    }

    /// Whether `other` lies within this span.
    pub fn contains(self, other: Span) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }

    /// The range for slicing the file's text.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A place as people and editors count it; both parts start at 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 0.
    pub line: u32,
    /// Column, from 0, in the units of the [`Encoding`] asked for.
    pub column: u32,
}

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes, as editors that offer `utf-8` do.
    Utf8,
    /// UTF-16 code units, the language server protocol's default.
    Utf16,
    /// Unicode characters, as the JSON output counts.
    Characters,
}

/// A file's text with an index of its lines. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Text {
    source: Arc<str>,
    line_starts: Arc<[u32]>,
    /// Within long lines, a column every so many bytes, so that no column is counted from far away.
    columns: Arc<[Column]>,
}

/// Where a byte stands in its line.
#[derive(Clone, Copy, Debug)]
struct Column {
    byte: u32,
    utf16: u32,
    characters: u32,
}

impl Column {
    fn after(self, text: &str) -> Column {
        Column {
            byte: self.byte + text.len() as u32,
            utf16: self.utf16 + width(text, Encoding::Utf16),
            characters: self.characters + width(text, Encoding::Characters),
        }
    }

    /// The column, from 0, of a byte that stands so many bytes into the line.
    fn of(self, line_start: u32, encoding: Encoding) -> u32 {
        match encoding {
            Encoding::Utf8 => self.byte - line_start,
            Encoding::Utf16 => self.utf16,
            Encoding::Characters => self.characters,
        }
    }
}

/// Bytes between two known columns of a long line.
const STRIDE: usize = 1024;

impl Text {
    /// Indexes the lines of `source`; a line ends at `\n`, also behind `\r`.
    pub fn new(source: impl Into<Arc<str>>) -> Text {
        let source = source.into();
        let breaks = memchr::memchr_iter(b'\n', source.as_bytes()).map(|at| at as u32 + 1);
        let line_starts: Arc<[u32]> = std::iter::once(0).chain(breaks).collect();
        let columns = columns(&source, &line_starts);
        Text { source, line_starts, columns }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// The whole text, to keep.
    pub(crate) fn source(&self) -> Arc<str> {
        Arc::clone(&self.source)
    }

    /// The text of a span; empty when the span does not fit this text.
    pub fn slice(&self, span: Span) -> &str {
        self.source.get(span.range()).unwrap_or_default()
    }

    /// The position of a byte. A byte behind the end is at the end, one within a character at its start.
    pub fn position(&self, byte: u32, encoding: Encoding) -> Position {
        let byte = self.floor(byte as usize);
        let line = self.line_starts.partition_point(|start| *start as usize <= byte) - 1;
        let start = self.line_starts[line];
        let known = self.known(start, |column| column.byte as usize <= byte);
        let between = &self.source[known.byte as usize..byte];
        Position { line: line as u32, column: known.of(start, encoding) + width(between, encoding) }
    }

    /// The last known column of a line before something; its start is always one.
    fn known(&self, line_start: u32, is_before: impl Fn(&Column) -> bool) -> Column {
        let first = self.columns.partition_point(|column| column.byte <= line_start);
        let within = self.columns[first..].partition_point(is_before);
        let start = Column { byte: line_start, utf16: 0, characters: 0 };
        within.checked_sub(1).map_or(start, |last| self.columns[first + last])
    }

    /// The byte of a position. A column behind the line's end is the line's end, a line behind the last is the end.
    pub fn byte(&self, position: Position, encoding: Encoding) -> u32 {
        let Some(start) = self.line_starts.get(position.line as usize) else {
            return self.source.len() as u32;
        };
        let end = start + self.line(position.line).len() as u32;
        let known = self.known(*start, |column| {
            column.byte <= end && column.of(*start, encoding) <= position.column
        });
        let mut left = position.column - known.of(*start, encoding);
        for (at, character) in self.source[known.byte as usize..end as usize].char_indices() {
            let units = units(character, encoding);
            if left < units {
                return known.byte + at as u32;
            }
            left -= units;
        }
        end
    }

    /// A line's text without its line break; empty behind the last line.
    pub fn line(&self, line: u32) -> &str {
        let Some(start) = self.line_starts.get(line as usize) else { return "" };
        let end = self
            .line_starts
            .get(line as usize + 1)
            .map_or(self.source.len(), |next| *next as usize);
        self.source[*start as usize..end].trim_end_matches(['\n', '\r'])
    }

    /// Whether a line ends with `\r\n`.
    pub fn ends_with_return(&self, line: u32) -> bool {
        let next = self.line_starts.get(line as usize + 1);
        next.is_some_and(|next| self.source[..*next as usize].ends_with("\r\n"))
    }

    /// The byte at which the line of `byte` starts.
    pub fn line_start(&self, byte: u32) -> u32 {
        self.line_starts[self.line_starts.partition_point(|start| *start <= byte) - 1]
    }

    /// How many lines there are; a text that ends with a line break has an empty last one.
    pub fn line_count(&self) -> u32 {
        self.line_starts.len() as u32
    }

    fn floor(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.source.len());
        while !self.source.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }
}

/// A text that was taken out of another file, such as inline code out of a template, and the way back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The decoded text.
    pub text: String,
    /// Pairs of (byte in `text`, byte in the file), ascending: from there on the two run in step.
    /// Empty when the excerpt is the whole file.
    pub origin: Vec<(u32, u32)>,
}

impl Excerpt {
    /// The place in the file of a byte of the excerpt.
    pub fn source(&self, byte: u32) -> u32 {
        match self.origin.partition_point(|(here, _)| *here <= byte) {
            0 => byte,
            next => self.origin[next - 1].1 + (byte - self.origin[next - 1].0),
        }
    }
}

/// Replaces the text of a span. An empty span inserts, an empty text deletes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What goes.
    pub at: Span,
    /// What comes instead.
    pub text: String,
}

impl Edit {
    /// Replaces what stands at `at`.
    pub fn replace(at: Span, text: impl Into<String>) -> Edit {
        Edit { at, text: text.into() }
    }
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// From its leader to the end of the line, without the line break.
    pub at: Span,
    /// What stands behind the leader, trimmed.
    pub text: Box<str>,
    /// Whether nothing else stands on its line before it.
    pub own_line: bool,
}

/// The known columns of all long lines.
fn columns(source: &str, line_starts: &[u32]) -> Arc<[Column]> {
    let ends = line_starts.iter().skip(1).map(|next| *next as usize);
    let lines = line_starts.iter().zip(ends.chain([source.len()]));
    let mut columns = Vec::new();
    for (start, end) in lines.filter(|(start, end)| end - **start as usize > STRIDE) {
        let mut last = Column { byte: *start, utf16: 0, characters: 0 };
        while end - last.byte as usize > STRIDE {
            let rest = &source[last.byte as usize..end];
            last = last.after(&rest[..rest.floor_char_boundary(STRIDE)]);
            columns.push(last);
        }
    }
    columns.into()
}

fn width(text: &str, encoding: Encoding) -> u32 {
    match encoding {
        Encoding::Utf8 => text.len() as u32,
        _ => text.chars().map(|character| units(character, encoding)).sum(),
    }
}

fn units(character: char, encoding: Encoding) -> u32 {
    match encoding {
        Encoding::Utf8 => character.len_utf8() as u32,
        Encoding::Utf16 => character.len_utf16() as u32,
        Encoding::Characters => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_and_bytes_agree_in_every_encoding() {
        let text = Text::new("ä𝄞b\r\nc\n");
        for (byte, encoding, line, column) in [
            (0, Encoding::Utf16, 0, 0),
            (6, Encoding::Utf16, 0, 3),
            (6, Encoding::Utf8, 0, 6),
            (6, Encoding::Characters, 0, 2),
            (9, Encoding::Utf16, 1, 0),
            (11, Encoding::Utf16, 2, 0),
        ] {
            let position = Position { line, column };
            assert_eq!(text.position(byte, encoding), position, "byte {byte} in {encoding:?}");
            assert_eq!(text.byte(position, encoding), byte, "{position:?} in {encoding:?}");
        }
    }

    #[test]
    fn columns_of_long_lines_are_those_that_counting_gives() {
        let long = "aä𝄞".repeat(2000);
        let source = format!("{long}\nshort\n{long}{long}\r\nä");
        let text = Text::new(source.as_str());
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Characters] {
            for (byte, _) in source.char_indices().step_by(7) {
                let line = source[..byte].matches('\n').count();
                let start = source[..byte].rfind('\n').map_or(0, |at| at + 1);
                let column = width(&source[start..byte], encoding);
                let position = Position { line: line as u32, column };
                assert_eq!(text.position(byte as u32, encoding), position, "{byte}, {encoding:?}");
                let back = text.byte(position, encoding);
                assert_eq!(text.position(back, encoding).line, position.line);
                assert!(back as usize <= byte && text.position(back, encoding).column <= column);
            }
        }
        let far = Position { line: 0, column: 100_000 };
        assert_eq!(text.byte(far, Encoding::Utf16), long.len() as u32);
    }

    #[test]
    fn places_outside_the_text_are_its_nearest_end() {
        let text = Text::new("a\nbc");
        assert_eq!(text.byte(Position { line: 0, column: 9 }, Encoding::Utf8), 1);
        assert_eq!(text.byte(Position { line: 7, column: 0 }, Encoding::Utf8), 4);
        assert_eq!(text.position(99, Encoding::Utf8), Position { line: 1, column: 2 });
    }
}
