//! What is left of a template while somebody types in the middle of it: all but the entry that is broken.

use lamlint_analysis::syntax::{Format, Kind, Node, Tree, read};
use lamlint_analysis::text::{Encoding, FileId, Text};

/// A template; `@` is where the typing happens.
const TEMPLATE: &str = "\
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
@      Runtime: python3.12
      Environment:
        Variables:
          TABLE: \"orders\"
      Policies:
        - Statement:
            - Effect: Allow
  Jobs:
    Type: AWS::SQS::Queue
Outputs:
  Url: 'x'
";

/// What stands in the template apart from the typing.
const REST: [(&str, &str); 7] = [
    ("Resources.Worker.Type", "AWS::Serverless::Function"),
    ("Resources.Worker.Properties.Handler", "app.handler"),
    ("Resources.Worker.Properties.Runtime", "python3.12"),
    ("Resources.Worker.Properties.Environment.Variables.TABLE", "orders"),
    ("Resources.Worker.Properties.Policies.0.Statement.0.Effect", "Allow"),
    ("Resources.Jobs.Type", "AWS::SQS::Queue"),
    ("Outputs.Url", "x"),
];

/// What is typed, and the lines (from 1, the first typed line is 6) with errors. Everything else must stay.
const TYPED: &[(&str, &[u32])] = &[
    ("      Time\n", &[6]),
    ("      Timeout:\n", &[]),
    ("      Timeout:3\n", &[6]),
    ("      Timeout: \"3\n", &[6]),
    ("      Timeout: '3\n", &[6]),
    ("      \"Timeout\n", &[6]),
    ("      'Timeout: 3\n", &[6]),
    ("      Timeout: !\n", &[6]),
    ("      Timeout: !Sub\n", &[]),
    ("      Timeout: !Sub \"a\n", &[6]),
    ("      Timeout: !Sub !\n", &[6]),
    ("      Timeout: !Sub a: b\n", &[6]),
    ("      Timeout: !GetAtt [a\n", &[6]),
    ("      Timeout: {\n", &[6]),
    ("      Timeout: [\n", &[6]),
    ("      Timeout: [a, b\n", &[6]),
    ("      Timeout: {a: 1\n", &[6]),
    ("      Timeout: {a: [1}\n", &[6]),
    ("      Timeout: ]\n", &[6]),
    ("      Timeout: [a]]\n", &[6]),
    ("      Tags: [\n        a,\n        b\n", &[6]),
    ("      -\n", &[6]),
    ("      - x\n", &[6]),
    ("- x\n", &[6]),
    ("     Timeout: 3\n", &[6]),
    ("       Timeout: 3\n", &[6]),
    ("\tTimeout: 3\n", &[6]),
    ("      \tTimeout: 3\n", &[6]),
    ("      Timeout: @\n", &[6]),
    ("      Timeout: `x\n", &[6]),
    ("      Timeout: *\n", &[6]),
    ("      Timeout: *x\n", &[6]),
    ("      Timeout: &\n", &[6]),
    ("      Timeout: %\n", &[6]),
    ("      a: b: c\n", &[6]),
    ("      Timeout: |x\n", &[6]),
    ("      Timeout: \"\\q\"\n", &[6]),
    ("      Timeout: \"3\" x\n", &[6]),
    ("      Timeout: 3\n      Timeout: 4\n", &[7]),
    ("%\n", &[6]),
    ("      %\n", &[6]),
    ("---\n", &[6]),
    ("...\n", &[6]),
    ("      ?\n", &[6]),
    ("      :\n", &[6]),
    ("      ,\n", &[6]),
    ("      <<\n", &[6]),
    ("      Timeout: {{ timeout }}\n", &[6]),
    ("      Name: {{ a }}-{{ b }}\n", &[6]),
    ("      {% if x %}\n      Timeout: 3\n      {% endif %}\n", &[6]),
    ("      Timeout: \u{1}\n", &[6]),
    ("      Time\n      Mem\n", &[6, 7]),
    ("      Name: \"a\n      Timeout: {\n", &[6, 7]),
];

fn template(typed: &str) -> String {
    TEMPLATE.replacen('@', typed, 1)
}

fn yaml(source: &str) -> (Text, Tree) {
    let text = Text::new(source);
    let tree = read(FileId(0), &text, Format::Yaml);
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
    let mut wrong = Vec::new();
    for line_break in ["\n", "\r\n"] {
        for (typed, expected) in TYPED {
            let source = template(typed).replace('\n', line_break);
            let (text, tree) = yaml(&source);
            let root = tree.documents().first();
            for (path, value) in REST {
                if root.and_then(|root| find(root, path)) != Some(value) {
                    wrong.push(format!("{typed:?} loses {path}"));
                }
            }
            if lines(&text, &tree) != *expected {
                wrong.push(format!("{typed:?}: {:?}", tree.errors));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A text, what must be left of it (path and value), and the lines with errors.
type Broken = (&'static str, &'static [(&'static str, &'static str)], &'static [u32]);

/// Texts that are broken in other places.
const ELSEWHERE: &[Broken] = &[
    ("A:\n  B\n    C: 1\n    D: 2\n  E: 3\n", &[("A.B.D", "2"), ("A.E", "3")], &[2]),
    ("A\n  B: 1\nC: 2\n", &[("A.B", "1"), ("C", "2")], &[1]),
    ("A:\n  B: 1\n C:\n    D: 2\n  E: 3\n", &[("A.B", "1"), ("A.C.D", "2"), ("A.E", "3")], &[3]),
    ("A:\n   B:\n    C: 1\n  D: 2\n", &[("A.B.C", "1"), ("A.D", "2")], &[2]),
    ("A:\n B:\n    C: 1\n  D: 2\n", &[("A.B.C", "1"), ("A.D", "2")], &[2]),
    ("A: 1 # a\n B:\n  C: 2\nD: 3\n", &[("A", "1"), ("B.C", "2"), ("D", "3")], &[2]),
    ("A:\n  B: 1\n C:\n  - x\n", &[("A.B", "1"), ("A.C.0", "x")], &[3]),
    ("A:\n  -\n  B: 1\nC: 2\n", &[("A.B", "1"), ("C", "2")], &[2]),
    ("A: {\n  B: 1\n  C: 2\nD: 3\n", &[("A.B", "1"), ("A.C", "2"), ("D", "3")], &[1]),
    ("A: @\n  B: 1\nC: 2\n", &[("A.B", "1"), ("C", "2")], &[1]),
    ("A:\n    B: 1\n   C: 2\n    D: 3\nE: 4\n", &[("A.B", "1"), ("A.D", "3"), ("E", "4")], &[3]),
    ("A:\n     B: 1\n    C: 2\n    D: 3\nE: 4\n", &[("A.C", "2"), ("A.D", "3"), ("E", "4")], &[2]),
    ("- Sid\n  Effect: Allow\n- Sid: b\n", &[("0.Effect", "Allow"), ("1.Sid", "b")], &[1]),
    ("A: 1\nB: {C: 1, D: 2 E: 3}\nF: 4\n", &[("A", "1"), ("F", "4")], &[2]),
    (
        "A: {\n  B: 1,\n  C: 2 D: 3,\n  E: 4\n}\nF: 5\n",
        &[("A.B", "1"), ("A.E", "4"), ("F", "5")],
        &[3],
    ),
    ("A: 1\nB:\n  - C: \"x\n  - D: y\n", &[("A", "1"), ("B.0.D", "y")], &[3]),
    ("Res", &[], &[]),
    ("A: 1\nRes", &[("A", "1")], &[2]),
    ("A: 1\nB: \"", &[("A", "1")], &[2]),
    ("A: 1\nB: [", &[("A", "1")], &[2]),
    ("A: 1\n--\nB: 2\n", &[("A", "1"), ("B", "2")], &[2]),
    ("A:\n  B: 1\n---\n  C: 2\n", &[("A.B", "1"), ("A.C", "2")], &[3]),
    ("A: &x [1]\nB\nC: *x\n", &[("A.0", "1"), ("C.0", "1")], &[2]),
    ("A: &x [1\nB: *x\nC: 1\n", &[("C", "1")], &[1]),
    ("{{ a }}\n{% b %}\nA: 1\n{% c %}\nB: 2\n", &[("A", "1"), ("B", "2")], &[2]),
];

#[test]
fn what_is_broken_elsewhere_also_loses_only_itself() {
    let mut wrong = Vec::new();
    for (source, left, expected) in ELSEWHERE {
        let (text, tree) = yaml(source);
        for (path, value) in *left {
            let found = tree.documents().first().and_then(|root| find(root, path));
            if found != Some(value) {
                wrong.push(format!("{source:?} loses {path}: {:?}", tree.errors));
            }
        }
        if lines(&text, &tree) != *expected {
            wrong.push(format!("{source:?}: {:?}", tree.errors));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn places_stay_true_where_something_was_put_in() {
    for (source, path) in [
        ("A:\n  B\n    C: 1\n    D: ä\n", "A.B.D"),
        ("A:\n  B: 1\n C:\n    D: ä\n  E: 3\n", "A.C.D"),
        ("A:\n   B:\n    D: ä\n  C: 2\n", "A.B.D"),
    ] {
        let (text, tree) = yaml(source);
        let keys: Vec<&str> = path.split('.').collect();
        let node = tree.documents().first().unwrap().path(&keys).unwrap();
        assert_eq!(text.slice(node.at()), "ä", "{source}");
        let pair = tree
            .documents()
            .first()
            .unwrap()
            .path(&keys[..2])
            .and_then(|map| map.pair("D"))
            .unwrap();
        assert_eq!(text.slice(pair.key_at), "D", "{source}");
    }
}

#[test]
fn a_place_of_an_error_is_never_empty_and_lies_in_the_text() {
    for (typed, _) in TYPED {
        let (text, tree) = yaml(&template(typed));
        for error in &tree.errors {
            assert!(!text.slice(error.at).trim().is_empty(), "{typed:?}: {error:?}");
            assert!(!error.message.is_empty(), "{typed:?}");
        }
    }
}

#[test]
fn more_broken_lines_than_are_stepped_over_keep_what_stands_before_them() {
    let source = format!("A: 1\n{}B: 2\n", "x: @\n".repeat(60));
    let (_, tree) = yaml(&source);
    assert_eq!(tree.documents().first().unwrap().get("A").and_then(Node::text), Some("1"));
    assert!(!tree.lost);
}

#[test]
fn a_text_with_nothing_to_save_says_so() {
    let (_, tree) = yaml("@");
    assert!(tree.lost || matches!(tree.documents().first().unwrap().kind(), Kind::Null));
    assert_eq!(tree.errors.len(), 1);
}
