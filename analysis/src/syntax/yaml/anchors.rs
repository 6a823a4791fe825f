//! Aliases and merge keys.
//!
//! An alias becomes a copy of what its anchor names, with the places it was written at, so that a finding points
//! to the one place where it can be mended. Copies are bounded, since aliases of aliases grow without end.

use std::collections::HashSet;

use super::super::{DEPTH, Kind, Node, Pair, SyntaxError};
use crate::text::{FileId, Span};

/// How much all copies of one file may weigh together, in bytes; a template uses a few thousand.
const BUDGET: usize = 8 << 20;
/// What a node weighs apart from its text.
const NODE: usize = 64;

/// The anchors of a file, by the parser's numbers.
pub(super) struct Anchors {
    file: FileId,
    named: Vec<Option<Named>>,
    left: usize,
}

struct Named {
    node: Node,
    weight: usize,
    height: usize,
}

impl Anchors {
    pub(super) fn new(file: FileId) -> Anchors {
        Anchors { file, named: Vec::new(), left: BUDGET }
    }

    /// Remembers what an anchor names.
    pub(super) fn keep(&mut self, id: usize, node: &Node) {
        let (weight, height) = measure(node);
        if self.named.len() <= id {
            self.named.resize_with(id + 1, || None);
        }
        let copy = self.pay(weight).then(|| node.clone());
        let node = copy.unwrap_or_else(|| Node::null(self.file, node.at.start as usize));
        self.named[id] = Some(Named { node, weight, height });
    }

    /// A copy of what an anchor names, for a place that is `depth` collections deep; or why there is none.
    pub(super) fn expand(&mut self, id: usize, depth: usize) -> Result<Node, &'static str> {
        let Some(Some(Named { weight, height, .. })) = self.named.get(id) else {
            return Err("this alias stands inside of what it names");
        };
        if depth + height > DEPTH {
            return Err("this alias nests too deep");
        }
        if !self.pay(*weight) {
            return Err("the aliases of this file expand to too much; this one is not read");
        }
        let named = self.named.get(id).and_then(Option::as_ref);
        named.map(|named| named.node.clone()).ok_or("this alias names nothing")
    }

    fn pay(&mut self, weight: usize) -> bool {
        let affordable = weight <= self.left;
        self.left = self.left.saturating_sub(if affordable { weight } else { 0 });
        affordable
    }
}

/// Adds what merge keys bring in behind a map's own entries; earlier ones win.
pub(super) fn merge(
    pairs: &mut Vec<Pair>,
    merges: Vec<(Span, Node)>,
    errors: &mut Vec<SyntaxError>,
) {
    if merges.is_empty() {
        return;
    }
    let mut known: HashSet<Box<str>> = pairs.iter().map(|pair| pair.key.clone()).collect();
    for (at, node) in merges {
        let maps = match node.kind {
            Kind::List(items) => items,
            _ => vec![node],
        };
        for map in maps {
            match map.kind {
                Kind::Map(entries) => pairs
                    .extend(entries.into_iter().filter(|entry| known.insert(entry.key.clone()))),
                Kind::Null => {}
                _ => errors.push(SyntaxError {
                    at,
                    message: "`<<` takes a map, or a list of maps".to_owned(),
                    first: None,
                }),
            }
        }
    }
}

/// The weight of a node in bytes and how many collections it is deep.
fn measure(node: &Node) -> (usize, usize) {
    let (weight, height) = match &node.kind {
        Kind::Null => (0, 0),
        Kind::Scalar(text) => (text.len(), 0),
        Kind::Tagged { value, .. } => measure(value),
        Kind::List(items) => deepest(items.iter().map(measure)),
        Kind::Map(pairs) => deepest(pairs.iter().map(|pair| {
            let (weight, height) = measure(&pair.value);
            (weight + pair.key.len(), height)
        })),
    };
    (weight + NODE, height)
}

fn deepest(children: impl Iterator<Item = (usize, usize)>) -> (usize, usize) {
    let (weight, height) =
        children.fold((0, 0), |(weight, height), child| (weight + child.0, height.max(child.1)));
    (weight, height + 1)
}
