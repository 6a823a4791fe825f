//! What is read again of a text, and what is not trusted.

use std::fmt::Write as _;

use super::cut::Cut;
use super::read;
use crate::syntax::{Format, Tree, read as whole};
use crate::text::{FileId, Text};

/// A former text with the edit in it, as `«what goes|what comes»`.
fn texts(marked: &str) -> (Text, Text) {
    let (before, rest) = marked.split_once('«').unwrap();
    let (edit, after) = rest.split_once('»').unwrap();
    let (old, new) = edit.split_once('|').unwrap();
    let text = |part: &str| Text::new(format!("{before}{part}{after}"));
    (text(old), text(new))
}

fn tree(text: &Text) -> Tree {
    whole(FileId(0), text, Format::Yaml)
}

/// The tree of what changed, if that is enough to read.
fn reread(marked: &str) -> Option<Tree> {
    let (old, new) = texts(marked);
    let again = read(FileId(0), new.as_str(), (&old, &tree(&old)));
    let again = again.map(|tree| Tree { source: new.source(), ..tree });
    if let Some(again) = &again {
        assert_eq!(*again, tree(&new), "{marked}");
    }
    again
}

/// A template of so many resources, each a kilobyte, with something in the middle one.
fn template(resources: usize, middle: &str) -> String {
    let mut text = "Transform: AWS::Serverless-2016-10-31\nResources:\n".to_owned();
    for number in 0..resources {
        let _ = writeln!(text, "  Function{number}:\n    Properties:");
        for variable in 0..40 {
            let _ = writeln!(text, "      Variable{variable}: \"value\\t{number}\"");
        }
        text.push_str(if number == resources / 2 { middle } else { "    Type: Text\n" });
    }
    text + "Outputs:\n  Last:\n    Value: 1\n"
}

#[test]
fn of_a_large_template_only_a_resource_or_two_are_read() {
    for middle in [
        "    Type: Text«|x»\n",
        "«|    Type: |\n      a\n\n»",
        "«|  Another: {}\n»",
        "    Type: |\n      a«\n\n|\n»",
        "«    Type: Text\n|»",
        "    Type: [a,\n«|b\n»]\n    # Comment\n",
    ] {
        let marked = template(200, middle);
        let (old, new) = texts(&marked);
        let cut = Cut::find(&tree(&old), old.as_str(), new.as_str()).unwrap();
        assert!(cut.new.len() < 3_000, "{middle}: {} bytes are read", cut.new.len());
        assert!(reread(&marked).is_some(), "{middle}");
    }
}

#[test]
fn keys_and_values_of_all_kinds_are_read_by_what_changed() {
    for marked in [
        "A: 1\nB: «1|2»\nC: 3\n",
        "A: 1\nB: 1«|\nC: 3»\n",
        "A: 1\nB: 1\n«C: 3|»\n",
        "A: 1\nB: 1\n«C: 3\n|C: 3»",
        "A:\n  B: 1\n  C:«| 2»\n  D: 3\n",
        "A:\n  B: 1\n  C: 2\n  «D|E»: 3\nF: 1\n",
        "A:\n  B:\n    - «x|y»\n\n# Comment\nF: 1\n",
        "A:\r\n  B: 1\r\n  C: «1|2»\r\n  D: 1\r\n",
        "A: 1\nB: «|>-\n  »1\nC: |+\n  a\n\nD: 1\n",
        "A:\n  B: \"\\t\"\n  C: «1|\"\\t\"»\n  D: \"\\t\"\nE:\n  F: \"\\t\"\n",
        "---\nA: 1\nB: «1|2»\nC: 3\n...\n",
        "A:\n  B: 1\n  C: {}\n  D: «{}|[]»\n  E: {}\nF: {}\n",
        "A: 1\nB: &name «1|2»\nC: 3\n",
        "A: echo <<EOF\nB: «1|2»\nC: 1 << 2\n",
    ] {
        assert!(reread(marked).is_some(), "{marked}");
    }
}

#[test]
fn what_is_odd_is_read_whole() {
    for marked in [
        "A: &name 1\nB: *name\nC: «1|2»\nD: 1\n",
        "A: &name 1\nB: 1\nC: «1|*name»\nD: 1\n",
        "A: 1\nB: «1|\"1»\nC: \"2\"\nD: 1\n",
        "A: 1\nB: «1|[1»\nC: 2\nD: 1\n",
        "A: 1\nB: «1|}»\nC: 2\nD: 1\n",
        "A: 1\nB: 1\n«C|A»: 2\nD: 1\n",
        "A:\n  B: 1\n  C: 1\n«  D: 1|D: 1»\nE: 1\n",
        "A: 1\nB: 1\n«|---\n»C: 1\nD: 1\n",
        "A: 1\nB: 1\n---\nA: 1\nB: «1|2»\n",
        "A: 1\nB: 1\nC:\n«  |\t»D: 1\nE: 1\n",
        "A: 1\nA: 1\nB: «1|2»\nC: 1\n",
        "A: 1\nB: «1|2»\nC: [\n",
        "%TAG ! tag:example.com,2000:\n---\nA: 1\nB: «!C 1|!C 2»\nD: 1\n",
        "A: {B: 1}\n<<: {C: 1}\nC: 2\nD: «1|2»\nE: 1\n",
        "A: {B: 1}\nC: 2\nD: 1\n«|<<: {A: 1}\n»E: 1\n",
        "A: 1\n«B: 1|- B»\nC: 1\n",
        "«A|B»: 1\nC: 1\n",
        "{A: 1, B: «1|2»}\n",
        "- A: 1\n- B: «1|2»\n",
        "A: 1\nB: 1\n«C|  C»: 1\nD: 1\n",
        "A: 1\nB: {«|!Tagged »}\nC: 1\n",
        "A: {!Tagged }\nB: 1\nC: «1|2»\nD: 1\n",
        "A: 1\n!Tagged : 1\nC: «1|2»\nD: 1\n",
    ] {
        assert!(reread(marked).is_none(), "{marked}");
    }
}

#[test]
fn a_tree_of_a_mended_text_is_no_help() {
    let old = Text::new("A: \"1\"# Comment\nB: 1\nC: 1\n");
    let new = Text::new("A: \"1\"# Comment\nB: 2\nC: 1\n");
    let former = tree(&old);
    assert!(former.errors.is_empty(), "this test rests on a text that is mended without a word");
    assert!(read(FileId(0), new.as_str(), (&old, &former)).is_none());
}

#[test]
fn another_file_is_another_tree() {
    let (old, new) = texts("A: 1\nB: «1|2»\nC: 1\n");
    assert!(read(FileId(1), new.as_str(), (&old, &tree(&old))).is_none());
}
