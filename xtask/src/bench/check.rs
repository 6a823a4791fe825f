//! What `lamlint check` costs on many projects: processor time against parsing alone, a second core, memory.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::figure::{at_least, at_most, told};
use super::measure::{self, compare, quietly};
use super::{FUNCTIONS, Programs, projects};
use crate::program::read;
use crate::say;

const CHECK_TO_PARSE: f64 = 1.0;
const TWO_TO_ONE: f64 = 1.8;
/// MB, with `PROGRAMS` of them.
const MEMORY: f64 = 60.0;
const PROGRAMS: usize = 500;

/// Time on these folders and on one that is made.
pub(crate) fn folders(programs: &Programs, named: &[PathBuf]) -> Result<()> {
    let made = programs.folder.join("many");
    projects::write(&made, &projects::many(FUNCTIONS))?;
    for folder in named.iter().chain([&made]) {
        say::line(&format!("── check: {}", folder.display()));
        on_folder(programs, folder)?;
    }
    Ok(fs::remove_dir_all(made)?)
}

fn on_folder(programs: &Programs, folder: &Path) -> Result<()> {
    let list = programs.folder.join("files");
    fs::write(&list, read(programs.check(folder, 1).arg("--show-files"))?)?;
    let check =
        |threads| move || quietly(programs.check(folder, threads).arg("--statistics"), None);
    let (mut one, mut two) = (check(1), check(2));
    let mut look = || quietly(Command::new(&programs.parse_only).arg(folder), Some(&list));
    let mut parse = || quietly(&mut Command::new(&programs.parse_only), Some(&list));
    let [one, two, look, parse] = compare(5, [&mut one, &mut two, &mut look, &mut parse])?;
    at_most("check / looking through, reading, parsing", one.work / look.work, CHECK_TO_PARSE);
    told("check / reading and parsing what is linted alone", Some(one.work / parse.work), "");
    at_least("two cores / one, on the clock", one.wall / two.wall, TWO_TO_ONE);
    let memory = measure::peak(&mut programs.check(folder, 2))?;
    told("memory of check", memory, "MB");
    Ok(())
}

/// Memory on many programs, for each output that need not hold all findings.
pub(crate) fn memory(programs: &Programs) -> Result<()> {
    say::line("── memory");
    let folder = programs.folder.join("programs");
    projects::write(&folder, &projects::alike(PROGRAMS, FUNCTIONS / PROGRAMS))?;
    for format in ["human", "concise"] {
        let memory = measure::peak(programs.check(&folder, 2).args(["--format", format]))?;
        let name = format!("{FUNCTIONS} functions in {PROGRAMS} programs, {format}, MB");
        if let Some(memory) = memory {
            at_most(&name, memory, MEMORY);
        }
    }
    Ok(fs::remove_dir_all(folder)?)
}
