//! Keys that are written twice in one map.

use std::collections::HashMap;

use super::{Pair, SyntaxError};

/// Up to here comparing every pair is cheaper than hashing.
const FEW: usize = 12;

/// Drops all but the last entry of every key, as loaders do, and reports each repetition.
pub(super) fn keep_last_of_each_key(
    mut pairs: Vec<Pair>,
    errors: &mut Vec<SyntaxError>,
) -> Vec<Pair> {
    // Most maps are small, and a vector starts with room for several of these large entries.
    pairs.shrink_to_fit();
    let repeated = repetitions(&pairs);
    if repeated.is_empty() {
        return pairs;
    }
    let mut superseded = vec![false; pairs.len()];
    for &(first, previous, again) in &repeated {
        superseded[previous] = true;
        errors.push(written_twice(&pairs[first], &pairs[again]));
    }
    let mut place = superseded.into_iter();
    pairs.retain(|_| place.next() != Some(true));
    pairs
}

/// For every entry whose key was there before: the first, the previous and this entry with that key.
fn repetitions(pairs: &[Pair]) -> Vec<(usize, usize, usize)> {
    let mut repeated: Vec<(usize, usize, usize)> = Vec::new();
    if pairs.len() <= FEW {
        for (again, pair) in pairs.iter().enumerate() {
            let mut same = pairs[..again].iter().enumerate().filter(|(_, one)| one.key == pair.key);
            if let Some((first, _)) = same.next() {
                let previous = same.next_back().map_or(first, |(previous, _)| previous);
                repeated.push((first, previous, again));
            }
        }
        return repeated;
    }
    let mut seen: HashMap<&str, (usize, usize)> = HashMap::with_capacity(pairs.len());
    for (again, pair) in pairs.iter().enumerate() {
        let (first, previous) = seen.entry(&pair.key).or_insert((again, again));
        if *first != again {
            repeated.push((*first, *previous, again));
            *previous = again;
        }
    }
    repeated
}

fn written_twice(first: &Pair, again: &Pair) -> SyntaxError {
    SyntaxError {
        at: again.key_at,
        message: format!(
            "`{}` is written twice in the same map; only the last one counts",
            again.key
        ),
        first: Some(first.key_at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Node;
    use crate::text::{FileId, Span};

    fn pairs(keys: &[&str]) -> Vec<Pair> {
        let pair = |(at, key): (usize, &&str)| Pair {
            key: (*key).into(),
            key_at: Span::new(FileId(0), at, at + 1),
            value: Node::null(FileId(0), at),
        };
        keys.iter().enumerate().map(pair).collect()
    }

    #[test]
    fn only_the_last_entry_of_a_key_stays_and_every_repetition_names_the_first() {
        let few = ["a", "b", "a", "c", "a"];
        let many: Vec<String> = (0..20).map(|number| format!("k{number}")).collect();
        let many: Vec<&str> = few.iter().copied().chain(many.iter().map(String::as_str)).collect();
        for keys in [few.as_slice(), &many] {
            let mut errors = Vec::new();
            let kept = keep_last_of_each_key(pairs(keys), &mut errors);
            let kept: Vec<&str> = kept.iter().map(|pair| &*pair.key).collect();
            assert_eq!(kept[..3], ["b", "c", "a"]);
            assert_eq!(kept.len(), keys.len() - 2);
            let places: Vec<_> =
                errors.iter().map(|error| (error.at.start, error.first.unwrap().start)).collect();
            assert_eq!(places, [(2, 0), (4, 0)]);
        }
    }
}
