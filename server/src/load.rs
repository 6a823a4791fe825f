//! Fills a workspace: with what was named, with what lies in named folders, and with what the workspace then wants.

use std::collections::BTreeSet;
use std::path::Path;

use lamlint_analysis::Workspace;
use lamlint_analysis::files::Content;
use rayon::prelude::*;

use crate::discover::{self, Exclusion};
use crate::disk::{Disk, Problem, ancestors};
use lamlint_analysis::files::paths;

/// A file or folder that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Unread {
    /// Its path.
    pub(crate) path: String,
    /// Why.
    pub(crate) problem: Problem,
    /// Whether a person named it.
    pub(crate) named: bool,
}

/// Puts a named file or folder into the workspace.
pub(crate) fn add(
    workspace: &mut Workspace,
    disk: &mut Disk,
    (here, path): (&str, &str),
    exclusion: &Exclusion,
) -> Vec<Unread> {
    disk.enter(here, path);
    if disk.opened(path).is_none() && Path::new(path).is_dir() {
        return add_folder(workspace, disk, path, exclusion);
    }
    match disk.text(path) {
        Ok(text) => {
            workspace.set(path, Content::Text(text));
            Vec::new()
        }
        Err(problem) => vec![Unread { path: path.to_owned(), problem, named: true }],
    }
}

/// Puts the templates in the folders above a file into the workspace: they may say who runs it.
pub(crate) fn add_templates_above(workspace: &mut Workspace, disk: &Disk, path: &str) {
    let Some(boundary) = disk.boundary(path) else { return };
    let folders = ancestors(path).skip(1).take_while(|folder| paths::within(boundary, folder));
    for folder in folders {
        let (Content::Folder(entries), _) = disk.look(folder) else { continue };
        for entry in entries.iter().filter(|entry| !entry.folder) {
            let file = format!("{}/{}", folder.trim_end_matches('/'), entry.name);
            if discover::is_source(&file) || workspace.text(&file).is_some() {
                continue;
            }
            if let Some(text) = discover::read_if_template(disk, &file) {
                workspace.set(&file, Content::Text(text));
            }
        }
    }
}

/// Answers what the workspace wants until it wants nothing more; tells what could not be read and should be known.
pub(crate) fn fill(workspace: &mut Workspace, disk: &Disk) -> Vec<Unread> {
    let mut answered = BTreeSet::new();
    let mut unread = Vec::new();
    loop {
        let mut wanted = workspace.wanted();
        wanted.retain(|path| answered.insert(path.clone()));
        if wanted.is_empty() {
            return unread;
        }
        let answers: Vec<_> = wanted.par_iter().map(|path| disk.look(path)).collect();
        for (path, (content, problem)) in wanted.into_iter().zip(answers) {
            workspace.answer(&path, content);
            let told = problem.filter(|problem| is_worth_telling(&path, *problem, disk));
            unread.extend(told.map(|problem| Unread { path, problem, named: false }));
        }
    }
}

fn add_folder(
    workspace: &mut Workspace,
    disk: &Disk,
    folder: &str,
    exclusion: &Exclusion,
) -> Vec<Unread> {
    let found = discover::discover(folder, exclusion);
    for (path, text) in found.files {
        let text = disk.opened(&path).cloned().unwrap_or(text);
        workspace.set(&path, Content::Text(text));
    }
    let unread = |(path, problem)| Unread { named: path == folder, path, problem };
    found.problems.into_iter().map(unread).collect()
}

/// A missing file is the rules' business, and code may well be an archive or a folder elsewhere.
fn is_worth_telling(path: &str, problem: Problem, disk: &Disk) -> bool {
    match problem {
        Problem::Missing => false,
        Problem::Binary | Problem::TooLarge | Problem::Special => discover::is_source(path),
        Problem::Outside => !disk.is_around(path),
        Problem::NotUtf8 | Problem::Denied | Problem::Failed => true,
    }
}
