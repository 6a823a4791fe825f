//! From the parser's events to the tree, in one pass without recursion.
//!
//! Stops where the parser stops and says what it then knew; it repairs nothing itself.

use std::ops::Range;

use granit_parser::{
    ErrorKind, Event, Parser, ScalarStyle, Span as Mark, StructureStyle, Tag, options,
};

use super::super::growing::Growing;
use super::super::tree::{Bytes, Content, Record};
use super::super::{DEPTH, Style, SyntaxError, Tree};
use super::anchors::Anchors;
use super::key::Key;
use super::places;
use crate::text::Comment;
use crate::text::{FileId, Span};

/// Where and why reading stopped, and what was read until then. Places are bytes.
pub(super) struct Stop {
    /// Why.
    pub(super) trouble: Trouble,
    /// Where it was noticed.
    pub(super) at: usize,
    /// Where the last scalar that was read starts; it may run over several lines.
    pub(super) last_start: usize,
    /// The end of the last thing that was read.
    pub(super) last_end: usize,
    /// Where the flow collections start that are open, outermost first.
    pub(super) open: Vec<usize>,
    /// All that was read, with everything open closed.
    pub(super) tree: Tree,
}

/// Why reading stopped.
pub(super) enum Trouble {
    /// The parser could not go on.
    Parser(ErrorKind),
    /// A document starts indented, so its `---` stands in the middle of another one.
    IndentedDocument,
}

/// A collection whose end was not seen yet.
struct Open {
    kind: Partial,
    style: Style,
    start: usize,
    /// The end of its last child.
    end: usize,
    /// Its tag, a word of the tree.
    tag: Option<u32>,
    anchor: usize,
    /// Where its entries start among those that wait.
    base: usize,
}

enum Partial {
    List,
    Map { key: Key, merges: Vec<(Span, Record)> },
}

struct Builder<'text> {
    file: FileId,
    source: &'text str,
    growing: Growing<'text>,
    comments: Vec<Comment>,
    errors: Vec<SyntaxError>,
    open: Vec<Open>,
    anchors: Anchors,
    /// How many collections are open that are too deep to keep.
    skipping: usize,
    /// Start and end of the last node that was read, tags included.
    last: (usize, usize),
    /// The last comment, for values that are not written and seem to start behind it.
    comment: (usize, usize),
    /// Whether the next node is the root of a document that is not the first.
    after_marker: bool,
}

/// Reads until the end or the first thing that the parser does not accept.
pub(super) fn parse(file: FileId, source: &str) -> Result<Tree, Box<Stop>> {
    let mut builder = Builder {
        file,
        source,
        growing: Growing::new(file, source),
        comments: Vec::new(),
        errors: Vec::new(),
        open: Vec::new(),
        anchors: Anchors::new(),
        skipping: 0,
        last: (0, 0),
        comment: (0, 0),
        after_marker: false,
    };
    // Nesting is bounded by `DEPTH` here, where it costs a null instead of the rest of the file.
    let options = options! {
        emit_unresolved_aliases: true,
        max_buffered_comment_events: usize::MAX,
        flow_nesting_limit: usize::MAX,
        block_nesting_limit: usize::MAX,
    };
    for next in Parser::new_from_str_with_options(source, options) {
        let (event, mark) = match next {
            Ok(next) => next,
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(source.len());
                return Err(builder.stop(Trouble::Parser(error.kind().clone()), at));
            }
        };
        let at = mark.byte_range().unwrap_or_default();
        if !builder.event(event, &mark, at.start, at.end) {
            return Err(builder.stop(Trouble::IndentedDocument, at.start));
        }
    }
    Ok(builder.finish())
}

impl Builder<'_> {
    /// Takes one event; false when it shows that a document marker is out of place.
    fn event(&mut self, event: Event, mark: &Mark, start: usize, end: usize) -> bool {
        match event {
            Event::Comment(text, _) => self.comment(&text, start, end),
            Event::DocumentStart(..) => self.after_marker = self.growing.has_roots(),
            Event::Alias(id) => self.alias(id, start, end),
            Event::UnresolvedAlias(name) => {
                let message = format!("no anchor `&{name}` stands before this alias");
                self.error(start, end, message);
                self.place(Record::null(start), Some((start, end)), false);
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.after_marker = false;
                self.lone_tag(tag.as_deref(), mark, start == end);
                let typed = tag.is_some();
                let tag = self.tag(tag.as_deref(), mark);
                self.scalar(&text, style, anchor, tag, typed, start..end);
            }
            Event::SequenceStart(style, anchor, tag) => {
                let tag = self.tag(tag.as_deref(), mark);
                return self.start(Partial::List, style, anchor, tag, start);
            }
            Event::MappingStart(style, anchor, tag) => {
                let tag = self.tag(tag.as_deref(), mark);
                let map = Partial::Map { key: Key::Awaited, merges: Vec::new() };
                return self.start(map, style, anchor, tag, start);
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(start, end),
            _ => {}
        }
        true
    }

    fn comment(&mut self, text: &str, start: usize, end: usize) {
        self.comment = (start, end);
        let line = self.source[..start].rfind('\n').map_or(0, |at| at + 1);
        let before = self.source[line..start].trim_start_matches('\u{feff}');
        self.comments.push(Comment {
            at: self.span(start, end),
            text: text.trim().into(),
            own_line: before.trim().is_empty(),
        });
    }

    /// The tag of a node, if it is a local one. Core tags such as `!!str` change nothing here.
    fn tag(&mut self, tag: Option<&Tag>, mark: &Mark) -> Option<u32> {
        let tag = tag?;
        let at = mark.tag_span().and_then(|span| span.byte_range())?;
        self.last.1 = at.end;
        let written = &self.source[at.clone()];
        let local = tag.handle() == "!" && written.starts_with('!') && written.len() > 1;
        let at = Bytes::new(at.start, at.end);
        local.then(|| self.growing.word(at, at))
    }

    /// A `!` with nothing behind it is legal, but nobody means it.
    fn lone_tag(&mut self, tag: Option<&Tag>, mark: &Mark, alone: bool) {
        let at = mark.tag_span().and_then(|span| span.byte_range());
        if let (Some(_), Some(at), true) = (tag, at, alone)
            && &self.source[at.clone()] == "!"
        {
            self.error(at.start, at.end, "a tag needs a name after its `!`".to_owned());
        }
    }

    /// Takes a scalar; `typed` says that it has a tag, also one that the tree does not keep.
    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<u32>,
        typed: bool,
        Range { start, end }: Range<usize>,
    ) {
        let written = &self.source[start..end];
        let (start, end) = match style {
            ScalarStyle::Literal | ScalarStyle::Folded => {
                places::block_scalar(self.source, self.last.1.min(start), start, end)
            }
            ScalarStyle::Plain if written.is_empty() => {
                let at = self.nothing(start, tag.is_some());
                (at, at)
            }
            _ => (start, end),
        };
        let null = style == ScalarStyle::Plain
            && (written.is_empty() || !typed && matches!(written, "~" | "null" | "Null" | "NULL"));
        let at = Bytes::new(start, end);
        let content = if null { Content::Null } else { self.text(text, style, at) };
        self.put(Record::new(at, content, scalar_style(style)), tag, anchor);
    }

    fn text(&mut self, text: &str, style: ScalarStyle, at: Bytes) -> Content {
        let written = match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted if at.len() > 1 => {
                Bytes { start: at.start + 1, end: at.end - 1 }
            }
            _ => at,
        };
        Content::Scalar(self.growing.keep(text, written))
    }

    /// The place of a value that is not written: behind the indicator that asks for it.
    fn nothing(&self, at: usize, tagged: bool) -> usize {
        let (start, end) = self.comment;
        if at == end && start < end {
            return self.source[..start].trim_end_matches([' ', '\t']).len();
        }
        let behind_colon = !tagged && self.source.as_bytes().get(at) == Some(&b':');
        at + usize::from(behind_colon && self.expects_value())
    }

    fn expects_value(&self) -> bool {
        match self.open.last().map(|open| &open.kind) {
            Some(Partial::Map { key, .. }) => !matches!(key, Key::Awaited),
            _ => false,
        }
    }

    fn start(
        &mut self,
        kind: Partial,
        style: StructureStyle,
        anchor: usize,
        tag: Option<u32>,
        start: usize,
    ) -> bool {
        if self.open.len() == DEPTH {
            if self.skipping == 0 {
                self.too_deep(start);
            }
            self.skipping += 1;
            return true;
        }
        let style = if style == StructureStyle::Flow { Style::Flow } else { Style::Block };
        let list_below_key =
            style == Style::Block && matches!(kind, Partial::List) && self.expects_value();
        let start = if list_below_key {
            places::first_dash(self.source, self.last.1.min(start), start)
        } else {
            start
        };
        let base = self.growing.waiting.len();
        self.open.push(Open { kind, style, start, end: start, tag, anchor, base });
        self.last = (start, start.max(self.last.1));
        let root = std::mem::take(&mut self.after_marker);
        !(root && style == Style::Block && places::is_indented(self.source, start))
    }

    fn too_deep(&mut self, start: usize) {
        let end = start + self.source[start..].chars().next().map_or(0, char::len_utf8);
        self.error(start, end, format!("nested more than {DEPTH} levels deep"));
        self.place(Record::null(start), Some((start, start)), false);
    }

    fn end(&mut self, start: usize, end: usize) {
        if self.skipping > 0 {
            self.skipping -= 1;
            return;
        }
        let Some(mut open) = self.open.pop() else { return };
        if start < end {
            open.end = end;
        }
        let content = match open.kind {
            Partial::List => self.growing.list(open.base),
            Partial::Map { merges, .. } => {
                self.growing.merged_map(open.base, merges, &mut self.errors)
            }
        };
        let node = Record::new(Bytes::new(open.start, open.end), content, open.style);
        self.put(node, open.tag, open.anchor);
    }

    /// Puts tag and anchor to a finished node, and the node into its parent.
    fn put(&mut self, mut node: Record, tag: Option<u32>, anchor: usize) {
        if self.skipping > 0 {
            return;
        }
        let plain = tag.is_none();
        if let Some(tag) = tag {
            node = self.growing.tagged(tag, node);
        }
        if anchor != 0 {
            self.anchors.keep(anchor, node);
        }
        self.place(node, None, plain);
    }

    fn alias(&mut self, id: usize, start: usize, end: usize) {
        if self.skipping > 0 {
            return;
        }
        self.after_marker = false;
        let node = match self.anchors.named(id, self.open.len(), &self.growing) {
            Ok(named) => {
                self.growing.uses(named.at, Bytes::new(start, end));
                self.growing.copy(named)
            }
            Err(reason) => {
                self.error(start, end, reason.to_owned());
                Record::null(start)
            }
        };
        self.place(node, Some((start, end)), false);
    }

    /// Puts a node into its parent. `written` is where it was written if that is not the node's own place.
    fn place(&mut self, node: Record, written: Option<(usize, usize)>, plain: bool) {
        if self.skipping > 0 {
            return;
        }
        let written = written.unwrap_or((node.at.start as usize, node.at.end as usize));
        self.last = (written.0, written.1.max(self.last.1));
        let Some(open) = self.open.last_mut() else {
            self.growing.root(node);
            return;
        };
        open.end = open.end.max(written.1);
        match &mut open.kind {
            Partial::List => self.growing.waiting.push(node),
            Partial::Map { key, merges } => match std::mem::replace(key, Key::Awaited) {
                Key::Awaited => {
                    let at = Span::new(self.file, written.0, written.1);
                    *key = Key::of(&mut self.growing, node, at, plain, &mut self.errors);
                }
                Key::Plain(key) => self.growing.waiting.push(Record { key, ..node }),
                Key::Merge(at) => merges.push((at, node)),
                Key::Unusable => {}
            },
        }
    }

    fn stop(mut self, trouble: Trouble, at: usize) -> Box<Stop> {
        let flows = self.open.iter().filter(|open| open.style == Style::Flow);
        let open = flows.map(|open| open.start).collect();
        let (last_start, last_end) = self.last;
        self.skipping = 0;
        while !self.open.is_empty() {
            self.end(0, 0);
        }
        Box::new(Stop { trouble, at, last_start, last_end, open, tree: self.finish() })
    }

    fn finish(self) -> Tree {
        let Builder { growing, comments, errors, .. } = self;
        Tree { comments, errors, ..growing.finish() }
    }

    fn error(&mut self, start: usize, end: usize, message: String) {
        let at = self.span(start, end);
        self.errors.push(SyntaxError { at, message, first: None });
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start, end)
    }
}

fn scalar_style(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted => Style::SingleQuoted,
        ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
        ScalarStyle::Literal => Style::Literal,
        ScalarStyle::Folded => Style::Folded,
    }
}
