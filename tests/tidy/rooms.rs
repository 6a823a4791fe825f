//! The rooms of the house, from the ground up: an import goes down or stays on its floor's own room, never up.

use crate::files::{File, all, assert_none};

/// The floors, lowest first; rooms of one floor do not know each other. This is the only list.
const FLOORS: &[&[&str]] = &[
    &["text"],
    &["syntax", "source"],
    &["finding"],
    &["model"],
    &["tables"],
    &["files"],
    &["code"],
    &["frameworks", "sdk"],
    &["program"],
    &["rule"],
    &["ide"],
    &["workspace"],
    &["fixture"],
];

const ANALYSIS: &str = "analysis/src/";

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

/// Whether a file of one room may use another one.
fn may_use(room: &str, other: &str) -> bool {
    room == other || floor(other).is_some_and(|below| Some(below) < floor(room))
}

/// The rooms that a line of code names: `crate::text::Span`, and each of `crate::{text, syntax}`.
fn named(line: &str) -> Vec<&str> {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    let mut rooms = Vec::new();
    for (at, found) in line.match_indices("crate::") {
        let rest = &line[at + found.len()..];
        match rest.strip_prefix('{') {
            Some(list) => {
                let list = list.split('}').next().unwrap_or_default();
                rooms.extend(
                    list.split(',').map(|item| item.trim().split("::").next().unwrap_or_default()),
                );
            }
            None => {
                rooms.push(rest.split(|character| !is_part(character)).next().unwrap_or_default())
            }
        }
    }
    rooms
}

fn upward_imports(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in files.iter().filter(|file| !file.is_test()) {
        let Some(inner) = file.path.strip_prefix(ANALYSIS) else { continue };
        let room = inner.split(['/', '.']).next().unwrap_or_default();
        if room == "lib" {
            continue;
        }
        if floor(room).is_none() {
            complaints.push(format!("{}: `{room}` is on no floor", file.path));
            continue;
        }
        for (line, code) in file.code() {
            let upward = named(code).into_iter().filter(|other| !may_use(room, other));
            complaints.extend(upward.map(|other| {
                let reason =
                    if floor(other).is_some() { "is not below" } else { "is no room below" };
                format!("{}:{line}: `{other}` {reason} `{room}`", file.path)
            }));
        }
    }
    complaints
}

#[test]
fn imports_never_go_up() {
    assert_none(&upward_imports(&all()));
}

#[test]
fn the_check_can_complain() {
    for (path, text, complains) in [
        ("analysis/src/model/mod.rs", "use crate::frameworks::Framework;", true),
        ("analysis/src/model/mod.rs", "use crate::text::Span;", false),
        ("analysis/src/model/mod.rs", "use crate::{program, text::Span};", true),
        ("analysis/src/model/x.rs", "let x = crate::rule::Topic::Sizing;", true),
        ("analysis/src/source/x.rs", "use crate::syntax::Node;", true),
        ("analysis/src/workspace/x.rs", "use crate::model::Stack;", false),
        ("analysis/src/model/x.rs", "// see crate::rule", false),
        ("analysis/src/somewhere/x.rs", "", true),
        ("analysis/src/model/x.rs", "use crate::Workspace;", true),
        ("analysis/src/lib.rs", "pub use crate::rule::Rule;", false),
    ] {
        let complaints = upward_imports(&[File::new(path, text)]);
        assert_eq!(!complaints.is_empty(), complains, "{path}: {text}: {complaints:?}");
    }
}
