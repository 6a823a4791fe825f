//! What a tree says about a text: values, exact places, and no complaint about anything that YAML allows.

use std::fmt::Write as _;

use lamlint_analysis::syntax::{Format, Kind, Node, Tree, read};
use lamlint_analysis::text::{FileId, Text};

fn tree(source: &str) -> (Text, Tree) {
    let text = Text::new(source);
    let tree = read(FileId(0), &text, Format::Yaml);
    (text, tree)
}

/// A node in one line, as flow YAML with every scalar quoted.
fn show(node: Node<'_>) -> String {
    match node.kind() {
        Kind::Null => "~".to_owned(),
        Kind::Scalar(text) => format!("{text:?}"),
        Kind::List(items) => format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(", ")),
        Kind::Map(pairs) => {
            let pairs = pairs.iter().map(|pair| format!("{}: {}", pair.key, show(pair.value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
        Kind::Tagged { tag, value, .. } => format!("{tag} {}", show(value)),
    }
}

/// Valid YAML and its documents.
const VALID: &[(&str, &[&str])] = &[
    ("", &[]),
    ("# only a comment\n", &[]),
    ("a: 1", &[r#"{a: "1"}"#]),
    ("---\na: 1\n...\n---\nb: 2\n", &[r#"{a: "1"}"#, r#"{b: "2"}"#]),
    ("%YAML 1.2\n---\na: 1\n", &[r#"{a: "1"}"#]),
    (
        "a: ~\nb: null\nc: Null\nd:\ne: ''\nf: \"null\"\n",
        &[r#"{a: ~, b: ~, c: ~, d: ~, e: "", f: "null"}"#],
    ),
    ("a: &x {b: 1}\nc: *x\n", &[r#"{a: {b: "1"}, c: {b: "1"}}"#]),
    (
        "a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  b: 3\n",
        &[r#"{a: {b: "1", c: "2"}, d: {b: "3", c: "2"}}"#],
    ),
    (
        "a: &x {b: 1}\nc: &y {b: 2, d: 3}\ne: {<<: [*x, *y], f: 4}\n",
        &[r#"{a: {b: "1"}, c: {b: "2", d: "3"}, e: {f: "4", b: "1", d: "3"}}"#],
    ),
    (
        "a: !Sub x\nb: !GetAtt\n  - c\n  - d\ne: !Ref\n",
        &[r#"{a: !Sub "x", b: !GetAtt ["c", "d"], e: !Ref ~}"#],
    ),
    ("- !T {b: c}\n- !T\n  b: c\n", &[r#"[!T {b: "c"}, !T {b: "c"}]"#]),
    ("a: !If [b, !Ref c, {d: !Sub e}]\n", &[r#"{a: !If ["b", !Ref "c", {d: !Sub "e"}]}"#]),
    ("a: !!str null\nb: ! 2\nc: !<tag:yaml.org,2002:int> 3\n", &[r#"{a: "null", b: "2", c: "3"}"#]),
    ("a: |\n  b\n   c\n\n  d\n\ne: >-\n  f\n  g\n", &[r#"{a: "b\n c\n\nd\n", e: "f g"}"#]),
    ("a: |2-\n    b\nc: |+\n  d\n\n", &[r#"{a: "  b", c: "d\n\n"}"#]),
    ("a: b\n  c\n\n  d\n", &[r#"{a: "b c\nd"}"#]),
    ("a: \"b\\\n  c\\u00e4\"\nd: 'e''f'\n", &[r#"{a: "bcä", d: "e'f"}"#]),
    ("? a\n: b\n? c\n", &[r#"{a: "b", c: ~}"#]),
    ("- - a\n  - b\n-\n  - c\n", &[r#"[["a", "b"], ["c"]]"#]),
    ("a:\n- b\n- c\nd: e\n", &[r#"{a: ["b", "c"], d: "e"}"#]),
    ("a: [b: c, {d}]\n", &[r#"{a: [{b: "c"}, {d: ~}]}"#]),
    ("a: [\n1,\n2,\n]\nb: {c: 1,}\n", &[r#"{a: ["1", "2"], b: {c: "1"}}"#]),
    ("{\"a\": [1, true], \"b\":null}", &[r#"{a: ["1", "true"], b: ~}"#]),
    ("a: b # c\nd: 'e#f' #g\nh: i#j\n", &[r#"{a: "b", d: "e#f", h: "i#j"}"#]),
    ("a: http://b:1/c\nd: 12:30\ne: a:b\n", &[r#"{a: "http://b:1/c", d: "12:30", e: "a:b"}"#]),
    ("\u{feff}a: ä\r\nb:\r\n  - c\r\n", &[r#"{a: "ä", b: ["c"]}"#]),
    ("a:\t1\nb: c\td\n", &[r#"{a: "1", b: "c\td"}"#]),
    ("1: a\ntrue: b\n~: c\n", &[r#"{1: "a", true: "b", ~: "c"}"#]),
    (
        "a: don't\nb: it's \"c\"\nc: -1\nd: --e\n",
        &[r#"{a: "don't", b: "it's \"c\"", c: "-1", d: "--e"}"#],
    ),
    ("--- |\n a\n", &[r#""a\n""#]),
    ("--- text\n", &[r#""text""#]),
    ("a: >\n\nb: |\nc: 1\n", &[r#"{a: "", b: "", c: "1"}"#]),
];

#[test]
fn valid_yaml_is_read_without_complaint() {
    for (source, expected) in VALID {
        let (_, tree) = tree(source);
        let documents: Vec<String> = tree.documents().iter().map(show).collect();
        assert_eq!(documents, *expected, "{source}");
        assert!(tree.errors.is_empty(), "{source}: {:?}", tree.errors);
        assert!(!tree.lost, "{source}");
    }
}

#[test]
fn what_yaml_allows_but_nobody_can_look_up_is_an_error_that_loses_only_itself() {
    for (source, expected, place) in [
        ("? [a]\n: b\nc: 1\n", r#"{c: "1"}"#, "[a]"),
        ("a: {{ b }}\nc: 1\n", r#"{a: {}, c: "1"}"#, "{ b }"),
        ("a: 1\nb: 2\na: 3\n", r#"{b: "2", a: "3"}"#, "a"),
        ("a: *b\nc: 1\n", r#"{a: ~, c: "1"}"#, "*b"),
        ("a: &b [*b]\n", "{a: [~]}", "*b"),
        ("a: {<<: 1, b: 2}\n", r#"{a: {b: "2"}}"#, "<<"),
        ("a: !\nb: 1\n", r#"{a: ~, b: "1"}"#, "!"),
    ] {
        let (text, tree) = tree(source);
        assert_eq!(tree.documents().iter().map(show).collect::<String>(), expected, "{source}");
        let places: Vec<&str> = tree.errors.iter().map(|error| text.slice(error.at)).collect();
        assert_eq!(places, [place], "{source}: {:?}", tree.errors);
    }
}

/// Every place of a tree with the text that stands there, keys too.
fn places(text: &Text, node: Node<'_>, found: &mut String) {
    let _ = write!(found, "{:?} ", text.slice(node.at()));
    match node.kind() {
        Kind::Map(pairs) => {
            for pair in pairs {
                let _ = write!(found, "{:?}= ", text.slice(pair.key_at));
                places(text, pair.value, found);
            }
        }
        Kind::List(items) => items.iter().for_each(|item| places(text, item, found)),
        Kind::Tagged { tag_at, value, .. } => {
            let _ = write!(found, "{:?}+ ", text.slice(tag_at));
            places(text, value, found);
        }
        _ => {}
    }
}

#[test]
fn places_are_exact() {
    for (source, expected) in [
        (
            "\u{feff}ä: ö # x\r\n'k': \"v\"\r\n",
            r#""ä: ö # x\r\n'k': \"v\"" "ä"= "ö" "'k'"= "\"v\"" "#,
        ),
        ("a: !Sub  x\n", r#""a: !Sub  x" "a"= "!Sub  x" "!Sub"+ "x" "#),
        (
            "a: !T\n  - b\n\nc: d\n",
            r#""a: !T\n  - b\n\nc: d" "a"= "!T\n  - b" "!T"+ "- b" "b" "c"= "d" "#,
        ),
        ("a: |- # x\n  b\n\n# y\n", r#""a: |- # x\n  b" "a"= "|- # x\n  b" "#),
        (
            "a: &x !T |2\n\n   b\n",
            r#""a: &x !T |2\n\n   b" "a"= "!T |2\n\n   b" "!T"+ "|2\n\n   b" "#,
        ),
        ("a: |\nb: >\n\n\nc:\n", r#""a: |\nb: >\n\n\nc:" "a"= "|" "b"= ">" "c"= "" "#),
        ("a: [b, {c: d}]\n", r#""a: [b, {c: d}]" "a"= "[b, {c: d}]" "b" "{c: d}" "c"= "d" "#),
        ("- a: 1\n  b:\n-\n", r#""- a: 1\n  b:\n-" "a: 1\n  b:" "a"= "1" "b"= "" "" "#),
        (
            "a: &y !T # -\n- b\nc:\n-   - d\n",
            r#""a: &y !T # -\n- b\nc:\n-   - d" "a"= "!T # -\n- b" "!T"+ "- b" "b" "c"= "-   - d" "- d" "d" "#,
        ),
        ("a: &x 1\nb: *x\n", r#""a: &x 1\nb: *x" "a"= "1" "b"= "1" "#),
    ] {
        let (text, tree) = tree(source);
        let mut found = String::new();
        places(&text, tree.documents().first().unwrap(), &mut found);
        assert_eq!(found, expected, "{source}");
    }
}

#[test]
fn a_value_that_is_not_written_stands_behind_what_asks_for_it() {
    for (source, before) in [
        ("a:\nb: 1\n", "a:"),
        ("a:   # c\nb: 1\n", "a:"),
        ("a: !T\nb: 1\n", "a: !T"),
        ("a: {b: , c: 1}\n", "a: {b:"),
        ("a: {b, c: 1}\n", "a: {b"),
        ("a:\n  -\n  - 1\n", "a:\n  -"),
    ] {
        let (text, tree) = tree(source);
        let mut node = tree.documents().first().unwrap().pairs().first().unwrap().value;
        loop {
            node = match node.kind() {
                Kind::Map(pairs) => pairs.first().unwrap().value,
                Kind::List(items) => items.first().unwrap(),
                Kind::Tagged { value, .. } => value,
                _ => break,
            };
        }
        assert!(matches!(node.kind(), Kind::Null));
        assert_eq!(&text.as_str()[..node.at().start as usize], before);
    }
}

#[test]
fn comments_know_their_place_and_whether_they_stand_alone() {
    let (text, tree) = tree("\u{feff}# a\nb: 1 # c\n  #d\ne: | # f\n  # no comment\ng: [ # h\n]\n");
    let comments: Vec<_> = tree
        .comments
        .iter()
        .map(|comment| (text.slice(comment.at), &*comment.text, comment.own_line))
        .collect();
    let expected =
        [("# a", "a", true), ("# c", "c", false), ("#d", "d", true), ("# f", "f", false)];
    assert_eq!(comments[..4], expected);
    assert_eq!(comments[4], ("# h", "h", false));
}

#[test]
fn what_is_wrong_is_said_in_words_that_help() {
    for (source, at, words) in [
        ("A: 'b' (c)\nD: e\n", "'b' (c)", "something stands after the closing quote"),
        ("A: 'b\nD: 'e'\n", "'b", "never closed"),
        ("A: !GetAZs !Ref B\nD: e\n", "!Ref", "one tag"),
        ("A: [!ImportValue Fn::Sub: b]\n", "!ImportValue Fn::Sub", "belongs to the key"),
        ("A:\n  - !Sub 'b': c\n", "!Sub 'b'", "belongs to the key"),
    ] {
        let text = Text::new(source);
        let tree = read(FileId(0), &text, Format::Yaml);
        let [error] = tree.errors.as_slice() else { panic!("{source}: {:?}", tree.errors) };
        assert_eq!(text.slice(error.at), at, "{source}");
        assert!(error.message.contains(words), "{source}: {}", error.message);
    }
}
