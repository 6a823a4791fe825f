//! The programs of a workspace, and which of them has to be made anew after a change.
//!
//! A program stands at the path of its root, or of the handler that no template points at. Assembling (what is
//! deployed) and linking (the code that runs) note what they looked at, each by itself: a change of a handler leaves
//! the template's side as it is.

mod parts;

use std::collections::{BTreeMap, BTreeSet};

use foldhash::{HashMap, HashMapExt};
use rayon::prelude::*;

use super::paths::Paths;
use super::program::State;
use crate::files::Files;
use crate::files::{Document, Lookup};
use crate::frameworks;
use crate::text::FileId;

/// All programs, by the path they stand at.
#[derive(Debug, Default)]
pub(super) struct Programs {
    states: BTreeMap<FileId, State>,
    /// The programs that looked at a path; some may not exist any more.
    looked_at_by: HashMap<String, BTreeSet<FileId>>,
    /// The documents of which it was asked, with the help of a path, whether a program starts there.
    rooted_by: HashMap<String, BTreeSet<String>>,
    /// The program that starts in a document.
    root_of: HashMap<FileId, FileId>,
    /// In how many templates' programs a source file is.
    held: HashMap<String, usize>,
    /// By how many programs a root is taken in.
    taken_in: HashMap<String, usize>,
    /// Named source files with a Lambda entry: programs of their own unless they are held.
    handlers: BTreeSet<FileId>,
    /// Handlers of which it is to be decided whether they are programs of their own.
    undecided: BTreeSet<FileId>,
    /// Handlers that are programs of their own.
    alone: BTreeSet<FileId>,
    /// Documents of which it has to be asked again whether a program starts there.
    unrooted: BTreeSet<String>,
    /// Programs that have to be assembled or linked.
    stale: BTreeSet<FileId>,
    /// Programs that were linked, hidden, shown or ended since they were last judged.
    unjudged: BTreeSet<FileId>,
    /// Programs that want to know more.
    wanting: BTreeSet<FileId>,
    /// Where files are checked part by part: roots that came up and whose part is still to come.
    waiting: Option<BTreeSet<String>>,
}

/// How many there are of what is shown.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    /// Functions of templates, and handlers without one.
    pub(super) functions: usize,
    /// Those of them whose code was found.
    pub(super) linked: usize,
    /// Templates.
    pub(super) templates: usize,
}

impl Programs {
    /// The program that stands at a path.
    pub(super) fn get(&self, file: FileId) -> Option<&State> {
        self.states.get(&file)
    }

    /// Drops what was made with the help of a path.
    pub(super) fn touch(&mut self, path: &str, file: FileId) {
        self.unrooted.extend(self.rooted_by.remove(path).into_iter().flatten());
        for program in self.looked_at_by.remove(path).into_iter().flatten() {
            if let Some(state) = self.states.get_mut(&program) {
                state.touch(path);
                self.stale.insert(program);
            }
        }
        if self.states.get(&file).is_some_and(|state| !state.is_released()) {
            self.stale.insert(file);
        }
    }

    /// Takes in files that were read again, then brings every program up to date.
    pub(super) fn update(&mut self, read: Vec<String>, files: &Files, paths: &mut Paths) {
        self.unrooted.extend(read);
        for path in std::mem::take(&mut self.unrooted) {
            let document = files.get(&path).and_then(|file| file.document.as_deref());
            let file = paths.id(&path);
            let named = files.get(&path).is_some_and(|file| file.named);
            if self.is_released(file) || !named && self.waits(&path, document, files) {
                continue;
            }
            if let Some(waiting) = &mut self.waiting {
                waiting.remove(&path);
            }
            self.take_root(&path, file, document, files, paths);
            let source = document.and_then(Document::source).filter(|_| named);
            let is_handler = source.is_some_and(|source| source.module.lambda_entry().is_some());
            let changed =
                if is_handler { self.handlers.insert(file) } else { self.handlers.remove(&file) };
            if changed {
                self.undecided.insert(file);
            }
        }
        self.remake(files, paths);
        self.decide(paths);
        if self.remake(files, paths) {
            self.hide(paths);
        }
    }

    /// Paths that are needed and of which nothing is known, sorted.
    pub(super) fn wanted(&self) -> Vec<String> {
        let states = self.wanting.iter().filter_map(|program| self.states.get(program));
        let wanted: BTreeSet<&String> = states.flat_map(State::wanted).collect();
        wanted.into_iter().cloned().collect()
    }

    /// The programs that have to be judged again, and those that are no more.
    pub(super) fn take_unjudged(&mut self) -> BTreeSet<FileId> {
        let mut unjudged = std::mem::take(&mut self.unjudged);
        // What was said of a program that was let go holds, unless it turns out to be a part of another one.
        let holds = |state: &State| state.is_released() && !state.hidden;
        unjudged.retain(|program| !self.states.get(program).is_some_and(holds));
        unjudged
    }

    /// How many functions and templates there are; a handler without a template is a function.
    pub(super) fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for state in self.states.values().filter(|state| !state.hidden) {
            counts.functions += state.functions();
            counts.linked += state.linked();
            counts.templates += usize::from(state.is_template());
        }
        counts
    }

    /// Notes which program starts in a document, if one does.
    fn take_root(
        &mut self,
        path: &str,
        file: FileId,
        document: Option<&Document>,
        files: &Files,
        paths: &mut Paths,
    ) {
        let mut lookup = Lookup::new(files);
        let found = document.and_then(|document| frameworks::root_of(document, &mut lookup));
        for asked in lookup.consulted {
            self.rooted_by.entry(asked).or_default().insert(path.to_owned());
        }
        let program = found.as_ref().map(|(_, root)| paths.id(root.path()));
        let before = self.root_of.get(&file).copied().filter(|before| Some(*before) != program);
        if let Some(before) = before {
            self.root_of.remove(&file);
            let state = self.states.get_mut(&before);
            if state.is_some_and(|state| state.leaves(file)) {
                self.end(before, paths);
            }
        }
        let (Some((framework, root)), Some(program)) = (found, program) else { return };
        self.root_of.insert(file, program);
        let state = self.states.entry(program).or_insert_with(|| State::new(root.path()));
        state.hidden = self.taken_in.contains_key(root.path());
        state.enters(file, framework, root);
        self.stale.insert(program);
    }

    /// Handlers become programs of their own, or end as such, since a template runs them.
    fn decide(&mut self, paths: &mut Paths) {
        for file in std::mem::take(&mut self.undecided) {
            let path = paths.path(file);
            let is_free = self.handlers.contains(&file) && !self.held.contains_key(path);
            match (is_free, self.alone.contains(&file)) {
                (true, false) => {
                    self.states.insert(file, State::new(path));
                    self.alone.insert(file);
                    self.stale.insert(file);
                }
                (false, true) => {
                    self.alone.remove(&file);
                    self.end(file, paths);
                }
                _ => {}
            }
        }
    }

    fn end(&mut self, program: FileId, paths: &mut Paths) {
        if let Some(state) = self.states.remove(&program) {
            self.hold(state.sources(), &BTreeSet::new(), state.is_template(), paths);
            self.take_in(state.taken_in(), &BTreeSet::new(), paths);
        }
        self.wanting.remove(&program);
        self.unjudged.insert(program);
    }

    /// Counts in how many templates' programs the source files are.
    fn hold(
        &mut self,
        before: &BTreeSet<String>,
        now: &BTreeSet<String>,
        is_template: bool,
        paths: &mut Paths,
    ) {
        if !is_template {
            return;
        }
        count(&mut self.held, before, now);
        self.undecided.extend(before.symmetric_difference(now).map(|path| paths.id(path)));
    }

    /// Counts by how many programs roots are taken in; of those that are by any, nothing is said by themselves.
    fn take_in(&mut self, before: &BTreeSet<String>, now: &BTreeSet<String>, paths: &mut Paths) {
        count(&mut self.taken_in, before, now);
        for path in before.symmetric_difference(now) {
            let root = paths.id(path);
            let is_part = self.taken_in.contains_key(path);
            let state = self.states.get_mut(&root).filter(|state| state.is_template());
            if let Some(state) = state.filter(|state| state.hidden != is_part) {
                state.hidden = is_part;
                self.unjudged.insert(root);
            }
        }
    }

    /// Assembles and links every program that is not up to date, in parallel. Whether files of handlers that are
    /// programs of their own changed.
    fn remake(&mut self, files: &Files, paths: &mut Paths) -> bool {
        let stale = std::mem::take(&mut self.stale);
        let states: Vec<(FileId, State)> =
            stale.into_iter().filter_map(|program| self.states.remove_entry(&program)).collect();
        let made: Vec<_> = states
            .into_par_iter()
            .map(|(program, mut state)| {
                let before = (state.sources().clone(), state.taken_in().clone());
                let asked = state.remake(files);
                (program, state, before, asked)
            })
            .collect();
        let mut changed = false;
        let mut roots = Vec::new();
        for (program, state, (before, parts), asked) in made {
            for path in asked {
                self.looked_at_by.entry(path).or_default().insert(program);
            }
            self.hold(&before, state.sources(), state.is_template(), paths);
            changed |= !state.is_template() && before != *state.sources();
            if state.wanted().next().is_some() {
                self.wanting.insert(program);
            } else {
                self.wanting.remove(&program);
            }
            if parts != *state.taken_in() {
                roots.push((parts, state.taken_in().clone()));
            }
            self.states.insert(program, state);
            self.unjudged.insert(program);
        }
        for (before, now) in roots {
            self.take_in(&before, &now, paths);
        }
        changed
    }

    /// A handler that another one imports is no program of its own. Of handlers that import each other in a ring, the
    /// last by path stays one.
    fn hide(&mut self, paths: &Paths) {
        let mut holders: HashMap<&str, usize> = HashMap::new();
        let alone = || self.alone.iter().filter_map(|file| Some((*file, self.states.get(file)?)));
        for (_, state) in alone() {
            for source in state.sources() {
                *holders.entry(source).or_default() += 1;
            }
        }
        let mut by_path: Vec<(&str, FileId, &State)> =
            alone().map(|(file, state)| (paths.path(file), file, state)).collect();
        by_path.sort_by_key(|(path, ..)| *path);
        let mut hidden = BTreeMap::new();
        for (path, file, state) in by_path {
            let is_held = holders.get(path).is_some_and(|count| *count > 0);
            if is_held {
                for source in state.sources() {
                    holders.entry(source).and_modify(|count| *count -= 1);
                }
            }
            if is_held != state.hidden {
                hidden.insert(file, is_held);
            }
        }
        for (file, is_hidden) in hidden {
            let Some(state) = self.states.get_mut(&file) else { continue };
            if state.is_released() && !is_hidden {
                self.wait_again(file, paths);
                continue;
            }
            state.hidden = is_hidden;
            self.unjudged.insert(file);
        }
    }
}

/// Counts down what was named before and is not now, and up what is named only now.
fn count(counts: &mut HashMap<String, usize>, before: &BTreeSet<String>, now: &BTreeSet<String>) {
    for path in now.difference(before) {
        *counts.entry(path.clone()).or_default() += 1;
    }
    for path in before.difference(now) {
        let count = counts.entry(path.clone()).or_default();
        *count = count.saturating_sub(1);
        if *count == 0 {
            counts.remove(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frameworks::{Framework, Root};
    use crate::model::Dialect;

    static NESTING: Framework = Framework {
        name: "nesting",
        names: &[],
        marks: &[],
        roots: |_, _| None,
        assemble: |root, lookup| {
            match root.path() {
                "app" => lookup.take_in("module"),
                "ring" => lookup.take_in("ring"),
                _ => {}
            }
            None
        },
        dialect: Dialect("nesting"),
        edits: |_, _| None,
    };

    #[test]
    fn what_another_program_takes_in_is_none_by_itself() {
        let (mut programs, mut paths) = (Programs::default(), Paths::default());
        for folder in ["app", "module", "ring"] {
            let program = paths.id(folder);
            let mut state = State::new(folder);
            state.enters(program, &NESTING, Root::Folder(folder.to_owned()));
            programs.states.insert(program, state);
            programs.stale.insert(program);
        }
        programs.remake(&Files::new(), &mut paths);
        let hidden = |programs: &Programs, paths: &mut Paths| {
            ["app", "module", "ring"]
                .map(|folder| programs.get(paths.id(folder)).is_some_and(|state| state.hidden))
        };
        assert_eq!(hidden(&programs, &mut paths), [false, true, false]);
        programs.take_unjudged();
        let app = paths.id("app");
        programs.end(app, &mut paths);
        assert_eq!(hidden(&programs, &mut paths), [false, false, false]);
        let module = paths.id("module");
        assert_eq!(programs.take_unjudged(), BTreeSet::from([app, module]));
    }
}
