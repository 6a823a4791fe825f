//! `cargo xtask test`: everything that must hold before a change lands, in the order of what is quick to know.
//!
//! A step either passes or fails: what it needs is installed, and what cannot be had fails it. With `--no-install`
//! nothing is installed, and a step that lacks something is left out and named.

use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Result, ensure};

use crate::program::{self, Profile, cargo, lamlint, show};
use crate::{install, say, vsix};

type Step = (&'static str, fn() -> Result<()>);

const STEPS: [Step; 6] = [
    ("format", || show(&mut cargo(&["fmt", "--all", "--check"])?)),
    ("clippy", || {
        show(&mut cargo(&["clippy", "--workspace", "--all-targets", "--", "--deny=warnings"])?)
    }),
    ("cargo test", || show(tests(&mut cargo(&["test", "--workspace", "--no-fail-fast"])?))),
    ("VS Code extension", extension),
    ("Neovim session", neovim),
    ("VS Code session", vscode),
];

/// Runs every step, also after one failed, and says at the end which passed and how long each took.
pub(crate) fn run() -> ExitCode {
    for argument in std::env::args().skip(2) {
        if argument != "--no-install" {
            say::error(&format!("usage: cargo xtask test [--no-install], not {argument}"));
            return ExitCode::from(2);
        }
        install::forbid();
    }
    let (mut passed, mut failed, mut left_out) = (0, 0, 0);
    let mut summary = Vec::new();
    for (name, step) in STEPS {
        say::line(&format!("── {name}"));
        let started = Instant::now();
        let outcome = step();
        let (word, why) = match outcome {
            Ok(()) => {
                passed += 1;
                ("passed", String::new())
            }
            Err(error) => match error.downcast_ref::<install::Missing>() {
                Some(missing) => {
                    left_out += 1;
                    ("LEFT OUT", format!(": {missing}"))
                }
                None => {
                    failed += 1;
                    say::error(&format!("{name}: {error:#}"));
                    ("FAILED", String::new())
                }
            },
        };
        summary.push(format!("{word:8}  {:6.1} s  {name}{why}", started.elapsed().as_secs_f64()));
    }
    say::line("──");
    for line in &summary {
        say::line(line);
    }
    let left_out = if left_out > 0 { format!(", {left_out} left out") } else { String::new() };
    say::line(&format!("{passed} passed, {failed} failed{left_out}"));
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// All random edits of the parity test, of which a plain `cargo test` makes fewer. A test marked to be ignored is run
/// like the others: nothing is passed over.
fn tests(cargo: &mut Command) -> &mut Command {
    cargo.args(["--", "--include-ignored"]).env("LAMLINT_EDITS", "2000")
}

fn extension() -> Result<()> {
    let package = vsix::package(Profile::Dev)?;
    say::line(&format!("type-checked and packaged: {}", package.display()));
    show(&mut vsix::npm_run("test", &vsix::sources()?))
}

fn neovim() -> Result<()> {
    let script = sessions()?.join("neovim.lua");
    let mut neovim = Command::new(install::neovim()?);
    neovim.args(["--headless", "--clean", "-c"]).arg(format!("luafile {}", script.display()));
    show(neovim.env("LAMLINT", lamlint(Profile::Dev)?))
}

fn vscode() -> Result<()> {
    show(workbench("vscode.mjs")?.arg(program::target()?.join("editors")))
}

/// A script that drives VS Code with the package that was made last, ready to get its arguments.
pub(crate) fn workbench(script: &str) -> Result<Command> {
    let package = vsix::path()?;
    ensure!(package.exists(), "the extension was not packaged");
    install::node_modules(&sessions()?, "the VS Code session")?;
    let mut session = Command::new(install::node()?);
    session.arg(sessions()?.join(script)).env("VSIX", package);
    session.env("CODE_SERVER", install::code_server()?).env("CHROMIUM", install::chromium()?);
    Ok(session)
}

/// The folder of the scripts that drive editors.
pub(crate) fn sessions() -> Result<PathBuf> {
    Ok(program::root()?.join("tests/editors"))
}
