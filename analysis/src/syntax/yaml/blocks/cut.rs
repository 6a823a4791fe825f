//! Where a text can be cut around what changed in it.

use std::ops::Range;

use super::super::super::Tree;
use super::super::super::tree::{Bytes, Children, Word};
use super::entries;

/// What of a text is read again.
#[derive(Debug)]
pub(super) struct Cut {
    /// The map whose entries are read again.
    pub(super) map: u32,
    /// Whether that map is the value of an entry of the document; otherwise it is the document.
    pub(super) nested: bool,
    /// The places of the entries that go.
    pub(super) entries: Range<u32>,
    /// The column of its keys.
    pub(super) column: usize,
    /// The lines that go, of the former text.
    pub(super) old: Range<usize>,
    /// The lines that are there instead. Both start at the same byte.
    pub(super) new: Range<usize>,
    /// What stands after them.
    pub(super) end: End,
}

/// What stands after the lines that are read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// An entry of the same map.
    Entry,
    /// An entry of the map around it.
    Map,
    /// Nothing.
    Text,
}

/// So many bytes may be read in vain, before the whole is.
const SMALL: usize = 16 << 10;
/// How many bytes are compared at once.
const CHUNK: usize = 256;

/// The bytes that differ: up to `start` both texts are equal, and from `end` of the former text on.
#[derive(Clone, Copy)]
struct Changed {
    start: usize,
    end: usize,
}

/// A map whose entries start lines.
struct Lines<'t> {
    tree: &'t Tree,
    source: &'t str,
    entries: Range<u32>,
    column: usize,
}

impl Cut {
    /// Finds the fewest entries that hold all that changed, in the document or in one of its entries.
    /// `None` when that is most of the text, or when the text is not one plain map.
    pub(super) fn find(former: &Tree, old: &str, new: &str) -> Option<Cut> {
        let Children { first: document, count: 1 } = former.documents else { return None };
        let top = Lines::of(former, old, document).filter(|top| top.column == 0)?;
        let head = &old[..former.record(document).at.start as usize];
        if head.contains('%') || has_merge_key(old) {
            return None;
        }
        let changed = Changed::between(old, new);
        let inner = || {
            let place = top.last_before(changed.start)?;
            let map = top.entries.start + place;
            let lines = Lines::of(former, old, map)?;
            let next = (map + 1 < top.entries.end).then(|| top.line(place + 1));
            let (end, limit) = match next {
                Some(line) => (End::Map, line?),
                None => (End::Text, old.len()),
            };
            lines.cut(changed, end, limit).map(|cut| Cut { map, nested: true, ..cut })
        };
        let outer = || {
            let cut = top.cut(changed, End::Text, old.len())?;
            Some(Cut { map: document, nested: false, ..cut })
        };
        let mut cut = inner().or_else(outer)?;
        cut.new = cut.old.start..cut.old.end + new.len() - old.len();
        let fits = cut.new.len() <= SMALL.max(new.len() / 2);
        let fits = fits && !has_merge_key(&new[cut.new.clone()]);
        fits.then_some(cut)
    }
}

impl<'t> Lines<'t> {
    /// `None` for anything but a map in block style that has entries.
    fn of(tree: &'t Tree, source: &'t str, map: u32) -> Option<Lines<'t>> {
        let entries = entries(tree.record(map))?;
        let key = tree.record(entries.clone().next()?).key;
        let first = tree.words[key as usize].at.start as usize;
        let column = first - source[..first].rfind('\n').map_or(0, |at| at + 1);
        Some(Lines { tree, source, entries, column })
    }

    fn cut(&self, changed: Changed, end: End, limit: usize) -> Option<Cut> {
        let last = self.last_before(changed.start)?;
        // The line of the first key has to be as it was. Then a key stands there again, whatever comes after.
        let first = [Some(last), last.checked_sub(1)].into_iter().flatten();
        let first = first.into_iter().find(|place| self.line_end(*place) <= changed.start)?;
        let start = self.line(first)?;
        let count = self.entries.len() as u32;
        let next = (last + 1..count).find_map(|place| {
            // The line break before it, too, has to be the one that was there.
            let line = self.line(place).filter(|line| *line > changed.end)?;
            Some((place, line))
        });
        let (past, stop, end) = match next {
            Some((place, line)) => (place, line, End::Entry),
            None if end == End::Text || limit > changed.end => (count, limit, end),
            None => return None,
        };
        let old = start..stop;
        let new = 0..0;
        let column = self.column;
        Some(Cut { map: 0, nested: false, entries: first..past, column, old, new, end })
    }

    fn key(&self, place: u32) -> Bytes {
        let Word { at, .. } =
            self.tree.words[self.tree.record(self.entries.start + place).key as usize];
        at
    }

    /// The last entry whose key starts before a byte.
    fn last_before(&self, byte: usize) -> Option<u32> {
        let (mut low, mut high) = (0, self.entries.len() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            if (self.key(middle).start as usize) < byte {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low.checked_sub(1)
    }

    /// Where the line of an entry starts. `None` if more than spaces stands before its key.
    fn line(&self, place: u32) -> Option<usize> {
        let key = self.key(place).start as usize;
        let start = key.checked_sub(self.column)?;
        let bytes = self.source.as_bytes();
        let first = start == 0 || bytes[start - 1] == b'\n';
        (first && bytes[start..key].iter().all(|byte| *byte == b' ')).then_some(start)
    }

    /// Where the line ends on which the key of an entry starts, with its line break; behind the text if it has none.
    fn line_end(&self, place: u32) -> usize {
        let key = self.key(place).start as usize;
        let rest = &self.source.as_bytes()[key..];
        memchr::memchr(b'\n', rest).map_or(self.source.len() + 1, |at| key + at + 1)
    }
}

impl Changed {
    fn between(old: &str, new: &str) -> Changed {
        let (old, new) = (old.as_bytes(), new.as_bytes());
        let whole = old.chunks_exact(CHUNK).zip(new.chunks_exact(CHUNK));
        let whole = CHUNK * whole.take_while(|(old, new)| old == new).count();
        let rest = old[whole..].iter().zip(&new[whole..]);
        let start = whole + rest.take_while(|(old, new)| old == new).count();
        let (old, new) = (&old[start..], &new[start..]);
        let whole = old.rchunks_exact(CHUNK).zip(new.rchunks_exact(CHUNK));
        let whole = CHUNK * whole.take_while(|(old, new)| old == new).count();
        let rest = old[..old.len() - whole].iter().rev().zip(new[..new.len() - whole].iter().rev());
        let same = whole + rest.take_while(|(old, new)| old == new).count();
        Changed { start, end: start + old.len() - same }
    }
}

/// Whether a text may have a merge key. What such a key brings in depends on all that stands beside it.
fn has_merge_key(source: &str) -> bool {
    memchr::memmem::find_iter(source.as_bytes(), "<<").any(|at| {
        let after = source[at + 2..].trim_start_matches([' ', '\t']).chars().next();
        matches!(after, None | Some(':' | ',' | '[' | ']' | '{' | '}' | '#' | '\n' | '\r'))
    })
}
