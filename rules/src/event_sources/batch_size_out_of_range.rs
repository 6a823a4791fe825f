//! # batch-size-out-of-range
//!
//! The batch size is one that the event source does not take, so the deployment fails.
//!
//! The largest batch depends on the source: 10,000 records for streams, Kafka and standard queues, 10 messages for
//! FIFO queues.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Orders:
//!     Type: AWS::SQS::Queue
//!     Properties: { FifoQueue: true }
//!   Worker:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Handler: app.handler
//!       Runtime: python3.13
//!       CodeUri: src/
//!       Events:
//!         Order:
//!           Type: SQS
//!           Properties:
//!             Queue: !GetAtt Orders.Arn
//!             BatchSize: 50
//!             #          ^^ an SQS FIFO queue takes 1 to 10
//! ```
//!
//! ## Fixed
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Orders:
//!     Type: AWS::SQS::Queue
//!     Properties: { FifoQueue: true }
//!   Worker:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Handler: app.handler
//!       Runtime: python3.13
//!       CodeUri: src/
//!       Events:
//!         Order:
//!           Type: SQS
//!           Properties:
//!             Queue: !GetAtt Orders.Arn
//!             BatchSize: 10
//! ```
//!
//! ## Fix
//!
//! - **Raise the batch size to …** · safe, unless the number is a parameter's · Nothing is deployed with such a
//!   size that could change; a parameter, a mapping or an anchor may also stand elsewhere, where it works.
//! - **Lower the batch size to …** · safe, unless the number is a parameter's · The same.
//!
//! ## Exceptions
//!
//! A queue from outside the template counts as FIFO only when its ARN ends in `.fifo`. Every value that the size
//! can take is judged: both arms of an `!If`, a parameter's default and its allowed values.
//!
//! ## References
//!
//! - [CreateEventSourceMapping](https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html)

use lamlint_analysis::model::{Change, EventSource, Ref, Setting, TriggerKind};
use lamlint_analysis::tables::event_sources;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

use crate::written;

pub(crate) static RULE: Rule = Rule {
    name: "batch-size-out-of-range",
    topic: Topic::EventSources,
    severity: Severity::Error,
    fix: FixKind::Safe,
    page: include_str!("batch_size_out_of_range.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    let sizes = program.event_sources().flat_map(|(function, source)| {
        let fifo = is_fifo(program, source);
        let sizes = source.batch_size.iter().flat_map(Setting::each);
        sizes.map(move |(at, size)| (at, (*size, source.kind, fifo), (function, source)))
    });
    for (at, (size, kind, fifo), shared) in written::by_place(sizes) {
        let Some(limits) = event_sources::limits(kind, fifo) else { continue };
        let nearest = size.clamp(limits.batch_min, limits.batch_max);
        if nearest == size {
            continue;
        }
        let elsewhere: Vec<_> = shared
            .iter()
            .filter(|(_, source)| {
                !source.batch_size.as_ref().is_some_and(|size| size.at.contains(at))
            })
            .collect();
        // Nothing is deployed with this size that could change. A parameter may also stand elsewhere, where it works.
        let safety = if elsewhere.is_empty() { Safety::Safe } else { Safety::Unsafe };
        let what = if fifo { "an SQS FIFO queue" } else { kind.name() };
        let names: Vec<&str> = shared.iter().map(|(_, source)| source.name.as_str()).collect();
        let names = written::listed(&names);
        let direction = if nearest < size { "Lower" } else { "Raise" };
        let finding = findings
            .report(at, format!("{names} cannot be deployed with a batch size of {size}"))
            .label(format!("{what} takes {} to {}", limits.batch_min, limits.batch_max))
            .fix(
                safety,
                format!("{direction} the batch size to {nearest}"),
                Change::Replace { at, value: nearest.into() },
            );
        if let Some(function) = shared.iter().find_map(|(function, _)| *function) {
            finding.function(&function.name);
        }
        for (_, source) in elsewhere.into_iter().take(written::MOST_NOTES) {
            finding.note(source.at, format!("{} takes it from there", source.name));
        }
    }
}

fn is_fifo(program: &Program, source: &EventSource) -> bool {
    if source.kind != TriggerKind::Sqs {
        return false;
    }
    match (&source.source, program.queue_of(&source.source)) {
        (_, Some(queue)) => queue.fifo.as_ref().and_then(Setting::only) == Some(&true),
        (Ref::Outside(arn), None) => arn.rsplit('.').next() == Some("fifo"),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
