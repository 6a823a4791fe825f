//! From a function's `Handler` and code location to the files that run.
//!
//! Nothing is guessed: where code is built, layered or bundled in a way that the files do not show, the state is
//! [`CodeState::Unknown`] and rules are silent.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::absent::{is_absent, is_made, missing};
use super::assembly::Assembly;
use super::named::{fallback, locate, malformed, named};
use super::packaged::is_archive;
use super::{base, commands, packaged};
use crate::code::{self, Handler, Leads, Projects, Roots, load};
use crate::files::{Found, Lookup, SourceFile, paths};
use crate::frameworks::Root;
use crate::model::{Build, Code, Function, LocalFile};
use crate::sdk::{self, Uses};
use crate::text::Span;

/// A program's code: the state of each function and the handlers found.
#[derive(Debug, Default)]
pub struct Link {
    /// The code of each function, in the order of the template.
    pub codes: Vec<CodeState>,
    /// Handlers, each once, however many functions run it.
    pub handlers: Vec<Handler>,
    /// What each handler does with AWS and the environment.
    pub uses: Vec<Uses>,
    /// Local files of other resources that are not there.
    pub missing: Vec<LocalFile>,
    /// Source files that belong to the program.
    pub sources: BTreeSet<String>,
    /// Every path that was looked at.
    pub consulted: BTreeSet<String>,
    /// Paths that have to be known first.
    pub wanted: BTreeSet<String>,
}

/// What was found of a function's code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeState {
    /// It cannot be known from the files.
    Unknown,
    /// The folder that the template names is not there.
    FolderMissing {
        /// Where the template names it.
        at: Span,
        /// The path as written.
        path: String,
    },
    /// The folder is there, the handler's file is not.
    FileMissing {
        /// Where the handler is written.
        at: Span,
        /// The file as the handler names it, without extension.
        expected: String,
        /// The folder, as the template names it.
        folder: String,
        /// The most similar file that is there, as a handler would name it.
        nearest: Option<String>,
    },
    /// The handler's text names no file and function, so that the runtime cannot start.
    FormWrong {
        /// Where it is written.
        at: Span,
        /// The form that it has to have, in words.
        form: &'static str,
    },
    /// The handler's file was found; the number is its place in [`Link::handlers`].
    Found(usize),
}

impl Link {
    /// Links the functions of a template. `leads` is what is known from before of where imports lead.
    pub fn new(root: &Root, template: &Assembly, leads: &mut Leads, lookup: &mut Lookup) -> Link {
        let (path, folder) = (root.path(), root.folder());
        let base = match base::folder(root, template, lookup) {
            own if own == folder => commands::folder(root, template, lookup).unwrap_or(own),
            told => told,
        };
        let known = BTreeMap::new();
        let mut linking = Linking {
            link: Link::default(),
            path,
            folder,
            base,
            template,
            lookup,
            projects: Projects::default(),
            leads,
            known,
        };
        for (index, function) in template.functions().iter().enumerate() {
            let state = linking.code(function, index);
            linking.link.codes.push(state);
        }
        let Linking { mut link, base, .. } = linking;
        let absent =
            |file: &&LocalFile| !file.built && is_absent(&paths::join(&base, &file.path), lookup);
        let local = template.stack.iter().flat_map(|stack| &stack.local_files);
        link.missing = local.filter(absent).cloned().collect();
        link.finish(lookup)
    }

    /// Links a handler that no template points at.
    pub fn alone(
        path: &str,
        source: &Arc<SourceFile>,
        leads: &mut Leads,
        lookup: &mut Lookup,
    ) -> Link {
        let mut link = Link::default();
        if let Some(function) = source.module.lambda_entry() {
            let roots = Roots { code: paths::parent(path).to_owned(), layers: Vec::new() };
            let source = Arc::clone(source);
            let known = (&mut Projects::default(), leads);
            let (handler, sources) = load(path, &roots, source, function, known, lookup);
            link.handlers.push(handler);
            link.sources = sources;
        }
        link.sources.remove(path);
        link.finish(lookup)
    }

    fn finish(mut self, lookup: &mut Lookup) -> Link {
        self.consulted = std::mem::take(&mut lookup.consulted);
        self.wanted = std::mem::take(&mut lookup.wanted);
        self
    }

    /// Follows the code of every handler: to be called once nothing is wanted any more, since what was followed before
    /// would be followed again. What is known of code that did not change since `before` is kept.
    pub fn follow(&mut self, before: Link) {
        let known = before.handlers.into_iter().zip(before.uses);
        let mut known: BTreeMap<(String, String), (Handler, Uses)> = known
            .map(|(handler, uses)| ((handler.path.clone(), handler.name.clone()), (handler, uses)))
            .collect();
        let mut same = |handler: &Handler| {
            let before = known.remove(&(handler.path.clone(), handler.name.clone()));
            before.filter(|(before, _)| handler.has_code_of(before))
        };
        let before: Vec<_> = self.handlers.iter().map(&mut same).collect();
        let follow = |(handler, before): (&mut Handler, Option<(Handler, Uses)>)| match before {
            Some((before, uses)) => {
                handler.trace = before.trace;
                uses
            }
            None => handler.follow(sdk::uses),
        };
        self.uses = self.handlers.par_iter_mut().zip(before).map(follow).collect();
    }
}

/// How a handler's file was found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Certainty {
    /// The template names its folder.
    Named,
    /// Its folder is called as the archive that the template names, or another handler may run instead.
    Guess,
}

/// A template's functions on their way to their code.
struct Linking<'l, 'w> {
    link: Link,
    path: &'l str,
    /// The template's folder.
    folder: &'l str,
    /// The folder from which the template's paths go.
    base: String,
    template: &'l Assembly,
    lookup: &'l mut Lookup<'w>,
    projects: Projects,
    leads: &'l mut Leads,
    /// Handlers that were found, by file and function.
    known: BTreeMap<(String, String), usize>,
}

impl Linking<'_, '_> {
    fn code(&mut self, function: &Function, index: usize) -> CodeState {
        if let Some((at, form)) = malformed(function) {
            return CodeState::FormWrong { at, form };
        }
        match &function.code {
            Code::Inline(_) => self.inline(function, index),
            Code::Stored(key) => self.beside(function, index, key),
            Code::Local { path, .. } if is_archive(path) => self.beside(function, index, path),
            Code::Local { path, .. } if path.contains("${") => CodeState::Unknown,
            Code::Local { at, path, build } => {
                self.local(function, index, (*at, path), build.as_ref())
            }
            Code::Image | Code::Elsewhere => CodeState::Unknown,
        }
    }

    fn local(
        &mut self,
        function: &Function,
        index: usize,
        (at, path): (Span, &str),
        build: Option<&Build>,
    ) -> CodeState {
        let folder = paths::join(&self.base, path);
        let entries = match self.lookup.at(&folder) {
            Found::Folder(entries) => entries,
            Found::Missing if build.is_none() && !is_made(path) => {
                return CodeState::FolderMissing { at, path: path.to_owned() };
            }
            _ => return CodeState::Unknown,
        };
        let Some(named) = named(function) else { return CodeState::Unknown };
        let mut certainty = if function.wrapped { Certainty::Guess } else { Certainty::Named };
        let mut file = locate(&folder, &named, build, self.lookup);
        if file.is_none() {
            certainty = Certainty::Guess;
            file = fallback(&folder, &named, self.lookup);
        }
        let Some(file) = file else {
            if function.wrapped {
                return CodeState::Unknown;
            }
            return missing(function, (&folder, path), &named, entries, build, self.lookup);
        };
        let state = self.found(function, index, (folder, file), &named.function, certainty);
        state.unwrap_or(CodeState::Unknown)
    }

    /// Code of which only the archive is named that it is packaged in: the one folder of that name beside the template
    /// in which the handler is. Whatever else, nothing is known.
    fn beside(&mut self, function: &Function, index: usize, archive: &str) -> CodeState {
        let Some(named) = named(function) else { return CodeState::Unknown };
        let folders = packaged::folders(self.folder, archive, &named.stem, self.lookup);
        let mut found = folders.into_iter().filter_map(|folder| {
            let file = locate(&folder, &named, None, self.lookup)?;
            Some((folder, file))
        });
        let (Some((folder, file)), None) = (found.next(), found.next()) else {
            return CodeState::Unknown;
        };
        let state = self.found(function, index, (folder, file), &named.function, Certainty::Guess);
        state.unwrap_or(CodeState::Unknown)
    }

    /// Follows the handler from its file; `None` when that cannot be read, and for a guess at a file that has no such
    /// function.
    fn found(
        &mut self,
        function: &Function,
        index: usize,
        (folder, file): (String, String),
        name: &str,
        certainty: Certainty,
    ) -> Option<CodeState> {
        let layers = self.layers(function);
        let key = (file, name.to_owned());
        if let Some(handler) = self.known.get(&key) {
            self.link.handlers[*handler].functions.push(index);
            return Some(CodeState::Found(*handler));
        }
        let source = Arc::clone(self.lookup.source(&key.0)?);
        let roots = Roots { code: folder, layers };
        let known = (&mut self.projects, &mut *self.leads);
        let (mut handler, sources) = load(&key.0, &roots, source, name, known, self.lookup);
        if certainty == Certainty::Guess && self.lookup.wanted.is_empty() {
            let is_missing =
                handler.follow(|_, trace| matches!(trace.entry, code::Entry::Missing(_)));
            if is_missing {
                return None;
            }
        }
        handler.path = paths::relative(self.folder, &key.0);
        handler.functions.push(index);
        self.link.sources.extend(sources);
        self.link.handlers.push(handler);
        let place = self.link.handlers.len() - 1;
        self.known.insert(key, place);
        Some(CodeState::Found(place))
    }

    /// The folders of those of a function's layers that the template makes from local files.
    fn layers(&self, function: &Function) -> Vec<String> {
        let layers = function.layers.entries.iter().filter_map(|(_, layer)| layer.resource());
        let local: Vec<&LocalFile> =
            self.template.stack.iter().flat_map(|stack| &stack.local_files).collect();
        let files =
            layers.filter_map(|layer| local.iter().copied().find(|file| file.resource == layer));
        let written = files.filter(|file| !file.path.contains("${") && !is_archive(&file.path));
        written.map(|file| paths::join(&self.base, &file.path)).collect()
    }

    fn inline(&mut self, function: &Function, index: usize) -> CodeState {
        let inline = &self.template.inline;
        let place = inline.binary_search_by_key(&function.id, |(id, _)| *id);
        let source = place.ok().map(|place| &inline[place]);
        let (Some((_, source)), Some(named)) = (source, named(function)) else {
            return CodeState::Unknown;
        };
        let (files, imports) = (vec![Arc::clone(source)], vec![BTreeMap::new()]);
        let mut handler = Handler::new(self.path, files, imports, &named.function);
        handler.functions.push(index);
        self.link.handlers.push(handler);
        CodeState::Found(self.link.handlers.len() - 1)
    }
}
