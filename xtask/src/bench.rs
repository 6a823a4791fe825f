//! `cargo xtask bench [FOLDER…]`: what lamlint costs, as ratios taken in one run, each with its budget.
//!
//! Everything is measured on projects that are made on the spot; folders that are named are measured as well.
//! It judges nothing: a figure above its budget is marked, and the command still succeeds.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "figures for people, far below 2^52"
)]

mod keystrokes;
mod measure;
mod projects;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::program::{self, Profile, cargo, lamlint, read, show};
use crate::say;
use measure::{compare, quietly};

/// Functions of the projects that growth is measured on.
const GROWTH: [usize; 4] = [10, 100, 1_000, 10_000];

/// Budgets are the design's; see `ARCHITECTURE.md`.
const CHECK_TO_PARSE: f64 = 1.5;
const TWO_TO_ONE: f64 = 1.7;
const START: f64 = 2.0;
const GROWTH_OF_COST: f64 = 1.2;

/// The programs that are measured.
struct Programs {
    lamlint: PathBuf,
    parse_only: PathBuf,
    /// Where projects are made.
    folder: PathBuf,
}

pub(crate) fn run() -> ExitCode {
    say::outcome(bench())
}

fn bench() -> Result<()> {
    let folder = program::target()?.join("bench");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let programs =
        Programs { lamlint: lamlint(Profile::Release)?, parse_only: parse_only()?, folder };
    for functions in GROWTH {
        projects::write_many(&programs.generated(functions), functions)?;
    }
    let last = programs.generated(GROWTH[GROWTH.len() - 1]);
    let named = std::env::args().skip(2).map(PathBuf::from);
    for folder in named.chain([last]) {
        say::line(&format!("── {}", folder.display()));
        on_folder(&programs, &folder)?;
    }
    say::line("── growth");
    growth(&programs)?;
    say::line("── start and size");
    start(&programs)?;
    say::line("── typing");
    typing(&programs, "50 kB, 20 functions", 20, 50_000, 10.0)?;
    typing(&programs, "500 kB, 200 functions", 200, 500_000, 50.0)
}

impl Programs {
    fn generated(&self, functions: usize) -> PathBuf {
        self.folder.join(format!("{functions}-functions"))
    }

    fn check(&self, folder: &Path, threads: usize) -> Command {
        let mut command = Command::new(&self.lamlint);
        // The build folder may be ignored by git, and projects are made in it.
        command.args(["check", "--no-ignore", "--statistics", "--exit-zero", "--threads"]);
        command.arg(threads.to_string()).arg(folder);
        command
    }
}

fn parse_only() -> Result<PathBuf> {
    let arguments = ["build", "--quiet", "--package=xtask", "--example=parse-only", "--release"];
    show(&mut cargo(&arguments)?)?;
    Ok(program::target()?.join("release/examples").join("parse-only"))
}

fn on_folder(programs: &Programs, folder: &Path) -> Result<()> {
    let list = programs.folder.join("files");
    fs::write(&list, read(programs.check(folder, 1).arg("--show-files"))?)?;
    let mut one = || quietly(&mut programs.check(folder, 1), None);
    let mut two = || quietly(&mut programs.check(folder, 2), None);
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

fn growth(programs: &Programs) -> Result<()> {
    let mut before = None;
    for functions in GROWTH {
        let folder = programs.generated(functions);
        let mut check = || quietly(&mut programs.check(&folder, 1), None);
        let rounds = (10_000 / functions as u32).clamp(2, 30);
        let [cost] = compare(rounds, [&mut check])?;
        let each = cost.work / functions as f64;
        let name = format!("{functions} functions: {:.3} ms each; growth", each * 1000.0);
        if let Some(before) = before {
            at_most(&name, each / before, GROWTH_OF_COST);
        } else {
            say::line(&name);
        }
        before = Some(each);
    }
    Ok(())
}

fn start(programs: &Programs) -> Result<()> {
    let source = programs.folder.join("empty.rs");
    let empty = programs.folder.join("empty");
    fs::write(&source, "fn main() {}")?;
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    show(Command::new(compiler).arg("-O").arg(&source).arg("-o").arg(&empty))?;
    let mut version = || quietly(Command::new(&programs.lamlint).arg("--version"), None);
    let mut nothing = || quietly(&mut Command::new(&empty), None);
    let [version, nothing] = compare(200, [&mut version, &mut nothing])?;
    at_most("lamlint --version / an empty program", version.wall / nothing.wall, START);
    at_most("binary, MB", measure::size(&programs.lamlint)?, 30.0);
    Ok(())
}

fn typing(
    programs: &Programs,
    name: &str,
    functions: usize,
    bytes: usize,
    most: f64,
) -> Result<()> {
    let folder = programs.folder.join(format!("typing-{functions}"));
    let project = projects::project(functions, bytes);
    let typing = keystrokes::measure(&programs.lamlint, &folder, &project)?;
    say::line(&format!("{name}: half of the keystrokes within {:.1} ms", typing.within(0.5)));
    at_most(&format!("{name}: 95 of 100 keystrokes within, ms"), typing.within(0.95), most);
    told("memory of the server", typing.memory, "MB");
    Ok(())
}

fn at_most(name: &str, value: f64, budget: f64) {
    figure(name, value, &format!("at most {budget}"), value <= budget);
}

fn at_least(name: &str, value: f64, budget: f64) {
    figure(name, value, &format!("at least {budget}"), value >= budget);
}

fn figure(name: &str, value: f64, budget: &str, holds: bool) {
    let mark = if holds { "" } else { "  ← over budget" };
    say::line(&format!("{name:52}{value:8.2}   ({budget}){mark}"));
}

fn told(name: &str, value: Option<f64>, unit: &str) {
    if let Some(value) = value {
        say::line(&format!("{name:52}{value:8.2} {unit}"));
    }
}
