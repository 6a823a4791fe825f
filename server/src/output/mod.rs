//! The formats that findings are printed in, one file each, and what they all print.

mod canvas;
pub(crate) mod concise;
pub(crate) mod diff;
mod draw;
mod excerpt;
pub(crate) mod github;
pub(crate) mod human;
pub(crate) mod json;
pub(crate) mod nothing;
pub(crate) mod summary;
pub(crate) mod texts;
pub(crate) mod wrap;

use std::io::{self, Write};
use std::time::Duration;

use lamlint_analysis::Workspace;
use lamlint_analysis::finding::Finding;
use lamlint_analysis::finding::{Safety, Severity};
use lamlint_analysis::text::{Encoding, Position, Span, Text};
use lamlint_analysis::workspace::Summary;

use crate::args::{Check, Format};
use crate::passed::{self, Passed};
use crate::terminal::{self, Terminal};
use lamlint_analysis::files::paths;
use texts::Texts;

/// What one run of `check` found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Report<'a> {
    /// Where paths of files are asked for.
    pub(crate) workspace: &'a Workspace,
    /// Where their texts are.
    pub(crate) texts: &'a Texts<'a>,
    /// The folder that the person stands in; paths are printed from here.
    pub(crate) here: &'a str,
    /// By printed path, place and rule.
    pub(crate) findings: &'a [Finding],
    /// The lowest severity that is shown to people; what is lower is counted.
    pub(crate) lowest: Severity,
    /// Whether each finding is drawn, however many are equal.
    pub(crate) all: bool,
    /// What was looked at.
    pub(crate) summary: Summary,
    /// What was recognised and not read.
    pub(crate) passed: &'a [Passed],
    /// How many fixes were applied.
    pub(crate) fixed: usize,
    /// How long the run took.
    pub(crate) took: Duration,
}

impl<'a> Report<'a> {
    /// Whether there was no function to check, and nothing else to complain about.
    pub(crate) fn is_nothing(&self) -> bool {
        self.summary.functions == 0 && self.findings.is_empty() && self.fixed == 0
    }

    /// The findings that people are shown.
    pub(crate) fn shown(&self) -> impl Iterator<Item = &'a Finding> + use<'a> {
        let lowest = self.lowest;
        self.findings.iter().filter(move |finding| finding.severity >= lowest)
    }

    /// `path:line:column` of a span's start.
    pub(crate) fn place(&self, at: Span) -> String {
        let text = self.text(at);
        place_in(text.as_ref(), self.here, self.workspace.path(at.file), at)
    }

    /// The printed path of the file that a span lies in.
    pub(crate) fn path(&self, at: Span) -> String {
        paths::relative(self.here, self.workspace.path(at.file))
    }

    /// The text of the file that a span lies in.
    pub(crate) fn text(&self, at: Span) -> Option<Text> {
        self.texts.of(at.file)
    }

    /// Where a span starts, counted in characters from 1.
    pub(crate) fn start(&self, at: Span) -> Position {
        position(self.text(at).as_ref(), at.start)
    }

    /// Where a span ends, counted in characters from 1, exclusive.
    pub(crate) fn end(&self, at: Span) -> Position {
        position(self.text(at).as_ref(), at.end)
    }

    /// How many findings are of this severity.
    pub(crate) fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

/// `path:line:column` of a span's start, as seen from the folder `here`.
pub(crate) fn place(workspace: &Workspace, here: &str, at: Span) -> String {
    let path = workspace.path(at.file);
    place_in(workspace.text(path), here, path, at)
}

fn place_in(text: Option<&Text>, here: &str, path: &str, at: Span) -> String {
    let start = position(text, at.start);
    format!("{}:{}:{}", paths::relative(here, path), start.line, start.column)
}

/// Of a byte in a text, counted in characters from 1.
fn position(text: Option<&Text>, byte: u32) -> Position {
    let zero = Position { line: 0, column: 0 };
    let place = text.map_or(zero, |text| text.position(byte, Encoding::Characters));
    Position { line: place.line + 1, column: place.column + 1 }
}

/// Prints the report to the standard output, or to the standard error where that takes something else.
pub(crate) fn print(args: &Check, report: &Report, to_stderr: bool) -> io::Result<()> {
    if to_stderr {
        let terminal = Terminal { colors: false, ..Terminal::new(args.color) };
        return write(&mut io::stderr().lock(), args, report, terminal);
    }
    terminal::print(|out| write(out, args, report, Terminal::new(args.color)))
}

fn write(
    out: &mut impl Write,
    args: &Check,
    report: &Report,
    terminal: Terminal,
) -> io::Result<()> {
    let mut undrawn = 0;
    match args.format {
        Format::Json => return json::print(out, report),
        Format::Github => {
            github::print(out, report)?;
            // The standard output takes commands alone.
            let plain = Terminal { colors: false, ..terminal };
            let is_told = args.quiet || report.is_nothing();
            return if is_told {
                Ok(())
            } else {
                summary::print(&mut io::stderr(), report, 0, plain)
            };
        }
        Format::Human | Format::Concise if args.statistics => summary::statistics(out, report)?,
        Format::Human => undrawn = human::print(out, report, terminal)?,
        Format::Concise => concise::print(out, report, terminal)?,
    }
    if args.quiet || report.is_nothing() {
        return Ok(());
    }
    if args.format == Format::Human {
        let sentences = passed::sentences(report.passed, report.here);
        if !sentences.is_empty() {
            writeln!(out, "{}", terminal.paint("1", "Not read:"))?;
            for sentence in sentences {
                let lines = wrap::wrap(&sentence, terminal.prose() - 4);
                writeln!(out, "  {}", lines.join("\n    "))?;
            }
            writeln!(out)?;
        }
    }
    summary::print(out, report, undrawn, terminal)
}

/// The style of a severity: the number of an ANSI SGR sequence that can be read on dark and on light ground.
pub(crate) fn style(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "1;91",
        Severity::Warning => "1;33",
        Severity::Info => "1;94",
    }
}

/// How many of these findings have a fix, and what applies them; empty when none has.
pub(crate) fn fixable<'f>(findings: impl Iterator<Item = &'f Finding>) -> String {
    let (mut safe, mut changing) = (0, 0);
    for fix in findings.filter_map(|finding| finding.fix.as_ref()) {
        match fix.safety {
            Safety::Safe => safe += 1,
            Safety::Unsafe => changing += 1,
        }
    }
    match (safe, changing) {
        (0, 0) => String::new(),
        (safe, 0) => format!("{safe} fixable with --fix"),
        (0, changing) => format!("{changing} fixable with --unsafe-fixes"),
        (safe, changing) => {
            format!("{safe} fixable with --fix, {changing} more with --unsafe-fixes")
        }
    }
}

/// A number with its noun.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// The page of a rule on the web.
pub(crate) fn help(rule: &str) -> String {
    format!("https://github.com/lamlint/lamlint/blob/main/docs/rules/{rule}.md")
}
