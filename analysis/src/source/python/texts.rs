//! Python's texts: quotes, prefixes, escapes, f-strings, texts that stand side by side.

use tree_sitter::Node;

use super::super::literal::{join, unescape};
use super::super::lowering::Lowering;
use super::super::tree::{Expr, ExprKind};
use super::expressions::exprs;

/// `"a"`, `f"a{b}"`
pub(super) fn text<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> ExprKind {
    join(pieces(low, node))
}

/// `"a" "b"`
pub(super) fn concatenated<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> ExprKind {
    let parts = low.parts(node);
    let pieces: Vec<_> = parts.named().flat_map(|part| pieces(low, part)).collect();
    join(pieces)
}

fn pieces<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Vec<Expr> {
    let parts = low.parts(node);
    let start = parts.of_kind("string_start");
    let prefix = start.map(|start| low.text(start)).unwrap_or_default();
    let raw = prefix.contains(['r', 'R']);
    let formatted = prefix.contains(['f', 'F', 't', 'T']);
    let mut pieces = Vec::new();
    for part in parts.named() {
        match part.kind() {
            "string_content" => {
                let written = low.text(part);
                let mut text = if raw { written.to_owned() } else { unescape(written, true) };
                if formatted {
                    text = text.replace("{{", "{").replace("}}", "}");
                }
                pieces.push(low.expr(part, ExprKind::Text(text.into())));
            }
            "interpolation" => {
                let mut inner = low.deeper(|low| exprs(low, part)).unwrap_or_default();
                let value = if inner.len() == 1 {
                    inner.remove(0)
                } else {
                    low.expr(part, ExprKind::Other(inner))
                };
                pieces.push(value);
            }
            _ => {}
        }
    }
    pieces
}
