//! Near misses of handler-function-not-found.

use super::RULE;
use lamlint_analysis::fixture::{check, check_template};

fn found(runtime: &str, file: &str, code: &str) {
    check(
        &RULE,
        &format!(
            "
```yaml template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  F: {{ Type: AWS::Serverless::Function, Properties: {{ Runtime: {runtime}, Handler: app.handler, CodeUri: . }} }}
```

```x {file}
{code}
```

```x base.py
def handler(event, context):
    return 1
```

```x base.js
export const handler = async () => 1;
```
"
        ),
    );
}

#[test]
fn a_handler_that_several_functions_inherit_is_one_finding() {
    check(
        &RULE,
        "
```yaml template.yaml
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Runtime: python3.13, CodeUri: ., Handler: app.run } }
#                                                                ^^^^^^^ no `run` in app.py
Resources:
  One: { Type: AWS::Serverless::Function }
  Two: { Type: AWS::Serverless::Function }
```

```python app.py
def handler(event, context):
    return 1
```
",
    );
}

#[test]
fn inline_code_has_no_path() {
    check_template(
        &RULE,
        "
Resources:
  F:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: index.run
      #        ^^^^^^^^^ no `run` in the inline code
      Code: { ZipFile: 'def handler(event, context): return 1' }
",
    );
}

#[test]
fn inline_code_that_is_filled_in_later_is_not_judged() {
    for code in ["'{{ code(\"app.py\") }}'", "'{{code}}'", "|\n          {{ include \"app.py\" }}"]
    {
        check_template(
            &RULE,
            &format!(
                "
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: index.run
      Code:
        ZipFile: {code}
  G:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: index.run
      InlineCode: {code}
"
            ),
        );
    }
}

#[test]
fn every_way_to_define_a_handler_is_seen() {
    for code in [
        "def handler(event, context): pass",
        "async def handler(event, context): pass",
        "handler = lambda event, context: 1",
        "from base import handler",
        "from base import handler as other\nhandler = other",
        "from elsewhere import *",
        "class A:\n    def run(self, event, context): pass\nhandler = A().run",
        "handler = Mangum(app)",
        "try:\n    from base import handler\nexcept ImportError:\n    handler = None",
        "if True:\n    def handler(event, context): pass",
    ] {
        found("python3.13", "app.py", code);
    }
    for code in [
        "exports.handler = async () => 1;",
        "module.exports.handler = wrap(async () => 1);",
        "module.exports = { handler };\nfunction handler() {}",
        "module.exports = require('./dist/app');",
        "export const handler = async () => 1;",
        "export async function handler() {}",
        "const run = async () => 1;\nexport { run as handler };",
        "export { handler } from './base.js';",
        "export * from './base.js';",
        "export * from 'somewhere';",
        "Object.assign(exports, { handler: 1 });",
        "exports['han' + 'dler'] = 1;",
        "const self = module.exports;\nself.handler = async () => 1;",
        "exports = module.exports = { other: 1 };\nexports.handler = async () => 1;",
        "exports.handler = async () => 1;\nmodule.exports = { ...module.exports, other: 1 };",
        "exports.handler = async () => 1;\nif (x) module.exports = { other: 1 };",
        "export default { handler: async () => 1 };",
    ] {
        found("nodejs22.x", "app.js", code);
    }
}

#[test]
fn what_another_object_of_exports_takes_away_is_not_there() {
    for code in [
        "exports.handler = async () => 1;\nmodule.exports = { other: 1 };",
        "module.exports = { other: 1 };\nexports.handler = async () => 1;",
    ] {
        check(
            &RULE,
            &format!(
                "
```yaml template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      CodeUri: .
      Handler: app.handler
      #        ^^^^^^^^^^^ no `handler` in app.js
```

```x app.js
{code}
```
"
            ),
        );
    }
}
