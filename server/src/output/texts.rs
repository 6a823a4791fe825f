//! The texts of the files that findings lie in: those that the workspace knows, and those that it let go, read again.

use std::cell::RefCell;

use lamlint_analysis::Workspace;
use lamlint_analysis::text::{FileId, Text};

use crate::disk::Disk;

/// How many texts that were read again are kept at hand: findings come file by file, their notes lie in a few others.
const RECENT: usize = 4;

/// Where texts of files are asked for.
#[derive(Debug)]
pub(crate) struct Texts<'a> {
    workspace: &'a Workspace,
    disk: &'a Disk,
    recent: RefCell<Vec<(FileId, Option<Text>)>>,
}

impl<'a> Texts<'a> {
    /// The texts of this workspace, read from this disk.
    pub(crate) fn new(workspace: &'a Workspace, disk: &'a Disk) -> Texts<'a> {
        Texts { workspace, disk, recent: RefCell::default() }
    }

    /// The text of a file; `None` when it cannot be read any more.
    pub(crate) fn of(&self, file: FileId) -> Option<Text> {
        let path = self.workspace.path(file);
        if let Some(text) = self.workspace.text(path) {
            return Some(text.clone());
        }
        let mut recent = self.recent.borrow_mut();
        if let Some((_, text)) = recent.iter().find(|(known, _)| *known == file) {
            return text.clone();
        }
        let text = self.disk.text(path).ok();
        recent.truncate(RECENT - 1);
        recent.insert(0, (file, text.clone()));
        text
    }
}
