//! Source lines as they are drawn: a margin with line numbers, marks under what is meant, labels that fit.
//!
//! Only signs of Unicode's box drawing are used, which terminals draw themselves, whatever their font has.

use super::canvas::{Canvas, Ink};
use super::excerpt::{Excerpt, Line, Mark};
use super::wrap::{columns, columns_of, wrap};
use crate::terminal::{Terminal, is_unsafe};

/// Columns that a tab takes.
const TAB: usize = 4;
/// A label is not broken into lines that are narrower, as long as there is room elsewhere.
const NARROW: usize = 24;
/// What stands where something of a line is left out.
const CUT: &str = "…";

/// How a block is drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pen {
    /// Where it is drawn.
    pub(crate) terminal: Terminal,
    /// The style of the finding's severity.
    pub(crate) style: &'static str,
    /// Columns of the margin before its line.
    pub(crate) margin: usize,
}

impl Pen {
    /// A row of the block that has no line number: a sign on the margin's line, and what follows.
    pub(crate) fn row(self, sign: &str, rest: &str) -> String {
        let margin = format!("{:margin$} {sign}", "", margin = self.margin);
        let gap = if rest.is_empty() { "" } else { " " };
        format!("{}{gap}{rest}\n", self.terminal.paint(Ink::Margin.style(self.style), &margin))
    }

    /// Columns to the right of the margin's line.
    pub(crate) fn room(self) -> usize {
        self.terminal.width.saturating_sub(self.margin + 3)
    }
}

/// Columns that the line numbers of these excerpts need.
pub(crate) fn margin(excerpts: &[Excerpt]) -> usize {
    let numbers = excerpts.iter().flat_map(|excerpt| &excerpt.lines).map(|line| line.number);
    numbers.max().unwrap_or(0).to_string().len()
}

/// The excerpts, each with its place.
pub(crate) fn draw(excerpts: &[Excerpt], pen: Pen) -> String {
    let mut out = String::new();
    for (index, excerpt) in excerpts.iter().enumerate() {
        if index > 0 {
            out.push_str(&pen.row("│", ""));
        }
        out.push_str(&pen.row(if index == 0 { "╭─" } else { "├─" }, &excerpt.place));
        out.push_str(&pen.row("│", ""));
        let mut before: Option<usize> = None;
        for line in &excerpt.lines {
            if before.is_some_and(|before| before + 1 < line.number) {
                out.push_str(&pen.row("┆", ""));
            }
            before = Some(line.number);
            out.push_str(&numbered(line, pen));
        }
    }
    out
}

fn numbered(line: &Line, pen: Pen) -> String {
    let room = pen.room();
    let is_together = || {
        let ends = line.marks.iter().map(|mark| mark.at.end).max().unwrap_or(0);
        let starts = line.marks.iter().map(|mark| mark.at.start).min().unwrap_or(0);
        columns(&line.text[starts..ends]) + 2 * NARROW < room || columns(&line.text) <= room
    };
    let marks: Vec<&[Mark]> = match line.marks.len() {
        0 | 1 => vec![&line.marks],
        _ if is_together() => vec![&line.marks],
        // Places that are far from each other are shown one by one.
        _ => line.marks.chunks(1).collect(),
    };
    let mut out = String::new();
    for marks in marks {
        let source = Source::new(line, marks, room);
        let number = format!("{:>margin$} │", line.number, margin = pen.margin);
        let number = pen.terminal.paint(Ink::Margin.style(pen.style), &number);
        out.push_str(format!("{number} {}", source.text).trim_end());
        out.push('\n');
        for row in source.rows(marks, room).rows(pen.terminal, pen.style) {
            out.push_str(&pen.row("│", &row));
        }
    }
    out
}

/// A line as it is shown, and where its bytes are in it.
#[derive(Debug)]
struct Source {
    text: String,
    /// The first column of each byte of the line's text, and of its end.
    starts: Vec<usize>,
    /// The column that stands at the left, and what is shown before it.
    from: (usize, usize),
    width: usize,
}

impl Source {
    /// The part of a line around its marks that fits into so many columns.
    fn new(line: &Line, marks: &[Mark], room: usize) -> Source {
        let (shown, starts) = columns_and_signs(&line.text);
        let width = *starts.last().unwrap_or(&0);
        let column = |byte: usize| starts[byte];
        let first = marks.iter().map(|mark| column(mark.at.start)).min().unwrap_or(0);
        let last = marks.iter().map(|mark| column(mark.at.end)).max().unwrap_or(0);
        let fits = !line.cut.0 && (width <= room || last + 2 <= room);
        let from = if fits { 0 } else { first.saturating_sub((room / 4).min(room - NARROW)) };
        let is_cut = (line.cut.0 || from > 0, line.cut.1 || width - from > room);
        let lead = if is_cut.0 { 2 } else { 0 };
        let tail = if is_cut.1 { 2 } else { 0 };
        let mut text = String::new();
        if is_cut.0 {
            text.push_str(CUT);
            text.push(' ');
        }
        let until = from + room - lead - tail;
        let mut at = 0;
        for (sign, width) in shown {
            if at >= from && at + width <= until {
                text.push_str(&sign);
            }
            at += width;
        }
        if is_cut.1 {
            text.push(' ');
            text.push_str(CUT);
        }
        Source { text, starts, from: (from, lead), width: (until - from + lead).min(room) }
    }

    /// Where a byte of the line is shown.
    fn column(&self, byte: usize) -> usize {
        let (from, lead) = self.from;
        (self.starts[byte].saturating_sub(from) + lead).min(self.width)
    }

    /// What stands under the line.
    fn rows(&self, marks: &[Mark], room: usize) -> Canvas {
        let mut canvas = Canvas::default();
        let mut sorted: Vec<(usize, usize, &Mark)> = Vec::new();
        for mark in marks {
            let start = self.column(mark.at.start).min(room - 1);
            sorted.push((start, self.column(mark.at.end).max(start + 1), mark));
        }
        // The finding's own mark is drawn last, over the others.
        sorted.sort_by_key(|(start, _, mark)| (mark.is_main, *start));
        for (start, end, mark) in &sorted {
            let sign = if mark.is_main { "━" } else { "─" };
            canvas.write(0, *start, &sign.repeat(end - start), Ink::of(mark));
        }
        sorted.sort_by_key(|(start, end, _)| (*start, *end));
        label(&mut canvas, &sorted, room);
        canvas
    }
}

/// Writes the labels of marks that are sorted from left to right: the last one beside its mark, when there is room,
/// the others under theirs.
fn label(canvas: &mut Canvas, marks: &[(usize, usize, &Mark)], room: usize) {
    let mut row = 1;
    for (index, (start, end, mark)) in marks.iter().enumerate().rev() {
        if mark.label.is_empty() {
            continue;
        }
        let needed = columns(&mark.label);
        let longest = mark.label.split(' ').map(columns).max().unwrap_or(0);
        let narrow = needed.min(NARROW.max(longest));
        let beside = room.saturating_sub(end + 1);
        let is_last = marks.iter().all(|(_, other, _)| other <= end) && row == 1;
        let (first, at) = if is_last && index + 1 == marks.len() && beside >= narrow {
            (0, end + 1)
        } else {
            (row, *start.min(&room.saturating_sub(needed.min(narrow.max(room / 2)))))
        };
        let lines = wrap(&mark.label, room - at);
        let after = first + lines.len();
        // Lines that lead down to the labels of the marks further left.
        for (start, _, left) in marks[..index].iter().filter(|(_, _, left)| !left.label.is_empty())
        {
            for between in 1..after {
                canvas.write(between, *start, "│", Ink::of(left));
            }
        }
        for (offset, line) in lines.iter().enumerate() {
            canvas.write(first + offset, at, line, Ink::of(mark));
        }
        row = after.max(1);
    }
}

impl Ink {
    fn of(mark: &Mark) -> Ink {
        if mark.is_main { Ink::Main } else { Ink::Note }
    }
}

/// What is shown for each character, with its columns, and the first column of each byte.
fn columns_and_signs(text: &str) -> (Vec<(String, usize)>, Vec<usize>) {
    let mut starts = Vec::with_capacity(text.len() + 1);
    let mut signs = Vec::with_capacity(text.len());
    let mut at = 0;
    for character in text.chars() {
        let sign = match character {
            '\t' => " ".repeat(TAB),
            '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + character as u32).into_iter().collect(),
            character if is_unsafe(character) => '\u{fffd}'.to_string(),
            character => character.to_string(),
        };
        let width = sign.chars().map(columns_of).sum();
        starts.extend(std::iter::repeat_n(at, character.len_utf8()));
        signs.push((sign, width));
        at += width;
    }
    starts.push(at);
    (signs, starts)
}

#[cfg(test)]
mod tests;
