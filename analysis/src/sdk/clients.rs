//! Constructed clients, whatever the flavour.

use super::site::{Scan, Site};
use super::{Assigned, Client, Needs, boto3, is_javascript, javascript};
use crate::source::{Argument, Expr, ExprKind, FunctionId, StatementKind, walk};

/// A constructor call as a flavour recognises it.
pub(super) struct Constructed<'m> {
    pub(super) service: Option<String>,
    pub(super) what: String,
    pub(super) arguments: &'m [Argument],
    /// What the constructor is called on, when that is an object of the code: a session.
    pub(super) on: Option<&'m Expr>,
}

/// Decorators under which a function's result is kept.
const KEEPING: [&str; 7] =
    ["cache", "lru_cache", "cached_property", "cached", "memoize", "ttl_cache", "singleton"];

/// Finds every constructed client.
pub(super) fn find(scan: &Scan) -> Vec<Client> {
    let uses_sdk = scan.module.imports.iter().any(|import| super::is_sdk(&import.module));
    if !uses_sdk {
        return Vec::new();
    }
    let mut clients: Vec<Client> = Vec::new();
    for site in &scan.sites {
        let found = if is_javascript(scan.module.language) {
            javascript::constructed(scan, site)
        } else {
            boto3::constructed(scan, site)
        };
        if let Some(found) = found {
            clients.push(client(scan, site, &found));
        }
    }
    mark_intermediate(scan, &mut clients);
    clients
}

fn client(scan: &Scan, site: &Site, found: &Constructed) -> Client {
    let mut names = Vec::new();
    let mut needs = Needs::Module;
    for argument in found.arguments.iter().map(|argument| &argument.value).chain(found.on) {
        needs = needs.max(needed(scan, argument, site.function, 0, &mut names));
    }
    Client {
        at: site.expr.at,
        service: found.service.clone(),
        what: found.what.clone(),
        function: site.function,
        needs,
        plain: found.arguments.iter().all(|argument| is_plain(&argument.value))
            && found.on.is_none_or(is_plain),
        names,
        kept: is_kept(scan, site),
        assigned: assigned(scan, site),
        intermediate: false,
    }
}

/// Whether an expression is made of constants and names alone.
fn is_plain(expr: &Expr) -> bool {
    let mut plain = true;
    walk::expression(expr, &mut |part| {
        plain &= !matches!(
            part.kind,
            ExprKind::Call { .. }
                | ExprKind::Index { .. }
                | ExprKind::Function(_)
                | ExprKind::Await(_)
        );
    });
    plain
}

/// What an expression needs to be evaluated; module-level names on the way are collected.
fn needed(
    scan: &Scan,
    expr: &Expr,
    function: Option<FunctionId>,
    depth: usize,
    names: &mut Vec<String>,
) -> Needs {
    let mut needs = Needs::Module;
    let mut visit = |part: &Expr| {
        let one = match &part.kind {
            ExprKind::Name(name) => of_name(scan, name, function, depth, names),
            ExprKind::Await(_) | ExprKind::Function(_) => Needs::Call,
            _ => Needs::Module,
        };
        needs = needs.max(one);
    };
    walk::expression(expr, &mut visit);
    needs
}

fn of_name(
    scan: &Scan,
    name: &str,
    function: Option<FunctionId>,
    depth: usize,
    names: &mut Vec<String>,
) -> Needs {
    let is_local = is_bound_in(scan, name, function);
    if !is_local {
        if scan.is_module_name(name) {
            names.push(name.to_owned());
        }
        return Needs::Module;
    }
    match scan.value(name, function).filter(|_| depth < 4) {
        // A call's answer may be anything of this call, credentials above all.
        Some(value) if !has_call(value) => {
            needed(scan, value, function, depth + 1, names).max(Needs::Locals)
        }
        _ => Needs::Call,
    }
}

fn has_call(expr: &Expr) -> bool {
    let mut found = false;
    walk::expression(expr, &mut |part| {
        found |= matches!(part.kind, ExprKind::Call { .. }) && !super::environment::is_read(part);
    });
    found
}

/// Whether a name is a parameter or a local of a function, or of one around it.
fn is_bound_in(scan: &Scan, name: &str, function: Option<FunctionId>) -> bool {
    let mut scope = function;
    while let Some(id) = scope {
        let function = scan.function(id);
        let parameter = function.parameters.iter().any(|one| {
            &*one.name == name || one.destructured.iter().any(|(bound, _)| &**bound == name)
        });
        let mut local = parameter;
        let mut global = false;
        let declared = is_javascript(scan.module.language);
        walk::statements(&function.body, &mut |statement| match &statement.kind {
            StatementKind::Assign(assign) if assign.declares || !declared => {
                local |= assign.targets.iter().flat_map(walk::bound).any(|bound| bound == name);
            }
            StatementKind::Loop { targets, .. } => {
                local |= targets.iter().flat_map(walk::bound).any(|bound| bound == name)
            }
            StatementKind::Global(names) => global |= names.iter().any(|one| &**one == name),
            _ => {}
        });
        if local && !global {
            return true;
        }
        scope = function.parent;
    }
    matches!(name, "self" | "this" | "cls")
}

/// Whether the client is made once and kept: in a cached function, or assigned to something that outlives the call
/// and that the function asks about.
fn is_kept(scan: &Scan, site: &Site) -> bool {
    let Some(id) = site.function else { return false };
    let function = scan.function(id);
    let cached = function.decorators.iter().any(|decorator| {
        let callee =
            if let ExprKind::Call { callee, .. } = &decorator.kind { callee } else { decorator };
        last_name(callee).is_some_and(|name| KEEPING.contains(&name))
    });
    if cached {
        return true;
    }
    let mut targets: Vec<&Expr> = Vec::new();
    if let StatementKind::Assign(assign) = &site.statement.kind {
        if assign.if_missing {
            return true;
        }
        targets.extend(&assign.targets);
    }
    for own in walk::own(site.statement) {
        walk::expression(own, &mut |part| {
            if let ExprKind::Assign(assign) = &part.kind {
                targets.extend(&assign.targets);
            }
        });
    }
    targets.into_iter().any(|target| {
        let Some(key) = place(target) else { return false };
        let outlives = match &target.kind {
            ExprKind::Name(name) => !is_bound_in(scan, name, site.function),
            _ => true,
        };
        outlives && scan.is_asked(site.function, &|expr| place(expr).as_deref() == Some(&key))
    })
}

/// A name for what an assignment fills: `x`, `self.x`, `clients` for `clients[key]`.
fn place(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Name(name) => Some(name.to_string()),
        ExprKind::Member { object, member, .. } => Some(format!("{}.{member}", place(object)?)),
        ExprKind::Index { object, .. } => place(object),
        _ => None,
    }
}

pub(super) fn last_name(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Name(name) => Some(name),
        ExprKind::Member { member, .. } => Some(member),
        _ => None,
    }
}

/// The statement, when it gives the client as it is to one new local name.
fn assigned(scan: &Scan, site: &Site) -> Option<Assigned> {
    let StatementKind::Assign(assign) = &site.statement.kind else { return None };
    let whole = assign.value.as_ref().is_some_and(|value| value.at == site.expr.at);
    let [target] = assign.targets.as_slice() else { return None };
    let ExprKind::Name(name) = &target.kind else { return None };
    let plain = whole && assign.destructures.is_none() && !assign.augmented && !assign.if_missing;
    let once = scan.value(name, site.function).is_some_and(|value| value.at == site.expr.at);
    (plain && once && !site.conditional)
        .then(|| Assigned { at: site.statement.at, name: name.to_string() })
}

/// A session that a client of the same function is made from is only its stepping stone.
fn mark_intermediate(scan: &Scan, clients: &mut [Client]) {
    let made_from: Vec<(Option<FunctionId>, String)> = scan
        .sites
        .iter()
        .filter_map(|site| match &site.expr.kind {
            ExprKind::Call { callee, .. } => match &callee.kind {
                ExprKind::Member { object, member, .. }
                    if matches!(&**member, "client" | "resource") =>
                {
                    Some((site.function, place(object)?))
                }
                _ => None,
            },
            _ => None,
        })
        .collect();
    let starts: Vec<_> = clients.iter().map(|client| client.at).collect();
    for client in clients.iter_mut().filter(|client| client.service.is_none()) {
        let named = client.assigned.as_ref().is_some_and(|assigned| {
            made_from
                .iter()
                .any(|(function, name)| *function == client.function && *name == assigned.name)
        });
        // `boto3.Session().client("s3")`: the outer call says it all.
        let inner = starts.iter().any(|at| *at != client.at && at.contains(client.at));
        client.intermediate = named || inner;
    }
}
