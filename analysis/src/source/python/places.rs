//! Where the parser's nodes stand.

use ruff_python_ast as ast;
use ruff_python_ast::token::{TokenKind, Tokens, parentheses_iterator};
use ruff_text_size::Ranged;

use super::super::lowering;
use super::super::tree::{Expr, ExprKind, Statement, StatementKind};
use crate::text::Span;

/// A Python module while it is being read.
pub(super) type Lowering<'t> = lowering::Lowering<'t, &'t Tokens>;

impl Lowering<'_> {
    /// Where a node stands in the file.
    pub(super) fn span(&self, node: &impl Ranged) -> Span {
        self.span_of(node.start().to_usize(), node.end().to_usize())
    }

    /// From the start of one node to the end of another.
    pub(super) fn between(&self, from: &impl Ranged, to: &impl Ranged) -> Span {
        self.span_of(from.start().to_usize(), to.end().to_usize())
    }

    /// From the `**` before a value to the value's end, its parentheses included: the parser keeps no node for it.
    pub(super) fn spread(&self, value: &ast::Expr) -> Span {
        let whole = parentheses_iterator(value.into(), None, self.walk).last();
        let whole = whole.unwrap_or_else(|| value.range());
        let mark =
            self.walk.before(whole.start()).iter().rev().find(|token| !token.kind().is_trivia());
        match mark.filter(|token| token.kind() == TokenKind::DoubleStar) {
            Some(mark) => self.between(mark, &whole),
            None => self.span(&whole),
        }
    }

    /// The text of a node.
    pub(super) fn text(&self, node: &impl Ranged) -> &str {
        self.slice(node.start().to_usize(), node.end().to_usize())
    }

    /// An expression at a node.
    pub(super) fn expr(&self, node: &impl Ranged, kind: ExprKind) -> Expr {
        Expr { at: self.span(node), kind }
    }

    /// A name as an expression; a name that is only missing is nothing.
    pub(super) fn name(&self, node: &impl Ranged, name: &str) -> Expr {
        let kind =
            if name.is_empty() { ExprKind::Other(Vec::new()) } else { ExprKind::Name(name.into()) };
        self.expr(node, kind)
    }

    /// The name of a definition as an expression.
    pub(super) fn identifier(&self, name: &ast::Identifier) -> Expr {
        self.name(name, name.as_str())
    }

    /// A statement at a node.
    pub(super) fn statement(&self, node: &impl Ranged, kind: StatementKind) -> Statement {
        Statement { at: self.span(node), kind }
    }
}
