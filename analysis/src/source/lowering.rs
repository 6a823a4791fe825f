//! What every lowering works with: the text, the way back to spans, and the function being read.
//!
//! Knows how to walk a grammar's nodes, not what any of them means.

use std::collections::HashSet;

use tree_sitter::{Node, Tree, TreeCursor};

use super::tree::{
    Expr, ExprKind, Function, FunctionId, Import, Language, Module, Statement, StatementKind,
};
use crate::text::Comment;
use crate::text::{FileId, Span};

/// Nesting of expressions and statements beyond which a file is not read on: nobody writes this by hand, and
/// the stack is finite.
const DEEPEST: u32 = 200;

/// A module while it is being read.
pub(super) struct Lowering<'t> {
    file: FileId,
    text: &'t str,
    origin: &'t [(u32, u32)],
    cursor: TreeCursor<'t>,
    depth: u32,
    functions: Vec<Function>,
    too_deep: bool,
    /// Imports so far.
    pub(super) imports: Vec<Import>,
    /// The function whose body is being read.
    pub(super) function: Option<FunctionId>,
    /// The class whose body is being read, directly.
    pub(super) class: Option<Box<str>>,
    /// Names used as values; kept only where an import that is not used as a value does not exist at run time.
    pub(super) used: Option<HashSet<&'t str>>,
}

/// The children of a node: named ones, and others that have a field name. Comments are left out.
pub(super) struct Parts<'t>(Vec<(Option<&'static str>, Node<'t>)>);

impl<'t> Parts<'t> {
    /// The first child with a field name.
    pub(super) fn field(&self, name: &str) -> Option<Node<'t>> {
        self.fields(name).next()
    }

    /// All children with a field name.
    pub(super) fn fields(&self, name: &str) -> impl Iterator<Item = Node<'t>> {
        self.0.iter().filter(move |(field, _)| *field == Some(name)).map(|(_, node)| *node)
    }

    /// All named children, whether they have a field name or not.
    pub(super) fn named(&self) -> impl Iterator<Item = Node<'t>> {
        self.0.iter().map(|(_, node)| *node).filter(Node::is_named)
    }

    /// The first named child of a kind.
    pub(super) fn of_kind(&self, kind: &str) -> Option<Node<'t>> {
        self.named().find(|node| node.kind() == kind)
    }
}

impl<'t> Lowering<'t> {
    pub(super) fn new(
        file: FileId,
        text: &'t str,
        origin: &'t [(u32, u32)],
        tree: &'t Tree,
    ) -> Lowering<'t> {
        Lowering {
            file,
            text,
            origin,
            cursor: tree.walk(),
            depth: 0,
            functions: Vec::new(),
            too_deep: false,
            imports: Vec::new(),
            function: None,
            class: None,
            used: None,
        }
    }

    /// The module, when its body was read.
    pub(super) fn finish(mut self, language: Language, body: Vec<Statement>, root: Node) -> Module {
        self.drop_unused_imports();
        let insert_at = self.origin.is_empty().then(|| self.insertion(&body));
        Module {
            file: self.file,
            language,
            comments: self.comments(language, root),
            broken: self.too_deep || root.has_error(),
            functions: self.functions,
            imports: self.imports,
            body,
            insert_at,
        }
    }

    /// The children of a node.
    pub(super) fn parts(&mut self, node: Node<'t>) -> Parts<'t> {
        let mut parts = Vec::new();
        self.cursor.reset(node);
        let mut more = self.cursor.goto_first_child();
        while more {
            let child = self.cursor.node();
            let field = self.cursor.field_name();
            if (field.is_some() || child.is_named()) && !child.is_extra() {
                parts.push((field, child));
            }
            more = self.cursor.goto_next_sibling();
        }
        Parts(parts)
    }

    /// All children of a node, also punctuation and keywords, without comments.
    pub(super) fn tokens(&mut self, node: Node<'t>) -> Vec<Node<'t>> {
        self.cursor.reset(node);
        let mut tokens = Vec::new();
        let mut more = self.cursor.goto_first_child();
        while more {
            tokens.push(self.cursor.node());
            more = self.cursor.goto_next_sibling();
        }
        tokens.retain(|node| !node.is_extra());
        tokens
    }

    /// Whether a keyword stands among the children of a node.
    pub(super) fn has_token(&mut self, node: Node<'t>, token: &str) -> bool {
        self.tokens(node).iter().any(|node| node.kind() == token)
    }

    /// The text of a node.
    pub(super) fn text(&self, node: Node) -> &'t str {
        self.slice(node.start_byte(), node.end_byte())
    }

    /// The text between two bytes.
    pub(super) fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Where a node stands in the file.
    pub(super) fn span(&self, node: Node) -> Span {
        self.span_of(node.start_byte(), node.end_byte())
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

    /// An expression at a node.
    pub(super) fn expr(&self, node: Node, kind: ExprKind) -> Expr {
        Expr { at: self.span(node), kind }
    }

    /// A name as an expression; a name that is only missing is nothing.
    pub(super) fn name(&mut self, node: Node<'t>) -> Expr {
        let text = self.text(node);
        if let Some(used) = &mut self.used {
            used.insert(text);
        }
        let kind =
            if text.is_empty() { ExprKind::Other(Vec::new()) } else { ExprKind::Name(text.into()) };
        self.expr(node, kind)
    }

    /// A statement at a node.
    pub(super) fn statement(&self, node: Node, kind: StatementKind) -> Statement {
        Statement { at: self.span(node), kind }
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

    /// Adds a function; `fill` reads its parts, the body with [`Lowering::inside`].
    pub(super) fn define(
        &mut self,
        node: Node<'t>,
        fill: impl FnOnce(&mut Self, FunctionId, &mut Function),
    ) -> FunctionId {
        let id = FunctionId(self.functions.len() as u32);
        let at = self.span(node);
        let mut function = Function {
            name: "".into(),
            name_at: at.before(),
            at,
            parameters: Vec::new(),
            decorators: Vec::new(),
            body: Vec::new(),
            is_async: false,
            is_generator: false,
            class: self.class.clone(),
            parent: self.function,
        };
        self.functions.push(function.clone());
        fill(self, id, &mut function);
        function.is_generator |= self.functions[id.0 as usize].is_generator;
        self.functions[id.0 as usize] = function;
        id
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

    fn drop_unused_imports(&mut self) {
        let Some(used) = &self.used else { return };
        for import in &mut self.imports {
            import.type_only |= !import.name.is_empty() && !used.contains(&*import.name);
        }
    }

    fn insertion(&self, body: &[Statement]) -> Span {
        let is_text = |statement: &&Statement| {
            matches!(&statement.kind, StatementKind::Expr(Expr { kind: ExprKind::Text(_), .. }))
        };
        let last = body.iter().rev().find(|statement| is_import(statement));
        let end = match last.or_else(|| body.iter().take_while(is_text).last()) {
            Some(statement) => self.line_end(statement.at.end as usize),
            None if self.text.starts_with("#!") => self.line_end(0),
            None => 0,
        };
        self.span_of(end, end)
    }

    fn line_end(&self, byte: usize) -> usize {
        let line = self.text[byte..].split('\n').next().unwrap_or_default();
        byte + line.trim_end_matches('\r').len()
    }

    /// Walks only where something that starts like a comment stands.
    fn comments(&self, language: Language, root: Node) -> Vec<Comment> {
        let leaders: &[&str] = if language == Language::Python { &["#"] } else { &["//", "/*"] };
        let candidate = |from: usize| {
            let found = leaders.iter().filter_map(|leader| self.text.get(from..)?.find(leader));
            found.min().map_or(usize::MAX, |at| from + at)
        };
        let mut comments = Vec::new();
        let mut next = candidate(0);
        let mut cursor = root.walk();
        loop {
            let node = cursor.node();
            if next < node.start_byte() {
                next = candidate(node.start_byte());
            }
            let here = next < node.end_byte();
            if here && node.is_extra() && node.kind() == "comment" {
                comments.push(self.comment(node));
                next = candidate(node.end_byte());
            }
            let mut moved = (here && cursor.goto_first_child()) || cursor.goto_next_sibling();
            while !moved {
                if next == usize::MAX || !cursor.goto_parent() {
                    return comments;
                }
                moved = cursor.goto_next_sibling();
            }
        }
    }

    fn comment(&self, node: Node) -> Comment {
        let written = self.text(node);
        let text = written.trim_start_matches(['#', '/', '*', '!']).trim_end_matches("*/").trim();
        let before = &self.text[..node.start_byte()];
        let own_line = before.rsplit('\n').next().unwrap_or_default().trim().is_empty();
        Comment { at: self.span(node), text: text.into(), own_line }
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
