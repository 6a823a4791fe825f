//! What is not where a template says: local files, and the files of handlers.
//!
//! Nothing is said to be missing that something may make, bring or find elsewhere.

use super::link::CodeState;
use super::named::{Named, locate, nearest};
use super::packaged::is_archive;
use crate::code::{self, BUILT};
use crate::files::{Entry, Found, Lookup, paths};
use crate::model::{Build, Code, Function};

/// Whether surely nothing is at a path that nothing is said to be made at.
pub(super) fn is_absent(path: &str, lookup: &mut Lookup) -> bool {
    if path.contains("${") || is_archive(path) || is_made(path) {
        return false;
    }
    match lookup.at(paths::parent(path)) {
        // What is missing is asked for itself: a build may make it.
        Found::Folder(entries) => {
            entries.iter().all(|entry| entry.name != paths::name(path))
                && matches!(lookup.at(path), Found::Missing)
        }
        Found::Missing => matches!(lookup.at(path), Found::Missing),
        Found::File(_) | Found::Unknown => false,
    }
}

/// Whether a path goes through a folder that compilers and packaging tools write to.
pub(super) fn is_made(path: &str) -> bool {
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

/// What is to say of a handler whose file is not in its folder, which is there and has these entries.
pub(super) fn missing(
    function: &Function,
    (folder, written): (&str, &str),
    named: &Named,
    entries: &[Entry],
    build: Option<&Build>,
    lookup: &mut Lookup,
) -> CodeState {
    let has = |name: &str| entries.iter().any(|entry| entry.name == name);
    let compiled = named.build_files().any(has);
    let layered = !function.layers.entries.is_empty() || function.layers.open;
    // Without a written location the code may be wherever the build is told to look.
    let unwritten = matches!(&function.code, Code::Local { at, .. } if *at == function.at);
    // The project's ignore files may say that it is built there.
    let ignored =
        named.files().any(|file| matches!(lookup.at(&paths::join(folder, &file)), Found::Unknown));
    let made = unwritten
        || ignored
        || named.languages.iter().any(|language| language.row().built)
        || build.is_some()
        || compiled
        || has("Makefile")
        || layered
        || entries.is_empty()
        || code::is_built(folder, lookup);
    if made || !lookup.wanted.is_empty() {
        return CodeState::Unknown;
    }
    // A module that is not in the folder may come from an installed package, such as a wrapper of an agent.
    let first = named.stem.split('/').next().unwrap_or_default();
    if named.stem.contains('/') && !has(first) && !repeats(folder, named, lookup) {
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

/// Whether a handler begins with the folder that is packaged, and would be found without it: what is packaged does not
/// hold itself.
fn repeats(folder: &str, named: &Named, lookup: &mut Lookup) -> bool {
    let mut cuts = named.stem.match_indices('/');
    cuts.any(|(at, _)| {
        let (again, rest) = (&named.stem[..at], &named.stem[at + 1..]);
        let is_again = folder == again || folder.ends_with(&format!("/{again}"));
        let without = || named.without(rest);
        is_again && locate(folder, &without(), None, lookup).is_some()
    })
}
