//! Reads TOML into the same tree as the other formats; comments are left out, since nobody asks for them.

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use super::SyntaxError;
use super::growing::Growing;
use super::tree::{Bytes, Content, Record, Style, Tree};
use crate::text::{FileId, Span, Text};

/// Reads TOML text: one document, a map, with all that could be read of it.
pub(super) fn read(file: FileId, text: &Text) -> Tree {
    let source = text.as_str();
    let (table, errors) = DeTable::parse_recoverable(source);
    let mut growing = Growing::new(file, source);
    let content = map(&mut growing, table.get_ref());
    growing.root(Record::new(Bytes::new(0, source.len()), content, Style::Block));
    let errors = errors.iter().map(|error| problem(file, source, error)).collect();
    Tree { errors, source: text.source(), ..growing.finish() }
}

fn map(growing: &mut Growing, table: &DeTable) -> Content {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    let base = growing.waiting.len();
    for (key, value) in entries {
        let at = place(key);
        let text = growing.keep(key.get_ref(), at);
        let key = growing.word(text, at);
        let value = record(growing, value);
        growing.waiting.push(Record { key, ..value });
    }
    // No key comes twice: the second one is an error already, and left out.
    growing.map(base, &mut Vec::new())
}

/// Its depth is bounded by the parser.
fn record(growing: &mut Growing, value: &Spanned<DeValue>) -> Record {
    let at = place(value);
    let mut scalar = |text: &str| Content::Scalar(growing.keep(text, at));
    let (content, style) = match value.get_ref() {
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
            let base = growing.waiting.len();
            for item in items {
                let item = record(growing, item);
                growing.waiting.push(item);
            }
            (growing.list(base), Style::Flow)
        }
        DeValue::Table(table) => (map(growing, table), Style::Block),
    };
    Record::new(at, content, style)
}

fn place<T>(spanned: &Spanned<T>) -> Bytes {
    let range = spanned.span();
    Bytes::new(range.start, range.end)
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
