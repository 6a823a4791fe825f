//! A tree while it is read, from the leaves to the roots.
//!
//! What is finished waits on a stack until the list or map around it ends; then all its entries go into the arena,
//! one behind the other.

use super::SyntaxError;
use super::keys::FEW;
use super::tree::{Bytes, Children, Content, NONE, Record, Style, Tree, Use, Word};
use crate::text::FileId;

/// How many bytes of source there are for one node, in templates; only the first reservation rests on it.
const BYTES_A_NODE: usize = 24;

pub(super) struct Growing<'text> {
    pub(super) source: &'text str,
    pub(super) tree: Tree,
    /// Nodes that have no place in the arena yet.
    pub(super) waiting: Vec<Record>,
    roots: Vec<Record>,
}

impl<'text> Growing<'text> {
    pub(super) fn new(file: FileId, source: &'text str) -> Growing<'text> {
        let mut tree = Tree::new(file);
        tree.records.reserve(source.len() / BYTES_A_NODE);
        tree.words.reserve(source.len() / BYTES_A_NODE);
        Growing { source, tree, waiting: Vec::new(), roots: Vec::new() }
    }

    pub(super) fn text(&self, bytes: Bytes) -> &str {
        bytes.of(self.source, &self.tree.decoded)
    }

    /// Keeps a text, which is taken from the source if it stands there as it is.
    pub(super) fn keep(&mut self, text: &str, written: Bytes) -> Bytes {
        let range = written.start as usize..written.end as usize;
        if self.source.get(range) == Some(text) {
            return written;
        }
        let start = self.source.len() + self.tree.decoded.len();
        self.tree.decoded.push_str(text);
        Bytes::new(start, start + text.len())
    }

    /// Keeps a key or a tag.
    pub(super) fn word(&mut self, text: Bytes, at: Bytes) -> u32 {
        self.tree.words.push(Word { text, at });
        self.tree.words.len() as u32 - 1
    }

    /// Ends a list whose items wait from `base` on.
    pub(super) fn list(&mut self, base: usize) -> Content {
        Content::List(self.settle(base))
    }

    /// Ends a map whose entries wait from `base` on. Of entries with the same key the last one stays, as in loaders.
    pub(super) fn map(&mut self, base: usize, errors: &mut Vec<SyntaxError>) -> Content {
        let order = self.keep_last_of_each_key(base, errors);
        self.settle_map(base, &order)
    }

    /// Puts the entries of a map that wait from `base` on into the arena; `order` is that of a large map's keys.
    pub(super) fn settle_map(&mut self, base: usize, order: &[u32]) -> Content {
        let children = self.settle(base);
        if !order.is_empty() {
            self.tree.large.push((children.first, self.tree.by_key.len() as u32));
            self.tree.by_key.extend_from_slice(order);
        }
        Content::Map(children)
    }

    /// Puts a tag before a value.
    pub(super) fn tagged(&mut self, tag: u32, value: Record) -> Record {
        let base = self.waiting.len();
        self.waiting.push(value);
        let content = Content::Tagged(tag, self.settle(base).first);
        let at = Bytes { start: self.tree.words[tag as usize].at.start, end: value.at.end };
        Record { at, content, ..value }
    }

    /// What stands behind the tag, if there is one.
    pub(super) fn untagged(&self, record: Record) -> Record {
        match record.content {
            Content::Tagged(_, value) => *self.tree.record(value),
            _ => record,
        }
    }

    /// A copy of a node with all that is in it, for another place.
    pub(super) fn copy(&mut self, record: Record) -> Record {
        let base = self.waiting.len();
        let Children { first, count } = record.children();
        for child in first..first + count {
            let copy = self.copy(*self.tree.record(child));
            self.waiting.push(copy);
        }
        let children = self.settle(base);
        let content = match record.content {
            Content::List(_) => Content::List(children),
            Content::Map(_) => {
                if count as usize > FEW
                    && let Ok(large) = self.tree.large.binary_search_by_key(&first, |large| large.0)
                {
                    self.tree.large.push((children.first, self.tree.large[large].1));
                }
                Content::Map(children)
            }
            Content::Tagged(tag, _) => Content::Tagged(tag, children.first),
            content => content,
        };
        Record { content, copied: true, ..record }
    }

    /// Notes that an alias stands for what is written at `named`.
    pub(super) fn uses(&mut self, named: Bytes, at: Bytes) {
        self.tree.uses.push(Use { named, at });
    }

    pub(super) fn root(&mut self, root: Record) {
        self.roots.push(root);
    }

    pub(super) fn has_roots(&self) -> bool {
        !self.roots.is_empty()
    }

    /// The tree, which lacks its text and what was found beside the nodes.
    pub(super) fn finish(mut self) -> Tree {
        let base = self.waiting.len();
        self.waiting.append(&mut self.roots);
        self.tree.documents = self.settle(base);
        // Copies, since allocators leave a block that shrinks by less than half as large as it is.
        self.tree.records = self.tree.records.clone();
        self.tree.words = self.tree.words.clone();
        self.tree.decoded = self.tree.decoded.clone();
        self.tree
    }

    /// Moves what waits from `base` on into the arena. Only now are these nodes known to their children.
    fn settle(&mut self, base: usize) -> Children {
        let records = &mut self.tree.records;
        let first = records.len() as u32;
        for record in self.waiting.drain(base..) {
            let id = records.len() as u32;
            for child in record.children().range() {
                records[child as usize].parent = id;
            }
            records.push(record);
        }
        Children { first, count: records.len() as u32 - first }
    }
}

impl Record {
    pub(super) fn new(at: Bytes, content: Content, style: Style) -> Record {
        Record { at, content, parent: NONE, key: NONE, style, copied: false, merged: false }
    }

    /// Nothing, at a place.
    pub(super) fn null(at: usize) -> Record {
        Record::new(Bytes::new(at, at), Content::Null, Style::Plain)
    }
}
