//! What the host said is at a path, and what each text is by itself.
//!
//! The host (command line, language server, test) knows the disk; everything here only knows what it was told.
//! [`Lookup`] notes what was asked, so that a change of a file reaches exactly those who looked at it.

mod document;
mod file_names;
mod lookup;
pub mod paths;
mod source_file;

pub use document::{Config, Document, Form, config_extensions, editor_languages, ending_of};
pub use lookup::{Found, Lookup};
pub use source_file::SourceFile;

pub use crate::source::is_exports;

use std::collections::BTreeMap;
use std::sync::Arc;

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
    /// Nothing is there, and the project's ignore files say that something is built there.
    Ignored,
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

/// A path of the workspace.
#[derive(Clone, Debug)]
pub struct File {
    /// Its number.
    pub id: FileId,
    /// What is there.
    pub content: Content,
    /// What its text is by itself; `None` for what has no text, and until it is read.
    pub document: Option<Arc<Document>>,
    /// Whether the host named it, and not only answered a question.
    pub named: bool,
}

impl File {
    /// Whether it was read as source.
    pub fn is_source(&self) -> bool {
        self.document.as_deref().is_some_and(|document| document.source().is_some())
    }
}

/// Files by their paths.
pub type Files = BTreeMap<String, File>;
