//! A YAML template in JSON: the same document as JSON spells it, with the long names of functions.

use std::fmt::Write as _;

use lamlint_analysis::syntax::{self, Format, Kind, Node, Pair, Style};
use lamlint_analysis::text::{FileId, Text};

/// A template's text in JSON, indented by two spaces. `None` for what JSON cannot say: broken text, comments that
/// matter, several documents.
pub(crate) fn json(yaml: &str) -> Option<String> {
    let tree = syntax::read(FileId(0), &Text::new(yaml), Format::Yaml);
    let speaks = tree.comments.iter().any(|comment| comment.text.starts_with("lamlint:"));
    let [root] = tree.documents().exactly()?;
    (tree.errors.is_empty() && !speaks).then(|| {
        let mut out = String::new();
        value(root, 0, &mut out);
        out + "\n"
    })
}

fn value(node: Node<'_>, depth: usize, out: &mut String) {
    match node.kind() {
        Kind::Null => out.push_str("null"),
        Kind::Scalar(text) if node.style() == Style::Plain && is_word_of_json(text) => {
            out.push_str(&text.to_ascii_lowercase());
        }
        Kind::Scalar(text) => quote(text, out),
        Kind::List(items) => {
            let each = |item: Node<'_>, out: &mut String| value(item, depth + 1, out);
            nest(items.iter(), ('[', ']'), depth, out, each);
        }
        Kind::Map(pairs) => nest(pairs.iter(), ('{', '}'), depth, out, |pair: Pair<'_>, out| {
            quote(pair.key, out);
            out.push_str(": ");
            value(pair.value, depth + 1, out);
        }),
        Kind::Tagged { tag, value: tagged, .. } => call(tag, tagged, depth, out),
    }
}

/// `!Ref A` is `{"Ref": "A"}`, `!GetAtt A.Arn` is `{"Fn::GetAtt": ["A", "Arn"]}`.
fn call(tag: &str, argument: Node<'_>, depth: usize, out: &mut String) {
    let name = tag.trim_start_matches('!');
    let prefix = if matches!(name, "Ref" | "Condition") { "" } else { "Fn::" };
    let _ = write!(out, "{{\"{prefix}{name}\": ");
    match argument.text().and_then(|text| text.split_once('.')) {
        Some((resource, attribute)) if name == "GetAtt" => {
            let _ = write!(out, "[\"{resource}\", \"{attribute}\"]");
        }
        _ => value(argument, depth, out),
    }
    out.push('}');
}

fn nest<T>(
    parts: impl ExactSizeIterator<Item = T>,
    (open, close): (char, char),
    depth: usize,
    out: &mut String,
    each: impl Fn(T, &mut String),
) {
    let is_empty = parts.len() == 0;
    out.push(open);
    for (index, part) in parts.enumerate() {
        out.push_str(if index == 0 { "\n" } else { ",\n" });
        out.push_str(&"  ".repeat(depth + 1));
        each(part, out);
    }
    if !is_empty {
        let _ = write!(out, "\n{}", "  ".repeat(depth));
    }
    out.push(close);
}

fn quote(text: &str, out: &mut String) {
    out.push_str(&serde_json::Value::from(text).to_string());
}

/// Whether plain YAML means a number or a truth value that JSON writes without quotes too.
fn is_word_of_json(text: &str) -> bool {
    let is_number = serde_json::from_str::<serde_json::Number>(text).is_ok();
    is_number || matches!(text, "true" | "True" | "TRUE" | "false" | "False" | "FALSE")
}
