//! Where in a tree a place is.

use crate::syntax::{Kind, Node, Pair};
use crate::text::Span;

/// The entry of a map whose value stands at a place, with the map.
pub(super) fn entry_at(node: Node<'_>, at: Span) -> Option<(Node<'_>, Pair<'_>)> {
    if !node.at().contains(at) {
        return None;
    }
    match node.kind() {
        Kind::Map(pairs) => match pairs.iter().find(|pair| pair.value.at() == at) {
            Some(pair) => Some((node, pair)),
            None => pairs.iter().find_map(|pair| entry_at(pair.value, at)),
        },
        Kind::List(items) => items.iter().find_map(|item| entry_at(item, at)),
        Kind::Tagged { value, .. } => entry_at(value, at),
        _ => None,
    }
}
