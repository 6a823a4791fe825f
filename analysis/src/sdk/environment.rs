//! Environment variables that code reads and sets.

use super::variable_readers::{Reader, reader};
use super::{Absence, EnvRead, Uses};
use crate::code::{Code, Place, Value, goes_on_after};
use crate::source::sites::{Asked, Site};
use crate::source::{Assign, Expr, ExprKind, FunctionId, Statement, StatementKind, walk};

/// Errors that a missing variable raises, and the classes above them.
const ERRORS: [&str; 4] = ["KeyError", "LookupError", "Exception", "BaseException"];

/// Errors of a call that is given nothing instead of a text, and the classes above them.
const TYPE_ERRORS: [&str; 5] =
    ["TypeError", "ValueError", "AttributeError", "Exception", "BaseException"];

/// A use of the environment.
struct Use<'h> {
    /// What names the variables.
    named: &'h Expr,
    what: What<'h>,
}

#[derive(Clone, Copy)]
pub(super) enum What<'h> {
    /// It is read; whether its absence raises, and its default.
    Read { raises: bool, default: StandIn<'h> },
    /// It is set, or given a default.
    Write,
}

/// What stands in for a variable that is not set.
#[derive(Clone, Copy)]
pub(super) enum StandIn<'h> {
    /// Nothing.
    None,
    /// This, if it is anything.
    Of(&'h Expr),
    /// It is only asked whether the variable is set.
    Asked,
}

/// Adds what a function, or a file at load, does with the environment.
pub(super) fn find(
    code: &Code,
    file: usize,
    function: Option<FunctionId>,
    uses: &mut Uses,
    readers: &mut Vec<Reader>,
) {
    let place = Place { file, function };
    for site in code.sites(file, function).iter() {
        if site.default_of.is_some() && code.is_always_given(file, site) {
            continue;
        }
        // `process.env.X` names the variable itself.
        if let ExprKind::Member { object, member, .. } = &site.expr.kind {
            let raises = code.module(file).language.environment().raises;
            if !raises && code.is_environment(file, &code.value(place, object)) {
                let what = read_or_written(site, false);
                add(code, place, site, &Value::known(member), what, (uses, readers));
            }
            continue;
        }
        let Some(Use { named, what }) = used(code, place, site) else { continue };
        let names = code.value(place, named);
        for name in names.each() {
            add(code, place, site, name, what, (uses, readers));
        }
    }
    walk::statements(code.module(file).statements(function), &mut |statement| {
        if let StatementKind::Assign(assign) = &statement.kind {
            destructured(code, place, assign, uses);
        }
    });
}

/// Adds a use of the variable that a value names.
fn add<'h>(
    code: &Code<'h>,
    place: Place,
    site: &Site<'h>,
    name: &Value<'h>,
    what: What<'h>,
    (uses, readers): (&mut Uses, &mut Vec<Reader>),
) {
    match (name.text(), what) {
        (Some(name), What::Read { raises, default }) => {
            let (raises, default) = match default {
                StandIn::None => (raises, false),
                StandIn::Of(value) => (raises, !matches!(value.kind, ExprKind::Null)),
                // `if "X" not in os.environ: raise …`
                StandIn::Asked => (site.asked == Asked::OrFail, site.asked != Asked::OrFail),
            };
            uses.env_reads.push(EnvRead {
                file: place.file,
                at: site.expr.at,
                name: name.to_owned(),
                absence: absence(site, raises, default),
                function: place.function,
                conditional: site.conditional,
                depends_on: depends_on(code, place.file, site, name),
            });
        }
        (None, What::Read { raises, default }) => {
            readers.extend(reader(code, place, site, name, (raises, default)));
        }
        (Some(name), What::Write) => uses.env_writes.push(name.to_owned()),
        (None, What::Write) => uses.env_open = true,
    }
}

fn used<'h>(code: &Code<'h>, place: Place, site: &Site<'h>) -> Option<Use<'h>> {
    let file = place.file;
    let environment = code.module(file).language.environment();
    match &site.expr.kind {
        ExprKind::Index { object, index, .. } => {
            let held = code.is_environment(file, &code.value(place, object));
            held.then(|| Use { named: index, what: read_or_written(site, environment.raises) })
        }
        // `os.environ.get` is a method, `process.env.X` a variable.
        ExprKind::Call { callee, arguments, .. } => {
            let Value::Member(object, method) = code.value(place, callee) else { return None };
            let of_module = object.is_of(environment.modules, &[]);
            if !of_module && !code.is_environment(file, &object) {
                return None;
            }
            let named = &arguments.first()?.value;
            let second = arguments.get(1).map(|argument| &argument.value);
            let default = second.map_or(StandIn::None, StandIn::Of);
            let what = match method {
                method if of_module && environment.readers.contains(&method) => {
                    What::Read { raises: false, default }
                }
                method if of_module && environment.writers.contains(&method) => What::Write,
                _ if of_module => return None,
                "get" => What::Read { raises: false, default },
                // Who takes a variable away with a default does not need it.
                "pop" if second.is_some() => What::Read { raises: false, default: StandIn::Asked },
                "pop" => What::Read { raises: true, default },
                "setdefault" => What::Write,
                _ => return None,
            };
            Some(Use { named, what })
        }
        ExprKind::Compare { left, operator, right } if operator.contains("in") => {
            let held = code.is_environment(file, &code.value(place, right));
            let what = What::Read { raises: false, default: StandIn::Asked };
            held.then_some(Use { named: left, what })
        }
        _ => None,
    }
}

fn read_or_written<'h>(site: &Site<'h>, raises: bool) -> What<'h> {
    if is_replaced(site) { What::Write } else { What::Read { raises, default: StandIn::None } }
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
            depends_on: Vec::new(),
        });
    }
}

/// The other variables that have to be set for a site to be reached.
pub(super) fn depends_on<'h>(
    code: &Code<'h>,
    file: usize,
    site: &Site<'h>,
    name: &str,
) -> Vec<String> {
    let all = code.depends_on(file, site).into_iter();
    all.filter(|other| *other != name).map(str::to_owned).collect()
}

/// What follows where something is read and not there.
pub(super) fn absence(site: &Site, raises: bool, default: bool) -> Absence {
    if raises {
        let goes_on = goes_on_after(site.caught_by, &ERRORS);
        return if goes_on || site.asked == Asked::Yes {
            Absence::Handled
        } else {
            Absence::Raises
        };
    }
    match site.asked {
        _ if default || has_fallback(site) => Absence::Handled,
        Asked::Yes | Asked::Through => Absence::Handled,
        Asked::Shown => Absence::Shown,
        Asked::Not | Asked::OrFail => Absence::Missing,
    }
}

/// Whether what is read and tried is assigned to something that has another value when that fails:
/// `try { url = new URL(process.env.X) } catch { url = fallback }`.
fn has_fallback(site: &Site) -> bool {
    let StatementKind::Assign(assign) = &site.statement.kind else { return false };
    let same = |target: &Expr| match &target.kind {
        ExprKind::Name(name) => {
            assign.targets.iter().any(|own| matches!(&own.kind, ExprKind::Name(own) if own == name))
        }
        _ => false,
    };
    let gives = |statement: &Statement| match &statement.kind {
        StatementKind::Assign(other) => other.targets.iter().any(same),
        // `except ValueError: pass` leaves what was there before.
        StatementKind::Other(parts) => parts.is_empty(),
        _ => false,
    };
    let given = |handler: &Vec<Statement>| {
        handler.iter().skip(1).any(gives)
            && goes_on_after(std::slice::from_ref(handler), &TYPE_ERRORS)
    };
    !assign.declares && site.caught_by.iter().any(given)
}
