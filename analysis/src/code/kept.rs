//! Values that are made once and kept for later calls.
//!
//! Code is kept when it is only reached while something that outlives the call is missing, and somebody fills that: a
//! global, a member, an entry of a dictionary or map, a flag. What runs only after a failure is not run on every call
//! either, and counts as kept.

use std::rc::Rc;

use super::fills::{key, names_of, text_of};
use super::follow::{Code, last_name};
use super::handler::Reached;
use super::values::{CallSite, Place, Value};
use crate::source::bindings::Bound;
use crate::source::sites::{Holds, Site};
use crate::source::{Expr, ExprKind, Statement, StatementKind};

/// Decorators and functions under which a function's result is kept, without `-` and `_`.
const KEEPING: [&str; 22] = [
    "alrucache",
    "asynccache",
    "cache",
    "cached",
    "cachedmethod",
    "cachedproperty",
    "cachetools",
    "fastmemoize",
    "lrucache",
    "memoize",
    "memoized",
    "memoizee",
    "memoizeone",
    "memoizewith",
    "micromemoize",
    "moize",
    "once",
    "onetime",
    "pmemoize",
    "ponce",
    "singleton",
    "ttlcache",
];

/// Methods that ask whether something is there.
const ASKING: [&str; 4] = ["get", "has", "includes", "__contains__"];

/// Names that are followed to where their value was taken from; real code has one.
const ORIGINS: u8 = 2;

impl<'h> Code<'h> {
    /// Whether what stands at a site is made once and kept, or only made after a failure.
    pub fn is_kept(&self, file: usize, site: &Site<'h>) -> bool {
        let Some(id) = site.function else { return false };
        self.keeps((file, id))
            || site.guard.is_some_and(|guard| {
                self.keeping_guards((file, id)).get(guard as usize).is_some_and(|kept| *kept)
            })
    }

    /// Whether a function's result is kept: by a decorator, by what it is handed to, or by itself.
    pub fn keeps(&self, reached: Reached) -> bool {
        let decorators = &self.function(reached).decorators;
        decorators.iter().any(is_keeping) || self.fills(reached.0).replacing.contains(&reached.1)
    }

    /// Whether calling a value gives what was made before: a class of which there is one instance, what a memoizer
    /// made of a function at load.
    pub(super) fn keeps_result(&self, value: &Value<'h>) -> bool {
        value.each().iter().any(|value| match value {
            Value::Class((file, class)) => {
                heads(self.names(*file).classes[*class].body).any(is_keeping)
            }
            Value::Call(site) => self.is_at_load(site) && is_memoizer(&site.callee),
            _ => false,
        })
    }

    /// Notes the own functions that run at load as decorators of what a file defines.
    pub(super) fn note_decorators(&self, file: usize) {
        let place = Place { file, function: None };
        let functions = self.module(file).functions.iter().filter(|one| one.parent.is_none());
        let classes = self.names(file).classes.iter().filter(|class| class.function.is_none());
        let of_functions = functions.flat_map(|function| &function.decorators);
        for decorator in of_functions.chain(classes.flat_map(|class| heads(class.body))) {
            let value = self.value(place, decorator);
            let mut at_load = self.at_load.borrow_mut();
            for one in value.each() {
                match one {
                    Value::Function(function) => drop(at_load.insert(*function)),
                    // `@memo(60)` runs what `memo` gives as well.
                    Value::Call(site) => {
                        for one in [&site.callee, &self.reduced(one)] {
                            if let Value::Function(function) = one {
                                at_load.insert(*function);
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    fn is_at_load(&self, site: &CallSite<'h>) -> bool {
        let place = site.place;
        place.function.is_none_or(|id| self.at_load.borrow().contains(&(place.file, id)))
    }

    /// For each guard of a function, whether what stands under it is kept.
    fn keeping_guards(&self, reached: Reached) -> Rc<[bool]> {
        if let Some(known) = self.keeping.borrow().get(&reached) {
            return Rc::clone(known);
        }
        let guards = self.guards.borrow().get(&(reached.0, Some(reached.1))).cloned();
        let mut found: Vec<bool> = Vec::new();
        for guard in guards.iter().flat_map(|guards| guards.iter()) {
            let outer = guard.outer.is_some_and(|outer| found[outer as usize]);
            found.push(
                outer
                    || match guard.what {
                        Holds::Failed => true,
                        Holds::Truth(condition, truth) => {
                            let mut kept = false;
                            missing(condition, truth, &mut |place, truth| {
                                kept = kept || self.is_filled(reached, place, truth);
                            });
                            kept
                        }
                    },
            );
        }
        let found: Rc<[bool]> = found.into();
        self.keeping.borrow_mut().insert(reached, Rc::clone(&found));
        found
    }

    /// Whether a place outlives the call and is filled by some function; with `truth`, whether it is a flag that is
    /// taken down.
    fn is_filled(&self, reached: Reached, place: &'h Expr, truth: bool) -> bool {
        let mut names = Vec::new();
        self.lasting(reached, place, ORIGINS, &mut names);
        let fills = self.fills(reached.0);
        let known = if truth { &fills.cleared } else { &fills.filled };
        names.iter().any(|name| known.contains(name))
    }

    /// The names under which something that outlives a call of the function is filled.
    fn lasting(&self, reached: Reached, place: &'h Expr, origins: u8, names: &mut Vec<&'h str>) {
        match &place.kind {
            ExprKind::Name(name) => self.lasting_name(reached, name, origins, names),
            ExprKind::Member { object, member, .. } => {
                if matches!(&**member, "length" | "size") {
                    self.lasting(reached, object, origins, names);
                }
                if self.is_lasting(reached, object, origins) {
                    names.push(member);
                }
            }
            ExprKind::Index { object, .. } if self.is_lasting(reached, object, origins) => {
                names.extend(key(place));
            }
            ExprKind::Compare { left, right, .. } => {
                // `"x" in cache`, `"X" in globals()`
                if let ExprKind::Text(text) = &left.kind {
                    names.push(text);
                }
                if self.is_lasting(reached, right, origins) {
                    names.extend(key(right));
                }
            }
            ExprKind::Call { callee, arguments, .. } => {
                match (&callee.kind, arguments.as_slice()) {
                    (ExprKind::Member { object, member, .. }, _) if ASKING.contains(&&**member) => {
                        if let (Some(_), Some(text)) = (names_of(object), arguments.first()) {
                            names.extend(text_of(&text.value));
                        } else if self.is_lasting(reached, object, origins) {
                            names.extend(key(object));
                        }
                    }
                    (ExprKind::Name(name), [object, member, ..])
                        if matches!(&**name, "hasattr" | "getattr")
                            && self.is_lasting(reached, &object.value, origins) =>
                    {
                        names.extend(text_of(&member.value));
                    }
                    (_, [only]) => self.lasting(reached, &only.value, origins, names),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn lasting_name(&self, reached: Reached, name: &'h str, origins: u8, names: &mut Vec<&'h str>) {
        let own = self.names(reached.0);
        let bindings = own.of(Some(reached.1), name);
        if !bindings.is_empty() {
            // A local name is asked for what it was taken from: `known = cache.get(key)`.
            for binding in bindings.iter().take(if origins > 0 { 8 } else { 0 }) {
                if let Bound::Value { value, path, .. } = &binding.what
                    && path.is_empty()
                    && !matches!(value.kind, ExprKind::Name(_))
                {
                    self.lasting(reached, value, origins - 1, names);
                }
            }
            return;
        }
        if self.is_beyond(reached, name) {
            names.push(name);
        }
    }

    /// Whether an object outlives a call of a function: what no name of its own leads to, the object of a method, what
    /// was taken from such a thing.
    fn is_lasting(&self, reached: Reached, object: &'h Expr, origins: u8) -> bool {
        let mut root = object;
        loop {
            root = match &root.kind {
                ExprKind::Member { object, .. } | ExprKind::Index { object, .. } => object,
                ExprKind::Call { callee, .. } => callee,
                _ => break,
            };
        }
        let ExprKind::Name(name) = &root.kind else { return true };
        if self.scoping(reached.0).receiver == Some(name) {
            return true;
        }
        let bindings = self.names(reached.0).of(Some(reached.1), name);
        if bindings.is_empty() {
            return self.is_beyond(reached, name);
        }
        bindings.iter().take(8).any(|binding| match &binding.what {
            // `self` and `cls`
            Bound::Parameter(0, path) => path.is_empty() && self.function(reached).class.is_some(),
            Bound::Value { value, path, .. } if origins > 0 && path.is_empty() => {
                matches!(value.kind, ExprKind::Name(_) | ExprKind::Member { .. })
                    && self.is_lasting(reached, value, origins - 1)
            }
            _ => false,
        })
    }

    /// Whether a name that a function does not bind outlives its calls: a name of a function around does when that one
    /// ran at load.
    fn is_beyond(&self, reached: Reached, name: &str) -> bool {
        let own = self.names(reached.0);
        let mut scope = Some(reached.1);
        while let Some(id) = scope {
            scope = self.function((reached.0, id)).parent;
            if !own.of(scope, name).is_empty() {
                break;
            }
        }
        scope.is_none_or(|id| self.at_load.borrow().contains(&(reached.0, id)))
    }
}

/// What a class is decorated or made with: its body begins with it.
fn heads(body: &[Statement]) -> impl Iterator<Item = &Expr> {
    body.iter().map_while(|statement| match &statement.kind {
        StatementKind::Expr(head) => Some(head),
        _ => None,
    })
}

/// Whether a decorator or a function keeps the result of what it is given.
pub(super) fn is_keeping(expr: &Expr) -> bool {
    last_name(expr).is_some_and(is_keeping_name)
}

fn is_keeping_name(name: &str) -> bool {
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let plain = plain.to_ascii_lowercase();
    KEEPING.contains(&plain.as_str()) || plain.starts_with("singleton")
}

/// Whether a function keeps the results of what it is given: `memoize` of `lodash`, the package `memoizee`.
fn is_memoizer(callee: &Value) -> bool {
    match callee {
        Value::Member(_, "default") => false,
        Value::Member(_, name) | Value::Global(name) => is_keeping_name(name),
        Value::Package(name) => is_keeping_name(name.rsplit(['/', '.']).next().unwrap_or_default()),
        // `lru_cache(maxsize=None)` makes one.
        Value::Call(site) => is_memoizer(&site.callee),
        _ => false,
    }
}

/// The places that are missing when a condition has a truth. What is asked for being there is given with `true`.
pub(super) fn missing<'h>(condition: &'h Expr, truth: bool, found: &mut dyn FnMut(&'h Expr, bool)) {
    match &condition.kind {
        ExprKind::Not(inner) => missing(inner, !truth, found),
        ExprKind::Await(inner) => missing(inner, truth, found),
        ExprKind::Other(parts) => parts.iter().for_each(|part| missing(part, truth, found)),
        ExprKind::Choice { condition: None, values, .. } => {
            for value in values {
                missing(value, truth, found);
            }
        }
        ExprKind::Assign(assign) => {
            assign.targets.iter().chain(&assign.value).for_each(|part| found(part, truth));
        }
        ExprKind::Compare { left, operator, right } => {
            let nothing = |side: &Expr| match &side.kind {
                ExprKind::Null | ExprKind::Bool(false) => true,
                ExprKind::Text(text) => matches!(&**text, "undefined" | ""),
                ExprKind::Number(number) => &**number == "0",
                _ => false,
            };
            match &**operator {
                "in" => found(condition, truth),
                "not in" => found(condition, !truth),
                "==" | "===" | "is" if nothing(right) => missing(left, !truth, found),
                "==" | "===" | "is" if nothing(left) => missing(right, !truth, found),
                "!=" | "!==" | "is not" if nothing(right) => missing(left, truth, found),
                "!=" | "!==" | "is not" if nothing(left) => missing(right, truth, found),
                // What is renewed when it is too old or for something else is kept until then.
                _ => [left, right].into_iter().for_each(|side| found(side, false)),
            }
        }
        _ => found(condition, truth),
    }
}
