//! # stream-without-failure-destination
//!
//! Records that the function cannot process are lost without a trace.
//!
//! A batch of a stream that fails is tried again until its retries or its age run out. Then it is skipped, and
//! nothing says which records were in it, unless the event source names a destination for failures.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Audit:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       CodeUri: src/
//!       Handler: app.handler
//!       Runtime: python3.13
//!       Events:
//!         Changes:
//!       # ^^^^^^^ skipped DynamoDB records are lost
//!           Type: DynamoDB
//!           Properties:
//!             Stream: !ImportValue OrdersStream
//!             StartingPosition: LATEST
//! ```
//!
//! ## Fixed
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Audit:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       CodeUri: src/
//!       Handler: app.handler
//!       Runtime: python3.13
//!       Events:
//!         Changes:
//!           Type: DynamoDB
//!           Properties:
//!             Stream: !ImportValue OrdersStream
//!             StartingPosition: LATEST
//!             DestinationConfig:
//!               OnFailure:
//!                 Type: SQS
//!                 Destination: !GetAtt AuditDeadLetterQueue.Arn
//!   AuditDeadLetterQueue:
//!     Type: AWS::SQS::Queue
//!     Properties:
//!       MessageRetentionPeriod: 1209600
//! ```
//!
//! ## Fix
//!
//! - **Add a queue for failed records** · changes behaviour · Deploys a queue and lets the function write to it.
//!
//! ## Exceptions
//!
//! A destination that is conditional or known only at deployment counts. The fix is offered where the function's
//! role is the framework's or the template's, since the role has to be allowed to send.
//!
//! ## References
//!
//! - [Retaining discarded records](https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html)

use lamlint_analysis::model::{Attribute, Change, EventSource, Function, Grantee, Property, Value};
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

use crate::{failures, written};

pub(crate) static RULE: Rule = Rule {
    name: "stream-without-failure-destination",
    topic: Topic::EventSources,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    page: include_str!("stream_without_failure_destination.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    if program.is_open() {
        return;
    }
    let streams = program.event_sources().filter(|(_, source)| source.kind.is_stream());
    let lacking = streams.filter(|(_, source)| source.on_failure.is_none());
    let lacking = lacking.map(|(function, source)| (source.at, source.kind, (function, source)));
    for (at, kind, shared) in written::by_place(lacking) {
        let names = written::all_called(&shared);
        let finding = findings
            .report(at, format!("records that {names} cannot process are lost"))
            .label(format!("skipped {} records are lost", kind.name()));
        let (function, source) = shared[0];
        // A function of another stack cannot be allowed here to send to the queue, nor can several at once.
        if let Some(function) = function {
            let changes =
                if shared.len() == 1 { add(program, function, source) } else { Vec::new() };
            finding.function(&function.name).fix(
                Safety::Unsafe,
                "Add a queue for failed records",
                changes,
            );
        }
    }
}

fn add(program: &Program, function: &Function, source: &EventSource) -> Vec<Change> {
    let Some(body) = source.body else { return Vec::new() };
    let queue = failures::queue(program, &function.name, false);
    let (to, resource) = (Grantee::Function(function.id), queue.id);
    vec![
        Change::set(body, Property::StreamOnFailure, Value::of(queue.id, Attribute::Arn)),
        Change::Add(queue),
        Change::Grant { to, action: failures::SEND, resource },
    ]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::{check_template, fixed_template};

    #[test]
    fn destinations_of_any_kind_and_other_sources_are_left_alone() {
        for rest in [
            "DestinationConfig: { OnFailure: { Destination: !ImportValue Queue } }",
            "DestinationConfig: { OnFailure: !If [A, { Destination: a }, !Ref AWS::NoValue] }",
            "DestinationConfig: !If [A, { OnFailure: { Destination: a } }, !Ref AWS::NoValue]",
        ] {
            check_template(&RULE, &template("!GetAtt S.Arn", rest, "Role: !ImportValue R"));
        }
        check_template(
            &RULE,
            &template("!ImportValue Anything", "BatchSize: 5", "Role: !ImportValue R"),
        );
        let open = template("!GetAtt S.Arn", "BatchSize: 5", "Role: !ImportValue R");
        check_template(&RULE, &format!("{open}Transform: OwnMacro\n"));
    }

    #[test]
    fn a_function_of_another_stack_loses_its_records_too() {
        for function in ["!ImportValue Worker", "worker", "!Ref Worker"] {
            let template = format!(
                "
Parameters: {{ Worker: {{ Type: String }} }}
Resources:
  S: {{ Type: AWS::Kinesis::Stream }}
  M: {{ Type: AWS::Lambda::EventSourceMapping, Properties: {{ FunctionName: {function}, EventSourceArn: !GetAtt S.Arn }} }}
# ^ skipped Kinesis records are lost
"
            );
            check_template(&RULE, &template);
        }
    }

    #[test]
    fn an_event_that_several_functions_share_is_one_finding() {
        check_template(
            &RULE,
            "
Transform: AWS::Serverless-2016-10-31
Resources:
  S: { Type: AWS::Kinesis::Stream }
  A: { Type: AWS::Serverless::Function, Properties: { Events: &all { E: { Type: Kinesis, Properties: { Stream: !GetAtt S.Arn } } } } }
  #                                                                  ^ skipped Kinesis records are lost
  B: { Type: AWS::Serverless::Function, Properties: { Events: *all } }
",
        );
    }

    #[test]
    fn a_role_of_the_template_is_allowed_to_send() {
        let role = "Role: !GetAtt R.Arn";
        let after = fixed_template(&RULE, &template("!GetAtt S.Arn", "BatchSize: 5", role));
        assert!(
            after.contains("sqs:SendMessage") && after.contains("OnFailure: {Destination:"),
            "{after}"
        );
        let outside = template("!GetAtt S.Arn", "BatchSize: 5", "Role: !ImportValue R");
        assert_eq!(fixed_template(&RULE, &outside), outside);
    }

    fn template(arn: &str, mapping: &str, function: &str) -> String {
        format!(
            "
Resources:
  S: {{ Type: AWS::Kinesis::Stream }}
  R: {{ Type: AWS::IAM::Role, Properties: {{ AssumeRolePolicyDocument: {{ Statement: [] }} }} }}
  F: {{ Type: AWS::Lambda::Function, Properties: {{ Handler: a.b, {function} }} }}
  M: {{ Type: AWS::Lambda::EventSourceMapping, Properties: {{ FunctionName: !Ref F, EventSourceArn: {arn}, {mapping} }} }}
"
        )
    }
}
