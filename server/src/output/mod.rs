//! The formats that findings are printed in, one file each, and what they all print.

pub(crate) mod concise;
pub(crate) mod diff;
pub(crate) mod github;
pub(crate) mod human;
pub(crate) mod json;
pub(crate) mod snippet;
pub(crate) mod summary;

use std::time::Duration;

use lamlint_analysis::Workspace;
use lamlint_analysis::finding::Finding;
use lamlint_analysis::finding::Severity;
use lamlint_analysis::text::{Encoding, Position, Span, Text};
use lamlint_analysis::workspace::Summary;

use lamlint_analysis::files::paths;

/// What one run of `check` found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Report<'a> {
    /// Where paths and texts of files are asked for.
    pub(crate) workspace: &'a Workspace,
    /// The folder that the person stands in; paths are printed from here.
    pub(crate) here: &'a str,
    /// By printed path, place and rule.
    pub(crate) findings: &'a [Finding],
    /// What was looked at.
    pub(crate) summary: Summary,
    /// How many fixes were applied.
    pub(crate) fixed: usize,
    /// How long the run took.
    pub(crate) took: Duration,
}

impl<'a> Report<'a> {
    /// The printed path of the file that a span lies in.
    pub(crate) fn path(&self, at: Span) -> String {
        paths::relative(self.here, self.workspace.path(at.file))
    }

    /// The text of the file that a span lies in.
    pub(crate) fn text(&self, at: Span) -> Option<&'a Text> {
        self.workspace.text(self.workspace.path(at.file))
    }

    /// Where a span starts, counted in characters from 1.
    pub(crate) fn start(&self, at: Span) -> Position {
        self.position(at, at.start)
    }

    /// Where a span ends, counted in characters from 1, exclusive.
    pub(crate) fn end(&self, at: Span) -> Position {
        self.position(at, at.end)
    }

    /// How many findings are of this severity.
    pub(crate) fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    fn position(&self, at: Span, byte: u32) -> Position {
        let zero = Position { line: 0, column: 0 };
        let place = self.text(at).map_or(zero, |text| text.position(byte, Encoding::Characters));
        Position { line: place.line + 1, column: place.column + 1 }
    }
}

/// The page of a rule on the web.
pub(crate) fn help(rule: &str) -> String {
    format!("https://github.com/lamlint/lamlint/blob/main/docs/rules/{rule}.md")
}
