//! Operators of JavaScript.

use tree_sitter::Node;

use super::super::literal::plus;
use super::super::tree::{ChoiceKind, Expr, ExprKind as Kind};
use super::expressions::{expr, exprs};
use super::nodes::Lowering;

/// A chain of one operator is read along its left side, so that a long one is not a deep one.
pub(super) fn binary<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let mut parts = low.parts(node);
    let operator = parts.field("operator").map(|operator| operator.kind()).unwrap_or_default();
    let mut operands: Vec<Node<'t>> = Vec::new();
    loop {
        operands.extend(parts.field("right"));
        let Some(left) = parts.field("left") else { break };
        let inner = low.parts(left);
        let same = left.kind() == node.kind()
            && is_chained(operator)
            && inner.field("operator").is_some_and(|inner| inner.kind() == operator);
        if !same {
            operands.push(left);
            break;
        }
        parts = inner;
    }
    let values: Vec<Expr> = operands.into_iter().rev().map(|operand| expr(low, operand)).collect();
    joined(operator, values)
}

fn is_chained(operator: &str) -> bool {
    matches!(operator, "||" | "??" | "&&" | "+")
}

fn joined(operator: &str, values: Vec<Expr>) -> Kind {
    let choice = |values, how| Kind::Choice { condition: None, values, how };
    match operator {
        "||" | "??" => choice(values, ChoiceKind::Or),
        "&&" => choice(values, ChoiceKind::And),
        "+" => {
            let sum = values.into_iter().reduce(|left, right| {
                let at = left.at.to(right.at);
                Expr { at, kind: plus(left, right) }
            });
            sum.map_or(Kind::Null, |sum| sum.kind)
        }
        "==" | "!=" | "===" | "!==" | "<" | "<=" | ">" | ">=" | "in" | "instanceof" => {
            let mut values = values.into_iter();
            match (values.next(), values.next()) {
                (Some(left), Some(right)) => Kind::Compare {
                    left: Box::new(left),
                    operator: operator.into(),
                    right: Box::new(right),
                },
                (left, right) => Kind::Other(left.into_iter().chain(right).collect()),
            }
        }
        _ => Kind::Other(values),
    }
}

/// `c ? a : b`
pub(super) fn ternary<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let parts = low.parts(node);
    let condition = parts.field("condition").map(|asked| Box::new(expr(low, asked)));
    let arms = [parts.field("consequence"), parts.field("alternative")];
    let values = arms.into_iter().flatten().map(|arm| expr(low, arm)).collect();
    Kind::Choice { condition, values, how: ChoiceKind::Conditional }
}

/// `!a`, `-1`, `typeof a`
pub(super) fn unary<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let parts = low.parts(node);
    let operator = parts.field("operator").map(|sign| sign.kind()).unwrap_or_default();
    let mut inner = exprs(low, node);
    match (operator, inner.as_slice()) {
        ("!", [_]) => Kind::Not(Box::new(inner.remove(0))),
        ("-" | "+", [Expr { kind: Kind::Number(_), .. }]) => Kind::Number(low.text(node).into()),
        ("void", _) => Kind::Null,
        _ => Kind::Other(inner),
    }
}
