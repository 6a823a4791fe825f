//! Words, strings, white space and comments of JSON, with what can be wrong within one of them.

use std::borrow::Cow;

use super::super::escapes::unescape;
use super::super::{Style, SyntaxError};
use crate::text::Comment;
use crate::text::{FileId, Span};

/// A place in the text, and what was found on the way to it.
pub(super) struct Tokens<'text> {
    pub(super) file: FileId,
    source: &'text str,
    pub(super) at: usize,
    /// The end of the last thing that is no white space or comment.
    pub(super) end: usize,
    /// Where the line of `at` starts.
    pub(super) line: usize,
    /// How far the first thing on this line is indented, in bytes.
    pub(super) indentation: usize,
    /// Whether nothing stands before `at` on its line.
    pub(super) first: bool,
    pub(super) errors: Vec<SyntaxError>,
    pub(super) comments: Vec<Comment>,
}

impl<'text> Tokens<'text> {
    pub(super) fn new(file: FileId, source: &'text str) -> Tokens<'text> {
        let at = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Tokens {
            file,
            source,
            at,
            end: at,
            line: 0,
            indentation: 0,
            first: true,
            errors: Vec::new(),
            comments: Vec::new(),
        }
    }

    /// Skips white space and comments; the byte that stands there then, `None` at the end.
    pub(super) fn next_byte(&mut self) -> Option<u8> {
        let bytes = self.source.as_bytes();
        loop {
            let byte = *bytes.get(self.at)?;
            match byte {
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'\n' => {
                    self.at += 1;
                    (self.line, self.first) = (self.at, true);
                }
                b'/' if matches!(bytes.get(self.at + 1), Some(b'/' | b'*')) => self.comment(),
                b'#' => self.comment(),
                _ => {
                    if self.first {
                        self.indentation = self.at - self.line;
                    }
                    return Some(byte);
                }
            }
        }
    }

    /// Takes one byte that is part of the grammar.
    pub(super) fn take(&mut self) -> Option<u8> {
        let byte = self.source.as_bytes().get(self.at).copied();
        self.advance(self.at + 1);
        byte
    }

    /// Takes one byte that cannot stand there.
    pub(super) fn skip_one(&mut self, message: &str) {
        self.error(self.at, self.at + 1, message);
        self.take();
    }

    /// What was not read yet.
    pub(super) fn rest(&self) -> &'text str {
        &self.source[self.at..]
    }

    /// The end of a byte's line.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let line = self.source[at..].split('\n').next().unwrap_or_default();
        at + line.trim_end().len()
    }

    /// The start of the character that ends at `end`.
    pub(super) fn before(&self, end: usize) -> usize {
        self.source[..end].char_indices().next_back().map_or(0, |(at, _)| at)
    }

    /// Whether a string starts here that a `:` follows.
    pub(super) fn is_key(&self) -> bool {
        let Some(text) = self.rest().strip_prefix('"') else { return false };
        let Some(length) = string_end(text) else { return false };
        text[length + 1..].trim_start().starts_with(':')
    }

    /// A key, also one without quotes; `None` for one that does not end.
    pub(super) fn key(&mut self) -> Option<Cow<'text, str>> {
        let start = self.at;
        match self.source.as_bytes()[start] {
            b'"' => self.string(),
            b'\'' => self.single_quoted().map(Cow::Borrowed),
            _ => Some(self.word().into()),
        }
    }

    /// A string, number or word with its text, which `null` has not; `None` for a string that does not end.
    pub(super) fn scalar(&mut self) -> Option<(Option<Cow<'text, str>>, Style)> {
        let start = self.at;
        Some(match self.source.as_bytes()[start] {
            b'"' => (Some(self.string()?), Style::DoubleQuoted),
            b'\'' => (Some(self.single_quoted()?.into()), Style::SingleQuoted),
            _ => match self.word() {
                "null" => (None, Style::Plain),
                word => {
                    if !matches!(word, "true" | "false") && !is_number(word) {
                        self.error(start, self.at, "a text needs double quotes in JSON");
                    }
                    (Some(word.into()), Style::Plain)
                }
            },
        })
    }

    /// Skips a value in brackets, whatever it holds.
    pub(super) fn skip_brackets(&mut self) {
        let mut depth = 0usize;
        while let Some(byte) = self.next_byte() {
            match byte {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                b'"' => {
                    let length = string_end(&self.rest()[1..]).map_or(0, |length| length + 1);
                    self.advance(self.at + length);
                }
                _ => {}
            }
            self.take_character();
            if depth == 0 {
                return;
            }
        }
    }

    pub(super) fn error(&mut self, start: usize, end: usize, message: &str) {
        let at = Span::new(self.file, start, end);
        self.errors.push(SyntaxError { at, message: message.to_owned(), first: None });
    }

    fn take_character(&mut self) {
        let length = self.rest().chars().next().map_or(0, char::len_utf8);
        self.advance(self.at + length);
    }

    fn advance(&mut self, to: usize) {
        (self.at, self.end, self.first) = (to, to, false);
    }

    fn comment(&mut self) {
        let start = self.at;
        let rest = self.rest();
        let (length, text) = if let Some(inner) = rest.strip_prefix("/*") {
            let end = inner.find("*/");
            (end.map_or(rest.len(), |end| end + 4), &inner[..end.unwrap_or(inner.len())])
        } else {
            let line = &rest[..self.line_end(start) - start];
            (line.len(), line.trim_start_matches(['/', '#']))
        };
        let at = Span::new(self.file, start, start + length);
        self.comments.push(Comment { at, text: text.trim().into(), own_line: self.first });
        self.error(start, start + length, "JSON has no comments");
        if let Some(line) = rest[..length].rfind('\n') {
            self.line = start + line + 1;
        }
        self.at = start + length;
    }

    fn word(&mut self) -> &'text str {
        let rest = self.rest();
        let ends = |character: char| {
            character.is_whitespace()
                || matches!(character, ',' | ':' | '{' | '}' | '[' | ']' | '"')
        };
        let length = rest.find(ends).unwrap_or(rest.len());
        if length == 0 {
            self.take_character();
        } else {
            self.advance(self.at + length);
        }
        &rest[..length]
    }

    fn string(&mut self) -> Option<Cow<'text, str>> {
        let start = self.at;
        let rest = &self.rest()[1..];
        let Some(length) = string_end(rest) else {
            self.unclosed();
            return None;
        };
        self.advance(start + length + 2);
        let raw = &rest[..length];
        if let Some(control) = raw.bytes().position(|byte| byte < b' ') {
            let at = start + 1 + control;
            self.error(
                at,
                at + 1,
                "a tab or control character in a JSON text is written as `\\t` or `\\u…`",
            );
        }
        if !raw.contains('\\') {
            return Some(raw.into());
        }
        let mut text = String::with_capacity(length);
        for (at, piece) in unescape(raw, true) {
            match piece {
                Ok(character) => text.push(character),
                Err(length) => {
                    let at = start + 1 + at;
                    self.error(at, at + length, "JSON does not know this escape");
                    text.push_str(&self.source[at..at + length]);
                }
            }
        }
        Some(text.into())
    }

    fn single_quoted(&mut self) -> Option<&'text str> {
        let start = self.at;
        let line = &self.rest()[1..self.line_end(start) - start];
        let Some(length) = line.find('\'') else {
            self.unclosed();
            return None;
        };
        self.advance(start + length + 2);
        self.error(start, self.at, "JSON takes double quotes only");
        Some(&line[..length])
    }

    /// A text that does not end on its line: skips the line, but not the comma or brackets that end it.
    fn unclosed(&mut self) {
        let start = self.at;
        let line = &self.source[start..self.line_end(start)];
        let text = line.trim_end_matches([',', '}', ']', ' ', '\t']);
        self.error(start, start + text.len(), "this quote is never closed");
        self.advance(start + text.len());
    }
}

/// The length of the string whose text starts here; `None` when its line ends first.
fn string_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return Some(at),
            b'\n' => return None,
            b'\\' if bytes.get(at + 1) != Some(&b'\n') => at += 2,
            _ => at += 1,
        }
    }
    None
}

/// Whether a word is a number as JSON writes it.
fn is_number(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let word = word.strip_prefix('-').unwrap_or(word);
    let (mantissa, exponent) = word.split_once(['e', 'E']).unwrap_or((word, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let leading_zero = whole.len() > 1 && whole.starts_with('0');
    digits(whole)
        && !leading_zero
        && digits(fraction)
        && digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))
}
