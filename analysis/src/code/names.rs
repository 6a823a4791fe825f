//! The top-level names of a source file, and what it exports.

use std::collections::BTreeMap;

use crate::files::is_exports;
use crate::source::{
    Assign, Expr, ExprKind, FunctionId, Import, Language, Module, StatementKind, walk,
};

/// The top-level names of a file.
#[derive(Debug, Default)]
pub(super) struct Table<'h> {
    pub(super) functions: BTreeMap<&'h str, FunctionId>,
    pub(super) methods: BTreeMap<(&'h str, &'h str), FunctionId>,
    pub(super) bases: BTreeMap<&'h str, &'h [Expr]>,
    pub(super) values: BTreeMap<&'h str, &'h Expr>,
    pub(super) imports: BTreeMap<&'h str, (usize, &'h Import)>,
    pub(super) exports: BTreeMap<&'h str, &'h Expr>,
    /// Exported names that are other names: `export { a as b }`, `export * from`.
    pub(super) passed_on: Vec<(&'h str, &'h str, Option<&'h str>)>,
    /// Names may exist that the text does not show.
    pub(super) open: bool,
}

pub(super) fn single(assign: &Assign) -> Option<&str> {
    match (assign.targets.as_slice(), &assign.destructures) {
        ([Expr { kind: ExprKind::Name(name), .. }], None) => Some(name),
        _ => None,
    }
}

pub(super) fn table(module: &Module) -> Table<'_> {
    let mut table = Table { open: module.broken, ..Table::default() };
    for (index, function) in module.functions.iter().enumerate() {
        let id = FunctionId(index as u32);
        match &function.class {
            Some(class) => {
                table.methods.entry((class, &function.name)).or_insert(id);
            }
            None if function.parent.is_none() && !function.name.is_empty() => {
                table.functions.insert(&function.name, id);
            }
            None => {}
        }
    }
    for (index, import) in module.imports.iter().enumerate() {
        let star = import.item.as_deref() == Some("*");
        table.open |= star && module.language == Language::Python;
        if !import.name.is_empty() {
            table.imports.entry(&import.name).or_insert((index, import));
        }
    }
    // `Object.assign(exports, …)`, `__exportStar(require("./x"), exports)`.
    walk::expressions(&module.body, &mut |expr| {
        if let ExprKind::Call { arguments, .. } = &expr.kind {
            table.open |= arguments.iter().any(|argument| is_exports(&argument.value));
        }
    });
    walk::statements(&module.body, &mut |statement| match &statement.kind {
        StatementKind::Class { name, bases, .. } => {
            table.bases.insert(name, bases);
        }
        StatementKind::Assign(assign) => assigned(assign, &mut table),
        StatementKind::Export { name, value, from } => {
            exported(name, value.as_ref(), from.as_deref(), &mut table)
        }
        _ => {}
    });
    table
}

fn assigned<'h>(assign: &'h Assign, table: &mut Table<'h>) {
    let Some(value) = &assign.value else { return };
    for target in &assign.targets {
        match &target.kind {
            ExprKind::Name(name) if assign.destructures.is_none() => {
                table.values.insert(name, value);
                if assign.exported {
                    table.exports.insert(name, value);
                }
            }
            ExprKind::Member { object, member, .. } if is_exports(object) => {
                table.exports.insert(member, value);
            }
            ExprKind::Member { .. } if is_exports(target) => whole_export(value, table),
            ExprKind::Name(name) if assign.exported => {
                table.exports.insert(name, target);
            }
            ExprKind::Index { object, .. } if is_exports(object) => table.open = true,
            _ => {}
        }
    }
}

/// `module.exports = { a, b: c }`, `module.exports = something`.
fn whole_export<'h>(value: &'h Expr, table: &mut Table<'h>) {
    let ExprKind::Object(properties) = &value.kind else {
        table.exports.insert("default", value);
        table.open = true;
        return;
    };
    for property in properties {
        match &property.key {
            Some(key) => {
                table.exports.insert(key, &property.value);
            }
            None => table.open = true,
        }
    }
}

fn exported<'h>(
    name: &'h str,
    value: Option<&'h Expr>,
    from: Option<&'h str>,
    table: &mut Table<'h>,
) {
    match (value.map(|value| &value.kind), from) {
        (Some(ExprKind::Name(local)), from) => table.passed_on.push((name, local, from)),
        (Some(_), _) => {
            table.exports.insert(name, value.expect("just matched"));
        }
        (None, Some(from)) => table.passed_on.push((name, name, Some(from))),
        (None, None) => table.open = true,
    }
}
