//! Puts entries that were read again between the nodes of the former tree.
//!
//! Of the former arena two pieces go: what is in the entries, and further on the entries themselves. What lies around
//! them keeps its order; [`Shift`] says where.

use std::ops::Range;

use super::super::super::Tree;
use super::super::super::keys::FEW;
use super::super::super::tree::{Children, Word};
use super::Block;
use super::cut::Cut;
use super::shift::Shift;
use crate::text::Comment;

/// The tree that comes of a former one.
pub(super) struct Join<'t> {
    shift: Shift<'t>,
    source: &'t str,
    tree: Tree,
}

impl<'t> Join<'t> {
    pub(super) fn new(
        former: &'t Tree,
        source: &'t str,
        cut: &'t Cut,
        block: &'t Block,
    ) -> Join<'t> {
        let shift = Shift::new(former, source.len(), cut, block);
        Join { shift, source, tree: Tree::new(former.file) }
    }

    /// The new tree, without its text. `None` when two entries have the same key, or when something of the former tree is neither wholly
    /// before nor wholly after the cut.
    pub(super) fn tree(mut self) -> Option<Tree> {
        self.texts()?;
        self.words()?;
        self.records()?;
        self.orders()?;
        self.comments();
        let documents = self.shift.former.documents;
        self.tree.documents = Children { first: self.shift.id(documents.first), ..documents };
        Some(self.tree)
    }

    fn texts(&mut self) -> Option<()> {
        let shift = &self.shift;
        let Range { start, end } = shift.decoded;
        let former = &shift.former.decoded;
        let (before, rest) = (former.get(..start as usize)?, former.get(end as usize..)?);
        self.tree.decoded = [before, shift.block.tree.decoded.as_str(), rest].concat();
        Some(())
    }

    fn words(&mut self) -> Option<()> {
        let shift = &self.shift;
        let former = &shift.former.words;
        let block = shift.block.words(shift.cut);
        let (before, rest) = around(former, &shift.words);
        let mut words = Vec::with_capacity(before.len() + block.len() + rest.len());
        for word in before {
            words.push(Word { text: shift.text(word.text, false)?, at: shift.place(word.at)? });
        }
        words.extend(block.iter().map(|word| shift.new_word(*word)));
        for word in rest {
            words.push(Word { text: shift.text(word.text, true)?, at: shift.place(word.at)? });
        }
        self.tree.words = words;
        Some(())
    }

    fn records(&mut self) -> Option<()> {
        let shift = &self.shift;
        let (former, block) = (&shift.former.records, &shift.block.tree.records);
        let below = shift.block.below as usize;
        let entries = shift.block.entries.start as usize..shift.block.entries.end as usize;
        let (before, rest) = around(former, &shift.below);
        let between = &former[shift.below.end as usize..shift.entries.start as usize];
        let rest = &rest[between.len() + shift.entries.len()..];
        let count = before.len() + below + between.len() + entries.len() + rest.len();
        let mut records = Vec::with_capacity(count);
        for record in before {
            records.push(shift.record(record)?);
        }
        records.extend(block[..below].iter().map(|record| shift.new_record(record)));
        for record in between {
            records.push(shift.record(record)?);
        }
        records.extend(block[entries].iter().map(|record| shift.new_record(record)));
        for (place, record) in rest.iter().enumerate() {
            let id = shift.entries.end + place as u32;
            let holds_cut = id == shift.cut.map || id == shift.former.documents.first;
            records.push(if holds_cut {
                shift.holder(id, record)?
            } else {
                shift.record(record)?
            });
        }
        self.tree.records = records;
        Some(())
    }

    /// The order of keys in every large map.
    fn orders(&mut self) -> Option<()> {
        let shift = &self.shift;
        let map = shift.former.record(shift.cut.map).children().first;
        let own = self.order()?;
        let (former, block) = (orders(shift.former), orders(&shift.block.tree));
        let mut all: Vec<(u32, &[u32])> = Vec::with_capacity(former.len() + block.len() + 1);
        let mut stay = former.iter().map(|(first, order)| (*first, *order)).peekable();
        while let Some(order) = stay.next_if(|(first, _)| *first < shift.below.start) {
            all.push(order);
        }
        let read = block.iter().filter(|(first, _)| *first < shift.block.below);
        all.extend(read.map(|(first, order)| (first + shift.below.start, *order)));
        let mut rest: Vec<_> = stay.filter(|(first, _)| *first >= shift.below.end).collect();
        rest.retain(|(first, _)| *first != map);
        let after = rest.partition_point(|(first, _)| *first < map);
        all.extend(rest[..after].iter().map(|(first, order)| (shift.id(*first), *order)));
        if !own.is_empty() {
            all.push((shift.id(map), own.as_slice()));
        }
        all.extend(rest[after..].iter().map(|(first, order)| (shift.id(*first), *order)));
        let (mut large, mut by_key) = (Vec::with_capacity(all.len()), Vec::new());
        for (first, order) in all {
            large.push((first, by_key.len() as u32));
            by_key.extend_from_slice(order);
        }
        (self.tree.large, self.tree.by_key) = (large, by_key);
        Some(())
    }

    /// The order of keys in the map that is cut, if it is large. `None` when two of them are equal.
    fn order(&self) -> Option<Vec<u32>> {
        let shift = &self.shift;
        let Children { first, count } = shift.former.record(shift.cut.map).children();
        let gone = &shift.cut.entries;
        let more = shift.more_entries();
        let count = count.wrapping_add(more);
        // What was in order stays so, which is quickly sorted.
        let former = orders(shift.former);
        let large = former.binary_search_by_key(&first, |(large, _)| *large);
        let mut order: Vec<u32> = match large {
            Ok(large) => {
                let stay = former[large].1.iter().filter(|place| !gone.contains(place));
                let stay = stay.map(|place| match *place {
                    before if before < gone.start => before,
                    after => after.wrapping_add(more),
                });
                stay.chain(gone.start..gone.end.wrapping_add(more)).collect()
            }
            Err(_) => (0..count).collect(),
        };
        let first = shift.id(first);
        let key = |place: u32| {
            let word = self.tree.record(first + place).key;
            self.tree.words[word as usize].text.of(self.source, &self.tree.decoded)
        };
        order.sort_by(|one, other| key(*one).cmp(key(*other)));
        let differ = order.windows(2).all(|pair| key(pair[0]) != key(pair[1]));
        if count as usize <= FEW {
            order.clear();
        }
        differ.then_some(order)
    }

    fn comments(&mut self) {
        let shift = &self.shift;
        let former = &shift.former.comments;
        let start =
            former.partition_point(|comment| (comment.at.start as usize) < shift.cut.old.start);
        let end = former.partition_point(|comment| (comment.at.start as usize) < shift.cut.old.end);
        let mut comments = former[..start].to_vec();
        let mut read = shift.block.tree.comments.clone();
        read.sort_by_key(|comment| comment.at.start);
        let moved = |comment: Comment, byte: &dyn Fn(u32) -> u32| {
            let mut at = comment.at;
            (at.start, at.end) = (byte(at.start), byte(at.end));
            Comment { at, ..comment }
        };
        comments
            .extend(read.into_iter().map(|comment| moved(comment, &|byte| shift.new_byte(byte))));
        let further = |byte: u32| byte.wrapping_add(shift.more_bytes());
        comments.extend(former[end..].iter().map(|comment| moved(comment.clone(), &further)));
        self.tree.comments = comments;
    }
}

/// The large maps of a tree by their first entries, each with the order of its keys.
fn orders(tree: &Tree) -> Vec<(u32, &[u32])> {
    let ends = tree.large.iter().skip(1).map(|(_, start)| *start as usize);
    let ends = ends.chain([tree.by_key.len()]);
    let order =
        |((first, start), end): (&(u32, u32), usize)| (*first, &tree.by_key[*start as usize..end]);
    tree.large.iter().zip(ends).map(order).collect()
}

/// What lies before a piece, and what lies after it.
fn around<'t, T>(all: &'t [T], piece: &Range<u32>) -> (&'t [T], &'t [T]) {
    (&all[..piece.start as usize], &all[piece.end as usize..])
}
