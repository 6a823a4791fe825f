//! Whether a handler tells which records of a batch failed.

use crate::code::{Entry, Handler, Reached};
use crate::source::{Expr, ExprKind, StatementKind, walk};
use crate::text::Span;

/// The key under which failed records are returned.
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html>, read 2026-11-23.
const KEY: &str = "batchItemFailures";

/// Words that show that something else may return failures: libraries and helpers.
const HINTS: [&str; 5] = [
    "batchItemFailures",
    "batch_item_failures",
    "BatchProcessor",
    "batch_processor",
    "process_partial_response",
];

/// What is known of a handler's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reports {
    /// It returns failed records; here.
    Failures(Span),
    /// It never does.
    Never,
    /// It cannot be followed.
    Unknown,
}

/// Whether a handler returns the records that failed.
pub fn reports_failures(handler: &Handler) -> Reports {
    let Entry::Function { function, wrapped } = handler.entry else { return Reports::Unknown };
    match returned(handler, function, 0) {
        Reports::Never if wrapped || !handler.complete || is_hinted(handler) => Reports::Unknown,
        Reports::Never
            if handler.entry_function().is_some_and(|entry| !entry.decorators.is_empty()) =>
        {
            Reports::Unknown
        }
        // A third parameter is Node.js's callback: the answer may go there.
        Reports::Never
            if handler.entry_function().is_some_and(|entry| entry.parameters.len() > 2) =>
        {
            Reports::Unknown
        }
        known => known,
    }
}

fn is_hinted(handler: &Handler) -> bool {
    handler.files.iter().any(|file| HINTS.iter().any(|hint| file.text.as_str().contains(hint)))
}

fn returned(handler: &Handler, (file, id): Reached, depth: usize) -> Reports {
    let function = handler.function((file, id));
    let mut known = Reports::Never;
    walk::statements(&function.body, &mut |statement| {
        let StatementKind::Return(Some(value)) = &statement.kind else { return };
        match (answer(handler, (file, id), value, depth), known) {
            (found @ Reports::Failures(_), _) => known = found,
            (Reports::Unknown, Reports::Never) => known = Reports::Unknown,
            _ => {}
        }
    });
    known
}

fn answer(handler: &Handler, place: Reached, value: &Expr, depth: usize) -> Reports {
    match &value.kind {
        ExprKind::Object(properties)
            if properties.iter().any(|property| property.key.as_deref() == Some(KEY)) =>
        {
            Reports::Failures(value.at)
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
        ExprKind::Await(inner) => answer(handler, place, inner, depth),
        ExprKind::Name(name) if depth < 4 => match local(handler, place, name) {
            Some(value) => answer(handler, place, value, depth + 1),
            None => Reports::Unknown,
        },
        _ => Reports::Unknown,
    }
}

/// The one value that a local name is given, when nothing is put into it later under the key.
fn local<'h>(handler: &'h Handler, (file, id): Reached, name: &str) -> Option<&'h Expr> {
    let function = &handler.files[file].module.functions[id.0 as usize];
    let mut values = Vec::new();
    walk::statements(&function.body, &mut |statement| {
        if let StatementKind::Assign(assign) = &statement.kind {
            let named = assign
                .targets
                .iter()
                .any(|target| matches!(&target.kind, ExprKind::Name(own) if **own == *name));
            values.extend(assign.value.iter().filter(|_| named));
        }
    });
    match values.as_slice() {
        [one] => Some(one),
        _ => None,
    }
}
