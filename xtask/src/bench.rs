//! `cargo xtask bench [PART…] [FOLDER…]`: what lamlint costs, as ratios taken in one run, each with its budget.
//!
//! Everything is measured on projects that are made on the spot; folders that are named are checked as well.
//! Without the name of a part all are run but `peers`, which installs other tools; `growth=WORD` grows only the shapes with
//! that word in their names, and `repetitions=WORD` repeats only such constructs. `--against COMMIT` builds that commit
//! and compares, by instruction counts, instead.
//! It judges nothing: a figure above its budget is marked, and the command still succeeds.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "figures for people, far below 2^52"
)]

mod against;
mod check;
mod figure;
mod growth;
mod keystrokes;
mod measure;
mod peers;
mod projects;
mod repetitions;
mod shapes;
mod start;
mod typing;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

use crate::program::{self, Profile, cargo, lamlint, show};
use crate::say;

/// Functions of the many projects that `check` is measured on.
const FUNCTIONS: usize = 10_000;

/// What can be asked for by its name.
const PARTS: [&str; 7] = ["check", "memory", "growth", "repetitions", "start", "typing", "peers"];

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
    /// The commit to compare with, instead of everything else.
    against: Option<String>,
}

pub(crate) fn run() -> ExitCode {
    say::outcome(wanted(std::env::args().skip(2)).and_then(|wanted| bench(&wanted)))
}

fn wanted(mut arguments: impl Iterator<Item = String>) -> Result<Wanted> {
    let mut wanted =
        Wanted { parts: Vec::new(), shapes: String::new(), folders: Vec::new(), against: None };
    while let Some(argument) = arguments.next() {
        if argument == "--against" {
            wanted.against = Some(arguments.next().context("--against wants a commit")?);
            continue;
        }
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
    if let Some(commit) = &wanted.against {
        return against::run(&programs, commit, &wanted.folders);
    }
    if wanted.parts.iter().any(|part| part == "peers") {
        peers::run(&programs, &wanted.folders)?;
    }
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
        check(&self.lamlint, folder, threads)
    }
}

/// A run of `check` over a folder.
fn check(lamlint: &Path, folder: &Path, threads: usize) -> Command {
    let mut command = Command::new(lamlint);
    // The build folder may be ignored by git, and projects are made in it.
    command.args(["check", "--no-ignore", "--exit-zero", "--threads"]);
    command.arg(threads.to_string()).arg(folder);
    command
}

fn parse_only() -> Result<PathBuf> {
    let arguments = ["build", "--quiet", "--package=xtask", "--example=parse-only", "--release"];
    show(&mut cargo(&arguments)?)?;
    Ok(program::target()?.join("release/examples").join("parse-only"))
}
