//! Near misses of runtime-deprecated.

use super::RULE;
use lamlint_analysis::fixture::{check_template, run};
use lamlint_analysis::{Rule, Severity};
use std::collections::BTreeMap;

static RULES: [&Rule; 1] = [&RULE];

#[test]
fn code_that_the_next_runtime_does_not_run_is_not_moved() {
    for (runtime, file, code, is_moved) in [
        ("python3.8", "app.py", "import json", true),
        ("python3.8", "app.py", "import distutils", true),
        ("python3.8", "app.py", "from botocore.vendored import requests", false),
        ("python3.8", "app.py", "import binhex", false),
        ("nodejs16.x", "app.js", "const s3 = require('@aws-sdk/client-s3');", true),
        ("nodejs16.x", "app.js", "const { S3 } = require('aws-sdk');", false),
        ("nodejs16.x", "app.js", "import S3 from 'aws-sdk/clients/s3';", false),
        ("nodejs16.x", "app.js", "const mock = require('aws-sdk-mock');", true),
    ] {
        let handler = match file {
            "app.py" => "def handler(event, context):\n    return 1\n",
            _ => "exports.handler = (event, context, callback) => callback(null, 1);\n",
        };
        let template = format!(
            "Transform: AWS::Serverless-2016-10-31\nResources:\n  A: {{ Type: AWS::Serverless::Function, Properties: {{ \
                 Runtime: {runtime}, CodeUri: ., Handler: app.handler }} }}\n"
        );
        let files = BTreeMap::from([
            ("template.yaml".to_owned(), template),
            (file.to_owned(), format!("{code}\n{handler}")),
        ]);
        let checked = run(&RULES, &files);
        let finding = &checked.findings["template.yaml"][0];
        assert_eq!(finding.fix.is_some(), is_moved, "{runtime} {code}");
        assert_eq!(finding.notes.is_empty(), is_moved, "{runtime} {code}");
    }
}

#[test]
fn inline_code_that_cannot_be_seen_is_not_moved() {
    for (code, is_moved) in [
        ("!Join ['', [\"var r = '\", !Ref AWS::Region, \"'; require('aws-sdk');\"]]", false),
        ("!FindInMap [Code, x, y]", false),
        ("'exports.handler = async () => 1;'", true),
    ] {
        let template = format!(
            "Resources:\n  A: {{ Type: AWS::Lambda::Function, Properties: {{ Runtime: nodejs16.x, Handler: index.handler, Code: {{ ZipFile: {code} }} }} }}\n"
        );
        let checked = run(&RULES, &[("template.yaml".to_owned(), template)].into());
        let finding = &checked.findings["template.yaml"][0];
        assert_eq!(finding.fix.is_some(), is_moved, "{code}");
        assert_eq!(finding.notes.is_empty(), is_moved, "{code}");
    }
}

#[test]
fn it_is_an_error_once_creating_or_updating_is_refused() {
    for (id, severity, says) in [
        (
            "nodejs18.x",
            Severity::Warning,
            "A runs on nodejs18.x, which has had no patches since 2025-09-01; \
                 creating it will fail from 2027-02-01, updating it will fail from 2027-03-03",
        ),
        (
            "nodejs14.x",
            Severity::Error,
            "A runs on nodejs14.x, which has had no patches since 2023-12-04; \
                 creating it has failed since 2024-01-09, updating it will fail from 2027-03-03",
        ),
    ] {
        let text = format!(
            "Resources: {{ A: {{ Type: AWS::Lambda::Function, Properties: {{ Runtime: {id} }} }} }}"
        );
        let checked = run(&RULES, &BTreeMap::from([("template.yaml".to_owned(), text)]));
        let finding = &checked.findings["template.yaml"][0];
        assert_eq!((finding.severity, finding.message.as_str()), (severity, says));
    }
}

#[test]
fn each_place_is_reported_once_and_only_of_what_is_deprecated_today() {
    check_template(
        &RULE,
        "
Transform: AWS::Serverless-2016-10-31
Parameters:
  Runtime: { Type: String, Default: nodejs22.x, AllowedValues: [nodejs20.x, nodejs22.x] }
  #                                                             ^^^^^^^^^^ deprecated since 2026-04-30
Globals: { Function: { Runtime: !Ref Runtime } }
Resources:
  One: { Type: AWS::Serverless::Function, Properties: { InlineCode: x } }
  Two: { Type: AWS::Serverless::Function, Properties: { InlineCode: x } }
  Old: { Type: AWS::Serverless::Function, Properties: { InlineCode: x, Runtime: python3.11 } }
",
    );
}

#[test]
fn images_unknown_runtimes_and_values_of_the_deployment_are_left_alone() {
    check_template(
        &RULE,
        "
Parameters: { Runtime: { Type: String } }
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { Runtime: !Ref Runtime } }
  Two: { Type: AWS::Lambda::Function, Properties: { Runtime: cobol1.0 } }
  Six: { Type: AWS::Lambda::Function, Properties: { Runtime: python3.8, Code: { ImageUri: x }, PackageType: Image } }
",
    );
}
