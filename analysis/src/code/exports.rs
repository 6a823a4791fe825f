//! What a file exports, where only that can be taken from outside.

use std::collections::BTreeMap;

use foldhash::HashSet;

use crate::source::is_exports;
use crate::source::{Assign, Expr, ExprKind, Import, Module, StatementKind, walk};

/// The exports of a file.
#[derive(Debug, Default)]
pub(super) struct Exports<'h> {
    /// By name; what is exported is a top-level expression.
    pub(super) values: BTreeMap<&'h str, &'h Expr>,
    /// Exported top-level names that are bound elsewhere, such as parts of a pattern.
    pub(super) names: Vec<&'h str>,
    /// Exports that are names of other modules: exported name, name there, module. `*` is every name.
    pub(super) passed_on: Vec<(&'h str, &'h str, &'h str)>,
    /// The value of `module.exports`.
    pub(super) whole: Option<&'h Expr>,
    /// More may be exported than the text shows.
    pub(super) open: bool,
    /// Names that are given the object of all exports.
    aliases: HashSet<&'h str>,
    /// Whether `exports` is no longer the object of all exports, since another one was assigned to `module.exports`.
    is_detached: bool,
}

impl<'h> Exports<'h> {
    pub(super) fn new(module: &'h Module) -> Exports<'h> {
        let mut exports = Exports { open: module.broken, ..Exports::default() };
        for outer in &module.body {
            let mut is_sure = true;
            walk::statements(std::slice::from_ref(outer), &mut |statement| {
                match &statement.kind {
                    StatementKind::Assign(assign) => exports.assigned(assign, is_sure),
                    StatementKind::Export { name, value, from } => {
                        exports.exported(name, value.as_ref(), from.as_deref());
                    }
                    _ => {}
                }
                // What stands within another statement may not happen.
                is_sure = false;
            });
        }
        exports.open |= is_handed_over(module);
        exports
    }

    /// Every exported name, sorted.
    pub(super) fn all(&self) -> Vec<String> {
        let passed = self.passed_on.iter().map(|(name, ..)| *name);
        let all = self.values.keys().copied().chain(self.names.iter().copied()).chain(passed);
        let mut all: Vec<String> = all.filter(|name| *name != "*").map(str::to_owned).collect();
        all.sort();
        all.dedup();
        all
    }

    fn assigned(&mut self, assign: &'h Assign, is_sure: bool) {
        let Some(value) = &assign.value else {
            if assign.exported {
                self.names.extend(assign.targets.iter().filter_map(name));
            }
            return;
        };
        let parts = assign.destructures.is_some();
        if is_exports(value) && !parts {
            self.aliases.extend(assign.targets.iter().filter_map(name));
        }
        if is_sure && assign.targets.iter().any(is_whole) {
            let is_both = assign.targets.iter().any(|target| name(target) == Some("exports"));
            self.replace(value, is_both);
        }
        for target in &assign.targets {
            match &target.kind {
                ExprKind::Name(_) if parts && assign.exported => self.names.extend(name(target)),
                ExprKind::Assign(_) | ExprKind::Spread(_) if assign.exported => self.open = true,
                ExprKind::Name(_) if assign.exported => self.names.extend(name(target)),
                ExprKind::Member { object, member, .. } if self.are_exports(object) => {
                    self.values.insert(member, value);
                }
                ExprKind::Member { .. } if is_exports(target) => self.whole(value),
                ExprKind::Index { object, .. } if is_exports(object) => self.open = true,
                _ => {}
            }
        }
    }

    /// Whether what is assigned to a member of an object is exported.
    fn are_exports(&self, object: &Expr) -> bool {
        match name(object) {
            Some("exports") => !self.is_detached,
            Some(name) => self.aliases.contains(name),
            None => is_exports(object),
        }
    }

    /// Another object is exported: what was exported before is gone, unless the new one is made of it.
    fn replace(&mut self, value: &Expr, is_both: bool) {
        let mut is_made_of_it = false;
        walk::expression(value, &mut |part| {
            is_made_of_it |= match &part.kind {
                ExprKind::Spread(inner) => is_exports(inner),
                ExprKind::Call { arguments, .. } => {
                    arguments.iter().any(|argument| is_exports(&argument.value))
                }
                _ => false,
            };
        });
        if !is_made_of_it && !is_exports(value) {
            self.values.clear();
            self.aliases.clear();
            self.is_detached = !is_both;
        }
    }

    /// `module.exports = { a, b: c }`, `module.exports = something`.
    fn whole(&mut self, value: &'h Expr) {
        let ExprKind::Object(properties) = &value.kind else {
            self.values.insert("default", value);
            self.whole = Some(value);
            self.open = true;
            return;
        };
        for property in properties {
            match &property.key {
                Some(key) => {
                    self.values.insert(key, &property.value);
                }
                None => self.open = true,
            }
        }
    }

    fn exported(&mut self, name: &'h str, value: Option<&'h Expr>, from: Option<&'h str>) {
        match (value, from) {
            (Some(Expr { kind: ExprKind::Name(local), .. }), Some(from)) => {
                self.passed_on.push((name, local, from));
            }
            (Some(value), _) => {
                self.values.insert(name, value);
            }
            (None, Some(from)) => self.passed_on.push((name, name, from)),
            (None, None) => self.open = true,
        }
    }
}

/// `module.exports`
fn is_whole(target: &Expr) -> bool {
    matches!(target.kind, ExprKind::Member { .. }) && is_exports(target)
}

/// The import that brings a module of this name.
pub(super) fn import_of(module: &Module, from: &str) -> Option<usize> {
    let is_it = |import: &Import| *import.module == *from;
    module.imports.iter().position(is_it)
}

fn name(target: &Expr) -> Option<&str> {
    match &target.kind {
        ExprKind::Name(name) => Some(name),
        _ => None,
    }
}

/// Whether the object of all exports is given a name or handed to somebody, who may add to it.
fn is_handed_over(module: &Module) -> bool {
    let mut found = false;
    let bodies = module.functions.iter().map(|function| &function.body).chain([&module.body]);
    for body in bodies.filter(|_| module.language.scoping().constructor == "constructor") {
        walk::expressions(body, &mut |expr| match &expr.kind {
            ExprKind::Call { arguments, .. } => {
                found |= arguments.iter().any(|argument| is_exports(&argument.value));
            }
            ExprKind::Assign(assign) => found |= assign.value.as_ref().is_some_and(is_exports),
            ExprKind::Object(properties) => {
                found |= properties.iter().any(|property| is_exports(&property.value));
            }
            ExprKind::Index { object, .. } => found |= is_exports(object),
            _ => {}
        });
        walk::statements(body, &mut |statement| match &statement.kind {
            StatementKind::Assign(assign) => {
                found |= assign.value.as_ref().is_some_and(is_exports);
            }
            StatementKind::Return(Some(value)) => found |= is_exports(value),
            _ => {}
        });
    }
    let inside = module.functions.iter().map(|function| &function.body);
    for body in inside {
        // `exports.name = …` inside a function: whoever calls it decides.
        walk::statements(body, &mut |statement| {
            if let StatementKind::Assign(assign) = &statement.kind {
                found |= assign.targets.iter().any(|target| match &target.kind {
                    ExprKind::Member { object, .. } => is_exports(object) || is_exports(target),
                    _ => false,
                });
            }
        });
    }
    found
}
