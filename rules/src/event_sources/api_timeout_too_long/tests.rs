//! Near misses of api-timeout-too-long.

use std::collections::BTreeMap;

use super::RULE;
use lamlint_analysis::fixture::{self, check_template};
use lamlint_analysis::{Rule, Severity};

static RULES: [&Rule; 1] = [&RULE];

fn check_files(project: &str) {
    fixture::check(&RULE, project);
}

/// A REST function with these properties, below a head of other sections and resources.
fn check(head: &str, properties: &str) {
    let events = "Events: { Get: { Type: Api, Properties: { Path: /, Method: get } } }";
    let kind = "Type: AWS::Serverless::Function\n    Properties:\n";
    let function = format!("  F:\n    {kind}      {events}\n      {properties}\n");
    check_template(&RULE, &format!("{head}\n{function}"));
}

#[test]
fn an_inherited_timeout_is_one_finding() {
    check(
        "Globals: { Function: { Timeout: 90 } }
#                               ^^ the REST API gives up after 29 s
Resources:
  G: { Type: AWS::Serverless::Function, Properties: { Events: { E: { Type: HttpApi } } } }
  H: { Type: AWS::Serverless::Function, Properties: { Events: { E: { Type: Schedule } } } }",
        "MemorySize: 512",
    );
}

#[test]
fn an_api_that_makes_its_integration_itself_waits_too() {
    for target in [
        "!GetAtt F.Arn",
        "!Sub 'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}/invocations'",
    ] {
        check_template(
            &RULE,
            &format!(
                "
Resources:
  Api: {{ Type: AWS::ApiGatewayV2::Api, Properties: {{ Name: a, ProtocolType: HTTP, Target: {target} }} }}
  F: {{ Type: AWS::Lambda::Function, Properties: {{ Timeout: 900 }} }}
#                                                          ^^^ the HTTP API gives up after 30 s
"
            ),
        );
    }
}

#[test]
fn what_only_waits_for_the_function_does_not_call_it() {
    check_template(
        &RULE,
        "
Transform: AWS::Serverless-2016-10-31
Resources:
  Later: { Type: AWS::S3::Bucket, DependsOn: F }
  F: { Type: AWS::Serverless::Function, Properties: { Timeout: 60, Events: { E: { Type: Api, Properties: { Path: /, Method: get } } } } }
#                                                              ^^ the REST API gives up after 29 s
",
    );
}

#[test]
fn functions_that_something_else_may_call_are_left_alone() {
    let caller = "Type: AWS::StepFunctions::StateMachine, Properties: { A: !Sub '${F}' }";
    let other = "Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref F }";
    for other in [caller, other] {
        check(&format!("Resources:\n  Other: {{ {other} }}"), "Timeout: 60");
    }
    check("Resources:", "FunctionUrlConfig: { AuthType: AWS_IAM }\n      Timeout: 60");
    check("Resources:", "Timeout: 29");
    check("Parameters: { T: { Type: Number, Default: 90 } }\nResources:", "Timeout: !Ref T");
}

#[test]
fn a_definition_in_a_file_says_how_long_an_api_waits() {
    for (file, definition) in [
        ("api.yaml", "DefinitionUri: api.yaml"),
        (
            "docs/api.yaml",
            "DefinitionBody: { 'Fn::Transform': { Name: AWS::Include, Parameters: { Location: docs/api.yaml } } }",
        ),
        (
            "api.yaml",
            "DefinitionBody: { openapi: 3.0.1, paths: { 'Fn::Transform': { Name: AWS::Include, Parameters: { Location: ./api.yaml } } } }",
        ),
    ] {
        for (timeout, called, is_late) in [
            ("", "uri: elsewhere", true),
            ("timeoutInMillis: 120000, ", "uri: elsewhere", false),
            ("responseTransferMode: STREAM, ", "uri: elsewhere", false),
        ] {
            let mark = "  #                                                            ^^^ the REST API gives up after 29 s";
            check_files(&format!(
                "
```yaml template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Api: {{ Type: AWS::Serverless::Api, Properties: {{ StageName: v1, {definition} }} }}
  F: {{ Type: AWS::Serverless::Function, Properties: {{ Timeout: 100, Events: {{ E: {{ Type: Api, Properties: {{ RestApiId: !Ref Api }} }} }} }} }}
{}
```

```yaml {file}
/get: {{ get: {{ x-amazon-apigateway-integration: {{ {timeout}{called} }} }} }}
```
",
                if is_late { mark } else { "" }
            ));
        }
    }
}

#[test]
fn functions_that_an_included_definition_calls_are_known() {
    check_files(
        "
```yaml template.yaml
Resources:
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Body: { 'Fn::Transform': { Name: AWS::Include, Parameters: { Location: api.yaml } } } } }
  F: { Type: AWS::Lambda::Function, Properties: { Timeout: 100 } }
  #                                                        ^^^ the REST API gives up after 29 s
  Slow: { Type: AWS::Lambda::Function, Properties: { Timeout: 100 } }
  Later: { Type: AWS::Lambda::Function, Properties: { Timeout: 100 } }
```

```yaml api.yaml
paths:
  /a: { get: { x-amazon-apigateway-integration: { uri: !Sub 'arn:aws:apigateway:r:lambda:path/2015-03-31/functions/${F.Arn}/invocations' } } }
  /b: { get: { x-amazon-apigateway-integration: { uri: !Sub '${Slow.Arn}', timeoutInMillis: 110000 } } }
  /c:
    get:
      x-amazon-apigateway-integration:
        uri: !Sub '${Later.Arn}'
        requestParameters: { integration.request.header.X-Amz-Invocation-Type: \"'Event'\" }
```
",
    );
}

#[test]
fn a_longer_wait_and_a_definition_elsewhere_are_left_alone() {
    check_template(
        &RULE,
        "
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Timeout: 100 } }
Resources:
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: v1, DefinitionUri: api.yaml } }
  F: { Type: AWS::Serverless::Function, Properties: { Events: { E: { Type: Api, Properties: { TimeoutInMillis: 120000 } } } } }
  G: { Type: AWS::Serverless::Function, Properties: { Events: { E: { Type: Api, Properties: { RestApiId: !Ref Api } } } } }
  H: { Type: AWS::Serverless::Function, Properties: { Events: { E: { Type: HttpApi, Properties: { ApiId: !ImportValue A } } } } }
",
    );
}

#[test]
fn a_second_more_than_a_rest_api_waits_is_a_piece_of_advice() {
    let function = |name: &str, kind: &str, properties: &str| {
        format!(
            "  {name}: {{ Type: AWS::Serverless::Function, Properties: {{ {properties}Events: {{ E: {{ Type: {kind} }} }} }} }}\n"
        )
    };
    let short = "Timeout: 6, Events: { E: { Type: Api, Properties: { TimeoutInMillis: 5000 } } } ";
    for (globals, functions, severity) in [
        (30, function("F", "Api", ""), Severity::Info),
        (30, function("F", "Api", "") + &function("G", "Api", ""), Severity::Info),
        (31, function("F", "Api", ""), Severity::Warning),
        (31, function("F", "HttpApi", ""), Severity::Warning),
        (3, function("F", "Api", "Timeout: 60, "), Severity::Warning),
        (
            3,
            format!("  F: {{ Type: AWS::Serverless::Function, Properties: {{ {short}}} }}\n"),
            Severity::Info,
        ),
    ] {
        let template = format!(
            "Transform: AWS::Serverless-2016-10-31\nGlobals: {{ Function: {{ Timeout: {globals} }} }}\nResources:\n{functions}"
        );
        let files = BTreeMap::from([("template.yaml".to_owned(), template)]);
        let checked = fixture::run(&RULES, &files);
        let found: Vec<Severity> =
            checked.findings["template.yaml"].iter().map(|finding| finding.severity).collect();
        assert_eq!(found, [severity], "{files:?}");
    }
}
