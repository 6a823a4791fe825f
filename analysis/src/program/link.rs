//! From a function's `Handler` and code location to the files that run.
//!
//! Nothing is guessed: where code is built, layered or bundled in a way that the files do not show, the state is
//! [`CodeState::Unknown`] and rules are silent.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::assembly::Assembly;
use crate::code::{Handler, load, with_extensions};
use crate::files::Entry;
use crate::files::{Found, Lookup, SourceFile, paths};
use crate::model::{Build, Code, Function, LocalFile, Setting};
use crate::sdk::{self, Uses};
use crate::source::Language;
use crate::tables::runtimes;
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
    /// The handler's file was found; the number is its place in [`Link::handlers`].
    Found(usize),
}

/// A handler as the template names it, taken apart as the runtime does.
struct Named {
    at: Span,
    stem: String,
    function: String,
    languages: Vec<Language>,
}

impl Link {
    /// Links the functions of a template.
    pub fn new(path: &str, template: &Assembly, lookup: &mut Lookup) -> Link {
        let mut link = Link::default();
        let mut known: BTreeMap<(String, String), usize> = BTreeMap::new();
        for (index, function) in template.stack.functions.iter().enumerate() {
            let state = link.code(path, template, function, index, lookup, &mut known);
            link.codes.push(state);
        }
        let absent =
            |file: &&LocalFile| is_absent(&paths::join(paths::parent(path), &file.path), lookup);
        link.missing = template.stack.local_files.iter().filter(absent).cloned().collect();
        link.finish(lookup)
    }

    /// Links a handler that no template points at.
    pub fn alone(path: &str, source: &Arc<SourceFile>, lookup: &mut Lookup) -> Link {
        let mut link = Link::default();
        if let Some(function) = source.lambda_entry() {
            let root = paths::parent(path).to_owned();
            let handler =
                load(path, &root, Arc::clone(source), &function, lookup, &mut link.sources);
            link.handlers.push(handler);
        }
        link.sources.remove(path);
        link.finish(lookup)
    }

    fn finish(mut self, lookup: &mut Lookup) -> Link {
        self.uses = self.handlers.iter_mut().map(|handler| handler.follow(sdk::uses)).collect();
        self.consulted = std::mem::take(&mut lookup.consulted);
        self.wanted = std::mem::take(&mut lookup.wanted);
        self
    }

    fn code(
        &mut self,
        template_path: &str,
        template: &Assembly,
        function: &Function,
        index: usize,
        lookup: &mut Lookup,
        known: &mut BTreeMap<(String, String), usize>,
    ) -> CodeState {
        let (at, path, build) = match &function.code {
            Code::Inline(_) => return self.inline(template_path, template, function, index),
            Code::Local { at, path, build } => (*at, path, build.as_ref()),
            Code::Image | Code::Elsewhere => return CodeState::Unknown,
        };
        if path.contains("${") || is_archive(path) {
            return CodeState::Unknown;
        }
        let folder = paths::join(paths::parent(template_path), path);
        let entries = match lookup.at(&folder) {
            Found::Folder(entries) => entries,
            Found::Missing if build.is_none() && !is_made(path) => {
                return CodeState::FolderMissing { at, path: path.clone() };
            }
            _ => return CodeState::Unknown,
        };
        let Some(named) = named(function) else { return CodeState::Unknown };
        let Some(file) = locate(&folder, &named, build, lookup) else {
            return missing(function, (&folder, path), &named, entries, build, lookup);
        };
        let key = (file.clone(), named.function.clone());
        if let Some(handler) = known.get(&key) {
            self.handlers[*handler].functions.push(index);
            return CodeState::Found(*handler);
        }
        let Some(source) = lookup.source(&file) else { return CodeState::Unknown };
        let mut handler =
            load(&file, &folder, Arc::clone(source), &named.function, lookup, &mut self.sources);
        handler.path = paths::relative(paths::parent(template_path), &file);
        handler.functions.push(index);
        self.handlers.push(handler);
        known.insert(key, self.handlers.len() - 1);
        CodeState::Found(self.handlers.len() - 1)
    }

    fn inline(
        &mut self,
        path: &str,
        template: &Assembly,
        function: &Function,
        index: usize,
    ) -> CodeState {
        let source = template.inline.iter().find(|(name, _)| *name == function.name);
        let (Some((_, source)), Some(named)) = (source, named(function)) else {
            return CodeState::Unknown;
        };
        let (files, imports) = (vec![Arc::clone(source)], vec![BTreeMap::new()]);
        let mut handler = Handler::new(path, files, imports, &named.function);
        handler.functions.push(index);
        self.handlers.push(handler);
        CodeState::Found(self.handlers.len() - 1)
    }
}

/// The languages that a function's runtime can be, of those that lamlint reads.
pub(super) fn languages(runtime: Option<&Setting<String>>) -> Vec<Language> {
    let mut found = Vec::new();
    for (_, id) in runtime.into_iter().flat_map(Setting::each) {
        match runtimes::find(id).map(|runtime| runtime.language) {
            Some("python") => found.push(Language::Python),
            Some("nodejs") => found.extend([Language::JavaScript, Language::TypeScript]),
            _ => {}
        }
    }
    found.dedup();
    found
}

/// Takes `Handler` apart. Python splits at the last dot, Node.js at the first one behind the last slash.
fn named(function: &Function) -> Option<Named> {
    let languages = languages(function.runtime.as_ref());
    let handler = function.handler.as_ref()?;
    let text = handler.only()?;
    if languages.is_empty() || text.contains("${") || text.starts_with('/') {
        return None;
    }
    let (stem, name) = if languages.contains(&Language::Python) {
        let (stem, name) = text.rsplit_once('.')?;
        (stem.replace('.', "/"), name)
    } else {
        let base = text.rfind('/').map_or(0, |at| at + 1);
        let dot = base + text[base..].find('.')?;
        (text[..dot].to_owned(), &text[dot + 1..])
    };
    let stem = stem.trim_start_matches("./").to_owned();
    Some(Named { at: handler.values[0].0, stem, function: name.to_owned(), languages })
}

/// The handler's file: as named; behind the built one, its TypeScript source; behind esbuild, the entry point.
fn locate(
    folder: &str,
    named: &Named,
    build: Option<&Build>,
    lookup: &mut Lookup,
) -> Option<String> {
    let mut stems = vec![named.stem.clone()];
    if named.languages.contains(&Language::TypeScript) {
        let rest = named
            .stem
            .split_once('/')
            .filter(|(first, _)| BUILT.contains(first))
            .map(|(_, rest)| rest);
        stems.extend(rest.into_iter().flat_map(|rest| [format!("src/{rest}"), rest.to_owned()]));
    }
    if let Some(Build::Esbuild(entries)) = build {
        let same =
            |entry: &&String| without_extension(paths::name(entry)) == paths::name(&named.stem);
        stems.extend(
            entries
                .iter()
                .filter(same)
                .map(|entry| without_extension(entry).trim_start_matches("./").to_owned()),
        );
    }
    let files = stems.iter().flat_map(|stem| with_extensions(stem, &named.languages));
    let found = files.into_iter().find(|file| lookup.is_file(folder, file))?;
    Some(paths::join(folder, &found))
}

/// Whether surely nothing is at a path that nothing is said to be made at.
fn is_absent(path: &str, lookup: &mut Lookup) -> bool {
    if path.contains("${") || is_archive(path) || is_made(path) {
        return false;
    }
    match lookup.at(paths::parent(path)) {
        Found::Folder(entries) => entries.iter().all(|entry| entry.name != paths::name(path)),
        Found::Missing => true,
        Found::File(_) | Found::Unknown => false,
    }
}

fn is_archive(path: &str) -> bool {
    [".zip", ".jar", ".war", ".tar.gz"]
        .iter()
        .any(|ending| path.to_ascii_lowercase().ends_with(ending))
}

/// Whether a path goes through a folder that compilers and packaging tools write to.
fn is_made(path: &str) -> bool {
    const TOOLS: [&str; 9] = [
        "bin",
        "package",
        "target",
        "publish",
        "release",
        ".aws-sam",
        ".webpack",
        "cdk.out",
        "node_modules",
    ];
    path.split('/').any(|part| TOOLS.contains(&part) || BUILT.contains(&part))
}

/// Folders that a compiler writes to.
const BUILT: [&str; 6] = ["dist", "build", "out", "lib", "built", ".build"];

fn without_extension(path: &str) -> &str {
    let name = paths::name(path).len();
    match path.rfind('.') {
        Some(dot) if dot > path.len() - name => &path[..dot],
        _ => path,
    }
}

fn missing(
    function: &Function,
    (folder, written): (&str, &str),
    named: &Named,
    entries: &[Entry],
    build: Option<&Build>,
    lookup: &mut Lookup,
) -> CodeState {
    let has = |name: &str| entries.iter().any(|entry| entry.name == name);
    let compiled = named.languages.contains(&Language::TypeScript)
        && (has("tsconfig.json") || has("package.json"));
    let layered = !function.layers.entries.is_empty() || function.layers.open;
    // Without a written location the code may be wherever the build is told to look.
    let unwritten = matches!(&function.code, Code::Local { at, .. } if *at == function.at);
    let made = unwritten
        || build.is_some()
        || compiled
        || has("Makefile")
        || layered
        || entries.is_empty();
    if made || !lookup.wanted.is_empty() {
        return CodeState::Unknown;
    }
    // A module that is not in the folder may come from an installed package, such as a wrapper of an agent.
    let first = named.stem.split('/').next().unwrap_or_default();
    if named.stem.contains('/') && !has(first) {
        return CodeState::Unknown;
    }
    let nearest = nearest(folder, named, lookup);
    CodeState::FileMissing {
        at: named.at,
        expected: named.stem.clone(),
        folder: written.to_owned(),
        nearest,
    }
}

/// The most similar file in the folder in which the handler's file should be.
fn nearest(folder: &str, named: &Named, lookup: &mut Lookup) -> Option<String> {
    let inner = paths::parent(&named.stem);
    let Found::Folder(entries) = lookup.at(&paths::join(folder, inner)) else { return None };
    let wanted = paths::name(&named.stem);
    let fits = |entry: &&Entry| {
        !entry.folder
            && Language::of_path(&entry.name)
                .is_some_and(|language| named.languages.contains(&language))
    };
    let stems = entries.iter().filter(fits).map(|entry| without_extension(&entry.name));
    let stems = stems.filter(|stem| !stem.starts_with("test_") && *stem != "__init__");
    let best =
        stems.min_by_key(|stem| (crate::text::similar::distance(stem, wanted), stem.len()))?;
    let separator = if named.languages.contains(&Language::Python) { "." } else { "/" };
    let inner = inner.replace('/', separator);
    Some(if inner.is_empty() { best.to_owned() } else { format!("{inner}{separator}{best}") })
}
