//! A node of a tree, as all readers of trees see it: small handles to copy, which ask the tree.

use std::fmt;

use super::entries::{Items, Pair, Pairs};
use super::tree::{Children, Content, NONE, NodeId, Record, Style, Tree};
use crate::text::Span;

/// A value with the place it was written at.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    pub(super) tree: &'t Tree,
    pub(super) id: NodeId,
}

/// What a value is.
#[derive(Clone, Copy, Debug)]
pub enum Kind<'t> {
    /// Nothing written: `Key:` with no value, `~`, or `null`.
    Null,
    /// Any other scalar, decoded. Numbers and booleans stay text, since templates use them as text too.
    Scalar(&'t str),
    /// A sequence.
    List(Items<'t>),
    /// A mapping.
    Map(Pairs<'t>),
    /// A value with a local tag such as `!Sub`. The node's span covers tag and value.
    Tagged {
        /// The tag with its `!`.
        tag: &'t str,
        /// Where the tag stands.
        tag_at: Span,
        /// What is tagged; never itself `Tagged`.
        value: Node<'t>,
    },
}

impl<'t> Node<'t> {
    /// The value as written: quotes, brackets and (for block scalars) the `|` header are inside; a tag is not.
    pub fn at(self) -> Span {
        self.tree.span(self.record().at)
    }

    /// What it is.
    pub fn kind(self) -> Kind<'t> {
        match self.record().content {
            Content::Null => Kind::Null,
            Content::Scalar(text) => Kind::Scalar(self.tree.text(text)),
            Content::List(children) => Kind::List(Items::new(self.tree, children)),
            Content::Map(children) => Kind::Map(Pairs::new(self.tree, children)),
            Content::Tagged(tag, value) => {
                let (tag, tag_at) = self.tree.word(tag);
                Kind::Tagged { tag, tag_at, value: Node { id: NodeId(value), ..self } }
            }
        }
    }

    /// How it was written.
    pub fn style(self) -> Style {
        self.record().style
    }

    /// Its number in its tree.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// The list, map or tag that it stands in: where it is used, if an alias brought it there.
    /// `None` for the root of a document.
    pub fn parent(self) -> Option<Node<'t>> {
        let parent = self.record().parent;
        (parent != NONE).then_some(Node { id: NodeId(parent), ..self })
    }

    /// The entry of a map whose value it is. `None` for an item of a list, a root, and what a tag stands before.
    pub fn entry(self) -> Option<Pair<'t>> {
        let key = self.record().key;
        (key != NONE).then(|| Pair::of(self))
    }

    /// Whether it lies in something that has an anchor and that an alias uses elsewhere, at either place: a change of
    /// it changes more than one value.
    pub fn is_shared(self) -> bool {
        self.tree.is_shared(self.record().at)
    }

    /// Whether an alias brought it here, by itself or as a part of something: its place is then elsewhere.
    pub fn is_alias(self) -> bool {
        self.record().copied
    }

    /// The text of an untagged scalar. `None` for anything else, also for null.
    pub fn text(self) -> Option<&'t str> {
        match self.record().content {
            Content::Scalar(text) => Some(self.tree.text(text)),
            _ => None,
        }
    }

    /// The entries of an untagged list; empty for anything else.
    pub fn items(self) -> Items<'t> {
        match self.record().content {
            Content::List(children) => Items::new(self.tree, children),
            _ => Items::default(),
        }
    }

    /// A list of just this node.
    pub fn alone(self) -> Items<'t> {
        Items::new(self.tree, Children { first: self.id.0, count: 1 })
    }

    /// The entries of an untagged map; empty for anything else.
    pub fn pairs(self) -> Pairs<'t> {
        match self.record().content {
            Content::Map(children) => Pairs::new(self.tree, children),
            _ => Pairs::default(),
        }
    }

    /// The entry of an untagged map under `key`.
    pub fn pair(self, key: &str) -> Option<Pair<'t>> {
        self.pairs().under(key)
    }

    /// The value of an untagged map under `key`.
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        self.pair(key).map(|pair| pair.value)
    }

    /// Follows several keys.
    pub fn path(self, keys: &[&str]) -> Option<Node<'t>> {
        keys.iter().try_fold(self, |node, key| node.get(key))
    }

    pub(super) fn record(self) -> &'t Record {
        self.tree.record(self.id.0)
    }
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Node").field(&self.at()).field(&self.kind()).finish()
    }
}
