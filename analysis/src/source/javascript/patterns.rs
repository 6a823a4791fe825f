//! What JavaScript assigns to: declarations, assignments, destructuring.

use tree_sitter::Node;

use super::super::tree::{Assign, Expr, ExprKind, Statement, StatementKind as Kind};
use super::expressions::expr;
use super::functions::named_value;
use super::imports::declared;
use super::nodes::Lowering;
use super::types::ty;

/// `const a = 1, b = 2`: a statement each.
pub(super) fn declarations<'t>(
    low: &mut Lowering<'t>,
    node: Node<'t>,
    exported: bool,
    body: &mut Vec<Statement>,
) {
    let all = low.parts(node);
    let declarators: Vec<_> =
        all.named().filter(|child| child.kind() == "variable_declarator").collect();
    let alone = declarators.len() == 1;
    if !alone {
        low.joined.push((node.start_byte(), node.end_byte()));
    }
    for declarator in declarators {
        // The whole statement, as far as it is one declaration's.
        let whole = if alone { node } else { declarator };
        let parts = low.parts(declarator);
        let Some(name) = parts.field("name") else { continue };
        let value = parts.field("value");
        if value.is_some_and(|value| !exported && declared(low, whole, name, value)) {
            body.push(low.statement(whole, Kind::Import));
            continue;
        }
        let value = value.map(|value| named_value(low, value, name));
        let (targets, destructures) = flat(target(low, name));
        let ty = ty(low, parts.field("type"));
        let assign = Assign {
            targets,
            value,
            ty,
            destructures,
            declares: true,
            exported,
            ..Assign::default()
        };
        body.push(low.statement(whole, Kind::from(assign)));
    }
}

/// A target; when it is a pattern, its parts.
fn flat(target: Expr) -> (Vec<Expr>, Option<Vec<Box<str>>>) {
    match target {
        Expr { kind: ExprKind::Assign(pattern), .. } if pattern.value.is_none() => {
            (pattern.targets, pattern.destructures)
        }
        target => (vec![target], None),
    }
}

/// `a = b = value`, `a ??= value`, `a += 1`, `a++`. `None` for anything else.
pub(super) fn assign<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Option<Assign> {
    let parts = low.parts(node);
    match node.kind() {
        "parenthesized_expression" => {
            let inner = parts.named().next()?;
            low.deeper(|low| assign(low, inner)).flatten()
        }
        "update_expression" => {
            let targets = vec![expr(low, parts.field("argument")?)];
            Some(Assign { targets, augmented: true, ..Assign::default() })
        }
        "augmented_assignment_expression" => {
            let (left, right) = (parts.field("left")?, parts.field("right")?);
            let if_missing =
                parts.field("operator").is_some_and(|sign| matches!(sign.kind(), "??=" | "||="));
            let name = last_name(low, left);
            let value = Some(named_value(low, right, name));
            let targets = vec![expr(low, left)];
            Some(Assign { targets, value, if_missing, augmented: !if_missing, ..Assign::default() })
        }
        "assignment_expression" => assignment(low, node),
        _ => None,
    }
}

fn assignment<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Option<Assign> {
    let mut lefts = Vec::new();
    let mut node = node;
    let right = loop {
        let parts = low.parts(node);
        lefts.push(parts.field("left")?);
        let right = parts.field("right")?;
        if right.kind() != "assignment_expression" {
            break right;
        }
        node = right;
    };
    let name = last_name(low, lefts[0]);
    let value = Some(named_value(low, right, name));
    if let [only] = lefts.as_slice() {
        let (targets, destructures) = flat(target(low, *only));
        return Some(Assign { targets, value, destructures, ..Assign::default() });
    }
    let targets = lefts.into_iter().map(|left| target(low, left)).collect();
    Some(Assign { targets, value, ..Assign::default() })
}

/// The name in `exports.name`, or the name itself.
fn last_name<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Node<'t> {
    match node.kind() {
        "member_expression" => low.parts(node).field("property").unwrap_or(node),
        _ => node,
    }
}

/// One target: a name or a place; a pattern of several is an assignment of its parts.
pub(super) fn target<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Expr {
    low.deeper(|low| nested(low, node))
        .unwrap_or_else(|| low.expr(node, ExprKind::Other(Vec::new())))
}

fn nested<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Expr {
    match node.kind() {
        "shorthand_property_identifier_pattern" => low.name(node),
        "object_pattern" | "array_pattern" => {
            let (mut targets, mut keys) = (Vec::new(), Vec::new());
            for (key, part) in entries(low, node) {
                targets.push(match part {
                    Some(part) => target(low, part),
                    None => low.expr(node, ExprKind::Other(Vec::new())),
                });
                keys.push(key.into());
            }
            let pattern = Assign { targets, destructures: Some(keys), ..Assign::default() };
            low.expr(node, ExprKind::Assign(Box::new(pattern)))
        }
        "assignment_pattern" | "object_assignment_pattern" => {
            let parts = low.parts(node);
            let targets = parts.field("left").map(|left| target(low, left)).into_iter().collect();
            let value = parts.field("right").map(|right| expr(low, right));
            let assign = Assign { targets, value, if_missing: true, ..Assign::default() };
            low.expr(node, ExprKind::Assign(Box::new(assign)))
        }
        "rest_pattern" => match low.parts(node).named().next() {
            Some(inner) => {
                let inner = target(low, inner);
                low.expr(node, ExprKind::Spread(Box::new(inner)))
            }
            None => low.expr(node, ExprKind::Other(Vec::new())),
        },
        _ => expr(low, node),
    }
}

/// The parts of a pattern with the key of each; a place in an array has none, and may be left empty.
fn entries<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Vec<(&'t str, Option<Node<'t>>)> {
    if node.kind() == "array_pattern" {
        return places(low, node).into_iter().map(|part| ("", part)).collect();
    }
    let mut entries = Vec::new();
    for part in low.parts(node).named() {
        let parts = low.parts(part);
        entries.push(match part.kind() {
            "pair_pattern" => {
                let key = parts.field("key").map(|key| plain_key(low, key)).unwrap_or_default();
                (key, parts.field("value"))
            }
            "object_assignment_pattern" => {
                let name = parts.field("left").map(|left| low.text(left)).unwrap_or_default();
                (name, Some(part))
            }
            "shorthand_property_identifier_pattern" => (low.text(part), Some(part)),
            _ => ("", Some(part)),
        });
    }
    entries
}

fn plain_key<'t>(low: &Lowering<'t>, key: Node<'t>) -> &'t str {
    match key.kind() {
        "computed_property_name" => "",
        _ => low.text(key).trim_matches(['"', '\'']),
    }
}

/// The places of `[a, , b]`.
fn places<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Vec<Option<Node<'t>>> {
    let mut places = Vec::new();
    let mut here = None;
    for token in low.tokens(node) {
        match token.kind() {
            "," => places.push(here.take()),
            _ if token.is_named() => here = Some(token),
            _ => {}
        }
    }
    places.extend(here.map(Some));
    places
}

/// The names that a loop or a `catch` binds, without their nesting.
pub(super) fn names<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Vec<Expr> {
    let mut names = Vec::new();
    bound(target(low, node), &mut names);
    names
}

fn bound(target: Expr, names: &mut Vec<Expr>) {
    match target.kind {
        ExprKind::Assign(pattern) => {
            pattern.targets.into_iter().for_each(|target| bound(target, names));
        }
        ExprKind::Spread(inner) => bound(*inner, names),
        ExprKind::Other(inner) if inner.is_empty() => {}
        _ => names.push(target),
    }
}

/// The names in a parameter's pattern, each with its path of keys.
pub(super) fn bindings<'t>(
    low: &mut Lowering<'t>,
    node: Node<'t>,
    path: &str,
    found: &mut Vec<(Box<str>, Box<str>)>,
) {
    low.deeper(|low| match node.kind() {
        "object_pattern" | "array_pattern" => {
            let in_array = node.kind() == "array_pattern";
            for (place, (key, part)) in entries(low, node).into_iter().enumerate() {
                let key = if in_array { place.to_string() } else { key.to_owned() };
                let path = if path.is_empty() { key } else { format!("{path}.{key}") };
                if let Some(part) = part {
                    bindings(low, part, &path, found);
                }
            }
        }
        "assignment_pattern" | "object_assignment_pattern" => {
            if let Some(left) = low.parts(node).field("left") {
                bindings(low, left, path, found);
            }
        }
        "rest_pattern" => {
            if let Some(name) = low.parts(node).named().next() {
                found.push((low.text(name).into(), "*".into()));
            }
        }
        _ => found.push((low.text(node).into(), path.into())),
    });
}
