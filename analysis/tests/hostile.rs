//! Texts that nobody would write, and random ones: reading ends soon, and never with a panic.

use std::fmt::Write as _;

use lamlint_analysis::syntax::{DEPTH, Format, Kind, Node, Tree, read};
use lamlint_analysis::text::{FileId, Text};

fn tree(source: &str, format: Format) -> Tree {
    read(FileId(0), &Text::new(source), format)
}

fn depth(node: Node<'_>) -> usize {
    match node.kind() {
        Kind::List(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Kind::Map(pairs) => 1 + pairs.iter().map(|pair| depth(pair.value)).max().unwrap_or(0),
        Kind::Tagged { value, .. } => depth(value),
        _ => 0,
    }
}

fn size(node: Node<'_>) -> usize {
    match node.kind() {
        Kind::List(items) => 1 + items.iter().map(size).sum::<usize>(),
        Kind::Map(pairs) => 1 + pairs.iter().map(|pair| size(pair.value)).sum::<usize>(),
        Kind::Tagged { value, .. } => 1 + size(value),
        _ => 1,
    }
}

#[test]
fn deep_nesting_costs_only_what_is_too_deep() {
    let stairs: Vec<String> = (0..400).map(|level| format!("{}a:", " ".repeat(level))).collect();
    let staircase = stairs.join("\n") + "\n";
    let brackets = format!("{}{}", "[".repeat(50_000), "]".repeat(50_000));
    for (source, format) in [
        (format!("a: {brackets}\nb: 1\n"), Format::Yaml),
        (format!("{}x\n", "- ".repeat(20_000)), Format::Yaml),
        (format!("{staircase}b: 1\n"), Format::Yaml),
        ("[".repeat(50_000), Format::Yaml),
        ("{a: ".repeat(20_000), Format::Yaml),
        ("? ".repeat(20_000), Format::Yaml),
        (format!("{{\"a\": {brackets}, \"b\": 1}}"), Format::Json),
        ("[".repeat(50_000), Format::Json),
        ("{\"a\":".repeat(50_000), Format::Json),
    ] {
        let tree = tree(&source, format);
        assert!(!tree.errors.is_empty(), "{}", &source[..20]);
        assert!(tree.documents().iter().all(|root| depth(root) <= DEPTH), "{}", &source[..20]);
        if source.contains('b') {
            assert_eq!(tree.documents().first().unwrap().get("b").and_then(Node::text), Some("1"));
        }
    }
}

#[test]
fn aliases_of_aliases_do_not_grow_without_end() {
    let mut source = "a0: &a0 [lol, lol]\n".to_owned();
    for level in 1..40 {
        let before = level - 1;
        let _ = writeln!(source, "a{level}: &a{level} [*a{before}, *a{before}, *a{before}]");
    }
    let tree = tree(&source, Format::Yaml);
    assert!(tree.documents().iter().map(size).sum::<usize>() < 200_000);
    assert!(!tree.errors.is_empty());
}

#[test]
fn aliases_do_not_nest_deeper_than_brackets() {
    let mut source = format!("a0: &a0 {}{}\n", "[".repeat(60), "]".repeat(60));
    for level in 1..5 {
        let before = level - 1;
        let (open, close) = ("[".repeat(60), "]".repeat(60));
        let _ = writeln!(source, "a{level}: &a{level} {open}*a{before}{close}");
    }
    let tree = tree(&source, Format::Yaml);
    assert!(depth(tree.documents().first().unwrap()) <= DEPTH);
    assert!(!tree.errors.is_empty());
}

const YAML: &str = "# c\nResources:\n  Fn: &fn\n    Type: AWS::Serverless::Function # t\n    Properties:\n      \
Handler: \"app.h\"\n      Timeout: !If [A, 'x', {Ref: b}]\n      Inline: |\n        def h():\n          ä\n      \
List:\n        - a\n        - <<: *fn\n          b: >-\n            c\n---\nB: {c: [1, 2]}\n";
const JSON: &str = "{\"Resources\": {\"Fn\": {\"Type\": \"AWS::SQS::Queue\", \"ä\": [1, true, null, \"\\u00e4\"],\n  \
\"b\": {\"Fn::Join\": [\"\\n\", [\"a\", \"b\"]]}\n}}}\n";
const PIECES: [&str; 30] = [
    "\n", " ", "  ", "\t", ":", ": ", "-", "- ", "\"", "'", "{", "}", "[", "]", ",", "|", ">",
    "&a", "*a", "!", "!T ", "#", "%", "---\n", "...\n", "<<: ", "\\", "ä", "\u{feff}", "\r\n",
];

#[test]
fn random_edits_never_end_badly() {
    // A linear congruential generator (Knuth's MMIX constants), so that every run is the same.
    let mut state = 1u64;
    let mut random = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for round in 0..3000 {
        let format = if round % 2 == 0 { Format::Yaml } else { Format::Json };
        let mut source = if format == Format::Yaml { YAML } else { JSON }.to_owned();
        for _ in 0..=random(4) {
            let from = source.floor_char_boundary(random(source.len() + 1));
            let to = source.floor_char_boundary(source.len().min(from + random(6)));
            source.replace_range(from..to, PIECES[random(PIECES.len())]);
        }
        let text = Text::new(source.as_str());
        let tree = read(FileId(0), &text, format);
        for error in &tree.errors {
            assert!(text.as_str().get(error.at.range()).is_some(), "{source:?}: {error:?}");
        }
        for root in tree.documents() {
            places_fit(root, &text);
        }
        assert_eq!(tree.lost, tree.documents().is_empty() && !tree.errors.is_empty());
    }
}

fn places_fit(node: Node<'_>, text: &Text) {
    assert!(text.as_str().get(node.at().range()).is_some(), "{node:?} in {:?}", text.as_str());
    match node.kind() {
        Kind::List(items) => items.iter().for_each(|item| places_fit(item, text)),
        Kind::Map(pairs) => pairs.iter().for_each(|pair| {
            assert!(text.as_str().get(pair.key_at.range()).is_some());
            places_fit(pair.value, text);
        }),
        Kind::Tagged { value, .. } => places_fit(value, text),
        _ => {}
    }
}
