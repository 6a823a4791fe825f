//! Environment variables that code sets several at once, or takes from a file.

use super::Uses;
use crate::code::{Code, Place, Value};
use crate::source::{Argument, Assign, Expr, ExprKind, FunctionId, Property, StatementKind, walk};

/// Packages that set variables from a file when one of their [`LOADING`] functions is called.
const FILES: [&str; 5] =
    ["dotenv", "dotenv-flow", "dotenv-safe", "dotenv-expand", "@dotenvx/dotenvx"];

/// Functions that take variables from a file.
const LOADING: [&str; 4] = ["config", "load_dotenv", "load", "expand"];

/// What the names of functions of other packages start with that do the same.
const OTHERS: [&str; 2] = ["load_env", "loadEnv"];

/// Adds the variables that a function, or a file at load, sets several at once.
pub(super) fn find(code: &Code, file: usize, function: Option<FunctionId>, uses: &mut Uses) {
    let place = Place { file, function };
    for site in code.sites(file, function).iter() {
        if let ExprKind::Call { callee, arguments, .. } = &site.expr.kind {
            called(code, place, (callee, arguments), uses);
        }
    }
    walk::statements(code.module(file).statements(function), &mut |statement| {
        if let StatementKind::Assign(assign) = &statement.kind {
            assigned(code, place, assign, uses);
        }
    });
    if function.is_none() {
        let modules = code.module(file).imports.iter().map(|import| &*import.module);
        let is_loading = |module: &str| {
            module.strip_suffix("/config").is_some_and(|package| FILES.contains(&package))
        };
        uses.env_open |= modules.into_iter().any(is_loading);
    }
}

fn called<'h>(
    code: &Code<'h>,
    place: Place,
    (callee, arguments): (&'h Expr, &'h [Argument]),
    uses: &mut Uses,
) {
    // Most calls are of something else, by the name alone.
    let named = match &callee.kind {
        ExprKind::Member { member, .. } => member,
        ExprKind::Name(name) => name,
        _ => return,
    };
    // Somebody's function that says so itself: `load_env_file("config/prod.yaml")`.
    let is_own = || !code.functions(&code.value(place, callee)).is_empty();
    if OTHERS.iter().any(|start| named.starts_with(start)) && !is_own() {
        uses.env_open = true;
        return;
    }
    // Of `django-environ` and `environs`, which make an object that reads the file.
    if &**named == "read_env" {
        uses.env_open = true;
        return;
    }
    if !matches!(&**named, "update" | "assign") && !LOADING.contains(&&**named) {
        return;
    }
    let Value::Member(object, method) = code.value(place, callee) else { return };
    if LOADING.contains(&method) && object.is_of(&FILES, &[]) {
        uses.env_open = true;
        return;
    }
    let is_environment = |value: &Value<'h>| code.is_environment(place.file, value);
    let first = || Some(code.value(place, &arguments.first()?.value));
    let given = match method {
        "update" if is_environment(&object) => arguments,
        "assign" if matches!(*object, Value::Global("Object")) => {
            if !first().is_some_and(|first| is_environment(&first)) {
                return;
            }
            &arguments[1..]
        }
        _ => return,
    };
    for argument in given {
        match &argument.name {
            Some(name) => uses.env_writes.push(name.to_string()),
            None => contents(code, place, &argument.value, uses),
        }
    }
}

/// `os.environ |= {…}` and `process.env = {…}`.
fn assigned<'h>(code: &Code<'h>, place: Place, assign: &'h Assign, uses: &mut Uses) {
    let Some(value) = &assign.value else { return };
    let is_environment = |target: &'h Expr| {
        let may_be = matches!(target.kind, ExprKind::Member { .. } | ExprKind::Name(_));
        may_be && code.is_environment(place.file, &code.value(place, target))
    };
    if assign.destructures.is_none() && assign.targets.iter().any(is_environment) {
        contents(code, place, value, uses);
    }
}

/// The names in an object that is written out; of any other they are not known.
fn contents<'h>(code: &Code<'h>, place: Place, value: &'h Expr, uses: &mut Uses) {
    match code.value(place, value) {
        Value::Object(place, properties) => {
            for property in properties {
                entry(code, place, property, uses);
            }
        }
        value if code.is_environment(place.file, &value) => {}
        _ => uses.env_open = true,
    }
}

fn entry<'h>(code: &Code<'h>, place: Place, property: &'h Property, uses: &mut Uses) {
    match &property.key {
        Some(key) => uses.env_writes.push(key.to_string()),
        None => {
            let rest = code.value(place, &property.value);
            uses.env_open |= !code.is_environment(place.file, &rest);
        }
    }
}
