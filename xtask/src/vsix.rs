//! `cargo xtask vsix`: the VS Code extension as a package with lamlint inside.
//!
//! The package is put together in the build folder, so that the sources stay as they are.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

use crate::program::{self, Profile, read};
use crate::{install, say};

/// What goes into the package as it is in `vscode-extension`.
const AS_IT_IS: [&str; 3] = ["package.json", "README.md", "media/icon.png"];

pub(crate) fn run() -> ExitCode {
    say::outcome(package(Profile::Release).map(|path| say::line(&path.display().to_string())))
}

/// Type-checks, bundles and packages the extension around lamlint; gives the package's path.
pub(crate) fn package(profile: Profile) -> Result<PathBuf> {
    let package = path()?;
    // A package of an earlier run must not pass for this one's.
    let _ = std::fs::remove_file(&package);
    let binary = program::lamlint(profile)?;
    let sources = sources()?;
    install::node_modules(&sources, "the VS Code extension")?;
    read(&mut npm_run("check", &sources))?;

    let stage = program::target()?.join("vsix");
    let _ = std::fs::remove_dir_all(&stage);
    let bundles = stage.join("dist");
    read(npm_run("build", &sources).arg("--").arg(format!("--outdir={}", bundles.display())))?;
    for name in AS_IT_IS {
        copy(&sources.join(name), &stage.join(name))?;
    }
    copy(&binary, &stage.join("bin").join(binary.file_name().context("the binary has a name")?))?;
    // vsce looks for a file of just this name.
    copy(&program::root()?.join("LICENSE-MIT"), &stage.join("LICENSE"))?;
    copy(&program::root()?.join("LICENSE-APACHE"), &stage.join("LICENSE-APACHE"))?;
    vsce(&sources, &stage, &package)?;
    Ok(package)
}

/// The folder of the extension's sources.
pub(crate) fn sources() -> Result<PathBuf> {
    Ok(program::root()?.join("vscode-extension"))
}

/// Where `package` puts its result.
pub(crate) fn path() -> Result<PathBuf> {
    Ok(program::target()?.join(format!("lamlint-{}.vsix", platform()?)))
}

fn vsce(sources: &Path, stage: &Path, package: &Path) -> Result<()> {
    let mut vsce = Command::new(install::node()?);
    vsce.arg(sources.join("node_modules/@vscode/vsce/vsce")).current_dir(stage);
    vsce.args(["package", "--no-dependencies", "--allow-missing-repository"]);
    vsce.args(["--target", platform()?, "--out"]).arg(package);
    read(&mut vsce).map(drop)
}

/// VS Code's name for the system this runs on.
fn platform() -> Result<&'static str> {
    Ok(match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => "linux-x64",
        ("linux", "aarch64") => "linux-arm64",
        ("macos", "x86_64") => "darwin-x64",
        ("macos", "aarch64") => "darwin-arm64",
        ("windows", "x86_64") => "win32-x64",
        (system, machine) => bail!("VS Code has no extensions for {system} on {machine}"),
    })
}

/// One of the scripts of a folder's `package.json`.
pub(crate) fn npm_run(script: &str, folder: &Path) -> Command {
    let mut npm = Command::new("npm");
    npm.args(["run", "--silent", script]).current_dir(folder);
    npm
}

/// Keeps permissions, so the binary stays one that can be run.
fn copy(from: &Path, to: &Path) -> Result<()> {
    let folder = to.parent().context("every copy lies in a folder")?;
    std::fs::create_dir_all(folder)?;
    std::fs::copy(from, to).with_context(|| format!("{} cannot be copied", from.display()))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(name: &str) -> String {
        std::fs::read_to_string(program::root().unwrap().join(name)).unwrap()
    }

    #[test]
    fn the_extension_has_lamlints_version() {
        let package: serde_json::Value =
            serde_json::from_str(&text("vscode-extension/package.json")).unwrap();
        assert_eq!(package["version"], env!("CARGO_PKG_VERSION"));
    }

    #[test]
    fn lock_files_record_no_download_address() {
        for folder in ["vscode-extension", "tests/editors"] {
            assert!(
                !text(&format!("{folder}/package-lock.json")).contains("\"resolved\""),
                "{folder}"
            );
        }
    }
}
