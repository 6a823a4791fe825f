//! The files that a handler is made of: its own, and those of its project that it imports.
//!
//! Installed packages are not followed, and nothing is said of them. What is the project's own and cannot be followed
//! makes the handler incomplete.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::Handler;
use super::leads::{FileLeads, Leads, Target};
use super::projects::{Led, Projects};
use crate::files::{Entry, Found, Lookup, SourceFile, paths};
use crate::source::{Base, Import, Language, Module, Sought};

/// Files of one handler beyond which nothing more is followed.
pub(super) const MOST_FILES: usize = 200;

/// The folders in which a handler's runtime looks for modules.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Roots {
    /// The code folder.
    pub code: String,
    /// What is in its layers, as far as the template makes them from local files.
    pub layers: Vec<String>,
}

/// Loads a handler's file and every file of its project that it imports, directly or not; with the paths of all.
/// `projects` and `leads` are kept from one handler to the next.
pub fn load(
    path: &str,
    roots: &Roots,
    entry: Arc<SourceFile>,
    function: &str,
    (projects, leads): (&mut Projects, &mut Leads),
    lookup: &mut Lookup,
) -> (Handler, BTreeSet<String>) {
    let mut loading = Loading {
        places: BTreeMap::from([(path.to_owned(), 0)]),
        files: vec![entry],
        queue: VecDeque::from([path.to_owned()]),
        lost: false,
    };
    let mut resolver = Resolver { roots, projects, lookup };
    let mut imports: Vec<BTreeMap<usize, usize>> = Vec::new();
    let mut beside: Vec<Vec<usize>> = Vec::new();
    while let Some(path) = loading.queue.pop_front() {
        let file = Arc::clone(&loading.files[imports.len()]);
        let found = leads.of(roots, &path, || resolver.leads(&path, &file.module));
        let mut own = BTreeMap::new();
        for (index, target) in found.targets.iter().enumerate() {
            match target {
                Target::File(found) => {
                    let place = loading.place(found, resolver.lookup);
                    own.extend(place.map(|place| (index, place)));
                }
                Target::Outside => {}
                Target::Lost => loading.lost = true,
            }
        }
        imports.push(own);
        let siblings = found.siblings.iter();
        beside.push(siblings.filter_map(|path| loading.place(path, resolver.lookup)).collect());
    }
    if !lookup.wanted.is_empty() {
        // It will be loaded again once more is known, and until then nobody asks what runs.
        loading.files.truncate(1);
        imports = vec![BTreeMap::new()];
        beside = Vec::new();
    }
    let mut handler = Handler::new(path, loading.files, imports, function);
    handler.lost = loading.lost;
    handler.beside = beside;
    (handler, loading.places.into_keys().collect())
}

/// A handler's files while they are being found.
struct Loading {
    places: BTreeMap<String, usize>,
    files: Vec<Arc<SourceFile>>,
    queue: VecDeque<String>,
    /// Whether something of the project's own was not found.
    lost: bool,
}

impl Loading {
    /// The place of a file among the handler's, which it takes now if it has none.
    fn place(&mut self, path: &str, lookup: &mut Lookup) -> Option<usize> {
        if let Some(place) = self.places.get(path) {
            return Some(*place);
        }
        let Some(source) = lookup.source(path).filter(|_| self.files.len() < MOST_FILES) else {
            self.lost = true;
            return None;
        };
        self.files.push(Arc::clone(source));
        self.queue.push_back(path.to_owned());
        self.places.insert(path.to_owned(), self.files.len() - 1);
        Some(self.files.len() - 1)
    }
}

struct Resolver<'l, 'w> {
    roots: &'l Roots,
    projects: &'l mut Projects,
    lookup: &'l mut Lookup<'w>,
}

impl Resolver<'_, '_> {
    /// Where the imports of a file lead, and whether that is sure: nothing more has to be known for it.
    fn leads(&mut self, path: &str, module: &Module) -> (FileLeads, bool) {
        let wanted = std::mem::take(&mut self.lookup.wanted);
        let imports = module.imports.iter();
        let targets = imports.map(|import| self.resolve(path, module.language, import)).collect();
        let siblings = self.siblings(path, module.language);
        let is_sure = self.lookup.wanted.is_empty();
        self.lookup.wanted.extend(wanted);
        (FileLeads { targets, siblings }, is_sure)
    }

    fn resolve(&mut self, path: &str, language: Language, import: &Import) -> Target {
        if import.type_only {
            return Target::Outside;
        }
        let Sought { base, paths } = (language.row().import)(import);
        let here = folder_of(path);
        match base {
            Base::Here => self.own(here, &paths, language),
            Base::Roots => self.in_roots(here, &paths, language),
            Base::Layers => {
                let layers = self.roots.layers.iter();
                let found = layers
                    .clone()
                    .find_map(|layer| find(layer, layer, &paths, language, self.lookup));
                found.map_or(Target::Lost, Target::File)
            }
            Base::Package => {
                paths.first().map_or(Target::Outside, |name| self.package(here, name, language))
            }
        }
    }

    /// A path in the project itself.
    fn own(&mut self, folder: &str, module_paths: &[String], language: Language) -> Target {
        if let Some(found) = find(folder, &self.roots.code, module_paths, language, self.lookup) {
            return Target::File(found);
        }
        // A path that has an ending may be that of data.
        let is_data = module_paths.iter().any(|path| {
            let path = paths::join(folder, path);
            self.lookup.is_file(paths::parent(&path), paths::name(&path))
        });
        if is_data { Target::Outside } else { Target::Lost }
    }

    /// A module that may also be an installed package.
    fn in_roots(&mut self, here: &str, module_paths: &[String], language: Language) -> Target {
        // A file's own folder is tried for code that is run from there.
        let mut bases = vec![self.roots.code.clone(), here.to_owned()];
        bases.dedup();
        bases.extend(self.layer_folders(language));
        for base in &bases {
            if let Some(found) = find(base, &self.roots.code, module_paths, language, self.lookup) {
                return Target::File(found);
            }
        }
        let first = module_paths.last().and_then(|path| path.split('/').next()).unwrap_or_default();
        let is_own = bases.iter().any(|base| self.has_source(base, first, language));
        if is_own { Target::Lost } else { Target::Outside }
    }

    /// A package by its name, or what the project's settings make of that name.
    fn package(&mut self, here: &str, name: &str, language: Language) -> Target {
        if let Some(modules) = language.row().own_modules {
            return match Projects::own(here, name, modules, self.lookup) {
                Some(path) => {
                    find("", "", &[path], language, self.lookup).map_or(Target::Lost, Target::File)
                }
                None => Target::Outside,
            };
        }
        let (module_paths, own) = match self.projects.lead(here, name, self.lookup) {
            Led::Own(module_paths) => (module_paths, true),
            Led::Perhaps(module_paths) => (module_paths, false),
        };
        if let Some(found) = find("", "", &module_paths, language, self.lookup) {
            return Target::File(found);
        }
        if own {
            return Target::Lost;
        }
        for folder in self.layer_folders(language) {
            let first = name.split('/').next().unwrap_or_default();
            if !self.lookup.has_module(&folder, first) {
                continue;
            }
            let module_paths = Projects::entries(&folder, name, self.lookup);
            if let Some(found) = find("", "", &module_paths, language, self.lookup) {
                return Target::File(found);
            }
        }
        Target::Outside
    }

    fn layer_folders(&self, language: Language) -> Vec<String> {
        let folders = language.row().layer_folders;
        let layers = self.roots.layers.iter();
        layers.flat_map(|layer| folders.iter().map(|folder| paths::join(layer, folder))).collect()
    }

    /// Whether a folder has a module or a package of this name that is written in a language.
    fn has_source(&mut self, folder: &str, name: &str, language: Language) -> bool {
        if name.is_empty() || !self.lookup.has_module(folder, name) {
            return false;
        }
        let package = self.lookup.has_folder(folder, name).then(|| paths::join(folder, name));
        let Found::Folder(entries) = self.lookup.at(package.as_deref().unwrap_or(folder)) else {
            return false;
        };
        let is_it = |entry: &Entry| {
            let named = package.is_some()
                || entry.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
            !entry.folder && named && Language::of_path(&entry.name) == Some(language)
        };
        entries.iter().any(is_it)
    }

    /// The other files of a file's package that it sees without an import.
    fn siblings(&mut self, path: &str, language: Language) -> Vec<String> {
        if !language.row().whole_package {
            return Vec::new();
        }
        in_folder(paths::parent(path), language, self.lookup)
            .filter(|other| other != path)
            .collect()
    }
}

/// The names of the files of a language in a folder.
fn of_language(entries: &[Entry], language: Language) -> impl Iterator<Item = &str> {
    let is_it =
        move |entry: &&Entry| !entry.folder && Language::of_path(&entry.name) == Some(language);
    entries.iter().filter(is_it).map(|entry| entry.name.as_str())
}

/// The paths of the files of a language in a folder.
fn in_folder<'w>(
    folder: &str,
    language: Language,
    lookup: &mut Lookup<'w>,
) -> impl Iterator<Item = String> + use<'w> {
    let entries = match lookup.at(folder) {
        Found::Folder(entries) => entries,
        _ => &[],
    };
    let folder = folder.to_owned();
    of_language(entries, language).map(move |name| paths::join(&folder, name))
}

/// The first file that one of these paths means as a module, seen from a folder. `root` is a folder around it whose
/// own folders are looked through on the way to a file.
fn find(
    base: &str,
    root: &str,
    module_paths: &[String],
    language: Language,
    lookup: &mut Lookup,
) -> Option<String> {
    module_paths.iter().find_map(|path| {
        // Most imports are of packages, of which the folder shows nothing.
        let first = path.split('/').next().unwrap_or_default();
        if !matches!(first, "" | "." | "..") && !base.is_empty() && !lookup.has_module(base, first)
        {
            return None;
        }
        let from_base =
            |path: &str| if base.is_empty() { path.to_owned() } else { paths::join(base, path) };
        let mut files = (language.row().files)(path).into_iter();
        let is_folder = path.is_empty() || path.ends_with('/') || path.ends_with('.');
        if !is_folder && !may_be(&from_base(path), root, lookup) {
            return None;
        }
        let mut folders = Folders::default();
        let found = files.find_map(|file| {
            let file = from_base(&file);
            let is_source = Language::of_path(&file).is_some();
            (is_source && folders.has_file(root, &file, lookup)).then_some(file)
        });
        let is_whole = found.is_none() && language.row().whole_package;
        // The others of the folder come along with the first.
        if is_whole { in_folder(&from_base(path), language, lookup).next() } else { found }
    })
}

/// Whether anything is at a path, whatever it ends in: one look instead of one for each ending.
fn may_be(path: &str, root: &str, lookup: &mut Lookup) -> bool {
    let folder = folder_of(path);
    let stem = paths::name(path).split('.').next().unwrap_or_default();
    match inner(root, folder) {
        Some(inner) if !lookup.is_folder(root, inner) => false,
        _ => stem.is_empty() || lookup.has_module(folder, stem),
    }
}

/// The folder that was asked for last, with whether it is there: most candidates lie in the same one.
#[derive(Default)]
struct Folders {
    last: Option<(String, bool)>,
}

impl Folders {
    fn has_file(&mut self, root: &str, path: &str, lookup: &mut Lookup) -> bool {
        let folder = folder_of(path);
        let is_there = match &self.last {
            Some((last, is_there)) if last == folder => *is_there,
            _ => {
                let inner = inner(root, folder);
                let is_there = inner.is_none_or(|inner| lookup.is_folder(root, inner));
                self.last = Some((folder.to_owned(), is_there));
                is_there
            }
        };
        is_there && lookup.is_file(folder, paths::name(path))
    }
}

/// A path below a folder as seen from there; `None` for one that lies elsewhere.
fn inner<'p>(root: &str, path: &'p str) -> Option<&'p str> {
    match root {
        "" => None,
        "." => (!path.starts_with(['/', '.'])).then_some(path),
        _ if paths::within(root, path) => {
            path.get(root.len()..).map(|rest| rest.trim_start_matches('/'))
        }
        _ => None,
    }
}

fn folder_of(path: &str) -> &str {
    match paths::parent(path) {
        "" => ".",
        folder => folder,
    }
}

#[cfg(test)]
mod tests;
