//! The way back from a repaired text to the text as it was.

use super::super::Tree;
use super::super::tree::Bytes;
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
    let Bytes { start, end } = original_bytes(span.into(), patches);
    Span { start, end, ..span }
}

/// Gives everything in a tree its place in the text as it was.
pub(super) fn restore(tree: &mut Tree, patches: &[Patch]) {
    if patches.is_empty() {
        return;
    }
    for record in &mut tree.records {
        record.at = original_bytes(record.at, patches);
    }
    for word in &mut tree.words {
        word.at = original_bytes(word.at, patches);
    }
    for alias in &mut tree.uses {
        alias.named = original_bytes(alias.named, patches);
        alias.at = original_bytes(alias.at, patches);
    }
    for comment in &mut tree.comments {
        comment.at = original(comment.at, patches);
    }
    for error in &mut tree.errors {
        error.at = original(error.at, patches);
        error.first = error.first.map(|first| original(first, patches));
    }
}

fn original_bytes(at: Bytes, patches: &[Patch]) -> Bytes {
    let place = |at: u32| patches.iter().rev().fold(at as usize, |at, patch| patch.before(at));
    Bytes::new(place(at.start), place(at.end))
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
