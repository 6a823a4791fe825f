//! Fills a workspace: with what was named, with what lies in named folders, and with what the workspace then wants.

use std::collections::BTreeSet;
use std::path::Path;

use lamlint_analysis::Workspace;
use lamlint_analysis::files::Content;
use rayon::prelude::*;

use crate::built::Built;
use crate::configuration;
use crate::discover::{self, Candidate, Exclusion};
use crate::disk::{Disk, Problem, ancestors};
use crate::passed::{self, Passed};
use crate::unsaved;
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

/// What became of something that was named.
#[derive(Debug, Default)]
pub(crate) struct Loaded {
    /// What is to be checked, by path.
    pub(crate) files: Vec<(String, Candidate)>,
    /// What could not be read.
    pub(crate) unread: Vec<Unread>,
    /// What is recognised and not read.
    pub(crate) passed: Vec<Passed>,
}

/// Puts a named file or folder into the workspace.
pub(crate) fn add(
    workspace: &mut Workspace,
    disk: &mut Disk,
    place: (&str, &str),
    exclusion: &Exclusion,
) -> Loaded {
    let mut loaded = find(workspace, disk, place, exclusion);
    let files = std::mem::take(&mut loaded.files);
    loaded.unread.extend(set(workspace, disk, files));
    loaded
}

/// Finds what is to be checked of a named file or folder, and tells the workspace what is configured around it.
pub(crate) fn find(
    workspace: &mut Workspace,
    disk: &mut Disk,
    (here, path): (&str, &str),
    exclusion: &Exclusion,
) -> Loaded {
    disk.enter(here, path);
    let is_folder = disk.opened(path).is_none() && Path::new(path).is_dir();
    let folder = if is_folder { path } else { paths::above(path).unwrap_or("/") };
    let unread = configuration::look_around(workspace, disk, [folder]);
    let mut loaded = Loaded { unread, ..Loaded::default() };
    if is_folder {
        find_in_folder(&mut loaded, workspace, disk, path, exclusion);
        return loaded;
    }
    match disk.text(path) {
        Ok(text) => {
            let passed = passed::recognise(path, || text.as_str().as_bytes().to_vec());
            loaded.passed.extend(passed);
            let size = text.as_str().len() as u64;
            loaded.files.push((path.to_owned(), Candidate { size, text: Some(text) }));
        }
        Err(problem) => loaded.unread.push(Unread { path: path.to_owned(), problem, named: true }),
    }
    loaded
}

/// Puts files into the workspace to be checked; tells which cannot be read any more.
pub(crate) fn set(
    workspace: &mut Workspace,
    disk: &Disk,
    files: Vec<(String, Candidate)>,
) -> Vec<Unread> {
    let read = |(path, candidate): (String, Candidate)| {
        let text = candidate.text.map_or_else(|| disk.text(&path), Ok);
        (path, text)
    };
    let read: Vec<_> = files.into_par_iter().map(read).collect();
    let mut unread = Vec::new();
    for (path, text) in read {
        match text {
            Ok(text) => workspace.set(&path, Content::Text(text)),
            Err(problem) => unread.push(Unread { path, problem, named: false }),
        }
    }
    unread
}

/// Puts the templates in the folders above a file into the workspace: they may say who runs it.
pub(crate) fn add_templates_above(workspace: &mut Workspace, disk: &Disk, path: &str) {
    let Some(boundary) = disk.boundary(path) else { return };
    let folders = ancestors(path).skip(1).take_while(|folder| paths::within(boundary, folder));
    let excluded = workspace.exclusions();
    for folder in folders {
        let (Content::Folder(entries), _) = disk.look(folder) else { continue };
        for entry in entries.iter().filter(|entry| !entry.folder) {
            let file = format!("{}/{}", folder.trim_end_matches('/'), entry.name);
            if discover::is_source(&file)
                || workspace.text(&file).is_some()
                || excluded.excludes(&file)
            {
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
    let mut built = Built::default();
    loop {
        let mut wanted = workspace.wanted();
        wanted.retain(|path| answered.insert(path.clone()));
        if wanted.is_empty() {
            return unread;
        }
        let answers = disk.look_at_all(&wanted);
        let texts = wanted.iter().zip(&answers).filter(|(_, (content, _))| is_text(content));
        let folders = texts.map(|(path, _)| paths::above(path).unwrap_or("/"));
        unread.extend(configuration::look_around(workspace, disk, folders));
        for (path, (content, problem)) in wanted.into_iter().zip(answers) {
            let is_built = problem == Some(Problem::Missing) && built.is_built(&path, disk);
            workspace.answer(&path, if is_built { Content::Ignored } else { content });
            let told = problem.filter(|problem| is_worth_telling(&path, *problem, disk));
            unread.extend(told.map(|problem| Unread { path, problem, named: false }));
        }
    }
}

fn find_in_folder(
    loaded: &mut Loaded,
    workspace: &mut Workspace,
    disk: &Disk,
    folder: &str,
    exclusion: &Exclusion,
) {
    // What is left out above is not even looked into.
    loaded.unread.extend(fill(workspace, disk));
    let found = discover::discover(folder, &exclusion.and(workspace.exclusions()));
    let folders = found.files.iter().map(|(path, _)| paths::above(path).unwrap_or("/"));
    loaded.unread.extend(configuration::look_around(workspace, disk, folders));
    loaded.unread.extend(fill(workspace, disk));
    let excluded = workspace.exclusions();
    for (path, candidate) in found.files {
        if excluded.excludes(&path) {
            continue;
        }
        let opened = disk.opened(&path).cloned();
        let text = opened.or(candidate.text);
        loaded.files.push((path, Candidate { text, ..candidate }));
    }
    let problem = |(path, problem)| Unread { named: path == folder, path, problem };
    loaded.unread.extend(found.problems.into_iter().map(problem));
    loaded.passed.extend(found.passed);
}

fn is_text(content: &Content) -> bool {
    matches!(content, Content::Text(_))
}

/// A missing file is the rules' business, and code may well be an archive or a folder elsewhere.
fn is_worth_telling(path: &str, problem: Problem, disk: &Disk) -> bool {
    match problem {
        Problem::Missing => false,
        Problem::Binary | Problem::TooLarge | Problem::Special => discover::is_source(path),
        Problem::Outside => !disk.is_around(path) && !unsaved::is_beside_buffer(path),
        Problem::NotUtf8 | Problem::Denied | Problem::Failed => true,
    }
}
