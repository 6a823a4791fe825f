//! Near misses of tracing-off.

use super::RULE;
use lamlint_analysis::fixture::{check_template, fixed_template};

#[test]
fn functions_apis_and_state_machines_are_found_where_it_is_off() {
    check_template(
        &RULE,
        "
Transform: AWS::Serverless-2016-10-31
Resources:
  One: { Type: AWS::Serverless::Function, Properties: { InlineCode: x } }
# ^^^ no X-Ray traces
  Two: { Type: AWS::Lambda::Function, Properties: { Handler: x } }
  Off: { Type: AWS::Serverless::Function, Properties: { InlineCode: x, Tracing: PassThrough } }
  #                                                                             ^^^^^^^^^^^ no X-Ray traces
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
# ^^^ no X-Ray traces
  Steps: { Type: AWS::StepFunctions::StateMachine, Properties: { TracingConfiguration: { Enabled: false } } }
  #                                                                                               ^^^^^ no X-Ray traces
",
    );
}

#[test]
fn what_several_apis_inherit_is_one_finding() {
    check_template(
        &RULE,
        "
Transform: AWS::Serverless-2016-10-31
Globals: { Api: { TracingEnabled: false } }
#                                 ^^^^^ no X-Ray traces
Resources:
  One: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
  Two: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
",
    );
}

#[test]
fn what_is_on_or_depends_on_something_is_left_alone() {
    check_template(
        &RULE,
        "
Transform: AWS::Serverless-2016-10-31
Parameters: { Mode: { Type: String, Default: PassThrough } }
Conditions: { Live: !Equals [!Ref AWS::Region, eu-west-1] }
Globals: { Api: { TracingEnabled: true } }
Resources:
  One: { Type: AWS::Serverless::Function, Properties: { InlineCode: x, Tracing: Active } }
  Two: { Type: AWS::Lambda::Function, Properties: { TracingConfig: { Mode: Active } } }
  Six: { Type: AWS::Serverless::Function, Properties: { InlineCode: x, Tracing: !If [Live, Active, PassThrough] } }
  Not: { Type: AWS::Serverless::Function, Properties: { InlineCode: x, Tracing: !If [Live, PassThrough, !Ref AWS::NoValue] } }
  May: { Type: AWS::Serverless::Function, Properties: { InlineCode: x, Tracing: !Ref Mode } }
  Otel: { Type: AWS::Lambda::Function, Properties: { Environment: { Variables: { OTEL_SERVICE_NAME: x } } } }
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
  Steps: { Type: AWS::Serverless::StateMachine, Properties: { Tracing: { Enabled: !Ref Mode } } }
  Http: { Type: AWS::Serverless::HttpApi }
",
    );
}

#[test]
fn functions_at_the_edge_are_left_alone() {
    check_template(
        &RULE,
        "
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn } }
  Two: { Type: AWS::Lambda::Function, Properties: { Role: !ImportValue Role } }
  V2: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref Two } }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - { Effect: Allow, Action: sts:AssumeRole, Principal: { Service: [lambda.amazonaws.com, edgelambda.amazonaws.com] } }
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        DefaultCacheBehavior:
          LambdaFunctionAssociations: [{ EventType: origin-request, LambdaFunctionARN: !Ref V2 }]
",
    );
}

#[test]
fn templates_with_unknown_macros_are_left_alone() {
    check_template(
        &RULE,
        "
Transform: [AWS::Serverless-2016-10-31, TraceEverything]
Resources:
  One: { Type: AWS::Serverless::Function, Properties: { InlineCode: x } }
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
",
    );
}

#[test]
fn the_fix_lets_the_role_send_traces() {
    let template = |role: &str, more: &str| {
        format!(
            "
Resources:
  One:
    Type: AWS::Lambda::Function
    Properties:
      Role: {role}
  Two:
    Type: AWS::Lambda::Function
    Properties:
      Role: {role}
  Own:
    Type: AWS::IAM::Role
    Properties:
      Path: /
{more}"
        )
    };
    let attached = "- !Sub 'arn:${AWS::Partition}:iam::aws:policy/AWSXRayDaemonWriteAccess'\n";
    let managed = "      ManagedPolicyArns:\n        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole\n";
    for more in ["", managed] {
        let fixed = fixed_template(&RULE, &template("!GetAtt Own.Arn", more));
        assert_eq!(fixed.matches("Mode: Active").count(), 2, "{fixed}");
        assert_eq!(fixed.matches(attached).count(), 1, "{fixed}");
    }
    for allowed in [
        "      ManagedPolicyArns: [arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess]\n",
        "      Policies: [{ PolicyDocument: { Statement: [{ Effect: Allow, Action: 'xray:*', Resource: '*' }] } }]\n",
    ] {
        let fixed = fixed_template(&RULE, &template("!GetAtt Own.Arn", allowed));
        assert_eq!(fixed.matches("Mode: Active").count(), 2, "{fixed}");
        assert!(!fixed.contains(attached), "{fixed}");
    }
    for (role, more) in
        [("!ImportValue Role", ""), ("!GetAtt Own.Arn", "      ManagedPolicyArns: !Ref Given\n")]
    {
        let before = template(role, more);
        assert_eq!(fixed_template(&RULE, &before), before);
    }
}
