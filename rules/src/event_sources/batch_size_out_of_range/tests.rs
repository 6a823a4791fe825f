//! Near misses of batch-size-out-of-range.

use super::RULE;
use lamlint_analysis::fixture::{check_template, run};
use lamlint_analysis::{Rule, Safety};

#[test]
fn a_parameter_that_several_triggers_take_is_one_finding() {
    check_template(
        &RULE,
        "
Transform: AWS::Serverless-2016-10-31
Parameters: { Size: { Type: Number, Default: 20000 } }
#                                            ^^^^^ SQS takes 1 to 10000
Resources:
  Q: { Type: AWS::SQS::Queue }
  A: { Type: AWS::Serverless::Function, Properties: { Events: { One: { Type: SQS, Properties: { Queue: !GetAtt Q.Arn, BatchSize: !Ref Size } } } } }
  #                                                             --- One takes it from there
  B: { Type: AWS::Serverless::Function, Properties: { Events: { Two: { Type: SQS, Properties: { Queue: !GetAtt Q.Arn, BatchSize: !Ref Size } } } } }
  #                                                             --- Two takes it from there
",
    );
}

#[test]
fn a_function_of_another_stack_has_the_same_limits() {
    check_template(
        &RULE,
        "
Resources:
  Queue: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true } }
  One:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { FunctionName: worker, EventSourceArn: !GetAtt Queue.Arn, BatchSize: 100 }
    #                                                                                 ^^^ an SQS FIFO queue takes 1 to 10
  Two:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { FunctionName: !ImportValue W, EventSourceArn: !GetAtt Queue.Arn, BatchSize: 10 }
",
    );
}

#[test]
fn each_source_has_its_own_limits() {
    check_template(
        &RULE,
        "
Parameters: { Size: { Type: Number, Default: 20000 } }
#                                            ^^^^^ Kinesis takes 1 to 10000
Resources:
  F: { Type: AWS::Lambda::Function, Properties: { Handler: a.b } }
  Stream: { Type: AWS::Kinesis::Stream }
  A: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref F, EventSourceArn: !GetAtt Stream.Arn, BatchSize: !Ref Size } }
  B: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref F, EventSourceArn: 'arn:aws:sqs:eu-west-1:1:a.fifo', BatchSize: 11 } }
  #                                                                                                                                            ^^ an SQS FIFO queue takes 1 to 10
  C: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref F, EventSourceArn: !GetAtt Stream.Arn, BatchSize: 0 } }
  #                                                                                                                              ^ Kinesis takes 1 to 10000
",
    );
}

#[test]
fn sizes_that_fit_and_what_cannot_be_known_are_left_alone() {
    check_template(
        &RULE,
        "
Conditions: { Big: !Equals [!Ref AWS::Region, eu-west-1] }
Resources:
  F: { Type: AWS::Lambda::Function, Properties: { Handler: a.b } }
  Maybe: { Type: AWS::SQS::Queue, Properties: { FifoQueue: !If [Big, true, !Ref AWS::NoValue] } }
  Plain: { Type: AWS::SQS::Queue }
  A: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref F, EventSourceArn: !GetAtt Maybe.Arn, BatchSize: 50 } }
  B: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref F, EventSourceArn: !GetAtt Plain.Arn, BatchSize: 10000 } }
  C: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref F, EventSourceArn: !ImportValue Any, BatchSize: 90000 } }
  D: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref F, EventSourceArn: !GetAtt Plain.Arn, BatchSize: !ImportValue Size } }
",
    );
}

#[test]
fn a_fix_is_safe_unless_a_parameter_holds_the_size() {
    static RULES: [&Rule; 1] = [&RULE];
    for (written, expected) in [("10001", Safety::Safe), ("!Ref Size", Safety::Unsafe)] {
        let template = format!(
            "Parameters: {{ Size: {{ Type: Number, Default: 10001 }} }}\nResources:\n  A: {{ Type: AWS::Lambda::EventSourceMapping, Properties: {{ FunctionName: f, EventSourceArn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/s', BatchSize: {written} }} }}\n"
        );
        let checked = run(&RULES, &[("template.yaml".to_owned(), template)].into());
        let fixes = checked.findings.into_values().flatten().map(|finding| finding.fix);
        let fixes: Vec<_> = fixes.map(|fix| fix.map(|fix| (fix.safety, fix.title))).collect();
        let title = "Lower the batch size to 10000".to_owned();
        assert_eq!(fixes, [Some((expected, title))], "{written}");
    }
}
