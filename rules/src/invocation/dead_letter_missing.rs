//! # dead-letter-missing
//!
//! Events that the function fails on are lost.
//!
//! S3, SNS, EventBridge and others hand an event over and do not wait. Lambda tries it twice more, then drops it,
//! unless the function has a destination for failures or a dead-letter queue.
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
//! ## Exceptions
//!
//! A queue or destination that is inherited, conditional, or known only at deployment counts. The dead-letter queue
//! of a rule or a subscription does not: it takes what cannot be handed over, not what the function fails on. The
//! fix is offered where the function's role is the framework's or the template's, since it has to be allowed to send.
//!
//! ## References
//!
//! - [How Lambda handles errors and retries with asynchronous invocation](https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html)

use lamlint_analysis::model::{Attribute, Change, Function, Grantee, Property, Value};
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
        let Some(source) = sources.next() else { continue };
        if function.dead_letter.is_some() || function.on_failure.is_some() {
            continue;
        }
        let (name, kind) = (&function.name, source.kind.name());
        findings
            .report(function.at, format!("events that {name} fails on are lost after three tries"))
            .label("events that fail three times are lost")
            .function(name)
            .note(source.at, format!("{kind} does not wait for {name}"))
            .fix(Safety::Unsafe, "Keep failed events in a queue", add(program, function));
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
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::{check_template, fixed_template};

    /// A plain function that SNS calls.
    fn template(function: &str, rest: &str) -> String {
        format!(
            "
Resources:
  T: {{ Type: AWS::SNS::Subscription, Properties: {{ Protocol: lambda, Endpoint: !GetAtt F.Arn, RedrivePolicy: {{ a: b }} }} }}
  R: {{ Type: AWS::IAM::Role, Properties: {{ Policies: [] }} }}
  F: {{ Type: AWS::Lambda::Function, Properties: {{ {function} }} }}
{rest}"
        )
    }

    #[test]
    fn a_plain_function_gets_a_queue_that_its_role_may_send_to() {
        let fixed = fixed_template(&RULE, &template("Role: !GetAtt R.Arn", ""));
        assert!(
            fixed.contains("DeadLetterConfig: {TargetArn: !GetAtt FDeadLetterQueue.Arn}"),
            "{fixed}"
        );
        assert!(fixed.contains("sqs:SendMessage"), "{fixed}");
        let outside = template("Role: !ImportValue R", "");
        assert_eq!(fixed_template(&RULE, &outside), outside);
    }

    #[test]
    fn a_role_at_the_end_of_the_resources_takes_its_policy_before_the_queue_begins() {
        let role = "  R:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyName: one
";
        let template = template("Role: !GetAtt R.Arn", role).replace("  R: {", "  Other: {");
        let fixed = fixed_template(&RULE, &template);
        let (policy, queue) =
            (fixed.find("- PolicyName: SendTo"), fixed.find("  FDeadLetterQueue:"));
        assert!(policy.is_some() && policy < queue, "{fixed}");
    }

    #[test]
    fn failures_that_go_somewhere_are_left_alone() {
        let config = "Type: AWS::Lambda::EventInvokeConfig, Condition: A, Properties: { FunctionName: !Ref F, DestinationConfig";
        check_template(&RULE, &template("DeadLetterConfig: { TargetArn: !ImportValue Q }", ""));
        check_template(
            &RULE,
            &template("DeadLetterConfig: !If [A, { TargetArn: a }, !Ref AWS::NoValue]", ""),
        );
        check_template(
            &RULE,
            &template(
                "",
                &format!("  C: {{ {config}: {{ OnFailure: {{ Destination: a }} }} }} }}\n"),
            ),
        );
        check_template(
            &RULE,
            &template("", &format!("  C: {{ {config}: !If [A, {{}}, !Ref AWS::NoValue] }} }}\n")),
        );
        check_template(&RULE, &template("", "Transform: OwnMacro\n"));
    }

    #[test]
    fn inherited_destinations_and_functions_that_somebody_waits_for_are_left_alone() {
        check_template(
            &RULE,
            "
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SNS } } } } }
Resources:
  A: { Type: AWS::Serverless::Function, Properties: { Events: { E: { Type: Schedule } } } }
  B: { Type: AWS::Serverless::Function, IgnoreGlobals: '*', Properties: { Events: { E: { Type: SQS }, G: { Type: Api } } } }
",
        );
    }
}
