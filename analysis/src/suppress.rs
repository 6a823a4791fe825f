//! Comments that take findings away, and which of them did.
//!
//! `# lamlint: ignore[rule, rule] reason` covers its own line, or the next one when it stands alone; on the
//! first line of a resource or a function it covers all of it. `ignore-file[rule]` in the first comment block
//! covers the file. JSON templates write the same into `Metadata`.

use crate::finding::{Edit, Finding, Findings, Safety, Tag};
use crate::rule::Severity;
use crate::similar;
use crate::syntax::Comment;
use crate::text::{Span, Text};

/// The rule that reports suppressions that take nothing away.
pub const UNUSED: &str = "unused-suppression";
/// The rule that reports names that are no rule.
pub const UNKNOWN: &str = "unknown-rule";

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
pub fn read(text: &Text, comments: &[Comment], parts: &[Span]) -> Vec<Suppression> {
    let head = first_block(text, comments);
    comments
        .iter()
        .enumerate()
        .flat_map(|(index, comment)| one(text, comment, index < head, parts))
        .collect()
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

fn one(text: &Text, comment: &Comment, in_head: bool, parts: &[Span]) -> Vec<Suppression> {
    let Some(order) = comment.text.strip_prefix("lamlint:").map(str::trim_start) else {
        return Vec::new();
    };
    let Some(rest) = order.strip_prefix("ignore") else { return Vec::new() };
    let (whole_file, rest) = match rest.strip_prefix("-file") {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let covers = if whole_file && in_head { None } else { Some(covered(text, comment, parts)) };
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

/// The line that a comment speaks of, or the whole resource or function that this line opens.
fn covered(text: &Text, comment: &Comment, parts: &[Span]) -> Span {
    let file = comment.at.file;
    let mut start = text.line_start(comment.at.start) as usize;
    if comment.own_line {
        start = next_line(text, start);
        while text.as_str()[start..].starts_with(['\n', '\r', '#']) || comment_line(text, start) {
            start = next_line(text, start);
        }
    }
    let end = next_line(text, start);
    let opened = parts
        .iter()
        .filter(|part| part.file == file && (start..end).contains(&(part.start as usize)));
    let end = opened.map(|part| part.end as usize).max().unwrap_or(end).max(end);
    Span::new(file, start, end)
}

fn comment_line(text: &Text, start: usize) -> bool {
    let line = text.as_str()[start..].lines().next().unwrap_or_default().trim_start();
    start < text.as_str().len() && (line.starts_with('#') || line.starts_with("//"))
}

fn next_line(text: &Text, start: usize) -> usize {
    text.as_str()[start..].find('\n').map_or(text.as_str().len(), |at| start + at + 1)
}

/// What is left of a file's findings, how many were taken away, and which suppressions did nothing.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Findings that stay, with those about the suppressions themselves.
    pub findings: Vec<Finding>,
    /// How many were taken away.
    pub suppressed: usize,
}

/// Applies a file's suppressions to its findings. `rules` are the names of all rules.
pub fn apply(
    text: &Text,
    suppressions: &[Suppression],
    findings: Vec<Finding>,
    rules: &[&str],
) -> Outcome {
    let mut used = vec![false; suppressions.len()];
    let before = findings.len();
    let mut left: Vec<Finding> = findings
        .into_iter()
        .filter(|finding| {
            let takes = |one: &Suppression| {
                let here = one.covers.is_none_or(|covers| {
                    covers.start <= finding.at.start
                        && finding.at.start < covers.end.max(covers.start + 1)
                });
                here && one.rule.as_ref().is_some_and(|(_, rule)| rule == finding.rule)
            };
            let mut taken = false;
            for (index, suppression) in suppressions.iter().enumerate() {
                if takes(suppression) {
                    used[index] = true;
                    taken = true;
                }
            }
            !taken
        })
        .collect();
    let suppressed = before - left.len();
    let mut unknown = Findings::new(UNKNOWN, Severity::Warning);
    let mut unused = Findings::new(UNUSED, Severity::Info);
    for (suppression, used) in suppressions.iter().zip(used) {
        match &suppression.rule {
            Some((at, name)) if !rules.contains(&name.as_str()) => {
                let finding = unknown.report(
                    *at,
                    format!("`{name}` is no rule of lamlint, so this ignores nothing"),
                );
                if let Some(nearest) = similar::nearest(name, rules.iter().copied()) {
                    finding.label(format!("is it `{nearest}`?"));
                }
            }
            Some((at, name)) if !used => {
                let edits = removal(text, suppression, *at);
                unused
                    .report(
                        *at,
                        format!("nothing here breaks `{name}`, so there is nothing to ignore"),
                    )
                    .label("ignores nothing")
                    .tag(Tag::Unnecessary)
                    .fix(Safety::Safe, "Remove the suppression", edits);
            }
            None => {
                unused
                    .report(suppression.at, "this comment names no rule, so it ignores nothing")
                    .label("write `ignore[rule-name]`");
            }
            _ => {}
        }
    }
    left.extend(unknown.into_vec());
    left.extend(unused.into_vec());
    Outcome { findings: left, suppressed }
}

/// Takes a comment away with the space before it, its whole line when nothing else stands there.
/// Only one of several names, or an entry of `Metadata`, is left to the person.
fn removal(text: &Text, suppression: &Suppression, name: Span) -> Vec<Edit> {
    if suppression.names != 1 || suppression.at == name {
        return Vec::new();
    }
    let line = text.line_start(suppression.at.start);
    let before = &text.as_str()[line as usize..suppression.at.start as usize];
    let end = suppression.at.end as usize;
    let at = if before.trim().is_empty() {
        let line_break =
            text.as_str()[end..].find('\n').map_or(text.as_str().len(), |at| end + at + 1);
        Span::new(name.file, line as usize, line_break)
    } else {
        Span::new(name.file, line as usize + before.trim_end().len(), end)
    };
    vec![Edit::replace(at, "")]
}
