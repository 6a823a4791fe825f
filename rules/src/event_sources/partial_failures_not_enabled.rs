//! # partial-failures-not-enabled
//!
//! The handler says which records failed, and nobody listens: the batch counts as done and they are lost.
//!
//! Lambda reads `batchItemFailures` only when the event source asks for it. Without that, any answer that is no
//! exception means that every record succeeded, so the failed ones are deleted with the rest.
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
//!       Events:
//!         Jobs:
//!       # ^^^^ ignores the failures that the handler returns
//!           Type: SQS
//!           Properties:
//!             Queue: arn:aws:sqs:eu-west-1:111122223333:jobs
//! ```
//!
//! ```python app.py
//! def handler(event, context):
//!     failed = [{"itemIdentifier": record["messageId"]} for record in event["Records"]]
//!     return {"batchItemFailures": failed}
//! ```
//!
//! ## Fixed
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
//!         Jobs:
//!           Type: SQS
//!           Properties:
//!             Queue: arn:aws:sqs:eu-west-1:111122223333:jobs
//!             FunctionResponseTypes:
//!               - ReportBatchItemFailures
//! ```
//!
//! ```python app.py
//! def handler(event, context):
//!     failed = [{"itemIdentifier": record["messageId"]} for record in event["Records"]]
//!     return {"batchItemFailures": failed}
//! ```
//!
//! ## Fix
//!
//! - **Ask for `ReportBatchItemFailures`** · safe · The handler says already which records failed: what it means
//!   happens.
//!
//! ## References
//!
//! - [Handling errors for an SQS event source](https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html)

use lamlint_analysis::model::{Change, EventSource, Property, TriggerKind, Value};
use lamlint_analysis::sdk::Reports;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "partial-failures-not-enabled",
    topic: Topic::EventSources,
    severity: Severity::Warning,
    fix: FixKind::Safe,
    page: include_str!("partial_failures_not_enabled.rs"),
    check,
};

/// The one response type there is.
const REPORT: &str = "ReportBatchItemFailures";

fn check(program: &Program, findings: &mut Findings) {
    for function in program.functions() {
        let Some(uses) = program.uses_of(function) else { continue };
        let Reports::Failures(answer) = uses.reports else { continue };
        for source in program.sources(function).iter().filter(|source| ignores(source)) {
            let report = Value::List(vec![Value::from(REPORT)]);
            let ask = source.body.map(|body| Change::set(body, Property::ResponseTypes, report));
            findings
                .report(
                    source.at,
                    format!("records that {} says failed are never tried again", function.name),
                )
                .label("ignores the failures that the handler returns")
                .function(&function.name)
                .note(answer, "they are returned here")
                .fix(
                    Safety::Safe,
                    format!("Ask for `{REPORT}`"),
                    ask.into_iter().collect::<Vec<_>>(),
                );
        }
    }
}

/// Whether a source that could take failures surely does not ask for them.
fn ignores(source: &EventSource) -> bool {
    let takes =
        matches!(source.kind, TriggerKind::Sqs | TriggerKind::Kinesis | TriggerKind::DynamoDb);
    takes && source.response_types.is_none()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check_handler;

    fn source(kind: &str, more: &str, code: &str) {
        let events = format!("Events: {{ E: {{ Type: {kind}, Properties: {{ {more} }} }} }}");
        check_handler(&RULE, &events, "app.py", code);
    }

    const RETURNS: &str = "def handler(event, context):\n    return {'batchItemFailures': []}";

    #[test]
    fn sources_that_ask_or_may_ask_or_cannot_are_left_alone() {
        source("SQS", "Queue: a, FunctionResponseTypes: [ReportBatchItemFailures]", RETURNS);
        source(
            "SQS",
            "Queue: a, FunctionResponseTypes: !If [A, [ReportBatchItemFailures], !Ref AWS::NoValue]",
            RETURNS,
        );
        source("SNS", "Topic: a", RETURNS);
    }

    #[test]
    fn handlers_that_never_name_a_record_are_left_alone() {
        source("SQS", "Queue: a", RETURNS);
    }

    #[test]
    fn handlers_that_return_something_else_are_left_alone() {
        source("SQS", "Queue: a", "def handler(event, context):\n    return build(event)");
        source(
            "SQS",
            "Queue: a",
            "def handler(event, context):\n    print({'batchItemFailures': []})",
        );
    }
}
