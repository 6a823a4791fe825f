//! The files that a handler is made of: its own, and those of its code folder that it imports.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::Handler;
use crate::files::{Lookup, SourceFile, paths};
use crate::source::{Base, Import, Language, Sought};

/// Files of one handler beyond which nothing more is followed.
const MOST_FILES: usize = 200;

/// Loads a handler's file and every file of its folder that it imports, directly or not.
pub fn load(
    path: &str,
    root: &str,
    entry: Arc<SourceFile>,
    function: &str,
    lookup: &mut Lookup,
    sources: &mut BTreeSet<String>,
) -> Handler {
    let mut places: BTreeMap<String, usize> = BTreeMap::from([(path.to_owned(), 0)]);
    let mut files = vec![entry];
    let mut imports: Vec<BTreeMap<usize, usize>> = Vec::new();
    let mut queue = VecDeque::from([path.to_owned()]);
    while let Some(path) = queue.pop_front() {
        let file = Arc::clone(&files[imports.len()]);
        let mut own = BTreeMap::new();
        for (index, import) in file.module.imports.iter().enumerate() {
            let Some(found) = resolve(&path, root, file.module.language, import, lookup) else {
                continue;
            };
            let place = places.get(&found).copied().or_else(|| {
                let source = lookup.source(&found).filter(|_| files.len() < MOST_FILES)?;
                files.push(Arc::clone(source));
                queue.push_back(found.clone());
                places.insert(found, files.len() - 1);
                Some(files.len() - 1)
            });
            own.extend(place.map(|place| (index, place)));
        }
        imports.push(own);
    }
    sources.extend(places.into_keys());
    Handler::trace(path, files, &imports, function)
}

/// The file of the code folder that an import names; `None` for packages.
fn resolve(
    path: &str,
    root: &str,
    language: Language,
    import: &Import,
    lookup: &mut Lookup,
) -> Option<String> {
    if import.type_only {
        return None;
    }
    let Sought { base, paths } = (language.row().import)(import);
    let here = paths::parent(path);
    let bases = match base {
        Base::Here => vec![here],
        // A file's own folder is tried for code that is run from there.
        Base::Roots => vec![root, here],
        Base::Layers | Base::Package => Vec::new(),
    };
    bases.into_iter().find_map(|base| find(base, root, &paths, language, lookup))
}

/// The first file that one of these paths means as a module, seen from a folder.
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
        if !matches!(first, "" | "." | "..") && !lookup.has_module(base, first) {
            return None;
        }
        let mut files = (language.row().files)(path).into_iter();
        files.find_map(|file| {
            let file = paths::join(base, &file);
            is_file(root, &file, lookup).then_some(file)
        })
    })
}

fn is_file(root: &str, path: &str, lookup: &mut Lookup) -> bool {
    match path.strip_prefix(root).map(|rest| rest.trim_start_matches('/')) {
        Some(inner) => lookup.is_file(root, inner),
        None if root == "." => lookup.is_file(root, path),
        None => lookup.is_file(paths::parent(path), paths::name(path)),
    }
}
