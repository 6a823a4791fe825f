//! Config formats as one spanned tree.
//!
//! YAML, JSON and TOML become the same [`Node`]s, with comments beside them. Reading never fails: what cannot be
//! read is a [`SyntaxError`] next to everything that could be. Nothing here knows what a template means.

pub mod edit;
mod escapes;
mod excerpt;
mod json;
mod keys;
mod toml;
mod yaml;

pub use edit::{Value, set};
pub use excerpt::{excerpt, excerpt_of_list};

use crate::text::{Comment, FileId, Span, Text};

/// How deep values may be nested; what is deeper is a [`SyntaxError`] and null.
/// Walks of a tree may recurse: no template comes near, and no stack is too small for it.
pub const DEPTH: usize = 128;

/// Reads a config file. Never fails: what cannot be read is in the tree's `errors`.
pub fn read(file: FileId, text: &Text, format: Format) -> Tree {
    let mut tree = match format {
        Format::Yaml => yaml::read(file, text.as_str()),
        Format::Json => json::read(file, text.as_str()),
    };
    tree.lost = tree.documents.is_empty() && !tree.errors.is_empty();
    tree.errors.sort_by_key(|error| (error.at.start, error.at.end));
    tree.comments.sort_by_key(|comment| comment.at.start);
    tree
}

/// Reads a TOML file as the same tree; nothing edits TOML, so it is no [`Format`].
pub fn read_toml(file: FileId, text: &Text) -> Tree {
    let mut tree = toml::read(file, text.as_str());
    tree.errors.sort_by_key(|error| (error.at.start, error.at.end));
    tree
}

/// A config file as a tree.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The documents of the file, in order; a JSON file has at most one.
    pub documents: Vec<Node>,
    /// All comments, in order.
    pub comments: Vec<Comment>,
    /// What could not be read, in order of place.
    pub errors: Vec<SyntaxError>,
    /// Whether nothing could be saved from a broken text: true means that `documents` is empty *because of* errors.
    pub lost: bool,
}

/// A value with the place it was written at.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The value as written: quotes, brackets and (for block scalars) the `|` header are inside; a tag is not.
    pub at: Span,
    /// What it is.
    pub kind: Kind,
    /// How it was written.
    pub style: Style,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Nothing written: `Key:` with no value, `~`, or `null`.
    Null,
    /// Any other scalar, decoded. Numbers and booleans stay text, since templates use them as text too.
    Scalar(Box<str>),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in order. Pairs that a merge key (`<<`) brings in stand behind the map's own.
    Map(Vec<Pair>),
    /// A value with a local tag such as `!Sub`. The node's span covers tag and value.
    Tagged {
        /// The tag with its `!`.
        tag: Box<str>,
        /// Where the tag stands.
        tag_at: Span,
        /// What is tagged; never itself `Tagged`.
        value: Box<Node>,
    },
}

/// One entry of a mapping.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The key, decoded. A key that is no scalar is left out of the tree and is a syntax error.
    pub key: Box<str>,
    /// Where the key stands, quotes included.
    pub key_at: Span,
    /// The value.
    pub value: Node,
}

/// How a value was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A plain YAML scalar, a JSON number or word, or nothing at all.
    Plain,
    /// `'…'`
    SingleQuoted,
    /// `"…"`, in YAML and JSON.
    DoubleQuoted,
    /// `|`
    Literal,
    /// `>`
    Folded,
    /// An indented YAML list or map.
    Block,
    /// `[…]` or `{…}`, in YAML and JSON.
    Flow,
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

impl Node {
    /// Nothing, at a place.
    pub fn null(file: FileId, at: usize) -> Node {
        Node { at: Span::new(file, at, at), kind: Kind::Null, style: Style::Plain }
    }

    /// The text of an untagged scalar. `None` for anything else, also for null.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// The entries of an untagged list; empty for anything else.
    pub fn items(&self) -> &[Node] {
        match &self.kind {
            Kind::List(items) => items,
            _ => &[],
        }
    }

    /// The entries of an untagged map; empty for anything else.
    pub fn pairs(&self) -> &[Pair] {
        match &self.kind {
            Kind::Map(pairs) => pairs,
            _ => &[],
        }
    }

    /// The entry of an untagged map under `key`.
    pub fn pair(&self, key: &str) -> Option<&Pair> {
        self.pairs().iter().find(|pair| &*pair.key == key)
    }

    /// The value of an untagged map under `key`.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.pair(key).map(|pair| &pair.value)
    }

    /// Follows several keys.
    pub fn path(&self, keys: &[&str]) -> Option<&Node> {
        keys.iter().try_fold(self, |node, key| node.get(key))
    }
}
