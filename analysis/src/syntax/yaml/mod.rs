//! Reads YAML 1.2, and as much of it as can be read while somebody is still typing.
//!
//! [`build`] turns the parser's events into the tree, [`anchors`] expands aliases and merge keys, [`repair`] reads
//! on behind what is broken, with the [`suspects`] that it tries one by one, and [`words`] says what is wrong. Scalars stay text: this module decides what is
//! null, and nothing else about types.

mod anchors;
mod blocks;
mod build;
mod key;
mod lines;
mod patch;
mod places;
mod repair;
mod suspects;
mod words;

use super::Tree;
use crate::text::{FileId, Text};

/// Reads YAML text, any number of documents. `near` is a text without errors, with its tree, that may be almost this one.
pub(super) fn read(file: FileId, text: &Text, near: Option<(&Text, &Tree)>) -> Tree {
    match build::parse(file, text.as_str()) {
        Ok(tree) => Tree { source: text.source(), ..tree },
        Err(stop) => repair::read_on(file, text.as_str(), *stop, near),
    }
}

/// Reads YAML text by reading what changed since a former text with a tree; `None` when that cannot be told apart.
pub(super) fn reread(file: FileId, text: &Text, before: (&Text, &Tree)) -> Option<Tree> {
    let tree = blocks::read(file, text.as_str(), before)?;
    Some(Tree { source: text.source(), ..tree })
}
