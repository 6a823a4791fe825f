//! Findings one a line, for grep and for editors that read compilers' output.

use std::io::{self, Write};

use lamlint_analysis::finding::Severity;

use super::Report;
use crate::terminal::{Terminal, clean};

/// Prints `path:line:column: severity[rule] message` for every finding.
pub(crate) fn print(out: &mut impl Write, report: &Report, terminal: Terminal) -> io::Result<()> {
    for finding in report.findings {
        let (path, place) = (report.path(finding.at), report.start(finding.at));
        let style = match finding.severity {
            Severity::Error => "1;91",
            Severity::Warning => "1;33",
            Severity::Info => "1;94",
        };
        let title = format!("{}[{}]", finding.severity.name(), finding.rule);
        let fixable = if finding.fix.is_some() { " (fixable)" } else { "" };
        writeln!(
            out,
            "{}:{}:{}: {} {}{fixable}",
            clean(&path),
            place.line,
            place.column,
            terminal.paint(style, &title),
            clean(&finding.message),
        )?;
    }
    Ok(())
}
