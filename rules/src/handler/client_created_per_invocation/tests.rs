//! Near misses of client-created-per-invocation.

use std::collections::BTreeMap;

use super::RULE;
use lamlint_analysis::fixture::{check, check_handler, fixed_handler, run};
use lamlint_analysis::{Rule, Safety, Severity};

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
    let code = "import boto3\ndef handler(event, context):\n    made_up = boto3.client('s3')\n    return made_up.x()\n";
    let other = "def other():\n    made_up('x')\n";
    let fixed = |code: &str| fixed_handler(&RULE, "", "app.py", code);
    let kept = fixed(&format!("{code}{other}"));
    assert!(kept.contains("\ns3 = boto3.client('s3')\n"), "{kept}");
    assert!(kept.contains("    made_up = s3\n"), "{kept}");
    assert!(fixed(code).contains("\nmade_up = boto3.client('s3')\n"));
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

#[test]
fn a_name_that_something_else_binds_too_stays_one_of_its_function() {
    for changed in [
        "del s3",
        "del (event, [s3])",
        "def f():\n        nonlocal s3\n        del s3",
        "for key, (size, s3) in event: pass",
        "def f():\n        nonlocal s3\n        for s3, key in event: pass",
        "match event:\n        case {'bucket': s3}: pass",
        "match event:\n        case [1, *s3]: pass",
        "match event:\n        case {'key': 1, **s3}: pass",
        "match event:\n        case str() as s3: pass",
        "match event:\n        case Point(x=[1, s3]) if s3: pass",
        "match event:\n        case s3: pass",
        "type s3 = int",
        "async def f():\n        nonlocal s3\n        async for [s3] in event: pass",
        "(s3 := 1)",
        "s3: int = 1",
        "print(locals())",
        "exec('s3 = 1')",
        "return '{s3}'.format(**vars())",
        "f = lambda: eval('s3')",
    ] {
        let code = format!(
            "import boto3\n\n\ndef handler(event, context):\n    s3 = boto3.client('s3')\n    s3.x()\n    {changed}\n"
        );
        let fixed = fixed_handler(&RULE, "", "app.py", &code);
        let kept = fixed.contains("\ns3_client = boto3.client('s3')\n")
            && fixed.contains("    s3 = s3_client\n");
        assert!(kept, "{fixed}");
    }
    for changed in [
        "for ([s3] of event) {}",
        "for (const key of event) { for ({ s3 } of key) {} }",
        "for ({ bucket: { s3 } } of event) {}",
        "for ([...s3] of event) {}",
        "eval('s3 = 1');",
        "event.map(() => eval('s3'));",
        "s3++;",
        "({ s3 = 1 } = event);",
    ] {
        let code = format!(
            "const {{ S3Client }} = require('@aws-sdk/client-s3');\nexports.handler = async (event) => {{\n  let s3 = new S3Client({{}});\n  s3.x();\n  {changed}\n}};\n"
        );
        let fixed = fixed_handler(&RULE, "", "app.js", &code);
        let kept = fixed.contains("\nconst s3Client = new S3Client({});\n")
            && fixed.contains("  let s3 = s3Client;\n");
        assert!(kept, "{fixed}");
    }
}

#[test]
fn what_a_match_does_in_every_case_is_read() {
    python(
        "import boto3\ndef handler(event, context):\n    match event:\n        case whatever:\n            s3 = boto3.client('s3')\n            #    ^^^^^^^^^^^^^^^^^^ constructed on every call\n            return s3.x(whatever)",
    );
}

#[test]
fn a_client_does_not_hide_a_builtin_from_the_file() {
    for (path, code, expected) in [
        (
            "app.py",
            "import boto3\ndef handler(event, context):\n    print = boto3.client('s3')\n    return print.x()\n",
            "    print = s3\n",
        ),
        (
            "app.js",
            "const { S3Client } = require('@aws-sdk/client-s3');\nexports.handler = async () => {\n  const process = new S3Client({});\n  return process.x();\n};\n",
            "  const process = s3;\n",
        ),
    ] {
        let fixed = fixed_handler(&RULE, "", path, code);
        assert!(fixed.contains(expected), "{fixed}");
    }
}

#[test]
fn a_client_that_something_configures_does_not_leave_its_try_safely() {
    let guarded = "def lambda_handler(event, context):\n    try:\n        return boto3.client('s3').x()\n    except Exception:\n        return 1";
    for (before, expected) in [
        ("", Safety::Safe),
        ("load_dotenv()\n", Safety::Unsafe),
        ("boto3.setup_default_session(profile_name='x')\n", Safety::Unsafe),
    ] {
        let code = format!("import boto3\nfrom dotenv import load_dotenv\n{before}{guarded}");
        assert_eq!(fixes(code), [Some(expected)], "{before}");
    }
}

#[test]
fn a_comment_about_the_client_goes_with_it() {
    let before = "import boto3\n\n\ndef handler(event, context):\n";
    let code = format!(
        "{before}    # The S3 client\n    # of the account\n    s3 = boto3.client('s3')\n    return s3.x()\n"
    );
    let fixed = fixed_handler(&RULE, "", "app.py", &code);
    let expected = "import boto3\n\n# The S3 client\n# of the account\ns3 = boto3.client('s3')\n\n\ndef handler(event, context):\n    return s3.x()\n";
    assert_eq!(fixed, expected);
    for other in ["# List everything", "# noqa: s3", "# lamlint: s3"] {
        let code = code.replace("# The S3 client\n    # of the account", other);
        let fixed = fixed_handler(&RULE, "", "app.py", &code);
        assert!(fixed.contains(&format!("context):\n    {other}\n    return")), "{fixed}");
    }
}

#[test]
fn defaults_that_the_call_sets_keep_a_client_in_it() {
    let made = "    const lambda = new AWS.Lambda();\n    return lambda.x().promise();\n};\n";
    for configuring in
        ["AWS.config.update({ region: event.region });", "AWS.config.region = event.region;"]
    {
        let code = format!(
            "const AWS = require('aws-sdk');\nexports.handler = async (event) => {{\n    {configuring}\n{made}"
        );
        check_handler(&RULE, "", "app.js", &code);
    }
    let constant = format!(
        "const AWS = require('aws-sdk');\nexports.handler = async (event) => {{\n    AWS.config.update({{ region: 'x' }});\n{made}"
    );
    assert_eq!(fixed_handler(&RULE, "", "app.js", &constant), constant);
}

#[test]
fn nothing_is_put_into_a_statement_of_several_declarations() {
    let code = "var AWS = require('aws-sdk'),\n    config = {};\nexports.handler = async () => {\n    const a = 1,\n        sts = new AWS.STS();\n    return sts.x(a).promise();\n};\n";
    let fixed = fixed_handler(&RULE, "", "app.js", code);
    assert!(fixed.contains("    config = {};\n"), "{fixed}");
    assert!(fixed.contains("};\n\nconst") || fixed.contains("};\nconst"), "{fixed}");
    assert!(fixed.contains("    const a = 1,\n"), "{fixed}");
}

#[test]
fn a_function_that_runs_when_a_stack_is_deployed_gets_a_piece_of_advice() {
    static RULES: [&Rule; 1] = [&RULE];
    let client = "import boto3\ndef handler(event, context):\n    s3 = boto3.client('s3')\n";
    let api = "Events: { Get: { Type: Api, Properties: { Path: /, Method: get } } }";
    for (reads, trigger, severity) in [
        ("s3.x(event['ResourceProperties']['Name'])", "", Severity::Info),
        ("s3.x(event.get('RequestType'))", "", Severity::Info),
        ("s3.x(event['ResourceProperties'])", api, Severity::Warning),
        ("s3.x(event['Records'])", "", Severity::Warning),
        ("s3.x('ResourceProperties of a custom resource')", "", Severity::Warning),
    ] {
        let template = format!(
            "
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      CodeUri: .
      {trigger}
"
        );
        let code = format!("{client}    return {reads}\n");
        let files = [("template.yaml", template), ("app.py", code)];
        let files = BTreeMap::from(files.map(|(path, text)| (path.to_owned(), text)));
        let checked = run(&RULES, &files);
        let found: Vec<Severity> =
            checked.findings["app.py"].iter().map(|finding| finding.severity).collect();
        assert_eq!(found, [severity], "{reads} {trigger}");
    }
}
