//! Finds configuration files: in the folders around what is read, up to the boundary of what may be read.

use std::collections::BTreeSet;
use std::path::Path;

use lamlint_analysis::Workspace;
use lamlint_analysis::files::{Content, paths};
use lamlint_analysis::workspace::configuration::{is_configuration, names};

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
    for innermost in folders {
        let Some(boundary) = disk.boundary(innermost) else { continue };
        let around = ancestors(innermost).take_while(|folder| paths::within(boundary, folder));
        for folder in around {
            if !seen.insert(folder) {
                break;
            }
            for name in names() {
                let path = format!("{}/{name}", folder.trim_end_matches('/'));
                unread.extend(take(workspace, disk, path));
            }
        }
    }
    unread
}

/// Tells the workspace of one file, if it is there. One that cannot be read is as bad as one that a person named:
/// nobody knows what should have been left out.
fn take(workspace: &mut Workspace, disk: &Disk, path: String) -> Option<Unread> {
    let is_there = disk.opened(&path).is_some() || Path::new(&path).is_file();
    if !is_there || workspace.text(&path).is_some() {
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
