//! `cargo xtask carets`: writes the carets of rule pages in which one caret stands for a finding.

use std::process::ExitCode;

use anyhow::Result;

use crate::program::{cargo, show};
use crate::say;

pub(crate) fn run() -> ExitCode {
    say::outcome(carets())
}

/// The test that checks the pages knows where everything is found; asked to, it writes that down.
fn carets() -> Result<()> {
    let test = ["test", "--quiet", "--package=lamlint-rules", "--lib", "carets_are_written"];
    show(cargo(&test)?.env("LAMLINT_WRITE_CARETS", "1"))
}
