//! What a tree knows about its nodes: what stands at a byte, what is around a node, what else uses it, and the way to
//! an entry of a large map.

use std::fmt::Write as _;

use lamlint_analysis::syntax::{Format, Kind, Node, Tree, Under, read};
use lamlint_analysis::text::{FileId, Text};

fn tree(source: &str) -> (Text, Tree) {
    let text = Text::new(source);
    let json = source.starts_with('{') && source.contains('"');
    let tree = read(FileId(0), &text, if json { Format::Json } else { Format::Yaml });
    (text, tree)
}

/// The text with a cursor `§`, and what stands at the cursor: keys with a colon behind.
const PLACES: &[(&str, Option<&str>)] = &[
    ("§A: 1\n", Some("A:")),
    ("A§: 1\n", Some("A:")),
    ("A:§ 1\n", Some("A: 1")),
    ("A: §1\n", Some("1")),
    ("A: 1§\n", Some("1")),
    ("A: 1\n§", None),
    ("# c§\nA: 1\n", None),
    ("A:§\n", Some("")),
    ("A:\n  B: 1 #§\n  C: 2\n", Some("B: 1 #\n  C: 2")),
    ("A:\n  B: 1\n §  \n  C: 2\n", Some("B: 1\n   \n  C: 2")),
    ("A:\n  - x\n  - y§y\n", Some("yy")),
    ("A:\n  §- x\n", Some("- x")),
    ("A: [x,§ y]\n", Some("[x, y]")),
    ("A: [x, §y]\n", Some("y")),
    ("A: [[x]§]\n", Some("[x]")),
    ("A: !S§ub x\n", Some("!Sub x")),
    ("A: !Sub x§\n", Some("x")),
    ("A: !Sub\n  - x\n  - B: §y\n", Some("y")),
    ("A: |\n  x\n  §y\nB: 1\n", Some("|\n  x\n  y")),
    ("A: {B: 1, §C: 2}\n", Some("C:")),
    ("A: 1\n---\nB: §2\n", Some("2")),
    ("A: 1\n§---\nB: 2\n", None),
    ("A: &x 1\nB: *x\nC§: 3\n", Some("C:")),
    ("A: &x §1\nB: *x\n", Some("1")),
    ("A: &x 1\n§B: *x\n", Some("B:")),
    ("A: &x 1\nB: §*x\n", Some("A: &x 1\nB: *x")),
    ("A: &x {B: §1}\nC:\n  <<: *x\n  D: 2\n", Some("1")),
    ("A: &x {§B: 1}\nC:\n  <<: *x\n  D: 2\n", Some("B:")),
    ("A: &x {B: 1}\nC:\n  <<: *x\n  D: §2\n", Some("2")),
    ("A: &x {B: 1}\nC:\n  §<<: *x\n  D: 2\n", Some("<<: *x\n  D: 2")),
    ("C:\n  <<: {B: §1}\n  D: 2\n", Some("1")),
    ("C:\n  <<: {B: 1}\n  D: §2\n", Some("2")),
    ("A: 1\nB: 2\nA: §3\n", Some("3")),
    ("A: §1\nB: 2\nA: 3\n", Some("A: 1\nB: 2\nA: 3")),
    ("A: @\nB: §1\n", Some("1")),
    ("A\n  B: §1\n  C: 2\n", Some("1")),
    ("{\"A\": {\"B§\": [1, 2]}}", Some("\"B\":")),
    ("{\"A\": {\"B\": [1, §2]}}", Some("2")),
    ("{\"A\": {\"B\": [1, 2] §}}", Some("{\"B\": [1, 2] }")),
    ("§{\"A\": 1}", Some("{\"A\": 1}")),
    ("{\"A\": 1} §", None),
    ("§", None),
];

#[test]
fn the_innermost_node_or_key_at_a_byte_is_found() {
    for (marked, expected) in PLACES {
        let byte = marked.find('§').unwrap() as u32;
        let (text, tree) = tree(&marked.replace('§', ""));
        let found = tree.at(byte).map(|under| match under {
            Under::Key(pair) => format!("{}:", text.slice(pair.key_at)),
            Under::Value(node) => text.slice(node.at()).to_owned(),
        });
        assert_eq!(found.as_deref(), *expected, "{marked}");
    }
}

/// All nodes below one, itself first.
fn all<'tree>(node: Node<'tree>, found: &mut Vec<Node<'tree>>) {
    found.push(node);
    match node.kind() {
        Kind::List(items) => items.iter().for_each(|item| all(item, found)),
        Kind::Map(pairs) => pairs.iter().for_each(|pair| all(pair.value, found)),
        Kind::Tagged { value, .. } => all(value, found),
        Kind::Null | Kind::Scalar(_) => {}
    }
}

const SHARING: &str =
    "A: &x\n  B: &y [1, {C: !Sub 2}]\n  D: *y\nE: *x\nF:\n  <<: *x\n  G: 3\n  <<: {H: 4}\n";

#[test]
fn every_node_knows_what_it_stands_in() {
    let deep = format!("{}1{}", "[".repeat(200), "]".repeat(200));
    let large: String = (0..100).fold(String::new(), |mut source, number| {
        let _ = writeln!(source, "K{number}: &a{number} {{V: {number}}}\nL{number}: *a{number}");
        source
    });
    let json = "{\"A\": [{\"B\": 1}, [null]], \"C\": {}, \"A\": [{\"D\": 2}]}";
    for source in [SHARING, "A: 1\n---\n- B\n- !T\n", "A\n  B: [1]\n", json, &deep, &large] {
        let (_, tree) = tree(source);
        let mut nodes = Vec::new();
        for root in tree.documents() {
            assert!(root.parent().is_none() && root.entry().is_none(), "{source}");
            all(root, &mut nodes);
        }
        for node in &nodes {
            assert_eq!(tree.node(node.id()).map(Node::at), Some(node.at()), "{source}");
            let children: Vec<Node> = match node.kind() {
                Kind::List(items) => items.iter().collect(),
                Kind::Map(pairs) => pairs.iter().map(|pair| pair.value).collect(),
                Kind::Tagged { value, .. } => vec![value],
                Kind::Null | Kind::Scalar(_) => Vec::new(),
            };
            for child in &children {
                assert_eq!(child.parent().map(Node::id), Some(node.id()), "{source}: {child:?}");
            }
            for pair in node.pairs() {
                let entry = pair.value.entry().unwrap();
                assert_eq!((entry.key, entry.key_at), (pair.key, pair.key_at), "{source}");
                assert_eq!(node.get(pair.key).map(Node::id), Some(pair.value.id()), "{source}");
            }
            assert!(node.items().iter().all(|item| item.entry().is_none()), "{source}");
        }
        let mut ids: Vec<_> = nodes.iter().map(|node| node.id()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), nodes.len(), "a node stands in two places of {source}");
    }
}

#[test]
fn what_an_alias_uses_is_shared_at_both_places() {
    let (_, tree) = tree(SHARING);
    let root = tree.documents().first().unwrap();
    for (path, shared, alias) in [
        (&["A"][..], true, false),
        (&["A", "B"], true, false),
        (&["A", "D"], true, true),
        (&["E"], true, true),
        (&["E", "B"], true, true),
        (&["E", "D"], true, true),
        (&["F"], false, false),
        (&["F", "B"], true, true),
        (&["F", "G"], false, false),
        (&["F", "H"], false, false),
    ] {
        let node = root.path(path).unwrap();
        assert_eq!((node.is_shared(), node.is_alias()), (shared, alias), "{path:?}");
    }
    assert!(!root.is_shared());
    let item = root.path(&["E", "B"]).and_then(|list| list.items().get(1)).unwrap();
    assert!(item.is_shared() && item.is_alias());
}

#[test]
fn an_anchor_that_nothing_uses_shares_nothing() {
    for source in
        ["A: &x 1\n", "A: '&x'\nB: '*x'\n", "A: &x [*x]\n", "{\"A\": \"&x\", \"B\": \"*x\"}"]
    {
        let (_, tree) = tree(source);
        let mut nodes = Vec::new();
        all(tree.documents().first().unwrap(), &mut nodes);
        assert!(!nodes.iter().any(|node| node.is_shared() || node.is_alias()), "{source}");
    }
}

/// A map with entries whose keys are not in order, some of them twice, in either format.
fn large(count: usize, json: bool) -> String {
    let keys = (0..count).map(|number| number * 7919 % count).chain([5, 0]);
    let mut source = String::new();
    for key in keys {
        let separator = if source.is_empty() { "" } else { "," };
        let place = source.len();
        let _ = if json {
            write!(source, "{separator}\n\"Käse{key}\": {place}")
        } else {
            writeln!(source, "Käse{key}: {place}")
        };
    }
    if json { format!("{{{source}}}") } else { source }
}

#[test]
fn large_maps_give_what_small_ones_do() {
    for count in [15, 16, 17, 18, 200, 8000] {
        for json in [false, true] {
            let (_, tree) = tree(&large(count, json));
            let root = tree.documents().first().unwrap();
            assert_eq!((tree.errors.len(), root.pairs().len()), (2, count));
            for pair in root.pairs().iter().step_by(1 + count / 100) {
                assert_eq!(root.get(pair.key).map(Node::id), Some(pair.value.id()), "{}", pair.key);
            }
            assert_eq!(root.pairs().last().map(|pair| pair.key), Some("Käse0"));
            assert!(root.get("Käse").is_none() && root.get("").is_none());
        }
    }
}

#[test]
fn large_maps_that_an_alias_or_a_merge_key_copies_can_be_asked_too() {
    let entries = |indent: &str| {
        large(40, false).lines().fold(String::new(), |mut all, line| {
            let _ = writeln!(all, "{indent}{line}");
            all
        })
    };
    let source = format!("A: &x\n{}B: *x\nC:\n  <<: *x\n  Käse7: own\n  More: 1\n", entries("  "));
    let (_, tree) = tree(&source);
    let root = tree.documents().first().unwrap();
    let [original, copy, merged] = ["A", "B", "C"].map(|key| root.get(key).unwrap());
    for number in 0..40 {
        let key = format!("Käse{number}");
        let value = original.get(&key).and_then(Node::text);
        assert!(value.is_some());
        assert_eq!(copy.get(&key).and_then(Node::text), value);
        let expected = if number == 7 { Some("own") } else { value };
        assert_eq!(merged.get(&key).and_then(Node::text), expected);
    }
    assert_eq!((copy.pairs().len(), merged.pairs().len()), (40, 41));
    assert_eq!(merged.get("More").and_then(Node::text), Some("1"));
    assert_eq!(merged.get("Käse8").and_then(Node::parent).map(Node::id), Some(merged.id()));
}

#[test]
fn an_item_is_asked_for_by_its_place() {
    let (_, tree) = tree("[a, b, c]");
    let items = tree.documents().first().unwrap().items();
    let texts = |nodes: &[Node]| nodes.iter().filter_map(|node| node.text()).collect::<String>();
    assert_eq!(items.exactly::<3>().map(|nodes| texts(&nodes)).as_deref(), Some("abc"));
    assert_eq!(items.at_least::<2>().map(|nodes| texts(&nodes)).as_deref(), Some("ab"));
    assert!(items.exactly::<2>().is_none() && items.at_least::<4>().is_none());
    assert_eq!(items.get(2).and_then(Node::text), Some("c"));
    assert!(items.get(3).is_none());
    assert_eq!(items.iter().rev().filter_map(Node::text).collect::<String>(), "cba");
}
