//! # queue-message-deleted-by-hand
//!
//! The handler deletes messages of the queue that triggers it, which Lambda does itself.
//!
//! When a call succeeds, Lambda deletes every message of its batch. Deleting them by hand costs requests, time and a
//! permission, and a message that is deleted before its work is done is lost when the call fails. If it is there to
//! keep finished messages out of a retry, `ReportBatchItemFailures` does the same: Lambda then deletes all messages
//! but those that the handler returns.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Worker:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Runtime: python3.13
//!       CodeUri: .
//!       Handler: app.handler
//!       Environment: { Variables: { QUEUE_URL: !Ref Jobs } }
//!       Events:
//!         Job: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn } }
//!       # --- Lambda takes messages from Jobs for Worker
//!   Jobs:
//!     Type: AWS::SQS::Queue
//! ```
//!
//! ```python app.py
//! import os
//! import boto3
//!
//! sqs = boto3.client("sqs")
//! jobs = os.environ["QUEUE_URL"]
//!
//!
//! def handler(event, context):
//!     for record in event["Records"]:
//!         print(record["body"])
//!         sqs.delete_message(QueueUrl=jobs, ReceiptHandle=record["receiptHandle"])
//!       # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Lambda deletes what succeeded
//! ```
//!
//! ## Good
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Worker:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Runtime: python3.13
//!       CodeUri: .
//!       Handler: app.handler
//!       Events:
//!         Job: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn } }
//!   Jobs:
//!     Type: AWS::SQS::Queue
//! ```
//!
//! ```python app.py
//! def handler(event, context):
//!     for record in event["Records"]:
//!         print(record["body"])
//! ```
//!
//! ## Exceptions
//!
//! Another queue, and one that cannot be followed to a queue of this template, is left alone. So is a handler that
//! also receives messages from the queue: those it has to delete. Code that several functions run is only reported
//! when the queue triggers all of them.
//!
//! ## References
//!
//! - [Using Lambda with Amazon SQS](https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html)
//! - [Handling errors for an SQS event source](https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html)

use lamlint_analysis::code::Handler;
use lamlint_analysis::model::{EventSource, Function, TriggerKind};
use lamlint_analysis::sdk::{Call, Effect, Uses};
use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "queue-message-deleted-by-hand",
    topic: Topic::EventSources,
    severity: Severity::Info,
    fix: FixKind::None,
    page: include_str!("queue_message_deleted_by_hand.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    for (handler, uses) in program.uses() {
        for call in uses.calls.iter().filter(|call| call.effect == Some(Effect::Deletes)) {
            report(program, findings, (handler, uses), call);
        }
    }
}

/// Reports a deletion, once for all functions that run it.
fn report(
    program: &Program,
    findings: &mut Findings,
    (handler, uses): (&Handler, &Uses),
    call: &Call,
) {
    let functions = program.functions_of(handler);
    let triggers: Option<Vec<_>> =
        functions.map(|function| trigger(program, uses, function, call)).collect();
    let triggers = triggers.unwrap_or_default();
    let Some((function, queue, _)) = triggers.first() else { return };
    let finding = findings
        .report(
            call.at,
            format!(
                "{} deletes messages of {queue}, which Lambda does itself when the batch succeeds",
                function.name
            ),
        )
        .label("Lambda deletes what succeeded")
        .function(&function.name);
    for (function, queue, source) in &triggers {
        finding
            .note(source.at, format!("Lambda takes messages from {queue} for {}", function.name));
    }
}

/// The function, its queue that a deletion goes to, and the trigger that reads from it.
fn trigger<'w>(
    program: &Program<'w>,
    uses: &Uses,
    function: &'w Function,
    call: &Call,
) -> Option<(&'w Function, &'w str, &'w EventSource)> {
    let queue = program.written(function, call)?;
    let receives = uses
        .calls
        .iter()
        .filter(|other| other.effect == Some(Effect::Receives))
        .any(|other| program.written(function, other).is_none_or(|other| other == queue));
    let reads =
        |source: &&EventSource| source.kind == TriggerKind::Sqs && source.source.is_to(queue);
    let source = program.sources(function).iter().find(reads).filter(|_| !receives)?;
    Some((function, program.name(queue), source))
}

#[cfg(test)]
#[path = "queue_message_deleted_by_hand/tests.rs"]
mod tests;
