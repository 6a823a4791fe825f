//! Programs that are let go part by part (`workspace/parts.rs`).

use std::collections::BTreeSet;

use foldhash::HashSet;
use rayon::prelude::*;

use super::{FileId, Files, Lookup, Paths, Programs, State};
use crate::files::Document;
use crate::frameworks;

impl Programs {
    /// From now on only files that are set start programs; others wait.
    pub(in crate::workspace) fn wait(&mut self) {
        self.waiting = Some(BTreeSet::new());
    }

    /// What waits, each told once.
    pub(in crate::workspace) fn take_waiting(&mut self) -> Vec<String> {
        let waiting = self.waiting.as_mut().map(std::mem::take);
        waiting.into_iter().flatten().collect()
    }

    /// Whether a source file belongs to a program that starts in a template.
    pub(in crate::workspace) fn is_held(&self, path: &str) -> bool {
        self.held.contains_key(path)
    }

    /// Lets go of what was made for these programs; what is counted of them stays. Gives the paths that several of them
    /// looked at.
    pub(in crate::workspace) fn release(&mut self, programs: &BTreeSet<FileId>) -> HashSet<String> {
        let released = |program| self.states.get_mut(program).and_then(State::release);
        let made: Vec<_> = programs.iter().filter_map(released).collect();
        // Trees of many small parts: taking them apart takes nearly as long as linking them.
        made.into_par_iter().for_each(drop);
        self.rooted_by.clear();
        let looked_at = self.looked_at_by.drain();
        let shared = looked_at.filter(|(_, programs)| programs.len() > 1);
        shared.map(|(path, _)| path).collect()
    }

    /// Whether the program that starts in a file was made and let go.
    pub(super) fn is_released(&self, file: FileId) -> bool {
        let program = self.root_of.get(&file).unwrap_or(&file);
        self.states.get(program).is_some_and(State::is_released)
    }

    /// Whether a document has to wait until it is set, since a program starts there.
    pub(super) fn waits(&mut self, path: &str, document: Option<&Document>, files: &Files) -> bool {
        let Some(waiting) = &mut self.waiting else { return false };
        let is_root = document.is_some_and(|document| {
            frameworks::root_of(document, &mut Lookup::new(files)).is_some()
        });
        if is_root {
            waiting.insert(path.to_owned());
        }
        is_root
    }

    /// A handler that was a part of another one and let go as such is a program after all: it has to be set again.
    pub(super) fn wait_again(&mut self, handler: FileId, paths: &Paths) {
        self.states.remove(&handler);
        self.alone.remove(&handler);
        self.handlers.remove(&handler);
        if let Some(waiting) = &mut self.waiting {
            waiting.insert(paths.path(handler).to_owned());
        }
    }
}
