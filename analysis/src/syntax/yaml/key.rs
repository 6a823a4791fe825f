//! Keys of maps, as the parser gives them: nodes like any other.

use super::super::growing::Growing;
use super::super::tree::{Content, Record};
use super::super::{Style, SyntaxError};
use super::places;
use crate::text::Span;

/// The key that waits for its value.
pub(super) enum Key {
    /// The next node is a key.
    Awaited,
    /// Its word in the tree.
    Plain(u32),
    /// `<<`
    Merge(Span),
    /// A key that has no text; its value is dropped.
    Unusable,
}

impl Key {
    /// A node as a key: only scalars have a text to be found by.
    pub(super) fn of(
        growing: &mut Growing,
        node: Record,
        at: Span,
        plain: bool,
        errors: &mut Vec<SyntaxError>,
    ) -> Key {
        let source = growing.source;
        let merges = plain && node.style == Style::Plain;
        let reason = match growing.untagged(node).content {
            Content::Scalar(text) if merges && growing.text(text) == "<<" => return Key::Merge(at),
            Content::Scalar(text) if matches!(node.content, Content::Tagged(..)) => {
                let message = "this tag belongs to the key alone; put braces around all of it, or begin it on the next line";
                errors.push(SyntaxError { at, message: message.to_owned(), first: None });
                return Key::Plain(growing.word(text, growing.untagged(node).at));
            }
            Content::Scalar(text) => return Key::Plain(growing.word(text, at.into())),
            Content::Null if !at.range().is_empty() => {
                return Key::Plain(growing.word(at.into(), at.into()));
            }
            Content::Null => "this entry has no key",
            _ if source[at.range()].starts_with('{') => {
                "`{{ … }}` is read as a map that is a key; put quotes around it, or fill in the template first"
            }
            _ => "a list or map cannot be a key here",
        };
        let at = if at.range().is_empty() { places::indicator(source, at) } else { at };
        errors.push(SyntaxError { at, message: reason.to_owned(), first: None });
        Key::Unusable
    }
}
