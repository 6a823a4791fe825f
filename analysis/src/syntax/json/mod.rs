//! Reads JSON, and as much of it as can be read while somebody is still typing.
//!
//! A reader of our own, since YAML's rules of indentation do not hold in JSON, and its messages would speak of YAML.
//! Comments, unquoted words and missing commas are errors that lose nothing; a comma after the last entry is none.

mod tokens;

use super::growing::Growing;
use super::tree::{Bytes, Content, Record};
use super::{DEPTH, Style, Tree};
use crate::text::{FileId, Text};
use tokens::Tokens;

/// Reads JSON text.
pub(super) fn read(file: FileId, text: &Text) -> Tree {
    let source = text.as_str();
    let (mut tree, balanced) = Reader::new(file, source, false).read();
    if !balanced {
        // Brackets do not match, so a second reading asks the indentation which one is missing.
        let (guided, _) = Reader::new(file, source, true).read();
        if guided.errors.len() <= tree.errors.len() {
            tree = guided;
        }
    }
    tree.source = text.source();
    tree
}

struct Reader<'text> {
    tokens: Tokens<'text>,
    growing: Growing<'text>,
    /// Whether indentation decides where an unclosed bracket ends.
    guided: bool,
    balanced: bool,
    /// How many maps and lists are open.
    maps: usize,
    lists: usize,
    /// The byte at which a value was missing last.
    valueless: Option<usize>,
}

/// A bracket that is open.
#[derive(Clone, Copy)]
struct Opening {
    at: usize,
    /// The indentation of its line.
    indentation: usize,
    line: usize,
}

/// The gap between two entries.
enum Gap {
    /// Nothing was read yet.
    First,
    /// A comma, at this byte.
    Comma,
    /// An entry ended at this byte, no comma yet.
    Entry(usize),
    /// Something was broken and is reported; whether a comma follows does not matter.
    Broken,
}

impl<'text> Reader<'text> {
    fn new(file: FileId, source: &'text str, guided: bool) -> Reader<'text> {
        let tokens = Tokens::new(file, source);
        let growing = Growing::new(file, source);
        Reader { tokens, growing, guided, balanced: true, maps: 0, lists: 0, valueless: None }
    }

    /// The tree, and whether all brackets match.
    fn read(mut self) -> (Tree, bool) {
        while let Some(byte) = self.tokens.next_byte() {
            let start = self.tokens.at;
            if matches!(byte, b'}' | b']') {
                self.stray("this bracket closes nothing");
            } else if matches!(byte, b',' | b':') {
                self.tokens.skip_one("nothing can stand after the end of the JSON value");
            } else if !self.growing.has_roots() {
                if let Some(root) = self.value() {
                    self.growing.root(root);
                }
            } else {
                self.balanced = false;
                let end = start + self.tokens.rest().trim_end().len();
                let message = "a JSON file holds one value; this comes after its end";
                self.tokens.error(start, end.min(self.tokens.line_end(start)), message);
                break;
            }
        }
        let Tokens { errors, comments, .. } = self.tokens;
        (Tree { comments, errors, ..self.growing.finish() }, self.balanced)
    }

    /// The value that starts here; `None` when it is broken.
    fn value(&mut self) -> Option<Record> {
        let start = self.tokens.at;
        match self.tokens.next_byte()? {
            b'{' | b'[' if self.maps + self.lists == DEPTH => {
                self.tokens.error(
                    start,
                    start + 1,
                    &format!("nested more than {DEPTH} levels deep"),
                );
                self.tokens.skip_brackets();
                Some(Record::null(start))
            }
            b'{' => Some(self.map()),
            b'[' => Some(self.list()),
            _ => self.scalar(),
        }
    }

    fn scalar(&mut self) -> Option<Record> {
        let start = self.tokens.at;
        let (text, style) = self.tokens.scalar()?;
        let at = Bytes::new(start, self.tokens.at);
        let content = match text {
            Some(text) => Content::Scalar(self.keep(&text, at, style != Style::Plain)),
            None => Content::Null,
        };
        Some(Record::new(at, content, style))
    }

    /// Keeps a text that was written at a place, within quotes or without.
    fn keep(&mut self, text: &str, at: Bytes, quoted: bool) -> Bytes {
        let quote = u32::from(quoted);
        self.growing.keep(text, Bytes { start: at.start + quote, end: at.end - quote })
    }

    fn map(&mut self) -> Record {
        let opening = self.open();
        self.maps += 1;
        let base = self.growing.waiting.len();
        let mut gap = Gap::First;
        while let Some(byte) = self.tokens.next_byte() {
            if self.ends_before(byte, opening) {
                break;
            }
            match byte {
                b'}' if self.is_stray_end(opening) => self.stray("this bracket closes nothing"),
                b'}' => {
                    self.close();
                    return self.finished_map(opening, base);
                }
                b']' if self.lists > 0 => break,
                b']' => self.stray("`]` cannot close what `{` opened"),
                b',' => self.comma(&mut gap),
                b':' => self.tokens.skip_one("a key is missing before this `:`"),
                _ => {
                    self.missing_comma(&gap);
                    let errors = self.tokens.errors.len();
                    if let Some(value) = self.pair() {
                        self.growing.waiting.push(value);
                    }
                    gap = self.behind(errors);
                }
            }
        }
        self.unclosed(opening, '{');
        self.maps -= 1;
        self.finished_map(opening, base)
    }

    /// One entry: its value, which has its key; `None` when it is broken.
    fn pair(&mut self) -> Option<Record> {
        let start = self.tokens.at;
        if matches!(self.tokens.next_byte(), Some(b'{' | b'[')) {
            self.tokens.error(start, start + 1, "a key is missing before this value");
            self.value();
            return None;
        }
        let quoted = matches!(self.tokens.next_byte(), Some(b'"' | b'\''));
        let key = self.tokens.key();
        let key_at = Bytes::new(start, self.tokens.at);
        let colon = self.tokens.next_byte() == Some(b':');
        let value_follows = !self.tokens.first
            && !matches!(self.tokens.next_byte(), Some(b',' | b'}' | b']') | None)
            && !self.tokens.is_key();
        if key.is_some() {
            let problem = match (quoted, colon, value_follows) {
                (true, true, _) => None,
                (true, false, true) => Some("a `:` is missing after this key"),
                (true, false, false) => Some("this key has no `:` and value after it"),
                (false, true, _) => Some("a JSON key needs double quotes"),
                (false, false, _) => {
                    Some("this is not JSON; an entry is written as `\"key\": value`")
                }
            };
            if let Some(problem) = problem {
                self.tokens.error(start, key_at.end as usize, problem);
            }
        }
        if colon {
            self.tokens.take();
        } else if !value_follows {
            return None;
        }
        let behind = self.tokens.at;
        let text = key?;
        let key = self.keep(&text, key_at, quoted);
        let key = self.growing.word(key, key_at);
        match self.tokens.next_byte() {
            Some(b'}' | b']' | b',' | b':') | None => {}
            Some(b'"') if self.tokens.is_key() => {}
            Some(_) => return Some(Record { key, ..self.value()? }),
        }
        let message = format!("`{text}` has no value");
        self.tokens.error(start, behind, &message);
        self.valueless = Some(self.tokens.at);
        Some(Record { key, ..Record::null(behind) })
    }

    fn list(&mut self) -> Record {
        let opening = self.open();
        self.lists += 1;
        let base = self.growing.waiting.len();
        let mut gap = Gap::First;
        while let Some(byte) = self.tokens.next_byte() {
            if self.ends_before(byte, opening) {
                break;
            }
            match byte {
                b']' => {
                    self.close();
                    return self.finished_list(opening, base);
                }
                b'}' if self.maps > 0 => break,
                b'}' => self.stray("`}` cannot close what `[` opened"),
                b',' => self.comma(&mut gap),
                b':' => self.tokens.skip_one("a list has no keys"),
                b'"' if self.maps > 0 && self.tokens.is_key() => break,
                _ => {
                    self.missing_comma(&gap);
                    let errors = self.tokens.errors.len();
                    if let Some(item) = self.value() {
                        self.growing.waiting.push(item);
                    }
                    gap = self.behind(errors);
                }
            }
        }
        self.unclosed(opening, '[');
        self.lists -= 1;
        self.finished_list(opening, base)
    }

    fn open(&mut self) -> Opening {
        let Tokens { at, indentation, line, .. } = self.tokens;
        self.tokens.take();
        Opening { at, indentation, line }
    }

    /// A comma after the last entry is no fault: CloudFormation takes it, as YAML does
    /// (<https://github.com/stelligent/cfn_nag/issues/203>, read 2026-11-25).
    fn close(&mut self) {
        match self.tokens.take() {
            Some(b'}') => self.maps -= 1,
            _ => self.lists -= 1,
        }
    }

    fn finished_map(&mut self, opening: Opening, base: usize) -> Record {
        let map = self.growing.map(base, &mut self.tokens.errors);
        self.finished(opening, map)
    }

    fn finished_list(&mut self, opening: Opening, base: usize) -> Record {
        let list = self.growing.list(base);
        self.finished(opening, list)
    }

    fn finished(&self, opening: Opening, content: Content) -> Record {
        Record::new(Bytes::new(opening.at, self.tokens.end), content, Style::Flow)
    }

    /// Whether, by its indentation, what comes next belongs to something further out.
    fn ends_before(&self, byte: u8, opening: Opening) -> bool {
        let closes = matches!(byte, b'}' | b']');
        let limit = opening.indentation + usize::from(!closes);
        self.guided
            && self.tokens.first
            && self.tokens.line != opening.line
            && self.tokens.indentation < limit
            && self.maps + self.lists > 1
    }

    /// Whether a `}` stands where a value should, with the map's other entries still to come.
    fn is_stray_end(&self, opening: Opening) -> bool {
        self.guided
            && !self.tokens.first
            && self.tokens.line != opening.line
            && self.valueless == Some(self.tokens.at)
    }

    /// What stands behind an entry that was read since there were `errors` errors.
    fn behind(&self, errors: usize) -> Gap {
        let intact = self.tokens.errors.len() == errors;
        if intact { Gap::Entry(self.tokens.end) } else { Gap::Broken }
    }

    fn comma(&mut self, gap: &mut Gap) {
        if matches!(gap, Gap::First | Gap::Comma) {
            let at = self.tokens.at;
            self.tokens.error(at, at + 1, "nothing stands before this comma");
        }
        *gap = Gap::Comma;
        self.tokens.take();
    }

    fn missing_comma(&mut self, gap: &Gap) {
        if let Gap::Entry(end) = *gap {
            let start = self.tokens.before(end);
            self.tokens.error(start, end, "a comma is missing after this");
        }
    }

    fn unclosed(&mut self, opening: Opening, bracket: char) {
        self.balanced = false;
        let message = format!("this `{bracket}` is never closed");
        self.tokens.error(opening.at, opening.at + 1, &message);
    }

    fn stray(&mut self, message: &str) {
        self.balanced = false;
        self.tokens.skip_one(message);
    }
}
