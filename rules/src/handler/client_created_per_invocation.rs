//! # client-created-per-invocation
//!
//! An SDK client is constructed again on every call, although Lambda would keep it.
//!
//! Whatever is made at load lives as long as the execution environment and serves every call that it handles. A
//! client that is constructed inside costs tens to hundreds of milliseconds each time (credentials, endpoint,
//! TLS connection), and the time is billed.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Reader:
//!     Type: AWS::Serverless::Function
//!     Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: . }
//! ```
//!
//! ```python app.py
//! import boto3
//!
//!
//! def handler(event, context):
//!     return load(event["key"])
//!
//!
//! def load(key):
//!     s3 = boto3.client("s3")
//!     #    ^^^^^^^^^^^^^^^^^^ constructed on every call
//!     return s3.get_object(Bucket="b", Key=key)["ETag"]
//! ```
//!
//! ## Fixed
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Reader:
//!     Type: AWS::Serverless::Function
//!     Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: . }
//! ```
//!
//! ```python app.py
//! import boto3
//!
//! s3 = boto3.client("s3")
//!
//!
//! def handler(event, context):
//!     return load(event["key"])
//!
//!
//! def load(key):
//!     return s3.get_object(Bucket="b", Key=key)["ETag"]
//! ```
//!
//! ## Exceptions
//!
//! A client whose arguments come from the event or from something fetched in the call (credentials of an assumed
//! role) has to be made there. One that is kept is fine: behind `if client is None`, `??=`, in a cached function.
//!
//! ## References
//!
//! - [Best practices for Lambda functions](https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html)

use lamlint_analysis::code::Handler;
use lamlint_analysis::program::hoist;
use lamlint_analysis::sdk::{Client, Needs};
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "client-created-per-invocation",
    topic: Topic::Handler,
    severity: Severity::Warning,
    fix: FixKind::Safe,
    page: include_str!("client_created_per_invocation.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    for (handler, uses) in program.uses() {
        for client in &uses.clients {
            report(program, findings, handler, client);
        }
    }
}

fn report(program: &Program, findings: &mut Findings, handler: &Handler, client: &Client) {
    if client.kept || client.intermediate || client.needs == Needs::Call {
        return;
    }
    let Some(step) = handler.step_to(client.file, client.function) else { return };
    let finding = findings
        .report(client.at, format!("this {} is constructed again on every call", client.what))
        .label("constructed on every call");
    if let Some(function) = program.functions_of(handler).next() {
        finding.function(&function.name);
    }
    if let Some(call) = step.last_call {
        if let Some(entry) = handler.entry_function() {
            finding.note(entry.name_at, format!("`{}` runs on every call", entry.name));
        }
        finding.note(call, "and leads there from here");
    }
    if let Some((name, edits)) = hoist(&handler.files[client.file], client) {
        let safety = if client.plain { Safety::Safe } else { Safety::Unsafe };
        finding.fix(safety, format!("Construct `{name}` once, at module level"), edits);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check_handler;

    fn python(code: &str) {
        check_handler(&RULE, "", "app.py", code);
    }

    fn javascript(code: &str) {
        check_handler(&RULE, "", "app.js", code);
    }

    #[test]
    fn clients_that_are_kept_are_left_alone() {
        for kept in [
            "client = None\ndef handler(event, context):\n    global client\n    if client is None:\n        client = boto3.client('s3')\n    return client.x()",
            "client = None\ndef get():\n    global client\n    if client:\n        return client\n    client = boto3.client('s3')\n    return client\ndef handler(event, context):\n    return get().x()",
            "@functools.lru_cache(maxsize=None)\ndef get():\n    return boto3.client('s3')\ndef handler(event, context):\n    return get().x()",
            "cache = {}\ndef handler(event, context):\n    if 's3' not in cache:\n        cache['s3'] = boto3.client('s3')\n    return cache",
            "def make():\n    return boto3.client('s3')\ns3 = make()\ndef handler(event, context):\n    return s3.x()",
        ] {
            python(&format!("import boto3, functools\n{kept}"));
        }
        javascript(
            "const { S3Client } = require('@aws-sdk/client-s3');\nlet s3;\nexports.handler = async (event) => {\n  s3 ??= new S3Client({});\n  if (!s3) s3 = new S3Client({});\n  return s3;\n};",
        );
    }

    #[test]
    fn clients_that_need_the_call_are_left_alone() {
        python(
            "import boto3\ndef handler(event, context):\n    return boto3.client('s3', region_name=event['region'])",
        );
        python(
            "import boto3\nsts = boto3.client('sts')\ndef handler(event, context):\n    keys = sts.assume_role(RoleArn='r', RoleSessionName='s')['Credentials']\n    return boto3.client('s3', aws_access_key_id=keys['AccessKeyId'])",
        );
    }

    #[test]
    fn every_flavour_is_seen() {
        javascript(
            "import { S3Client } from '@aws-sdk/client-s3';\nexport const handler = async (event) => {\n  return new S3Client({}).send(event);\n//       ^^^^^^^^^^^^^^^^ constructed on every call\n};",
        );
        javascript(
            "const AWS = require('aws-sdk');\nexports.handler = async (event) => {\n  const db = new AWS.DynamoDB.DocumentClient();\n//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ constructed on every call\n  return db.get({}).promise();\n};",
        );
    }
}
