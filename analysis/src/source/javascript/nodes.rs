//! How the grammar's tree is walked: a node's parts, its text, its place.
//!
//! Knows how to walk nodes, not what any of them means.

use foldhash::HashSet;

use tree_sitter::{Node, Tree, TreeCursor};

use super::super::lowering;
use super::super::tree::{Expr, ExprKind, Statement, StatementKind};
use crate::text::Comment;
use crate::text::Span;

/// A JavaScript or TypeScript module while it is being read.
pub(super) type Lowering<'t> = lowering::Lowering<'t, Walk<'t>>;

/// The way through a grammar's tree.
pub(super) struct Walk<'t> {
    cursor: TreeCursor<'t>,
    /// Names used as values; kept only where an import that is not used as a value does not exist at run time.
    used: Option<HashSet<&'t str>>,
}

impl<'t> Walk<'t> {
    /// A walk that has not begun; `keep_used` where names used as values are asked for.
    pub(super) fn new(tree: &'t Tree, keep_used: bool) -> Walk<'t> {
        Walk { cursor: tree.walk(), used: keep_used.then(HashSet::default) }
    }
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
    /// The children of a node.
    pub(super) fn parts(&mut self, node: Node<'t>) -> Parts<'t> {
        let mut parts = Vec::new();
        let cursor = &mut self.walk.cursor;
        cursor.reset(node);
        let mut more = cursor.goto_first_child();
        while more {
            let child = cursor.node();
            let field = cursor.field_name();
            if (field.is_some() || child.is_named()) && !child.is_extra() {
                parts.push((field, child));
            }
            more = cursor.goto_next_sibling();
        }
        Parts(parts)
    }

    /// All children of a node, also punctuation and keywords, without comments.
    pub(super) fn tokens(&mut self, node: Node<'t>) -> Vec<Node<'t>> {
        let cursor = &mut self.walk.cursor;
        cursor.reset(node);
        let mut tokens = Vec::new();
        let mut more = cursor.goto_first_child();
        while more {
            tokens.push(cursor.node());
            more = cursor.goto_next_sibling();
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

    /// Where a node stands in the file.
    pub(super) fn span(&self, node: Node) -> Span {
        self.span_of(node.start_byte(), node.end_byte())
    }

    /// An expression at a node.
    pub(super) fn expr(&self, node: Node, kind: ExprKind) -> Expr {
        Expr { at: self.span(node), kind }
    }

    /// A name as an expression; a name that is only missing is nothing.
    pub(super) fn name(&mut self, node: Node<'t>) -> Expr {
        let text = self.text(node);
        if let Some(used) = &mut self.walk.used {
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

    /// Marks imports whose names are only used in types.
    pub(super) fn drop_unused_imports(&mut self) {
        let Some(used) = &self.walk.used else { return };
        for import in &mut self.imports {
            import.type_only |= !import.name.is_empty() && !used.contains(&*import.name);
        }
    }

    /// All comments. Walks only where something that starts like a comment stands.
    pub(super) fn comments(&self, root: Node) -> Vec<Comment> {
        let text = self.slice(0, root.end_byte()).as_bytes();
        let candidate = |from: usize| {
            let mut slashes = memchr::memchr_iter(b'/', text.get(from..).unwrap_or_default());
            let leads = |at: &usize| matches!(text.get(from + at + 1), Some(b'/' | b'*'));
            slashes.find(leads).map_or(usize::MAX, |at| from + at)
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
                comments.push(self.comment(node.start_byte(), node.end_byte()));
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
}
