//! Puts entries that were read again between the nodes of the former tree.
//!
//! Of the former arena two pieces go: what is in the entries, and further on the entries themselves. What lies around
//! them keeps its order; numbers and places after a piece move by the difference in size.

use std::ops::Range;

use super::super::super::Tree;
use super::super::super::keys::FEW;
use super::super::super::tree::{Bytes, Children, Content, NONE, Record, Word};
use super::cut::{Cut, End};
use super::{BEFORE, Block};
use crate::text::{Comment, Text};

/// The former tree, what replaces a part of it, and the tree that comes of both.
pub(super) struct Join<'t> {
    former: &'t Tree,
    cut: &'t Cut,
    block: &'t Block,
    /// The lengths of both texts.
    old: u32,
    new: u32,
    /// The records of the former tree that are in the entries that go, those entries, and all words of both.
    below: Range<u32>,
    entries: Range<u32>,
    words: Range<u32>,
    /// The decoded texts of all of them.
    decoded: Range<u32>,
    /// What comes of it.
    tree: Tree,
}

impl<'t> Join<'t> {
    pub(super) fn new(former: &'t Tree, text: &Text, cut: &'t Cut, block: &'t Block) -> Join<'t> {
        let source = text.source();
        let (old, new) = (former.source.len() as u32, source.len() as u32);
        let map = former.record(cut.map).children();
        let entries = map.first + cut.entries.start..map.first + cut.entries.end;
        let mut base = 0;
        let mut last_word = former.words.len() as u32;
        if cut.nested {
            let document = former.record(former.documents.first).children().range();
            base = end_of_all(former, document.start..cut.map, base);
            if cut.map + 1 < document.end {
                last_word = former.record(cut.map + 1).key;
            }
        }
        let start = end_of_all(former, map.first..entries.start, base);
        let below = start..end_of_all(former, entries.clone(), start);
        if entries.end < map.range().end {
            last_word = former.record(entries.end).key;
        }
        let words = former.record(entries.start).key..last_word;
        let tree = Tree { source, ..Tree::new(former.file) };
        let decoded = 0..0;
        let mut join = Join { former, cut, block, old, new, below, entries, words, decoded, tree };
        join.decoded = join.gone_texts();
        join
    }

    /// The new tree. `None` when two entries have the same key, or when something of the former tree is neither wholly
    /// before nor wholly after the cut.
    pub(super) fn tree(mut self) -> Option<Tree> {
        self.texts();
        self.words()?;
        self.records()?;
        self.orders()?;
        self.comments();
        let documents = self.former.documents;
        self.tree.documents = Children { first: self.id(documents.first), ..documents };
        Some(self.tree)
    }

    /// Of the former decoded texts, those of what goes: they lie between those that stay.
    fn gone_texts(&self) -> Range<u32> {
        let end = self.former.decoded.len() as u32;
        let mut gone = 0..end;
        let mut stays = |text: Bytes, after: bool| {
            if text.start >= self.old && after {
                gone.end = gone.end.min(text.start - self.old);
            } else if text.start >= self.old {
                gone.start = gone.start.max(text.end - self.old);
            }
        };
        for (place, word) in self.former.words.iter().enumerate().take_while(|_| end > 0) {
            if !self.words.contains(&(place as u32)) {
                stays(word.text, place as u32 >= self.words.end);
            }
        }
        for (id, record) in self.former.records.iter().enumerate().take_while(|_| end > 0) {
            let goes = self.below.contains(&(id as u32)) || self.entries.contains(&(id as u32));
            if let Content::Scalar(text) = record.content
                && !goes
            {
                stays(text, self.is_after(record));
            }
        }
        gone
    }

    fn texts(&mut self) {
        let Range { start, end } = self.decoded;
        let former = &self.former.decoded;
        let block = self.block.tree.decoded.as_str();
        self.tree.decoded = [&former[..start as usize], block, &former[end as usize..]].concat();
    }

    fn words(&mut self) -> Option<()> {
        let former = &self.former.words;
        let block = self.block.words(self.cut);
        let (before, rest) = around(former, &self.words);
        let mut words = Vec::with_capacity(before.len() + block.len() + rest.len());
        for word in before {
            words.push(Word { text: self.text(word.text, false)?, at: self.place(word.at)? });
        }
        words.extend(block.iter().map(|word| self.new_word(*word)));
        for word in rest {
            words.push(Word { text: self.text(word.text, true)?, at: self.place(word.at)? });
        }
        self.tree.words = words;
        Some(())
    }

    fn records(&mut self) -> Option<()> {
        let (former, block) = (&self.former.records, &self.block.tree.records);
        let below = self.block.below as usize;
        let entries = self.block.entries.start as usize..self.block.entries.end as usize;
        let (before, rest) = around(former, &self.below);
        let between = &former[self.below.end as usize..self.entries.start as usize];
        let rest = &rest[between.len() + self.entries.len()..];
        let count = before.len() + below + between.len() + entries.len() + rest.len();
        let mut records = Vec::with_capacity(count);
        for record in before {
            records.push(self.record(record)?);
        }
        records.extend(block[..below].iter().map(|record| self.new_record(record)));
        for record in between {
            records.push(self.record(record)?);
        }
        records.extend(block[entries].iter().map(|record| self.new_record(record)));
        for (place, record) in rest.iter().enumerate() {
            let id = self.entries.end + place as u32;
            let holds_cut = id == self.cut.map || id == self.former.documents.first;
            records.push(if holds_cut { self.holder(id, record)? } else { self.record(record)? });
        }
        self.tree.records = records;
        Some(())
    }

    /// The map that is cut, or the document around it. It starts where it did.
    fn holder(&self, id: u32, record: &Record) -> Option<Record> {
        let is_map = id == self.cut.map;
        let end = match self.cut.end {
            End::Entry => self.byte(record.at.end)?,
            End::Map if !is_map => self.byte(record.at.end)?,
            _ if is_map => self.new_byte(self.block.map_end),
            _ => self.new_byte(self.block.end),
        };
        let Children { first, count } = record.children();
        let more = if is_map { self.more_entries() } else { 0 };
        let children = Children { first: self.id(first), count: count.wrapping_add(more) };
        Some(Record {
            at: Bytes { start: record.at.start, end },
            content: Content::Map(children),
            parent: self.id(record.parent),
            key: self.word(record.key),
            ..*record
        })
    }

    /// A record that stays.
    fn record(&self, record: &Record) -> Option<Record> {
        let after = self.is_after(record);
        // An empty list has a place among the records too, and at the cut only the text tells on which side.
        let children = |children: Children| Children {
            first: if after { self.id(children.first) } else { children.first },
            ..children
        };
        let content = match record.content {
            Content::Null => Content::Null,
            Content::Scalar(text) => Content::Scalar(self.text(text, after)?),
            Content::List(items) => Content::List(children(items)),
            Content::Map(entries) => Content::Map(children(entries)),
            Content::Tagged(tag, value) => Content::Tagged(self.word(tag), self.id(value)),
        };
        let (parent, key) = (self.id(record.parent), self.word(record.key));
        Some(Record { at: self.place(record.at)?, content, parent, key, ..*record })
    }

    /// A record of the block.
    fn new_record(&self, record: &Record) -> Record {
        let children =
            |children: Children| Children { first: children.first + self.below.start, ..children };
        let word = |word: u32| if word == NONE { NONE } else { word - 1 + self.words.start };
        let content = match record.content {
            Content::Null => Content::Null,
            Content::Scalar(text) => Content::Scalar(self.new_text(text)),
            Content::List(items) => Content::List(children(items)),
            Content::Map(entries) => Content::Map(children(entries)),
            Content::Tagged(tag, value) => Content::Tagged(word(tag), value + self.below.start),
        };
        let Range { start, end } = self.block.entries;
        let parent = match record.parent {
            below if below < self.block.below => below + self.below.start,
            entry if (start..end).contains(&entry) => {
                entry - start + self.entries.start.wrapping_add(self.more_below())
            }
            _ => self.id(self.cut.map),
        };
        let key = word(record.key);
        Record { at: self.new_place(record.at), content, parent, key, ..*record }
    }

    /// The order of keys in every large map.
    fn orders(&mut self) -> Option<()> {
        let map = self.former.record(self.cut.map).children().first;
        let own = self.order()?;
        let (former, block) = (orders(self.former), orders(&self.block.tree));
        let mut all: Vec<(u32, &[u32])> = Vec::with_capacity(former.len() + block.len() + 1);
        let mut stay = former.iter().map(|(first, order)| (*first, *order)).peekable();
        while let Some(order) = stay.next_if(|(first, _)| *first < self.below.start) {
            all.push(order);
        }
        let read = block.iter().filter(|(first, _)| *first < self.block.below);
        all.extend(read.map(|(first, order)| (first + self.below.start, *order)));
        let mut rest: Vec<_> = stay.filter(|(first, _)| *first >= self.below.end).collect();
        rest.retain(|(first, _)| *first != map);
        let after = rest.partition_point(|(first, _)| *first < map);
        all.extend(rest[..after].iter().map(|(first, order)| (self.id(*first), *order)));
        if !own.is_empty() {
            all.push((self.id(map), own.as_slice()));
        }
        all.extend(rest[after..].iter().map(|(first, order)| (self.id(*first), *order)));
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
        let Children { first, count } = self.former.record(self.cut.map).children();
        let gone = &self.cut.entries;
        let more = self.more_entries();
        let count = count.wrapping_add(more);
        // What was in order stays so, which is quickly sorted.
        let former = orders(self.former);
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
        let first = self.id(first);
        let key = |place: u32| self.tree.word(self.tree.record(first + place).key).0;
        order.sort_by(|one, other| key(*one).cmp(key(*other)));
        let differ = order.windows(2).all(|pair| key(pair[0]) != key(pair[1]));
        if count as usize <= FEW {
            order.clear();
        }
        differ.then_some(order)
    }

    fn comments(&mut self) {
        let former = &self.former.comments;
        let start =
            former.partition_point(|comment| (comment.at.start as usize) < self.cut.old.start);
        let end = former.partition_point(|comment| (comment.at.start as usize) < self.cut.old.end);
        let mut comments = former[..start].to_vec();
        let mut read = self.block.tree.comments.clone();
        read.sort_by_key(|comment| comment.at.start);
        let moved = |comment: Comment, byte: &dyn Fn(u32) -> u32| {
            let mut at = comment.at;
            (at.start, at.end) = (byte(at.start), byte(at.end));
            Comment { at, ..comment }
        };
        comments
            .extend(read.into_iter().map(|comment| moved(comment, &|byte| self.new_byte(byte))));
        let further = |byte: u32| byte.wrapping_add(self.more_bytes());
        comments.extend(former[end..].iter().map(|comment| moved(comment.clone(), &further)));
        self.tree.comments = comments;
    }

    fn is_after(&self, record: &Record) -> bool {
        record.at.start as usize > self.cut.old.start
    }

    /// The new number of a record that stays.
    fn id(&self, id: u32) -> u32 {
        match id {
            NONE => NONE,
            before if before < self.below.start => before,
            between if between < self.entries.end => between.wrapping_add(self.more_below()),
            after => after.wrapping_add(self.more_below()).wrapping_add(self.more_entries()),
        }
    }

    /// The new number of a word that stays.
    fn word(&self, word: u32) -> u32 {
        match word {
            NONE => NONE,
            before if before < self.words.start => before,
            after => {
                let words = self.block.words(self.cut).len() as u32;
                after.wrapping_add(words).wrapping_sub(self.words.len() as u32)
            }
        }
    }

    /// Where a byte is that stays; `None` for one that goes.
    fn byte(&self, byte: u32) -> Option<u32> {
        match byte as usize {
            before if before <= self.cut.old.start => Some(byte),
            after if after >= self.cut.old.end => Some(byte.wrapping_add(self.more_bytes())),
            _ => None,
        }
    }

    fn place(&self, at: Bytes) -> Option<Bytes> {
        Some(Bytes { start: self.byte(at.start)?, end: self.byte(at.end)? })
    }

    fn text(&self, text: Bytes, after: bool) -> Option<Bytes> {
        if text.start < self.old {
            return self.place(text);
        }
        let more = if after {
            (self.block.tree.decoded.len() as u32).wrapping_sub(self.decoded.len() as u32)
        } else {
            0
        };
        let by = self.new.wrapping_sub(self.old).wrapping_add(more);
        Some(Bytes { start: text.start.wrapping_add(by), end: text.end.wrapping_add(by) })
    }

    /// Where a byte of the block is in the new text.
    fn new_byte(&self, byte: u32) -> u32 {
        byte - BEFORE.len() as u32 + self.cut.new.start as u32
    }

    fn new_place(&self, at: Bytes) -> Bytes {
        Bytes { start: self.new_byte(at.start), end: self.new_byte(at.end) }
    }

    fn new_text(&self, text: Bytes) -> Bytes {
        let Some(start) = text.start.checked_sub(self.block.length as u32) else {
            return self.new_place(text);
        };
        let start = self.new + self.decoded.start + start;
        Bytes { start, end: start + text.len() as u32 }
    }

    fn new_word(&self, word: Word) -> Word {
        Word { text: self.new_text(word.text), at: self.new_place(word.at) }
    }

    /// By how much there is more now than there was. A difference below zero wraps around, and back when it is added.
    fn more_bytes(&self) -> u32 {
        self.new.wrapping_sub(self.old)
    }

    fn more_below(&self) -> u32 {
        self.block.below.wrapping_sub(self.below.len() as u32)
    }

    fn more_entries(&self) -> u32 {
        (self.block.entries.len() as u32).wrapping_sub(self.entries.len() as u32)
    }
}

/// Where all records end that are in these; `base` if nothing is in any of them.
fn end_of_all(tree: &Tree, mut records: Range<u32>, base: u32) -> u32 {
    let last =
        records.rfind(|id| !matches!(tree.record(*id).content, Content::Null | Content::Scalar(_)));
    last.map_or(base, |id| tree.record(id).children().range().end)
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
