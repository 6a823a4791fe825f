//! Config formats as one spanned tree.
//!
//! YAML, JSON and TOML become the same [`Tree`] of [`Node`]s, with comments beside them. Reading never fails: what
//! cannot be read is a [`SyntaxError`] next to everything that could be. Nothing here knows what a template means.

pub mod edit;
mod entries;
mod escapes;
mod excerpt;
mod growing;
mod json;
mod keys;
mod node;
mod toml;
mod tree;
mod under;
mod yaml;

pub use edit::{Value, set};
pub use entries::{Items, Nodes, Pair, Pairs};
pub use excerpt::{excerpt, excerpt_of_list};
pub use node::{Kind, Node};
pub use tree::{NodeId, Style, Tree};
pub use under::Under;

use crate::text::{FileId, Span, Text};

/// How deep values may be nested; what is deeper is a [`SyntaxError`] and null.
/// Walks of a tree may recurse: no template comes near, and no stack is too small for it.
pub const DEPTH: usize = 128;

/// Reads a config file. Never fails: what cannot be read is in the tree's `errors`.
pub fn read(file: FileId, text: &Text, format: Format) -> Tree {
    read_near(file, text, format, None)
}

/// Reads a config file that may have errors; without them it may be almost the text that is `near`, which has none, and
/// that is then used. What comes out equals what [`read`] gives.
pub fn read_near(file: FileId, text: &Text, format: Format, near: Option<(&Text, &Tree)>) -> Tree {
    let mut tree = (format.notation().read)(file, text, near);
    tree.lost = tree.documents().is_empty() && !tree.errors.is_empty();
    tree.join_shared();
    tree.errors.sort_by_key(|error| (error.at.start, error.at.end));
    tree.comments.sort_by_key(|comment| comment.at.start);
    tree
}

/// Reads a config file of which a former text is known with its tree, by reading only what changed: what comes out equals
/// what [`read`] gives. `None` when all of it has to be read.
pub fn reread(file: FileId, text: &Text, format: Format, before: (&Text, &Tree)) -> Option<Tree> {
    (format.notation().reread)(file, text, before)
}

/// Reads a TOML file as the same tree, without its comments; nothing edits TOML, so it is no [`Format`].
pub fn read_toml(file: FileId, text: &Text) -> Tree {
    let mut tree = toml::read(file, text);
    tree.errors.sort_by_key(|error| (error.at.start, error.at.end));
    tree
}

/// Something that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The smallest place that a person would look at; never empty unless at the end of the file.
    pub at: Span,
    /// What is wrong, in words for the person who wrote it.
    pub message: String,
    /// For a duplicate key: where the same key was first written.
    pub first: Option<Span>,
}

/// A format of config text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// YAML 1.2, any number of documents.
    Yaml,
    /// JSON.
    Json,
}

/// What there is to know of a format.
struct Notation {
    format: Format,
    /// How names of files in it end, without the dot.
    extensions: &'static [&'static str],
    /// Reads a text, with one that it may almost be once it is mended.
    read: fn(FileId, &Text, Option<(&Text, &Tree)>) -> Tree,
    /// The same by reading only what changed since a former text, if that can be told apart.
    reread: fn(FileId, &Text, (&Text, &Tree)) -> Option<Tree>,
}

/// Every format, in the order of [`Format`].
static NOTATIONS: &[Notation] = &[
    Notation {
        format: Format::Yaml,
        extensions: &["yaml", "yml"],
        read: yaml::read,
        reread: yaml::reread,
    },
    Notation {
        format: Format::Json,
        extensions: &["json"],
        read: |file, text, _| json::read(file, text),
        reread: |_, _, _| None,
    },
];

impl Format {
    /// The format of files whose names end so; `None` where no format has this ending.
    pub fn of_extension(extension: &str) -> Option<Format> {
        let has = |notation: &&Notation| notation.extensions.contains(&extension);
        NOTATIONS.iter().find(has).map(|notation| notation.format)
    }

    /// How names of config files end, without the dot.
    pub fn extensions() -> impl Iterator<Item = &'static str> {
        NOTATIONS.iter().flat_map(|notation| notation.extensions).copied()
    }

    fn notation(self) -> &'static Notation {
        &NOTATIONS[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_extensions() {
        for (place, notation) in NOTATIONS.iter().enumerate() {
            assert_eq!(notation.format as usize, place);
            for extension in notation.extensions {
                assert_eq!(Format::of_extension(extension), Some(notation.format));
            }
        }
        assert_eq!(Format::of_extension("md"), None);
    }
}
