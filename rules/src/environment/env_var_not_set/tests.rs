//! Near misses of env-var-not-set.

use super::RULE;
use lamlint_analysis::fixture::check;

fn program(environment: &str, file: &str, code: &str) {
    let runtime = if file.ends_with(".py") { "python3.13" } else { "nodejs22.x" };
    check(
        &RULE,
        &format!(
            "
```yaml template.yaml
Transform: AWS::Serverless-2016-10-31
Globals: {{ Function: {{ Environment: {{ Variables: {{ FROM_GLOBALS: a }} }} }} }}
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: {{ Runtime: {runtime}, Handler: app.handler, CodeUri: ., Environment: {environment} }}
```

```x {file}
{code}
```
"
        ),
    );
}

fn python(code: &str) {
    program("{ Variables: { OWN: a } }", "app.py", &format!("import os\n{code}"));
}

fn javascript(code: &str) {
    program("{ Variables: { OWN: a } }", "app.js", code);
}

#[test]
fn variables_that_something_gives_are_left_alone() {
    python(
        "A = os.environ['OWN']\nB = os.environ['FROM_GLOBALS']\nC = os.environ['AWS_REGION']\ndef handler(event, context): pass",
    );
    python("os.environ['X'] = 'y'\ndef handler(event, context): return os.environ['X']");
    python("os.environ.setdefault('X', 'y')\ndef handler(event, context): return os.environ['X']");
}

#[test]
fn reads_that_cope_with_absence_are_left_alone() {
    for code in [
        "A = os.environ.get('X', 'd')",
        "A = os.getenv('X') or 'd'",
        "A = os.environ['X'] if 'X' in os.environ else 'd'",
        "A = os.environ.get('X')\nif not A:\n    A = 'd'",
        "if os.environ.get('X'):\n    A = 1",
        "A = os.environ.get('X') == 'true'",
        "def unused():\n    return os.environ['X']",
        "from contextlib import suppress\nwith suppress(KeyError):\n    A = os.environ['X']",
        "import sys\nif 'pytest' in sys.modules:\n    A = os.environ['X']",
        "print(f\"table {os.environ.get('X')}\")",
        "A = bool(os.environ.get('X'))",
    ] {
        python(&format!("{code}\ndef handler(event, context): pass"));
    }
    for code in [
        "const a = process.env.X ?? 'd';",
        "const a = process.env.X || 'd';",
        "const { X = 'd' } = process.env;",
        "if (process.env.X) { run(process.env.X); }",
        "const a = process.env.X === 'true';",
        "const a = process.env.X ? 1 : 2;",
        "const a = !process.env.X;",
        "const a = Boolean(process.env.X);",
        "const a = isNaN(process.env.X) ? 3 : 4;",
        "const a = /^true$/i.test(process.env.X);",
        "const a = ['a', 'b'].includes(process.env.X);",
        "const a = { dev: 1 }[process.env.X] || 2;",
        "console.log(`table ${process.env.X}`);",
        "if (process.env.NODE_ENV === 'test') { run(process.env.X); }",
        "const isTest = process.env.JEST_WORKER_ID !== undefined;\nif (isTest) { run(process.env.X); }",
        "const { S3Client } = require('@aws-sdk/client-s3');\nconst options = { region: process.env.X };\nconst s3 = new S3Client(options);",
    ] {
        javascript(&format!("{code}\nexports.handler = async () => 1;"));
    }
}

#[test]
fn environments_that_cannot_be_seen_are_left_alone() {
    let code = "import os\ndef handler(event, context): return os.environ['X']";
    program("!If [A, { Variables: { OWN: a } }, !Ref AWS::NoValue]", "app.py", code);
    program("{ Variables: { X: !Ref AWS::NoValue } }", "app.py", code);
    program("{ Variables: !FindInMap [A, B, C] }", "app.py", code);
    program("{ 'Fn::Transform': { Name: N } }", "app.py", code);
    for wrapper in
        ["/opt/start", "!If [A, /opt/dynatrace, !Ref P]", "!If [A, /opt/dynatrace, /opt/start]"]
    {
        let properties = format!("{{ Variables: {{ AWS_LAMBDA_EXEC_WRAPPER: {wrapper} }} }}");
        program(&properties, "app.py", code);
    }
}

#[test]
fn what_another_variable_has_to_switch_on_is_not_read() {
    for code in [
        "exports.handler = async () => {\n  if (process.env.USE === 'true') { const a = process.env.X; f(a); }\n};",
        "exports.handler = async () => {\n  if (process.env.USE && event.a) f(process.env.X);\n};",
        "const use = process.env.USE;\nexports.handler = async () => {\n  if (!use || 1 == 2) { f(1); } else { f(process.env.X); }\n};",
        "exports.handler = async () => {\n  if (process.env.USE !== 'no') { f(1); } else { f(process.env.X); }\n};",
    ] {
        javascript(code);
    }
    javascript(
        "exports.handler = async () => {\n  if (process.env.OWN) f(process.env.X);\n  //                     ^^^^^^^^^^^^^ not set for F\n};",
    );
    javascript(
        "exports.handler = async () => {\n  if (!process.env.USE) f(process.env.X);\n  //                      ^^^^^^^^^^^^^ not set for F\n};",
    );
}

#[test]
fn several_functions_of_which_none_sets_a_variable_get_them_elsewhere() {
    let project = |environment: &str, mark: &str| {
        let function = |name: &str| {
            format!(
                "  {name}: {{ Type: AWS::Serverless::Function, Properties: {{ Runtime: python3.13, Handler: app.{name}, CodeUri: . {environment} }} }}\n"
            )
        };
        let functions: String = ["a", "b", "c"].map(function).concat();
        let code: String = ["a", "b", "c"]
            .map(|name| {
                let mark = mark.replace('@', name);
                format!(
                    "def {name}(event, context):\n    return os.environ['{}']{mark}\n",
                    name.to_uppercase()
                )
            })
            .concat();
        check(
            &RULE,
            &format!(
                "\n```yaml template.yaml\nTransform: AWS::Serverless-2016-10-31\nResources:\n{functions}```\n\n```python app.py\nimport os\n{code}```\n"
            ),
        );
    };
    project("", "");
    project(
        ", Environment: { Variables: { OWN: a } }",
        "\n    #      ^^^^^^^^^^^^^^^ not set for @",
    );
}

#[test]
fn other_packages_load_variables_too() {
    python(
        "import os\nfrom own.helper import load_env_file\ndef handler(event, context):\n    load_env_file('config/qa.yaml')\n    return os.environ['X']",
    );
    javascript(
        "const { loadEnv } = require('tools');\nloadEnv();\nexports.handler = async () => process.env.X;",
    );
    python(
        "import os\ndef load_env():\n    pass\ndef handler(event, context):\n    load_env()\n    return os.environ['X']\n    #      ^^^^^^^^^^^^^^^ not set for F",
    );
}

#[test]
fn agents_set_no_variable_of_the_handler() {
    for wrapper in ["/opt/otel-instrument", "!If [A, /opt/dynatrace, !Ref AWS::NoValue]"] {
        program(
            &format!("{{ Variables: {{ AWS_LAMBDA_EXEC_WRAPPER: {wrapper} }} }}"),
            "app.py",
            "import os\ndef handler(event, context): return os.environ['X']\n#                                   ^^^^^^^^^^^^^^^ not set for F",
        );
    }
}

#[test]
fn reads_without_a_default_are_warnings_in_every_language() {
    python(
        "A = os.environ.get('X')\n#   ^^^^^^^^^^^^^^^^^^^ not set for F\ndef handler(event, context): return A",
    );
    javascript(
        "const a = process.env.X;\n//        ^^^^^^^^^^^^^ not set for F\nexports.handler = async () => a;",
    );
    javascript(
        "console.log(process.env.X);\nconst a = process.env.X;\n//        ^^^^^^^^^^^^^ not set for F\nexports.handler = async () => a;",
    );
    javascript(
        "const { X } = process.env;\n//      ^ not set for F\nexports.handler = async () => X;",
    );
    javascript(
        "exports.handler = async () => {\n  const a = process.env.X;\n  //        ^^^^^^^^^^^^^ not set for F\n  return a;\n};",
    );
    javascript(
        "module.exports = {\n  handler: async () => process.env.X,\n  //                   ^^^^^^^^^^^^^ not set for F\n};",
    );
}

#[test]
fn code_that_never_runs_in_lambda_is_left_alone() {
    for code in [
        "if os.environ.get('AWS_SAM_LOCAL'):\n    A = os.environ['X']",
        "A = os.environ['X'] if os.getenv('AWS_SAM_LOCAL') == 'true' else 'd'",
        "if __name__ == '__main__':\n    print(os.environ['X'])",
        "if 'IS_OFFLINE' in os.environ:\n    A = os.environ['X']",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    A = os.environ['X']",
        "class Settings:\n    x = os.environ.get('X')",
        "try:\n    A = os.environ['X']\nexcept KeyError:\n    A = 'd'",
        "for name in ['X']:\n    os.environ[name] = 'd'\nA = os.environ['X']",
        "import boto3\nA = boto3.client('s3', region_name=os.environ.get('X'))",
    ] {
        python(&format!("{code}\ndef handler(event, context): pass"));
    }
    for code in [
        "const a = process.env.IS_OFFLINE ? process.env.X : 1;",
        "if (require.main === module) { run(process.env.X); }",
        "const a = Number(process.env.X) || 3;",
        "const a = process.env.X?.split(',') ?? [];",
        "const { S3Client } = require('@aws-sdk/client-s3');\nconst region = process.env.X;\nconst s3 = new S3Client({ region });",
    ] {
        javascript(&format!("{code}\nexports.handler = async () => 1;"));
    }
}

#[test]
fn a_variable_without_which_everything_ends_is_needed() {
    python(
        "A = os.getenv('X')\n#   ^^^^^^^^^^^^^^ not set for F\nif A is None:\n    raise RuntimeError('X')\ndef handler(event, context): return A",
    );
    javascript(
        "const a = process.env.X;\n//        ^^^^^^^^^^^^^ not set for F\nif (!a) throw new Error('X');\nexports.handler = async () => a;",
    );
    python(
        "A = os.environ['X'] or 'd'\n#   ^^^^^^^^^^^^^^^ not set for F\ndef handler(event, context): return A",
    );
}

#[test]
fn code_that_several_handlers_share_is_one_finding() {
    check(
        &RULE,
        "
```yaml template.yaml
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Runtime: python3.13, CodeUri: . } }
Resources:
  One: { Type: AWS::Serverless::Function, Properties: { Handler: one.handler } }
  Two: { Type: AWS::Serverless::Function, Properties: { Handler: two.handler } }
  Set: { Type: AWS::Serverless::Function, Properties: { Handler: set.handler, Environment: { Variables: { TABLE: a } } } }
```

```python shared.py
import os

TABLE = os.environ[\"TABLE\"]
#       ^^^^^^^^^^^^^^^^^^^ not set for One and Two
```

```python one.py
from shared import TABLE

def handler(event, context):
    return TABLE
```

```python two.py
from shared import TABLE

def handler(event, context):
    return TABLE
```

```python set.py
from shared import TABLE

def handler(event, context):
    return TABLE
```
",
    );
}
