//! Values that are made once and kept: by a memoizer, in a name that outlives the call, under a key of a dictionary.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::follow::{Code, last_name};
use super::guards::{asked_place, place_of};
use super::handler::Reached;
use super::values::Value;
use crate::source::sites::Site;
use crate::source::{Assign, Expr, ExprKind, FunctionId, StatementKind, walk};

/// Decorators and functions under which a function's result is kept.
const KEEPING: [&str; 12] = [
    "cache",
    "lru_cache",
    "cached_property",
    "cached",
    "memoize",
    "memoizeOne",
    "memoized",
    "memoizee",
    "ttl_cache",
    "singleton",
    "once",
    "cachetools",
];

/// Packages that are a memoizer themselves.
const KEEPING_PACKAGES: [&str; 7] =
    ["memoize", "memoizee", "memoize-one", "micro-memoize", "fast-memoize", "once", "p-memoize"];

/// Methods that put their second argument under their first.
const PUTTING: [&str; 2] = ["set", "setdefault"];

/// Of each name of a function, the places that it was taken from, and those that it is put into.
#[derive(Debug, Default)]
pub(super) struct Stores {
    taken: HashMap<String, HashSet<String>>,
    put: HashMap<String, HashSet<String>>,
}

impl<'h> Code<'h> {
    /// Whether what a statement makes is kept for later calls: assigned to something that outlives the call and that
    /// the function asks about first, or made in a function whose result is kept.
    pub fn is_kept(&self, file: usize, site: &Site<'h>) -> bool {
        let Some(id) = site.function else { return false };
        if self.runs_once(file, id, site.expr.at) {
            return true;
        }
        let (mut targets, mut holders): (Vec<&Expr>, Vec<&Expr>) = Default::default();
        let mut missing = false;
        let mut assigned = |assign: &'h Assign| {
            missing |= assign.if_missing;
            targets.extend(&assign.targets);
        };
        if let StatementKind::Assign(assign) = &site.statement.kind {
            assigned(assign);
        }
        for own in walk::own(site.statement) {
            walk::expression(own, &mut |part| {
                if !part.at.contains(site.expr.at) {
                    return;
                }
                match (&part.kind, put(part)) {
                    (ExprKind::Assign(assign), _) => assigned(assign),
                    (_, Some((holder, value))) if value.at.contains(site.expr.at) => {
                        holders.push(holder);
                    }
                    _ => {}
                }
            });
        }
        targets.extend(holders);
        if missing || (targets.is_empty() && !self.keeps((file, id))) {
            return missing;
        }
        if self.keeps((file, id)) {
            return true;
        }
        let asked = self.askings(file, Some(id));
        targets.into_iter().any(|target| {
            let Some(key) = place_of(target) else { return false };
            let outlives = match &target.kind {
                ExprKind::Name(name) => {
                    self.outlives(file, id, name) || self.is_stored(file, id, name)
                }
                _ => true,
            };
            outlives && asked.contains_key(&key)
        })
    }

    /// Whether a function's result is kept: by a decorator, or by what it is handed to.
    pub fn keeps(&self, reached: Reached) -> bool {
        let decorators = &self.function(reached).decorators;
        decorators.iter().any(is_keeping)
    }

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

/// Whether a value is what a memoizer made of a function: its result is kept.
pub(super) fn is_memoized(value: &Value) -> bool {
    value.each().iter().any(|one| match one {
        Value::Call(site) => is_memoizer(&site.callee),
        _ => false,
    })
}

/// Whether a decorator or a function keeps the result of what it is given.
pub(super) fn is_keeping(expr: &Expr) -> bool {
    last_name(expr).is_some_and(|name| KEEPING.contains(&name))
}

/// Whether a value is a function that keeps the result of what it is given, or makes one: `lru_cache(maxsize=None)`.
fn is_memoizer(value: &Value) -> bool {
    match value {
        Value::Member(_, name) | Value::Global(name) => KEEPING.contains(name),
        Value::Package(name) => name.split(['.', '/']).any(|part| KEEPING_PACKAGES.contains(&part)),
        Value::Call(site) => is_memoizer(&site.callee),
        _ => false,
    }
}

/// What `cache.set(key, value)` puts where: the holder, and the value.
pub(super) fn put(expr: &Expr) -> Option<(&Expr, &Expr)> {
    let ExprKind::Call { callee, arguments, .. } = &expr.kind else { return None };
    let ExprKind::Member { object, member, .. } = &callee.kind else { return None };
    let [_, value] = arguments.as_slice() else { return None };
    PUTTING.contains(&&**member).then_some((object, &value.value))
}
