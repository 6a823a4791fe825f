//! The working copy against a commit, by the instructions that both take for the same work: those do not mind what else a
//! machine does, so that a change of a hundredth can be told.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::projects::{self, Project};
use super::{Programs, check};
use crate::program::{find, read, root, show, target};
use crate::say;

/// Counts the instructions of both on projects that are made and on the folders that are named.
pub(crate) fn run(programs: &Programs, commit: &str, named: &[PathBuf]) -> Result<()> {
    let valgrind = find("valgrind").context("valgrind counts the instructions; install it")?;
    let before = built(commit)?;
    let mut folders = Vec::new();
    for (name, project) in made() {
        let folder = programs.folder.join(name.replace(' ', "-"));
        projects::write(&folder, &project)?;
        folders.push((name.to_owned(), folder));
    }
    folders.push(("examples".to_owned(), root()?.join("examples")));
    folders.extend(named.iter().map(|folder| (folder.display().to_string(), folder.clone())));
    say::line(&format!("── against {commit}: millions of instructions"));
    for (name, folder) in folders {
        let count = |binary: &Path| {
            count(&valgrind, &check(binary, &folder, 1), &programs.folder.join("instructions"))
        };
        let (before, now) = (count(&before)?, count(&programs.lamlint)?);
        say::line(&format!("{name:40}{before:10.1}{now:10.1}{:10.3}", now / before));
    }
    Ok(())
}

/// Projects in which different parts of lamlint are the dearest.
fn made() -> [(&'static str, Project); 3] {
    [
        ("many projects of 4 to 28 functions", projects::many(200)),
        ("one template of 200 functions", projects::project(200, 0)),
        ("200 functions with 100 variables", projects::shared(200, 100)),
    ]
}

/// Builds lamlint as it is in a commit, in a copy of the repository below the build folder.
fn built(commit: &str) -> Result<PathBuf> {
    let git = || {
        let mut git = Command::new("git");
        git.arg("-C");
        git
    };
    let id = read(git().arg(root()?).args(["rev-parse", "--short=12", "--verify", commit]))?;
    let copy = target()?.join("against").join(id.trim());
    let binary =
        copy.join("target/release").join(format!("lamlint{}", std::env::consts::EXE_SUFFIX));
    if binary.is_file() {
        return Ok(binary);
    }
    if !copy.is_dir() {
        show(
            Command::new("git").args(["clone", "--quiet", "--no-checkout"]).arg(root()?).arg(&copy),
        )?;
    }
    show(git().arg(&copy).args(["checkout", "--quiet", id.trim()]))?;
    say::line(&format!("building {commit}"));
    let mut build = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    build.args(["build", "--quiet", "--release", "--package=lamlint"]).current_dir(&copy);
    // Where this program is built is not where that one is to be.
    build.env("CARGO_TARGET_DIR", copy.join("target")).env_remove("CARGO_MANIFEST_DIR");
    show(&mut build)?;
    Ok(binary)
}

/// The instructions of a run, in millions.
fn count(valgrind: &Path, run: &Command, output: &Path) -> Result<f64> {
    let mut counted = Command::new(valgrind);
    counted.args(["--tool=callgrind", "--quiet"]);
    counted.arg(format!("--callgrind-out-file={}", output.display()));
    counted.arg(run.get_program()).args(run.get_args());
    read(&mut counted)?;
    let text = fs::read_to_string(output)?;
    let total = text
        .lines()
        .rev()
        .find_map(|line| line.strip_prefix("totals: ").or_else(|| line.strip_prefix("summary: ")));
    let total: f64 = total.context("callgrind ends with a total")?.trim().parse()?;
    Ok(total / 1e6)
}
