//! Which function of a file Lambda surely calls, though no template says so.

use super::{Argument, EntryForm, Expr, ExprKind, Module, StatementKind};

impl Module {
    /// The name of an unmistakable Lambda entry: a top-level function of a name and form that the language's row
    /// gives, which takes an event first; or a name that is given what a wrapper makes of such a function.
    pub fn lambda_entry(&self) -> Option<&str> {
        let form = &self.language.row().entry;
        form.names.iter().copied().find(|name| {
            (self.takes_event(form, name) || self.is_wrapper(form, name))
                && self.is_visible(form, name)
        })
    }

    /// Whether a name stands for the result of a call that is given a function which takes an event.
    fn is_wrapper(&self, form: &EntryForm, entry: &str) -> bool {
        let is_event_taker = |argument: &Argument| match &argument.value.kind {
            ExprKind::Name(name) => self.takes_event(form, name),
            _ => false,
        };
        self.body.iter().any(|statement| match &statement.kind {
            StatementKind::Assign(assign) => {
                let named = assign.targets.iter().any(|target| names(target, entry, true));
                let arguments = assign.value.as_ref().map(|value| &value.kind);
                named
                    && matches!(arguments, Some(ExprKind::Call { arguments, .. })
                        if arguments.iter().any(is_event_taker))
            }
            _ => false,
        })
    }

    fn takes_event(&self, form: &EntryForm, name: &str) -> bool {
        let functions = self.functions.iter().filter(|function| function.parent.is_none());
        functions.filter(|function| *function.name == *name).any(|function| {
            let first = function.parameters.first();
            let event = first.is_some_and(|parameter| parameter.name.ends_with("event"));
            event && form.parameters.is_none_or(|number| function.parameters.len() == number)
        })
    }

    fn is_visible(&self, form: &EntryForm, entry: &str) -> bool {
        let exports = || {
            self.body.iter().any(|statement| match &statement.kind {
                StatementKind::Export { name, .. } => &**name == entry,
                StatementKind::Assign(assign) => {
                    assign.targets.iter().any(|target| names(target, entry, assign.exported))
                }
                _ => false,
            })
        };
        !form.exported || exports()
    }
}

/// Whether a target is an entry's name: `handler` itself where that counts, or `exports.handler`.
fn names(target: &Expr, entry: &str, by_itself: bool) -> bool {
    match &target.kind {
        ExprKind::Name(name) => by_itself && &**name == entry,
        ExprKind::Member { object, member, .. } => &**member == entry && is_exports(object),
        _ => false,
    }
}

/// Whether an expression is `exports` or `module.exports`.
pub fn is_exports(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Name(name) => &**name == "exports",
        ExprKind::Member { object, member, .. } => {
            &**member == "exports"
                && matches!(&object.kind, ExprKind::Name(name) if &**name == "module")
        }
        _ => false,
    }
}
