//! Stacks that are written in fragments, which a script joins before they are deployed.
//!
//! Nothing in a fragment says so. It gives itself away: it uses several names that it does not define, and templates
//! around it define them; or it cannot be deployed as it stands; or what defines a name that it lacks is a fragment itself.
//! What it lacks may then stand in any of the others, so it is open.

use std::collections::BTreeSet;

use foldhash::{HashSet, HashSetExt};

use super::lowering::Lowering;
use super::{recognise, template};
use crate::files::{Document, Entry, Found, Lookup, paths};
use crate::model::{ReferenceKind, Stack};
use crate::syntax::{Node, Pair};

/// How many folders up the others may be.
const UP: usize = 3;

/// How many folders down, from each of these.
const DOWN: usize = 4;

/// How many files are looked into for the names of one stack.
const FILES: usize = 128;

/// Entries of a folder beyond which it is no folder of one stack, and is not looked through.
const ENTRIES: usize = 400;

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
    let missing = stack.undefined().map(|reference| (reference.kind, reference.head()));
    let missing: BTreeSet<Name> = missing.collect();
    if missing.is_empty() {
        return;
    }
    // The role that SAM makes for a function is there with it.
    let is_made = |name: &str| {
        let function = name.strip_suffix("Role");
        function.is_some_and(|function| missing.iter().any(|(_, other)| *other == function))
    };
    let several = missing.iter().filter(|(_, name)| !is_made(name)).count() > 1;
    let mut search = Search {
        path,
        is_certain: several || is_incomplete(root),
        enough: missing.len().div_ceil(2),
        missing,
        lookup,
        found: BTreeSet::new(),
        left: FILES,
        seen: HashSet::new(),
    };
    if search.around(&paths::join(paths::parent(path), ".")) {
        stack.open = true;
        stack.names.open = true;
    }
}

/// Whether a template cannot be deployed as it stands.
fn is_incomplete(root: Node) -> bool {
    let Some(resources) = root.get("Resources") else { return true };
    root.get("Transform").is_none() && resources.pairs().iter().any(is_serverless)
}

fn is_resource(pair: Pair) -> bool {
    let kind = pair.value.get("Type").and_then(Node::text);
    kind.is_some_and(|kind| kind.starts_with("AWS::"))
}

fn is_serverless(pair: Pair) -> bool {
    let kind = pair.value.get("Type").and_then(Node::text);
    kind.is_some_and(|kind| kind.starts_with("AWS::Serverless::"))
}

/// A name, and what it has to be.
type Name<'s> = (ReferenceKind, &'s str);

/// A search for the names that a stack does not define.
struct Search<'s, 'l, 'w> {
    path: &'s str,
    /// Whether that others define the names is enough; else who defines the last has to be a fragment too.
    is_certain: bool,
    missing: BTreeSet<Name<'s>>,
    lookup: &'l mut Lookup<'w>,
    found: BTreeSet<Name<'s>>,
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
            let is_top =
                entries.len() > ENTRIES || entries.iter().any(|entry| TOPS.contains(&&*entry.name));
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
        if entries.len() > ENTRIES {
            return false;
        }
        let config = |entry: &&Entry| {
            let ending = entry.name.rsplit_once('.').map(|(_, ending)| ending);
            !entry.folder && matches!(ending, Some("yaml" | "yml" | "template"))
        };
        for entry in entries.iter().filter(config) {
            let path = paths::join(folder, &entry.name);
            if self.left == 0 || path == self.path {
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
        let Some(config) = document.config() else { return false };
        let Some(root) = config.tree.documents().first() else { return false };
        let before = self.found.len();
        for (section, kinds) in SECTIONS {
            let Some(section) = root.get(section) else { continue };
            let names = self.missing.iter().filter(|(kind, _)| kinds.contains(kind));
            self.found.extend(names.filter(|(_, name)| defines(section, name)));
        }
        // A fragment may be nothing but resources.
        let bare = self.missing.iter().filter(|(_, name)| root.pair(name).is_some_and(is_resource));
        self.found.extend(bare);
        let is_new = self.found.len() > before;
        is_new && self.found.len() >= self.enough && (self.is_certain || is_fragment(document))
    }
}

/// Whether a file is a fragment too: it cannot be deployed alone, or uses names that it does not define itself.
fn is_fragment(document: &Document) -> bool {
    let Some(config) = document.config() else { return false };
    let Some(root) = config.tree.documents().first() else { return false };
    let lowering = recognise(&config.tree)
        .and_then(|dialect| Lowering::new(template(document, config), &config.tree, dialect));
    let lacks = |stack: Stack| stack.undefined().next().is_some();
    is_incomplete(root) || lowering.is_some_and(|lowering| lacks(lowering.run()))
}

/// Whether a section has a name, or a thing of it may bring a resource of that name along.
fn defines(section: Node, name: &str) -> bool {
    let mut heads = name.char_indices().map(|(at, character)| &name[..at + character.len_utf8()]);
    section.pair(name).is_some() || heads.any(|head| section.pair(head).is_some_and(is_serverless))
}
