//! Near misses of wildcard-resource.

use super::RULE;
use lamlint_analysis::fixture::{check_template, fixed_template};

#[test]
fn a_statement_that_several_functions_share_is_one_finding() {
    check_template(
        &RULE,
        "
Transform: AWS::Serverless-2016-10-31
Resources:
  A:
    Type: AWS::Serverless::Function
    Properties:
      Policies: &all [{ Statement: [{ Effect: Allow, Action: 'sqs:SendMessage', Resource: '*' }] }]
      #                                                                                   ^^^ every resource in the account
  B: { Type: AWS::Serverless::Function, Properties: { Policies: *all } }
",
    );
}

#[test]
fn statements_that_cannot_or_need_not_be_narrower_are_left_alone() {
    for statement in [
        "Action: 'ec2:DescribeInstances', Resource: '*'",
        "Action: ['logs:CreateLogStream', 'xray:PutTraceSegments', 'cloudwatch:PutMetricData'], Resource: '*'",
        "Action: ['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface'], Resource: '*'",
        "Action: 's3:GetObject', Resource: '*', Condition: { StringEquals: { 'aws:ResourceTag/a': b } }",
        "Action: 's3:GetObject', Resource: !Sub '${B.Arn}/*'",
        "Action: 's3:GetObject', Resource: !Ref B",
        "NotAction: 's3:GetObject', Resource: '*'",
        "Action: 'polly:SynthesizeSpeech', Resource: '*'",
        "Action: 'sns:Publish', Resource: '*'",
        "Action: 's3-object-lambda:WriteGetObjectResponse', Resource: '*'",
        "Action: ['mq:DescribeBroker', 'kafka:ListScramSecrets'], Resource: '*'",
    ] {
        check_template(
            &RULE,
            &format!(
                "
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: {{ Policies: [{{ Statement: [{{ Effect: Allow, {statement} }}] }}] }}
"
            ),
        );
    }
}

#[test]
fn nothing_is_named_where_several_are_possible_or_a_circle_would_close() {
    let two = "A: { Type: AWS::SQS::Queue }\n  B: { Type: AWS::SQS::Queue }";
    let bucket = "B: { Type: AWS::S3::Bucket }";
    for (action, rest) in [("sqs:SendMessage", two), ("s3:GetObject", bucket)] {
        let template = format!(
            "
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Policies: [{{ Statement: [{{ Effect: Allow, Action: {action}, Resource: '*' }}] }}]
      Events: {{ E: {{ Type: S3, Properties: {{ Bucket: !Ref B }} }} }}
  {rest}
"
        );
        assert_eq!(fixed_template(&RULE, &template), template);
    }
}
