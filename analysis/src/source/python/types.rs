//! Python's type hints.

use ruff_python_ast as ast;

use super::super::tree::Type;
use super::places::Lowering;

/// Type arguments within each other beyond which none are kept.
const DEEPEST: u32 = 8;

/// The type that a hint names.
pub(super) fn ty(low: &Lowering, node: &ast::Expr) -> Type {
    nested(low, node, 0)
}

fn nested(low: &Lowering, node: &ast::Expr, depth: u32) -> Type {
    let mut arguments = Vec::new();
    let name = match node {
        ast::Expr::Subscript(inner) => {
            let written = match &*inner.slice {
                ast::Expr::Tuple(list) => &list.elts[..],
                only => std::slice::from_ref(only),
            };
            if depth < DEEPEST {
                arguments.extend(written.iter().map(|part| nested(low, part, depth + 1)));
            }
            dotted(&inner.value)
        }
        ast::Expr::BinOp(union) if union.op == ast::Operator::BitOr => {
            let mut left = node;
            let mut members = Vec::new();
            while let ast::Expr::BinOp(inner) = left
                && inner.op == union.op
            {
                members.push(&*inner.right);
                left = &inner.left;
            }
            members.push(left);
            if depth < DEEPEST {
                let in_order = members.into_iter().rev();
                arguments.extend(in_order.map(|part| nested(low, part, depth + 1)));
            }
            None
        }
        // A hint in quotes is one that is read later.
        ast::Expr::StringLiteral(text) => {
            let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '.');
            Some(text.value.to_str()).filter(|text| text.chars().all(is_name)).map(str::to_owned)
        }
        ast::Expr::NoneLiteral(_) => Some("None".to_owned()),
        _ => dotted(node),
    };
    Type { name: name.unwrap_or_default().into(), at: low.span(node), arguments }
}

/// `a.b.c`; `None` for anything that is not only names.
fn dotted(node: &ast::Expr) -> Option<String> {
    let mut names = Vec::new();
    let mut node = node;
    while let ast::Expr::Attribute(member) = node {
        names.push(member.attr.as_str());
        node = &member.value;
    }
    let ast::Expr::Name(first) = node else { return None };
    names.push(first.id.as_str());
    names.reverse();
    Some(names.join("."))
}
