//! Which environment variables have to be set for code to be reached.

use super::Place;
use super::follow::Code;
use crate::source::sites::{Holds, Site};
use crate::source::{ChoiceKind, Expr, ExprKind};

impl<'h> Code<'h> {
    /// The environment variables without which a site is not reached: those that conditions around it, in its own
    /// function, ask to be there or to hold a text.
    pub fn depends_on(&self, file: usize, site: &Site<'h>) -> Vec<&'h str> {
        let place = Place { file, function: site.function };
        let mut variables = Vec::new();
        for guard in self.guards_of(file, site) {
            if let Holds::Truth(condition, truth) = guard.what {
                present(condition, truth, &mut |asked| {
                    let value = self.value(place, asked);
                    variables
                        .extend(value.each().iter().filter_map(|one| self.variable(file, one)));
                });
            }
        }
        variables
    }
}

/// The expressions that are there when a condition has a truth.
fn present<'h>(condition: &'h Expr, truth: bool, found: &mut dyn FnMut(&'h Expr)) {
    match &condition.kind {
        ExprKind::Not(inner) => present(inner, !truth, found),
        ExprKind::Choice { condition: None, values, how } => {
            let all_hold = match how {
                ChoiceKind::And => truth,
                ChoiceKind::Or => !truth,
                ChoiceKind::Conditional => false,
            };
            if all_hold {
                for value in values {
                    present(value, truth, found);
                }
            }
        }
        ExprKind::Compare { left, operator, right } => {
            let is_equal = match &**operator {
                "==" | "===" => truth,
                "!=" | "!==" => !truth,
                _ => false,
            };
            let is_something = |side: &Expr| match &side.kind {
                ExprKind::Text(text) => !text.is_empty(),
                ExprKind::Number(_) | ExprKind::Bool(true) => true,
                _ => false,
            };
            for (side, other) in [(left, right), (right, left)] {
                if is_equal && is_something(other) {
                    found(side);
                }
            }
        }
        _ if truth => found(condition),
        _ => {}
    }
}
