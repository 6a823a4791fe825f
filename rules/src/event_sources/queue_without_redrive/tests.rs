//! Near misses of queue-without-redrive.

use super::RULE;
use lamlint_analysis::fixture::{check_template, fixed_template};

fn check(queue: &str, rest: &str) {
    let template = format!(
        "
Resources:
  F: {{ Type: AWS::Lambda::Function, Properties: {{ Handler: a.b }} }}
  M: {{ Type: AWS::Lambda::EventSourceMapping, Properties: {{ FunctionName: !Ref F, EventSourceArn: !GetAtt Q.Arn }} }}
  {rest}
  {queue}
"
    );
    check_template(&RULE, &template);
}

#[test]
fn dead_letter_queues_with_a_function_are_left_alone() {
    let queue = "Q: { Type: AWS::SQS::Queue }";
    check(&format!("{queue}\n# ^ bad messages come back until they expire"), "");
    for user in [
        "Other: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Q.Arn } } }",
        "G: { Type: AWS::Lambda::Function, Properties: { DeadLetterConfig: { TargetArn: !GetAtt Q.Arn } } }",
        "S: { Type: AWS::SNS::Subscription, Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Q.Arn } } }",
        "C: { Type: AWS::Lambda::EventInvokeConfig, Properties: { DestinationConfig: { OnFailure: { Destination: !Sub '${Q.Arn}' } } } }",
        "R: { Type: AWS::Events::Rule, Properties: { Targets: [{ Arn: a, DeadLetterConfig: { Arn: !GetAtt Q.Arn } }] } }",
    ] {
        check(queue, user);
    }
}

#[test]
fn a_queue_that_a_function_of_another_stack_works_on_is_found() {
    check_template(
        &RULE,
        "
Resources:
  M: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: worker, EventSourceArn: !GetAtt Q.Arn } }
  Q: { Type: AWS::SQS::Queue }
# ^ bad messages come back until they expire
",
    );
}

#[test]
fn policies_of_any_kind_and_open_templates_are_left_alone() {
    check(
        "Q: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: !If [A, {}, !Ref AWS::NoValue] } }",
        "",
    );
    check(
        "Q: { Type: AWS::SQS::Queue, Properties: { RedriveAllowPolicy: { redrivePermission: allowAll } } }",
        "",
    );
    check("Q: { Type: AWS::SQS::Queue }\nTransform: OwnMacro", "");
}

#[test]
fn a_fifo_queue_gets_a_fifo_queue() {
    let template = "
Resources:
  F: { Type: AWS::Lambda::Function }
  M: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref F, EventSourceArn: !GetAtt Q.Arn } }
  Q: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true } }
";
    let after = fixed_template(&RULE, template);
    let queue =
        "QDeadLetterQueue:\n    Type: AWS::SQS::Queue\n    Properties:\n      FifoQueue: true";
    assert!(after.contains(queue));
}
