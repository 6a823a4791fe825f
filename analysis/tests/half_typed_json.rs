//! What is left of a JSON template while somebody types in the middle of it: all but the entry that is broken.

use lamlint_analysis::syntax::{Format, Node, Tree, read};
use lamlint_analysis::text::{Encoding, FileId, Text};

/// A template; `@` is where the typing happens.
const TEMPLATE: &str = r#"{
  "Resources": {
    "Worker": {
      "Type": "AWS::Serverless::Function",
      "Properties": {
        "Handler": "app.handler",
@        "Runtime": "python3.12",
        "Environment": {"Variables": {"TABLE": "orders"}},
        "Layers": [
          "arn"
        ]
      }
    },
    "Jobs": {
      "Type": "AWS::SQS::Queue"
    }
  },
  "Outputs": {"Url": "x"}
}
"#;

/// What stands in the template apart from the typing.
const REST: [(&str, &str); 7] = [
    ("Resources.Worker.Type", "AWS::Serverless::Function"),
    ("Resources.Worker.Properties.Handler", "app.handler"),
    ("Resources.Worker.Properties.Runtime", "python3.12"),
    ("Resources.Worker.Properties.Environment.Variables.TABLE", "orders"),
    ("Resources.Worker.Properties.Layers.0", "arn"),
    ("Resources.Jobs.Type", "AWS::SQS::Queue"),
    ("Outputs.Url", "x"),
];

/// What is typed, and the lines (from 1, the first typed line is 7) with errors. Everything else must stay.
const TYPED: &[(&str, &[u32])] = &[
    ("\"\n", &[7]),
    ("\"Time\n", &[7]),
    ("\"Timeout\"\n", &[7]),
    ("\"Timeout\",\n", &[7]),
    ("\"Timeout\":\n", &[7]),
    ("\"Timeout\": ,\n", &[7]),
    ("\"Timeout\": 3\n", &[7]),
    ("\"Timeout\": \"3\n", &[7]),
    ("\"Timeout\": \"3,\n", &[7]),
    ("\"Timeout: 3,\n", &[7]),
    ("Timeout\n", &[7]),
    ("Timeout: 3,\n", &[7]),
    ("'Timeout': 3,\n", &[7]),
    ("\"Timeout\": '3',\n", &[7]),
    ("\"Timeout\": three,\n", &[7]),
    ("\"Timeout\": 03,\n", &[7]),
    ("\"Timeout\" 3,\n", &[7]),
    ("\"Timeout\": {\n", &[7]),
    ("\"Timeout\": [\n", &[7]),
    ("\"Timeout\": {\"a\": 1,\n", &[7]),
    ("\"Timeout\": {\"a\": [1},\n", &[7]),
    ("\"Timeout\": }\n", &[7, 7]),
    ("\"Timeout\": 3 // seconds\n", &[7, 7]),
    ("// \"Timeout\": 3\n", &[7]),
    ("/* a */\n", &[7]),
    ("# a\n", &[7]),
    (",\n", &[7]),
    (":\n", &[7]),
    ("{\n", &[7, 7]),
    ("\"Tags\": [\"a\",],\n", &[]),
    ("\"Tags\": [\"a\",,],\n", &[7]),
    ("\"Tags\": [\"a\" \"b\"],\n", &[7]),
    ("\"Name\": \"a\\q\",\n", &[7]),
    ("\"Name\": \"a\tb\",\n", &[7]),
    ("\"Timeout\": 3, \"Timeout\": 4,\n", &[7]),
    ("@,\n", &[7]),
    ("ä\n", &[7]),
];

fn json(source: &str) -> (Text, Tree) {
    let text = Text::new(source);
    let tree = read(FileId(0), &text, Format::Json);
    (text, tree)
}

fn find<'tree>(node: Node<'tree>, path: &str) -> Option<&'tree str> {
    let mut node = node;
    for step in path.split('.') {
        node = match step.parse::<usize>() {
            Ok(place) => node.items().get(place)?,
            Err(_) => node.get(step)?,
        };
    }
    node.text()
}

fn lines(text: &Text, tree: &Tree) -> Vec<u32> {
    let place = |at| text.position(at, Encoding::Utf8).line + 1;
    tree.errors.iter().map(|error| place(error.at.start)).collect()
}

#[test]
fn only_what_is_broken_is_lost() {
    let (before, behind) = TEMPLATE.split_once('@').unwrap();
    let mut wrong = Vec::new();
    for (typed, expected) in TYPED {
        let (text, tree) = json(&format!("{before}        {typed}{behind}"));
        for (path, value) in REST {
            if tree.documents().first().and_then(|root| find(root, path)) != Some(value) {
                wrong.push(format!("{typed:?} loses {path}"));
            }
        }
        if lines(&text, &tree) != *expected {
            wrong.push(format!("{typed:?}: {:?}", tree.errors));
        }
        let empty = tree.errors.iter().any(|error| text.slice(error.at).trim().is_empty());
        let empty = empty && !typed.contains('\t');
        if empty {
            wrong.push(format!("{typed:?} has an empty place: {:?}", tree.errors));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A text, what must be left of it (path and value), and the lines with errors.
type Broken = (&'static str, &'static [(&'static str, &'static str)], &'static [u32]);

/// Texts that are broken in other places.
const ELSEWHERE: &[Broken] = &[
    ("", &[], &[]),
    ("{", &[], &[1]),
    ("{\n  \"a\": \"1\"", &[("a", "1")], &[1]),
    ("{\"a\": {\"b\": 1, \"c\": 2}", &[("a.b", "1"), ("a.c", "2")], &[1]),
    ("{\"a\": 1}}", &[("a", "1")], &[1]),
    ("{\"a\": 1} x", &[("a", "1")], &[1]),
    ("{\"a\": [1, 2, \"b\": 3}", &[("a.1", "2"), ("b", "3")], &[1]),
    ("{\n\"a\": {\n\"b\": 1\n},\n\"c\": 2\n}", &[("a.b", "1"), ("c", "2")], &[]),
    ("\u{feff}{\"ä\": \"ö\"}\r\n", &[("ä", "ö")], &[]),
    ("{\"a\": \"\\u00e4\\n\"}", &[("a", "ä\n")], &[]),
    ("{\"a\": 1, \"a\": 2}", &[("a", "2")], &[1]),
    ("{\n\t\"a\": 1,\n\t\"b\": -1.5e+3\n}", &[("a", "1"), ("b", "-1.5e+3")], &[]),
];

#[test]
fn what_is_broken_elsewhere_also_loses_only_itself() {
    for (source, left, expected) in ELSEWHERE {
        let (text, tree) = json(source);
        for (path, value) in *left {
            let found = tree.documents().first().and_then(|root| find(root, path));
            assert_eq!(found, Some(*value), "{source:?} at {path}: {:?}", tree.errors);
        }
        assert_eq!(lines(&text, &tree), *expected, "{source:?}: {:?}", tree.errors);
    }
}
