//! Python's expressions.

use tree_sitter::Node;

use super::super::literal::plus;
use super::super::lowering::{Lowering, Parts};
use super::super::tree::{Argument, Assign, ChoiceKind, Expr, ExprKind as Kind, Property};
use super::definitions::lambda;
use super::patterns::assign;
use super::texts::{concatenated, text};

/// An expression.
pub(super) fn expr<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Expr {
    if node.kind() == "identifier" {
        return low.name(node);
    }
    low.deeper(|low| nested(low, node)).unwrap_or_else(|| low.expr(node, Kind::Other(Vec::new())))
}

/// The expressions inside a node, in order.
pub(super) fn exprs<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Vec<Expr> {
    let parts = low.parts(node);
    parts.named().filter(|child| is_value(*child)).map(|child| expr(low, child)).collect()
}

/// Everything but types and the marks within an f-string.
fn is_value(node: Node) -> bool {
    !matches!(
        node.kind(),
        "type"
            | "type_conversion"
            | "type_parameter"
            | "string_start"
            | "string_end"
            | "import_prefix"
            | "block"
    )
}

fn nested<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Expr {
    let kind = match node.kind() {
        "parenthesized_expression" => {
            let mut inner = exprs(low, node);
            return match inner.len() {
                1 => inner.remove(0),
                _ => low.expr(node, Kind::Other(inner)),
            };
        }
        "attribute" => attribute(low, node),
        "subscript" => subscript(low, node),
        "call" => call(low, node),
        "string" => text(low, node),
        "concatenated_string" => concatenated(low, node),
        "integer" | "float" => Kind::Number(low.text(node).into()),
        "true" => Kind::Bool(true),
        "false" => Kind::Bool(false),
        "none" => Kind::Null,
        "dictionary" => Kind::Object(properties(low, node)),
        "list" | "tuple" | "set" | "expression_list" | "pattern_list" | "tuple_pattern"
        | "list_pattern" => Kind::List(exprs(low, node)),
        "await" => exprs(low, node).pop().map_or(Kind::Null, |value| Kind::Await(value.into())),
        "lambda" => Kind::Function(lambda(low, node, None)),
        "boolean_operator" | "binary_operator" => operators(low, node),
        "conditional_expression" => conditional(low, node),
        "comparison_operator" => comparison(low, node),
        "not_operator" => {
            exprs(low, node).pop().map_or(Kind::Null, |value| Kind::Not(value.into()))
        }
        "unary_operator" => unary(low, node),
        "list_splat" | "dictionary_splat" | "list_splat_pattern" | "dictionary_splat_pattern" => {
            exprs(low, node).pop().map_or(Kind::Null, |value| Kind::Spread(value.into()))
        }
        "named_expression" => walrus(low, node),
        "assignment" | "augmented_assignment" => Kind::Assign(Box::new(assign(low, node))),
        "yield" => {
            low.yields();
            Kind::Other(exprs(low, node))
        }
        _ => Kind::Other(exprs(low, node)),
    };
    low.expr(node, kind)
}

fn field<'t>(low: &mut Lowering<'t>, parts: &Parts<'t>, name: &str, whole: Node<'t>) -> Expr {
    match parts.field(name) {
        Some(node) => expr(low, node),
        None => low.expr(whole, Kind::Other(Vec::new())),
    }
}

fn attribute<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let parts = low.parts(node);
    let object = Box::new(field(low, &parts, "object", node));
    let name = parts.field("attribute").unwrap_or(node);
    let (member, member_at) = (low.text(name).into(), low.span(name));
    Kind::Member { object, member, member_at, optional: false }
}

fn subscript<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let parts = low.parts(node);
    let object = Box::new(field(low, &parts, "value", node));
    let mut keys: Vec<Expr> = parts.fields("subscript").map(|key| expr(low, key)).collect();
    let index = Box::new(match keys.len() {
        1 => keys.remove(0),
        _ => low.expr(node, Kind::List(keys)),
    });
    Kind::Index { object, index, optional: false }
}

fn call<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let parts = low.parts(node);
    let callee = Box::new(field(low, &parts, "function", node));
    let arguments = parts.field("arguments").map(|list| arguments(low, list)).unwrap_or_default();
    Kind::Call { callee, arguments, new: false }
}

/// The arguments of a call, or the bases of a class.
pub(super) fn arguments<'t>(low: &mut Lowering<'t>, list: Node<'t>) -> Vec<Argument> {
    if list.kind() != "argument_list" {
        // `any(x for x in y)` has no parentheses of its own.
        return vec![Argument { name: None, value: expr(low, list) }];
    }
    let parts = low.parts(list);
    let mut arguments = Vec::new();
    for node in parts.named() {
        if node.kind() == "keyword_argument" {
            let parts = low.parts(node);
            let name = parts.field("name").map(|name| low.text(name).into());
            let value = field(low, &parts, "value", node);
            arguments.push(Argument { name, value });
        } else {
            arguments.push(Argument { name: None, value: expr(low, node) });
        }
    }
    arguments
}

fn properties<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Vec<Property> {
    let parts = low.parts(node);
    let mut properties = Vec::new();
    for entry in parts.named() {
        let parts = low.parts(entry);
        let (Some(key), Some(value)) = (parts.field("key"), parts.field("value")) else {
            let value = expr(low, entry);
            properties.push(Property { key: None, key_at: value.at, value });
            continue;
        };
        let key_at = low.span(key);
        let (key, mut value) = (expr(low, key), expr(low, value));
        let key = match key.kind {
            Kind::Text(text) | Kind::Number(text) => Some(text),
            _ => {
                // A computed key stays visible beside its value.
                value = Expr { at: value.at, kind: Kind::Other(vec![key, value]) };
                None
            }
        };
        properties.push(Property { key, key_at, value });
    }
    properties
}

/// A chain of one operator is read along its left side, so that a long one is not a deep one.
fn operators<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let parts = low.parts(node);
    let operator = parts.field("operator").map(|operator| operator.kind()).unwrap_or_default();
    let mut operands: Vec<Node<'t>> = Vec::new();
    let mut parts = parts;
    loop {
        operands.extend(parts.field("right"));
        let Some(left) = parts.field("left") else { break };
        let inner = low.parts(left);
        let same = left.kind() == node.kind()
            && inner.field("operator").is_some_and(|inner| inner.kind() == operator);
        if !same {
            operands.push(left);
            break;
        }
        parts = inner;
    }
    let mut values = operands.into_iter().rev().map(|operand| expr(low, operand));
    match operator {
        "and" => choice(values.collect(), ChoiceKind::And),
        "or" => choice(values.collect(), ChoiceKind::Or),
        "+" => {
            let Some(first) = values.next() else { return Kind::Other(Vec::new()) };
            let at = first.at;
            values
                .fold(first, |left, right| {
                    let at = at.to(right.at);
                    Expr { at, kind: plus(left, right) }
                })
                .kind
        }
        _ => Kind::Other(values.collect()),
    }
}

fn choice(values: Vec<Expr>, how: ChoiceKind) -> Kind {
    Kind::Choice { condition: None, values, how }
}

fn conditional<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let mut inner = exprs(low, node);
    if inner.len() != 3 {
        return Kind::Other(inner);
    }
    let condition = Some(Box::new(inner.remove(1)));
    Kind::Choice { condition, values: inner, how: ChoiceKind::Conditional }
}

/// `a < b`; `a < b < c` is `a < b and b < c`.
fn comparison<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let parts = low.parts(node);
    let operators: Vec<&str> = parts.fields("operators").map(|operator| operator.kind()).collect();
    let operands: Vec<Expr> = parts
        .named()
        .filter(|child| !operators.contains(&child.kind()))
        .map(|child| expr(low, child))
        .collect();
    let mut pairs: Vec<Expr> = operators
        .iter()
        .zip(operands.windows(2))
        .map(|(operator, pair)| {
            let (left, right) = (Box::new(pair[0].clone()), Box::new(pair[1].clone()));
            let at = pair[0].at.to(pair[1].at);
            Expr { at, kind: Kind::Compare { left, operator: (*operator).into(), right } }
        })
        .collect();
    match pairs.len() {
        1 => pairs.remove(0).kind,
        0 => Kind::Other(operands),
        _ => choice(pairs, ChoiceKind::And),
    }
}

fn unary<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let inner = exprs(low, node);
    match inner.as_slice() {
        [Expr { kind: Kind::Number(_), .. }] => Kind::Number(low.text(node).into()),
        _ => Kind::Other(inner),
    }
}

fn walrus<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let parts = low.parts(node);
    let targets = parts.field("name").map(|name| low.name(name)).into_iter().collect();
    let value = parts.field("value").map(|value| expr(low, value));
    Kind::Assign(Box::new(Assign { targets, value, ..Assign::default() }))
}
