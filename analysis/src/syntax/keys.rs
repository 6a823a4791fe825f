//! Keys that are written twice in one map.

use super::SyntaxError;
use super::growing::Growing;
use super::tree::Record;

/// Up to here comparing every pair is cheaper than an order.
pub(super) const FEW: usize = 16;

/// An entry whose key was there before: the first entry with that key, the one before this one, and this one.
struct Repetition {
    first: usize,
    previous: usize,
    again: usize,
}

impl Growing<'_> {
    /// Drops all but the last entry of every key of the map that waits from `base` on, as loaders do, and reports each
    /// repetition. Gives the places of a large map's entries in the order of their keys; nothing for a small one.
    pub(super) fn keep_last_of_each_key(
        &mut self,
        base: usize,
        errors: &mut Vec<SyntaxError>,
    ) -> Vec<u32> {
        let (order, repeated) = self.repetitions(base);
        if repeated.is_empty() {
            return order;
        }
        let mut superseded = vec![false; self.waiting.len() - base];
        for repetition in &repeated {
            superseded[repetition.previous] = true;
            errors.push(self.written_twice(base, repetition));
        }
        let entries: Vec<Record> = self.waiting.drain(base..).collect();
        let kept = entries.into_iter().zip(superseded).filter(|(_, superseded)| !superseded);
        self.waiting.extend(kept.map(|(entry, _)| entry));
        self.order(base)
    }

    /// The places of a large map's entries in the order of their keys.
    pub(super) fn order(&self, base: usize) -> Vec<u32> {
        let count = self.waiting.len() - base;
        if count <= FEW {
            return Vec::new();
        }
        let keys: Vec<&str> = (base..self.waiting.len()).map(|place| self.key(place)).collect();
        let mut order: Vec<u32> = (0..count as u32).collect();
        order.sort_unstable_by_key(|place| (keys[*place as usize], *place));
        order
    }

    fn repetitions(&self, base: usize) -> (Vec<u32>, Vec<Repetition>) {
        let mut repeated = Vec::new();
        let count = self.waiting.len() - base;
        if count <= FEW {
            let mut keys = [""; FEW];
            for again in 0..count {
                keys[again] = self.key(base + again);
                let key = keys[again];
                let mut same = (0..again).filter(|place| keys[*place] == key);
                if let Some(first) = same.next() {
                    let previous = same.next_back().unwrap_or(first);
                    repeated.push(Repetition { first, previous, again });
                }
            }
            return (Vec::new(), repeated);
        }
        let order = self.order(base);
        let mut first = 0;
        for pair in order.windows(2) {
            let [previous, again] = [pair[0] as usize, pair[1] as usize];
            if self.key(base + previous) == self.key(base + again) {
                repeated.push(Repetition { first, previous, again });
            } else {
                first = again;
            }
        }
        repeated.sort_unstable_by_key(|repetition| repetition.again);
        (order, repeated)
    }

    /// The key of a waiting entry.
    fn key(&self, place: usize) -> &str {
        let word = self.tree.words[self.waiting[place].key as usize];
        self.text(word.text)
    }

    fn written_twice(&self, base: usize, repetition: &Repetition) -> SyntaxError {
        let key = self.key(base + repetition.again);
        let at = |place: usize| {
            let word = self.waiting[base + place].key as usize;
            self.tree.span(self.tree.words[word].at)
        };
        SyntaxError {
            at: at(repetition.again),
            message: format!("`{key}` is written twice in the same map; only the last one counts"),
            first: Some(at(repetition.first)),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::{Format, read};
    use crate::text::{FileId, Text};

    #[test]
    fn only_the_last_entry_of_a_key_stays_and_every_repetition_names_the_first() {
        let few = ["a", "b", "a", "c", "a"];
        let many: Vec<String> = (10..30).map(|number| number.to_string()).collect();
        let many: Vec<&str> = few.iter().copied().chain(many.iter().map(String::as_str)).collect();
        for keys in [few.as_slice(), &many] {
            let source = keys.join(": 1\n") + ": 1\n";
            let tree = read(FileId(0), &Text::new(source), Format::Yaml);
            let root = tree.documents().first().unwrap();
            let kept: Vec<&str> = root.pairs().iter().map(|pair| pair.key).collect();
            assert_eq!(kept[..3], ["b", "c", "a"]);
            assert_eq!(kept.len(), keys.len() - 2);
            assert_eq!(root.pair("a").unwrap().key_at.start, 20);
            let places: Vec<_> = tree
                .errors
                .iter()
                .map(|error| (error.at.start, error.first.unwrap().start))
                .collect();
            assert_eq!(places, [(10, 0), (20, 0)]);
        }
    }
}
