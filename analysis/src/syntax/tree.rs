//! A config file as an arena: one vector of records, with the texts, keys and tags of all of them beside it.
//!
//! The children of a node lie one behind the other, and each record knows its parent. A text is a place in the
//! source; only what had to be decoded is kept apart.

use std::sync::{Arc, OnceLock};

use super::SyntaxError;
use super::edit::habits::Habits;
use super::entries::Items;
use super::node::Node;
use crate::text::Comment;
use crate::text::{FileId, Span};

/// A config file as a tree.
#[derive(Clone, Debug)]
pub struct Tree {
    /// All comments, in order.
    pub comments: Vec<Comment>,
    /// What could not be read, in order of place.
    pub errors: Vec<SyntaxError>,
    /// Whether nothing could be saved from a broken text: true means that there are no documents *because of* errors.
    pub lost: bool,
    pub(super) file: FileId,
    /// The text that was read: that of the file, or one that was mended first.
    pub(super) source: Arc<str>,
    /// Texts that do not stand in the source as they are; their bytes count on from its end.
    pub(super) decoded: String,
    pub(super) records: Vec<Record>,
    pub(super) words: Vec<Word>,
    /// The roots.
    pub(super) documents: Children,
    /// Every large map by its first child, with the place in `by_key` where its order starts; ascending.
    pub(super) large: Vec<(u32, u32)>,
    /// The places of a large map's entries, in the order of their keys.
    pub(super) by_key: Vec<u32>,
    /// What anchors name, with each place of use.
    pub(super) uses: Vec<Use>,
    /// Everything that is used in more than one place, in order and without overlaps.
    pub(super) shared: Vec<Bytes>,
    /// Every node that is written where it stands, by where it or its key starts. Made when first asked for.
    pub(super) in_order: OnceLock<Vec<u32>>,
    /// How the text is laid out. Looked for when something is first written.
    pub(super) habits: OnceLock<Habits>,
}

/// A node of one tree, for as long as that tree is not read anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

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

/// No parent, or no key.
pub(super) const NONE: u32 = u32::MAX;

/// From one byte to before another one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bytes {
    pub(super) start: u32,
    pub(super) end: u32,
}

/// The children of a node: so many records from the first one on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Children {
    pub(super) first: u32,
    pub(super) count: u32,
}

/// A node as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) at: Bytes,
    pub(super) content: Content,
    pub(super) parent: u32,
    /// The word that is its key in a map.
    pub(super) key: u32,
    pub(super) style: Style,
    /// Whether an alias brought it here: it is written where `at` says, and that is elsewhere.
    pub(super) copied: bool,
    /// Whether a merge key brought it here, together with its key.
    pub(super) merged: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Null,
    Scalar(Bytes),
    List(Children),
    Map(Children),
    /// A tag, which is a word, and what it stands before.
    Tagged(u32, u32),
}

/// A key or a tag: its text, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: Bytes,
    pub(super) at: Bytes,
}

/// One alias.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Use {
    /// The value that its anchor names.
    pub(super) named: Bytes,
    /// Where the alias stands.
    pub(super) at: Bytes,
}

/// Trees are equal that say the same of the same text, whatever was asked of one of them.
impl PartialEq for Tree {
    fn eq(&self, other: &Tree) -> bool {
        let arena = |tree: &Tree| (tree.file, tree.lost, tree.documents);
        arena(self) == arena(other)
            && self.comments == other.comments
            && self.errors == other.errors
            && self.source == other.source
            && self.decoded == other.decoded
            && self.records == other.records
            && self.words == other.words
            && (&self.large, &self.by_key) == (&other.large, &other.by_key)
            && (&self.uses, &self.shared) == (&other.uses, &other.shared)
    }
}

impl Default for Tree {
    fn default() -> Tree {
        Tree::new(FileId(0))
    }
}

impl Tree {
    /// A tree of nothing.
    pub(super) fn new(file: FileId) -> Tree {
        Tree {
            comments: Vec::new(),
            errors: Vec::new(),
            lost: false,
            file,
            source: Arc::default(),
            decoded: String::new(),
            records: Vec::new(),
            words: Vec::new(),
            documents: Children::default(),
            large: Vec::new(),
            by_key: Vec::new(),
            uses: Vec::new(),
            shared: Vec::new(),
            in_order: OnceLock::new(),
            habits: OnceLock::new(),
        }
    }

    /// The documents of the file, in order; a JSON file has at most one.
    pub fn documents(&self) -> Items<'_> {
        Items::new(self, self.documents)
    }

    /// A node by its number; `None` for one that only another tree has.
    pub fn node(&self, id: NodeId) -> Option<Node<'_>> {
        ((id.0 as usize) < self.records.len()).then_some(Node { tree: self, id })
    }

    pub(super) fn record(&self, id: u32) -> &Record {
        &self.records[id as usize]
    }

    pub(super) fn records_of(&self, children: Children) -> &[Record] {
        &self.records[children.first as usize..(children.first + children.count) as usize]
    }

    pub(super) fn word(&self, word: u32) -> (&str, Span) {
        let Word { text, at } = self.words[word as usize];
        (self.text(text), self.span(at))
    }

    /// Whether a word is this text: most are told apart by their length.
    pub(super) fn is_word(&self, word: u32, text: &str) -> bool {
        let bytes = self.words[word as usize].text;
        bytes.len() == text.len() && self.text(bytes) == text
    }

    pub(super) fn text(&self, bytes: Bytes) -> &str {
        bytes.of(&self.source, &self.decoded)
    }

    pub(super) fn span(&self, at: Bytes) -> Span {
        Span { file: self.file, start: at.start, end: at.end }
    }

    /// Whether a place lies in what an alias uses elsewhere.
    pub(super) fn is_shared(&self, at: Bytes) -> bool {
        let behind = self.shared.partition_point(|shared| shared.start <= at.start);
        behind.checked_sub(1).is_some_and(|before| self.shared[before].contains(at))
    }

    /// Whether a place holds an anchor that an alias outside of it uses.
    pub(super) fn is_needed_elsewhere(&self, at: Bytes) -> bool {
        self.uses.iter().any(|alias| at.contains(alias.named) && !at.contains(alias.at))
    }

    /// Works out what is shared, from all aliases.
    pub(super) fn join_shared(&mut self) {
        let mut named: Vec<Bytes> = self.uses.iter().map(|alias| alias.named).collect();
        named.sort_unstable_by_key(|named| (named.start, std::cmp::Reverse(named.end)));
        named.dedup_by(|next, before| before.contains(*next));
        self.shared = named;
    }
}

impl Bytes {
    pub(super) fn new(start: usize, end: usize) -> Bytes {
        Bytes { start: start as u32, end: end as u32 }
    }

    pub(super) fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    pub(super) fn contains(self, other: Bytes) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The text of these bytes, which count on from the end of `source` in `decoded`.
    pub(super) fn of<'text>(self, source: &'text str, decoded: &'text str) -> &'text str {
        let (start, end) = (self.start as usize, self.end as usize);
        match start.checked_sub(source.len()) {
            Some(start) if end > source.len() => &decoded[start..end - source.len()],
            _ => &source[start..end],
        }
    }
}

impl From<Span> for Bytes {
    fn from(span: Span) -> Bytes {
        Bytes { start: span.start, end: span.end }
    }
}

impl Children {
    pub(super) fn range(self) -> std::ops::Range<u32> {
        self.first..self.first + self.count
    }
}

impl Record {
    pub(super) fn children(&self) -> Children {
        match self.content {
            Content::List(children) | Content::Map(children) => children,
            Content::Tagged(_, value) => Children { first: value, count: 1 },
            Content::Null | Content::Scalar(_) => Children::default(),
        }
    }
}
