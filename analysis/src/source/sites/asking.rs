//! How code asks for a value: whether it copes with its absence.

use super::super::{ChoiceKind, Expr, ExprKind, Statement, StatementKind};

/// Functions and methods that take what is not there, and say so.
const ASKING: [&str; 10] = [
    "bool",
    "Boolean",
    "defaultTo",
    "includes",
    "isEmpty",
    "isNaN",
    "isNil",
    "isString",
    "isUndefined",
    "test",
];

/// Functions and methods that only show what they are given.
const SHOWING: [&str; 11] = [
    "critical",
    "debug",
    "error",
    "exception",
    "info",
    "log",
    "pprint",
    "print",
    "trace",
    "warn",
    "warning",
];

/// How a value is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    /// It is used as it is.
    Not,
    /// It is only shown: written to a log.
    Shown,
    /// It is asked for, and everything ends when it is not there: `if not x: raise`.
    OrFail,
    /// It has a stand-in behind a call or a member: `Number(x) || 3`.
    Through,
    /// It has a stand-in, is compared or is asked for truth: `x or d`, `if x`, `!x`, `x == y`.
    Yes,
}

/// How a value with a stand-in is asked: a call or a member of something may be missing because that is.
pub(super) fn asked_with(value: &Expr) -> Asked {
    match &value.kind {
        ExprKind::Call { .. } | ExprKind::Member { .. } | ExprKind::Index { .. } => Asked::Through,
        _ => Asked::Yes,
    }
}

/// How a call asks for what it is given, by the name of what is called.
pub(super) fn asked_by(callee: &Expr) -> Asked {
    let name = match &callee.kind {
        ExprKind::Name(name) => name,
        ExprKind::Member { member, .. } => member,
        _ => return Asked::Not,
    };
    match &**name {
        name if ASKING.contains(&name) => Asked::Through,
        name if SHOWING.contains(&name) => Asked::Shown,
        _ => Asked::Not,
    }
}

/// What a condition asks: whether something is there (`true`), or whether it is not; `None` for anything else.
pub(super) fn asks_for(condition: &Expr) -> Option<bool> {
    let is_null = |expr: &Expr| matches!(expr.kind, ExprKind::Null);
    match &condition.kind {
        ExprKind::Not(inner) => asks_for(inner).map(|there| !there).or(Some(false)),
        ExprKind::Compare { left, operator, right } if is_null(left) || is_null(right) => {
            match &**operator {
                "==" | "===" | "is" => Some(false),
                "!=" | "!==" | "is not" => Some(true),
                _ => None,
            }
        }
        ExprKind::Compare { operator, .. } => match &**operator {
            "in" => Some(true),
            "not in" => Some(false),
            _ => None,
        },
        ExprKind::Choice { condition: None, values, how: ChoiceKind::Or } => {
            values.iter().any(|value| asks_for(value) == Some(false)).then_some(false)
        }
        ExprKind::Name(_)
        | ExprKind::Member { .. }
        | ExprKind::Index { .. }
        | ExprKind::Call { .. } => Some(true),
        _ => None,
    }
}

/// Whether a block gives an answer, so that what stands after it is another way to one.
pub(super) fn returns(block: &[Statement]) -> bool {
    matches!(block.last().map(|last| &last.kind), Some(StatementKind::Return(_)))
}
