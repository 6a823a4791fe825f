//! Rows of characters that marks and labels are written on, each in its ink.

use super::wrap::columns_of;
use crate::terminal::Terminal;

/// What something is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    /// The finding's own mark and label.
    Main,
    /// Those of a note.
    Note,
    /// Line numbers and lines.
    Margin,
}

impl Ink {
    /// The number of the ANSI SGR sequence; `main` is that of the finding's severity.
    pub(crate) fn style(self, main: &'static str) -> &'static str {
        match self {
            Ink::Main => main,
            Ink::Note | Ink::Margin => "1;94",
        }
    }
}

/// What stands in a column; `None` after a character that takes two.
type Cell = Option<(char, Option<Ink>)>;

/// Rows that grow as they are written on.
#[derive(Debug, Default)]
pub(crate) struct Canvas {
    rows: Vec<Vec<Cell>>,
}

impl Canvas {
    /// Writes a text from a column on, over what is there.
    pub(crate) fn write(&mut self, row: usize, column: usize, text: &str, ink: Ink) {
        if self.rows.len() <= row {
            self.rows.resize(row + 1, Vec::new());
        }
        let cells = &mut self.rows[row];
        let mut at = column;
        for character in text.chars() {
            let width = columns_of(character);
            if cells.len() < at + width {
                cells.resize(at + width, Some((' ', None)));
            }
            cells[at] = Some((character, Some(ink)));
            cells[at + 1..at + width].fill(None);
            at += width;
        }
    }

    /// The rows as text, from top to bottom.
    pub(crate) fn rows(&self, terminal: Terminal, main: &'static str) -> Vec<String> {
        let row = |cells: &Vec<Cell>| {
            let mut out = String::new();
            let written: Vec<(char, Option<Ink>)> = cells.iter().flatten().copied().collect();
            for run in written.chunk_by(|(_, one), (_, other)| one == other) {
                let text: String = run.iter().map(|(character, _)| character).collect();
                match run[0].1 {
                    Some(ink) => out.push_str(&terminal.paint(ink.style(main), &text)),
                    None => out.push_str(&text),
                }
            }
            out
        };
        self.rows.iter().map(row).collect()
    }
}
