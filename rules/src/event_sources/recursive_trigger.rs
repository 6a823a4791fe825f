//! # recursive-trigger
//!
//! A function writes to what triggers it, so each call can start the next one, without end and without a limit on
//! the bill.
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
//!       Environment: { Variables: { BUCKET: !Ref Images } }
//!       Events:
//!         Uploaded:
//!       # ^^^^^^^^ Shrink writes to Images, which calls Shrink
//!           Type: S3
//!           Properties:
//!             Bucket: !Ref Images
//!             Events: s3:ObjectCreated:*
//!   Images:
//!     Type: AWS::S3::Bucket
//! ```
//!
//! ```python app.py
//! import os
//! import boto3
//!
//! s3 = boto3.client("s3")
//!
//!
//! def handler(event, context):
//!     s3.put_object(Bucket=os.environ["BUCKET"], Key="small/a.png", Body=b"")
//! ```
//!
//! ## Good
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
//!       Environment: { Variables: { BUCKET: !Ref Images } }
//!       Events:
//!         Uploaded:
//!           Type: S3
//!           Properties:
//!             Bucket: !Ref Images
//!             Events: s3:ObjectCreated:*
//!             Filter: { S3Key: { Rules: [{ Name: prefix, Value: original/ }] } }
//!   Images:
//!     Type: AWS::S3::Bucket
//! ```
//!
//! ```python app.py
//! import os
//! import boto3
//!
//! s3 = boto3.client("s3")
//!
//!
//! def handler(event, context):
//!     s3.put_object(Bucket=os.environ["BUCKET"], Key="small/a.png", Body=b"")
//! ```
//!
//! ## Exceptions
//!
//! A key that is known to lie outside the trigger's prefix or suffix starts nothing. With `RecursiveLoop: Allow` the
//! loop is wanted, and the finding is only information.
//!
//! ## References
//!
//! - [Recursive loop detection](https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html)

use lamlint_analysis::program::loops::{Step, loops};
use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "recursive-trigger",
    topic: Topic::EventSources,
    severity: Severity::Warning,
    fix: FixKind::None,
    page: include_str!("recursive_trigger.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    for found in loops(program) {
        let (function, source) = (found.function, found.source);
        let allowed = function
            .recursive_loop
            .as_ref()
            .is_some_and(|mode| mode.possibly(|mode| mode == "Allow"));
        let severity = match (allowed, found.certain) {
            (true, _) => Severity::Info,
            (false, true) => Severity::Error,
            (false, false) => Severity::Warning,
        };
        let way: Vec<String> = found
            .steps
            .iter()
            .map(|Step { writer, resource, .. }| format!("{writer} writes to {resource}"))
            .collect();
        let finding = findings
            .report(source.at, format!("{} can call itself without end", function.name))
            .label(format!(
                "{}, which calls {}",
                way.join(", which calls another: "),
                function.name
            ))
            .severity(severity)
            .function(&function.name);
        for step in found.steps {
            finding.note(step.at, format!("{} writes to {} here", step.writer, step.resource));
        }
    }
}

#[cfg(test)]
#[path = "recursive_trigger/tests.rs"]
mod tests;
