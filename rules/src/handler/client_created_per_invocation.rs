//! # client-created-per-invocation
//!
//! An SDK client is constructed again on every call, although Lambda would keep it.
//!
//! Whatever is made at load lives as long as the execution environment and serves every call that it handles. A
//! client that is constructed inside costs tens to hundreds of milliseconds each time (credentials, endpoint,
//! TLS connection), and the time is billed.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Reader:
//!     Type: AWS::Serverless::Function
//!     Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: . }
//! ```
//!
//! ```python app.py
//! import boto3
//!
//!
//! def handler(event, context):
//!     return load(event["key"])
//!
//!
//! def load(key):
//!     s3 = boto3.client("s3")
//!     #    ^^^^^^^^^^^^^^^^^^ constructed on every call
//!     return s3.get_object(Bucket="b", Key=key)["ETag"]
//! ```
//!
//! ## Fixed
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Reader:
//!     Type: AWS::Serverless::Function
//!     Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: . }
//! ```
//!
//! ```python app.py
//! import boto3
//!
//! s3 = boto3.client("s3")
//!
//!
//! def handler(event, context):
//!     return load(event["key"])
//!
//!
//! def load(key):
//!     return s3.get_object(Bucket="b", Key=key)["ETag"]
//! ```
//!
//! ## Fix
//!
//! - **Construct `…` once, at module level** · safe, unless it calls something or is configured within a `try` ·
//!   The same client is made, after all that configures it; a call could give something else later, and an error of
//!   what is configured is no longer caught.
//!
//! ## Exceptions
//!
//! A client whose arguments come from the event or from something fetched in the call (credentials of an assumed
//! role) has to be made there. One that is kept is fine: after `if client is None`, `??=`, in a cached function.
//! In a function that only answers for custom resources it is no more than a piece of advice: it runs when a stack is
//! deployed.
//!
//! ## References
//!
//! - [Best practices for Lambda functions](https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html)

use lamlint_analysis::code::Handler;
use lamlint_analysis::program::hoist;
use lamlint_analysis::sdk::{Client, Needs};
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "client-created-per-invocation",
    topic: Topic::Handler,
    severity: Severity::Warning,
    fix: FixKind::Safe,
    page: include_str!("client_created_per_invocation.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    for (handler, uses) in program.uses() {
        let clients = uses
            .clients
            .iter()
            .filter(|client| !client.kept && !client.intermediate && client.needs != Needs::Call);
        let mut clients = clients.peekable();
        if clients.peek().is_none() {
            continue;
        }
        let severity =
            if program.serves_stacks(handler) { Severity::Info } else { Severity::Warning };
        for client in clients {
            report(program, findings, handler, client, severity);
        }
    }
}

fn report(
    program: &Program,
    findings: &mut Findings,
    handler: &Handler,
    client: &Client,
    severity: Severity,
) {
    let Some(step) = handler.step_to(client.file, client.function) else { return };
    let finding = findings
        .report(client.at, format!("this {} is constructed again on every call", client.what))
        .label("constructed on every call")
        .severity(severity);
    if let Some(function) = program.functions_of(handler).next() {
        finding.function(&function.name);
    }
    if let Some(call) = step.last_call {
        if let Some(entry) = handler.entry_function() {
            finding.note(entry.name_at, format!("`{}` runs on every call", entry.name));
        }
        finding.note(call, "and leads there from here");
    }
    if let Some((name, edits)) = hoist(&handler.files[client.file], client) {
        let safety = if client.plain { Safety::Safe } else { Safety::Unsafe };
        finding.fix(safety, format!("Construct `{name}` once, at module level"), edits);
    }
}

#[cfg(test)]
#[path = "client_created_per_invocation/tests.rs"]
mod tests;
