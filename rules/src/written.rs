//! What several functions of a template have in common, reported once. No rule by itself.

use std::collections::{HashMap, HashSet};

use lamlint_analysis::model::{Body, EventSource, Function, Setting};
use lamlint_analysis::program::Holder;
use lamlint_analysis::rule::Draft;
use lamlint_analysis::text::Span;
use lamlint_analysis::{Findings, Program};

/// How many functions are pointed at one by one; of more, only the first ones help a reader.
pub(crate) const MOST_NOTES: usize = 5;

/// A possible value where it is written, with every function that may get it: `Globals`, a parameter or a mapping
/// can give one value to many.
#[derive(Debug)]
pub(crate) struct Written<'w, T> {
    pub(crate) at: Span,
    pub(crate) value: &'w T,
    pub(crate) functions: Vec<&'w Function>,
}

/// Every possible value of a setting of these functions, each written place once.
pub(crate) fn written<'w, T: PartialEq + 'w>(
    functions: impl IntoIterator<Item = &'w Function>,
    setting: impl Fn(&'w Function) -> Option<&'w Setting<T>>,
) -> Vec<Written<'w, T>> {
    let values = functions.into_iter().flat_map(|function| {
        let each = setting(function).into_iter().flat_map(Setting::each);
        each.map(move |(at, value)| (at, value, function))
    });
    let found = by_place(values).into_iter();
    found.map(|(at, value, functions)| Written { at, value, functions }).collect()
}

/// What several functions share because it is written in one place: what is said of each place once, with them all.
pub(crate) fn by_place<T: PartialEq, W: Copy>(
    said: impl IntoIterator<Item = (Span, T, W)>,
) -> Vec<(Span, T, Vec<W>)> {
    let mut found: Vec<(Span, T, Vec<W>)> = Vec::new();
    let mut places: HashMap<Span, Vec<usize>> = HashMap::new();
    for (at, what, whose) in said {
        let here = places.entry(at).or_default();
        match here.iter().find(|place| found[**place].1 == what) {
            Some(place) => found[*place].2.push(whose),
            None => {
                here.push(found.len());
                found.push((at, what, vec![whose]));
            }
        }
    }
    found
}

impl<T> Written<'_, T> {
    /// Reports this value, with a note on each function that takes it from elsewhere.
    pub(crate) fn report<'f>(
        &self,
        program: &Program,
        findings: &'f mut Findings,
        message: String,
    ) -> &'f mut Draft {
        let finding = findings.report(self.at, message);
        if let Some(function) = self.functions.first() {
            finding.function(&function.name);
        }
        let elsewhere = self.functions.iter().filter(|one| program.is_elsewhere(self.at, one));
        for function in elsewhere.take(MOST_NOTES) {
            finding.note(function.at, format!("{} takes it from there", function.name));
        }
        finding
    }
}

/// Where to report what several functions lack, and the bodies to write it to: `Globals` when all of them inherit
/// from it and nobody else would get it as well; otherwise the first function, and each for itself.
/// `unset` says whether a function takes what `Globals` gives.
pub(crate) fn lacking<'w>(
    program: &Program<'w>,
    functions: &[&'w Function],
    unset: impl Fn(&Function) -> bool,
) -> (Span, Vec<Body>) {
    let inherits = |function: &&Function| function.inherits && unset(function);
    let inheriting = program.functions().iter().filter(inherits).count();
    let all = inheriting == functions.len() && functions.iter().all(inherits);
    match program.globals() {
        Some(globals) if all && functions.len() > 1 => (globals.at, vec![globals.body]),
        _ => (functions[0].at, functions.iter().map(|function| function.body).collect()),
    }
}

/// The names of functions for a sentence: `A`, `A and B`, `A, B and 3 others`.
pub(crate) fn names(functions: &[&Function]) -> String {
    let names: Vec<&str> = functions.iter().map(|function| function.name.as_str()).collect();
    listed(&names)
}

/// Names for a sentence, each once: `A`, `A and B`, `A, B and 3 others`.
pub(crate) fn listed(names: &[&str]) -> String {
    let mut seen = HashSet::new();
    let names: Vec<&str> = names.iter().copied().filter(|name| seen.insert(*name)).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, other] => format!("{one} and {other}"),
        [one, other, third] => format!("{one}, {other} and {third}"),
        [one, other, rest @ ..] => format!("{one}, {other} and {} others", rest.len()),
    }
}

/// Whose permissions these are, for a sentence, and the first function among them; a role that no function of the
/// program has is called a role.
pub(crate) fn holders<'w>(holders: &[&Holder<'w>]) -> (String, Option<&'w str>) {
    let functions = holders.iter().flat_map(|holder| holder.functions.iter().copied());
    let mut functions: Vec<&'w Function> = functions.collect();
    functions.dedup_by_key(|function| function.id);
    let first = functions.first().map(|function| function.name.as_str());
    match (first, holders.iter().find_map(|holder| holder.role)) {
        (None, Some(role)) => (format!("the role {}", role.name), None),
        _ => (names(&functions), first),
    }
}

/// What a trigger calls: the function's name, or for one of another stack, that of the trigger.
pub(crate) fn called(function: Option<&Function>, source: &EventSource) -> String {
    match function {
        Some(function) => function.name.clone(),
        None => format!("the function of {}", source.name),
    }
}

/// What triggers that are written in one place call.
pub(crate) fn all_called(shared: &[(Option<&Function>, &EventSource)]) -> String {
    let names = shared.iter().map(|(function, source)| called(*function, source));
    let names: Vec<String> = names.collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    listed(&names)
}

/// The form of a verb for as many functions as are named: `runs` for one, `run` for several.
pub(crate) fn verb(
    functions: &[&Function],
    one: &'static str,
    several: &'static str,
) -> &'static str {
    if functions.len() == 1 { one } else { several }
}
