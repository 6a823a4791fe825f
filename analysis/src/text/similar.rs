//! How alike two names are, for "did you mean".

/// Edit distance (insertions, deletions, substitutions, swaps of neighbours), in characters, without regard to case.
pub fn distance(a: &str, b: &str) -> usize {
    strsim::osa_distance(&a.to_lowercase(), &b.to_lowercase())
}

/// The most similar of some names, when one is similar enough to be meant: within a third of its length.
pub fn nearest<'a>(name: &str, among: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let measured = among.into_iter().map(|one| (distance(name, one), one));
    let (far, best) = measured.min_by_key(|(far, one)| (*far, *one))?;
    (far <= best.chars().count().max(3) / 3).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn similar_names_are_found_and_others_are_not() {
        assert_eq!(distance("nodejs22x", "nodejs22.x"), 1);
        assert_eq!(distance("ab", "ba"), 1);
        assert_eq!(nearest("pyton3.12", ["python3.12", "ruby3.4"]), Some("python3.12"));
        assert_eq!(nearest("go", ["python3.12", "ruby3.4"]), None);
    }
}
