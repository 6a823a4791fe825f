//! Whether a handler tells which records of a batch failed.

use crate::code::{Code, Entry, Place, Reached, Trace};
use crate::source::bindings::Bound;
use crate::source::{Expr, ExprKind, StatementKind, walk};
use crate::text::Span;

/// The key under which failed records are returned.
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html>, read 2026-11-23.
const KEY: &str = "batchItemFailures";

/// Words that show that something else may return failures: libraries and own functions for it.
const HINTS: [&str; 5] = [
    "batchItemFailures",
    "batch_item_failures",
    "BatchProcessor",
    "batch_processor",
    "process_partial_response",
];

/// How far an answer is followed from name to name and from call to call.
const DEPTH: usize = 4;

/// Methods that take errors.
const CATCHING: [&str; 2] = ["allSettled", "catch"];

/// What is known of a handler's answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reports {
    /// It returns failed records; here.
    Failures(Span),
    /// It never does.
    Never,
    /// It never does, and catches no error: the first record that fails brings the whole batch back.
    Raised,
    /// It cannot be followed.
    #[default]
    Unknown,
}

/// Whether a handler returns the records that failed.
pub(super) fn reports(code: &Code, trace: &Trace) -> Reports {
    let Entry::Function { function, wrapped } = trace.entry else { return Reports::Unknown };
    let entry = code.function(function);
    match returned(code, function, 0) {
        Reports::Never if wrapped || !trace.complete || is_hinted(code) => Reports::Unknown,
        Reports::Never if !entry.decorators.is_empty() => Reports::Unknown,
        // A third parameter is Node.js's callback: the answer may go there.
        Reports::Never if entry.parameters.len() > 2 => Reports::Unknown,
        Reports::Never if !catches(code, trace) => Reports::Raised,
        known => known,
    }
}

/// Whether anything that runs per invocation catches errors.
fn catches(code: &Code, trace: &Trace) -> bool {
    trace.inside.keys().any(|function| {
        let body = &code.function(*function).body;
        let mut found = false;
        walk::statements(body, &mut |statement| {
            found |= matches!(&statement.kind, StatementKind::Try { handlers, .. } if !handlers.is_empty());
        });
        walk::expressions(body, &mut |expr| {
            if let ExprKind::Call { callee, arguments, .. } = &expr.kind {
                let named = |name: &str| arguments.iter().any(|one| one.name.as_deref() == Some(name));
                found |= named("return_exceptions")
                    || matches!(&callee.kind, ExprKind::Member { member, .. } if CATCHING.contains(&&**member));
            }
        });
        found
    })
}

fn is_hinted(code: &Code) -> bool {
    code.files.iter().any(|file| HINTS.iter().any(|hint| file.code().contains(hint)))
}

fn returned(code: &Code, (file, id): Reached, depth: usize) -> Reports {
    let function = code.function((file, id));
    let place = Place { file, function: Some(id) };
    let mut known = Reports::Never;
    walk::statements(&function.body, &mut |statement| {
        let StatementKind::Return(Some(value)) = &statement.kind else { return };
        match (answer(code, place, value, depth), known) {
            (found @ Reports::Failures(_), _) => known = found,
            (Reports::Unknown, Reports::Never) => known = Reports::Unknown,
            _ => {}
        }
    });
    known
}

fn answer<'h>(code: &Code<'h>, place: Place, value: &'h Expr, depth: usize) -> Reports {
    match &value.kind {
        ExprKind::Object(properties)
            if properties.iter().any(|property| property.key.as_deref() == Some(KEY)) =>
        {
            let failures = properties.iter().filter(|one| one.key.as_deref() == Some(KEY));
            // An empty list says that none failed, here at least.
            let is_empty =
                |list: &Expr| matches!(&list.kind, ExprKind::List(items) if items.is_empty());
            if failures.map(|one| &one.value).all(is_empty) {
                Reports::Unknown
            } else {
                Reports::Failures(value.at)
            }
        }
        ExprKind::Object(properties)
            if properties.iter().all(|property| property.key.is_some()) =>
        {
            Reports::Never
        }
        ExprKind::Null
        | ExprKind::Text(_)
        | ExprKind::Template(_)
        | ExprKind::Number(_)
        | ExprKind::Bool(_) => Reports::Never,
        ExprKind::Await(inner) => answer(code, place, inner, depth),
        ExprKind::Name(name) if depth < DEPTH => {
            let found = code.names(place.file).lookup(place.function, name, value.at);
            match found.unwrap_or_default().as_slice() {
                [one] if one.function == place.function => match &one.what {
                    Bound::Value { value, path, .. } if path.is_empty() => {
                        answer(code, place, value, depth + 1)
                    }
                    _ => Reports::Unknown,
                },
                _ => Reports::Unknown,
            }
        }
        // The answer of an own function that is called with it all.
        ExprKind::Call { callee, .. } if depth < DEPTH => {
            match code.functions(&code.value(place, callee)).as_slice() {
                [one] if code.function(*one).decorators.is_empty() => {
                    match returned(code, *one, depth + 1) {
                        failures @ Reports::Failures(_) => failures,
                        _ => Reports::Unknown,
                    }
                }
                _ => Reports::Unknown,
            }
        }
        _ => Reports::Unknown,
    }
}
