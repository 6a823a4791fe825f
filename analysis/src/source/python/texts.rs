//! Python's texts: quotes, prefixes, escapes, f-strings, texts that stand side by side.

use tree_sitter::Node;

use super::super::literal::{join, unescape};
use super::super::lowering::Lowering;
use super::super::tree::{Expr, ExprKind};
use super::expressions::expr;

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
            "interpolation" => pieces.extend(interpolation(low, part)),
            _ => {}
        }
    }
    pieces
}

/// `{value!r:>{width}}`: the value, beside what its format reads.
fn interpolation<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Option<Expr> {
    let parts = low.parts(node);
    let value = low.deeper(|low| parts.field("expression").map(|value| expr(low, value)))??;
    let Some(format) = parts.field("format_specifier") else { return Some(value) };
    let read: Vec<Expr> =
        low.parts(format).named().filter_map(|hole| interpolation(low, hole)).collect();
    if read.is_empty() {
        return Some(value);
    }
    let all = std::iter::once(value).chain(read).collect();
    Some(low.expr(node, ExprKind::Other(all)))
}
