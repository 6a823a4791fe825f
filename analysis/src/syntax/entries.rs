//! The entries of lists and maps: handles to copy, like the nodes that they hold.

use std::fmt;
use std::ops::Range;

use super::keys::FEW;
use super::node::Node;
use super::tree::{Children, NodeId, Tree};
use crate::text::Span;

/// The entries of a list, in order.
#[derive(Clone, Copy, Default)]
pub struct Items<'t> {
    tree: Option<&'t Tree>,
    children: Children,
}

/// The entries of a map, in order. Those that a merge key (`<<`) brings in stand after the map's own.
#[derive(Clone, Copy, Default)]
pub struct Pairs<'t> {
    tree: Option<&'t Tree>,
    children: Children,
}

/// One entry of a map.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'t> {
    /// The key, decoded. A key that is no scalar is left out of the tree and is a syntax error.
    pub key: &'t str,
    /// Where the key stands, quotes included.
    pub key_at: Span,
    /// The value.
    pub value: Node<'t>,
}

/// Nodes that lie one behind the other.
#[derive(Clone, Debug)]
pub struct Nodes<'t> {
    tree: Option<&'t Tree>,
    left: Range<u32>,
}

impl<'t> Pair<'t> {
    /// The entry with a value that has a key.
    pub(super) fn of(value: Node<'t>) -> Pair<'t> {
        let (key, key_at) = value.tree.word(value.record().key);
        Pair { key, key_at, value }
    }
}

impl<'t> Items<'t> {
    pub(super) fn new(tree: &'t Tree, children: Children) -> Items<'t> {
        Items { tree: Some(tree), children }
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.children.count as usize
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.children.count == 0
    }

    /// The item at a place, counted from 0.
    pub fn get(self, place: usize) -> Option<Node<'t>> {
        self.iter().nth(place)
    }

    /// The first item.
    pub fn first(self) -> Option<Node<'t>> {
        self.iter().next()
    }

    /// The last item.
    pub fn last(self) -> Option<Node<'t>> {
        self.iter().next_back()
    }

    /// All items of a list that has just `N`; `None` for a list of any other length.
    pub fn exactly<const N: usize>(self) -> Option<[Node<'t>; N]> {
        if self.len() == N { self.at_least() } else { None }
    }

    /// The first `N` items; `None` for a shorter list.
    pub fn at_least<const N: usize>(self) -> Option<[Node<'t>; N]> {
        let tree = self.tree.filter(|_| self.len() >= N)?;
        let id = |place| NodeId(self.children.first + place as u32);
        Some(std::array::from_fn(|place| Node { tree, id: id(place) }))
    }

    /// The items in order.
    pub fn iter(self) -> Nodes<'t> {
        Nodes { tree: self.tree, left: self.children.range() }
    }
}

impl<'t> Pairs<'t> {
    pub(super) fn new(tree: &'t Tree, children: Children) -> Pairs<'t> {
        Pairs { tree: Some(tree), children }
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.children.count as usize
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.children.count == 0
    }

    /// The entry at a place, counted from 0.
    pub fn get(self, place: usize) -> Option<Pair<'t>> {
        self.iter().nth(place)
    }

    /// The first entry.
    pub fn first(self) -> Option<Pair<'t>> {
        self.iter().next()
    }

    /// The last entry.
    pub fn last(self) -> Option<Pair<'t>> {
        self.iter().next_back()
    }

    /// The entry of a map that has just one; `None` for a map of any other size.
    pub fn only(self) -> Option<Pair<'t>> {
        if self.len() == 1 { self.first() } else { None }
    }

    /// The entry under a key. A large map is not walked.
    pub fn under(self, key: &str) -> Option<Pair<'t>> {
        let tree = self.tree?;
        if self.len() <= FEW {
            let mut values = self.children.range().map(|id| Node { tree, id: NodeId(id) });
            return values.find(|value| tree.is_word(value.record().key, key)).map(Pair::of);
        }
        let large = tree.large.binary_search_by_key(&self.children.first, |large| large.0).ok()?;
        let start = tree.large[large].1 as usize;
        let order = &tree.by_key[start..start + self.len()];
        let pair = |place: u32| Pair::of(Node { tree, id: NodeId(self.children.first + place) });
        let found = order.binary_search_by(|place| pair(*place).key.cmp(key)).ok()?;
        Some(pair(order[found]))
    }

    /// The entries in order.
    pub fn iter(self) -> <Pairs<'t> as IntoIterator>::IntoIter {
        let nodes = Nodes { tree: self.tree, left: self.children.range() };
        nodes.map(Pair::of as fn(Node<'t>) -> Pair<'t>)
    }
}

impl<'t> Nodes<'t> {
    fn node(&self, id: u32) -> Option<Node<'t>> {
        self.tree.map(|tree| Node { tree, id: NodeId(id) })
    }
}

impl<'t> Iterator for Nodes<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        let id = self.left.next()?;
        self.node(id)
    }

    fn nth(&mut self, count: usize) -> Option<Node<'t>> {
        let id = self.left.nth(count)?;
        self.node(id)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.left.size_hint()
    }
}

impl DoubleEndedIterator for Nodes<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let id = self.left.next_back()?;
        self.node(id)
    }
}

impl ExactSizeIterator for Nodes<'_> {}

impl<'t> IntoIterator for Items<'t> {
    type Item = Node<'t>;
    type IntoIter = Nodes<'t>;

    fn into_iter(self) -> Nodes<'t> {
        self.iter()
    }
}

impl<'t> IntoIterator for Pairs<'t> {
    type Item = Pair<'t>;
    type IntoIter = std::iter::Map<Nodes<'t>, fn(Node<'t>) -> Pair<'t>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for Items<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(*self).finish()
    }
}

impl fmt::Debug for Pairs<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(*self).finish()
    }
}
