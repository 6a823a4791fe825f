//! Functions that write to what triggers them, directly or through one other function.

use foldhash::{HashSet, HashSetExt};

use super::Program;
use crate::model::{EventSource, Function, S3Filter, TriggerKind};
use crate::sdk::{Call, Effect, Key};
use crate::text::Span;

/// A way from a function back to itself.
#[derive(Debug)]
pub struct Loop<'w> {
    /// The function that calls itself.
    pub function: &'w Function,
    /// Its trigger that closes the loop.
    pub source: &'w EventSource,
    /// The writes on the way; one, or two with another function between.
    pub steps: Vec<Step>,
    /// Every write is sure to start the next call, whatever the call was about.
    pub certain: bool,
}

/// A write that starts the next call.
#[derive(Clone, Debug)]
pub struct Step {
    /// The function that writes.
    pub writer: String,
    /// The resource that it writes to.
    pub resource: String,
    /// The call.
    pub at: Span,
}

/// A write of a function that starts a function.
struct Link<'w> {
    to: &'w Function,
    source: &'w EventSource,
    step: Step,
    certain: bool,
}

/// Every loop of a project, each trigger once.
pub fn loops<'w>(program: &Program<'w>) -> Vec<Loop<'w>> {
    let mut found: Vec<Loop> = Vec::new();
    for function in program.functions() {
        for first in links(program, function) {
            if first.to.id == function.id {
                found.push(Loop {
                    function,
                    source: first.source,
                    steps: vec![first.step],
                    certain: first.certain,
                });
                continue;
            }
            for second in links(program, first.to) {
                if second.to.id == function.id {
                    let certain = first.certain && second.certain;
                    let steps = vec![first.step.clone(), second.step];
                    found.push(Loop { function, source: second.source, steps, certain });
                }
            }
        }
    }
    let mut seen = HashSet::new();
    found.retain(|found| seen.insert(found.source.at));
    found
}

/// The functions that a function's writes start.
fn links<'w>(program: &Program<'w>, function: &Function) -> Vec<Link<'w>> {
    let Some(uses) = program.uses_of(function) else { return Vec::new() };
    let mut found = Vec::new();
    for write in uses.calls.iter().filter(|call| call.effect == Some(Effect::Changes)) {
        let Some(resource) = program.written(function, write) else { continue };
        for (to, source) in program.triggered_by(resource) {
            let Some(certain) = starts(source, write) else { continue };
            let step = Step {
                writer: function.name.clone(),
                resource: program.name(resource).to_owned(),
                at: write.at,
            };
            found.push(Link { to, source, step, certain });
        }
    }
    found
}

/// Whether a write to the resource that a trigger listens to starts it; with whether that is certain.
fn starts(source: &EventSource, write: &Call) -> Option<bool> {
    let service = match source.kind {
        TriggerKind::S3 => "s3",
        TriggerKind::Sqs => "sqs",
        TriggerKind::Sns => "sns",
        TriggerKind::DynamoDb => "dynamodb",
        TriggerKind::Kinesis => "kinesis",
        _ => return None,
    };
    if service != write.service {
        return None;
    }
    match &source.s3 {
        Some(filter) => starts_notification(filter, write),
        // Whether the next record makes the function write again depends on the code.
        None => Some(false),
    }
}

fn starts_notification(filter: &S3Filter, write: &Call) -> Option<bool> {
    let method = if write.operation == "CopyObject" { "Copy" } else { "Put" };
    let listens = |event: &String| {
        let kind = event.strip_prefix("s3:ObjectCreated:");
        kind.is_some_and(|kind| kind == "*" || kind == method) || event == "s3:*"
    };
    if !filter.open && !filter.events.iter().any(listens) {
        return None;
    }
    let empty = Key { head: String::new(), tail: String::new(), whole: false };
    let Key { head, tail, whole } = write.key.as_ref().unwrap_or(&empty);
    let prefix = filter.prefix.as_deref().unwrap_or_default();
    let within = head.starts_with(prefix);
    let outside = !within && (*whole || !prefix.starts_with(head.as_str()));
    let other_end = filter.suffix.as_deref().is_some_and(|suffix| match whole {
        true => !head.ends_with(suffix),
        false => !tail.ends_with(suffix) && !suffix.ends_with(tail.as_str()),
    });
    if outside || other_end {
        return None;
    }
    let unfiltered = filter.prefix.is_none() && filter.suffix.is_none() && !filter.open;
    let closed = within && write.key.is_some() && filter.suffix.is_none() && !filter.open;
    Some((unfiltered || closed) && !write.conditional)
}
