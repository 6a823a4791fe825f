//! Reads TOML into the same tree as the other formats; comments are left out, since nobody asks for them.

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use super::{Kind, Node, Pair, Style, SyntaxError, Tree};
use crate::text::{FileId, Span};

/// Reads TOML text: one document, a map, with all that could be read of it.
pub(super) fn read(file: FileId, source: &str) -> Tree {
    let (table, errors) = DeTable::parse_recoverable(source);
    let at = Span::new(file, 0, source.len());
    let root = Node { at, kind: map(file, table.get_ref()), style: Style::Block };
    let errors = errors.iter().map(|error| problem(file, source, error)).collect();
    Tree { documents: vec![root], errors, ..Tree::default() }
}

fn map(file: FileId, table: &DeTable) -> Kind {
    let mut pairs: Vec<Pair> = table
        .iter()
        .map(|(key, value)| Pair {
            key: key.get_ref().as_ref().into(),
            key_at: place(file, key),
            value: node(file, value),
        })
        .collect();
    pairs.sort_by_key(|pair| pair.key_at.start);
    Kind::Map(pairs)
}

/// Its depth is bounded by the parser.
fn node(file: FileId, value: &Spanned<DeValue>) -> Node {
    let scalar = |text: &str| Kind::Scalar(text.into());
    let (kind, style) = match value.get_ref() {
        DeValue::String(text) => (scalar(text), Style::DoubleQuoted),
        DeValue::Integer(number) => {
            let decimal = i128::from_str_radix(number.as_str(), number.radix());
            let text = decimal.map_or(number.as_str().to_owned(), |number| number.to_string());
            (scalar(&text), Style::Plain)
        }
        DeValue::Float(number) => (scalar(number.as_str()), Style::Plain),
        DeValue::Boolean(word) => (scalar(if *word { "true" } else { "false" }), Style::Plain),
        DeValue::Datetime(time) => (scalar(&time.to_string()), Style::Plain),
        DeValue::Array(items) => {
            (Kind::List(items.iter().map(|item| node(file, item)).collect()), Style::Flow)
        }
        DeValue::Table(table) => (map(file, table), Style::Block),
    };
    Node { at: place(file, value), kind, style }
}

fn place<T>(file: FileId, spanned: &Spanned<T>) -> Span {
    let range = spanned.span();
    Span::new(file, range.start, range.end)
}

/// What is wrong, at a place that is not empty: where something is missing, the line up to there or from there on.
fn problem(file: FileId, source: &str, error: &Error) -> SyntaxError {
    let range = error.span().unwrap_or(0..source.len());
    let (start, end) = if range.is_empty() {
        let at = source[..range.start].trim_end().len().max(line_start(source, range.start));
        let written = line_start(source, at) + indentation(&source[line_start(source, at)..at]);
        if written < at { (written, at) } else { (at, line_end(source, at)) }
    } else {
        (range.start, range.end.min(line_end(source, range.start).max(range.start + 1)))
    };
    let at = Span::new(file, start, end);
    SyntaxError { at, message: error.message().to_owned(), first: None }
}

fn line_start(source: &str, at: usize) -> usize {
    source[..at].rfind('\n').map_or(0, |end| end + 1)
}

fn line_end(source: &str, at: usize) -> usize {
    source[at..].find(['\r', '\n']).map_or(source.len(), |end| at + end)
}

fn indentation(text: &str) -> usize {
    text.len() - text.trim_start().len()
}
