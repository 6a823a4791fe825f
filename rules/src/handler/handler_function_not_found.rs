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

use lamlint_analysis::code::{Entry, Handler};
use lamlint_analysis::model::{Change, Function};
use lamlint_analysis::text::{Span, similar};
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

use crate::written;

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
        let written = program.functions_of(handler).filter_map(|function| {
            let (at, whole) = function.handler.as_ref()?.each().next()?;
            Some((at, whole, function))
        });
        for (at, whole, functions) in written::by_place(written) {
            report(findings, handler, names, (at, whole), &functions);
        }
    }
}

fn report(
    findings: &mut Findings,
    handler: &Handler,
    defined: &[String],
    (at, whole): (Span, &str),
    functions: &[&Function],
) {
    let (names, entry) = (written::names(functions), &handler.name);
    let finding = findings
        .report(at, format!("{names} cannot start: {} does not define `{entry}`", handler.path))
        .label(format!("no `{entry}` in {}", handler.path))
        .function(&functions[0].name);
    let usual = ["handler", "lambda_handler"]
        .into_iter()
        .find(|usual| defined.iter().any(|name| name == usual));
    let nearest = similar::nearest(entry, defined.iter().map(String::as_str)).or(usual);
    if let Some(nearest) = nearest {
        let text = format!("{}{nearest}", &whole[..whole.len() - entry.len()]);
        let change = Change::Replace { at, value: text.as_str().into() };
        finding.fix(Safety::Unsafe, format!("Use `{text}`"), change);
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
