//! Takes back what the code makes up for elsewhere: variables that it asks about after it has read them, also through
//! names, members, other files and parameters; those that it puts where nobody sees who uses them; options that a client
//! may do without.

use std::collections::BTreeSet;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::clients::constructed;
use super::{Absence, EnvRead, FLAVOURS, Uses};
use crate::code::{CallSite, Code, Place, Reached, Trace, Value, goes_on_after};
use crate::source::sites::{Asked, Site};
use crate::source::{Argument, Assign, Expr, ExprKind, FunctionId, StatementKind, walk};
use crate::text::Span;

/// Options of a client that may be missing: the SDK then takes what Lambda gives.
const OPTIONAL: [&str; 11] = [
    "region",
    "region_name",
    "endpoint",
    "endpoint_url",
    "profile",
    "profile_name",
    "apiVersion",
    "api_version",
    "maxAttempts",
    "retryMode",
    "credentials",
];

/// Errors that only say that something is not there.
const MISSING: [&str; 2] = ["KeyError", "LookupError"];

/// What the code does with what it reads.
#[derive(Default)]
struct Found<'h> {
    /// Variables that are asked about without an end of everything, wherever their value is by then.
    asked: BTreeSet<&'h str>,
    /// Variables that are options of a client, through a name or a member.
    options: BTreeSet<&'h str>,
    /// Expressions that are options of a client, those within them included.
    optional: HashSet<Span>,
    /// Expressions that are given to a name.
    named: HashSet<Span>,
    /// Expressions that are put into a field.
    stored: HashSet<Span>,
    /// Expressions of which a member is taken.
    met: HashSet<Span>,
    /// Calls after whose failure for something missing the code goes on.
    caught: HashSet<Span>,
}

/// Takes back reads that the code makes up for.
pub(super) fn settle(code: &Code, trace: &Trace, uses: &mut Uses) {
    if uses.env_reads.iter().all(|read| read.absence.is_harmless()) {
        return;
    }
    let mut found = Found::default();
    for file in 0..code.files.len() {
        let functions = (0..code.module(file).functions.len() as u32).map(FunctionId).map(Some);
        for function in std::iter::once(None).chain(functions) {
            if trace.runs(file, function) {
                let place = Place { file, function };
                found.sites(code, place);
                found.assignments(code, place);
            }
        }
    }
    let mut shields = HashMap::new();
    for read in &mut uses.env_reads {
        let at = read.at;
        let handled = match read.absence {
            Absence::Missing => {
                let is_option =
                    found.options.contains(read.name.as_str()) && found.named.contains(&at);
                let is_stored = found.stored.contains(&at) && !found.met.contains(&at);
                let is_optional = found.optional.contains(&at) && !found.met.contains(&at);
                is_option || is_stored || is_optional
            }
            Absence::Raises => read.function.is_some_and(|function| {
                is_shielded(trace, (read.file, function), &found.caught, &mut shields)
            }),
            Absence::Handled | Absence::Shown => false,
        };
        if handled {
            read.absence = Absence::Handled;
        }
    }
    handle_tested(&mut uses.env_reads, &found.asked);
}

impl<'h> Found<'h> {
    fn sites(&mut self, code: &Code<'h>, place: Place) {
        for site in code.sites(place.file, place.function).iter() {
            if site.asked >= Asked::Through {
                let value = code.value(place, site.expr);
                each_variable(code, place.file, &value, &mut |name| {
                    self.asked.insert(name);
                });
            }
            if let ExprKind::Call { callee, arguments, new } = &site.expr.kind {
                self.options(code, place, site, callee, arguments);
                self.defaulted(code, place, site, (callee, arguments, *new));
                if goes_on_after_missing(site) {
                    self.caught.insert(site.expr.at);
                }
            }
        }
    }

    /// What is given to a parameter that has a default, where a missing value counts as none given.
    fn defaulted(
        &mut self,
        code: &Code<'h>,
        place: Place,
        site: &Site<'h>,
        (callee, arguments, new): (&'h Expr, &'h [Argument], bool),
    ) {
        let given = |argument: &'h Argument| {
            let value = code.value(place, &argument.value);
            value.each().iter().any(|one| code.variable(place.file, one).is_some())
        };
        if code.module(place.file).language.scoping().defaults_at_load
            || !arguments.iter().any(given)
        {
            return;
        }
        let callee = code.value(place, callee);
        let call = CallSite { at: site.expr.at, place, callee, arguments, new };
        for function in code.functions(&call.callee) {
            for (index, parameter) in code.function(function).parameters.iter().enumerate() {
                let given = parameter.default.as_ref();
                let given = given.and_then(|_| code.argument(function, index, &call));
                if let Some(given) = given {
                    let value = code.value(place, given);
                    each_variable(code, place.file, &value, &mut |name| {
                        self.asked.insert(name);
                    });
                }
            }
        }
    }

    /// Arguments of clients, and of what configures them, that may be missing.
    fn options(
        &mut self,
        code: &Code<'h>,
        place: Place,
        site: &Site<'h>,
        callee: &'h Expr,
        arguments: &'h [Argument],
    ) {
        let named = arguments.iter().enumerate().any(|(index, one)| match &one.value.kind {
            ExprKind::Object(_) | ExprKind::Name(_) if one.name.is_none() => true,
            _ => index == 1 || one.name.as_deref().is_some_and(|name| OPTIONAL.contains(&name)),
        });
        if !named {
            return;
        }
        let Value::Call(call) = code.value(place, site.expr) else { return };
        let of_sdk = || {
            let path = call.callee.path();
            path.is_some_and(|path| FLAVOURS.iter().any(|flavour| flavour.has(path[0])))
        };
        let is_client = constructed(code, &call, callee).is_some();
        if !is_client && !of_sdk() {
            return;
        }
        for (index, argument) in arguments.iter().enumerate() {
            // `boto3.client("s3", REGION)`
            let by_place = index == 1 && is_client && argument.name.is_none();
            let name = argument.name.as_deref().or(by_place.then_some("region_name"));
            self.option(code, place, name, &argument.value);
            if let Value::Object(place, properties) = code.value(place, &argument.value) {
                for property in properties {
                    self.option(code, place, property.key.as_deref(), &property.value);
                }
            }
        }
    }

    fn option(&mut self, code: &Code<'h>, place: Place, name: Option<&str>, value: &'h Expr) {
        if !name.is_some_and(|name| OPTIONAL.contains(&name)) {
            return;
        }
        walk::expression(value, &mut |part| {
            self.optional.insert(part.at);
        });
        each_variable(code, place.file, &code.value(place, value), &mut |name| {
            self.options.insert(name);
        });
    }

    fn assignments(&mut self, code: &Code<'h>, place: Place) {
        let module = code.module(place.file);
        let body = match place.function {
            Some(id) => &code.function((place.file, id)).body,
            None => &module.body,
        };
        let mut in_class = HashSet::new();
        if place.function.is_none() {
            for class in &code.names(place.file).classes {
                in_class.extend(class.body.iter().map(|statement| statement.at));
            }
        }
        walk::statements(body, &mut |statement| {
            if let StatementKind::Assign(assign) = &statement.kind {
                self.assigned(assign, in_class.contains(&statement.at));
            }
        });
    }

    fn assigned(&mut self, assign: &'h Assign, in_class: bool) {
        let Some(value) = &assign.value else { return };
        let is_name = |target: &Expr| matches!(target.kind, ExprKind::Name(_)) && !in_class;
        let in_field = assign.targets.iter().any(|target| !is_name(target));
        walk::expression(value, &mut |part| {
            // A method of what is not there fails before anybody asks.
            if let ExprKind::Member { object, optional: false, .. } = &part.kind {
                self.met.insert(object.at);
            }
            let place = if in_field { &mut self.stored } else { &mut self.named };
            if assign.destructures.is_none() {
                place.insert(part.at);
            }
        });
        if assign.destructures.is_some() {
            let fields = assign.targets.iter().filter(|target| !is_name(target));
            self.stored.extend(fields.map(|target| target.at));
            let names = assign.targets.iter().filter(|target| is_name(target));
            self.named.extend(names.map(|target| target.at));
        }
    }
}

/// The environment variables that a value can be.
fn each_variable<'h>(
    code: &Code<'h>,
    file: usize,
    value: &Value<'h>,
    found: &mut dyn FnMut(&'h str),
) {
    for one in value.each() {
        match (code.variable(file, one), one) {
            (Some(name), _) => found(name),
            (None, Value::Parameter(..) | Value::Member(..) | Value::Call(_)) => {
                // What a function gives this call, not what it gives all.
                let known = match one {
                    Value::Call(_) => code.reduced(one),
                    _ => code.expanded(one),
                };
                let names = known.each().iter().filter_map(|one| code.variable(file, one));
                names.for_each(&mut *found);
            }
            _ => {}
        }
    }
}

/// Whether a failure of a site for something missing is caught as such, and the code goes on.
fn goes_on_after_missing(site: &Site) -> bool {
    let named = site.caught_by.iter().filter(|handler| match handler.first() {
        Some(head) => match &head.kind {
            StatementKind::Assign(assign) => assign.value.is_some(),
            _ => false,
        },
        None => false,
    });
    named.into_iter().any(|handler| goes_on_after(std::slice::from_ref(handler), &MISSING))
}

/// Whether a call on the way to a function is caught when something is missing.
fn is_shielded(
    trace: &Trace,
    mut function: Reached,
    caught: &HashSet<Span>,
    known: &mut HashMap<Reached, bool>,
) -> bool {
    let mut way = Vec::new();
    let shielded = loop {
        if let Some(known) = known.get(&function) {
            break *known;
        }
        way.push(function);
        let Some(step) = trace.step_to(function.0, Some(function.1)) else { break false };
        if step.call.is_some_and(|call| caught.contains(&call)) {
            break true;
        }
        match step.from {
            Some(from) => function = from,
            None => break false,
        }
    };
    known.extend(way.into_iter().map(|function| (function, shielded)));
    shielded
}

/// A variable that the code looks for anywhere (`if "X" in os.environ`, `if (process.env.X)`) is handled everywhere,
/// but for a read that raises and that nothing keeps from being made.
fn handle_tested(reads: &mut [EnvRead], asked: &BTreeSet<&str>) {
    let handled = reads.iter().filter(|read| read.absence == Absence::Handled);
    let handled: BTreeSet<String> = handled.map(|read| read.name.clone()).collect();
    for read in reads {
        let is_asked = handled.contains(&read.name) || asked.contains(read.name.as_str());
        if is_asked && (read.absence == Absence::Missing || read.conditional) {
            read.absence = Absence::Handled;
        }
    }
}
