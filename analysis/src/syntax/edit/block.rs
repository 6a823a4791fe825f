//! Edits of indented YAML.

use super::super::{Format, Kind, Node, Pairs, Style};
use super::Value;
use super::layout::{Layout, is_free};
use crate::text::Edit;

impl Layout<'_> {
    /// A new entry or item behind the last one, and behind the comments that follow that one directly.
    pub(super) fn append(
        &self,
        node: Node<'_>,
        render: impl Fn(usize) -> String,
    ) -> Option<Vec<Edit>> {
        let column = self.column(node)?;
        let end = node.at().end as usize;
        if !is_free(self.behind(end)) {
            return None;
        }
        let at = match last_block_scalar(node) {
            Some((_, text)) if ends_with_spaces(text) => return None,
            Some((scalar, _)) if self.keeps_blank_lines(scalar) => self.last_blank_line(end),
            _ => self.last_comment(end, column),
        };
        Some(vec![self.new_line(at, column, &render(column))])
    }

    /// The first entry of a map that is not written yet.
    pub(super) fn begin_map(&self, null: Node<'_>, key: &str, value: &Value) -> Option<Vec<Edit>> {
        let start = null.at().start as usize;
        let column = self.key_column(start)? + self.renderer.habits.step.len();
        self.begin(null, column, &self.renderer.entry(key, value, column))
    }

    /// The first item of a list that is not written yet.
    pub(super) fn begin_list(&self, null: Node<'_>, value: &Value) -> Option<Vec<Edit>> {
        let column = self.key_column(null.at().start as usize)? + self.renderer.habits.list;
        self.begin(null, column, &self.renderer.item(value, column))
    }

    fn begin(&self, null: Node<'_>, column: usize, first: &str) -> Option<Vec<Edit>> {
        let (start, end) = (null.at().start as usize, null.at().end as usize);
        if self.format == Format::Json || !is_free(self.behind(end)) {
            return None;
        }
        if start == end {
            return Some(vec![self.new_line(self.line_end(end), column, first)]);
        }
        Some(self.instead(start, end, column, first))
    }

    /// A first entry below a key, instead of the `~` or `{}` that stands behind the key.
    pub(super) fn instead(
        &self,
        start: usize,
        end: usize,
        column: usize,
        first: &str,
    ) -> Vec<Edit> {
        let colon = self.line_start(start) + self.before(start).trim_end().len();
        let line_end = self.line_end(end);
        if self.behind(end).trim().is_empty() {
            return vec![self.edit(colon, end, self.renderer.line(column) + first)];
        }
        let gone = self.edit(colon, end, String::new());
        vec![gone, self.new_line(line_end, column, first)]
    }

    /// Takes out the lines of an entry; the first entry of a list item makes room for the one behind it.
    pub(super) fn remove_lines(&self, pairs: Pairs<'_>, place: usize) -> Option<Vec<Edit>> {
        let pair = pairs.get(place)?;
        let (start, end) = (pair.key_at.start as usize, pair.value.at().end as usize);
        let before = place.checked_sub(1).and_then(|before| pairs.get(before));
        let before = before.and_then(|before| last_block_scalar(before.value));
        if !is_free(self.behind(end)) || before.is_some() && self.would_swallow(start, end) {
            return None;
        }
        let line_end = self.line_end(end);
        if self.before(start).trim().is_empty() {
            let line_break = self.source[line_end..].find('\n');
            let behind = line_break.map_or(self.source.len(), |at| line_end + at + 1);
            return Some(vec![self.edit(self.line_start(start), behind, String::new())]);
        }
        let next = pairs.get(place + 1)?.key_at.start as usize;
        if next < line_end {
            return None;
        }
        let commented = self.source[line_end..next].contains('#');
        (!commented).then(|| vec![self.edit(start, next, String::new())])
    }

    /// Whether spaces or comments behind an entry would become part of a block scalar before it.
    fn would_swallow(&self, start: usize, end: usize) -> bool {
        let column = self.before(start).len();
        let lines = self.source[self.line_end(end)..].split('\n').skip(1);
        let mut loose = lines.take_while(|line| is_free(line));
        loose.any(|line| {
            line.trim_end_matches('\r').bytes().take_while(|byte| *byte == b' ').count() > column
        })
    }

    /// The column of an indented map or list. `None` where something else than dashes stands before it, or
    /// before its first key.
    pub(super) fn column(&self, node: Node<'_>) -> Option<usize> {
        let before = self.before(node.at().start as usize);
        let first = node.pairs().first().map(|pair| pair.key_at.start);
        let merged = self.source[node.at().range()].starts_with("<<");
        if first.is_some_and(|first| first != node.at().start) && !merged {
            return None;
        }
        let only_dashes = before.bytes().all(|byte| matches!(byte, b' ' | b'-'));
        only_dashes.then_some(before.len())
    }

    /// The column of the key whose value stands at a byte of the same line.
    pub(super) fn key_column(&self, at: usize) -> Option<usize> {
        let before = self.before(at);
        let mut key = before.trim_start_matches(' ');
        while let Some(item) = key.strip_prefix("- ") {
            key = item.trim_start_matches(' ');
        }
        let is_key = key.trim_end().ends_with(':') && !key.contains(['{', '[', ',', '#', '&', '?']);
        is_key.then(|| before.len() - key.len())
    }

    /// Whether the blank lines behind a block scalar are part of it.
    fn keeps_blank_lines(&self, scalar: Node<'_>) -> bool {
        let header = self.source[scalar.at().range()].lines().next();
        header
            .and_then(|header| header.split('#').next())
            .is_some_and(|header| header.contains('+'))
    }

    fn last_blank_line(&self, end: usize) -> usize {
        self.last_line(end, |line| line.trim().is_empty())
    }

    fn last_comment(&self, end: usize, column: usize) -> usize {
        self.last_line(end, |line| {
            let text = line.trim_start();
            text.starts_with('#') && line.len() - text.len() >= column
        })
    }

    /// The end of the last line in a row that belongs to what ends at `end`.
    fn last_line(&self, end: usize, belongs: impl Fn(&str) -> bool) -> usize {
        let mut at = self.line_end(end);
        while let Some(next) = self.source[at..].find('\n').map(|line_break| at + line_break + 1) {
            if next == self.source.len() || !belongs(self.behind(next)) {
                break;
            }
            at = self.line_end(next);
        }
        at
    }
}

/// The block scalar that a map or list ends with, and its text.
fn last_block_scalar(node: Node<'_>) -> Option<(Node<'_>, &str)> {
    match node.kind() {
        Kind::Map(pairs) => last_block_scalar(pairs.last()?.value),
        Kind::List(items) => last_block_scalar(items.last()?),
        Kind::Tagged { value, .. } => last_block_scalar(value),
        Kind::Scalar(text) if matches!(node.style(), Style::Literal | Style::Folded) => {
            Some((node, text))
        }
        _ => None,
    }
}

/// Whether the last line of a text consists of spaces, which its place leaves out.
fn ends_with_spaces(text: &str) -> bool {
    let last = text.trim_end_matches('\n').rsplit('\n').next().unwrap_or_default();
    !last.is_empty() && last.trim().is_empty()
}
