//! What it costs to start, and how large the binary is.

use std::fs;
use std::process::Command;

use anyhow::Result;

use super::Programs;
use super::figure::at_most;
use super::measure::{self, compare, quietly};
use crate::program::show;
use crate::say;

const START: f64 = 2.0;
/// MB.
const BINARY: f64 = 30.0;

/// Measures both.
pub(crate) fn run(programs: &Programs) -> Result<()> {
    say::line("── start and size");
    let source = programs.folder.join("empty.rs");
    let empty = programs.folder.join("empty");
    fs::write(&source, "fn main() {}")?;
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    show(Command::new(compiler).arg("-O").arg(&source).arg("-o").arg(&empty))?;
    let mut version = || quietly(Command::new(&programs.lamlint).arg("--version"), None);
    let mut nothing = || quietly(&mut Command::new(&empty), None);
    let [version, nothing] = compare(200, [&mut version, &mut nothing])?;
    at_most("lamlint --version / an empty program", version.wall / nothing.wall, START);
    at_most("binary, MB", measure::size(&programs.lamlint)?, BINARY);
    Ok(())
}
