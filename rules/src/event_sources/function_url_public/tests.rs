//! Near misses of function-url-public.

use std::collections::BTreeMap;

use super::RULE;
use lamlint_analysis::fixture::{check_template, run};
use lamlint_analysis::{Rule, Severity};

static RULES: [&Rule; 1] = [&RULE];

/// What is found of a public URL of a function with this code.
fn severities(runtime: &str, path: &str, code: &str) -> Vec<Severity> {
    let template = format!(
        "
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: {{ Runtime: {runtime}, Handler: app.handler, CodeUri: src/, FunctionUrlConfig: {{ AuthType: NONE }} }}
"
    );
    let files = [("template.yaml", template.as_str()), (path, code)];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let checked = run(&RULES, &BTreeMap::from(files));
    checked.findings["template.yaml"].iter().map(|finding| finding.severity).collect()
}

#[test]
fn a_handler_that_looks_who_calls_makes_it_a_piece_of_advice() {
    for (code, severity) in [
        (
            "exports.handler = async event => check(event.headers['x-slack-signature']);",
            Severity::Info,
        ),
        (
            "exports.handler = async event => check(event.headers['X-Hub-Signature-256']);",
            Severity::Info,
        ),
        ("exports.handler = async event => check(event.headers.authorization);", Severity::Info),
        ("exports.handler = async ({ headers }) => check(headers?.Authorization);", Severity::Info),
        ("exports.handler = async e => check((e.headers ?? {})['authorization']);", Severity::Info),
        (
            "const receiver = new AwsLambdaReceiver({ signingSecret: process.env.S });\nexports.handler = async event => receiver.start();",
            Severity::Info,
        ),
        (
            "exports.handler = async event => fetch(url, { headers: { Authorization: 'Bearer' } });",
            Severity::Warning,
        ),
        (
            "exports.handler = async event => ({ headers: { 'Access-Control-Allow-Headers': 'Content-Type,Authorization' } });",
            Severity::Warning,
        ),
        (
            "exports.handler = async event => check(event.headers['content-type']);",
            Severity::Warning,
        ),
        (
            "const s3 = new S3({ signatureVersion: 'v4' });\nexports.handler = async event => s3.list();",
            Severity::Warning,
        ),
    ] {
        assert_eq!(severities("nodejs22.x", "src/app.js", code), [severity], "{code}");
    }
}

#[test]
fn python_reads_headers_in_other_forms() {
    for code in [
        "event['headers']['authorization']",
        "event['headers'].get('Authorization')",
        "event.get('headers', {}).get('authorization', '')",
        "event['headers']['stripe-signature']",
    ] {
        let code = format!("def handler(event, context):\n    return check({code})\n");
        assert_eq!(severities("python3.13", "src/app.py", &code), [Severity::Info], "{code}");
    }
}

#[test]
fn plain_urls_conditions_and_globals_are_judged_where_they_are_written() {
    check_template(
        &RULE,
        "
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { FunctionUrlConfig: { AuthType: NONE } } }
#                                                     ^^^^ nothing is checked before One and Two run
Conditions: { Test: !Equals [!Ref AWS::Region, eu-west-1] }
Resources:
  One: { Type: AWS::Serverless::Function, Properties: { Handler: a.b } }
  Two: { Type: AWS::Serverless::Function, Properties: { Handler: a.b } }
  Raw: { Type: AWS::Lambda::Function, Properties: { Handler: a.b } }
  Url:
    Type: AWS::Lambda::Url
    Properties: { TargetFunctionArn: !Ref Raw, AuthType: !If [Test, NONE, AWS_IAM] }
    #                                                               ^^^^ nothing is checked before Raw runs
",
    );
}

#[test]
fn a_url_of_a_function_of_another_stack_is_as_public() {
    check_template(
        &RULE,
        "
Resources:
  Arn:
    Type: AWS::Lambda::Url
    Properties: { TargetFunctionArn: 'arn:aws:lambda:us-west-2:123456789012:function:worker', AuthType: NONE }
    #                                                                                                   ^^^^ nothing is checked before the function of Arn runs
  Other: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !ImportValue F, AuthType: AWS_IAM } }
",
    );
}

#[test]
fn signed_urls_and_types_chosen_at_deployment_are_left_alone() {
    check_template(
        &RULE,
        "
Transform: AWS::Serverless-2016-10-31
Parameters: { Auth: { Type: String, Default: NONE, AllowedValues: [NONE, AWS_IAM] } }
Resources:
  One: { Type: AWS::Serverless::Function, Properties: { FunctionUrlConfig: { AuthType: AWS_IAM } } }
  Two: { Type: AWS::Serverless::Function, Properties: { FunctionUrlConfig: { AuthType: !Ref Auth } } }
  Three: { Type: AWS::Serverless::Function, Properties: { Handler: a.b } }
",
    );
}
