//! Finds configuration files: in the folders around what is read, up to the boundary of what may be read.

use std::collections::BTreeSet;
use std::path::Path;

use lamlint_analysis::Workspace;
use lamlint_analysis::files::{Content, paths};
use lamlint_analysis::workspace::configuration::{is_configuration, names};
use rayon::prelude::*;

use crate::disk::{Disk, ancestors};
use crate::load::Unread;

/// Tells the workspace of the configuration files that lie in these folders and above them.
pub(crate) fn look_around<'f>(
    workspace: &mut Workspace,
    disk: &Disk,
    folders: impl IntoIterator<Item = &'f str>,
) -> Vec<Unread> {
    let mut unread = Vec::new();
    if !workspace.searches_configuration() {
        return unread;
    }
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut paths = Vec::new();
    for innermost in folders {
        let Some(boundary) = disk.boundary(innermost) else { continue };
        let around = ancestors(innermost).take_while(|folder| paths::within(boundary, folder));
        for folder in around {
            if !seen.insert(folder) {
                break;
            }
            let path = |name| format!("{}/{name}", folder.trim_end_matches('/'));
            paths.extend(names().map(path));
        }
    }
    let is_there = |path: &String| disk.opened(path).is_some() || Path::new(path).is_file();
    let there: Vec<String> = paths.into_par_iter().filter(is_there).collect();
    unread.extend(there.into_iter().filter_map(|path| take(workspace, disk, path)));
    unread
}

/// Tells the workspace of one file. One that cannot be read is as bad as one that a person named:
/// nobody knows what should have been left out.
fn take(workspace: &mut Workspace, disk: &Disk, path: String) -> Option<Unread> {
    if workspace.text(&path).is_some() {
        return None;
    }
    match disk.text(&path) {
        Ok(text) => {
            if is_configuration(&path, text.as_str()) {
                workspace.answer(&path, Content::Text(text));
            }
            None
        }
        Err(problem) if is_configuration(&path, "") => Some(Unread { path, problem, named: true }),
        Err(_) => None,
    }
}
