//! What `lamlint.toml` says: read from text with places, asked by path.
//!
//! The workspace keeps every configuration file that the host told of; the nearest one above a file governs it.

mod effective;
mod globs;
mod read;

pub use effective::Effective;
pub use globs::Globs;
pub(super) use read::{Read, read};

use std::collections::BTreeMap;

use crate::files::paths;
use crate::finding::Severity;

/// The rule that reports what a configuration file says and lamlint does not understand.
pub const INVALID: &str = "config-invalid";

/// A file that may configure lamlint.
#[derive(Debug)]
struct Home {
    name: &'static str,
    /// Where in it lamlint's part lies.
    keys: &'static [&'static str],
    /// What its text holds when it has such a part; empty when all of it is lamlint's.
    mark: &'static str,
}

/// The files that may configure lamlint; of those in one folder, the first counts.
const HOMES: &[Home] = &[
    Home { name: "lamlint.toml", keys: &[], mark: "" },
    Home { name: "pyproject.toml", keys: &["tool", "lamlint"], mark: "lamlint" },
    Home { name: "package.json", keys: &["lamlint"], mark: "\"lamlint\"" },
];

/// The names of files that may configure lamlint, in the order of their weight within a folder.
pub fn names() -> impl Iterator<Item = &'static str> {
    HOMES.iter().map(|home| home.name)
}

/// Whether a file of this name and text configures lamlint, as far as a glance can tell.
pub fn is_configuration(path: &str, text: &str) -> bool {
    home(path).is_some_and(|home| text.contains(home.mark))
}

fn home(path: &str) -> Option<&'static Home> {
    HOMES.iter().find(|home| home.name == paths::name(path))
}

/// Whether something is reported, and how bad it is then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// `off` for a rule, `never` for `fail-on`.
    Off,
    /// With this severity, or from it on.
    At(Severity),
}

/// What one file says. What it does not say is empty or `None`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Configuration {
    /// Files and folders that are left out.
    pub exclude: Globs,
    /// The lowest severity that makes `check` fail.
    pub fail_on: Option<Level>,
    /// The regions that programs are deployed to.
    pub regions: Vec<String>,
    /// Levels of rules, by name.
    pub rules: BTreeMap<String, Level>,
    /// Levels of rules for some files, each before `rules`, the last one first.
    pub files: Vec<(Globs, BTreeMap<String, Level>)>,
    /// Adjustable quotas that were raised, by name.
    pub account: BTreeMap<String, u64>,
    /// What is assumed of each function's use, by name.
    pub cost: BTreeMap<String, u64>,
}

impl Configuration {
    /// The level that this file alone gives a rule at a path; `None` when it says nothing of it.
    pub fn level(&self, rule: &str, path: &str) -> Option<Level> {
        let special = self
            .files
            .iter()
            .rev()
            .find_map(|(globs, rules)| rules.get(rule).filter(|_| globs.match_path(path)));
        special.or_else(|| self.rules.get(rule)).copied()
    }
}

#[cfg(test)]
mod tests;
