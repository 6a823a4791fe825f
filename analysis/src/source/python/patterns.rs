//! What Python assigns to: targets, loop variables, `case` patterns.

use ruff_python_ast as ast;
use ruff_python_ast::Pattern;

use super::super::tree::{Assign, ChoiceKind, Expr, ExprKind, Statement, StatementKind};
use super::definitions::lambda;
use super::expressions::{again, expr, exprs};
use super::places::Lowering;
use super::types::ty;

/// `a = b = value`
pub(super) fn assign(low: &mut Lowering, node: &ast::StmtAssign) -> Assign {
    let value = named_value(low, &node.value, &node.targets);
    let targets = node.targets.iter().map(|part| target(low, part)).collect();
    let (targets, destructures) = flat(targets);
    Assign { targets, value: Some(value), destructures, ..Assign::default() }
}

/// `a: T = value`
pub(super) fn annotated(low: &mut Lowering, node: &ast::StmtAnnAssign) -> Assign {
    let left = std::slice::from_ref(&*node.target);
    let value = node.value.as_deref().map(|value| named_value(low, value, left));
    let ty = Some(Box::new(ty(low, &node.annotation)));
    Assign { targets: vec![target(low, &node.target)], value, ty, ..Assign::default() }
}

/// `a += value`
pub(super) fn augmented(low: &mut Lowering, node: &ast::StmtAugAssign) -> Assign {
    let value = Some(expr(low, &node.value));
    let targets = vec![target(low, &node.target)];
    Assign { targets, value, augmented: true, ..Assign::default() }
}

/// A lambda takes the name that it is assigned to.
fn named_value(low: &mut Lowering, value: &ast::Expr, targets: &[ast::Expr]) -> Expr {
    match (value, targets) {
        (ast::Expr::Lambda(function), [ast::Expr::Name(name)]) => {
            let id = lambda(low, function, Some(name));
            low.expr(value, ExprKind::Function(id))
        }
        _ => expr(low, value),
    }
}

/// Targets; of one that is a pattern, its parts.
pub(super) fn flat(mut targets: Vec<Expr>) -> (Vec<Expr>, Option<Vec<Box<str>>>) {
    match targets.as_mut_slice() {
        [Expr { kind: ExprKind::Assign(pattern), .. }] if pattern.destructures.is_some() => {
            (std::mem::take(&mut pattern.targets), pattern.destructures.take())
        }
        _ => (targets, None),
    }
}

/// One target; a pattern of several is an assignment of its parts.
pub(super) fn target(low: &mut Lowering, node: &ast::Expr) -> Expr {
    match node {
        ast::Expr::Tuple(ast::ExprTuple { elts, .. })
        | ast::Expr::List(ast::ExprList { elts, .. }) => {
            let targets: Option<Vec<Expr>> =
                low.deeper(|low| elts.iter().map(|part| target(low, part)).collect());
            let targets = targets.unwrap_or_default();
            let destructures = Some(vec!["".into(); targets.len()]);
            let pattern = Assign { targets, destructures, ..Assign::default() };
            low.expr(node, ExprKind::Assign(Box::new(pattern)))
        }
        _ => expr(low, node),
    }
}

/// A name that is given what the tree does not tell.
pub(super) fn changed(name: Expr) -> Assign {
    Assign { targets: vec![name], augmented: true, ..Assign::default() }
}

/// What `del` takes away; a name is bound anew by it, to nothing.
pub(super) fn deleted(low: &mut Lowering, node: &ast::Expr) -> Expr {
    match node {
        ast::Expr::Name(_) => {
            let name = changed(expr(low, node));
            low.expr(node, ExprKind::Assign(Box::new(name)))
        }
        ast::Expr::Tuple(ast::ExprTuple { elts, .. })
        | ast::Expr::List(ast::ExprList { elts, .. }) => {
            let parts: Option<Vec<Expr>> =
                low.deeper(|low| elts.iter().map(|part| deleted(low, part)).collect());
            low.expr(node, ExprKind::List(parts.unwrap_or_default()))
        }
        _ => expr(low, node),
    }
}

/// The names that a `case` binds: to the subject, when it takes all of it under one name.
pub(super) fn captures(low: &mut Lowering, node: &Pattern, subject: &Expr) -> Vec<Statement> {
    let mut names = Vec::new();
    low.deeper(|low| captured(low, node, &mut names));
    let whole = matches!(node, Pattern::MatchAs(_)).then(|| names.len().saturating_sub(1));
    let bind = |(place, name): (usize, &ast::Identifier)| {
        let target = low.identifier(name);
        let assign = if whole == Some(place) {
            Assign { targets: vec![target], value: Some(again(subject)), ..Assign::default() }
        } else {
            changed(target)
        };
        low.statement(name, StatementKind::from(assign))
    };
    names.into_iter().enumerate().map(bind).collect()
}

/// The names that a pattern binds; the name of the whole comes last.
fn captured<'n>(low: &mut Lowering, node: &'n Pattern, names: &mut Vec<&'n ast::Identifier>) {
    let inner: Vec<&Pattern> = match node {
        Pattern::MatchValue(_) | Pattern::MatchSingleton(_) | Pattern::MatchStar(_) => Vec::new(),
        Pattern::MatchSequence(list) => list.patterns.iter().collect(),
        Pattern::MatchOr(choice) => choice.patterns.iter().collect(),
        Pattern::MatchMapping(map) => map.patterns.iter().collect(),
        Pattern::MatchClass(class) => {
            let by_name = class.arguments.keywords.iter().map(|part| &part.pattern);
            class.arguments.patterns.iter().chain(by_name).collect()
        }
        Pattern::MatchAs(bound) => bound.pattern.as_deref().into_iter().collect(),
    };
    for part in inner {
        low.deeper(|low| captured(low, part, names));
    }
    names.extend(match node {
        Pattern::MatchMapping(map) => map.rest.as_ref(),
        Pattern::MatchStar(star) => star.name.as_ref(),
        Pattern::MatchAs(bound) => bound.name.as_ref(),
        _ => None,
    });
}

/// What a `case` asks of the subject; `None` when it takes everything.
pub(super) fn case(low: &mut Lowering, node: &Pattern, subject: &Expr) -> Option<Expr> {
    let inner = match node {
        Pattern::MatchValue(asked) => expr(low, &asked.value),
        Pattern::MatchSingleton(asked) => low.expr(
            asked,
            match asked.value {
                ast::Singleton::None => ExprKind::Null,
                ast::Singleton::True => ExprKind::Bool(true),
                ast::Singleton::False => ExprKind::Bool(false),
            },
        ),
        // A plain name takes everything and binds it.
        Pattern::MatchAs(ast::PatternMatchAs { pattern, .. }) => {
            return low.deeper(|low| case(low, pattern.as_deref()?, subject)).flatten();
        }
        Pattern::MatchOr(choice) => {
            let values: Option<Vec<Expr>> = low.deeper(|low| {
                choice.patterns.iter().filter_map(|part| case(low, part, subject)).collect()
            });
            let (values, how) = (values.unwrap_or_default(), ChoiceKind::Or);
            return Some(low.expr(node, ExprKind::Choice { condition: None, values, how }));
        }
        _ => {
            let inner = std::iter::once(again(subject)).chain(parts(low, node)).collect();
            return Some(low.expr(node, ExprKind::Other(inner)));
        }
    };
    let (left, right) = (Box::new(again(subject)), Box::new(inner));
    Some(low.expr(node, ExprKind::Compare { left, operator: "==".into(), right }))
}

/// What a pattern with parts names: values, classes, and the names it binds.
fn parts(low: &mut Lowering, node: &Pattern) -> Vec<Expr> {
    low.deeper(|low| match node {
        Pattern::MatchValue(asked) => vec![expr(low, &asked.value)],
        Pattern::MatchSingleton(_) => Vec::new(),
        Pattern::MatchSequence(list) => of_all(low, &list.patterns),
        Pattern::MatchOr(choice) => of_all(low, &choice.patterns),
        Pattern::MatchMapping(map) => {
            let mut all = exprs(low, &map.keys);
            all.extend(of_all(low, &map.patterns));
            all.extend(map.rest.iter().map(|name| low.identifier(name)));
            all
        }
        Pattern::MatchClass(class) => {
            let mut all = vec![expr(low, &class.cls)];
            all.extend(of_all(low, &class.arguments.patterns));
            all.extend(class.arguments.keywords.iter().flat_map(|part| parts(low, &part.pattern)));
            all
        }
        Pattern::MatchStar(star) => star.name.iter().map(|name| low.identifier(name)).collect(),
        Pattern::MatchAs(bound) => {
            let mut all =
                bound.pattern.as_deref().map(|inner| parts(low, inner)).unwrap_or_default();
            all.extend(bound.name.iter().map(|name| low.identifier(name)));
            all
        }
    })
    .unwrap_or_default()
}

fn of_all(low: &mut Lowering, patterns: &[Pattern]) -> Vec<Expr> {
    patterns.iter().flat_map(|part| parts(low, part)).collect()
}
