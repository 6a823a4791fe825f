//! Near misses of visibility-timeout-too-short.

use super::RULE;
use lamlint_analysis::fixture::{check_template, fixed_template, run};
use lamlint_analysis::{Rule, Severity};
use std::collections::BTreeMap;

static RULES: [&Rule; 1] = [&RULE];

/// A queue and a function that polls it.
fn program(queue: &str, function: &str, window: &str) -> String {
    let kind = "AWS::Lambda::EventSourceMapping";
    format!(
        "
Parameters: {{ Seconds: {{ Type: Number, Default: 60 }} }}
Resources:
  F: {{ Type: AWS::Lambda::Function, Properties: {{ {function} }} }}
  M: {{ Type: {kind}, Properties: {{ FunctionName: !Ref F, {window} EventSourceArn: !GetAtt Q.Arn }} }}
  Q: {{ Type: AWS::SQS::Queue{queue}
"
    )
}

fn check(queue: &str, function: &str, window: &str) {
    check_template(&RULE, &program(queue, function, window));
}

#[test]
fn defaults_and_the_batching_window_count() {
    check(" }\n# ^ F may run for 31 s", "Timeout: 31", "");
    check(" }\n# ^ six times the 6 s of F are 36 s", "Timeout: 6", "");
    let text = ", Properties: { VisibilityTimeout: 60 } }
  #                                                            ^^ six times the 10 s of F, and 1 s to wait, are 61 s";
    check(text, "Timeout: 10", "MaximumBatchingWindowInSeconds: 1,");
}

#[test]
fn what_fails_is_an_error_and_what_is_less_than_advised_no_warning() {
    for (function, window, severity) in [
        ("Timeout: 31", "", Severity::Error),
        ("Timeout: 30", "", Severity::Info),
        ("Timeout: 20", "MaximumBatchingWindowInSeconds: 11,", Severity::Warning),
        ("Timeout: 20", "MaximumBatchingWindowInSeconds: 10,", Severity::Info),
    ] {
        let text = program(" }", function, window);
        let checked = run(&RULES, &BTreeMap::from([("template.yaml".to_owned(), text)]));
        let found: Vec<Severity> =
            checked.findings["template.yaml"].iter().map(|finding| finding.severity).collect();
        assert_eq!(found, [severity], "{function} {window}");
    }
}

#[test]
fn the_queue_that_sam_makes_between_a_topic_and_a_function_has_the_default() {
    check_template(
        &RULE,
        "
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Timeout: 90, InlineCode: x } }
#                               -- Slow may work on a batch for 90 s
Resources:
  News: { Type: AWS::SNS::Topic }
  Slow:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Told: { Type: SNS, Properties: { Topic: !Ref News, SqsSubscription: true } }
        #                                                                   ^^^^ Slow may run for 90 s
        Direct: { Type: SNS, Properties: { Topic: !Ref News, SqsSubscription: false } }
        Own: { Type: SNS, Properties: { Topic: !Ref News, SqsSubscription: { QueueArn: !ImportValue A, QueueUrl: b } } }
  Quick:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 5
      Events: { Told: { Type: SNS, Properties: { Topic: !Ref News, SqsSubscription: true } } }
  Unknown:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: !ImportValue Seconds
      Events: { Told: { Type: SNS, Properties: { Topic: !Ref News, SqsSubscription: true } } }
",
    );
}

#[test]
fn long_enough_and_unknown_values_are_left_alone() {
    check(" }", "Timeout: 5", "");
    check(" }", "Handler: a.b", "");
    check(" }", "Timeout: !Ref Seconds", "");
    check(" }", "Timeout: 5", "MaximumBatchingWindowInSeconds: !ImportValue W,");
    check(", Properties: { VisibilityTimeout: !Ref Seconds } }", "Timeout: 900", "");
}

#[test]
fn a_parameter_that_several_queues_take_is_one_finding() {
    check_template(
        &RULE,
        "
Parameters: { Hide: { Type: Number, Default: 10, AllowedValues: [10] } }
#                                                                ^^ F may run for 31 s
Resources:
  F: { Type: AWS::Lambda::Function, Properties: { Timeout: 31 } }
  M: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref F, EventSourceArn: !GetAtt Q.Arn } }
  N: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref F, EventSourceArn: !GetAtt R.Arn } }
  Q: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: !Ref Hide } }
  R: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: !Ref Hide } }
",
    );
}

#[test]
fn a_time_that_a_function_takes_too_stays_as_it_is() {
    let template = "Mappings: { Times: { Work: { Seconds: 60 } } }
Resources:
  F: { Type: AWS::Lambda::Function, Properties: { Timeout: !FindInMap [Times, Work, Seconds] } }
  M: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref F, EventSourceArn: !GetAtt Q.Arn } }
  Q: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: !FindInMap [Times, Work, Seconds] } }
";
    let queue = "VisibilityTimeout: !FindInMap [Times, Work, Seconds]";
    let fixed = fixed_template(&RULE, template);
    assert_eq!(fixed, template.replace(queue, "VisibilityTimeout: 360"));
}
