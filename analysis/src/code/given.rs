//! What is only made when a call does not give a parameter.

use super::Place;
use super::follow::Code;
use super::handler::Reached;
use super::kept::missing;
use super::values::Value;
use crate::source::sites::{Holds, Site};
use crate::source::{Expr, ExprKind, StatementKind};

impl<'h> Code<'h> {
    /// Whether what stands at a site is a default, or a stand-in for a parameter, and every call that is known gives that
    /// parameter. To be asked after everything that runs was walked through.
    pub fn is_always_given(&self, file: usize, site: &Site<'h>) -> bool {
        let Some(id) = site.function else { return false };
        if let Some(index) = site.default_of {
            return self.gives((file, id), index);
        }
        let guard = self.guards_of(file, site).next();
        let Some(Holds::Truth(condition, truth)) = guard.map(|guard| guard.what) else {
            return false;
        };
        let StatementKind::Assign(assign) = &site.statement.kind else { return false };
        let place = Place { file, function: Some(id) };
        let mut given = false;
        missing(condition, truth, &mut |asked, there| {
            if let (ExprKind::Name(_), false, Value::Parameter(function, index)) =
                (&asked.kind, there, self.value(place, asked))
            {
                let stands_in = assign.targets.iter().any(|target| is_same(target, asked));
                given |= stands_in && function == (file, id) && self.gives(function, index);
            }
        });
        given
    }

    fn gives(&self, function: Reached, index: usize) -> bool {
        if let Some(known) = self.given.borrow().get(&(function, index)) {
            return *known;
        }
        let calls = self.calls.borrow().get(&function).cloned().unwrap_or_default();
        let gives = !calls.is_empty()
            && calls.iter().all(|call| {
                let argument = self.argument(function, index, call);
                argument.is_some_and(|argument| !matches!(argument.kind, ExprKind::Null))
            });
        self.given.borrow_mut().insert((function, index), gives);
        gives
    }
}

/// Whether two expressions are the same name.
fn is_same(one: &Expr, other: &Expr) -> bool {
    match (&one.kind, &other.kind) {
        (ExprKind::Name(one), ExprKind::Name(other)) => one == other,
        _ => false,
    }
}
