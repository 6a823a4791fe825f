//! The source lines of a finding: which lines of which file, with what is to be said under them.
//!
//! Of long lines, such as those of minified JSON, only what lies around each place is taken, so that neither the cost
//! nor the size of the output depends on the line.

use std::collections::BTreeMap;
use std::ops::Range;

use lamlint_analysis::finding::Finding;
use lamlint_analysis::text::{Encoding, FileId, Span, Text};

use super::Report;
use crate::terminal::clean;

/// Lines that are longer (in bytes) are cut.
const LONG_LINE: usize = 300;
/// How many bytes of a long line are kept on each side of a place.
const KEPT: usize = 150;

/// Some lines of one file.
#[derive(Clone, Debug)]
pub(crate) struct Excerpt {
    /// `path:line:column` of what is first said.
    pub(crate) place: String,
    /// From top to bottom.
    pub(crate) lines: Vec<Line>,
}

/// A line of a file.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// From 1.
    pub(crate) number: usize,
    /// Its text, or what is left of a long one.
    pub(crate) text: String,
    /// Whether something is cut off before and after the text.
    pub(crate) cut: (bool, bool),
    /// What is said about it; nothing when it only stands between two others.
    pub(crate) marks: Vec<Mark>,
}

/// A place in a line and what is written under it.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    /// Bytes of the line's text.
    pub(crate) at: Range<usize>,
    /// May be empty.
    pub(crate) label: String,
    /// Whether it is the finding's own place; else it is that of a note.
    pub(crate) is_main: bool,
}

/// A place that is to be shown, its label, and whether it is a finding's own.
type Shown<'f> = (Span, &'f str, bool);

/// The finding's own lines first, then those of its notes, file by file.
pub(crate) fn with_notes(report: &Report, finding: &Finding) -> Vec<Excerpt> {
    let mut shown: Vec<Shown> = vec![(finding.at, &finding.label, true)];
    shown.extend(finding.notes.iter().map(|(at, label)| (*at, label.as_str(), false)));
    excerpts(report, &shown)
}

/// The own lines of several findings, file by file.
pub(crate) fn of_all(report: &Report, findings: &[&Finding]) -> Vec<Excerpt> {
    let shown = findings.iter().map(|finding| (finding.at, finding.label.as_str(), true));
    excerpts(report, &shown.collect::<Vec<_>>())
}

fn excerpts(report: &Report, shown: &[Shown]) -> Vec<Excerpt> {
    let mut files: Vec<FileId> = Vec::new();
    for (at, ..) in shown {
        if !files.contains(&at.file) {
            files.push(at.file);
        }
    }
    let in_file = |file: FileId| {
        let places: Vec<&Shown> = shown.iter().filter(|(at, ..)| at.file == file).collect();
        let (first, ..) = places.first()?;
        let place = report.place(*first);
        let text = report.text(*first)?;
        Some(Excerpt { place: clean(&place).into_owned(), lines: lines(&text, &places) })
    };
    files.into_iter().filter_map(in_file).collect()
}

fn lines(text: &Text, shown: &[&Shown]) -> Vec<Line> {
    let mut by_number: BTreeMap<u32, Vec<Mark>> = BTreeMap::new();
    for (at, label, is_main) in shown {
        let number = text.position(at.start, Encoding::Utf8).line;
        let start = text.line_start(at.start) as usize;
        let end = start + text.line(number).len();
        let from = text.as_str().floor_char_boundary((at.start as usize).min(end));
        let to = text.as_str().floor_char_boundary((at.end as usize).clamp(from, end));
        let (at, label) = (from - start..to - start, clean(label).into_owned());
        by_number.entry(number).or_default().push(Mark { at, label, is_main: *is_main });
    }
    let mut lines: Vec<Line> = Vec::new();
    for (number, marks) in by_number {
        // A line that stands alone between two others says more than a sign that it is left out.
        let is_next_but_one = lines.last().is_some_and(|last| last.number + 1 == number as usize);
        if is_next_but_one && text.line(number - 1).len() <= LONG_LINE {
            lines.extend(of_line(number - 1, text.line(number - 1), Vec::new()));
        }
        lines.extend(of_line(number, text.line(number), marks));
    }
    lines
}

/// A line with its marks, or of a long one the part around each mark.
fn of_line(number: u32, line: &str, marks: Vec<Mark>) -> Vec<Line> {
    let number = number as usize + 1;
    if line.len() <= LONG_LINE {
        return vec![Line { number, text: line.to_owned(), cut: (false, false), marks }];
    }
    let part = |mark: Mark| {
        let from = line.floor_char_boundary(mark.at.start.saturating_sub(KEPT));
        let to = line.ceil_char_boundary((mark.at.start + 2 * KEPT).min(line.len()));
        let at = mark.at.start - from..mark.at.end.min(to) - from;
        let cut = (from > 0, to < line.len());
        Line { number, text: line[from..to].to_owned(), cut, marks: vec![Mark { at, ..mark }] }
    };
    marks.into_iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, places: &[(usize, usize)]) -> Vec<(usize, String, Vec<Range<usize>>)> {
        let place = |(start, end): &(usize, usize)| (Span::new(FileId(0), *start, *end), "", true);
        let shown: Vec<Shown> = places.iter().map(place).collect();
        let lines = lines(&Text::new(text), &shown.iter().collect::<Vec<_>>());
        let marks = |line: &Line| line.marks.iter().map(|mark| mark.at.clone()).collect();
        lines.into_iter().map(|line| (line.number, line.text.clone(), marks(&line))).collect()
    }

    #[test]
    fn lines_with_marks_are_taken_and_a_single_one_between_them() {
        let text = "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nf: 6\n";
        let found = of(text, &[(28, 29), (3, 4), (13, 14)]);
        let numbers = found.iter().map(|(number, _, marks)| (*number, marks.len()));
        assert_eq!(numbers.collect::<Vec<_>>(), [(1, 1), (2, 0), (3, 1), (6, 1)]);
        assert_eq!((found[2].1.as_str(), &found[2].2[0]), ("c: 3", &(3..4)));
    }

    #[test]
    fn a_long_line_is_cut_around_every_mark() {
        let text = format!("{}999{}", "ä: 1, ".repeat(1000), ", ö: 2".repeat(1000));
        let found = of(&text, &[(7000, 7003), (0, 2)]);
        assert_eq!(found.len(), 2);
        for ((_, text, marks), expected) in found.iter().zip(["999", "ä"]) {
            assert!(text.len() <= 3 * KEPT + 2, "{text}");
            assert_eq!(&text[marks[0].clone()], expected);
        }
    }

    #[test]
    fn a_span_that_does_not_fit_is_made_to_fit() {
        for (start, end, expected) in [(1, 2, 0..2), (0, 5, 0..2), (9, 12, 1..1), (2, 4, 2..2)] {
            assert_eq!(of("ä\r\nb", &[(start, end)])[0].2, [expected], "{start}");
        }
    }
}
