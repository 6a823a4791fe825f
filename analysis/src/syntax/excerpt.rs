//! Text inside of a config file as a text of its own, such as inline code, with the way back to every byte.
//!
//! Only what runs in step with the source is given: a text whose line breaks were folded away is `None`, since a
//! finding in it could not be placed. Tags are the caller's business: hand in the value behind `!Sub`, or do not.

use super::escapes::unescape;
use super::{Items, Node, Style};
use crate::text::{Excerpt, Text};

/// The decoded text of a scalar. `None` for anything else, and where lines were folded.
pub fn excerpt(text: &Text, node: Node<'_>) -> Option<Excerpt> {
    let decoded = node.text()?;
    let at = node.at();
    let start = at.start as usize;
    let written = text.slice(at);
    let excerpt = match node.style() {
        Style::Plain => Excerpt { text: written.to_owned(), origin: vec![(0, at.start)] },
        Style::SingleQuoted => single_quoted(inside_quotes(written)?, start + 1),
        Style::DoubleQuoted => double_quoted(inside_quotes(written)?, start + 1)?,
        Style::Literal | Style::Folded => lines(decoded, &text.as_str()[start..], start)?,
        Style::Block | Style::Flow => return None,
    };
    (excerpt.text == decoded).then_some(excerpt)
}

/// The texts of a list put together with `separator` between them, as `Fn::Join` does.
/// `None` when one of them is no scalar that [`excerpt`] can take.
pub fn excerpt_of_list(text: &Text, items: Items<'_>, separator: &str) -> Option<Excerpt> {
    let mut joined = Excerpt::default();
    let mut before: Option<Node> = None;
    for item in items {
        if let Some(before) = before.replace(item) {
            // The separator is written elsewhere; the end of the item before it is the nearest place.
            joined.origin.push((joined.text.len() as u32, before.at().end));
            joined.text.push_str(separator);
        }
        let behind = joined.text.len() as u32;
        let part = excerpt(text, item)?;
        joined.origin.extend(part.origin.iter().map(|(here, there)| (here + behind, *there)));
        joined.text.push_str(&part.text);
    }
    (!items.is_empty()).then_some(joined)
}

/// What stands between the quotes, if it is one line: a line break there is folded.
fn inside_quotes(written: &str) -> Option<&str> {
    let inside = written.get(1..written.len().checked_sub(1)?)?;
    (!inside.contains('\n')).then_some(inside)
}

fn single_quoted(inside: &str, start: usize) -> Excerpt {
    let mut excerpt = Excerpt::default();
    let mut at = start;
    for part in inside.split_inclusive("''") {
        excerpt.origin.push((excerpt.text.len() as u32, at as u32));
        excerpt.text.push_str(part.strip_suffix('\'').unwrap_or(part));
        at += part.len();
    }
    if excerpt.origin.is_empty() {
        excerpt.origin.push((0, start as u32));
    }
    excerpt
}

fn double_quoted(inside: &str, start: usize) -> Option<Excerpt> {
    let mut excerpt = Excerpt { text: String::with_capacity(inside.len()), origin: Vec::new() };
    let mut in_step = false;
    for (at, character) in unescape(inside, false) {
        let character = character.ok()?;
        let escaped = inside.as_bytes()[at] == b'\\';
        if escaped || !in_step {
            excerpt.origin.push((excerpt.text.len() as u32, (start + at) as u32));
        }
        in_step = !escaped;
        excerpt.text.push(character);
    }
    if excerpt.origin.is_empty() {
        excerpt.origin.push((0, start as u32));
    }
    Some(excerpt)
}

/// A block scalar, line by line. Its indentation is what the first written line has more than its decoded text.
fn lines(decoded: &str, source: &str, start: usize) -> Option<Excerpt> {
    let mut at = start;
    let mut written = source.split_inclusive('\n');
    at += written.next()?.len();
    let mut indentation = None;
    let mut excerpt = Excerpt { text: decoded.to_owned(), origin: Vec::new() };
    let mut here = 0;
    for line in decoded.split_inclusive('\n') {
        let raw = written.next()?;
        let content = line.trim_end_matches('\n');
        let text = raw.trim_end_matches(['\n', '\r']);
        let skip = if content.is_empty() {
            (text.trim().is_empty()).then(|| text.len().min(indentation.unwrap_or(text.len())))?
        } else {
            *indentation.get_or_insert(text.len().checked_sub(content.len())?)
        };
        if !content.is_empty() && text.get(skip..)? != content {
            return None;
        }
        excerpt.origin.push((here, (at + skip) as u32));
        here += line.len() as u32;
        at += raw.len();
    }
    if excerpt.origin.is_empty() {
        excerpt.origin.push((0, at.min(start + source.len()) as u32));
    }
    Some(excerpt)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{Format, Kind, Tree, read};
    use crate::text::FileId;

    /// Source, decoded text, and what each mark in the text is in the source.
    const TEXTS: &[(&str, Format, &str)] = &[
        ("k: |\n  def h(ä):\n\n    §x\n", Format::Yaml, "def h(ä):\n\n  §x\n"),
        ("k: |4-\r\n      a\r\n    §b\r\n\r\n", Format::Yaml, "  a\n§b"),
        ("k: |+\n  a\n\n\n  §b\n\n", Format::Yaml, "a\n\n\n§b\n\n"),
        ("k: |\n  §b", Format::Yaml, "§b\n"),
        ("k: >\n  §one line\n", Format::Yaml, "§one line\n"),
        ("k: some §text\n", Format::Yaml, "some §text"),
        ("k: 'it''s §it'\n", Format::Yaml, "it's §it"),
        ("k: \"a\\n\\tb\\x41§c\"\n", Format::Yaml, "a\n\tbA§c"),
        ("{\"k\": \"a\\u00e4\\n§b\"}", Format::Json, "aä\n§b"),
        ("k: !Sub |\n  a§b\n", Format::Yaml, "a§b\n"),
    ];

    fn tree(source: &str, format: Format) -> (Text, Tree) {
        let text = Text::new(source);
        let tree = read(FileId(0), &text, format);
        (text, tree)
    }

    fn value(tree: &Tree) -> Node<'_> {
        let node = tree.documents().first().and_then(|root| root.get("k")).unwrap();
        match node.kind() {
            Kind::Tagged { value, .. } => value,
            _ => node,
        }
    }

    #[test]
    fn every_byte_leads_back_to_where_it_was_written() {
        for (source, format, expected) in TEXTS {
            let (text, tree) = tree(source, *format);
            let found = excerpt(&text, value(&tree)).unwrap_or_else(|| panic!("{source}"));
            assert_eq!(found.text, *expected, "{source}");
            let mark = found.text.find('§').unwrap() as u32;
            assert_eq!(found.source(mark) as usize, source.find('§').unwrap(), "{source}");
        }
    }

    #[test]
    fn what_does_not_run_in_step_has_no_excerpt() {
        for source in ["k: >\n  a\n  b\n", "k: a\n  b\n", "k: \"a\n  b\"\n", "k: [a]\n", "k:\n"] {
            let (text, tree) = tree(source, Format::Yaml);
            assert!(excerpt(&text, value(&tree)).is_none(), "{source}");
        }
    }

    #[test]
    fn empty_texts_have_a_place() {
        for source in ["k: ''\n", "k: \"\"\n", "k: |\n"] {
            let (text, tree) = tree(source, Format::Yaml);
            let found = excerpt(&text, value(&tree)).unwrap();
            assert_eq!((found.text.as_str(), found.origin.len()), ("", 1), "{source}");
        }
    }

    #[test]
    fn a_joined_list_leads_back_into_its_items() {
        let source = r#"{"k": ["def h():", "  return \"§\""]}"#;
        let (text, tree) = tree(source, Format::Json);
        let found = excerpt_of_list(&text, value(&tree).items(), "\n").unwrap();
        assert_eq!(found.text, "def h():\n  return \"§\"");
        let mark = found.text.find('§').unwrap() as u32;
        assert_eq!(found.source(mark) as usize, source.find('§').unwrap());
    }
}
