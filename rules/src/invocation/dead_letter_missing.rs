//! # dead-letter-missing
//!
//! Events that the function fails on are lost.
//!
//! S3, SNS, EventBridge and others hand an event over and do not wait. Lambda tries it twice more, unless
//! `MaximumRetryAttempts` says otherwise, then drops it, unless the function has a destination for failures or a
//! dead-letter queue.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Thumbnails:
//! # ^^^^^^^^^^ events that fail three times are lost
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       CodeUri: src/
//!       Handler: app.handler
//!       Runtime: python3.13
//!       Events:
//!         Uploaded:
//!       # -------- S3 does not wait for Thumbnails
//!           Type: S3
//!           Properties: { Bucket: !Ref Images, Events: s3:ObjectCreated:* }
//!   Images:
//!     Type: AWS::S3::Bucket
//! ```
//!
//! ## Fixed
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Thumbnails:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       CodeUri: src/
//!       Handler: app.handler
//!       Runtime: python3.13
//!       Events:
//!         Uploaded:
//!           Type: S3
//!           Properties: { Bucket: !Ref Images, Events: s3:ObjectCreated:* }
//!       EventInvokeConfig:
//!         DestinationConfig:
//!           OnFailure:
//!             Type: SQS
//!   Images:
//!     Type: AWS::S3::Bucket
//! ```
//!
//! ## Fix
//!
//! - **Add a queue for failed events** · changes behaviour · Deploys a queue and lets the function write to it.
//!
//! ## Exceptions
//!
//! A queue or destination that is inherited, conditional, or known only at deployment counts. The dead-letter queue
//! of a rule or a subscription does not: it takes what cannot be handed over, not what the function fails on. The
//! fix is offered where the function's role is the framework's or the template's, since it has to be allowed to send.
//! A schedule without an input carries no data and comes again: nothing is lost with it.
//!
//! ## References
//!
//! - [How Lambda handles errors and retries with asynchronous invocation](https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html)

use lamlint_analysis::model::{Attribute, Change, Function, Grantee, Property, Setting, Value};
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

use crate::failures;

pub(crate) static RULE: Rule = Rule {
    name: "dead-letter-missing",
    topic: Topic::Invocation,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    page: include_str!("dead_letter_missing.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    if program.is_open() {
        return;
    }
    for function in program.functions() {
        let mut sources =
            program.sources(function).iter().filter(|source| source.kind.is_asynchronous());
        let Some(source) = sources.find(|source| !source.repeats) else { continue };
        if function.edge || failures::kept(function) {
            continue;
        }
        let (name, kind) = (&function.name, source.kind.name());
        let retries = function.retries.as_ref().map_or(Some(&2), Setting::only);
        let (tries, times) = match retries {
            Some(0) => ("one try", "once"),
            Some(1) => ("two tries", "twice"),
            Some(2) => ("three tries", "three times"),
            _ => ("the last try", "each time"),
        };
        findings
            .report(function.at, format!("events that {name} fails on are lost after {tries}"))
            .label(format!("events that fail {times} are lost"))
            .function(name)
            .note(source.at, format!("{kind} does not wait for {name}"))
            .fix(Safety::Unsafe, "Add a queue for failed events", add(program, function));
    }
}

fn add(program: &Program, function: &Function) -> Vec<Change> {
    let queue = failures::queue(program, &function.name, false);
    let (to, resource) = (Grantee::Function(function.id), queue.id);
    let by_destination = program.can_say(&function.body, Property::OnFailure);
    let property = if by_destination { Property::OnFailure } else { Property::DeadLetter };
    vec![
        Change::set(function.body, property, Value::of(queue.id, Attribute::Arn)),
        Change::Add(queue),
        Change::Grant { to, action: failures::SEND, resource },
    ]
}

#[cfg(test)]
mod tests;
