//! Asks for files and folders, and notes what was asked.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use super::{Content, Document, Entry, File, Files, SourceFile, paths};

/// One assembling's or linking's view of the files.
#[derive(Debug)]
pub struct Lookup<'w> {
    files: &'w Files,
    /// Every path that was asked for: when one of them changes, the work has to be done again.
    pub consulted: BTreeSet<String>,
    /// Paths that nothing is known of yet. While there are any, what was made of the answers is not complete.
    pub wanted: BTreeSet<String>,
    /// Roots, by their paths, that this program takes in: by themselves they are no programs.
    pub taken_in: BTreeSet<String>,
    /// What was asked for last: most questions in a row are about the same few folders.
    recent: VecDeque<(String, Found<'w>)>,
}

/// How many answers are at hand.
const RECENT: usize = 4;

/// What is at a path.
#[derive(Clone, Copy, Debug)]
pub enum Found<'w> {
    /// A file.
    File(&'w File),
    /// A folder with these entries, sorted by name.
    Folder(&'w [Entry]),
    /// Nothing, and nothing is made there.
    Missing,
    /// Cannot be known, or not yet.
    Unknown,
}

impl<'w> Lookup<'w> {
    /// A look at these files.
    pub fn new(files: &'w Files) -> Lookup<'w> {
        Lookup {
            files,
            consulted: BTreeSet::new(),
            wanted: BTreeSet::new(),
            taken_in: BTreeSet::new(),
            recent: VecDeque::with_capacity(RECENT + 1),
        }
    }

    /// What is at a path.
    pub fn at(&mut self, path: &str) -> Found<'w> {
        if let Some((_, found)) = self.recent.iter().find(|(recent, _)| recent == path) {
            return *found;
        }
        let found = self.ask(path);
        // What is wanted has to be noted anew for whoever took the list of what is.
        if !matches!(found, Found::Unknown) {
            self.recent.push_front((path.to_owned(), found));
            self.recent.truncate(RECENT);
        }
        found
    }

    fn ask(&mut self, path: &str) -> Found<'w> {
        if !self.consulted.contains(path) {
            self.consulted.insert(path.to_owned());
        }
        let Some(file) = self.files.get(path) else {
            self.wanted.insert(path.to_owned());
            return Found::Unknown;
        };
        match &file.content {
            Content::Text(_) => Found::File(file),
            Content::Folder(entries) => Found::Folder(entries),
            Content::Missing => Found::Missing,
            Content::Unreadable | Content::Ignored => Found::Unknown,
        }
    }

    /// Makes what starts at a path a part of this program, as a module is one of who calls it.
    pub fn take_in(&mut self, path: &str) {
        self.taken_in.insert(path.to_owned());
    }

    /// Whether a file is at a path below `root`, by the entries of the folders on the way.
    pub fn is_file(&mut self, root: &str, path: &str) -> bool {
        match path.rsplit_once('/') {
            Some((folder, name)) => {
                self.is_folder(root, folder) && self.has(&paths::join(root, folder), name, false)
            }
            None => self.has(root, path, false),
        }
    }

    /// Whether a folder is at a path below `root`, by the entries of the folders on the way.
    pub fn is_folder(&mut self, root: &str, path: &str) -> bool {
        let mut at = root.to_owned();
        for part in path.split('/').filter(|part| !part.is_empty()) {
            if !self.has(&at, part, true) {
                return false;
            }
            at = paths::join(&at, part);
        }
        true
    }

    /// Whether a folder has a folder of this name.
    pub fn has_folder(&mut self, folder: &str, name: &str) -> bool {
        self.has(folder, name, true)
    }

    /// Whether a folder has anything of this name, endings aside: a file or a folder that a module may be.
    pub fn has_module(&mut self, folder: &str, name: &str) -> bool {
        let Found::Folder(entries) = self.at(folder) else { return false };
        let from = entries.partition_point(|entry| *entry.name < *name);
        let mut named = entries[from..].iter().map_while(|entry| entry.name.strip_prefix(name));
        named.any(|ending| ending.is_empty() || ending.starts_with('.'))
    }

    fn has(&mut self, folder: &str, name: &str, is_folder: bool) -> bool {
        match self.at(folder) {
            Found::Folder(entries) => {
                let place = entries.binary_search_by(|entry| (*entry.name).cmp(name));
                place.is_ok_and(|place| entries[place].folder == is_folder)
            }
            _ => false,
        }
    }

    /// The document at a path, once its text is known.
    pub fn document(&mut self, path: &str) -> Option<&'w Arc<Document>> {
        match self.at(path) {
            Found::File(file) => file.document.as_ref(),
            _ => None,
        }
    }

    /// The source file at a path, once its text is known.
    pub fn source(&mut self, path: &str) -> Option<&'w Arc<SourceFile>> {
        self.document(path)?.source()
    }
}
