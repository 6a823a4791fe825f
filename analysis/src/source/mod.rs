//! Handler source of every language as one small tree.
//!
//! A lowering (one a language) turns grammar nodes into [`Module`]; everything after it is the same for all
//! languages. Nothing here knows AWS.

pub mod bindings;
mod entry;
mod javascript;
mod languages;
mod literal;
mod lowering;
mod python;
mod scoping;
pub mod sites;
mod tree;
pub mod walk;

pub use entry::is_exports;
pub use languages::unread;
pub use languages::{Base, Decoding, EntryForm, HandlerName, LANGUAGES, OwnModules, Row, Sought};
pub use scoping::{Environment, Scoping};
pub use tree::*;

use crate::text::FileId;

/// Reads a source file, or inline code that was taken out of a template: then `origin` leads its bytes back
/// into `file`, as in [`crate::text::Excerpt`]. An empty `origin` means that `text` is the whole file.
///
/// Broken code is read as far as possible and marked as [`Module::broken`].
pub fn read(file: FileId, language: Language, text: &str, origin: &[(u32, u32)]) -> Module {
    (language.row().read)(file, text, origin)
}

#[cfg(test)]
mod tests;
