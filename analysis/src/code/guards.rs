//! Guards: code that never runs in Lambda, and what code asks about before it goes on.

use std::rc::Rc;

use super::follow::{Code, last_name};
use super::handler::at_load;
use super::values::{Place, Value};
use crate::source::bindings::Bound;
use crate::source::sites::{self, Asked, Guard, Site};
use crate::source::{ChoiceKind, Expr, ExprKind, FunctionId, Statement, StatementKind, walk};
use crate::tables::local_variables::{is_always_set, is_local};
use crate::text::Span;

/// Values of a variable that it only has while tests run, or on a developer's machine.
const TESTING: [(&str, &str); 3] =
    [("NODE_ENV", "test"), ("NODE_ENV", "development"), ("NODE_ENV", "local")];

/// Values of any variable that say that code runs on a developer's machine.
const LOCAL: [&str; 3] = ["local", "localhost", "offline"];

/// Modules that are loaded only while tests run.
const TEST_MODULES: [&str; 2] = ["pytest", "unittest"];

/// Functions that end the program.
const ENDING: [&str; 6] =
    ["exit", "os._exit", "os.abort", "process.abort", "process.exit", "sys.exit"];

impl<'h> Code<'h> {
    /// Whether a condition is always true, or always false, where Lambda runs the code.
    pub fn truth(&self, place: Place, condition: &'h Expr) -> Option<bool> {
        match &condition.kind {
            ExprKind::Bool(value) => Some(*value),
            ExprKind::Not(inner) => self.truth(place, inner).map(|truth| !truth),
            ExprKind::Compare { left, operator, right } => {
                let equal = self.is_equal(place, left, right)?;
                match &**operator {
                    "==" | "===" | "is" | "in" => Some(equal),
                    "!=" | "!==" | "is not" | "not in" => Some(!equal),
                    _ => None,
                }
            }
            ExprKind::Choice { condition: None, values, how } => {
                let mut each = values.iter().map(|value| self.truth(place, value));
                let ends = *how == ChoiceKind::Or;
                if each.clone().any(|truth| truth == Some(ends)) {
                    return Some(ends);
                }
                each.all(|truth| truth == Some(!ends)).then_some(!ends)
            }
            ExprKind::Name(name) if let Some(condition) = self.named(place, name, condition.at) => {
                self.deeper(|| self.truth(at_load(place.file), condition)).flatten()
            }
            ExprKind::Name(_)
            | ExprKind::Member { .. }
            | ExprKind::Index { .. }
            | ExprKind::Call { .. } => {
                let value = self.value(place, condition);
                let only_types = self.scoping(place.file).only_types;
                let of_types =
                    only_types.iter().any(|(module, name)| value.is_of(&[module], &[name]));
                match self.variable(place.file, &value) {
                    Some(name) if is_always_set(name) => Some(true),
                    Some(name) if is_local(name) => Some(false),
                    _ => of_types.then_some(false),
                }
            }
            _ => None,
        }
    }

    /// The comparison that a name at load stands for: `const isTest = process.env.JEST_WORKER_ID !== undefined`.
    fn named(&self, place: Place, name: &str, at: Span) -> Option<&'h Expr> {
        let bindings = self.names(place.file).lookup(place.function, name, at)?;
        let [binding] = bindings.as_slice() else { return None };
        match &binding.what {
            Bound::Value { value, path, default: None }
                if path.is_empty() && binding.function.is_none() =>
            {
                matches!(value.kind, ExprKind::Compare { .. } | ExprKind::Not(_)).then_some(value)
            }
            _ => None,
        }
    }

    /// For each file, whether something that runs imports it.
    pub(super) fn live_files(&self) -> Vec<bool> {
        let mut live = vec![false; self.files.len()];
        let mut queue = vec![0];
        while let Some(file) = queue.pop() {
            let Some(seen) = live.get_mut(file).filter(|seen| !**seen) else { continue };
            *seen = true;
            queue.extend(self.beside(file));
            let own = self.imports.get(file).filter(|own| !own.is_empty());
            let Some(own) = own else { continue };
            let dead = self.dead_blocks(file);
            for (index, other) in own {
                let at = self.module(file).imports[*index].at;
                if !dead.iter().any(|block| block.contains(at)) {
                    queue.push(*other);
                }
            }
        }
        live
    }

    /// Top-level blocks of a file that never run.
    fn dead_blocks(&self, file: usize) -> Vec<Span> {
        let place = Place { file, function: None };
        let mut dead = Vec::new();
        for statement in &self.module(file).body {
            if let StatementKind::If { condition, then, otherwise } = &statement.kind
                && let Some(truth) = self.truth(place, condition)
                && let block = if truth { otherwise } else { then }
                && let ([first, ..], [.., last]) = (block.as_slice(), block.as_slice())
            {
                dead.push(first.at.to(last.at));
            }
        }
        dead
    }

    /// Whether two sides are surely equal or surely not, as far as that is about where the code runs.
    fn is_equal(&self, place: Place, left: &'h Expr, right: &'h Expr) -> Option<bool> {
        let [one, other] = self.scoping(place.file).run_directly;
        let is_main = |left: &'h Expr, right: &'h Expr| {
            let path = self.value(place, left).path();
            let right = self.value(place, right);
            let same = right.text() == Some(other)
                || matches!(right, Value::Global(name) if name == other);
            same && path.is_some_and(|path| path.join(".") == one)
        };
        if is_main(left, right) || is_main(right, left) {
            return Some(false);
        }
        let left_value = self.value(place, left);
        let local = |value: &Value<'h>| self.variable(place.file, value).is_some_and(is_local);
        if local(&left_value) {
            return Some(matches!(right.kind, ExprKind::Null));
        }
        let is_null = matches!(right.kind, ExprKind::Null);
        if is_null && self.variable(place.file, &left_value).is_some_and(is_always_set) {
            return Some(false);
        }
        // `process.env.NODE_ENV === "test"`, `"pytest" in sys.modules`
        let right_value = self.value(place, right);
        let is_testing = |name: Option<&str>, value: &Value<'h>| {
            name.zip(value.text())
                .is_some_and(|pair| TESTING.contains(&pair) || LOCAL.contains(&pair.1))
        };
        if is_testing(self.variable(place.file, &left_value), &right_value)
            || is_testing(self.variable(place.file, &right_value), &left_value)
            || (right_value.is_of(&["sys"], &["modules"])
                && left_value.text().is_some_and(|module| TEST_MODULES.contains(&module)))
        {
            return Some(false);
        }
        // `"AWS_SAM_LOCAL" in os.environ`
        let named = left_value.text().filter(|_| self.is_environment(place.file, &right_value));
        match named {
            Some(name) if is_local(name) => Some(false),
            Some(name) if is_always_set(name) => Some(true),
            _ => None,
        }
    }

    /// Whether a value is the environment.
    pub fn is_environment(&self, file: usize, value: &Value<'h>) -> bool {
        let environment = self.module(file).language.environment();
        let Value::Member(object, name) = value else { return false };
        let held = match object.as_ref() {
            Value::Package(module) | Value::Global(module) => environment.modules.contains(module),
            _ => false,
        };
        held && *name == environment.object
    }

    /// The environment variable that a value is.
    pub fn variable(&self, file: usize, value: &Value<'h>) -> Option<&'h str> {
        match value {
            Value::Member(object, name) => self.is_environment(file, object).then_some(name),
            _ => None,
        }
    }

    /// What stands in a function, or at a file's top level, that means something: calls, members, comparisons, and all
    /// that is asked about. What never runs in Lambda is left out.
    pub fn sites(&self, file: usize, function: Option<FunctionId>) -> Rc<[Site<'h>]> {
        if let Some(known) = self.sites.borrow().get(&(file, function)) {
            return Rc::clone(known);
        }
        let place = Place { file, function };
        let mut found = Vec::new();
        let truth = |condition: &'h Expr| self.truth(place, condition);
        let fails = |expr: &'h Expr| self.fails(place, expr);
        let guards = sites::each(self.module(file), function, &truth, &fails, &mut |site| {
            let plain = matches!(
                site.expr.kind,
                ExprKind::Call { .. }
                    | ExprKind::Member { .. }
                    | ExprKind::Index { .. }
                    | ExprKind::Compare { .. }
                    | ExprKind::Function(_)
                    | ExprKind::Assign(_)
            );
            if plain || site.asked != Asked::Not {
                found.push(*site);
            }
        });
        self.guards.borrow_mut().insert((file, function), guards.into());
        let found: Rc<[Site]> = found.into();
        self.sites.borrow_mut().insert((file, function), Rc::clone(&found));
        found
    }

    /// What had to hold for a site to be reached, the innermost first.
    pub(super) fn guards_of(
        &self,
        file: usize,
        site: &Site<'h>,
    ) -> impl Iterator<Item = Guard<'h>> {
        let all = self.guards.borrow().get(&(file, site.function)).cloned();
        let guard = move |at: u32| all.as_ref()?.get(at as usize).copied();
        let first = site.guard.and_then(&guard);
        std::iter::successors(first, move |inner| guard(inner.outer?))
    }

    /// Whether an expression always ends everything: it leaves the program, or calls an own function that does nothing
    /// else than raise.
    fn fails(&self, place: Place, expr: &'h Expr) -> bool {
        let ExprKind::Call { callee, .. } = &expr.kind else { return false };
        match self.value(place, callee) {
            Value::Function(function) => {
                let body = &self.function(function).body;
                let raises =
                    matches!(body.last().map(|last| &last.kind), Some(StatementKind::Raise(_)));
                let returns = |statement: &Statement| {
                    !matches!(statement.kind, StatementKind::Expr(_) | StatementKind::Assign(_))
                };
                // A longer one does more than that.
                raises && body.len() <= 4 && !body[..body.len() - 1].iter().any(returns)
            }
            value => value.path().is_some_and(|path| ENDING.contains(&path.join(".").as_str())),
        }
    }
}

/// Whether a handler of errors takes an error of this name, and goes on.
pub fn goes_on_after(handlers: &[Vec<Statement>], errors: &[&str]) -> bool {
    handlers.iter().any(|handler| {
        let Some(Statement { kind: StatementKind::Assign(head), .. }) = handler.first() else {
            return false;
        };
        let named = |expr: &Expr| last_name(expr).is_some_and(|name| errors.contains(&name));
        let takes = match head.value.as_ref() {
            None => true,
            Some(Expr { kind: ExprKind::List(classes), .. }) => classes.iter().any(named),
            Some(class) => named(class),
        };
        let mut raises = false;
        walk::statements(handler, &mut |statement| {
            raises |= matches!(statement.kind, StatementKind::Raise(_));
        });
        takes && !raises
    })
}
