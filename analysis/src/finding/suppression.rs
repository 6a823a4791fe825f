//! Comments that take findings away, as they are written.
//!
//! `# lamlint: ignore[rule, rule] reason` covers its own line, or the next one when it stands alone; on the
//! first line of a resource or a function it covers all of it. `ignore-file[rule]` in the first comment block
//! covers the file. JSON templates write the same into `Metadata`.

use crate::text::{Comment, Span, Text};

/// A rule's name that is not to be reported somewhere.
#[derive(Clone, Debug)]
pub struct Suppression {
    /// The comment or the entry that says so.
    pub at: Span,
    /// The rule's name, as written, with its place; `None` when a comment names none.
    pub rule: Option<(Span, String)>,
    /// Where findings have to start to be taken away; `None` for the whole file.
    pub covers: Option<Span>,
    /// How many names the comment has: one is removed with all of it.
    pub names: usize,
}

/// The suppressions in a file's comments. `parts` are the spans of resources or functions that a line may open.
pub fn suppressions(text: &Text, comments: &[Comment], parts: &[Span]) -> Vec<Suppression> {
    let all = comments.iter().enumerate();
    let mut asking = all.filter(|(_, comment)| comment.text.starts_with("lamlint:")).peekable();
    if asking.peek().is_none() {
        return Vec::new();
    }
    let head = first_block(text, comments);
    let mut lines = Lines::new(text, parts);
    // The last comment first: what follows a block of comments is looked for once.
    let found = asking.rev().map(|(index, comment)| {
        let covers = lines.covered(comment);
        one(text, comment, index < head, covers)
    });
    let mut found: Vec<Vec<Suppression>> = found.collect();
    found.reverse();
    found.into_iter().flatten().collect()
}

/// How many comments stand before anything else.
fn first_block(text: &Text, comments: &[Comment]) -> usize {
    let mut end = 0;
    let between = |from: usize, to: usize| text.as_str().get(from..to).unwrap_or_default();
    let blank =
        |text: &str| text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty();
    comments
        .iter()
        .take_while(|comment| {
            let only = blank(between(end, comment.at.start as usize));
            end = comment.at.end as usize;
            only
        })
        .count()
}

fn one(text: &Text, comment: &Comment, in_head: bool, covered: Span) -> Vec<Suppression> {
    let Some(order) = comment.text.strip_prefix("lamlint:").map(str::trim_start) else {
        return Vec::new();
    };
    let Some(rest) = order.strip_prefix("ignore") else { return Vec::new() };
    let (whole_file, rest) = match rest.strip_prefix("-file") {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let covers = if whole_file && in_head { None } else { Some(covered) };
    let Some((list, _)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) else {
        return vec![Suppression { at: comment.at, rule: None, covers, names: 0 }];
    };
    let offset = list.as_ptr() as usize - comment.text.as_ptr() as usize;
    let shift = text.slice(comment.at).find(&*comment.text).unwrap_or(0);
    let start = comment.at.start as usize + shift + offset;
    let names: Vec<(usize, &str)> = pieces(list).collect();
    let count = names.len();
    names
        .into_iter()
        .map(|(at, name)| {
            let span = Span::new(comment.at.file, start + at, start + at + name.len());
            Suppression {
                at: comment.at,
                rule: Some((span, name.to_owned())),
                covers,
                names: count,
            }
        })
        .collect()
}

/// The names of a comma-separated list with their offsets.
fn pieces(list: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    list.split(',').filter_map(move |piece| {
        let at = from + piece.len() - piece.trim_start().len();
        from += piece.len() + 1;
        let name = piece.trim();
        (!name.is_empty()).then_some((at, name))
    })
}

/// The lines that comments speak of.
struct Lines<'t> {
    text: &'t Text,
    /// Resources and functions, by where they start.
    parts: Vec<Span>,
    /// The line from which the last search for one without a comment started, and the line that it found.
    passed: Option<(usize, usize)>,
}

impl<'t> Lines<'t> {
    fn new(text: &'t Text, parts: &[Span]) -> Lines<'t> {
        let mut parts = parts.to_vec();
        parts.sort_unstable();
        Lines { text, parts, passed: None }
    }

    /// The line that a comment speaks of, or the whole resource or function that this line opens.
    fn covered(&mut self, comment: &Comment) -> Span {
        let file = comment.at.file;
        let mut start = self.text.line_start(comment.at.start) as usize;
        if comment.own_line {
            start = self.next_code(next_line(self.text, start));
        }
        let end = next_line(self.text, start);
        let from = self.parts.partition_point(|part| {
            part.file < file || part.file == file && (part.start as usize) < start
        });
        let opened = self.parts[from..]
            .iter()
            .take_while(|part| part.file == file && (part.start as usize) < end);
        let end = opened.map(|part| part.end as usize).max().unwrap_or(end).max(end);
        Span::new(file, start, end)
    }

    /// The first line from this one on that is neither empty nor a comment.
    fn next_code(&mut self, from: usize) -> usize {
        let text = self.text;
        let mut start = from;
        while text.as_str()[start..].starts_with(['\n', '\r', '#']) || comment_line(text, start) {
            match self.passed {
                Some((passed, found)) if passed == start => {
                    start = found;
                    break;
                }
                _ => start = next_line(text, start),
            }
        }
        self.passed = Some((from, start));
        start
    }
}

fn comment_line(text: &Text, start: usize) -> bool {
    let line = text.as_str()[start..].lines().next().unwrap_or_default().trim_start();
    start < text.as_str().len() && (line.starts_with('#') || line.starts_with("//"))
}

fn next_line(text: &Text, start: usize) -> usize {
    text.as_str()[start..].find('\n').map_or(text.as_str().len(), |at| start + at + 1)
}
