//! Which keys of S3 notifications are told as still encoded, and where.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::code::Handler;
use crate::files::SourceFile;
use crate::sdk::{Argument, uses};
use crate::source::Language;
use crate::text::{FileId, Text};

/// The text at which each encoded key is read, with whether it can be decoded there.
fn keys(path: &str, code: &str) -> Vec<(String, bool)> {
    let language = Language::of_path(path).unwrap();
    let text = Text::new(code);
    let file = Arc::new(SourceFile::read(FileId(0), language, &text));
    let mut handler = Handler::new(path, vec![file], vec![BTreeMap::new()], "handler");
    let uses = handler.follow(uses);
    let keys = uses.calls.into_iter().filter_map(|call| call.event_key);
    keys.map(|key| {
        assert_eq!(key.bucket, Argument::Event, "{code}");
        (text.slice(key.at).to_owned(), key.plain)
    })
    .collect()
}

fn python(body: &str) -> Vec<(String, bool)> {
    let body = body.replace('\n', "\n        ");
    let head = "import boto3, json\nfrom urllib.parse import unquote_plus\ns3 = boto3.client('s3')\nstore = boto3.resource('s3')\n";
    let loop_head = "def handler(event, context):\n    for r in event['Records']:\n        b = r['s3']['bucket']['name']\n        ";
    keys("app.py", &format!("{head}{loop_head}{body}\n"))
}

fn javascript(body: &str) -> Vec<(String, bool)> {
    let head =
        "const { S3Client, GetObjectCommand, CopyObjectCommand } = require('@aws-sdk/client-s3');";
    keys(
        "app.js",
        &format!(
            "{head}\nconst s3 = new S3Client({{}});\nexports.handler = async (event) => {{\n  const r = event.Records[0];\n  const Bucket = r.s3.bucket.name;\n  {body}\n}};\n"
        ),
    )
}

#[test]
fn a_key_is_told_where_it_is_read() {
    let read = || vec![("r['s3']['object']['key']".to_owned(), true)];
    for body in [
        "s3.get_object(Bucket=b, Key=r['s3']['object']['key'])",
        "k = r['s3']['object']['key']\ns3.head_object(Bucket=b, Key=k)",
        "k = r['s3']['object']['key']\ns3.download_file(b, k, '/tmp/x')",
        "k = r['s3']['object']['key']\nargs = {'Bucket': b, 'Key': k}\ns3.delete_object(**args)",
        "k = r['s3']['object']['key']\nstore.Object(b, k).get()",
        "k = r['s3']['object']['key']\nstore.Bucket(b).download_file(k, '/tmp/x')",
        "k = r['s3']['object']['key']\ns = {'Bucket': b, 'Key': k}\ns3.copy_object(CopySource=s, Bucket='o', Key=k)",
    ] {
        assert_eq!(python(body), read(), "{body}");
    }
    let read = || vec![("r.s3.object.key".to_owned(), true)];
    for body in [
        "await s3.send(new GetObjectCommand({ Bucket, Key: r.s3.object.key }));",
        "const Key = r.s3.object.key;\n  await s3.send(new GetObjectCommand({ Bucket, Key }));",
        "const input = { Bucket, Key: r.s3.object.key };\n  await s3.send(new GetObjectCommand(input));",
    ] {
        assert_eq!(javascript(body), read(), "{body}");
    }
}

#[test]
fn a_key_that_no_name_leads_from_is_told_at_the_argument() {
    let body = "const { key } = r.s3.object;\n  await s3.send(new GetObjectCommand({ Bucket, Key: key }));";
    assert_eq!(javascript(body), [("key".to_owned(), true)]);
}

#[test]
fn what_is_decoded_or_unknown_is_not_told() {
    for body in [
        "k = unquote_plus(r['s3']['object']['key'])\ns3.get_object(Bucket=b, Key=k)",
        "k = r['s3']['object']['key']\nk = k.replace('+', ' ')\ns3.get_object(Bucket=b, Key=k)",
        "k = json.loads(r['body'])['s3']['object']['key']\ns3.get_object(Bucket=b, Key=k)",
        "k = r['detail']['object']['key']\ns3.get_object(Bucket=b, Key=k)",
        "k = r['s3']['object']['key']\ns3.get_object(Bucket=b, Key=f'x/{k}')",
        "k = r['s3']['object']['key']\ns3.put_object(Bucket=b, Key=k)",
        "k = r['s3']['object']['key']\ns3.copy_object(CopySource='a/b', Bucket=b, Key=k)",
        "k = r['s3']['object']['key']\nif b:\n    k = 'x'\ns3.get_object(Bucket=b, Key=k)",
        "r['s3']['object']['key'] = unquote_plus(r['s3']['object']['key'])\ns3.get_object(Bucket=b, Key=r['s3']['object']['key'])",
    ] {
        assert!(python(body).is_empty(), "{body}");
    }
    for body in [
        "const Key = decodeURIComponent(r.s3.object.key);\n  await s3.send(new GetObjectCommand({ Bucket, Key }));",
        "const Key = r.s3.object.key.replace(/\\+/g, ' ');\n  await s3.send(new GetObjectCommand({ Bucket, Key }));",
        // S3 wants `CopySource` encoded.
        "await s3.send(new CopyObjectCommand({ Bucket, Key: 'a', CopySource: `${Bucket}/${r.s3.object.key}` }));",
    ] {
        assert!(javascript(body).is_empty(), "{body}");
    }
}

#[test]
fn what_something_else_decodes_is_not_plain() {
    let body =
        "k = r['s3']['object']['key']\ns3.get_object(Bucket=b, Key=k)\nprint(unquote_plus(k))";
    assert_eq!(python(body), [("r['s3']['object']['key']".to_owned(), false)]);
    let body = "await s3.send(new GetObjectCommand({ Bucket, Key: r.s3.object.key }));\n  console.log(r.s3.object.key.replace('.txt', ''));";
    assert_eq!(javascript(body), [("r.s3.object.key".to_owned(), true)]);
}

#[test]
fn packages_that_decode_are_trusted() {
    let code = "import boto3\nfrom aws_lambda_powertools.utilities.parser import event_parser\ns3 = boto3.client('s3')\ndef handler(event, context):\n    r = event['Records'][0]['s3']\n    s3.get_object(Bucket=r['bucket']['name'], Key=r['object']['key'])\n";
    assert!(keys("app.py", code).is_empty());
    let code = code.replace("aws_lambda_powertools.utilities.parser", "elsewhere");
    assert_eq!(keys("app.py", &code), [("r['object']['key']".to_owned(), true)]);
}
