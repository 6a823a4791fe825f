//! What other tools cost on the same files, which a person who chooses between them asks first: on one core each, so that
//! none gains by having more of them.
//!
//! None does what lamlint does: two read templates and no handlers, one reads Python and no templates. They are installed
//! from their registry into the build folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use super::measure::{compare, peak};
use super::{Programs, projects};
use crate::program::{find, show, target};
use crate::say;

/// Functions of the projects that are checked, where none are named: with more, some take minutes.
const FUNCTIONS: usize = 200;

/// The packages, each with the version that the figures in `docs/performance.md` are of.
const PACKAGES: [&str; 4] =
    ["cfn-lint==1.58.0", "cfn-lint-serverless==0.3.6", "checkov==3.3.30", "ruff==0.17.6"];

/// A tool, what it reads of a project, and how it is told to.
struct Peer {
    name: &'static str,
    reads: &'static str,
    /// How it is run from this folder of programs on that folder, which has these templates.
    command: fn(&Path, &Path, &[PathBuf]) -> Command,
}

const PEERS: [Peer; 3] = [
    Peer { name: "cfn-lint with its serverless rules", reads: "templates", command: cfn_lint },
    Peer { name: "checkov", reads: "templates", command: checkov },
    Peer { name: "ruff check --no-cache", reads: "Python", command: ruff },
];

/// Measures lamlint and its peers on these folders, or on one that is made.
pub(crate) fn run(programs: &Programs, named: &[PathBuf]) -> Result<()> {
    let bin = installed()?;
    let made = programs.folder.join("peers");
    projects::write(&made, &projects::many(FUNCTIONS))?;
    let folders: Vec<&Path> =
        if named.is_empty() { vec![&made] } else { named.iter().map(PathBuf::as_path).collect() };
    for folder in folders {
        say::line(&format!("── peers: {}", folder.display()));
        say::line("| tool | reads | processor time, s | times lamlint | memory, MB |");
        say::line("| --- | --- | ---: | ---: | ---: |");
        let mut templates = Vec::new();
        find_templates(folder, &mut templates)?;
        let own = time(3, || programs.check(folder, 1))?;
        row("lamlint", "templates, Python, JavaScript, TypeScript", own, own);
        for peer in &PEERS {
            let cost = time(1, || (peer.command)(&bin, folder, &templates))?;
            row(peer.name, peer.reads, cost, own);
        }
    }
    Ok(fs::remove_dir_all(made)?)
}

/// Processor time, s, and memory, MB, of a run.
fn time(rounds: u32, command: impl Fn() -> Command) -> Result<(f64, f64)> {
    // What a tool ends with says what it found: cfn-lint adds up 2, 4 and 8.
    let mut run = || {
        let status = command().stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        ensure!(matches!(status.code(), Some(0..=14)), "{:?} failed ({status})", command());
        Ok(())
    };
    let [cost] = compare(rounds, [&mut run])?;
    Ok((cost.work, peak(&mut command())?.unwrap_or_default()))
}

fn row(name: &str, reads: &str, (work, memory): (f64, f64), own: (f64, f64)) {
    let times = work / own.0.max(0.01);
    say::line(&format!("| {name} | {reads} | {work:.2} | {times:.1} | {memory:.0} |"));
}

/// The folder with the tools' programs.
fn installed() -> Result<PathBuf> {
    let home = target()?.join("peers");
    let bin = home.join("bin");
    let python = find("python3").context("python3 is needed to install the other tools")?;
    if !bin.join("pip").is_file() {
        show(Command::new(python).args(["-m", "venv"]).arg(&home))?;
    }
    say::line(&format!("installing {}", PACKAGES.join(", ")));
    let mut install = Command::new(bin.join("pip"));
    show(install.args(["install", "--quiet", "--disable-pip-version-check"]).args(PACKAGES))?;
    Ok(bin)
}

fn cfn_lint(bin: &Path, _: &Path, templates: &[PathBuf]) -> Command {
    let mut command = Command::new(bin.join("cfn-lint"));
    // It takes no folders; `--` ends the list of rules.
    command.args(["--append-rules", "cfn_lint_serverless.rules", "--"]).args(templates);
    command
}

fn checkov(bin: &Path, folder: &Path, _: &[PathBuf]) -> Command {
    let mut command = Command::new(bin.join("checkov"));
    command.args(["--framework", "cloudformation", "--quiet", "--compact", "--directory"]);
    command.arg(folder);
    command
}

fn ruff(bin: &Path, folder: &Path, _: &[PathBuf]) -> Command {
    let mut command = Command::new(bin.join("ruff"));
    command.args(["check", "--no-cache", "--isolated", "--no-respect-gitignore"]).arg(folder);
    command.env("RAYON_NUM_THREADS", "1");
    command
}

/// Everything that is called a template below a folder.
fn find_templates(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            find_templates(&path, found)?;
        } else if path.file_name().is_some_and(|name| name == "template.yaml") {
            found.push(path);
        }
    }
    Ok(())
}
