//! `cargo xtask bench [PART…] [FOLDER…]`: what lamlint costs, as ratios taken in one run, each with its budget.
//!
//! Everything is measured on projects that are made on the spot; folders that are named are checked as well.
//! Without the name of a part all are run; `growth=WORD` grows only the shapes with that word in their names, and
//! `repetitions=WORD` repeats only such constructs.
//! It judges nothing: a figure above its budget is marked, and the command still succeeds.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "figures for people, far below 2^52"
)]

mod check;
mod figure;
mod growth;
mod keystrokes;
mod measure;
mod projects;
mod repetitions;
mod shapes;
mod start;
mod typing;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Result, bail};

use crate::program::{self, Profile, cargo, lamlint, show};
use crate::say;

/// Functions of the many projects that `check` is measured on.
const FUNCTIONS: usize = 10_000;

/// What can be asked for by its name.
const PARTS: [&str; 6] = ["check", "memory", "growth", "repetitions", "start", "typing"];

/// The programs that are measured.
struct Programs {
    lamlint: PathBuf,
    parse_only: PathBuf,
    /// Where projects are made.
    folder: PathBuf,
}

/// What was asked for on the command line.
struct Wanted {
    /// Names of parts; none means all.
    parts: Vec<String>,
    /// Shapes to grow have this in their names.
    shapes: String,
    /// Folders to check besides those that are made.
    folders: Vec<PathBuf>,
}

pub(crate) fn run() -> ExitCode {
    say::outcome(wanted(std::env::args().skip(2)).and_then(|wanted| bench(&wanted)))
}

fn wanted(arguments: impl Iterator<Item = String>) -> Result<Wanted> {
    let mut wanted = Wanted { parts: Vec::new(), shapes: String::new(), folders: Vec::new() };
    for argument in arguments {
        let with_word = ["growth", "repetitions"].iter().find_map(|part| {
            let word = argument.strip_prefix(part)?.strip_prefix('=')?;
            Some((*part, word))
        });
        if let Some((part, word)) = with_word {
            word.clone_into(&mut wanted.shapes);
            wanted.parts.push(part.to_owned());
        } else if PARTS.contains(&argument.as_str()) {
            wanted.parts.push(argument);
        } else if Path::new(&argument).is_dir() {
            wanted.folders.push(argument.into());
        } else {
            bail!("{argument} is neither a folder nor one of {}", PARTS.join(", "));
        }
    }
    Ok(wanted)
}

fn bench(wanted: &Wanted) -> Result<()> {
    let folder = program::target()?.join("bench");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let programs =
        Programs { lamlint: lamlint(Profile::Release)?, parse_only: parse_only()?, folder };
    let is_wanted =
        |part: &str| wanted.parts.is_empty() || wanted.parts.iter().any(|name| name == part);
    if is_wanted("check") {
        check::folders(&programs, &wanted.folders)?;
    }
    if is_wanted("memory") {
        check::memory(&programs)?;
    }
    if is_wanted("growth") {
        growth::all(&programs, &wanted.shapes)?;
    }
    if is_wanted("repetitions") {
        repetitions::all(&programs, &wanted.shapes)?;
    }
    if is_wanted("start") {
        start::run(&programs)?;
    }
    if is_wanted("typing") {
        typing::all(&programs)?;
    }
    Ok(())
}

impl Programs {
    fn check(&self, folder: &Path, threads: usize) -> Command {
        let mut command = Command::new(&self.lamlint);
        // The build folder may be ignored by git, and projects are made in it.
        command.args(["check", "--no-ignore", "--exit-zero", "--threads"]);
        command.arg(threads.to_string()).arg(folder);
        command
    }
}

fn parse_only() -> Result<PathBuf> {
    let arguments = ["build", "--quiet", "--package=xtask", "--example=parse-only", "--release"];
    show(&mut cargo(&arguments)?)?;
    Ok(program::target()?.join("release/examples").join("parse-only"))
}
