//! Environment variables that code reads and sets.

use super::site::{Scan, Site};
use super::{Absence, EnvRead, Facts, is_javascript};
use crate::source::{Expr, ExprKind, Import, Module, StatementKind};

/// A use of the environment.
enum Use<'m> {
    /// One variable; whether its absence raises, and whether a default is given.
    Read { name: &'m str, raises: bool, default: bool },
    /// A variable is set, or given a default.
    Write(&'m str),
    /// Something that cannot be followed.
    Open,
}

/// Adds what a file does with the environment.
pub(super) fn find(scan: &Scan, facts: &mut Facts) {
    for site in &scan.sites {
        match used(scan.module, site) {
            Some(Use::Read { name, raises, default }) => {
                let absence = absence(scan, site, raises, default);
                facts.env_reads.push(EnvRead {
                    at: site.expr.at,
                    name: name.to_owned(),
                    absence,
                    function: site.function,
                    conditional: site.conditional,
                });
            }
            Some(Use::Write(name)) => facts.env_writes.push(name.to_owned()),
            Some(Use::Open) => facts.env_open = true,
            None => destructured(scan.module, site, facts),
        }
    }
    handle_tested(facts);
}

/// Whether an expression reads the environment in one of the usual ways, whatever its imports are.
pub(super) fn is_read(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Call { callee, .. } => match &callee.kind {
            ExprKind::Member { member, .. } => matches!(&**member, "getenv" | "get"),
            ExprKind::Name(name) => &**name == "getenv",
            _ => false,
        },
        _ => false,
    }
}

fn used<'m>(module: &'m Module, site: &Site<'m>) -> Option<Use<'m>> {
    if is_javascript(module.language) { javascript(module, site) } else { python(module, site) }
}

fn python<'m>(module: &'m Module, site: &Site<'m>) -> Option<Use<'m>> {
    match &site.expr.kind {
        ExprKind::Index { object, index, .. } if is_environ(module, object) => {
            Some(match super::text(module, index) {
                Some(name) if is_target(site) => Use::Write(name),
                Some(name) => Use::Read { name, raises: true, default: false },
                None => Use::Open,
            })
        }
        ExprKind::Call { callee, arguments, .. } => {
            let method = python_method(module, callee)?;
            let name = arguments.first().and_then(|argument| super::text(module, &argument.value));
            Some(match (method, name) {
                ("get" | "getenv" | "pop", Some(name)) => {
                    let second = arguments.get(1).map(|argument| &argument.value.kind);
                    let default = second.is_some_and(|kind| !matches!(kind, ExprKind::Null));
                    Use::Read { name, raises: method == "pop" && second.is_none(), default }
                }
                ("setdefault" | "putenv", Some(name)) => Use::Write(name),
                ("unsetenv", _) => return None,
                _ => Use::Open,
            })
        }
        ExprKind::Compare { left, operator, right }
            if operator.contains("in") && is_environ(module, right) =>
        {
            let name = super::text(module, left)?;
            Some(Use::Read { name, raises: false, default: true })
        }
        _ => None,
    }
}

/// The method of `os.environ`, or the function of `os`, that a callee is.
fn python_method<'m>(module: &'m Module, callee: &'m Expr) -> Option<&'m str> {
    match &callee.kind {
        ExprKind::Name(name) => {
            let import = super::import(module, name).filter(|import| &*import.module == "os")?;
            import.item.as_deref().filter(|item| matches!(*item, "getenv" | "putenv"))
        }
        ExprKind::Member { object, member, .. } if is_environ(module, object) => Some(member),
        ExprKind::Member { object, member, .. } if is_os(module, object) => {
            matches!(&**member, "getenv" | "putenv" | "unsetenv").then_some(&**member)
        }
        _ => None,
    }
}

fn is_os(module: &Module, expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Name(name) if super::import(module, name).is_some_and(|import| is_whole(import, "os")))
}

fn is_whole(import: &Import, module: &str) -> bool {
    &*import.module == module && import.item.is_none()
}

fn is_environ(module: &Module, expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Member { object, member, .. } => &**member == "environ" && is_os(module, object),
        ExprKind::Name(name) => super::import(module, name).is_some_and(|import| {
            &*import.module == "os" && import.item.as_deref() == Some("environ")
        }),
        _ => false,
    }
}

fn javascript<'m>(module: &'m Module, site: &Site<'m>) -> Option<Use<'m>> {
    let (object, name) = match &site.expr.kind {
        ExprKind::Member { object, member, .. } => (object, Some(&**member)),
        ExprKind::Index { object, index, .. } => (object, super::text(module, index)),
        _ => return None,
    };
    if !is_env(module, object) {
        return None;
    }
    Some(match name {
        Some(name) if is_target(site) => Use::Write(name),
        Some(name) => Use::Read { name, raises: false, default: false },
        None => Use::Open,
    })
}

/// `process.env`, or `env` of `node:process`.
fn is_env(module: &Module, expr: &Expr) -> bool {
    let is_process = |import: &Import| matches!(&*import.module, "process" | "node:process");
    match &expr.kind {
        ExprKind::Member { object, member, .. } => {
            &**member == "env"
                && matches!(&object.kind, ExprKind::Name(name) if &**name == "process")
        }
        ExprKind::Name(name) => super::import(module, name)
            .is_some_and(|import| is_process(import) && import.item.as_deref() == Some("env")),
        _ => false,
    }
}

/// `const { A, B = "d" } = process.env`. A default's place is not told, so all of one with any counts as handled.
fn destructured(module: &Module, site: &Site, facts: &mut Facts) {
    let StatementKind::Assign(assign) = &site.statement.kind else { return };
    let (Some(keys), Some(value)) = (&assign.destructures, &assign.value) else { return };
    if value.at != site.expr.at || !is_javascript(module.language) || !is_env(module, value) {
        return;
    }
    for (key, target) in keys.iter().zip(&assign.targets) {
        if key.is_empty() {
            facts.env_open = true;
            continue;
        }
        let plain = matches!(target.kind, ExprKind::Name(_));
        facts.env_reads.push(EnvRead {
            at: target.at,
            name: key.to_string(),
            absence: if plain { Absence::Missing } else { Absence::Handled },
            function: site.function,
            conditional: site.conditional,
        });
    }
}

fn is_target(site: &Site) -> bool {
    match &site.statement.kind {
        StatementKind::Assign(assign) => {
            !assign.augmented && assign.targets.iter().any(|target| target.at == site.expr.at)
        }
        _ => false,
    }
}

fn absence(scan: &Scan, site: &Site, raises: bool, default: bool) -> Absence {
    if default || site.tested {
        return Absence::Handled;
    }
    if raises {
        return Absence::Raises;
    }
    // `x = os.getenv("X")` and, anywhere later, `if not x`: the code looks.
    if let StatementKind::Assign(assign) = &site.statement.kind {
        let asked = assign.targets.iter().any(|target| match &target.kind {
            ExprKind::Name(name) => scan.is_asked(None, &|expr| super::site::is_name(expr, name)),
            _ => true,
        });
        if asked {
            return Absence::Handled;
        }
    }
    Absence::Missing
}

/// A variable that the file looks for anywhere (`if "X" in os.environ`, `if (process.env.X)`) is handled everywhere,
/// but for a read that raises and that nothing keeps from being made.
fn handle_tested(facts: &mut Facts) {
    let handled: Vec<String> = facts
        .env_reads
        .iter()
        .filter(|read| read.absence == Absence::Handled)
        .map(|read| read.name.clone())
        .collect();
    for read in &mut facts.env_reads {
        if handled.contains(&read.name) && (read.absence == Absence::Missing || read.conditional) {
            read.absence = Absence::Handled;
        }
    }
}
