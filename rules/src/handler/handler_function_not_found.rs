//! # handler-function-not-found
//!
//! The handler's file does not define the function that `Handler` names, so every call fails.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Hello:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Runtime: python3.13
//!       CodeUri: src/
//!       Handler: app.handle
//!       #        ^^^^^^^^^^ no `handle` in src/app.py
//! ```
//!
//! ```python src/app.py
//! def handler(event, context):
//!     return "hello"
//! ```
//!
//! ## Fixed
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Hello:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Runtime: python3.13
//!       CodeUri: src/
//!       Handler: app.handler
//! ```
//!
//! ```python src/app.py
//! def handler(event, context):
//!     return "hello"
//! ```
//!
//! ## Exceptions
//!
//! Files whose names cannot all be seen are not judged: star imports, computed exports, exports of something that
//! cannot be followed.
//!
//! ## References
//!
//! - [Handlers in Node.js](https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html)

use lamlint_analysis::code::Entry;
use lamlint_analysis::model::Change;
use lamlint_analysis::text::similar;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "handler-function-not-found",
    topic: Topic::Handler,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    page: include_str!("handler_function_not_found.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    for handler in program.handlers() {
        let Entry::Missing(names) = &handler.trace.entry else { continue };
        for function in program.functions_of(handler) {
            let Some(written) = &function.handler else { continue };
            let (at, whole) = (written.values[0].0, &written.values[0].1);
            let (name, entry) = (&function.name, &handler.name);
            let finding = findings
                .report(
                    at,
                    format!("{name} cannot start: {} does not define `{entry}`", handler.path),
                )
                .label(format!("no `{entry}` in {}", handler.path))
                .function(name);
            let usual = ["handler", "lambda_handler"]
                .into_iter()
                .find(|usual| names.iter().any(|name| name == usual));
            let nearest = similar::nearest(entry, names.iter().map(String::as_str)).or(usual);
            if let Some(nearest) = nearest {
                let text = format!("{}{nearest}", &whole[..whole.len() - entry.len()]);
                finding.fix(
                    Safety::Unsafe,
                    format!("Use `{text}`"),
                    Change::Replace { at, value: text.into() },
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check;

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
        ] {
            found("nodejs22.x", "app.js", code);
        }
    }
}
