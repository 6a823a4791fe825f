//! What stands at a byte of a file.

use super::entries::Pair;
use super::node::Node;
use super::tree::{Bytes, NONE, NodeId, Tree};

/// What stands at a byte.
#[derive(Clone, Copy, Debug)]
pub enum Under<'t> {
    /// The key of an entry.
    Key(Pair<'t>),
    /// A value, or what surrounds the byte: the list, map or tagged value that it lies in.
    Value(Node<'t>),
}

impl<'t> Under<'t> {
    /// The value, or the value of the entry whose key it is.
    pub fn node(self) -> Node<'t> {
        match self {
            Under::Key(pair) => pair.value,
            Under::Value(node) => node,
        }
    }
}

impl Tree {
    /// The innermost key or value at a byte; one that ends just before the byte counts, since a cursor stands there.
    /// An alias is no place of what it names. `None` outside of all documents.
    pub fn at(&self, byte: u32) -> Option<Under<'_>> {
        let order = self.in_order.get_or_init(|| self.order());
        let behind = order.partition_point(|id| self.starts(*id) <= byte);
        let mut id = order[behind.checked_sub(1)?];
        let touches = |at: Bytes| at.start <= byte && byte <= at.end;
        while id != NONE {
            let record = self.record(id);
            let node = Node { tree: self, id: NodeId(id) };
            let key = (record.key != NONE).then(|| self.words[record.key as usize].at);
            if key.is_some_and(touches) {
                return Some(Under::Key(Pair::of(node)));
            }
            if !record.copied && touches(record.at) {
                return Some(Under::Value(node));
            }
            id = record.parent;
        }
        None
    }

    /// Where a node's entry starts: its key, if it has one that is written here.
    fn starts(&self, id: u32) -> u32 {
        let record = self.record(id);
        if record.key == NONE { record.at.start } else { self.words[record.key as usize].at.start }
    }

    /// All nodes but those that are written elsewhere, the outer before the inner.
    fn order(&self) -> Vec<u32> {
        let mut order = Vec::with_capacity(self.records.len());
        let mut left: Vec<u32> = self.documents.range().rev().collect();
        while let Some(id) = left.pop() {
            let record = self.record(id);
            let elsewhere = record.merged || record.key == NONE;
            if record.copied && elsewhere {
                continue;
            }
            order.push(id);
            if !record.copied {
                left.extend(record.children().range().rev());
            }
        }
        // Merge keys bring in entries behind others that are written after them.
        order.sort_by_key(|id| self.starts(*id));
        order
    }
}
