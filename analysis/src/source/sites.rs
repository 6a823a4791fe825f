//! Every expression of some statements with where it stands: its statement, and what was asked before it.

use super::{Assign, ChoiceKind, Expr, ExprKind, FunctionId, Statement, StatementKind, walk};

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

/// An expression and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Site<'m> {
    /// The expression.
    pub expr: &'m Expr,
    /// The function whose own code it is; `None` for code that runs at load.
    pub function: Option<FunctionId>,
    /// The innermost statement around it.
    pub statement: &'m Statement,
    /// It stands under a condition, in a loop or in a `try`.
    pub conditional: bool,
    /// It stands in a loop.
    pub repeated: bool,
    /// How its value is asked for.
    pub asked: Asked,
    /// The handlers of the innermost `try` in whose body it stands; empty for none.
    pub caught_by: &'m [Vec<Statement>],
}

impl<'m> Site<'m> {
    /// The assignment of which the expression is a target.
    pub fn assigned_by(&self) -> Option<&'m Assign> {
        let StatementKind::Assign(assign) = &self.statement.kind else { return None };
        assign.targets.iter().any(|target| target.at == self.expr.at).then_some(assign)
    }
}

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

/// Calls `visit` for every expression of some statements, outer ones first; bodies of functions are not entered.
/// `truth` says of a condition that it is always true or always false where this code runs: what never runs is left out.
pub fn each<'m>(
    body: &'m [Statement],
    function: Option<FunctionId>,
    truth: &dyn Fn(&'m Expr) -> Option<bool>,
    visit: &mut dyn FnMut(&Site<'m>),
) {
    let mut walk = Walk { function, truth, visit };
    walk.statements(body, Spot { conditional: false, repeated: false, caught_by: &[] });
}

#[derive(Clone, Copy)]
struct Spot<'m> {
    conditional: bool,
    repeated: bool,
    caught_by: &'m [Vec<Statement>],
}

struct Walk<'m, 'v> {
    function: Option<FunctionId>,
    truth: &'v dyn Fn(&'m Expr) -> Option<bool>,
    visit: &'v mut dyn FnMut(&Site<'m>),
}

impl<'m> Walk<'m, '_> {
    fn statements(&mut self, body: &'m [Statement], spot: Spot<'m>) {
        for statement in body {
            self.statement(statement, spot);
            // What stands after an end that is always met never runs.
            if self.ends(statement) {
                break;
            }
        }
    }

    fn ends(&self, statement: &'m Statement) -> bool {
        let StatementKind::If { condition, then, .. } = &statement.kind else { return false };
        matches!(then.last().map(|last| &last.kind), Some(StatementKind::Return(_)))
            && (self.truth)(condition) == Some(true)
    }

    fn statement(&mut self, statement: &'m Statement, spot: Spot<'m>) {
        let inner = Spot { conditional: true, ..spot };
        match &statement.kind {
            StatementKind::If { condition, then, otherwise } => {
                let asked = if fails(then) && asks_for_absence(condition) {
                    Asked::OrFail
                } else {
                    Asked::Yes
                };
                self.expression(self.site(condition, statement, spot, asked));
                let truth = (self.truth)(condition);
                if truth != Some(false) {
                    self.statements(then, inner);
                }
                if truth != Some(true) {
                    self.statements(otherwise, inner);
                }
            }
            StatementKind::Try { body, handlers, finally } => {
                self.statements(body, Spot { caught_by: handlers, ..inner });
                for handler in handlers {
                    self.statements(handler, inner);
                }
                self.statements(finally, spot);
            }
            StatementKind::Loop { body, over, targets } => {
                let asked = if targets.is_empty() { Asked::Yes } else { Asked::Not };
                for expr in targets {
                    self.expression(self.site(expr, statement, spot, Asked::Not));
                }
                if let Some(expr) = over {
                    self.expression(self.site(expr, statement, spot, asked));
                }
                self.statements(body, Spot { repeated: true, ..inner });
            }
            _ => {
                for expr in walk::own(statement) {
                    self.expression(self.site(expr, statement, spot, Asked::Not));
                }
                for block in walk::blocks(statement) {
                    self.statements(block, spot);
                }
            }
        }
    }

    fn site(
        &self,
        expr: &'m Expr,
        statement: &'m Statement,
        spot: Spot<'m>,
        asked: Asked,
    ) -> Site<'m> {
        let Spot { conditional, repeated, caught_by } = spot;
        let function = self.function;
        Site { expr, function, statement, conditional, repeated, asked, caught_by }
    }

    fn expression(&mut self, site: Site<'m>) {
        (self.visit)(&site);
        let with = |expr, asked| Site { expr, asked, ..site };
        match &site.expr.kind {
            ExprKind::Choice { condition, values, how } => {
                self.choice(site, condition.as_deref(), values, *how);
            }
            ExprKind::Not(inner) => {
                let ends = site.asked == Asked::OrFail;
                self.expression(with(inner, if ends { Asked::OrFail } else { Asked::Yes }));
            }
            ExprKind::Compare { left, right, .. } => {
                // Under an end of everything, only a question for absence asks for that.
                let null =
                    matches!(left.kind, ExprKind::Null) || matches!(right.kind, ExprKind::Null);
                let asked =
                    if site.asked == Asked::OrFail && null { Asked::OrFail } else { Asked::Yes };
                self.expression(with(left, asked));
                self.expression(with(right, asked));
            }
            ExprKind::Assign(assign) => self.assign(site, assign),
            // What a call is given is not asked for truth, even when the call's answer is; but a stand-in of the
            // answer may be one for what the call was given.
            ExprKind::Call { callee, arguments, .. } => {
                let asked = if site.asked == Asked::Through { Asked::Through } else { Asked::Not };
                self.expression(with(callee, asked));
                let asked = asked.max(asked_by(callee));
                for argument in arguments {
                    self.expression(with(&argument.value, asked));
                }
            }
            ExprKind::Member { object, optional, .. }
            | ExprKind::Index { object, optional, .. } => {
                let through = *optional || site.asked == Asked::Through;
                let asked = if through { Asked::Through } else { Asked::Not };
                self.expression(with(object, asked));
                if let ExprKind::Index { index, .. } = &site.expr.kind {
                    let through = site.asked == Asked::Through;
                    let asked = if through { Asked::Through } else { Asked::Not };
                    self.expression(with(index, asked));
                }
            }
            ExprKind::Template(_) if site.asked == Asked::Shown => {
                walk::each_part(site.expr, &mut |part| self.expression(with(part, Asked::Shown)));
            }
            ExprKind::Other(_) | ExprKind::Await(_) => {
                walk::each_part(site.expr, &mut |part| self.expression(with(part, site.asked)));
            }
            _ => walk::each_part(site.expr, &mut |part| self.expression(with(part, Asked::Not))),
        }
    }

    fn choice(
        &mut self,
        site: Site<'m>,
        condition: Option<&'m Expr>,
        values: &'m [Expr],
        how: ChoiceKind,
    ) {
        let truth = condition.and_then(self.truth);
        if let Some(condition) = condition {
            self.expression(Site { expr: condition, asked: Asked::Yes, ..site });
        }
        let last = values.len().saturating_sub(1);
        for (index, value) in values.iter().enumerate() {
            if truth == Some(index == 1) && condition.is_some() {
                continue;
            }
            let conditional = site.conditional || index > 0 || condition.is_some();
            // The last alternative is the value itself when all others are missing; what stands before is asked.
            let before = condition.is_none() && index < last;
            let asked = match (before, site.asked) {
                (_, Asked::OrFail) if how == ChoiceKind::Or && asks_for_absence(value) => {
                    Asked::OrFail
                }
                (_, Asked::OrFail) => Asked::Yes,
                (true, _) => asked_with(value),
                (false, asked) => asked,
            };
            self.expression(Site { expr: value, asked, conditional, ..site });
            if how == ChoiceKind::And && (self.truth)(value) == Some(false) {
                break;
            }
        }
    }

    fn assign(&mut self, site: Site<'m>, assign: &'m Assign) {
        let asked = if assign.if_missing { Asked::Yes } else { site.asked };
        for target in &assign.targets {
            self.expression(Site { expr: target, asked, ..site });
        }
        if let Some(value) = &assign.value {
            self.expression(Site { expr: value, ..site });
        }
    }
}

/// How a value with a stand-in is asked: a call or a member of something may be missing because that is.
fn asked_with(value: &Expr) -> Asked {
    match &value.kind {
        ExprKind::Call { .. } | ExprKind::Member { .. } | ExprKind::Index { .. } => Asked::Through,
        _ => Asked::Yes,
    }
}

/// How a call asks for what it is given, by the name of what is called.
fn asked_by(callee: &Expr) -> Asked {
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

/// Whether a condition holds when something is not there.
fn asks_for_absence(condition: &Expr) -> bool {
    let is_null = |expr: &Expr| matches!(expr.kind, ExprKind::Null);
    match &condition.kind {
        ExprKind::Not(_) => true,
        ExprKind::Compare { left, operator, right } => {
            matches!(&**operator, "==" | "===" | "is") && (is_null(left) || is_null(right))
        }
        ExprKind::Choice { condition: None, values, how: ChoiceKind::Or } => {
            values.iter().any(asks_for_absence)
        }
        _ => false,
    }
}

/// Whether a branch ends everything.
fn fails(then: &[Statement]) -> bool {
    matches!(then.last().map(|last| &last.kind), Some(StatementKind::Raise(_)))
}
