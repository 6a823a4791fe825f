//! The one place that writes to the terminal.
//!
//! A closed terminal is nothing a maintainer's command can mend, so failing to write is passed over.

use std::io::Write;
use std::process::ExitCode;

/// One line of progress or result, on standard output.
pub(crate) fn line(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// One line on standard error.
pub(crate) fn error(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// What a command ends with; an error is said with all its causes.
pub(crate) fn outcome(result: anyhow::Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            error(&format!("{cause:#}"));
            ExitCode::FAILURE
        }
    }
}
