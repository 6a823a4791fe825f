//! Findings as annotations of GitHub Actions.

use std::io::{self, Write};

use lamlint_analysis::finding::Severity;

use super::Report;
use crate::terminal::clean;

/// Prints a workflow command for every finding.
pub(crate) fn print(out: &mut impl Write, report: &Report) -> io::Result<()> {
    for finding in report.shown() {
        let level = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let (start, end) = (report.start(finding.at), report.end(finding.at));
        writeln!(
            out,
            "::{level} file={},line={},col={},endLine={},endColumn={},title={}::{}",
            property(&report.path(finding.at)),
            start.line,
            start.column,
            end.line,
            end.column,
            property(finding.rule),
            data(&finding.message),
        )?;
    }
    Ok(())
}

fn data(text: &str) -> String {
    clean(text).replace('%', "%25")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_end_its_command() {
        assert_eq!(property("a:b,c%\n::error::x"), "a%3Ab%2Cc%25 %3A%3Aerror%3A%3Ax");
        assert_eq!(data("50 %\r\n::error::x"), "50 %25␍ ::error::x");
    }
}
