//! Own functions that read the environment variable that they are asked for: `need("TABLE")`.
//!
//! Each call with a known name is a read where the call stands; what follows when the variable is missing, the function
//! and the call say together.

use foldhash::{HashMap, HashMapExt};

use super::environment::{StandIn, absence, depends_on};
use super::{Absence, EnvRead, Uses};
use crate::code::{CallSite, Code, Place, Reached, Trace, Value};
use crate::source::sites::{Asked, Site};
use crate::source::{Expr, ExprKind, FunctionId};

/// Functions that call each other with a name that is handed on; real code has two.
const ROUNDS: usize = 3;

/// A read of a variable whose name is a parameter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader {
    function: Reached,
    /// The parameter that is the name.
    name: usize,
    /// The parameter that is the default; `None` when there is none.
    default: Option<usize>,
    /// Whether the function raises when the variable is missing; else it gives nothing.
    raises: bool,
    /// Whether its own call, for one that calls another, is under a condition.
    conditional: bool,
}

/// A function that reads a variable whose name is its parameter; `None` for one that copes with its absence, and for any
/// other name.
pub(super) fn reader<'h>(
    code: &Code<'h>,
    place: Place,
    site: &Site<'h>,
    name: &Value<'h>,
    (raises, default): (bool, StandIn<'h>),
) -> Option<Reader> {
    let Value::Parameter(function, name) = *name else { return None };
    if Some(function.1) != place.function || function.0 != place.file {
        return None;
    }
    let (stands_in, default) = match default {
        StandIn::None => (false, None),
        StandIn::Asked => (site.asked != Asked::OrFail, None),
        StandIn::Of(value) => match code.value(place, value) {
            Value::Null => (false, None),
            Value::Parameter(own, index) if own == function => (false, Some(index)),
            _ => (true, None),
        },
    };
    let raises = match absence(site, raises, stands_in) {
        Absence::Raises => true,
        Absence::Missing => {
            let asked = asked(code, place, function, name).max(site.asked);
            if asked > Asked::OrFail {
                return None;
            }
            asked == Asked::OrFail
        }
        Absence::Handled | Absence::Shown => return None,
    };
    Some(Reader { function, name, default, raises, conditional: site.conditional })
}

/// How a function asks for the variable that a parameter names, after it has read it.
fn asked<'h>(code: &Code<'h>, place: Place, function: Reached, name: usize) -> Asked {
    let is_it = |value: &Value<'h>| match value {
        Value::Element(object, key) => {
            let same = |key: &Value<'h>| match key {
                Value::Parameter(own, index) => *own == function && *index == name,
                _ => false,
            };
            code.is_environment(place.file, object) && key.each().iter().any(same)
        }
        _ => false,
    };
    let sites = code.sites(place.file, place.function);
    let names = sites
        .iter()
        .filter(|site| site.asked >= Asked::OrFail && matches!(site.expr.kind, ExprKind::Name(_)));
    let asked = names.filter(|site| code.value(place, site.expr).each().iter().any(is_it));
    asked.map(|site| site.asked).max().unwrap_or(Asked::Not)
}

/// Adds the reads that calls of these functions are.
pub(super) fn settle(code: &Code, trace: &Trace, mut readers: Vec<Reader>, uses: &mut Uses) {
    for _ in 0..ROUNDS {
        let mut known: HashMap<Reached, Vec<Reader>> = HashMap::new();
        for reader in std::mem::take(&mut readers) {
            known.entry(reader.function).or_default().push(reader);
        }
        if known.is_empty() {
            return;
        }
        for file in 0..code.files.len() {
            let functions = (0..code.module(file).functions.len() as u32).map(FunctionId).map(Some);
            let functions = std::iter::once(None).chain(functions);
            for function in functions.filter(|function| trace.runs(file, *function)) {
                called(code, Place { file, function }, &known, (uses, &mut readers));
            }
        }
    }
}

fn called(
    code: &Code,
    place: Place,
    known: &HashMap<Reached, Vec<Reader>>,
    (uses, further): (&mut Uses, &mut Vec<Reader>),
) {
    for site in code.sites(place.file, place.function).iter() {
        let ExprKind::Call { callee, arguments, new } = &site.expr.kind else { continue };
        let callee = code.value(place, callee);
        for one in callee.each() {
            let Value::Function(function) = one else { continue };
            let call =
                CallSite { at: site.expr.at, place, callee: one.clone(), arguments, new: *new };
            // The first read decides: what comes after it is not reached, or knows.
            for reader in known.get(function).into_iter().flatten().take(1) {
                read(code, site, &call, reader, (uses, further));
            }
        }
    }
}

fn read<'h>(
    code: &Code<'h>,
    site: &Site<'h>,
    call: &CallSite<'h>,
    reader: &Reader,
    (uses, further): (&mut Uses, &mut Vec<Reader>),
) {
    let place = call.place;
    let Some(name) = code.argument(reader.function, reader.name, call) else { return };
    let default = reader.default.and_then(|index| default(code, reader.function, index, call));
    let has_default = default.is_some_and(|value| !matches!(value.kind, ExprKind::Null));
    let absence = absence(site, reader.raises, has_default);
    for name in code.value(place, name).each() {
        match (name, name.text()) {
            (_, Some(name)) => uses.env_reads.push(EnvRead {
                file: place.file,
                at: site.expr.at,
                name: name.to_owned(),
                absence,
                function: place.function,
                conditional: site.conditional || reader.conditional,
                depends_on: depends_on(code, place.file, site, name),
            }),
            (Value::Parameter(function, index), None)
                if Some(function.1) == place.function && !has_default =>
            {
                let raises = absence == Absence::Raises;
                if raises || absence == Absence::Missing {
                    let conditional = site.conditional || reader.conditional;
                    let (function, name) = (*function, *index);
                    further.push(Reader { function, name, default: None, raises, conditional });
                }
            }
            _ => {}
        }
    }
}

/// What a call, or else the function itself, gives for a parameter.
fn default<'h>(
    code: &Code<'h>,
    function: Reached,
    index: usize,
    call: &CallSite<'h>,
) -> Option<&'h Expr> {
    let own = || code.function(function).parameters.get(index)?.default.as_ref();
    code.argument(function, index, call).or_else(own)
}
