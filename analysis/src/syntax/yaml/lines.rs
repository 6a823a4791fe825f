//! The lines of a broken text, and how much of it to leave out when one of them is broken.

use std::ops::Range;

/// A text by its lines; every place is a byte.
#[derive(Clone, Copy)]
pub(super) struct Lines<'text>(pub(super) &'text str);

impl<'text> Lines<'text> {
    /// Where the line of a byte starts.
    pub(super) fn start(self, at: usize) -> usize {
        self.0.as_bytes()[..at.min(self.0.len())]
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |line| line + 1)
    }

    /// The line of a byte, without its line break.
    pub(super) fn text(self, at: usize) -> &'text str {
        let start = self.start(at);
        self.0[start..].split('\n').next().unwrap_or_default().trim_end_matches('\r')
    }

    /// The byte itself, or the end of what stands before it if it is on a blank line.
    pub(super) fn written(self, at: usize) -> usize {
        let at = self.0.floor_char_boundary(at);
        if self.text(at).trim().is_empty() {
            let before = self.0[..at].trim_end();
            return self.0[..before.len()].char_indices().next_back().map_or(0, |(last, _)| last);
        }
        at
    }

    /// The line of a byte without the white space around it.
    pub(super) fn written_range(self, at: usize) -> Range<usize> {
        let text = self.text(at);
        let start = self.start(at) + text.len() - text.trim_start().len();
        start..start + text.trim().len()
    }

    /// The word at a byte; the whole line when there is none.
    pub(super) fn word(self, at: usize) -> Range<usize> {
        let line = self.written_range(at);
        let at = self.0.floor_char_boundary(at);
        let rest = self.0.get(at..line.end).unwrap_or_default();
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        if length == 0 { line } else { at..at + length }
    }

    /// The start of what is written on the line before, if that is indented deeper or less than this one.
    pub(super) fn before(self, at: usize) -> Option<usize> {
        let before = self.0[..self.start(at)].trim_end();
        let last = before.char_indices().next_back()?.0;
        let start = self.written_range(last).start;
        (start - self.start(last) != indentation(self.text(at))).then_some(start)
    }

    /// The start of what is written on the line behind.
    pub(super) fn after(self, at: usize) -> Option<usize> {
        let end = self.start(at) + self.text(at).len();
        let next = self.next(end)?;
        Some(next.as_ptr() as usize - self.0.as_ptr() as usize + indentation(next))
    }

    /// A `-` with nothing behind it on the line before, if this line is no list entry.
    pub(super) fn lone_dash_before(self, at: usize) -> Option<usize> {
        let before = self.0[..self.start(at)].trim_end();
        let dash = before.ends_with('-').then(|| before.len() - 1)?;
        let alone = self.text(dash).trim() == "-" && !self.text(at).trim_start().starts_with('-');
        alone.then_some(dash)
    }

    /// The first line of the lines above that are indented deeper than this one.
    pub(super) fn first_of_block(self, at: usize) -> Option<usize> {
        let column = indentation(self.text(at));
        let deeper = self.above(at).take_while(|(_, line)| indentation(line) > column);
        deeper.last().map(|(start, line)| start + indentation(line))
    }

    /// The line above that is indented less than this one.
    pub(super) fn above_block(self, at: usize) -> Option<usize> {
        let column = indentation(self.text(at));
        let mut less = self.above(at).skip_while(|(_, line)| indentation(line) >= column);
        less.next().map(|(start, line)| start + indentation(line))
    }

    /// The lines above with text other than a comment, upwards.
    fn above(self, at: usize) -> impl Iterator<Item = (usize, &'text str)> {
        let mut end = self.start(at);
        let lines = std::iter::from_fn(move || {
            let line = self.0[..end].strip_suffix('\n')?;
            let start = line.rfind('\n').map_or(0, |line_break| line_break + 1);
            end = start;
            Some((start, line[start..].trim_end_matches('\r')))
        });
        lines.filter(|(_, line)| has_text(line))
    }

    /// The end of a key that has entries below, but no colon.
    pub(super) fn missing_colon(self, at: usize) -> Option<usize> {
        let start = self.start(at);
        let line = self.text(at);
        let column = key_column(line);
        let next = self.next(start + line.len())?;
        let bare = indentation(next) > column
            && is_entry(next)
            && colon(line, column).is_none()
            && !line.contains(" #")
            && self.is_parent(start, line);
        bare.then(|| start + line.trim_end().len())
    }

    /// The column that a key with entries below should stand at, if that is another one: the deepest column of the
    /// lines around it that is left of its entries.
    pub(super) fn right_column(self, at: usize) -> Option<usize> {
        let start = self.start(at);
        let line = self.text(at);
        let column = indentation(line);
        let end = start + line.len();
        let first = self.next(end)?;
        let below = indentation(first);
        let is_key = colon(line, column).is_some_and(|colon| !has_text(&line[colon + 1..]));
        if !is_key || below <= column || line[column..].starts_with('-') {
            return None;
        }
        let mut behind = self.0[end..].split('\n').skip(1).filter(|line| has_text(line));
        let next = behind.find(|line| indentation(line) < below).map(indentation);
        let mut least = usize::MAX;
        let above = self.above(start).filter_map(|(_, line)| {
            let less = indentation(line) < least;
            least = least.min(indentation(line));
            less.then(|| indentation(line))
        });
        // A list may stand at the column of its key.
        let limit = below + usize::from(first.trim_start().starts_with('-'));
        let right = above.chain(next).filter(|right| *right < limit).max()?;
        // The only entry of the key right above is where it should be, at whatever column.
        let parent = self
            .above(start)
            .next()
            .filter(|(_, line)| indentation(line) < column && line.trim_end().ends_with(':'));
        let belongs_to_it = parent.is_some_and(|(_, line)| indentation(line) == right);
        (right != column && !belongs_to_it).then_some(right)
    }

    /// Whether a scalar that starts here stands alone on its line, where a key would.
    pub(super) fn is_bare(self, at: usize) -> bool {
        let line = self.text(at);
        colon(line, 0).is_none() && self.start(at) + key_column(line) == at
    }

    /// The first line from the line of `at` on that is indented with a tab: where its text starts.
    pub(super) fn tab_indented(self, at: usize) -> Option<usize> {
        let mut start = self.start(at);
        for line in self.0[start..].split_inclusive('\n') {
            let text = line.trim_start();
            if !text.is_empty() && line[..line.len() - text.len()].contains('\t') {
                return Some(start + line.len() - text.len());
            }
            start += line.len();
        }
        None
    }

    /// The last document marker before a byte.
    pub(super) fn marker_before(self, at: usize) -> Option<usize> {
        let mut end = self.start(at);
        while end > 0 {
            let start = self.start(end - 1);
            if is_marker(&self.0[start..end]) {
                return Some(start);
            }
            end = start;
        }
        None
    }

    /// Whether a line is a statement of a templating language.
    pub(super) fn is_templating(self, at: usize) -> bool {
        starts_templating(self.text(at))
    }

    /// All such lines: where there is one, there are many.
    pub(super) fn all_templating(self) -> Vec<Range<usize>> {
        let mut start = 0;
        let mut found = Vec::new();
        for line in self.0.split_inclusive('\n') {
            if starts_templating(line) {
                found.push(start..start + line.len());
            }
            start += line.len();
        }
        found
    }

    /// What to blank when the text at `at` is broken: its line; only the value if its key has intact entries below;
    /// all that is below if the key is what is broken.
    pub(super) fn gap(self, at: usize) -> Range<usize> {
        let start = self.start(at);
        let line = self.text(at);
        let end = start + line.len();
        let key = key_column(line);
        let next = self.next(end);
        let below = next.map_or(0, indentation);
        let first_of_item = below == key && key > indentation(line);
        let from = if first_of_item { start + key } else { start };
        let broken_value = colon(line, key)
            .map(|colon| start + colon + 1)
            .filter(|from| *from <= at && !is_complete(&self.0[*from..end]));
        match broken_value {
            _ if below <= key => from..end,
            Some(value) if next.is_some_and(is_entry) => value..end,
            Some(value) => value..self.end_of_block(end, key),
            None if self.is_parent(start, line) => from..self.end_of_block(end, key),
            None => from..end,
        }
    }

    /// Whether the deeper lines below a line belong to it: it is a key without a value, where a key can stand.
    fn is_parent(self, start: usize, line: &str) -> bool {
        let column = key_column(line);
        let key = line[column..].trim_end();
        if !key.starts_with(|first: char| first.is_alphanumeric() || matches!(first, '"' | '\'')) {
            return false;
        }
        if colon(line, column).is_some() {
            return key.ends_with(':');
        }
        if column > indentation(line) {
            return false;
        }
        let mut above = self.above(start).map(|(_, line)| line);
        let Some(first) = above.next() else { return column == 0 };
        if key_column(first) < column {
            return first.trim_end().ends_with(':');
        }
        std::iter::once(first).chain(above).map(key_column).find(|above| *above <= column)
            == Some(column)
    }

    /// The next line that has text other than a comment.
    fn next(self, end: usize) -> Option<&'text str> {
        let mut rest = self.0[end..].split('\n').skip(1);
        rest.find(|line| has_text(line))
    }

    /// The end of the last line from `end` on that is indented deeper than `column`.
    fn end_of_block(self, end: usize, column: usize) -> usize {
        let mut at = end;
        let mut last = end;
        for line in self.0[end..].split_inclusive('\n') {
            let blank = line.trim().is_empty();
            if at > end && !blank && indentation(line) <= column {
                break;
            }
            at += line.len();
            if !blank {
                last = at;
            }
        }
        last
    }
}

/// Whether there is anything but a comment.
fn has_text(line: &str) -> bool {
    !matches!(line.trim_start().chars().next(), None | Some('#'))
}

fn starts_templating(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("{%") || line.starts_with("{{") || line.starts_with("{#")
}

/// Whether a line is `---` or `...`.
pub(super) fn is_marker(line: &str) -> bool {
    let rest = line.strip_prefix("---").or_else(|| line.strip_prefix("..."));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The column of the first thing that is no `- `.
fn key_column(line: &str) -> usize {
    let mut rest = line.trim_start_matches(' ');
    while let Some(item) = rest.strip_prefix("- ") {
        rest = item.trim_start_matches(' ');
    }
    line.len() - rest.len()
}

/// The column of the colon that ends the line's key.
fn colon(line: &str, key: usize) -> Option<usize> {
    let colons = line[key..].match_indices(':').map(|(at, _)| key + at);
    colons.into_iter().find(|at| matches!(line.as_bytes().get(at + 1), None | Some(b' ' | b'\t')))
}

/// Whether a value is plain text, so that nothing below can belong to it.
fn is_complete(value: &str) -> bool {
    let first = value.trim_start().chars().next();
    first.is_some_and(|first| first.is_alphanumeric() || matches!(first, '/' | '.' | '_' | '$'))
}

/// Whether a line is an entry of a list or map.
fn is_entry(line: &str) -> bool {
    let text = line.trim_start();
    text == "-" || text.starts_with("- ") || colon(line, 0).is_some()
}
