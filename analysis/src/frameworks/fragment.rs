//! Stacks that are written in fragments, which a script joins before they are deployed.
//!
//! Nothing in a fragment says so. It gives itself away: it uses several names that it does not define, and templates
//! around it define them; or it cannot be deployed as it stands. What it lacks may then stand in any of the others, so
//! it is open.

use std::collections::{BTreeSet, HashSet};

use super::SAM;
use crate::files::{Document, Entry, Found, Lookup, paths};
use crate::model::{ReferenceKind, Stack};
use crate::syntax::Node;

/// How many folders up the others may be.
const UP: usize = 3;

/// How many folders down, from each of these.
const DOWN: usize = 4;

/// How many files are looked into for the names of one stack.
const FILES: usize = 128;

/// Files of the folder at the top of a project: what lies above is none of it.
const TOPS: [&str; 6] =
    [".git", "buildspec.yml", "package.json", "pom.xml", "pyproject.toml", "samconfig.toml"];

/// Sections that define names, with what may use them.
const SECTIONS: [(&str, &[ReferenceKind]); 4] = [
    ("Resources", &[ReferenceKind::Value, ReferenceKind::Resource]),
    ("Parameters", &[ReferenceKind::Value]),
    ("Conditions", &[ReferenceKind::Condition]),
    ("Mappings", &[ReferenceKind::Mapping]),
];

/// Opens a stack that is a fragment, as far as the files are known.
pub(super) fn open(stack: &mut Stack, root: Node, path: &str, lookup: &mut Lookup) {
    let missing: BTreeSet<(ReferenceKind, &str)> =
        stack.undefined().map(|reference| (reference.kind, reference.name.as_str())).collect();
    let is_incomplete = stack.dialect == SAM.dialect && root.get("Transform").is_none()
        || root.get("Resources").is_none();
    if missing.is_empty() || missing.len() == 1 && !is_incomplete {
        return;
    }
    let enough = missing.len().div_ceil(2);
    let own = paths::join(paths::parent(path), ".");
    let mut search = Search {
        own: path,
        missing,
        lookup,
        found: HashSet::new(),
        left: FILES,
        enough,
        seen: HashSet::new(),
    };
    if search.around(&own) {
        stack.open = true;
        stack.names.open = true;
    }
}

/// A search for the names that a stack does not define.
struct Search<'s, 'l, 'w> {
    own: &'s str,
    missing: BTreeSet<(ReferenceKind, &'s str)>,
    lookup: &'l mut Lookup<'w>,
    found: HashSet<&'s str>,
    /// How many files may still be looked into.
    left: usize,
    /// How many names have to be found.
    enough: usize,
    /// Folders that were looked through.
    seen: HashSet<String>,
}

impl Search<'_, '_, '_> {
    /// Whether enough names are defined around a folder.
    fn around(&mut self, own: &str) -> bool {
        let mut folder = own.to_owned();
        for _ in 0..=UP {
            if self.below(&folder, DOWN) {
                return true;
            }
            let Found::Folder(entries) = self.lookup.at(&folder) else { return false };
            let is_top = entries.iter().any(|entry| TOPS.contains(&&*entry.name));
            match paths::above(&folder).filter(|_| !is_top) {
                Some(above) => folder = above.to_owned(),
                None => return false,
            }
        }
        false
    }

    fn below(&mut self, folder: &str, down: usize) -> bool {
        if !self.seen.insert(folder.to_owned()) {
            return false;
        }
        let Found::Folder(entries) = self.lookup.at(folder) else { return false };
        let config = |entry: &&Entry| {
            let ending = entry.name.rsplit_once('.').map(|(_, ending)| ending);
            !entry.folder && matches!(ending, Some("yaml" | "yml" | "template"))
        };
        for entry in entries.iter().filter(config) {
            let path = paths::join(folder, &entry.name);
            if self.left == 0 || path == self.own {
                continue;
            }
            self.left -= 1;
            if let Some(document) = self.lookup.document(&path)
                && self.read(document)
            {
                return true;
            }
        }
        let inner = entries.iter().filter(|entry| entry.folder && down > 0 && self.left > 0);
        let inner =
            inner.filter(|entry| !entry.name.starts_with('.') && entry.name != "node_modules");
        let inner: Vec<String> = inner.map(|entry| paths::join(folder, &entry.name)).collect();
        inner.iter().any(|folder| self.below(folder, down - 1))
    }

    /// Takes the names that a file defines; whether that is enough.
    fn read(&mut self, document: &Document) -> bool {
        let Some(root) = document.config().and_then(|config| config.tree.documents().first())
        else {
            return false;
        };
        for (section, kinds) in SECTIONS {
            let Some(section) = root.get(section) else { continue };
            let names = self.missing.iter().filter(|(kind, _)| kinds.contains(kind));
            let defined = names.filter(|(_, name)| section.pair(name).is_some());
            self.found.extend(defined.map(|(_, name)| *name));
        }
        self.found.len() >= self.enough
    }
}
