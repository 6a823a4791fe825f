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
//! ## Fix
//!
//! - **Change the handler to `…`** · changes behaviour · Another function than the one that is written runs.
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
use lamlint_analysis::model::{Change, Code, Function};
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
    let is_inline = matches!(functions[0].code, Code::Inline(_));
    let code = if is_inline { "the inline code" } else { &handler.path };
    let finding = findings
        .report(at, format!("{names} cannot start: {code} does not define `{entry}`"))
        .label(format!("no `{entry}` in {code}"))
        .function(&functions[0].name);
    let usual = ["handler", "lambda_handler"]
        .into_iter()
        .find(|usual| defined.iter().any(|name| name == usual));
    let nearest = similar::nearest(entry, defined.iter().map(String::as_str)).or(usual);
    if let Some(nearest) = nearest {
        let text = format!("{}{nearest}", &whole[..whole.len() - entry.len()]);
        let change = Change::Replace { at, value: text.as_str().into() };
        finding.fix(Safety::Unsafe, format!("Change the handler to `{text}`"), change);
    }
}

#[cfg(test)]
mod tests;
