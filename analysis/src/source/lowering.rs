//! What every lowering works with: the text, the way back to spans, and the function being read.
//!
//! Knows no grammar: how a parser's tree is walked is the lowering's own.

use super::tree::{
    Expr, ExprKind, Function, FunctionId, Import, Language, Module, Statement, StatementKind,
};
use crate::text::Comment;
use crate::text::{FileId, Span};

/// Nesting of expressions and statements beyond which a file is not read on: nobody writes this by hand, and
/// the stack is finite.
const DEEPEST: u32 = 200;

/// Branches of one statement beyond which they are not read on: each stands within the one before.
const MOST_BRANCHES: usize = 500;

/// The mark that some editors write before the first letter of a file.
const BOM: char = '\u{feff}';

/// Bytes of its first line by which a text that is not read is spoken of, at most.
const LINE: usize = 80;

/// A module of which nothing is read, since that would cost too much.
pub(super) fn unread(
    file: FileId,
    language: Language,
    text: &str,
    origin: &[(u32, u32)],
) -> Module {
    let lowering = Lowering::new(file, text, origin, ());
    let start = text.len() - text.trim_start_matches(BOM).trim_start().len();
    let end = lowering.line_end(start).min(text.floor_char_boundary(start + LINE));
    let unread = Some(lowering.span_of(start, end));
    let module = lowering.finish(language, Vec::new(), Vec::new(), true);
    Module { unread, insert_at: None, ..module }
}

/// A module while it is being read. `Walk` is what a language needs besides to go through its parser's tree.
pub(super) struct Lowering<'t, Walk> {
    file: FileId,
    text: &'t str,
    origin: &'t [(u32, u32)],
    depth: u32,
    functions: Vec<Function>,
    too_deep: bool,
    /// Statements that declare several names, so far, in bytes of the text.
    pub(super) joined: Vec<(usize, usize)>,
    /// Imports so far.
    pub(super) imports: Vec<Import>,
    /// The function whose body is being read.
    pub(super) function: Option<FunctionId>,
    /// The class whose body is being read, directly.
    pub(super) class: Option<Box<str>>,
    /// The way through the parser's tree.
    pub(super) walk: Walk,
}

impl<'t, Walk> Lowering<'t, Walk> {
    pub(super) fn new(
        file: FileId,
        text: &'t str,
        origin: &'t [(u32, u32)],
        walk: Walk,
    ) -> Lowering<'t, Walk> {
        Lowering {
            file,
            text,
            origin,
            depth: 0,
            functions: Vec::new(),
            too_deep: false,
            joined: Vec::new(),
            imports: Vec::new(),
            function: None,
            class: None,
            walk,
        }
    }

    /// The module, when its body was read; `broken` tells whether the parser met an error.
    pub(super) fn finish(
        self,
        language: Language,
        body: Vec<Statement>,
        comments: Vec<Comment>,
        broken: bool,
    ) -> Module {
        let insert_at = self.origin.is_empty().then(|| self.insertion(&body));
        let joined = self.joined.iter().map(|(start, end)| self.span_of(*start, *end)).collect();
        Module {
            joined,
            file: self.file,
            language,
            comments,
            broken: self.too_deep || broken,
            unread: None,
            functions: self.functions,
            imports: self.imports,
            body,
            insert_at,
        }
    }

    /// The text between two bytes.
    pub(super) fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Where bytes of the text stand in the file.
    pub(super) fn span_of(&self, start: usize, end: usize) -> Span {
        let from = self.source(start as u32);
        // The end of the last byte, not the start of the next: that one may stand on another, indented line.
        let to = if end > start { self.source(end as u32 - 1) + 1 } else { from };
        Span { file: self.file, start: from, end: to }
    }

    fn source(&self, byte: u32) -> u32 {
        match self.origin.partition_point(|(here, _)| *here <= byte) {
            0 => byte,
            next => self.origin[next - 1].1 + (byte - self.origin[next - 1].0),
        }
    }

    /// Reads something nested, unless that is too deep.
    pub(super) fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth >= DEEPEST {
            self.too_deep = true;
            return None;
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        Some(value)
    }

    /// Drops branches that nobody writes by hand.
    pub(super) fn cut<T>(&mut self, branches: &mut Vec<T>) {
        self.too_deep |= branches.len() > MOST_BRANCHES;
        branches.truncate(MOST_BRANCHES);
    }

    /// Adds a function; `fill` reads its parts, the body with [`Lowering::inside`].
    pub(super) fn define(
        &mut self,
        at: Span,
        fill: impl FnOnce(&mut Self, FunctionId, &mut Function),
    ) -> FunctionId {
        let id = FunctionId(self.functions.len() as u32);
        let mut function = Function {
            name: "".into(),
            name_at: at.before(),
            at,
            parameters: Vec::new(),
            decorators: Vec::new(),
            body: Vec::new(),
            ty: None,
            is_async: false,
            is_generator: false,
            is_property: false,
            class: self.class.clone(),
            parent: self.function,
        };
        self.functions.push(function.clone());
        fill(self, id, &mut function);
        function.is_generator |= self.functions[id.0 as usize].is_generator;
        self.functions[id.0 as usize] = function;
        id
    }

    /// Puts statements before what a function does.
    pub(super) fn prepend(&mut self, id: FunctionId, mut statements: Vec<Statement>) {
        let body = &mut self.functions[id.0 as usize].body;
        statements.append(body);
        *body = statements;
    }

    /// Reads the body of a function.
    pub(super) fn inside<T>(&mut self, id: FunctionId, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = (self.function.replace(id), self.class.take());
        let value = read(self);
        (self.function, self.class) = outer;
        value
    }

    /// Reads the body of a class.
    pub(super) fn inside_class<T>(&mut self, name: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.class.replace(name.into());
        let value = read(self);
        self.class = outer;
        value
    }

    /// Notes that the function being read yields.
    pub(super) fn yields(&mut self) {
        if let Some(id) = self.function {
            self.functions[id.0 as usize].is_generator = true;
        }
    }

    /// Adds imports of one statement or call.
    pub(super) fn import(&mut self, at: Span, module: &str, item: Option<&str>, name: &str) {
        self.imports.push(Import {
            at,
            module: module.into(),
            item: item.map(Into::into),
            name: name.into(),
            function: self.function,
            type_only: false,
        });
    }

    fn insertion(&self, body: &[Statement]) -> Span {
        let is_text = |statement: &&Statement| {
            matches!(&statement.kind, StatementKind::Expr(Expr { kind: ExprKind::Text(_), .. }))
        };
        let last = body.iter().rev().find(|statement| is_import(statement));
        let end = match last.or_else(|| body.iter().take_while(is_text).last()) {
            Some(statement) => {
                let end = statement.at.end as usize;
                let joined = self.joined.iter().find(|(from, to)| *from < end && end < *to);
                self.line_end(joined.map_or(end, |(_, to)| *to))
            }
            None if self.text.starts_with("#!") => self.line_end(0),
            None => 0,
        };
        self.span_of(end, end)
    }

    fn line_end(&self, byte: usize) -> usize {
        let line = self.text[byte..].split(['\n', '\r']).next().unwrap_or_default();
        byte + line.len()
    }

    /// The comment between two bytes of the text.
    pub(super) fn comment(&self, start: usize, end: usize) -> Comment {
        let written = self.slice(start, end);
        let text = written.trim_start_matches(['#', '/', '*', '!']).trim_end_matches("*/").trim();
        let line_break = ['\n', '\r'];
        let blank =
            |letter: char| letter == BOM || letter.is_whitespace() && !line_break.contains(&letter);
        let before = self.slice(0, start).trim_end_matches(blank);
        let own_line = before.is_empty() || before.ends_with(line_break);
        Comment { at: self.span_of(start, end), text: text.into(), own_line }
    }
}

/// An import, also one of several to choose from.
fn is_import(statement: &Statement) -> bool {
    match &statement.kind {
        StatementKind::Import => true,
        StatementKind::Try { body, .. } => body.iter().any(is_import),
        _ => false,
    }
}
