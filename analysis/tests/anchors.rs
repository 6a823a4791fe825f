//! Edits around anchors: what others use stays, and nothing is written into what an alias brought.

use lamlint_analysis::syntax::edit::{self, Value};
use lamlint_analysis::syntax::{Format, Node, Tree, read};
use lamlint_analysis::text::{FileId, Text};

/// A change of the entry or list that a path leads to; numbers are places in lists.
enum Change {
    Set(&'static str, &'static str, Value),
    Push(&'static str),
    Remove(&'static str, &'static str),
    Replace(&'static str),
}
use Change::{Push, Remove, Replace, Set};

fn find<'tree>(tree: &'tree Tree, path: &str) -> Node<'tree> {
    let root = tree.documents().first().expect("a document");
    path.split('.').filter(|step| !step.is_empty()).fold(root, |node, step| {
        let found = match step.parse::<usize>() {
            Ok(place) => node.items().get(place),
            Err(_) => node.get(step),
        };
        found.unwrap_or_else(|| panic!("no {step}"))
    })
}

/// The text after a change; `None` when it cannot be made.
fn changed(source: &str, change: &Change) -> Option<String> {
    let format = if source.starts_with('{') { Format::Json } else { Format::Yaml };
    let text = Text::new(source);
    let tree = read(FileId(0), &text, format);
    assert!(tree.errors.is_empty(), "{source}: {:?}", tree.errors);
    let edits = match change {
        Set(path, key, value) => edit::set(&text, format, find(&tree, path), &[key], value),
        Push(path) => edit::push(&text, format, find(&tree, path), &"z".into()),
        Remove(path, key) => edit::remove(&text, format, find(&tree, path), key),
        Replace(path) => edit::replace(&text, format, find(&tree, path), "z"),
    }?;
    let mut changed = source.to_owned();
    for edit in edits.iter().rev() {
        changed.replace_range(edit.at.range(), &edit.text);
    }
    Some(changed)
}

#[test]
fn what_goes_may_hold_an_anchor_that_nothing_else_uses() {
    for (source, change, expected) in [
        ("A: &x 1\nB: 2\n", Remove("", "A"), "B: 2\n"),
        ("A:\n  - &x 1\n  - *x\nB: 2\n", Remove("", "A"), "B: 2\n"),
        ("A:\n  C: &x 1\n  D: *x\nB: 2\n", Set("", "A", "z".into()), "A: z\nB: 2\n"),
        ("A: &x 1\nB: *x\nC: 2\n", Remove("", "C"), "A: &x 1\nB: *x\n"),
        ("A: &x\n  B: 1\n  C: 2\nD: *x\n", Remove("A", "C"), "A: &x\n  B: 1\nD: *x\n"),
        ("A: &x 1\nB: *x\n", Replace("A"), "A: &x z\nB: *x\n"),
        (r#"{"A": "&x", "B": "*x"}"#, Remove("", "A"), r#"{"B": "*x"}"#),
        (r#"{"A": {"<<": "&x"}, "B": "*x"}"#, Set("", "A", 1.into()), r#"{"A": 1, "B": "*x"}"#),
    ] {
        assert_eq!(changed(source, &change).as_deref(), Some(expected), "{source}");
    }
}

#[test]
fn an_anchor_that_is_used_elsewhere_does_not_go() {
    for (source, change) in [
        ("A: &x 1\nB: *x\n", Remove("", "A")),
        ("A: &x\nB: *x\n", Remove("", "A")),
        ("A: &x !Ref C\nB: *x\n", Remove("", "A")),
        ("A:\n  C:\n    - D: &x [1]\nB: *x\n", Remove("", "A")),
        ("A:\n  C: &x {D: 1}\nB:\n  <<: *x\n", Remove("", "A")),
        ("A:\n  C: &x {D: 1}\nB:\n  - <<: [*x]\n", Set("", "A", "z".into())),
        ("A:\n  C: &x 1\nB: *x\n", Set("", "A", Value::List(vec![2.into()]))),
        ("A: [&x 1, 2]\nB: *x\n", Set("", "A", Value::List(vec!["3".into()]))),
        ("A: {C: &x 1, D: 2}\nB: {E: *x}\n", Remove("A", "C")),
        ("&x A: 1\nC: 2\nB: *x\n", Remove("", "A")),
        ("A: &x\n  C: &y 1\n  D: *y\nB: *x\n", Remove("", "A")),
    ] {
        assert_eq!(changed(source, &change), None, "{source}");
    }
}

#[test]
fn nothing_is_written_into_what_an_alias_brought() {
    let source = "A: &x\n  - B: [1]\n    C: 2\nD: *x\n";
    for change in [
        Set("D.0", "C", 3.into()),
        Set("D.0", "E", 3.into()),
        Push("D"),
        Push("D.0.B"),
        Remove("D.0", "C"),
        Replace("D.0.C"),
    ] {
        assert_eq!(changed(source, &change), None);
    }
}
