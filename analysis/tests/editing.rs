//! Edits of config files: what they write, that they change one thing only, and that twice is as good as once.

use lamlint_analysis::syntax::edit::{self, Value};
use lamlint_analysis::syntax::{Format, Kind, Node, Tree, read};
use lamlint_analysis::text::Edit;
use lamlint_analysis::text::{FileId, Text};
use serde_json::{Value as Json, json};

/// A change; paths are separated by dots, numbers are places in lists.
enum Change {
    Set(&'static str, Value),
    Push(&'static str, Value),
    Remove(&'static str, &'static str),
    Replace(&'static str, &'static str),
}
use Change::{Push, Remove, Replace, Set};

fn format(source: &str) -> Format {
    let json = source.trim_start_matches('\u{feff}').starts_with('{');
    if json { Format::Json } else { Format::Yaml }
}

fn read_whole(source: &str) -> (Text, Tree) {
    let text = Text::new(source);
    let tree = read(FileId(0), &text, format(source));
    assert!(tree.errors.is_empty(), "{source}: {:?}", tree.errors);
    (text, tree)
}

fn root(tree: &Tree) -> Node<'_> {
    tree.documents().first().expect("a document")
}

fn find<'tree>(node: Node<'tree>, path: &str) -> Node<'tree> {
    path.split('.').filter(|step| !step.is_empty()).fold(node, |node, step| {
        match step.parse::<usize>() {
            Ok(place) => node.items().get(place).expect("an item"),
            Err(_) => node.get(step).unwrap_or_else(|| panic!("no {step}")),
        }
    })
}

fn edits(source: &str, change: &Change) -> Option<Vec<Edit>> {
    let (text, tree) = read_whole(source);
    let root = root(&tree);
    let format = format(source);
    match change {
        Set(path, value) => {
            let path: Vec<&str> = path.split('.').collect();
            edit::set(&text, format, root, &path, value)
        }
        Push(path, value) => edit::push(&text, format, find(root, path), value),
        Remove(path, key) => edit::remove(&text, format, find(root, path), key),
        Replace(path, new) => edit::replace(&text, format, find(root, path), new),
    }
}

fn apply(source: &str, edits: &[Edit]) -> String {
    let mut changed = source.to_owned();
    assert!(edits.windows(2).all(|pair| pair[0].at.end <= pair[1].at.start), "{edits:?}");
    for edit in edits.iter().rev() {
        changed.replace_range(edit.at.range(), &edit.text);
    }
    changed
}

/// A tree without places and spellings.
fn meaning(node: Node<'_>) -> Json {
    match node.kind() {
        Kind::Null => Json::Null,
        Kind::Scalar(text) => json!(text),
        Kind::List(items) => items.iter().map(meaning).collect(),
        Kind::Map(pairs) => {
            let pairs = pairs.iter().map(|pair| (pair.key.to_string(), meaning(pair.value)));
            call(Json::Object(pairs.collect()))
        }
        Kind::Tagged { tag, value, .. } => {
            let name = if tag == "!Ref" { "Ref".to_owned() } else { format!("Fn::{}", &tag[1..]) };
            call(json!({ name: meaning(value) }))
        }
    }
}

/// A call of `GetAtt` has its argument with a dot.
fn call(mut map: Json) -> Json {
    if let Some(Json::Array(parts)) = map.get("Fn::GetAtt") {
        let parts: Vec<_> = parts.iter().filter_map(Json::as_str).collect();
        map["Fn::GetAtt"] = json!(parts.join("."));
    }
    map
}

fn meant(value: &Value) -> Json {
    match value {
        Value::Text(text) | Value::Raw(text) => json!(text),
        Value::List(items) => items.iter().map(meant).collect(),
        Value::Map(pairs) => {
            Json::Object(pairs.iter().map(|(key, value)| (key.clone(), meant(value))).collect())
        }
        Value::Call { name, argument } => call(json!({ name: meant(argument) })),
    }
}

fn place<'json>(root: &'json mut Json, path: &str) -> &'json mut Json {
    path.split('.').filter(|step| !step.is_empty()).fold(root, |json, step| {
        if json.is_null() {
            *json = json!({});
        }
        match step.parse::<usize>() {
            Ok(place) => &mut json[place],
            Err(_) => &mut json[step],
        }
    })
}

/// What a file means after a change.
fn expected(source: &str, change: &Change) -> Json {
    let mut root = meaning(root(&read_whole(source).1));
    match change {
        Set(path, value) => *place(&mut root, path) = meant(value),
        Push(path, value) => match place(&mut root, path) {
            Json::Array(items) => items.push(meant(value)),
            list => *list = json!([meant(value)]),
        },
        Remove(path, key) => {
            if let Json::Object(entries) = place(&mut root, path) {
                entries.shift_remove(*key);
            }
        }
        Replace(path, new) => *place(&mut root, path) = json!(new),
    }
    root
}

fn check(cases: Vec<(&str, Change, &str)>) {
    for (before, change, after) in cases {
        let found = edits(before, &change).unwrap_or_else(|| panic!("no edits of\n{before}"));
        let changed = apply(before, &found);
        assert_eq!(changed, after, "of\n{before}");
        assert_eq!(
            meaning(root(&read_whole(&changed).1)),
            expected(before, &change),
            "of\n{before}"
        );
        if !matches!(change, Push(..)) {
            assert_eq!(
                edits(after, &change).map_or(1, |again| again.len()),
                match change {
                    Replace(..) | Set(..) | Remove(..) => 0,
                    Push(..) => 1,
                },
                "again\n{after}"
            );
        }
    }
}

fn map(pairs: &[(&str, Value)]) -> Value {
    Value::Map(pairs.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect())
}

fn list(items: &[&str]) -> Value {
    Value::List(items.iter().map(|item| (*item).into()).collect())
}

#[test]
fn values_are_replaced_in_their_style() {
    check(vec![
        ("A: 1 # one\nB: 2\n", Set("A", 3.into()), "A: 3 # one\nB: 2\n"),
        ("A: \"1\"\n", Set("A", 3.into()), "A: \"3\"\n"),
        ("A: 'x'\n", Set("A", "it's".into()), "A: 'it''s'\n"),
        ("A: x\n", Set("A", "2012-10-17".into()), "A: '2012-10-17'\n"),
        ("A: x\r\nB: y\r\n", Set("A", "z".into()), "A: z\r\nB: y\r\n"),
        ("A: !Ref B\nC: 1\n", Set("A", Value::call("Ref", "D")), "A: !Ref D\nC: 1\n"),
        ("A: !Ref B # b\n", Set("A", "c".into()), "A: c # b\n"),
        ("A:\n  B: 1\nC: 2\n", Set("A", "x".into()), "A: x\nC: 2\n"),
        ("A: x\nC: 2\n", Set("A", map(&[("B", 1.into())])), "A:\n  B: 1\nC: 2\n"),
        ("A: |\n  x\n  y\nC: 2\n", Set("A", "z".into()), "A: z\nC: 2\n"),
        ("A: {B: 1, C: [2]}\n", Set("A.C", list(&["v", "w"])), "A: {B: 1, C: [v, w]}\n"),
        ("A:\nC: 2\n", Set("A", "x".into()), "A: x\nC: 2\n"),
        ("A: # c\nC: 2\n", Set("A", "x".into()), "A: x # c\nC: 2\n"),
        ("A: ~\nC: 2\n", Set("A", true.into()), "A: true\nC: 2\n"),
        ("{\"A\": \"1\"}", Set("A", 3.into()), "{\"A\": \"3\"}"),
        ("{\"A\": 1}", Set("A", 3.into()), "{\"A\": 3}"),
        ("{\"A\": 1}", Set("A", "x\"".into()), "{\"A\": \"x\\\"\"}"),
        (
            "{\n  \"A\": 1\n}",
            Set("A", map(&[("B", 2.into())])),
            "{\n  \"A\": {\n    \"B\": 2\n  }\n}",
        ),
        ("A:\n- B: 1\n  C: x\n", Replace("A.0.C", "y: z"), "A:\n- B: 1\n  C: 'y: z'\n"),
        ("A: nodejs18.x\n", Replace("A", "nodejs22.x"), "A: nodejs22.x\n"),
        ("A: \"x\"\n", Replace("A", "y"), "A: \"y\"\n"),
        ("A: 3\n", Replace("A", "180"), "A: 180\n"),
        ("{\"A\": \"x\"}", Replace("A", "y"), "{\"A\": \"y\"}"),
        ("{\"A\": 3}", Replace("A", "180"), "{\"A\": 180}"),
        ("{\"A\": 3}", Replace("A", "x"), "{\"A\": \"x\"}"),
    ]);
}

#[test]
fn entries_go_behind_the_last_one_of_indented_maps() {
    check(vec![
        ("A:\n  B: 1\nC: 2\n", Set("A.D", 3.into()), "A:\n  B: 1\n  D: 3\nC: 2\n"),
        ("A:\n  B: 1 # b\n\nC: 2\n", Set("A.D", 3.into()), "A:\n  B: 1 # b\n  D: 3\n\nC: 2\n"),
        (
            "A:\n  B: 1\n  # b\n  # c\nC: 2\n",
            Set("A.D", 3.into()),
            "A:\n  B: 1\n  # b\n  # c\n  D: 3\nC: 2\n",
        ),
        ("A:\n  B: 1\n# c\nC: 2\n", Set("A.D", 3.into()), "A:\n  B: 1\n  D: 3\n# c\nC: 2\n"),
        ("A:\n    B: 1", Set("A.D.E", 3.into()), "A:\n    B: 1\n    D:\n        E: 3"),
        ("A:\r\n  B: 1\r\nC: 2\r\n", Set("A.D", 3.into()), "A:\r\n  B: 1\r\n  D: 3\r\nC: 2\r\n"),
        ("\u{feff}A: 1\n", Set("B", 2.into()), "\u{feff}A: 1\nB: 2\n"),
        ("\u{feff}A: 1\nC: 3\n", Set("C", 2.into()), "\u{feff}A: 1\nC: 2\n"),
        (
            "A:\n  B: |\n    x\n\nC: 2\n",
            Set("A.D", 3.into()),
            "A:\n  B: |\n    x\n  D: 3\n\nC: 2\n",
        ),
        (
            "A:\n  B: |+\n    x\n\nC: 2\n",
            Set("A.D", 3.into()),
            "A:\n  B: |+\n    x\n\n  D: 3\nC: 2\n",
        ),
        ("A:\n  B: |+\n    x\n\n", Set("A.D", 3.into()), "A:\n  B: |+\n    x\n\n  D: 3\n"),
        ("A:\n  B: |", Set("A.D", 3.into()), "A:\n  B: |\n  D: 3"),
        ("A:\n  B: [1,\n    2]\n", Set("A.D", 3.into()), "A:\n  B: [1,\n    2]\n  D: 3\n"),
        (
            "A:\n- B: 1\n- C: 2\n",
            Push("A", map(&[("D", 3.into()), ("E", 4.into())])),
            "A:\n- B: 1\n- C: 2\n- D: 3\n  E: 4\n",
        ),
        (
            "A: &x {B: 1}\nC:\n  D: *x\n",
            Set("C.E", 3.into()),
            "A: &x {B: 1}\nC:\n  D: *x\n  E: 3\n",
        ),
        ("A: !T\n  B: 1\nC: 1\n", Set("D", "x y".into()), "A: !T\n  B: 1\nC: 1\nD: x y\n"),
    ]);
}

#[test]
fn entries_begin_what_is_empty() {
    check(vec![
        ("A:\nC: 2\n", Set("A.D", 3.into()), "A:\n  D: 3\nC: 2\n"),
        ("A: # a\nC: 2\n", Set("A.D", 3.into()), "A: # a\n  D: 3\nC: 2\n"),
        ("A: {}\nC: 2\n", Set("A.D", 3.into()), "A:\n  D: 3\nC: 2\n"),
        ("A: {} # a\nC: 2\n", Set("A.D", 3.into()), "A: # a\n  D: 3\nC: 2\n"),
        ("A: ~\nC: 2\n", Set("A.D.E", 3.into()), "A:\n  D:\n    E: 3\nC: 2\n"),
        ("A: {B: {}}\n", Set("A.B.D", 3.into()), "A: {B: {D: 3}}\n"),
        ("X:\n  - A:\n", Push("X.0.A", "b".into()), "X:\n  - A:\n      - b\n"),
        ("X:\n- A:\n", Push("X.0.A", "b".into()), "X:\n- A:\n  - b\n"),
        ("A: []\n", Push("A", "b".into()), "A: [b]\n"),
        ("{}", Set("A", 1.into()), "{\"A\": 1}"),
        ("{\n  \"A\": {}\n}", Set("A.B", 1.into()), "{\n  \"A\": {\n    \"B\": 1\n  }\n}"),
        ("{\"A\": []}", Push("A", 1.into()), "{\"A\": [1]}"),
    ]);
}

#[test]
fn entries_go_behind_a_comma_within_brackets() {
    check(vec![
        ("A: {B: 1}\n", Set("A.C", "x, y".into()), "A: {B: 1, C: 'x, y'}\n"),
        ("A: { B: 1 }\n", Set("A.C", 2.into()), "A: { B: 1, C: 2 }\n"),
        ("A: {B: 1,}\n", Set("A.C", 2.into()), "A: {B: 1, C: 2}\n"),
        ("A: {\n  B: 1 # b\n}\n", Set("A.C", 2.into()), "A: {\n  B: 1, # b\n  C: 2\n}\n"),
        ("A: {\n  B: 1, # b\n}\n", Set("A.C", 2.into()), "A: {\n  B: 1, # b\n  C: 2,\n}\n"),
        (
            "A: {\"B\": 1}\n",
            Set("A.C", Value::call("Ref", "D")),
            "A: {\"B\": 1, \"C\": {\"Ref\": \"D\"}}\n",
        ),
        ("A: [a, b]\n", Push("A", Value::call("Ref", "D")), "A: [a, b, !Ref D]\n"),
        ("A: [\n  a,\n  b\n]\n", Push("A", "c".into()), "A: [\n  a,\n  b,\n  c\n]\n"),
        ("A: {B: x << y}\n", Set("A.C", 2.into()), "A: {B: x << y, C: 2}\n"),
        ("{\"A\": \"<<: x\"}", Set("B", 2.into()), "{\"A\": \"<<: x\", \"B\": 2}"),
        ("{\"A\": 1}", Set("B", 2.into()), "{\"A\": 1, \"B\": 2}"),
        (
            "{\n\t\"A\": 1\n}",
            Set("B.C", 2.into()),
            "{\n\t\"A\": 1,\n\t\"B\": {\n\t\t\"C\": 2\n\t}\n}",
        ),
        (
            "{\r\n  \"A\": 1\r\n}",
            Set("B", list(&["x"])),
            "{\r\n  \"A\": 1,\r\n  \"B\": [\"x\"]\r\n}",
        ),
        (
            "{\n  \"A\": [\n    1\n  ]\n}",
            Push("A", 2.into()),
            "{\n  \"A\": [\n    1,\n    2\n  ]\n}",
        ),
    ]);
}

#[test]
fn calls_are_tags_in_yaml_and_maps_in_json() {
    let policy = || map(&[("Effect", "Allow".into()), ("Action", list(&["s3:GetObject"]))]);
    let nested = || Value::call("Fn::Base64", Value::call("Fn::Sub", "${A}"));
    let or = || {
        Value::call(
            "Fn::If",
            Value::List(vec!["C".into(), policy(), Value::call("Ref", "AWS::NoValue")]),
        )
    };
    check(vec![
        ("A: 1\n", Set("B", Value::call("Fn::GetAtt", "Q.Arn")), "A: 1\nB: !GetAtt Q.Arn\n"),
        (
            "A: 1\n",
            Set("B", Value::call("Fn::GetAtt", list(&["Q", "Arn"]))),
            "A: 1\nB: !GetAtt Q.Arn\n",
        ),
        ("A: 1\n", Set("B", Value::call("Fn::Sub", "${Q}: x")), "A: 1\nB: !Sub '${Q}: x'\n"),
        ("A: 1\n", Set("B", nested()), "A: 1\nB:\n  Fn::Base64: !Sub '${A}'\n"),
        ("A: {C: 1}\n", Set("A.B", nested()), "A: {C: 1, B: {Fn::Base64: !Sub '${A}'}}\n"),
        (
            "A: 1\n",
            Set("B", Value::call("Fn::Join", Value::List(vec![",".into(), list(&["v", "w"])]))),
            "A: 1\nB: !Join [',', [v, w]]\n",
        ),
        (
            "A:\n  X: 1\n",
            Set("A.B", or()),
            "A:\n  X: 1\n  B: !If\n    - C\n    - Effect: Allow\n      Action:\n        - s3:GetObject\n    - !Ref AWS::NoValue\n",
        ),
        (
            "{\"A\": 1}",
            Set("B", Value::call("Fn::GetAtt", "Q.Arn")),
            "{\"A\": 1, \"B\": {\"Fn::GetAtt\": [\"Q\", \"Arn\"]}}",
        ),
        (
            "{\"A\": 1}",
            Set("B", nested()),
            "{\"A\": 1, \"B\": {\"Fn::Base64\": {\"Fn::Sub\": \"${A}\"}}}",
        ),
        (
            "A:\n  - x\n",
            Push("A", map(&[("Statement", Value::List(vec![policy()]))])),
            "A:\n  - x\n  - Statement:\n      - Effect: Allow\n        Action:\n          - s3:GetObject\n",
        ),
        ("A:\n- x\n", Push("A", nested()), "A:\n- x\n- Fn::Base64: !Sub '${A}'\n"),
    ]);
}

#[test]
fn entries_are_removed_with_their_lines_or_commas() {
    check(vec![
        ("A: 1 # a\nB: 2\n", Remove("", "A"), "B: 2\n"),
        ("A: 1\nB:\n  C: |\n    x\n# d\nD: 3\n", Remove("", "B"), "A: 1\n# d\nD: 3\n"),
        ("A: 1\nB: 2", Remove("", "B"), "A: 1\n"),
        ("A:\r\n  B: 1\r\n  C: 2\r\n", Remove("A", "C"), "A:\r\n  B: 1\r\n"),
        ("- A: 1\n  B: 2\n", Remove("0", "A"), "- B: 2\n"),
        ("- A: 1\n  B: 2\n", Remove("0", "B"), "- A: 1\n"),
        ("A: {B: 1, C: 2}\n", Remove("A", "B"), "A: {C: 2}\n"),
        ("A: {B: 1, C: 2}\n", Remove("A", "C"), "A: {B: 1}\n"),
        ("A: {B: 1}\n", Remove("A", "B"), "A: {}\n"),
        ("{\n  \"A\": 1,\n  \"B\": 2\n}\n", Remove("", "A"), "{\n  \"B\": 2\n}\n"),
        ("{\n  \"A\": 1,\n  \"B\": 2\n}\n", Remove("", "B"), "{\n  \"A\": 1\n}\n"),
    ]);
}

#[test]
fn what_cannot_be_written_faithfully_is_left_alone() {
    for (source, change) in [
        ("A: &x\n  B: 1\nC: *x\n", Set("C.B", 2.into())),
        ("A: &x\n  B: 1\nC:\n  <<: *x\n", Set("C.B", 2.into())),
        ("A: &x\n  B: 1\nC: *x\n", Set("C", 2.into())),
        ("A: &x 1\nC: *x\n", Set("A", 2.into())),
        ("A: # why\n  B: 1\n", Set("A", 2.into())),
        ("A: !T\n  B: 1\n", Set("A.B", 2.into())),
        ("A: x\n", Set("A.B", 2.into())),
        ("A: [1]\n", Set("A.B", 2.into())),
        ("? A\n: 1\n", Set("B", 2.into())),
        ("A: &x {B: 1}\nC: {<<: *x}\n", Set("C.D", 2.into())),
        ("A: x\n", Push("A", 2.into())),
        ("A: &x [1]\nB: [*x]\n", Push("B", 2.into())),
        ("A:\n  B: 1\n", Remove("A", "B")),
        ("A: {B: 1, # b\n  C: 2}\n", Remove("A", "B")),
        ("A: [1]\n", Replace("A", "x")),
    ] {
        assert_eq!(edits(source, &change), None, "{source}");
    }
}
