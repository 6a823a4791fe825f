//! Code of which a template names only the archive that it is packaged in.
//!
//! Whoever packages by hand calls the archive as the folder. That is a guess, so it is only taken where exactly one
//! folder fits, and nothing is ever said to be missing in it.

use std::collections::BTreeSet;

use crate::files::{Lookup, paths};

/// Endings of archives of code.
const ARCHIVES: &[&str] = &[".zip", ".jar", ".war", ".tar.gz"];

/// Whether a path is that of an archive.
pub(super) fn is_archive(path: &str) -> bool {
    stem(path).is_some()
}

fn stem(path: &str) -> Option<&str> {
    let ending = ARCHIVES.iter().find(|ending| path.to_ascii_lowercase().ends_with(*ending))?;
    Some(&path[..path.len() - ending.len()])
}

/// Folders that an archive may be packaged from: those of its name beside the template or beside itself, and where
/// the handler's file is called as the archive, the folder in which that lies.
pub(super) fn folders(
    template_folder: &str,
    archive: &str,
    handler_stem: &str,
    lookup: &mut Lookup,
) -> BTreeSet<String> {
    let Some(stem) = stem(archive).filter(|stem| !stem.contains("..")) else {
        return BTreeSet::new();
    };
    let name = paths::name(stem);
    if name.is_empty() || name.contains("${") {
        return BTreeSet::new();
    }
    let parents = [Some("."), Some("src"), Some(paths::parent(stem)).filter(is_written)];
    let mut found = BTreeSet::new();
    for parent in parents.into_iter().flatten() {
        let Some(parent) = existing(template_folder, parent, lookup) else { continue };
        if lookup.has_folder(&parent, name) {
            found.insert(paths::join(&parent, name));
        }
        if handler_stem == name {
            found.insert(parent);
        }
    }
    found
}

fn is_written(path: &&str) -> bool {
    !path.is_empty() && !path.starts_with('/') && !path.contains("${")
}

/// A folder below another one, by the entries of the folders on the way.
fn existing(folder: &str, path: &str, lookup: &mut Lookup) -> Option<String> {
    let mut at = paths::join(folder, ".");
    for part in path.split('/').filter(|part| !matches!(*part, "" | ".")) {
        if !lookup.has_folder(&at, part) {
            return None;
        }
        at = paths::join(&at, part);
    }
    Some(at)
}
