//! Where everything that stays of a former tree, and everything that comes in between, is in the new tree.
//!
//! Numbers and places after what goes move by the difference in size. A difference below zero wraps around, and back when
//! it is added.

use std::ops::Range;

use super::super::super::Tree;
use super::super::super::tree::{Bytes, Children, Content, NONE, Record, Word};
use super::cut::{Cut, End};
use super::{BEFORE, Block};

/// What goes of the former tree, and what comes instead.
pub(super) struct Shift<'t> {
    pub(super) former: &'t Tree,
    pub(super) cut: &'t Cut,
    pub(super) block: &'t Block,
    /// The lengths of both texts.
    old: u32,
    new: u32,
    /// The records of the former tree that are in the entries that go, those entries, and all words of both.
    pub(super) below: Range<u32>,
    pub(super) entries: Range<u32>,
    pub(super) words: Range<u32>,
    /// The decoded texts of all of them.
    pub(super) decoded: Range<u32>,
}

impl<'t> Shift<'t> {
    pub(super) fn new(former: &'t Tree, new: usize, cut: &'t Cut, block: &'t Block) -> Shift<'t> {
        let (old, new) = (former.source.len() as u32, new as u32);
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
        let decoded = 0..0;
        let mut shift = Shift { former, cut, block, old, new, below, entries, words, decoded };
        shift.decoded = shift.gone_texts();
        shift
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

    /// A record that stays.
    pub(super) fn record(&self, record: &Record) -> Option<Record> {
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

    /// The map that is cut, or the document around it. It starts where it did.
    pub(super) fn holder(&self, id: u32, record: &Record) -> Option<Record> {
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

    /// A record of the block.
    pub(super) fn new_record(&self, record: &Record) -> Record {
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

    pub(super) fn new_word(&self, word: Word) -> Word {
        Word { text: self.new_text(word.text), at: self.new_place(word.at) }
    }

    /// The new number of a record that stays.
    pub(super) fn id(&self, id: u32) -> u32 {
        match id {
            NONE => NONE,
            before if before < self.below.start => before,
            between if between < self.entries.end => between.wrapping_add(self.more_below()),
            after => after.wrapping_add(self.more_below()).wrapping_add(self.more_entries()),
        }
    }

    /// The new number of a word that stays.
    pub(super) fn word(&self, word: u32) -> u32 {
        match word {
            NONE => NONE,
            before if before < self.words.start => before,
            after => {
                let words = self.block.words(self.cut).len() as u32;
                after.wrapping_add(words).wrapping_sub(self.words.len() as u32)
            }
        }
    }

    pub(super) fn place(&self, at: Bytes) -> Option<Bytes> {
        Some(Bytes { start: self.byte(at.start)?, end: self.byte(at.end)? })
    }

    /// Where a byte is that stays; `None` for one that goes.
    pub(super) fn byte(&self, byte: u32) -> Option<u32> {
        match byte as usize {
            before if before <= self.cut.old.start => Some(byte),
            after if after >= self.cut.old.end => Some(byte.wrapping_add(self.more_bytes())),
            _ => None,
        }
    }

    pub(super) fn text(&self, text: Bytes, after: bool) -> Option<Bytes> {
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
    pub(super) fn new_byte(&self, byte: u32) -> u32 {
        byte - BEFORE.len() as u32 + self.cut.new.start as u32
    }

    pub(super) fn new_place(&self, at: Bytes) -> Bytes {
        Bytes { start: self.new_byte(at.start), end: self.new_byte(at.end) }
    }

    fn new_text(&self, text: Bytes) -> Bytes {
        let Some(start) = text.start.checked_sub(self.block.length as u32) else {
            return self.new_place(text);
        };
        let start = self.new + self.decoded.start + start;
        Bytes { start, end: start + text.len() as u32 }
    }

    fn is_after(&self, record: &Record) -> bool {
        record.at.start as usize > self.cut.old.start
    }

    /// By how much there is more now than there was.
    pub(super) fn more_bytes(&self) -> u32 {
        self.new.wrapping_sub(self.old)
    }

    fn more_below(&self) -> u32 {
        self.block.below.wrapping_sub(self.below.len() as u32)
    }

    pub(super) fn more_entries(&self) -> u32 {
        (self.block.entries.len() as u32).wrapping_sub(self.entries.len() as u32)
    }
}

/// Where all records end that are in these; `base` if nothing is in any of them.
fn end_of_all(tree: &Tree, mut records: Range<u32>, base: u32) -> u32 {
    let last =
        records.rfind(|id| !matches!(tree.record(*id).content, Content::Null | Content::Scalar(_)));
    last.map_or(base, |id| tree.record(id).children().range().end)
}
