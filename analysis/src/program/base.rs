//! The folder from which a template's local paths go.

use std::collections::BTreeSet;

use super::Assembly;
use crate::files::{Found, Lookup, paths};
use crate::frameworks::samconfig::{self, Environment};
use crate::model::Dialect;

/// How many folders are looked through for a `samconfig.toml`: the template's own and those above.
const FOLDERS: usize = 3;

/// The template's own folder, unless `samconfig.toml` tells `sam build` another one, and all environments that build
/// this template the same one.
pub(super) fn folder(path: &str, assembly: &Assembly, lookup: &mut Lookup) -> String {
    let own = paths::parent(path);
    if assembly.stack.as_ref().is_none_or(|stack| stack.dialect != Dialect::Sam) {
        return own.to_owned();
    }
    let told = told(path, lookup);
    match told.iter().next() {
        Some(Some(only)) if told.len() == 1 => only.clone(),
        _ => own.to_owned(),
    }
}

/// What the environments say that build this template, each once.
fn told(path: &str, lookup: &mut Lookup) -> BTreeSet<Option<String>> {
    let mut folder = paths::join(paths::parent(path), ".");
    for _ in 0..FOLDERS {
        let Found::Folder(entries) = lookup.at(&folder) else { break };
        if entries.iter().any(|entry| entry.name == samconfig::NAME) {
            let document = lookup.document(&paths::join(&folder, samconfig::NAME));
            let environments =
                document.map(|document| samconfig::read(document.file, document.text.as_str()));
            let environments = environments.unwrap_or_default().into_iter();
            let building = environments.filter(|environment| builds(environment, &folder, path));
            let base = |environment: Environment| {
                environment.base_dir.map(|(_, base)| paths::join(&folder, &base))
            };
            return building.map(base).collect();
        }
        match paths::above(&folder) {
            Some(above) => folder = above.to_owned(),
            None => break,
        }
    }
    BTreeSet::new()
}

/// Whether an environment builds a template; without a word that is the one of the usual name beside the file.
fn builds(environment: &Environment, folder: &str, path: &str) -> bool {
    match &environment.template {
        Some((_, template)) => paths::join(folder, template) == path,
        None => {
            let usual = ["template.yaml", "template.yml", "template.json"];
            usual.iter().any(|name| paths::join(folder, name) == path)
        }
    }
}
