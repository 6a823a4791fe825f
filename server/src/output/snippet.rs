//! The source lines of a finding: which lines of which file, with what under them.
//!
//! Long lines, such as those of minified JSON, are cut around each place before they are drawn, so that the cost
//! and the size of the output do not depend on the line.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind};
use lamlint_analysis::finding::Finding;
use lamlint_analysis::text::{FileId, Span, Text};

use super::Report;
use crate::terminal::{clean, clean_source};

/// Lines that are longer (in bytes) are cut.
const LONG_LINE: usize = 300;
/// How many characters of a cut line are kept on each side of a place.
const KEPT: usize = 40;

/// Some lines of one file.
#[derive(Debug)]
pub(crate) struct Snippet {
    path: String,
    source: String,
    first_line: usize,
    marks: Vec<Mark>,
    /// What the renderer will print as the location of a cut line, and what is right.
    correction: Option<(String, String)>,
}

/// A place and what is written under it.
#[derive(Clone, Debug)]
struct Mark {
    at: Range<usize>,
    label: String,
    kind: AnnotationKind,
}

/// The finding's own lines first, then those of its notes, file by file.
pub(crate) fn snippets(report: &Report, finding: &Finding) -> Vec<Snippet> {
    let mut places = vec![(finding.at, &finding.label, AnnotationKind::Primary)];
    places.extend(finding.notes.iter().map(|(at, label)| (*at, label, AnnotationKind::Context)));
    let mut files: Vec<FileId> = Vec::new();
    for (at, ..) in &places {
        if !files.contains(&at.file) {
            files.push(at.file);
        }
    }
    let in_file = |file: FileId| {
        let places = places.iter().filter(|(at, ..)| at.file == file);
        let at = Span::new(file, 0, 0);
        let marks = |text: &Text| -> Vec<Mark> {
            places
                .map(|(at, label, kind)| Mark {
                    at: first_line(text, *at),
                    label: clean(label).into_owned(),
                    kind: *kind,
                })
                .collect()
        };
        report.text(at).map_or_else(Vec::new, |text| of_file(&report.path(at), text, marks(text)))
    };
    files.into_iter().flat_map(in_file).collect()
}

impl Snippet {
    /// What the renderer draws.
    pub(crate) fn element(&self) -> annotate_snippets::Snippet<'_, Annotation<'_>> {
        let label = |mark: &Mark| Some(mark.label.clone()).filter(|label| !label.is_empty());
        annotate_snippets::Snippet::source(&self.source)
            .path(&self.path)
            .line_start(self.first_line)
            .annotations(
                self.marks.iter().map(|mark| mark.kind.span(mark.at.clone()).label(label(mark))),
            )
    }

    /// The renderer counts columns in what it was given; puts the right one where a line was cut.
    pub(crate) fn correct(&self, block: String) -> String {
        match &self.correction {
            Some((wrong, right)) => block.replacen(wrong, right, 1),
            None => block,
        }
    }
}

fn of_file(path: &str, text: &Text, marks: Vec<Mark>) -> Vec<Snippet> {
    let path = clean(path).into_owned();
    if marks.iter().any(|mark| line_of(text, mark.at.start).len() > LONG_LINE) {
        return marks.into_iter().map(|mark| cut(&path, text, mark)).collect();
    }
    let Some(start) = marks.iter().map(|mark| mark.at.start).min() else { return Vec::new() };
    let end = marks.iter().map(|mark| mark.at.end).max().unwrap_or(start);
    let start = line_of(text, start).start;
    let source = &text.as_str()[start..line_of(text, end).end];
    let shifted = |mark: Mark| Mark { at: mark.at.start - start..mark.at.end - start, ..mark };
    vec![Snippet {
        path,
        source: clean_source(source).into_owned(),
        first_line: line_number(text, start),
        marks: marks.into_iter().map(shifted).collect(),
        correction: None,
    }]
}

/// The part of a mark's line that is worth showing.
fn cut(path: &str, text: &Text, mark: Mark) -> Snippet {
    let line = line_of(text, mark.at.start);
    let before = &text.as_str()[line.start..mark.at.start];
    let behind = &text.as_str()[mark.at.end..line.end.max(mark.at.end)];
    let start = before.char_indices().rev().nth(KEPT - 1).map_or(0, |(at, _)| at);
    let end = behind.char_indices().nth(KEPT).map_or(behind.len(), |(at, _)| at);
    let shown = &text.as_str()[mark.at.clone()];
    let shown_end = shown.char_indices().nth(2 * KEPT).map_or(shown.len(), |(at, _)| at);
    let head = if start > 0 { "… " } else { "" };
    let prefix = format!("{head}{}", &before[start..]);
    let tail = if shown_end < shown.len() || end < behind.len() { " …" } else { "" };
    let rest = if shown_end < shown.len() { "" } else { &behind[..end] };
    let source = format!("{prefix}{}{rest}{tail}", &shown[..shown_end]);
    let number = line_number(text, mark.at.start);
    let right = format!("{path}:{number}:{}", before.chars().count() + 1);
    Snippet {
        correction: Some((
            format!("{right}:{number}:{}", prefix.chars().count() + 1),
            right.clone(),
        )),
        path: right,
        source: clean_source(&source).into_owned(),
        first_line: number,
        marks: vec![Mark { at: prefix.len()..prefix.len() + shown_end, ..mark }],
    }
}

/// The part of a span on its first line, fitted to the text.
fn first_line(text: &Text, at: Span) -> Range<usize> {
    let source = text.as_str();
    let start = source.floor_char_boundary(at.start as usize);
    let end = source.floor_char_boundary(at.end as usize).max(start);
    start..end.min(line_of(text, start).end.max(start))
}

/// The bytes of the line that a byte lies in, without its line break.
fn line_of(text: &Text, byte: usize) -> Range<usize> {
    let start = text.line_start(byte as u32) as usize;
    let rest = &text.as_str()[start..];
    let end = rest.find('\n').unwrap_or(rest.len());
    start..start + rest[..end].trim_end_matches('\r').len()
}

/// Counts from 1.
fn line_number(text: &Text, byte: usize) -> usize {
    let encoding = lamlint_analysis::text::Encoding::Utf8;
    text.position(byte as u32, encoding).line as usize + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(at: Range<usize>) -> Mark {
        Mark { at, label: "here".into(), kind: AnnotationKind::Primary }
    }

    #[test]
    fn only_the_lines_between_the_marks_are_taken() {
        let text = Text::new("a: 1\nb: 2\nc: 3\nd: 4\n");
        let [snippet] = &of_file("t", &text, vec![mark(13..14), mark(8..9)])[..] else { panic!() };
        assert_eq!((snippet.source.as_str(), snippet.first_line), ("b: 2\nc: 3", 2));
        assert_eq!(snippet.marks[0].at, 8..9);
    }

    #[test]
    fn a_long_line_is_cut_around_every_mark() {
        let text = Text::new(format!("{}999{}", "ä: 1, ".repeat(1000), ", ö: 2".repeat(1000)));
        let snippets = of_file("t.json", &text, vec![mark(7000..7003), mark(0..2)]);
        for (snippet, column) in snippets.iter().zip([6001, 1]) {
            assert!(snippet.source.chars().count() < 4 * KEPT, "{}", snippet.source);
            assert_eq!(snippet.path, format!("t.json:1:{column}"));
        }
        assert_eq!(&snippets[0].source[snippets[0].marks[0].at.clone()], "999");
    }

    #[test]
    fn a_span_that_does_not_fit_is_made_to_fit() {
        let text = Text::new("ä\r\nb");
        for (start, end, expected) in [(1, 2, 0..2), (0, 5, 0..2), (9, 12, 5..5), (2, 4, 2..2)] {
            assert_eq!(first_line(&text, Span::new(FileId(0), start, end)), expected, "{start}");
        }
    }
}
