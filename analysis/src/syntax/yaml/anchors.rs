//! Aliases and merge keys.
//!
//! An alias becomes a copy of what its anchor names, with the places it was written at, so that a finding points
//! to the one place where it can be mended. Copies are bounded, since aliases of aliases grow without end.

use foldhash::HashSet;

use super::super::growing::Growing;
use super::super::tree::{Content, Record};
use super::super::{DEPTH, SyntaxError};
use crate::text::Span;

/// How much all copies of one file may weigh together, in bytes; a template uses a few thousand.
const BUDGET: usize = 8 << 20;
/// What a node weighs apart from its text.
const NODE: usize = 64;

/// The anchors of a file, by the parser's numbers.
pub(super) struct Anchors {
    named: Vec<Option<Named>>,
    left: usize,
}

#[derive(Clone, Copy)]
struct Named {
    node: Record,
    /// Weight and height, once they are asked for.
    size: Option<(usize, usize)>,
}

impl Anchors {
    pub(super) fn new() -> Anchors {
        Anchors { named: Vec::new(), left: BUDGET }
    }

    /// Remembers what an anchor names.
    pub(super) fn keep(&mut self, id: usize, node: Record) {
        if self.named.len() <= id {
            self.named.resize(id + 1, None);
        }
        self.named[id] = Some(Named { node, size: None });
    }

    /// What an anchor names, for a copy in a place that is `depth` collections deep; or why there is none.
    pub(super) fn named(
        &mut self,
        id: usize,
        depth: usize,
        growing: &Growing,
    ) -> Result<Record, &'static str> {
        let Some(Some(Named { node, size })) = self.named.get_mut(id) else {
            return Err("this alias stands inside of what it names");
        };
        let (weight, height) = *size.get_or_insert_with(|| measure(growing, node));
        if depth + height > DEPTH {
            return Err("this alias nests too deep");
        }
        if weight > self.left {
            return Err("the aliases of this file expand to too much; this one is not read");
        }
        self.left -= weight;
        Ok(*node)
    }
}

impl Growing<'_> {
    /// Ends a map whose entries wait from `base` on, with what merge keys bring in after them; earlier ones win.
    pub(super) fn merged_map(
        &mut self,
        base: usize,
        merges: Vec<(Span, Record)>,
        errors: &mut Vec<SyntaxError>,
    ) -> Content {
        if merges.is_empty() {
            return self.map(base, errors);
        }
        self.keep_last_of_each_key(base, errors);
        let mut known: HashSet<Box<str>> =
            self.waiting[base..].iter().map(|entry| self.word_text(entry.key).into()).collect();
        for (at, node) in merges {
            let maps = match node.content {
                Content::List(items) => self.tree.records_of(items).to_vec(),
                _ => vec![node],
            };
            for map in maps {
                match map.content {
                    Content::Map(entries) => {
                        for place in entries.range() {
                            let entry = *self.tree.record(place);
                            if known.insert(self.word_text(entry.key).into()) {
                                self.waiting.push(Record { merged: true, ..entry });
                            }
                        }
                    }
                    Content::Null => {}
                    _ => errors.push(SyntaxError {
                        at,
                        message: "`<<` takes a map, or a list of maps".to_owned(),
                        first: None,
                    }),
                }
            }
        }
        let order = self.order(base);
        self.settle_map(base, &order)
    }

    fn word_text(&self, word: u32) -> &str {
        self.text(self.tree.words[word as usize].text)
    }
}

/// The weight of a node in bytes and how many collections it is deep.
fn measure(growing: &Growing, node: &Record) -> (usize, usize) {
    let tree = &growing.tree;
    let mut sum = (NODE, 0);
    for child in tree.records_of(node.children()) {
        let (weight, height) = measure(growing, child);
        let key = tree.words.get(child.key as usize).map_or(0, |key| key.text.len());
        sum = (sum.0 + weight + key, sum.1.max(height));
    }
    match node.content {
        Content::Scalar(text) => sum.0 += text.len(),
        Content::List(_) | Content::Map(_) => sum.1 += 1,
        Content::Null | Content::Tagged(..) => {}
    }
    sum
}
