//! All configuration files that the host told of, and which of them governs a path.
//!
//! There are few of them, so a change of one finds out anew what holds where; what was not said differently governs on,
//! and only the folders in which something else holds now are judged again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::configuration::{
    self, Configuration, Effective, Globs, INVALID, Level, Read, is_configuration,
};
use crate::files::{Content, Files, paths};
use crate::finding::{Finding, Severity};
use crate::rule::Findings;
use crate::syntax::SyntaxError;

/// Which configuration files count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// The nearest one above each file.
    #[default]
    Nearest,
    /// This one for everything, its globs seen from this folder.
    Only {
        /// The file.
        path: String,
        /// The folder.
        folder: String,
    },
    /// None.
    Nothing,
}

/// What all configuration files leave out, taken at one moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exclusions {
    globs: Vec<Globs>,
}

/// What changed with the configuration files.
#[derive(Debug, Default)]
pub(super) struct Changed {
    /// Folders in which something else holds now.
    pub(super) folders: Vec<String>,
    /// Configuration files about which something else is to be said now.
    pub(super) complaints: Vec<(String, Vec<Finding>)>,
}

/// Every configuration file that is known.
#[derive(Debug, Default)]
pub(super) struct Configurations {
    choice: Choice,
    /// Rules that a person asked for by name: no file turns them off.
    selected: BTreeSet<String>,
    /// What was read, by path: those that govern, and those that they extend.
    read: BTreeMap<String, Read>,
    /// Paths that `extends` names and of which nothing is known.
    wanted: BTreeSet<String>,
    /// What holds, by the folder that a governing file stands for.
    folders: BTreeMap<String, Effective>,
    complaints: BTreeMap<String, Vec<Finding>>,
}

/// What holds for one file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Levels<'c> {
    path: &'c str,
    effective: Option<&'c Effective>,
    selected: &'c BTreeSet<String>,
}

impl Configurations {
    /// Which files count, and which rules no file turns off.
    pub(super) fn choose(&mut self, choice: Choice, selected: &[String]) {
        self.choice = choice;
        self.selected = selected.iter().cloned().collect();
    }

    /// Whether a configuration file is looked for above each file.
    pub(super) fn is_searched(&self) -> bool {
        self.choice == Choice::Nearest
    }

    /// Paths that are needed and of which nothing is known.
    pub(super) fn wanted(&self) -> &BTreeSet<String> {
        &self.wanted
    }

    /// Whether this is a configuration file that was read.
    pub(super) fn reads(&self, path: &str) -> bool {
        self.read.contains_key(path)
    }

    /// What governs a folder; `None` where nothing is configured.
    pub(super) fn within(&self, folder: &str) -> Option<&Effective> {
        match self.choice {
            Choice::Nearest => folders(folder).find_map(|folder| self.folders.get(folder)),
            _ => self.folders.values().next(),
        }
    }

    /// What holds for a file.
    pub(super) fn levels<'c>(&'c self, path: &'c str) -> Levels<'c> {
        let effective = self.within(paths::parent(path));
        Levels { path, effective, selected: &self.selected }
    }

    /// What all files leave out.
    pub(super) fn exclusions(&self) -> Exclusions {
        let globs = self.folders.values().flat_map(Effective::exclusions);
        Exclusions { globs: globs.cloned().collect() }
    }

    /// The files that cannot be read, each with the first reason.
    pub(super) fn unreadable(&self) -> impl Iterator<Item = (&str, &SyntaxError)> {
        self.read.iter().filter_map(|(path, read)| Some((path.as_str(), read.errors.first()?)))
    }

    /// Takes in files that are new, changed or gone.
    pub(super) fn update<'p>(
        &mut self,
        unread: impl Iterator<Item = &'p String>,
        files: &Files,
        rules: &[&str],
    ) -> Changed {
        let mut concerned = false;
        for path in unread {
            if self.read.contains_key(path) || self.wanted.contains(path) || self.governs(path) {
                concerned = true;
                self.read_again(path, files, rules);
            }
        }
        if concerned { self.resolve(files, rules) } else { Changed::default() }
    }

    /// Whether a file of this path may govern something.
    fn governs(&self, path: &str) -> bool {
        match &self.choice {
            Choice::Nearest => configuration::names().any(|name| name == paths::name(path)),
            Choice::Only { path: only, .. } => only == path,
            Choice::Nothing => false,
        }
    }

    /// Reads a file. While its text cannot be read, what it said last holds.
    fn read_again(&mut self, path: &str, files: &Files, rules: &[&str]) {
        let before = self.read.remove(path);
        let Some(file) = files.get(path) else { return };
        let Content::Text(text) = &file.content else { return };
        if self.is_searched() && self.governs(path) && !is_configuration(path, text.as_str()) {
            return;
        }
        let folder = match &self.choice {
            Choice::Only { path: only, folder } if only == path => folder,
            _ => paths::parent(path),
        };
        let mut read = configuration::read((path, file.id), text, folder, rules);
        if let Some(before) = before.filter(|_| !read.errors.is_empty()) {
            read.configuration = before.configuration.or(read.configuration);
            read.extends = before.extends.or(read.extends);
        }
        self.read.insert(path.to_owned(), read);
    }

    /// Finds out anew what holds where.
    fn resolve(&mut self, files: &Files, rules: &[&str]) -> Changed {
        self.wanted.clear();
        let mut complaints: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
        let mut folders: BTreeMap<String, Effective> = BTreeMap::new();
        for (folder, path) in self.governing() {
            let (layers, invalid) = self.follow(path, files, rules, &mut complaints);
            folders.insert(folder, Effective::new(layers));
            if let Some((path, finding)) = invalid {
                let said = complaints.entry(path).or_default();
                if !said.contains(&finding) {
                    said.push(finding);
                }
            }
        }
        self.read.retain(|path, _| complaints.contains_key(path));
        self.replace(folders, complaints)
    }

    /// What a file says, then what it extends, and so on; and where that leads nowhere.
    fn follow(
        &mut self,
        path: String,
        files: &Files,
        rules: &[&str],
        complaints: &mut BTreeMap<String, Vec<Finding>>,
    ) -> (Vec<Arc<Configuration>>, Option<(String, Finding)>) {
        let mut layers = Vec::new();
        let mut chain: Vec<String> = Vec::new();
        let mut next = Some(path);
        while let Some(path) = next.take() {
            let Some(read) = self.read.get(&path) else { break };
            layers.extend(read.configuration.clone());
            complaints.entry(path.clone()).or_insert_with(|| read.complaints.clone());
            chain.push(path.clone());
            let Some((at, written)) = read.extends.clone() else { break };
            let target = paths::join(paths::parent(&path), &written);
            let problem = match files.get(&target).map(|file| &file.content) {
                _ if chain.contains(&target) => "extends itself",
                None => {
                    self.wanted.insert(target);
                    break;
                }
                Some(Content::Text(_)) => {
                    if !self.read.contains_key(&target) {
                        self.read_again(&target, files, rules);
                    }
                    next = Some(target);
                    continue;
                }
                Some(Content::Missing | Content::Ignored) => "is not there",
                Some(Content::Folder(_) | Content::Unreadable) => "cannot be read from here",
            };
            let mut invalid = Findings::new(INVALID, Severity::Error);
            invalid.report(at, format!("`{written}` {problem}, so nothing comes from it"));
            return (layers, invalid.finish(|_| None).pop().map(|finding| (path, finding)));
        }
        (layers, None)
    }

    /// The folders that are governed, each with its file.
    fn governing(&self) -> BTreeMap<String, String> {
        match &self.choice {
            Choice::Nothing => BTreeMap::new(),
            Choice::Only { path, folder } => BTreeMap::from([(folder.clone(), path.clone())]),
            Choice::Nearest => {
                let read = self
                    .read
                    .iter()
                    .filter(|(path, read)| self.governs(path) && read.configuration.is_some());
                let weight =
                    |path: &str| configuration::names().position(|name| name == paths::name(path));
                let mut governing: BTreeMap<String, String> = BTreeMap::new();
                for (path, _) in read {
                    let folder = paths::parent(path).to_owned();
                    let other = governing.get(&folder);
                    if other.is_none_or(|other| weight(path) < weight(other)) {
                        governing.insert(folder, path.clone());
                    }
                }
                governing
            }
        }
    }

    /// Puts what holds now in the place of what held; what is different.
    fn replace(
        &mut self,
        folders: BTreeMap<String, Effective>,
        complaints: BTreeMap<String, Vec<Finding>>,
    ) -> Changed {
        let mut changed = Changed::default();
        let all: BTreeSet<&String> = self.folders.keys().chain(folders.keys()).collect();
        for folder in all {
            if self.folders.get(folder) != folders.get(folder) {
                changed.folders.push(folder.clone());
            }
        }
        let all: BTreeSet<&String> = self.complaints.keys().chain(complaints.keys()).collect();
        for path in all {
            if self.complaints.get(path) != complaints.get(path) {
                let now = complaints.get(path).cloned().unwrap_or_default();
                changed.complaints.push((path.clone(), now));
            }
        }
        self.folders = folders;
        self.complaints = complaints;
        changed
    }

    /// Whether a folder that changed is the one that governs a path, or lies around it.
    pub(super) fn concerns(&self, folder: &str, path: &str) -> bool {
        self.choice != Choice::Nearest || folder.is_empty() || paths::within(folder, path)
    }
}

impl Levels<'_> {
    /// Whether a rule says nothing here.
    pub(super) fn is_off(&self, rule: &str) -> bool {
        self.level(rule) == Some(Level::Off)
    }

    /// Takes away what is turned off, and makes the rest as bad as the configuration says.
    pub(super) fn apply(&self, findings: &mut Vec<Finding>) {
        if self.effective.is_none() {
            return;
        }
        findings.retain_mut(|finding| match self.level(finding.rule) {
            Some(Level::Off) => false,
            Some(Level::At(severity)) => {
                finding.severity = severity;
                true
            }
            None => true,
        });
    }

    fn level(&self, rule: &str) -> Option<Level> {
        let level = self.effective?.level(rule, self.path)?;
        (level != Level::Off || !self.selected.contains(rule)).then_some(level)
    }
}

impl Exclusions {
    /// Whether a path is left out: by the file that governs it or by one above that.
    pub fn excludes(&self, path: &str) -> bool {
        self.globs.iter().any(|globs| globs.match_path(path))
    }
}

/// A folder and all above it, innermost first; the unnamed one is the last of relative ones.
fn folders(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |folder| match *folder {
        "" | "/" => None,
        folder => Some(paths::parent(folder)),
    })
}
