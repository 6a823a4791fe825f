//! Near misses of target-without-dead-letter.

use super::RULE;
use lamlint_analysis::fixture::{check_template, fixed_template};

const RAW: &str = "
Resources:
  F: { Type: AWS::Lambda::Function, Properties: { DeadLetterConfig: { TargetArn: !ImportValue Q } } }
  Plain:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: { source: [shop] }
      Targets:
        - Id: outside
          Arn: !ImportValue Queue
        - Id: f
          Arn: !GetAtt F.Arn
";

#[test]
fn the_queue_of_a_plain_rule_lets_the_rule_send() {
    let after = fixed_template(&RULE, RAW);
    assert!(
        after.contains("          Arn: !GetAtt F.Arn\n          DeadLetterConfig:\n"),
        "{after}"
    );
    assert!(after.contains("  PlainDeadLetterQueuePolicy:\n"), "{after}");
}

#[test]
fn a_function_of_another_stack_is_a_target_too_when_it_is_named() {
    for arn in [
        "arn:aws:lambda:eu-west-1:123456789012:function:worker",
        "!Sub 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:worker'",
    ] {
        let rule = format!(
            "
Resources:
  R: {{ Type: AWS::Events::Rule, Properties: {{ EventPattern: {{}}, Targets: [{{ Id: a, Arn: {arn} }}] }} }}
# ^ what cannot be delivered to the function of R is dropped
"
        );
        check_template(&RULE, &rule);
    }
}

#[test]
fn given_queues_other_targets_and_open_templates_are_left_alone() {
    check_template(&RULE, &format!("{RAW}Transform: OwnMacro\n"));
    check_template(
        &RULE,
        "
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SNS } } } } }
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        A: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day), Input: a, DeadLetterConfig: !If [A, { Type: SQS }, !Ref AWS::NoValue] } }
        B: { Type: EventBridgeRule, Properties: { Pattern: {}, DeadLetterConfig: { Arn: !ImportValue Q } } }
        C: { Type: Schedule, Properties: { Schedule: rate(1 day) } }
  R: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, Arn: !ImportValue Q }] } }
  S: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, Arn: 'arn:aws:sqs:eu-west-1:123456789012:jobs' }] } }
  M: { Type: AWS::Serverless::StateMachine, Properties: { Events: { A: { Type: Schedule, Properties: { Schedule: rate(1 day) } } } } }
",
    );
}

#[test]
fn no_queue_is_given_to_what_takes_none() {
    let template = |kind: &str| {
        format!(
            "
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      DeadLetterQueue: {{ Type: SQS, TargetArn: !ImportValue Q }}
      Events:
        E:
          Type: {kind}
          Properties:
            Pattern: {{ source: [shop] }}
"
        )
    };
    let older = template("CloudWatchEvent");
    assert_eq!(fixed_template(&RULE, &older), older);
    assert!(fixed_template(&RULE, &template("EventBridgeRule")).contains("DeadLetterConfig"));
}

#[test]
fn a_function_that_keeps_no_failed_event_is_told_of_once() {
    check_template(
        &RULE,
        &RAW.replace("DeadLetterConfig: { TargetArn: !ImportValue Q }", "Timeout: 3"),
    );
}
