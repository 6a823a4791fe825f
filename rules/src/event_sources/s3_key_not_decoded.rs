//! # s3-key-not-decoded
//!
//! The handler asks S3 for an object by the key that stands in the event, which is encoded: objects with a space or an
//! umlaut in their names are not found.
//!
//! In a notification of S3 a space of the key is written as `+`, an umlaut and most signs as `%` and two digits. The
//! calls of S3 take a key as it is given. For `my photo.png` the event says `my+photo.png`, and S3 answers `NoSuchKey`,
//! or `AccessDenied` when the function may not list the bucket. Every retry of Lambda ends in the same way.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Shrink:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Runtime: python3.13
//!       CodeUri: .
//!       Handler: app.handler
//!       Events:
//!         Uploaded:
//!       # -------- S3 calls Shrink with encoded keys
//!           Type: S3
//!           Properties: { Bucket: !Ref Images, Events: s3:ObjectCreated:* }
//!   Images:
//!     Type: AWS::S3::Bucket
//! ```
//!
//! ```python app.py
//! import boto3
//!
//! s3 = boto3.client("s3")
//!
//!
//! def handler(event, context):
//!     for record in event["Records"]:
//!         bucket = record["s3"]["bucket"]["name"]
//!         key = record["s3"]["object"]["key"]
//!             # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ still URL-encoded
//!         s3.get_object(Bucket=bucket, Key=key)
//!       # ------------------------------------- GetObject takes it as it is
//! ```
//!
//! ## Fixed
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Shrink:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Runtime: python3.13
//!       CodeUri: .
//!       Handler: app.handler
//!       Events:
//!         Uploaded:
//!           Type: S3
//!           Properties: { Bucket: !Ref Images, Events: s3:ObjectCreated:* }
//!   Images:
//!     Type: AWS::S3::Bucket
//! ```
//!
//! ```python app.py
//! import boto3
//! from urllib.parse import unquote_plus
//!
//! s3 = boto3.client("s3")
//!
//!
//! def handler(event, context):
//!     for record in event["Records"]:
//!         bucket = record["s3"]["bucket"]["name"]
//!         key = unquote_plus(record["s3"]["object"]["key"])
//!         s3.get_object(Bucket=bucket, Key=key)
//! ```
//!
//! ## Fix
//!
//! - **Decode the key** · safe in Python, changes behaviour elsewhere · Keys without special characters stay as
//!   they are; JavaScript's decoding throws at a `%` that is no code.
//!
//! ## Exceptions
//!
//! Keys that something decodes on the way, or that cannot be followed, are left alone; so are events that come by way of
//! EventBridge, SNS or SQS, and calls that make an object instead of looking for one. A handler that takes its events
//! through a package that may decode keys (Powertools, middy) is not looked at.
//!
//! ## References
//!
//! - [Event message structure](https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html)
//! - [Process Amazon S3 event notifications with Lambda](https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html)

use lamlint_analysis::code::Handler;
use lamlint_analysis::model::{EventSource, Function, TriggerKind};
use lamlint_analysis::program::decode;
use lamlint_analysis::sdk::{Argument, Call, EventKey};
use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "s3-key-not-decoded",
    topic: Topic::EventSources,
    severity: Severity::Warning,
    fix: FixKind::Safe,
    page: include_str!("s3_key_not_decoded.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    for (handler, uses) in program.uses() {
        let mut found: Vec<(&EventKey, Vec<&Call>)> = Vec::new();
        for call in &uses.calls {
            let Some(key) = &call.event_key else { continue };
            match found.iter_mut().find(|(known, _)| known.at == key.at) {
                Some((_, calls)) => calls.push(call),
                None => found.push((key, vec![call])),
            }
        }
        for (key, calls) in found {
            report(program, findings, handler, key, &calls);
        }
    }
}

/// Reports a key once for all calls that take it, when each function that runs the code is called by its bucket.
fn report(
    program: &Program,
    findings: &mut Findings,
    handler: &Handler,
    key: &EventKey,
    calls: &[&Call],
) {
    let functions = program.functions_of(handler);
    let triggers: Option<Vec<_>> =
        functions.map(|function| Some((function, trigger(program, function, key)?))).collect();
    let triggers = triggers.unwrap_or_default();
    let Some((function, _)) = triggers.first() else { return };
    let message = format!(
        "{} asks S3 for the key as it is encoded in the event: keys with a space or an accent are not found",
        function.name
    );
    let finding =
        findings.report(key.at, message).label("still URL-encoded").function(&function.name);
    for call in calls.iter().filter(|call| !call.at.contains(key.at)) {
        finding.note(call.at, format!("{} takes it as it is", call.operation));
    }
    for (function, source) in &triggers {
        finding.note(source.at, format!("S3 calls {} with encoded keys", function.name));
    }
    let file = handler.files.iter().find(|file| file.module.file == key.at.file);
    if let Some((safety, edits)) = file.filter(|_| key.plain).and_then(|file| decode(file, key.at))
    {
        finding.fix(safety, "Decode the key", edits);
    }
}

/// The S3 trigger of a function whose events name objects of the bucket in which a key is sought.
fn trigger<'w>(
    program: &Program<'w>,
    function: &'w Function,
    key: &EventKey,
) -> Option<&'w EventSource> {
    let bucket = program.meant(function, "s3", &key.bucket);
    let sends = |source: &&EventSource| {
        let same = bucket.is_some_and(|bucket| source.source.is_to(bucket));
        source.kind == TriggerKind::S3 && (same || key.bucket == Argument::Event)
    };
    program.sources(function).iter().find(sends)
}

#[cfg(test)]
#[path = "s3_key_not_decoded/tests.rs"]
mod tests;
