//! What reaches a terminal: colours when they are wanted, text that cannot harm it, an end that may come early.

use std::borrow::Cow;
use std::env;
use std::io::{self, BufWriter, StdoutLock, Write};

use anstream::{AutoStream, ColorChoice};

use crate::args::Color;

/// Columns to draw for when there is no terminal to ask.
const DEFAULT_WIDTH: usize = 120;
/// Columns that are drawn for at least: what is narrower cannot be read anyway.
const NARROWEST: usize = 60;
/// Longer lines of prose are hard to read.
const LONGEST_PROSE: usize = 120;

/// How the standard output is to be drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terminal {
    /// Whether colours are wanted.
    pub(crate) colors: bool,
    /// Columns that lines are broken or cut to.
    pub(crate) width: usize,
    /// Whether a terminal or a person told the width; else it is a guess.
    pub(crate) told: bool,
}

impl Terminal {
    /// Looks at the standard output and the environment (`NO_COLOR`, `CLICOLOR`, `CLICOLOR_FORCE`, `TERM`,
    /// and `COLUMNS` when no terminal tells its width).
    pub(crate) fn new(color: Color) -> Terminal {
        let colors = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => AutoStream::choice(&io::stdout()) != ColorChoice::Never,
        };
        let variable = || env::var("COLUMNS").ok()?.parse().ok();
        let width = terminal_size::terminal_size_of(io::stdout())
            .map(|(width, _)| usize::from(width.0))
            .or_else(variable);
        let told = width.is_some();
        Terminal { colors, width: width.unwrap_or(DEFAULT_WIDTH).max(NARROWEST), told }
    }

    /// Columns that prose is broken to.
    pub(crate) fn prose(self) -> usize {
        self.width.min(LONGEST_PROSE)
    }

    /// The text in this style (the number of an ANSI SGR sequence) when colours are wanted.
    pub(crate) fn paint(self, style: &str, text: &str) -> String {
        if self.colors && !text.is_empty() {
            format!("\u{1b}[{style}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}

/// Runs `write` on the standard output. A reader that has gone is no error: nobody is left to tell.
pub(crate) fn print(
    write: impl FnOnce(&mut BufWriter<StdoutLock<'static>>) -> io::Result<()>,
) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            // What is still buffered would be written again when `out` is dropped.
            let _ = out.into_parts();
            Ok(())
        }
        result => result,
    }
}

/// Writes a line to the standard error. That it cannot be written can be told to nobody.
pub(crate) fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "lamlint: {}", clean(message));
}

/// Like [`complain`] for lines that are clean already and stand below each other.
pub(crate) fn complain_in_lines(lines: &[String]) {
    let _ = writeln!(io::stderr(), "lamlint: {}", lines.join("\n"));
}

/// The text with every character that could command a terminal or reorder a line replaced by a visible one.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let visible = |character: char| match character {
        '\t' | '\n' => ' ',
        '\u{0}'..='\u{1f}' => {
            char::from_u32(0x2400 + character as u32).expect("a control picture for each control")
        }
        character if is_unsafe(character) => '\u{fffd}',
        character => character,
    };
    Cow::Owned(text.chars().map(visible).collect())
}

/// Controls of both ranges, and what changes the direction or the breaks of a line without being seen.
pub(crate) fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_commands_a_terminal_becomes_visible() {
        for (text, cleaned) in [
            ("Größe 𝄞 🙂", "Größe 𝄞 🙂"),
            ("\u{1b}[31mred", "␛[31mred"),
            ("a\u{202e}b", "a\u{fffd}b"),
            ("a\u{9b}31m", "a\u{fffd}31m"),
            ("two\nlines", "two lines"),
        ] {
            assert_eq!(clean(text), cleaned);
        }
    }
}
