//! The way back from a repaired text to the text as it was.

use super::super::{Kind, Node, Tree};
use crate::text::Span;

/// `old` bytes at a place were replaced by `new` bytes; the place is that of the text it was done to.
#[derive(Clone, Copy)]
pub(super) struct Patch {
    pub(super) at: usize,
    pub(super) old: usize,
    pub(super) new: usize,
}

/// Where something of the repaired text was before all patches.
pub(super) fn original(span: Span, patches: &[Patch]) -> Span {
    let place = |at: u32| patches.iter().rev().fold(at as usize, |at, patch| patch.before(at));
    Span::new(span.file, place(span.start), place(span.end))
}

/// Gives everything in a tree its place in the text as it was.
pub(super) fn restore(tree: &mut Tree, patches: &[Patch]) {
    if patches.is_empty() {
        return;
    }
    tree.documents.iter_mut().for_each(|root| restore_node(root, patches));
    for comment in &mut tree.comments {
        comment.at = original(comment.at, patches);
    }
    for error in &mut tree.errors {
        error.at = original(error.at, patches);
        error.first = error.first.map(|first| original(first, patches));
    }
}

fn restore_node(node: &mut Node, patches: &[Patch]) {
    node.at = original(node.at, patches);
    match &mut node.kind {
        Kind::List(items) => items.iter_mut().for_each(|item| restore_node(item, patches)),
        Kind::Map(pairs) => {
            for pair in pairs {
                pair.key_at = original(pair.key_at, patches);
                restore_node(&mut pair.value, patches);
            }
        }
        Kind::Tagged { tag_at, value, .. } => {
            *tag_at = original(*tag_at, patches);
            restore_node(value, patches);
        }
        Kind::Null | Kind::Scalar(_) => {}
    }
}

impl Patch {
    fn before(self, at: usize) -> usize {
        if at <= self.at {
            at
        } else if at < self.at + self.new {
            self.at
        } else {
            at - self.new + self.old
        }
    }
}
