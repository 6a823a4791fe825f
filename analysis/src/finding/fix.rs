//! Applies fixes to texts: the same function behind `--fix` and behind "fix all" in an editor.
//!
//! It decides which fixes go together and writes the new texts. It does not choose which fixes are wanted,
//! does not ask rules again and does not touch a disk: the host repeats "findings, apply" until nothing changes.

use std::collections::BTreeMap;

use crate::finding::{Edit, Fix};
use crate::text::{FileId, Span, Text};

/// What became of some texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// The new text of every file that changed.
    pub texts: BTreeMap<FileId, String>,
    /// Which of the given fixes went in, by their places among them.
    pub fixes: Vec<usize>,
}

/// Applies as many fixes as go together; each goes in whole or not at all.
///
/// The first by place wins. A fix that overlaps or touches one that went in has to wait for the next round, when
/// the rules have seen the new text. A fix that does not fit the text, or changes nothing, is left out.
pub fn apply<'a>(
    fixes: impl IntoIterator<Item = &'a Fix>,
    text: impl Fn(FileId) -> Option<&'a Text>,
) -> Applied {
    let numbered = fixes.into_iter().enumerate();
    let mut fixes: Vec<(usize, &Fix)> =
        numbered.filter(|(_, fix)| fits(fix, &text) && changes(fix, &text)).collect();
    fixes.sort_by_key(|(_, fix)| fix.edits.iter().map(|edit| (edit.at.file, edit.at.start)).min());
    let mut taken: Vec<&Edit> = Vec::new();
    let mut went_in = Vec::new();
    for (place, fix) in fixes {
        if !fix.edits.iter().any(|edit| taken.iter().any(|other| touch(edit.at, other.at))) {
            taken.extend(&fix.edits);
            went_in.push(place);
        }
    }
    Applied { texts: write(taken, text), fixes: went_in }
}

/// The text with these disjoint edits, which are given in the order of their places.
pub fn edited(text: &str, edits: &[&Edit]) -> String {
    let mut new = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        new.push_str(&text[done..edit.at.start as usize]);
        new.push_str(&edit.text);
        done = edit.at.end as usize;
    }
    new.push_str(&text[done..]);
    new
}

fn write<'a>(
    mut edits: Vec<&Edit>,
    text: impl Fn(FileId) -> Option<&'a Text>,
) -> BTreeMap<FileId, String> {
    edits.sort_by_key(|edit| edit.at);
    edits
        .chunk_by(|one, other| one.at.file == other.at.file)
        .filter_map(|edits| {
            let file = edits[0].at.file;
            Some((file, edited(text(file)?.as_str(), edits)))
        })
        .collect()
}

/// Whether every edit lies within its text, between characters, and apart from the fix's other edits.
fn fits<'a>(fix: &Fix, text: &impl Fn(FileId) -> Option<&'a Text>) -> bool {
    let apart = |(index, edit): (usize, &Edit)| {
        fix.edits[..index].iter().all(|other| !overlap(edit.at, other.at))
    };
    let inside = |edit: &Edit| {
        text(edit.at.file).is_some_and(|text| text.as_str().get(edit.at.range()).is_some())
    };
    fix.edits.iter().all(inside) && fix.edits.iter().enumerate().all(apart)
}

fn changes<'a>(fix: &Fix, text: &impl Fn(FileId) -> Option<&'a Text>) -> bool {
    let same =
        |edit: &Edit| text(edit.at.file).is_some_and(|text| text.slice(edit.at) == edit.text);
    !fix.edits.iter().all(same)
}

fn touch(one: Span, other: Span) -> bool {
    one.file == other.file && one.start <= other.end && other.start <= one.end
}

fn overlap(one: Span, other: Span) -> bool {
    let same_place =
        one.start == other.start && (one.end == one.start) == (other.end == other.start);
    one.file == other.file && (same_place || one.start < other.end && other.start < one.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Safety;

    const ONE: FileId = FileId(0);
    const TWO: FileId = FileId(1);

    fn fix(edits: &[(FileId, usize, usize, &str)]) -> Fix {
        let edit = |(file, start, end, text): &(FileId, usize, usize, &str)| {
            Edit::replace(Span::new(*file, *start, *end), *text)
        };
        let edits = edits.iter().map(edit).collect();
        Fix { title: String::new(), safety: Safety::Safe, recipe: None, edits }
    }

    fn applied(fixes: &[Fix]) -> (usize, Vec<String>) {
        let texts = [Text::new("Timeout: 90"), Text::new("Größe: 1")];
        let result = apply(fixes, |file| texts.get(file.0 as usize));
        (result.fixes.len(), result.texts.into_values().collect())
    }

    #[test]
    fn a_fix_may_write_into_several_files() {
        let both = fix(&[(TWO, 9, 10, "2"), (ONE, 9, 11, "180")]);
        assert_eq!(applied(&[both]), (1, vec!["Timeout: 180".into(), "Größe: 2".into()]));
    }

    #[test]
    fn the_first_by_place_wins_and_the_rest_waits() {
        for (name, fixes) in [
            ("overlap", [fix(&[(ONE, 9, 11, "180")]), fix(&[(ONE, 10, 11, "5")])]),
            ("touch", [fix(&[(ONE, 9, 11, "180")]), fix(&[(ONE, 11, 11, " # s")])]),
            ("twice the same", [fix(&[(ONE, 9, 11, "180")]), fix(&[(ONE, 9, 11, "180")])]),
            ("given backwards", [fix(&[(ONE, 10, 11, "5")]), fix(&[(ONE, 9, 11, "180")])]),
            (
                "one half is taken",
                [fix(&[(ONE, 9, 11, "180")]), fix(&[(ONE, 9, 10, ""), (TWO, 0, 0, "x")])],
            ),
        ] {
            assert_eq!(applied(&fixes), (1, vec!["Timeout: 180".into()]), "{name}");
        }
    }

    #[test]
    fn fixes_apart_go_in_together() {
        let fixes = [fix(&[(ONE, 9, 11, "180")]), fix(&[(ONE, 0, 0, "# s\n")])];
        assert_eq!(applied(&fixes), (2, vec!["# s\nTimeout: 180".into()]));
    }

    #[test]
    fn a_fix_that_does_not_fit_is_left_out() {
        for (name, unfit) in [
            ("behind the end", fix(&[(ONE, 9, 99, "180")])),
            ("within a character", fix(&[(TWO, 3, 4, "o")])),
            ("an unknown file", fix(&[(FileId(7), 0, 0, "x")])),
            ("its edits overlap", fix(&[(ONE, 0, 5, "a"), (ONE, 4, 6, "b")])),
            ("changes nothing", fix(&[(ONE, 9, 11, "90")])),
        ] {
            assert_eq!(applied(&[unfit]), (0, vec![]), "{name}");
        }
    }
}
