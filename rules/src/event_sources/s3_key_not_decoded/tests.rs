//! Near misses of s3-key-not-decoded.

use super::RULE;
use lamlint_analysis::fixture::{check_handler, fixed_handler};

const S3: &str =
    "Events: { E: { Type: S3, Properties: { Bucket: !Ref B, Events: s3:ObjectCreated:* } } }";

const PYTHON: &str = "import boto3, os
from urllib.parse import unquote_plus, unquote
s3 = boto3.client('s3')
def handler(event, context):
    for record in event['Records']:
        bucket = record['s3']['bucket']['name']
        key = record['s3']['object']['key']
";

const JAVASCRIPT: &str = "import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
const s3 = new S3Client({});
export const handler = async (event) => {
  const Bucket = event.Records[0].s3.bucket.name;
  const encoded = event.Records[0].s3.object.key;
";

fn python(properties: &str, rest: &str) {
    check_handler(&RULE, properties, "app.py", &format!("{PYTHON}{rest}"));
}

fn javascript(rest: &str) {
    check_handler(&RULE, S3, "app.mjs", &format!("{JAVASCRIPT}{rest}\n}};"));
}

#[test]
fn keys_that_are_decoded_on_the_way_are_left_alone() {
    for rest in [
        "        s3.get_object(Bucket=bucket, Key=unquote_plus(key))",
        "        key = unquote(key)\n        s3.get_object(Bucket=bucket, Key=key)",
        "        s3.get_object(Bucket=bucket, Key=key.replace('+', ' '))",
        "        s3.get_object(Bucket=bucket, Key=plain(key))\ndef plain(key):\n    return unquote_plus(key)",
        "        load(bucket, unquote_plus(key))\ndef load(bucket, key):\n    s3.get_object(Bucket=bucket, Key=key)",
        "        s3.get_object(Bucket=bucket, Key=elsewhere(key))",
        "        try:\n            s3.head_object(Bucket=bucket, Key=key)\n        except s3.exceptions.ClientError:\n            s3.head_object(Bucket=bucket, Key=unquote_plus(key))",
        "        if os.environ['RAW'] != '1':\n            key = unquote_plus(key)\n        s3.get_object(Bucket=bucket, Key=key)",
    ] {
        python(S3, rest);
    }
    for rest in [
        "  const Key = decodeURIComponent(encoded.replace(/\\+/g, ' '));\n  await s3.send(new GetObjectCommand({ Bucket, Key }));",
        "  await s3.send(new GetObjectCommand({ Bucket, Key: encoded.split('+').join(' ') }));",
        "  await s3.send(new GetObjectCommand({ Bucket, Key: plain(encoded) }));\n  function plain(key) { return decodeURIComponent(key); }",
        "  event.Records[0].s3.object.key = plain(encoded);\n  await s3.send(new GetObjectCommand({ Bucket, Key: event.Records[0].s3.object.key }));",
    ] {
        javascript(rest);
    }
}

#[test]
fn keys_of_other_events_and_buckets_are_left_alone() {
    let get = "        s3.get_object(Bucket=bucket, Key=key)";
    let rule =
        "Events: { E: { Type: EventBridgeRule, Properties: { Pattern: { source: [aws.s3] } } } }";
    for properties in ["", rule] {
        python(properties, get);
    }
    for rest in [
        "        s3.get_object(Bucket=bucket, Key=event['detail']['object']['key'])",
        "        s3.get_object(Bucket=bucket, Key=event['key'])",
        "        s3.get_object(Bucket=os.environ['OTHER'], Key=key)",
        "        s3.get_object(Bucket='other', Key=key)",
        "        s3.get_object(Bucket=bucket, Key=f'small/{key}')",
        "        s3.put_object(Bucket=bucket, Key=key)",
        "        print(bucket, key)",
        "        other.get_object(Bucket=bucket, Key=key)",
    ] {
        python(S3, rest);
    }
}

#[test]
fn javascript_is_seen_and_its_fix_asks_first() {
    javascript(
        "  await s3.send(new GetObjectCommand({ Bucket, Key: event.Records[0].s3.object.key }));\n//                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ still URL-encoded",
    );
    let fixed = fixed_handler(
        &RULE,
        S3,
        "app.mjs",
        &format!(
            "{JAVASCRIPT}  await s3.send(new GetObjectCommand({{ Bucket, Key: encoded }}));\n}};"
        ),
    );
    assert!(
        fixed.contains(
            "encoded = decodeURIComponent(event.Records[0].s3.object.key.replace(/\\+/g, \" \"));"
        ),
        "{fixed}"
    );
}

#[test]
fn helpers_are_followed() {
    python(
        S3,
        "        load(bucket, key)\ndef load(name, one):\n    s3.get_object(Bucket=name, Key=one)\n#                                  ^^^ still URL-encoded",
    );
}

#[test]
fn the_fix_uses_the_import_that_is_there() {
    let code = |import: &str| {
        format!(
            "import boto3\n{import}\ns3 = boto3.client('s3')\ndef handler(event, context):\n    r = event['Records'][0]['s3']\n    s3.get_object(Bucket=r['bucket']['name'], Key=r['object']['key'])\n"
        )
    };
    for (import, decoded) in [
        ("import urllib.parse", "Key=urllib.parse.unquote_plus(r['object']['key'])"),
        ("import urllib.parse as p", "Key=p.unquote_plus(r['object']['key'])"),
        ("from urllib.parse import unquote_plus as plain", "Key=plain(r['object']['key'])"),
        ("import urllib", "Key=unquote_plus(r['object']['key'])"),
        ("unquote_plus = None", "Key=r['object']['key']"),
    ] {
        let fixed = fixed_handler(&RULE, S3, "app.py", &code(import));
        assert!(fixed.contains(decoded), "{fixed}");
    }
}

#[test]
fn one_import_serves_two_reads() {
    let fixed = fixed_handler(
        &RULE,
        S3,
        "app.py",
        "import boto3\ns3 = boto3.client('s3')\ndef handler(event, context):\n    r = event['Records'][0]['s3']\n    s3.head_object(Bucket=r['bucket']['name'], Key=r['object']['key'])\n    s3.get_object(Bucket=r['bucket']['name'], Key=r['object']['key'])\n",
    );
    let count = |text: &str| fixed.matches(text).count();
    assert_eq!((count("import unquote_plus"), count("unquote_plus(")), (1, 2), "{fixed}");
}

#[test]
fn code_of_several_functions_needs_the_trigger_of_each() {
    let code = format!("{PYTHON}        s3.get_object(Bucket=bucket, Key=key)");
    let second = "Events: {}\n  G:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: python3.13\n      CodeUri: .\n      Handler: app.handler\n      ";
    check_handler(&RULE, &format!("{second}{S3}"), "app.py", &code);
}

#[test]
fn a_bucket_of_the_template_may_be_named_by_a_variable() {
    let variables = "Environment: { Variables: { IN: !Ref B, OUT: !Ref C } }";
    let outside = format!("{S3}\n      {variables}");
    let buckets = "\n  B: { Type: AWS::S3::Bucket }\n  C: { Type: AWS::S3::Bucket }";
    python(
        &format!("{outside}{buckets}"),
        "        s3.get_object(Bucket=os.environ['OUT'], Key=key)",
    );
    let rest = "        s3.get_object(Bucket=os.environ['IN'], Key=record['s3']['object']['key'])\n#                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ still URL-encoded";
    python(&format!("{outside}{buckets}"), rest);
}
