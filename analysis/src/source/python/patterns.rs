//! What Python assigns to: targets, loop variables, `case` patterns.

use tree_sitter::Node;

use super::super::lowering::{Lowering, Parts};
use super::super::tree::{Assign, ChoiceKind, Expr, ExprKind};
use super::definitions::lambda;
use super::expressions::{expr, exprs};

/// `a = b = value`, `a: T = value`, `a += value`
pub(super) fn assign<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Assign {
    let mut lefts = Vec::new();
    let mut node = node;
    let (value, augmented) = loop {
        let parts = low.parts(node);
        lefts.extend(parts.field("left"));
        match parts.field("right") {
            Some(right) if right.kind() == "assignment" => node = right,
            right => break (right, node.kind() == "augmented_assignment"),
        }
    };
    let value = value.map(|value| match (value.kind(), lefts.as_slice()) {
        ("lambda", [name]) if name.kind() == "identifier" => {
            let id = lambda(low, value, Some(*name));
            low.expr(value, ExprKind::Function(id))
        }
        _ => expr(low, value),
    });
    let mut targets: Vec<Expr> = lefts.into_iter().map(|left| target(low, left)).collect();
    let mut destructures = None;
    if let [Expr { kind: ExprKind::Assign(pattern), .. }] = targets.as_mut_slice() {
        destructures = pattern.destructures.take();
        targets = std::mem::take(&mut pattern.targets);
    }
    Assign { targets, value, destructures, augmented, ..Assign::default() }
}

/// One target; a pattern of several is an assignment of its parts.
fn target<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Expr {
    match node.kind() {
        "pattern_list" | "tuple_pattern" | "list_pattern" => {
            let parts = low.parts(node);
            let targets: Option<Vec<Expr>> =
                low.deeper(|low| parts.named().map(|part| target(low, part)).collect());
            let targets = targets.unwrap_or_default();
            let destructures = Some(vec!["".into(); targets.len()]);
            let pattern = Assign { targets, destructures, ..Assign::default() };
            low.expr(node, ExprKind::Assign(Box::new(pattern)))
        }
        _ => expr(low, node),
    }
}

/// The names that a loop, a `with` or an `except` binds, without their nesting.
pub(super) fn names<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Vec<Expr> {
    match node.kind() {
        "pattern_list" | "tuple_pattern" | "list_pattern" | "as_pattern_target" | "tuple"
        | "list" => {
            let parts = low.parts(node);
            low.deeper(|low| parts.named().flat_map(|part| names(low, part)).collect())
                .unwrap_or_default()
        }
        _ => vec![expr(low, node)],
    }
}

/// The names in a parameter's pattern with their places.
pub(super) fn bindings<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Vec<(Box<str>, Box<str>)> {
    let parts = low.parts(node);
    let named = parts.named().enumerate();
    named.map(|(place, part)| (low.text(part).into(), place.to_string().into())).collect()
}

/// What a `case` asks of the subject; `None` when it takes everything.
pub(super) fn case<'t>(
    low: &mut Lowering<'t>,
    clause: Node<'t>,
    parts: &Parts<'t>,
    subject: &Expr,
) -> Option<Expr> {
    let patterns: Vec<_> = parts.named().filter(|child| child.kind() == "case_pattern").collect();
    match patterns.as_slice() {
        [only] => pattern(low, *only, subject),
        _ => {
            let inner = patterns.into_iter().flat_map(|pattern| exprs(low, pattern));
            let inner = std::iter::once(subject.clone()).chain(inner).collect();
            Some(low.expr(clause, ExprKind::Other(inner)))
        }
    }
}

fn pattern<'t>(low: &mut Lowering<'t>, node: Node<'t>, subject: &Expr) -> Option<Expr> {
    let inner = match node.kind() {
        "case_pattern" => {
            let parts = low.parts(node);
            // `_` is punctuation to the grammar.
            let inner = parts.named().next()?;
            return low.deeper(|low| pattern(low, inner, subject)).flatten();
        }
        "union_pattern" => {
            let parts = low.parts(node);
            let values = parts.named().filter_map(|part| pattern(low, part, subject)).collect();
            let how = ChoiceKind::Or;
            return Some(low.expr(node, ExprKind::Choice { condition: None, values, how }));
        }
        "string" | "concatenated_string" | "integer" | "float" | "true" | "false" | "none" => {
            expr(low, node)
        }
        "dotted_name" if low.text(node).contains('.') => dotted(low, node),
        // A plain name takes everything and binds it.
        "dotted_name" => return None,
        _ => {
            let inner = exprs(low, node);
            let inner = std::iter::once(subject.clone()).chain(inner).collect();
            return Some(low.expr(node, ExprKind::Other(inner)));
        }
    };
    let (left, right) = (Box::new(subject.clone()), Box::new(inner));
    Some(low.expr(node, ExprKind::Compare { left, operator: "==".into(), right }))
}

/// `a.b` as members of `a`.
fn dotted<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Expr {
    let parts = low.parts(node);
    let mut names = parts.named();
    let Some(first) = names.next() else { return low.expr(node, ExprKind::Other(Vec::new())) };
    let mut object = low.name(first);
    for name in names {
        let at = low.span_of(first.start_byte(), name.end_byte());
        let (member, member_at) = (low.text(name).into(), low.span(name));
        let kind =
            ExprKind::Member { object: Box::new(object), member, member_at, optional: false };
        object = Expr { at, kind };
    }
    object
}
