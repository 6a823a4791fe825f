//! Other programs and where things are: cargo, the repository, what cargo built.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// The repository's root folder.
pub(crate) fn root() -> Result<PathBuf> {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").context("run this as `cargo xtask`")?;
    let root = Path::new(&here).parent().context("xtask lies in the repository")?;
    Ok(root.to_owned())
}

/// Cargo's build folder, the one this very program was built into.
pub(crate) fn target() -> Result<PathBuf> {
    let this = std::env::current_exe()?;
    let target =
        this.ancestors().nth(2).context("target/PROFILE/xtask has two folders above it")?;
    Ok(target.to_owned())
}

/// A call of cargo at the repository's root.
pub(crate) fn cargo(arguments: &[&str]) -> Result<Command> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root()?);
    Ok(command)
}

/// Builds lamlint, or finds it built, and gives the binary's path.
pub(crate) fn lamlint(profile: Profile) -> Result<PathBuf> {
    let (arguments, folder): (&[&str], &str) = match profile {
        // Just what `cargo test --workspace` builds: for lamlint alone cargo would choose other features of half of
        // the dependencies, and compile those and all of lamlint once more.
        Profile::Dev => (&["--workspace", "--all-targets"], "debug"),
        Profile::Release => (&["--package=lamlint", "--release"], "release"),
    };
    show(cargo(&["build", "--quiet"])?.args(arguments))?;
    let name = format!("lamlint{}", std::env::consts::EXE_SUFFIX);
    Ok(target()?.join(folder).join(name))
}

/// Which lamlint: the one tests built and use, or the one people get.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Profile {
    Dev,
    Release,
}

/// Runs a program whose output the person sees; fails when the program does.
pub(crate) fn show(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("{} did not start", name(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", name(command));
    }
    Ok(())
}

/// Runs a program and gives its output, which is part of the error when it fails.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("{} did not start", name(command)))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        bail!("{} failed ({})\n{text}{errors}", name(command), output.status);
    }
    Ok(text)
}

/// The full path of a program on `PATH`, when there is one.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&path).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

fn name(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or_default();
    let first = command.get_args().next().unwrap_or_default();
    format!("`{} {}`", program.display(), Path::new(first).display())
}
