//! What an editor is told, in small projects with marked places.

mod code;
mod template;
mod tokens;

use std::collections::BTreeMap;

use super::{definition, references};
use crate::Workspace;
use crate::fixture::{self, Place, Places};
use crate::text::Span;

/// The workspace of some files, in which everything is assembled and linked.
fn workspace(files: &BTreeMap<String, String>) -> Workspace {
    fixture::run(&[], files).workspace
}

/// Files out of Markdown, with their marks taken out.
fn places(markdown: &str) -> Places {
    let examples = fixture::examples(markdown);
    fixture::places(&examples.first().unwrap_or_else(|| panic!("no file in {markdown}")).files)
}

fn placed(workspace: &Workspace, found: Vec<Span>) -> Vec<Place> {
    let place = |at: Span| (workspace.path(at.file).to_owned(), at.start, at.end);
    let mut places: Vec<Place> = found.into_iter().map(place).collect();
    places.sort();
    places
}

fn definition_at(workspace: &Workspace, (path, offset): (&str, u32)) -> Vec<Place> {
    let file = workspace.file(path).unwrap();
    placed(workspace, definition(|file| workspace.programs_of(file), file, offset))
}

fn references_at(workspace: &Workspace, (path, offset): (&str, u32), with: bool) -> Vec<Place> {
    let file = workspace.file(path).unwrap();
    placed(workspace, references(|file| workspace.programs_of(file), file, offset, with))
}

/// From every marked place, each end of it, all marked places are found: those where the thing is defined, those
/// where it is used.
fn assert_one_thing(markdown: &str) {
    let marked = places(markdown);
    let workspace = workspace(&marked.files);
    let all: Vec<Place> = {
        let mut all: Vec<Place> = marked.defined.iter().chain(&marked.used).cloned().collect();
        all.sort();
        all
    };
    assert!(!marked.defined.is_empty() && !marked.used.is_empty(), "{markdown}");
    for (path, start, end) in &all {
        for offset in [*start, u32::midpoint(*start, *end), *end] {
            let text = &marked.files[path];
            let shown =
                format!("{path}: {}|{}", &text[..offset as usize], &text[offset as usize..]);
            let place = (path.as_str(), offset);
            assert_eq!(definition_at(&workspace, place), marked.defined, "definition of {shown}");
            assert_eq!(references_at(&workspace, place, false), marked.used, "uses of {shown}");
            assert_eq!(references_at(&workspace, place, true), all, "all of {shown}");
        }
    }
}

/// From the cursor, the marked definitions and uses are found, and nothing else: of files without marks, nothing.
fn assert_at_cursor(markdown: &str) {
    let marked = places(markdown);
    let workspace = workspace(&marked.files);
    let (path, offset) = marked.cursor.unwrap_or_else(|| panic!("no cursor in {markdown}"));
    let place = (path.as_str(), offset);
    assert_eq!(definition_at(&workspace, place), marked.defined, "definition in {markdown}");
    assert_eq!(references_at(&workspace, place, false), marked.used, "uses in {markdown}");
}
