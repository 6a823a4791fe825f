//! Reads a text anew by reading only those entries of a large map that changed, such as one resource of a template.
//!
//! [`cut`] finds the entries around what changed, here they are read by themselves, and [`join`] puts them between the
//! nodes of the former tree. The arena lies in the order in which things end in the text, so what comes out is the tree
//! that reading the whole gives, number by number. All of it rests on one thing: that the parser is in the same state
//! where the cut begins, and again where it ends, as it was in the former text. Whoever is not sure of that gives `None`,
//! and the whole is read.

mod cut;
mod join;
mod shift;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::super::Tree;
use super::super::tree::{Content, NONE, Record, Style, Word};
use super::build;
use crate::text::{FileId, Text};
use cut::{Cut, End};
use join::Join;

/// Stands before the entries that are read: what they lie in, or an entry before them.
const BEFORE: &str = "_:\n";
/// Stands for the entry that follows, at the same column.
const AFTER: &str = "__:\n";

/// Entries that were read by themselves.
struct Block {
    tree: Tree,
    /// The length of the text that the tree was read from.
    length: usize,
    /// The entries, as records of the tree. All that is in them are the records before `below`.
    entries: Range<u32>,
    below: u32,
    /// Where the map that holds them ends.
    map_end: u32,
    /// Where the document ends.
    end: u32,
}

/// Reads a text of which a former one is known with its tree. `None` when all of it has to be read.
/// The tree lacks its text.
pub(super) fn read(file: FileId, source: &str, before: (&Text, &Tree)) -> Option<Tree> {
    let (old, former) = before;
    // A tree without errors may still be that of a mended text.
    let whole = former.errors.is_empty() && std::ptr::eq(&raw const *former.source, old.as_str());
    if !whole || former.file != file || !former.uses.is_empty() || has_strays(former) {
        return None;
    }
    let cut = Cut::find(former, old.as_str(), source)?;
    let block = Block::read(file, source, &cut)?;
    Join::new(former, source, &cut, &block).tree()
}

impl Block {
    fn read(file: FileId, source: &str, cut: &Cut) -> Option<Block> {
        let source = &source[cut.new.clone()];
        let mut text = String::with_capacity(source.len() + BEFORE.len() + AFTER.len() + 8);
        text.push_str(BEFORE);
        text.push_str(source);
        let column = match cut.end {
            End::Entry => Some(cut.column),
            End::Map => Some(0),
            End::Text => None,
        };
        if let Some(column) = column {
            text.extend(std::iter::repeat_n(' ', column));
            text.push_str(AFTER);
        }
        let tree = build::parse(file, &text).ok()?;
        let quiet = tree.errors.is_empty() && tree.uses.is_empty() && tree.documents.count == 1;
        if !quiet || has_strays(&tree) {
            return None;
        }
        let block = Block::within(tree, text.len(), cut)?;
        block.begins_as_before(cut).then_some(block)
    }

    /// Finds the entries in the tree, which has one before them, and mostly one after them.
    fn within(tree: Tree, length: usize, cut: &Cut) -> Option<Block> {
        let document = tree.record(tree.documents.first);
        let mut around = entries(document)?;
        let is_after = |id: u32| {
            let key = tree.words[tree.record(id).key as usize];
            key.at.start as usize + AFTER.len() == length
        };
        let first = around.next()?;
        let (map, mut entries) = if cut.nested {
            if cut.end == End::Map && !around.next().is_some_and(is_after)
                || around.next().is_some()
            {
                return None;
            }
            let map = tree.record(first);
            (map, entries(map)?)
        } else {
            (document, around)
        };
        let below = map.children().first;
        if cut.end == End::Entry && !entries.next_back().is_some_and(is_after) {
            return None;
        }
        let (map_end, end) = (map.at.end, document.at.end);
        Some(Block { tree, length, entries, below, map_end, end })
    }

    /// The keys and tags of the entries.
    fn words(&self, cut: &Cut) -> &[Word] {
        let after = usize::from(cut.end != End::Text);
        &self.tree.words[1..self.tree.words.len() - after]
    }

    /// Whether the first entry starts at the cut.
    fn begins_as_before(&self, cut: &Cut) -> bool {
        let first = self.entries.clone().next().map(|id| self.tree.record(id).key);
        first.is_some_and(|key| {
            self.tree.words[key as usize].at.start as usize == BEFORE.len() + cut.column
        })
    }
}

/// Whether there are records that belong to no entry, such as what a tag stands before in a key.
fn has_strays(tree: &Tree) -> bool {
    let roots = tree.records.iter().filter(|record| record.parent == NONE);
    roots.count() != tree.documents.count as usize
}

/// The entries of a map that is written as a block, and not elsewhere.
fn entries(map: &Record) -> Option<Range<u32>> {
    match map.content {
        Content::Map(children) if map.style == Style::Block && !map.copied => {
            Some(children.range())
        }
        _ => None,
    }
}
