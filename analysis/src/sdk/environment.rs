//! Environment variables that code reads and sets.

use std::collections::BTreeSet;

use super::clients::constructed;
use super::{Absence, EnvRead, Uses};
use crate::code::{Code, Place, Trace, Value, goes_on_after, place_of};
use crate::source::sites::{Asked, Site};
use crate::source::{Assign, Expr, ExprKind, FunctionId, StatementKind, walk};
use crate::text::Span;

/// Options of a client that may be missing: the SDK then takes what Lambda gives.
const OPTIONAL: [&str; 10] = [
    "region",
    "region_name",
    "endpoint",
    "endpoint_url",
    "profile_name",
    "apiVersion",
    "api_version",
    "maxAttempts",
    "retryMode",
    "credentials",
];

/// Errors that a missing variable raises, and the classes above them.
const ERRORS: [&str; 4] = ["KeyError", "LookupError", "Exception", "BaseException"];

/// A use of the environment.
enum Use<'h> {
    /// One variable; whether its absence raises, and whether a default is given.
    Read { name: &'h str, raises: bool, default: bool },
    /// A variable is set, or given a default.
    Write(&'h str),
    /// Variables are set whose names are only known when the code runs.
    Open,
}

/// Adds what a function, or a file at load, does with the environment.
pub(super) fn find(code: &Code, file: usize, function: Option<FunctionId>, uses: &mut Uses) {
    let place = Place { file, function };
    for site in code.sites(file, function).iter() {
        match used(code, place, site) {
            Some(Use::Read { name, raises, default }) => uses.env_reads.push(EnvRead {
                file,
                at: site.expr.at,
                name: name.to_owned(),
                absence: absence(site, raises, default),
                function,
                conditional: site.conditional,
            }),
            Some(Use::Write(name)) => uses.env_writes.push(name.to_owned()),
            Some(Use::Open) => uses.env_open = true,
            None => {}
        }
    }
    walk::statements(code.module(file).statements(function), &mut |statement| {
        if let StatementKind::Assign(assign) = &statement.kind {
            destructured(code, place, assign, uses);
        }
    });
}

fn used<'h>(code: &Code<'h>, place: Place, site: &Site<'h>) -> Option<Use<'h>> {
    let file = place.file;
    let environment = code.module(file).language.environment();
    let raises = environment.raises;
    match &site.expr.kind {
        ExprKind::Index { object, index, .. } => {
            let object = code.value(place, object);
            if !code.is_environment(file, &object) {
                return None;
            }
            match code.value(place, index).text() {
                Some(name) => Some(read_or_written(site, name, raises)),
                None => is_replaced(site).then_some(Use::Open),
            }
        }
        // `os.environ.get` is a method, `process.env.X` a variable.
        ExprKind::Member { object, member, .. } if !raises => {
            let object = code.value(place, object);
            code.is_environment(file, &object).then(|| read_or_written(site, member, false))
        }
        ExprKind::Call { callee, arguments, .. } => {
            let Value::Member(object, method) = code.value(place, callee) else { return None };
            let of_module = object.is_of(environment.modules, &[]);
            if !of_module && !code.is_environment(file, &object) {
                return None;
            }
            let name = code.value(place, &arguments.first()?.value).text()?;
            let second = arguments.get(1).map(|argument| &argument.value.kind);
            let default = second.is_some_and(|kind| !matches!(kind, ExprKind::Null));
            match method {
                method if of_module && environment.readers.contains(&method) => {
                    Some(Use::Read { name, raises: false, default })
                }
                method if of_module && environment.writers.contains(&method) => {
                    Some(Use::Write(name))
                }
                _ if of_module => None,
                "get" => Some(Use::Read { name, raises: false, default }),
                "pop" => Some(Use::Read { name, raises: second.is_none(), default }),
                "setdefault" => Some(Use::Write(name)),
                _ => None,
            }
        }
        ExprKind::Compare { left, operator, right } if operator.contains("in") => {
            let held = code.is_environment(file, &code.value(place, right));
            let name = held.then(|| code.value(place, left).text()).flatten()?;
            Some(Use::Read { name, raises: false, default: true })
        }
        _ => None,
    }
}

fn read_or_written<'h>(site: &Site<'h>, name: &'h str, raises: bool) -> Use<'h> {
    if is_replaced(site) { Use::Write(name) } else { Use::Read { name, raises, default: false } }
}

/// Whether a site is replaced: `x += y` reads it first.
fn is_replaced(site: &Site) -> bool {
    site.assigned_by().is_some_and(|assign| !assign.augmented)
}

/// `const { A, B = "d" } = process.env`
fn destructured<'h>(code: &Code<'h>, place: Place, assign: &'h Assign, uses: &mut Uses) {
    let (Some(keys), Some(value)) = (&assign.destructures, &assign.value) else { return };
    if !code.is_environment(place.file, &code.value(place, value)) {
        return;
    }
    for (key, target) in keys.iter().zip(&assign.targets).filter(|(key, _)| !key.is_empty()) {
        let plain = matches!(target.kind, ExprKind::Name(_));
        uses.env_reads.push(EnvRead {
            file: place.file,
            at: target.at,
            name: key.to_string(),
            absence: if plain { Absence::Missing } else { Absence::Handled },
            function: place.function,
            conditional: false,
        });
    }
}

fn absence(site: &Site, raises: bool, default: bool) -> Absence {
    if raises {
        let goes_on = goes_on_after(site.caught_by, &ERRORS);
        return if goes_on || site.asked == Asked::Yes {
            Absence::Handled
        } else {
            Absence::Raises
        };
    }
    match site.asked {
        _ if default => Absence::Handled,
        Asked::Yes | Asked::Through => Absence::Handled,
        Asked::Shown => Absence::Shown,
        Asked::Not | Asked::OrFail => Absence::Missing,
    }
}

/// Takes back what the code makes up for elsewhere: a test of the name that a variable is read into, a test of the
/// variable itself, an option that a client may do without.
pub(super) fn settle(code: &Code, trace: &Trace, uses: &mut Uses) {
    if uses.env_reads.iter().all(|read| read.absence == Absence::Handled) {
        return;
    }
    let mut optional: Vec<(usize, Span)> = Vec::new();
    let mut stored: Vec<(Place, Span)> = Vec::new();
    let mut met: Vec<(usize, Span)> = Vec::new();
    for file in 0..code.files.len() {
        let functions =
            (0..code.module(file).functions.len() as u32).map(|id| Some(FunctionId(id)));
        let running: Vec<_> = std::iter::once(None)
            .chain(functions)
            .filter(|function| trace.runs(file, *function))
            .collect();
        let asked = asked_names(code, file, &running);
        for function in running {
            let place = Place { file, function };
            options(code, place, &mut optional);
            made_up_for(code, place, &asked, &mut stored, &mut met);
        }
    }
    for read in uses.env_reads.iter_mut().filter(|read| read.absence == Absence::Missing) {
        let is_optional =
            optional.iter().any(|(file, at)| *file == read.file && at.contains(read.at));
        // What a function reads that is put somewhere is not put there.
        let is_stored = stored.iter().any(|(place, at)| {
            place.file == read.file && place.function == read.function && at.contains(read.at)
        });
        let is_met = met.contains(&(read.file, read.at));
        if is_optional || (is_stored && !is_met) {
            read.absence = Absence::Handled;
        }
    }
    handle_tested(&mut uses.env_reads);
}

/// The places that code of a file asks about without ending there.
fn asked_names(code: &Code, file: usize, running: &[Option<FunctionId>]) -> BTreeSet<String> {
    let mut asked = BTreeSet::new();
    for function in running {
        let askings = code.askings(file, *function);
        #[expect(clippy::iter_over_hash_type, reason = "collected into a set")]
        for (place, how) in askings.iter() {
            if *how >= Asked::Through {
                asked.insert(place.clone());
            }
        }
    }
    asked
}

/// Values whose name is asked about later, and those that are put where nobody sees who uses them: in fields.
fn made_up_for<'h>(
    code: &Code<'h>,
    place: Place,
    asked: &BTreeSet<String>,
    stored: &mut Vec<(Place, Span)>,
    met: &mut Vec<(usize, Span)>,
) {
    let body = code.module(place.file).statements(place.function);
    let classes = match place.function {
        Some(_) => Vec::new(),
        None => code.names(place.file).classes.iter().map(|class| class.at).collect(),
    };
    let mut assigned = |assign: &'h Assign, at: Span| {
        let Some(value) = &assign.value else { return };
        walk::expression(value, &mut |part| {
            // A method of what is not there fails before anybody asks.
            if let ExprKind::Member { object, optional: false, .. } = &part.kind {
                met.push((place.file, object.at));
            }
        });
        let is_asked = |target: &Expr| match &target.kind {
            ExprKind::Name(_) => {
                let in_class = classes.iter().any(|class: &Span| class.contains(at));
                in_class || place_of(target).is_some_and(|key| asked.contains(&key))
            }
            _ => true,
        };
        match &assign.destructures {
            None if assign.targets.iter().any(is_asked) => stored.push((place, value.at)),
            Some(_) => stored.extend(
                assign.targets.iter().filter(|one| is_asked(one)).map(|one| (place, one.at)),
            ),
            None => {}
        }
    };
    walk::statements(body, &mut |statement| {
        if let StatementKind::Assign(assign) = &statement.kind {
            assigned(assign, statement.at);
        }
    });
}

/// Arguments of clients that may be missing.
fn options<'h>(code: &Code<'h>, place: Place, found: &mut Vec<(usize, Span)>) {
    for site in code.sites(place.file, place.function).iter() {
        let ExprKind::Call { callee, arguments, .. } = &site.expr.kind else { continue };
        let named = arguments.iter().any(|one| match &one.value.kind {
            ExprKind::Object(_) | ExprKind::Name(_) if one.name.is_none() => true,
            _ => one.name.as_deref().is_some_and(|name| OPTIONAL.contains(&name)),
        });
        if !named {
            continue;
        }
        let Value::Call(call) = code.value(place, site.expr) else { continue };
        if constructed(code, &call, callee).is_none() {
            continue;
        }
        let mut add = |name: Option<&str>, value: &'h Expr| {
            if name.is_some_and(|name| OPTIONAL.contains(&name)) {
                found.push((place.file, value.at));
                found.extend(source_of(code, place, value).map(|at| (place.file, at)));
            }
        };
        for argument in arguments {
            add(argument.name.as_deref(), &argument.value);
            if let Value::Object(_, properties) = code.value(place, &argument.value) {
                for property in properties {
                    add(property.key.as_deref(), &property.value);
                }
            }
        }
    }
}

/// Where the value of a name comes from, when that is one place.
fn source_of<'h>(code: &Code<'h>, place: Place, value: &'h Expr) -> Option<Span> {
    let ExprKind::Name(name) = &value.kind else { return None };
    let found = code.names(place.file).lookup(place.function, name, value.at)?;
    match found.as_slice() {
        [one] => match &one.what {
            crate::source::bindings::Bound::Value { value, .. } => Some(value.at),
            _ => None,
        },
        _ => None,
    }
}

/// A variable that the code looks for anywhere (`if "X" in os.environ`, `if (process.env.X)`) is handled everywhere,
/// but for a read that raises and that nothing keeps from being made.
fn handle_tested(reads: &mut [EnvRead]) {
    let handled: BTreeSet<String> = reads
        .iter()
        .filter(|read| read.absence == Absence::Handled)
        .map(|read| read.name.clone())
        .collect();
    for read in reads {
        if handled.contains(&read.name) && (read.absence == Absence::Missing || read.conditional) {
            read.absence = Absence::Handled;
        }
    }
}
