//! All open state: which files there are, what they mean, what is wrong with them now.
//!
//! The workspace never touches a disk. It says what it [wants](Workspace::wanted); the host (command line,
//! language server, test) answers with [`Workspace::set`] until nothing more is wanted, then asks for the
//! [findings](Workspace::findings). Both hosts run the same loop, so both show the same findings.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::rule::Rule;
use crate::text::{FileId, Text};

/// What a host found at a path.
#[derive(Clone, Debug)]
pub enum Content {
    /// A file's text.
    Text(Text),
    /// A folder's entries, in any order.
    Folder(Vec<Entry>),
    /// Nothing is there.
    Missing,
    /// Something is there that cannot be read as text (binary, too large, no permission, outside the workspace).
    Unreadable,
}

/// An entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its name within the folder.
    pub name: String,
    /// Whether it is a folder itself.
    pub folder: bool,
}

/// Files, their meaning, and their findings.
///
/// Paths are absolute or relative as the host likes, `/`-separated, without `.` and `..` where that is possible,
/// and the same file always has the same path.
#[derive(Debug, Default)]
pub struct Workspace {
    rules: &'static [&'static Rule],
    paths: Vec<String>,
    files: BTreeMap<String, Content>,
}

/// What was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Lambda functions in all templates.
    pub functions: usize,
    /// Templates and source files read.
    pub files: usize,
    /// Templates among them.
    pub templates: usize,
    /// Findings that a suppression comment took away.
    pub suppressed: usize,
}

impl Workspace {
    /// An empty workspace that will run these rules as of `today` (`YYYY-MM-DD`).
    pub fn new(rules: &'static [&'static Rule], today: &str) -> Workspace {
        let _ = today;
        Workspace { rules, ..Workspace::default() }
    }

    /// Says what is at a path now. Also for changes: the newest word counts.
    pub fn set(&mut self, path: &str, content: Content) {
        self.files.insert(path.to_owned(), content);
    }

    /// Forgets what was said about a path; if something still needs it, it is wanted again.
    pub fn forget(&mut self, path: &str) {
        self.files.remove(path);
    }

    /// Paths that are needed and of which nothing is known yet: files and folders alike, sorted.
    pub fn wanted(&mut self) -> Vec<String> {
        Vec::new()
    }

    /// All findings now, by path, each file's sorted by place and rule. Files without findings are left out.
    pub fn findings(&mut self) -> BTreeMap<String, Vec<Finding>> {
        let _ = self.rules;
        BTreeMap::new()
    }

    /// Counts for the last line.
    pub fn summary(&self) -> Summary {
        Summary::default()
    }

    /// The path of a file.
    pub fn path(&self, file: FileId) -> &str {
        &self.paths[file.0 as usize]
    }

    /// The text at a path, when there is one.
    pub fn text(&self, path: &str) -> Option<&Text> {
        match self.files.get(path) {
            Some(Content::Text(text)) => Some(text),
            _ => None,
        }
    }
}
