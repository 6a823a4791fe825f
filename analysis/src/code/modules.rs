//! The files that a handler is made of: its own, and those of its code folder that it imports.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::Handler;
use crate::files::{Lookup, SourceFile, paths};
use crate::source::{Import, Language};

/// Files of one handler beyond which nothing more is followed.
pub(super) const MOST_FILES: usize = 200;

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
    Handler::new(path, files, imports, function)
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
    let candidates = match language {
        Language::Python => python_candidates(path, root, import, lookup),
        Language::JavaScript | Language::TypeScript => javascript_candidates(path, import),
    };
    candidates.into_iter().find(|candidate| {
        let inner = candidate.strip_prefix(root).map(|rest| rest.trim_start_matches('/'));
        match inner {
            Some(inner) => lookup.is_file(root, inner),
            None if root == "." => lookup.is_file(root, candidate),
            None => lookup.is_file(paths::parent(candidate), paths::name(candidate)),
        }
    })
}

fn python_candidates(path: &str, root: &str, import: &Import, lookup: &mut Lookup) -> Vec<String> {
    let module = import.module.trim_start_matches('.');
    let dots = import.module.len() - module.len();
    let inner = module.replace('.', "/");
    let mut bases = if dots == 0 {
        // The runtime puts the code folder on the path; a file's own folder is tried for code that is run from there.
        vec![root.to_owned(), paths::parent(path).to_owned()]
    } else {
        vec![paths::join(paths::parent(path), &"../".repeat(dots - 1))]
    };
    // Most imports are of packages, of which the folder shows nothing.
    let first = inner.split('/').next().filter(|first| !first.is_empty());
    bases.retain(|base| first.is_none_or(|first| lookup.has_python_module(base, first)));
    let mut found = Vec::new();
    for base in bases {
        let whole = if inner.is_empty() { base.clone() } else { paths::join(&base, &inner) };
        if let Some(item) = import.item.as_deref().filter(|item| *item != "*") {
            found.extend([
                paths::join(&whole, &format!("{item}.py")),
                paths::join(&whole, &format!("{item}/__init__.py")),
            ]);
        }
        if !inner.is_empty() {
            found.push(format!("{whole}.py"));
        }
        found.push(paths::join(&whole, "__init__.py"));
    }
    found
}

fn javascript_candidates(path: &str, import: &Import) -> Vec<String> {
    if !import.module.starts_with('.') {
        return Vec::new();
    }
    let whole = paths::join(paths::parent(path), &import.module);
    let languages = [Language::JavaScript, Language::TypeScript];
    let mut found = vec![whole.clone()];
    found.extend(with_extensions(&whole, &languages));
    // TypeScript writes the built file's name: `./db.js` for `db.ts`.
    if let Some(stem) = whole.strip_suffix(".js").or(whole.strip_suffix(".mjs")) {
        found.extend(with_extensions(stem, &[Language::TypeScript]));
    }
    found.extend(with_extensions(&format!("{whole}/index"), &languages));
    found.retain(|file| Language::of_path(file).is_some());
    found
}

/// Every file name that a module without its ending may have in these languages.
pub fn with_extensions(stem: &str, languages: &[Language]) -> Vec<String> {
    let each = |language: &Language| -> &[&str] {
        match language {
            Language::Python => &[".py", "/__init__.py"],
            Language::JavaScript => &[".js", ".mjs", ".cjs", ".jsx"],
            Language::TypeScript => &[".ts", ".mts", ".cts", ".tsx"],
        }
    };
    languages.iter().flat_map(each).map(|extension| format!("{stem}{extension}")).collect()
}
