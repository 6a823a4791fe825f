//! # partial-failures-not-returned
//!
//! The event source waits for a list of failed records, and the handler never returns one.
//!
//! With `ReportBatchItemFailures` an answer without the list means that the whole batch succeeded. A handler that
//! catches its errors and returns nothing loses every record that failed.
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
//!           Type: SQS
//!           Properties:
//!             Queue: arn:aws:sqs:eu-west-1:111122223333:jobs
//!             FunctionResponseTypes:
//!               - ReportBatchItemFailures
//!               # ^^^^^^^^^^^^^^^^^^^^^^^ the handler never returns any
//! ```
//!
//! ```python app.py
//! def handler(event, context):
//!     for record in event["Records"]:
//!         try:
//!             print(record["body"].upper())
//!         except AttributeError as error:
//!             print(error)
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
//! ## Exceptions
//!
//! Handlers whose answer cannot be followed, or that use a batch library, are left alone, and so are those that catch
//! no error, or get one record at a time: what fails there comes back.
//!
//! ## References
//!
//! - [Handling errors for an SQS event source](https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html)

use lamlint_analysis::sdk::Reports;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "partial-failures-not-returned",
    topic: Topic::EventSources,
    severity: Severity::Warning,
    fix: FixKind::None,
    page: include_str!("partial_failures_not_returned.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    for function in program.functions() {
        let Some(handler) = program.handler(function) else { continue };
        let Some(entry) = handler.entry_function() else { continue };
        if program.uses_of(function).is_none_or(|uses| uses.reports != Reports::Never) {
            continue;
        }
        for source in program.sources(function).iter().filter(|source| source.kind.is_polled()) {
            if source.batch_size.as_ref().is_some_and(|size| size.always(|size| *size == 1)) {
                continue;
            }
            let asked = source
                .response_types
                .as_ref()
                .filter(|types| types.always(|one| one == "ReportBatchItemFailures"));
            let Some((at, _)) = asked.and_then(|types| types.each().next()) else { continue };
            findings
                .report(
                    at,
                    format!(
                        "{} never says which records failed, so all count as done",
                        function.name
                    ),
                )
                .label("the handler never returns any")
                .function(&function.name)
                .note(entry.name_at, "returns nothing about failed records");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check_handler;

    #[test]
    fn answers_that_cannot_be_followed_are_left_alone() {
        for code in [
            "from aws_lambda_powertools.utilities.batch import BatchProcessor\nprocessor = BatchProcessor()\n@batch(processor)\ndef handler(event, context):\n    return processor.response()",
            "def handler(event, context):\n    return build(event)",
            "def handler(event, context):\n    answer = {}\n    answer['batchItemFailures'] = []\n    return answer",
            "@wrap\ndef handler(event, context):\n    return None",
            "def inner(event, context):\n    return None\nhandler = wrap(inner)",
            "def handler(event, context):\n    return {**build(event)}",
        ] {
            check_handler(
                &RULE,
                "Events: { E: { Type: SQS, Properties: { Queue: a, FunctionResponseTypes: [ReportBatchItemFailures] } } }",
                "app.py",
                code,
            );
        }
    }

    #[test]
    fn one_record_at_a_time_is_left_alone() {
        check_handler(
            &RULE,
            "Events: { E: { Type: SQS, Properties: { Queue: a, BatchSize: 1, FunctionResponseTypes: [ReportBatchItemFailures] } } }",
            "app.py",
            "def handler(event, context):\n    try:\n        run(event)\n    except ValueError:\n        pass",
        );
    }
}
