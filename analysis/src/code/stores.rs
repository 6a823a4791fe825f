//! Where a function puts what its own names hold: under a key of a dictionary, in a `Map`.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::follow::Code;
use super::guards::{asked_place, place_of};
use crate::source::{Assign, Expr, ExprKind, FunctionId, StatementKind, walk};

/// Methods that put their second argument under their first.
const PUTTING: [&str; 2] = ["set", "setdefault"];

/// Of each name of a function, the places that it was taken from, and those that it is put into.
#[derive(Debug, Default)]
pub(super) struct Stores {
    taken: HashMap<String, HashSet<String>>,
    put: HashMap<String, HashSet<String>>,
}

impl<'h> Code<'h> {
    /// Whether what a name holds is looked up in a place that outlives the call, and put there when it is made:
    /// `x = cache.get(key)`, and later `cache[key] = x`.
    pub(super) fn is_stored(&self, file: usize, function: FunctionId, name: &str) -> bool {
        let stores = self.stores(file, function);
        let (Some(taken), Some(put)) = (stores.taken.get(name), stores.put.get(name)) else {
            return false;
        };
        taken.intersection(put).any(|place| self.outlives(file, function, place))
    }

    /// Whether a place is none of a function's own names.
    pub(super) fn outlives(&self, file: usize, function: FunctionId, place: &str) -> bool {
        let root = place.split(['.', '(']).next().unwrap_or(place);
        !self.names(file).is_local(Some(function), root)
    }

    fn stores(&self, file: usize, function: FunctionId) -> Rc<Stores> {
        if let Some(known) = self.stores.borrow().get(&(file, Some(function))) {
            return Rc::clone(known);
        }
        let mut found = Stores::default();
        walk::statements(&self.function((file, function)).body, &mut |statement| match &statement
            .kind
        {
            StatementKind::Assign(assign) => found.assigned(assign),
            StatementKind::Expr(expr) => {
                if let Some((holder, ExprKind::Name(name))) =
                    put(expr).map(|(holder, value)| (holder, &value.kind))
                    && let Some(place) = place_of(holder)
                {
                    found.put.entry(name.to_string()).or_default().insert(place);
                }
            }
            _ => {}
        });
        let found = Rc::new(found);
        self.stores.borrow_mut().insert((file, Some(function)), Rc::clone(&found));
        found
    }
}

impl Stores {
    fn assigned(&mut self, assign: &Assign) {
        let Some(value) = &assign.value else { return };
        for target in &assign.targets {
            match (&target.kind, &value.kind) {
                (ExprKind::Name(name), ExprKind::Call { .. } | ExprKind::Index { .. }) => {
                    if let Some(place) = asked_place(value) {
                        self.taken.entry(name.to_string()).or_default().insert(place);
                    }
                }
                (ExprKind::Index { .. } | ExprKind::Member { .. }, ExprKind::Name(name)) => {
                    if let Some(place) = place_of(target) {
                        self.put.entry(name.to_string()).or_default().insert(place);
                    }
                }
                _ => {}
            }
        }
    }
}

/// What `cache.set(key, value)` puts where: the holder, and the value.
pub(super) fn put(expr: &Expr) -> Option<(&Expr, &Expr)> {
    let ExprKind::Call { callee, arguments, .. } = &expr.kind else { return None };
    let ExprKind::Member { object, member, .. } = &callee.kind else { return None };
    let [_, value] = arguments.as_slice() else { return None };
    PUTTING.contains(&&**member).then_some((object, &value.value))
}
