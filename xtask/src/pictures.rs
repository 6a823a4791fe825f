//! `cargo xtask pictures FOLDER FILE [LINE:COLUMN [hover|fixes]]`: the README's pictures, made from an example.
//!
//! Writes the terminal's to `docs/images/check.svg` and VS Code's to `docs/images/vscode.png`.

use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result, ensure};

use crate::program::{self, Profile, lamlint, show};
use crate::{install, say, test, vsix};

pub(crate) fn run() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(2).collect();
    say::outcome(pictures(&arguments))
}

fn pictures(arguments: &[String]) -> Result<()> {
    let [folder, file, place @ ..] = arguments else {
        anyhow::bail!("usage: cargo xtask pictures FOLDER FILE [LINE:COLUMN [hover|fixes]]");
    };
    let images = program::root()?.join("docs/images");
    std::fs::create_dir_all(&images)?;
    terminal(&lamlint(Profile::Dev)?, folder, &images.join("check.svg"))?;
    vsix::package(Profile::Dev)?;
    let mut workbench = test::workbench("screenshot.mjs")?;
    show(workbench.args([folder, file]).arg(images.join("vscode.png")).args(place))
}

fn terminal(lamlint: &Path, folder: &str, picture: &Path) -> Result<()> {
    let check = Command::new(lamlint).args(["check", "--color=always", folder]).output()?;
    ensure!(check.status.code() == Some(1), "lamlint check {folder} had no findings to show");
    let mut drawing = Command::new(install::node()?);
    drawing.arg(test::sessions()?.join("terminal-picture.mjs")).arg(picture);
    drawing.arg(format!("lamlint check {folder}"));
    let mut drawing = drawing.stdin(Stdio::piped()).spawn()?;
    drawing.stdin.take().context("the drawing reads what it is given")?.write_all(&check.stdout)?;
    ensure!(drawing.wait()?.success(), "the terminal's picture was not drawn");
    Ok(())
}
