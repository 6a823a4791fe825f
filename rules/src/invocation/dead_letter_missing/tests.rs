//! Near misses of dead-letter-missing.

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
    let (policy, queue) = (fixed.find("- PolicyName: SendTo"), fixed.find("  FDeadLetterQueue:"));
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
        &template("", &format!("  C: {{ {config}: {{ OnFailure: {{ Destination: a }} }} }} }}\n")),
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

#[test]
fn the_number_of_tries_is_that_of_the_function() {
    for (retries, label) in [
        ("0", "events that fail once are lost"),
        ("1", "events that fail twice are lost"),
        ("2", "events that fail three times are lost"),
        ("!Ref Retries", "events that fail each time are lost"),
    ] {
        let config = format!("MaximumRetryAttempts: {retries}");
        check_template(
            &RULE,
            &format!(
                "
Transform: AWS::Serverless-2016-10-31
Parameters: {{ Retries: {{ Type: Number }} }}
Resources:
  One:
# ^^^ {label}
    Type: AWS::Serverless::Function
    Properties: {{ EventInvokeConfig: {{ {config} }}, Events: {{ E: {{ Type: SNS }} }} }}
  Two: {{ Type: AWS::Lambda::Function, Properties: {{ Handler: a.b }} }}
# ^^^ {label}
  C: {{ Type: AWS::Lambda::EventInvokeConfig, Properties: {{ FunctionName: !Ref Two, {config} }} }}
  T: {{ Type: AWS::SNS::Subscription, Properties: {{ Protocol: lambda, Endpoint: !GetAtt Two.Arn }} }}
"
            ),
        );
    }
}

#[test]
fn a_schedule_that_carries_nothing_loses_nothing() {
    let check = |schedule: &str, mark: &str| {
        check_template(
            &RULE,
            &format!(
                "
Transform: AWS::Serverless-2016-10-31
Resources:
  F: {{ Type: AWS::Serverless::Function, Properties: {{ Events: {{ E: {{ {schedule} }} }} }} }}
{mark}"
            ),
        );
    };
    let lost = "# ^ events that fail three times are lost\n";
    check("Type: Schedule, Properties: { Schedule: rate(1 minute) }", "");
    check("Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 minute) }", "");
    for empty in ["'{}'", "''", "!Sub ''"] {
        check(
            &format!("Type: Schedule, Properties: {{ Schedule: rate(1 minute), Input: {empty} }}"),
            "",
        );
    }
    check("Type: Schedule, Properties: { Schedule: rate(1 minute), Input: '[1]' }", lost);
    check("Type: ScheduleV2, Properties: { ScheduleExpression: 'at(2030-01-01T00:00:00)' }", lost);
    let rule = |rule: &str, target: &str, mark: &str| {
        check_template(
            &RULE,
            &format!(
                "
Resources:
  F: {{ Type: AWS::Lambda::Function, Properties: {{ Handler: a.b }} }}
{mark}  R: {{ Type: AWS::Events::Rule, Properties: {{ {rule}, Targets: [{{ Id: a, Arn: !GetAtt F.Arn {target} }}] }} }}
"
            ),
        );
    };
    rule("ScheduleExpression: rate(1 day)", "", "");
    rule("ScheduleExpression: rate(1 day)", ", Input: ' {} '", "");
    rule("ScheduleExpression: rate(1 day)", ", Input: !Ref I", lost);
    rule("ScheduleExpression: rate(1 day)", ", Input: '[1]'", lost);
    rule("ScheduleExpression: rate(1 day)", ", InputTransformer: { InputTemplate: a }", lost);
    rule("ScheduleExpression: rate(1 day), EventPattern: {}", "", lost);
    rule("EventPattern: {}", "", lost);
}
