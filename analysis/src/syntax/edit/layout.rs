//! The text around the place of an edit.

use super::super::{Format, Node, Pair, Style};
use super::habits::Habits;
use super::render::Renderer;
use crate::text::Edit;
use crate::text::{FileId, Span, Text};

/// A file's text, and how it is laid out.
pub(super) struct Layout<'text> {
    text: &'text Text,
    pub(super) source: &'text str,
    pub(super) format: Format,
    pub(super) renderer: Renderer<'text>,
    file: FileId,
}

/// Whether an entry is written in the map itself, and its value too: neither came by alias or merge key.
pub(super) fn is_own(text: &Text, format: Format, map: Node<'_>, pair: Pair<'_>) -> bool {
    let column = |at: u32| at - text.line_start(at);
    let placed = match map.style() {
        Style::Block => {
            // A byte order mark stands before the first key of a file.
            let first =
                text.slice(Span { start: text.line_start(map.at().start), ..map.at().before() });
            let mark = if first.starts_with('\u{feff}') { '\u{feff}'.len_utf8() as u32 } else { 0 };
            let (own, first) = (column(pair.key_at.start), column(map.at().start));
            own == first || own + mark == first
        }
        _ => format == Format::Json || !merges(text.slice(map.at())),
    };
    placed && map.at().contains(pair.key_at) && pair.value.at().start >= pair.key_at.end
}

/// Whether a YAML map in brackets may have a merge key.
pub(super) fn merges(map: &str) -> bool {
    map.split("<<").skip(1).any(|behind| {
        let behind = behind.trim_start_matches(['"', '\'']).trim_start();
        behind.starts_with(':')
    })
}

/// Whether nothing but a comment stands there.
pub(super) fn is_free(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.is_empty() || rest.starts_with('#')
}

impl<'text> Layout<'text> {
    /// The layout around a map or list.
    pub(super) fn new(text: &'text Text, format: Format, node: Node<'text>) -> Layout<'text> {
        let source = text.as_str();
        let first = node.pairs().first();
        let quoted = first.is_some_and(|pair| text.slice(pair.key_at).starts_with('"'));
        let json = format == Format::Json || node.style() == Style::Flow && quoted;
        let renderer =
            Renderer { habits: node.tree.habits.get_or_init(|| Habits::of(source)), json };
        Layout { text, source, format, renderer, file: node.at().file }
    }

    pub(super) fn edit(&self, start: usize, end: usize, text: String) -> Edit {
        Edit::replace(Span::new(self.file, start, end), text)
    }

    /// A new line at the end of another one.
    pub(super) fn new_line(&self, line_end: usize, column: usize, text: &str) -> Edit {
        self.edit(line_end, line_end, self.renderer.line(column) + text)
    }

    /// Where the text of a byte's line starts, behind a byte order mark.
    pub(super) fn line_start(&self, at: usize) -> usize {
        match self.text.line_start(at as u32) as usize {
            line if line > 0 => line,
            _ if self.source.starts_with('\u{feff}') => '\u{feff}'.len_utf8().min(at),
            _ => 0,
        }
    }

    /// Where a byte's line ends, before its line break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let rest = self.source[at..].split('\n').next().unwrap_or_default();
        at + rest.strip_suffix('\r').unwrap_or(rest).len()
    }

    /// What stands before a byte on its line.
    pub(super) fn before(&self, at: usize) -> &'text str {
        &self.source[self.line_start(at)..at]
    }

    /// What stands behind a byte on its line.
    pub(super) fn behind(&self, at: usize) -> &'text str {
        &self.source[at..self.line_end(at)]
    }

    /// The white space that a byte's line starts with.
    pub(super) fn indentation(&self, at: usize) -> &'text str {
        let line = &self.source[self.line_start(at)..];
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }
}
