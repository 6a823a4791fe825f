//! Python's texts: f-strings, bytes, texts that stand side by side.

use ruff_python_ast as ast;
use ruff_python_ast::{FStringPart, InterpolatedStringElement as Element};

use super::super::literal::join;
use super::super::tree::{Expr, ExprKind};
use super::expressions::expr;
use super::places::Lowering;

/// `b"a"`: a letter for each byte.
pub(super) fn bytes(node: &ast::ExprBytesLiteral) -> ExprKind {
    let text: String = node.value.bytes().map(char::from).collect();
    ExprKind::Text(text.into())
}

/// `f"a{b}" "c"`
pub(super) fn formatted(low: &mut Lowering, node: &ast::ExprFString) -> ExprKind {
    let mut all = Vec::new();
    for part in &node.value {
        match part {
            FStringPart::Literal(text) => {
                let kind = ExprKind::Text(text.as_str().into());
                all.push(low.expr(&text.content_range(), kind));
            }
            FStringPart::FString(text) => pieces(low, &text.elements, &mut all),
        }
    }
    join(all)
}

/// `t"a{b}"`
pub(super) fn template(low: &mut Lowering, node: &ast::ExprTString) -> ExprKind {
    let mut all = Vec::new();
    for part in &node.value {
        pieces(low, &part.elements, &mut all);
    }
    join(all)
}

fn pieces(low: &mut Lowering, elements: &[Element], all: &mut Vec<Expr>) {
    for element in elements {
        match element {
            Element::Literal(text) => {
                all.push(low.expr(text, ExprKind::Text(text.value.clone())));
            }
            Element::Interpolation(hole) => all.extend(interpolation(low, hole)),
        }
    }
}

/// `{value!r:>{width}}`: the value, beside what its format reads.
fn interpolation(low: &mut Lowering, node: &ast::InterpolatedElement) -> Option<Expr> {
    low.deeper(|low| {
        let value = expr(low, &node.expression);
        let Some(format) = &node.format_spec else { return value };
        let read: Vec<Expr> =
            format.elements.interpolations().filter_map(|hole| interpolation(low, hole)).collect();
        if read.is_empty() {
            return value;
        }
        let all = std::iter::once(value).chain(read).collect();
        low.expr(node, ExprKind::Other(all))
    })
}
