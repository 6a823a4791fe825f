//! Findings one a line, for grep and for editors that read compilers' output.

use std::io::{self, Write};

use super::{Report, style};
use crate::terminal::{Terminal, clean};

/// Prints `path:line:column: severity[rule] message` for every finding.
pub(crate) fn print(out: &mut impl Write, report: &Report, terminal: Terminal) -> io::Result<()> {
    for finding in report.shown() {
        let title = format!("{}[{}]", finding.severity.name(), finding.rule);
        let fixable = if finding.fix.is_some() { " (fixable)" } else { "" };
        writeln!(
            out,
            "{}: {} {}{fixable}",
            clean(&report.place(finding.at)),
            terminal.paint(style(finding.severity), &title),
            clean(&finding.message),
        )?;
    }
    Ok(())
}
