//! Near misses of client-created-per-invocation.

use super::RULE;
use lamlint_analysis::fixture::{check, check_handler, fixed_handler, run};
use lamlint_analysis::{Rule, Safety};

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
        "import boto3\ndef handler(event, context):\n    return [boto3.client('s3', region_name=r) for r in event['regions']]",
    );
    python(
        "import boto3\ndef handler(event, context):\n    return {k: boto3.client(k, **o) for k, o in event['clients'].items()}",
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

#[test]
fn clients_are_kept_in_many_ways() {
    for kept in [
        "def get():\n    global client\n    try:\n        return client\n    except NameError:\n        client = boto3.client('s3')\n        return client",
        "cache = {}\ndef get():\n    try:\n        return cache['s3']\n    except KeyError:\n        cache['s3'] = boto3.client('s3')\n        return cache['s3']",
        "cache = {}\ndef get():\n    if not (client := cache.get('s3')):\n        client = cache['s3'] = boto3.client('s3')\n    return client",
        "def get():\n    if not hasattr(get, 'client'):\n        get.client = boto3.client('s3')\n    return get.client",
        "def get():\n    if 'client' not in globals():\n        globals()['client'] = boto3.client('s3')\n    return client",
        "class Store:\n    only = None\n    def __init__(self):\n        self.client = boto3.client('s3')\n    @classmethod\n    def get(cls):\n        if cls.only is None:\n            cls.only = cls()\n        return cls.only\nget = Store.get",
        "class Store:\n    def __init__(self):\n        self.client = boto3.client('s3')\nstore = Store()\ndef get():\n    return store.client",
        "@functools.cache\ndef get():\n    return make()\ndef make():\n    return boto3.client('s3')",
    ] {
        python(&format!(
            "import boto3, functools\n{kept}\ndef handler(event, context):\n    return get()"
        ));
    }
    for kept in [
        "const once = (make) => { let value; return () => (value ??= make()); };\nconst get = once(() => new S3Client({}));",
        "class Store {\n  static only;\n  constructor() { this.client = new S3Client({}); }\n  static get() {\n    if (!Store.only) { Store.only = new Store(); }\n    return Store.only;\n  }\n}\nconst get = () => Store.get();",
        "let only;\nconst make = () => new S3Client({});\nconst get = () => { only ??= make(); return only; };",
    ] {
        javascript(&format!(
            "const {{ S3Client }} = require('@aws-sdk/client-s3');\n{kept}\nexports.handler = async () => get();"
        ));
    }
}

#[test]
fn clients_that_are_made_at_load_elsewhere_are_left_alone() {
    check(
        &RULE,
        "```python app.py
from clients import s3, make
def lambda_handler(event, context):
    s3.get_object(Bucket='b', Key='k')
    return make()
```

```python clients.py
import boto3
s3 = boto3.client('s3')
def make():
    return boto3.client('sqs')
#          ^^^^^^^^^^^^^^^^^^^ constructed on every call
```
",
    );
}

#[test]
fn a_name_that_other_code_means_something_else_by_stays_local() {
    let code = "import boto3\ndef handler(event, context):\n    print = boto3.client('s3')\n    return print.x()\n";
    let other = "def other():\n    print('x')\n";
    let fixed = |code: &str| fixed_handler(&RULE, "", "app.py", code);
    assert!(fixed(code).contains("\nprint = boto3.client('s3')\n"));
    let kept = fixed(&format!("{code}{other}"));
    assert!(kept.contains("\ns3 = boto3.client('s3')\n"), "{kept}");
    assert!(kept.contains("    print = s3\n"), "{kept}");
}

/// How safe the fix of each finding in a Python file is, if there is one.
fn fixes(code: String) -> Vec<Option<Safety>> {
    static RULES: [&Rule; 1] = [&RULE];
    let checked = run(&RULES, &[("app.py".to_owned(), code)].into());
    let findings = checked.findings.into_values().flatten();
    findings.map(|finding| finding.fix.map(|fix| fix.safety)).collect()
}

#[test]
fn a_constructor_that_is_imported_in_the_function_is_not_moved() {
    for import in ["import boto3", "from boto3 import client"] {
        let made = if import.starts_with("from") { "client" } else { "boto3.client" };
        let code = format!(
            "def lambda_handler(event, context):\n    {import}\n    return {made}('s3').x()\n"
        );
        assert_eq!(fixes(code.clone()), [None], "{code}");
        let outside = format!("{import}\n{}", code.replace(&format!("    {import}\n"), ""));
        assert_eq!(fixes(outside.clone()), [Some(Safety::Safe)], "{outside}");
    }
}

#[test]
fn a_client_goes_below_what_configures_it() {
    let python = "def lambda_handler(event, context):\n    return boto3.client('s3').x()\n";
    for configuring in [
        "boto3.setup_default_session(region_name='x')\n",
        "os.environ['AWS_PROFILE'] = 'x'\n",
        "if x:\n    os.environ['AWS_PROFILE'] = 'x'\n",
        "patch_all()\nprint('x')\npatch(['boto3'])\n",
    ] {
        let imports = "import os\nimport boto3\nfrom aws_xray_sdk.core import patch, patch_all\n";
        let code = format!("{imports}{configuring}{python}");
        assert_eq!(fixes(code.clone()), [Some(Safety::Safe)], "{code}");
        let fixed = fixed_handler(&RULE, "", "app.py", &code.replace("lambda_", ""));
        let above = format!("{imports}{configuring}s3 = boto3.client('s3')\n");
        assert!(fixed.starts_with(&above), "{fixed}");
        let after = format!("{imports}{python}{configuring}");
        assert_eq!(fixes(after.clone()), [None], "{after}");
    }
    let code =
        format!("import json\nimport boto3\nwith open('x') as x:\n    y = json.load(x)\n{python}");
    let fixed = fixed_handler(&RULE, "", "app.py", &code.replace("lambda_", ""));
    assert!(fixed.starts_with("import json\nimport boto3\n\ns3 = "), "{fixed}");
    let code = "const AWS = require('aws-sdk');\nAWS.config.region = 'x';\nAWS.config.update({ maxRetries: 1 });\n\
                exports.handler = async () => { await new AWS.S3().listBuckets().promise(); };\n";
    let fixed = fixed_handler(&RULE, "", "app.js", code);
    assert!(fixed.contains("maxRetries: 1 });\nconst s3 = new AWS.S3();\n"), "{fixed}");
}

#[test]
fn a_client_whose_errors_are_caught_is_not_moved_safely() {
    let safety = |code: &str| fixes(format!("import os\nimport boto3\n{code}"));
    let handler = "def lambda_handler(event, context):\n    return boto3.client('s3').x()";
    let guarded = "def lambda_handler(event, context):\n    try:\n        return boto3.client('s3', endpoint_url=URL).x()\n    except Exception:\n        return 1";
    for (code, expected) in [
        (handler.to_owned(), Safety::Safe),
        (format!("URL = 'x'\n{guarded}"), Safety::Unsafe),
        (guarded.replace("endpoint_url=URL", "use_ssl=True"), Safety::Safe),
    ] {
        assert_eq!(safety(&code), [Some(expected)], "{code}");
    }
}
