//! Visits a source tree. Bodies of functions are not entered: they are visited by themselves.

use super::{Assign, Expr, ExprKind, Statement, StatementKind};

/// Calls `visit` for every statement, outer ones first.
pub fn statements<'t>(body: &'t [Statement], visit: &mut impl FnMut(&'t Statement)) {
    for statement in body {
        visit(statement);
        for inner in blocks(statement) {
            statements(inner, visit);
        }
    }
}

/// The statement lists within a statement; a class's methods are functions and not among them.
pub fn blocks(statement: &Statement) -> Vec<&[Statement]> {
    match &statement.kind {
        StatementKind::If { then, otherwise, .. } => vec![then, otherwise],
        StatementKind::Loop { body, .. } | StatementKind::Class { body, .. } => vec![body],
        StatementKind::Try { body, handlers, finally } => {
            let mut all: Vec<&[Statement]> = vec![body];
            all.extend(handlers.iter().map(Vec::as_slice));
            all.push(finally);
            all
        }
        StatementKind::Block { head, body } => vec![head, body],
        _ => Vec::new(),
    }
}

/// Calls `visit` for every expression of some statements, outer ones first.
pub fn expressions<'t>(body: &'t [Statement], visit: &mut impl FnMut(&'t Expr)) {
    statements(body, &mut |statement| {
        for expr in own(statement) {
            expression(expr, visit);
        }
    });
}

/// The expressions that stand directly in a statement.
pub fn own(statement: &Statement) -> Vec<&Expr> {
    match &statement.kind {
        StatementKind::Expr(expr) => vec![expr],
        StatementKind::Assign(assign) => of_assign(assign),
        StatementKind::Return(value)
        | StatementKind::Raise(value)
        | StatementKind::Export { value, .. } => value.iter().collect(),
        StatementKind::If { condition, .. } => vec![condition],
        StatementKind::Loop { targets, over, .. } => targets.iter().chain(over).collect(),
        StatementKind::Class { bases, .. } => bases.iter().collect(),
        StatementKind::Other(all) => all.iter().collect(),
        _ => Vec::new(),
    }
}

/// Calls `visit` for an expression and every one within it.
pub fn expression<'t>(expr: &'t Expr, visit: &mut impl FnMut(&'t Expr)) {
    visit(expr);
    for inner in parts(expr) {
        expression(inner, visit);
    }
}

/// The expressions directly within an expression.
pub fn parts(expr: &Expr) -> Vec<&Expr> {
    match &expr.kind {
        ExprKind::Member { object, .. } => vec![object],
        ExprKind::Index { object, index, .. } => vec![object, index],
        ExprKind::Call { callee, arguments, .. } => std::iter::once(&**callee)
            .chain(arguments.iter().map(|argument| &argument.value))
            .collect(),
        ExprKind::Template(all) | ExprKind::List(all) | ExprKind::Other(all) => {
            all.iter().collect()
        }
        ExprKind::Object(properties) => properties.iter().map(|property| &property.value).collect(),
        ExprKind::Await(inner) | ExprKind::Not(inner) | ExprKind::Spread(inner) => vec![inner],
        ExprKind::Choice { condition, values, .. } => {
            condition.as_deref().into_iter().chain(values).collect()
        }
        ExprKind::Compare { left, right, .. } => vec![left, right],
        ExprKind::Assign(assign) => of_assign(assign),
        _ => Vec::new(),
    }
}

/// The names that a target binds, also those within a pattern.
pub fn bound(target: &Expr) -> Vec<&str> {
    match &target.kind {
        ExprKind::Name(name) => vec![name],
        ExprKind::Spread(inner) => bound(inner),
        ExprKind::Assign(pattern) => pattern.targets.iter().flat_map(bound).collect(),
        _ => Vec::new(),
    }
}

fn of_assign(assign: &Assign) -> Vec<&Expr> {
    assign.targets.iter().chain(&assign.value).collect()
}
