//! Clients that are constructed, whatever the flavour.

use foldhash::{HashMap, HashMapExt};

use super::flavour::Constructed;
use super::things::uses_sdk;
use super::{Assigned, Client, FLAVOURS, Needs, Uses};
use crate::code::{CallSite, Code, Place, Value};
use crate::source::bindings::Bound;
use crate::source::sites::Site;
use crate::source::{Expr, ExprKind, FunctionId, StatementKind, walk};
use crate::text::Span;

/// Where something is constructed: file, function, call.
type Spot = (usize, Option<FunctionId>, Span);

/// Finds every client that a function constructs.
pub(super) fn find(
    code: &Code,
    file: usize,
    function: Option<FunctionId>,
    kept: bool,
    uses: &mut Uses,
) {
    let place = Place { file, function };
    let set = function.and_then(|_| defaults(code, place));
    for site in code.sites(file, function).iter() {
        let ExprKind::Call { callee, .. } = &site.expr.kind else { continue };
        let Value::Call(call) = code.value(place, site.expr) else { continue };
        if call.at != site.expr.at || code.is_always_given(file, site) {
            continue;
        }
        let found = constructed(code, &call, callee).filter(|found| !found.wraps);
        if let Some(found) = found {
            let mut client = client(code, place, site, callee, &found);
            if let Some((_, needs)) = set.filter(|(at, _)| *at < client.at.start) {
                client.needs = client.needs.max(needs);
            }
            uses.clients.push(Client { kept: kept || client.kept, ..client });
        }
    }
}

/// What a call constructs, in whatever flavour.
pub(super) fn constructed<'h>(
    code: &Code<'h>,
    call: &CallSite<'h>,
    callee: &'h Expr,
) -> Option<Constructed<'h>> {
    FLAVOURS.iter().find_map(|flavour| (flavour.constructed)(code, call, callee))
}

fn client<'h>(
    code: &Code<'h>,
    place: Place,
    site: &Site<'h>,
    callee: &Expr,
    found: &Constructed<'h>,
) -> Client {
    let mut names = Vec::new();
    let mut needs = if found.fallible { Needs::Locals } else { Needs::Module };
    let arguments = || found.arguments.iter().map(|argument| &argument.value);
    for argument in arguments().chain(found.on) {
        needs = needs.max(needed(code, place, argument, 0, &mut names));
    }
    if found.on.is_none() && has_local(code, place, callee) {
        needs = needs.max(Needs::Locals);
    }
    Client {
        file: place.file,
        at: site.expr.at,
        service: found.service.clone(),
        what: found.what.clone(),
        function: site.function,
        needs,
        plain: arguments().chain(found.on).all(is_plain)
            && (site.caught_by.is_empty() || arguments().all(is_constant)),
        caught: !site.caught_by.is_empty(),
        names,
        made_after: 0,
        kept: code.is_kept(place.file, site),
        assigned: assigned(code, place, site),
        intermediate: false,
    }
}

/// Functions that set what a client is made with, or change its class: the SDK's defaults, the environment, tracing.
const CONFIGURING: [&str; 15] = [
    "config",
    "dotenv",
    "instrument",
    "load",
    "load_dotenv",
    "patch",
    "patch_all",
    "putenv",
    "read_env",
    "register",
    "set_stream_logger",
    "setdefault",
    "setup_default_session",
    "start",
    "update",
];

/// Modules whose functions of these names only read text.
const READING: [&str; 5] = ["json", "pickle", "toml", "tomllib", "yaml"];

/// The end of the last statement at load that sets what a client made after it gets; 0 when none does.
fn configured_until(code: &Code, file: usize) -> u32 {
    let module = code.module(file);
    let sites = code.sites(file, None);
    let ends = sites.iter().filter(|site| configures(code, file, site)).map(|site| {
        let statements = module.body.iter().map(|statement| statement.at);
        statements.filter(|at| at.contains(site.expr.at)).map(|at| at.end).max().unwrap_or_default()
    });
    ends.max().unwrap_or_default()
}

fn configures<'h>(code: &Code<'h>, file: usize, site: &Site<'h>) -> bool {
    match &site.expr.kind {
        ExprKind::Call { callee, .. } => {
            let (ExprKind::Name(name) | ExprKind::Member { member: name, .. }) = &callee.kind
            else {
                return false;
            };
            CONFIGURING.contains(&&**name) && {
                let callee = code.value(Place { file, function: None }, callee);
                !callee.path().is_some_and(|path| READING.contains(&path[0]))
            }
        }
        // `os.environ["AWS_PROFILE"] = …`, `AWS.config.region = …`
        ExprKind::Index { object, .. } | ExprKind::Member { object, .. } => {
            let set = site.assigned_by().is_some();
            let object = set.then(|| code.value(Place { file, function: None }, object));
            object.is_some_and(|object| code.is_environment(file, &object) || is_of_sdk(&object))
        }
        _ => false,
    }
}

/// Where a function first sets defaults of the SDK, which all clients made after it take, and what those need: more than
/// a client made at load could have.
fn defaults(code: &Code, place: Place) -> Option<(u32, Needs)> {
    let mut first: Option<(u32, Needs)> = None;
    for site in code.sites(place.file, place.function).iter() {
        let (object, given) = match &site.expr.kind {
            ExprKind::Call { callee, arguments, .. } => match &callee.kind {
                ExprKind::Member { object, member, .. } if CONFIGURING.contains(&&**member) => {
                    (object, arguments.iter().map(|one| &one.value).collect::<Vec<_>>())
                }
                _ => continue,
            },
            ExprKind::Member { object, .. } => match site.assigned_by() {
                Some(assign) => (object, assign.value.iter().collect()),
                None => continue,
            },
            _ => continue,
        };
        if !is_of_sdk(&code.value(place, object)) {
            continue;
        }
        let mut names = Vec::new();
        let needs = given.iter().map(|one| needed(code, place, one, 0, &mut names)).max();
        let needs = needs.unwrap_or(Needs::Locals).max(Needs::Locals);
        let start = first.map_or(site.expr.at.start, |(start, _)| start);
        first = Some((start, first.map_or(needs, |(_, known)| known.max(needs))));
    }
    first
}

fn is_of_sdk(value: &Value) -> bool {
    let path = value.path();
    path.is_some_and(|path| FLAVOURS.iter().any(|flavour| flavour.has(path[0])))
}

/// Tells each client what has to come before it.
pub(super) fn settle(code: &Code, uses: &mut Uses) {
    let mut until: HashMap<usize, u32> = HashMap::new();
    for client in &mut uses.clients {
        let file = client.file;
        client.made_after = *until.entry(file).or_insert_with(|| configured_until(code, file));
        // What is configured may be wrong, and whoever catches that expects it in the call.
        client.plain &= !client.caught || client.made_after == 0;
    }
}

/// Whether an expression is written out: a constructor that is given nothing else raises nothing that could be caught.
fn is_constant(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Text(_) | ExprKind::Number(_) | ExprKind::Bool(_) | ExprKind::Null => true,
        ExprKind::Object(properties) => properties.iter().all(|one| is_constant(&one.value)),
        _ => false,
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
fn needed<'h>(
    code: &Code<'h>,
    place: Place,
    expr: &'h Expr,
    depth: usize,
    names: &mut Vec<String>,
) -> Needs {
    let mut needs = Needs::Module;
    walk::expression(expr, &mut |part| {
        let one = match &part.kind {
            ExprKind::Name(name) => of_name(code, place, name, part.at, depth, names),
            ExprKind::Await(_) | ExprKind::Function(_) => Needs::Call,
            _ => Needs::Module,
        };
        needs = needs.max(one);
    });
    needs
}

fn of_name<'h>(
    code: &Code<'h>,
    place: Place,
    name: &'h str,
    at: Span,
    depth: usize,
    names: &mut Vec<String>,
) -> Needs {
    let own = code.names(place.file);
    if matches!(name, "self" | "this" | "cls") {
        return Needs::Call;
    }
    if !own.is_local(place.function, name) {
        if own.top_level(name).is_some() {
            names.push(name.to_owned());
        }
        return Needs::Module;
    }
    let found = own.lookup(place.function, name, at).unwrap_or_default();
    match found.as_slice() {
        [one] if depth < 4 => match &one.what {
            // A call's answer may be anything of this call, credentials above all.
            Bound::Value { value, path, .. }
                if path.is_empty() && !has_call(code, place, value) =>
            {
                let place = Place { function: one.function, ..place };
                needed(code, place, value, depth + 1, names).max(Needs::Locals)
            }
            Bound::Import(_) => Needs::Locals,
            _ => Needs::Call,
        },
        _ => Needs::Call,
    }
}

/// Whether a name in an expression is bound within the function: by an import there, say.
fn has_local(code: &Code, place: Place, expr: &Expr) -> bool {
    let mut found = false;
    walk::expression(expr, &mut |part| {
        if let ExprKind::Name(name) = &part.kind {
            found |= code.names(place.file).is_local(place.function, name);
        }
    });
    found
}

fn has_call<'h>(code: &Code<'h>, place: Place, expr: &'h Expr) -> bool {
    let mut found = false;
    walk::expression(expr, &mut |part| {
        if let ExprKind::Call { callee, .. } = &part.kind {
            let value = code.value(place, part);
            // A session is what it is made with.
            let is_session = match &value {
                Value::Call(call) => {
                    constructed(code, call, callee).is_some_and(|made| made.service.is_none())
                }
                _ => false,
            };
            let is_variable =
                || value.each().iter().any(|one| code.variable(place.file, one).is_some());
            found |= !is_session && !is_variable();
        }
    });
    found
}

/// The statement, when it gives the client as it is to one new local name that nothing else binds.
fn assigned(code: &Code, place: Place, site: &Site) -> Option<Assigned> {
    let StatementKind::Assign(assign) = &site.statement.kind else { return None };
    let whole = assign.value.as_ref().is_some_and(|value| value.at == site.expr.at);
    let [target] = assign.targets.as_slice() else { return None };
    let ExprKind::Name(name) = &target.kind else { return None };
    let plain = whole && assign.destructures.is_none() && !assign.augmented && !assign.if_missing;
    let once = code.names(place.file).of(place.function, name).len() == 1;
    let unseen = !code.is_used_unbound(place.file, name)
        && !code.are_names_seen(place.file, place.function?);
    (plain && once && unseen && !site.conditional)
        .then(|| Assigned { at: site.statement.at, name: name.to_string() })
}

/// A session that a client of the same function is made from is only its stepping stone.
pub(super) fn mark_intermediate(code: &Code, uses: &mut Uses) {
    if !uses_sdk(code) || uses.clients.iter().all(|client| client.service.is_some()) {
        return;
    }
    let mut made_from: Vec<(Spot, Needs)> = Vec::new();
    for client in &uses.clients {
        let place = Place { file: client.file, function: client.function };
        for site in code.sites(client.file, client.function).iter() {
            if let ExprKind::Call { callee, .. } = &site.expr.kind
                && site.expr.at == client.at
                && let ExprKind::Member { object, .. } = &callee.kind
            {
                let sessions = code.expanded(&code.value(place, object));
                let at = sessions.each().iter().filter_map(|one| match one {
                    Value::Call(session) => Some(session.at),
                    _ => None,
                });
                made_from.extend(at.map(|at| ((client.file, client.function, at), client.needs)));
            }
        }
    }
    for client in uses.clients.iter_mut().filter(|client| client.service.is_none()) {
        let own = (client.file, client.function, client.at);
        // A client that has to be made in the call says nothing of a session that is only sometimes made.
        client.intermediate = made_from.iter().any(|(session, needs)| {
            *session == own && (client.assigned.is_some() || *needs != Needs::Call)
        });
    }
}
