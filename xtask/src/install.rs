//! What the editor sessions need beside Rust, installed when it is missing.
//!
//! Says what it installs and why, and fails with the name of what could not be had.
//! Debian packages are installed only by root; everybody else is told their names.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result, bail, ensure};

use crate::program::{find, read};
use crate::say;

/// VS Code's workbench for a browser. 4.100.3 is VS Code 1.100.3; later ones want a newer Node.js than 20.
const CODE_SERVER: &str = "4.100.3";
const NODE_AT_LEAST: u32 = 20;

/// A program, the Debian package that brings it, and why it is wanted.
type Need = (&'static str, &'static str, &'static str);

const NEOVIM: [Need; 1] = [("nvim", "neovim", "the Neovim session")];
const BROWSER: [Need; 1] = [("chromium", "chromium", "the VS Code session")];
const CODE_SERVER_BUILD: [Need; 5] = [
    ("g++", "build-essential", "code-server's native modules"),
    ("make", "build-essential", "code-server's native modules"),
    ("python3", "python3", "code-server's native modules"),
    ("krb5-config", "libkrb5-dev", "code-server's native modules"),
    ("rg", "ripgrep", "code-server's search"),
];

/// Whether nothing may be installed.
static FORBIDDEN: AtomicBool = AtomicBool::new(false);

/// Something that is not there and may not be installed.
#[derive(Debug)]
pub(crate) struct Missing(String);

impl fmt::Display for Missing {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{} would have to be installed", self.0)
    }
}

impl std::error::Error for Missing {}

/// From now on nothing is installed; who needs what is missing gets [`Missing`].
pub(crate) fn forbid() {
    FORBIDDEN.store(true, Ordering::Relaxed);
}

/// Whether this may be installed.
fn allow(what: &str) -> Result<()> {
    if FORBIDDEN.load(Ordering::Relaxed) { Err(Missing(what.to_owned()).into()) } else { Ok(()) }
}

/// Neovim's path.
pub(crate) fn neovim() -> Result<PathBuf> {
    programs(&NEOVIM)?;
    find("nvim").context("neovim brought no nvim")
}

/// Chromium's path.
pub(crate) fn chromium() -> Result<PathBuf> {
    programs(&BROWSER)?;
    find("chromium").context("chromium brought no program of that name")
}

/// Installs exactly what the folder's `package-lock.json` says, unless that was done before.
pub(crate) fn node_modules(folder: &Path, why: &str) -> Result<()> {
    let lock = std::fs::read(folder.join("package-lock.json"))?;
    let done = folder.join("node_modules/.lamlint-installed");
    if std::fs::read(&done).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    allow(&format!("npm packages of {}", folder.display()))?;
    node()?;
    say::line(&format!("installing npm packages of {} for {why}", folder.display()));
    npm(folder, &["ci"]).with_context(|| format!("npm packages for {why} could not be had"))?;
    std::fs::write(done, lock)?;
    Ok(())
}

/// Node.js's path.
pub(crate) fn node() -> Result<PathBuf> {
    let (Some(node), Some(_)) = (find("node"), find("npm")) else {
        allow(&format!("Node.js {NODE_AT_LEAST} or later"))?;
        bail!("node and npm are missing: install Node.js {NODE_AT_LEAST} or later");
    };
    let version = read(Command::new(&node).arg("--version"))?;
    let major =
        version.trim_start_matches('v').split('.').next().and_then(|text| text.parse().ok());
    ensure!(
        major >= Some(NODE_AT_LEAST),
        "node is {}, wanted is {NODE_AT_LEAST} or later",
        version.trim()
    );
    Ok(node)
}

/// The script that starts code-server, from a cache that all checkouts share.
pub(crate) fn code_server() -> Result<PathBuf> {
    let folder = cache()?.join(format!("code-server-{CODE_SERVER}"));
    let entry = folder.join("node_modules/code-server/out/node/entry.js");
    let ready = folder.join(".ready");
    if !ready.exists() {
        allow(&format!("code-server {CODE_SERVER}"))?;
        say::line(&format!(
            "installing code-server {CODE_SERVER} into {} for the VS Code session",
            folder.display()
        ));
        build_code_server(&folder)
            .with_context(|| format!("code-server {CODE_SERVER} could not be had"))?;
        std::fs::write(ready, "")?;
    }
    Ok(entry)
}

fn build_code_server(folder: &Path) -> Result<()> {
    node()?;
    programs(&CODE_SERVER_BUILD)?;
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("package.json"), r#"{ "private": true }"#)?;
    npm(folder, &["install", &format!("code-server@{CODE_SERVER}")])?;
    npm_build(folder, &["argon2"])?;
    let workbench = folder.join("node_modules/code-server/lib/vscode");
    npm(&workbench, &["install", "--omit=dev"])?;
    npm_build(&workbench, &["node-pty", "@vscode/spdlog", "native-watchdog"])?;
    npm(&workbench.join("extensions"), &["install", "--omit=dev"])?;
    link_what_its_own_installer_would(&workbench)
}

/// code-server's install script downloads ripgrep and makes these links; it is not run here.
fn link_what_its_own_installer_would(workbench: &Path) -> Result<()> {
    let ripgrep = find("rg").context("ripgrep brought no rg")?;
    let bin = workbench.join("node_modules/@vscode/ripgrep/bin");
    std::fs::create_dir_all(&bin)?;
    link(&ripgrep, &bin.join("rg"))?;
    link(Path::new("node_modules"), &workbench.join("node_modules.asar"))?;
    link(Path::new("code-linux.sh"), &workbench.join("bin/remote-cli/code-server"))?;
    link(Path::new("browser-linux.sh"), &workbench.join("bin/helpers/browser.sh"))
}

fn link(to: &Path, at: &Path) -> Result<()> {
    read(Command::new("ln").args(["-s", "-f", "-n"]).args([to, at])).map(drop)
}

/// Install scripts are never run: they download, and what has to be built is built by name.
fn npm(folder: &Path, arguments: &[&str]) -> Result<()> {
    let quiet = ["--ignore-scripts", "--no-audit", "--no-fund"];
    read(Command::new("npm").args(arguments).args(quiet).current_dir(folder)).map(drop)
}

fn npm_build(folder: &Path, packages: &[&str]) -> Result<()> {
    let mut npm = Command::new("npm");
    npm.args(["rebuild", "--foreground-scripts"]).args(packages).current_dir(folder);
    // node-pty's script calls `npx node-gyp`, which would wait for a yes.
    npm.env("npm_config_yes", "true").env("npm_config_build_from_source", "true");
    // Node's own headers save node-gyp a download.
    if let Some(prefix) =
        node()?.ancestors().nth(2).filter(|prefix| prefix.join("include/node").is_dir())
    {
        npm.env("npm_config_nodedir", prefix);
    }
    read(&mut npm).map(drop)
}

fn cache() -> Result<PathBuf> {
    let set =
        std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let folder = set.or_else(|| Some(std::env::home_dir()?.join(".cache")));
    Ok(folder.context("no home folder, so no cache for code-server")?.join("lamlint"))
}

fn programs(needs: &[Need]) -> Result<()> {
    let missing: Vec<&Need> =
        needs.iter().filter(|(program, ..)| find(program).is_none()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let mut packages: Vec<&str> = missing.iter().map(|(_, package, _)| *package).collect();
    packages.dedup();
    let names = packages.join(" ");
    allow(&names)?;
    ensure!(may_install(), "missing: install the packages {names} (Debian's names)");
    for (program, package, why) in missing {
        say::line(&format!("installing {package} for {why}: there is no {program}"));
    }
    apt(&["update"], &[])
        .and_then(|()| apt(&["install", "--yes", "--no-install-recommends"], &packages))
        .with_context(|| format!("Debian packages could not be had: {names}"))
}

fn may_install() -> bool {
    let root = read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    root && find("apt-get").is_some()
}

fn apt(arguments: &[&str], packages: &[&str]) -> Result<()> {
    let mut apt = Command::new("apt-get");
    apt.args(arguments).args(packages).env("DEBIAN_FRONTEND", "noninteractive");
    read(&mut apt).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_told_apart_from_what_went_wrong() {
        let missing = anyhow::Error::from(Missing("neovim".to_owned())).context("the session");
        assert_eq!(
            missing.downcast_ref::<Missing>().expect("it is one").to_string(),
            "neovim would have to be installed"
        );
        assert!(anyhow::anyhow!("no disk").downcast_ref::<Missing>().is_none());
    }
}
