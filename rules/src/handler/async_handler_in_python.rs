//! # async-handler-in-python
//!
//! The handler is a coroutine, and the Python runtime never awaits it: its body does not run.
//!
//! Lambda's Python runtime calls the handler and takes what it returns. Calling an `async def` returns a coroutine
//! object, which cannot be turned into JSON, so every call fails and nothing of the body has run. Keep the handler
//! plain and start the event loop in it: `return asyncio.run(main(event))`.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Hello:
//!     Type: AWS::Serverless::Function
//!     Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: . }
//! ```
//!
//! ```python app.py
//! async def handler(event, context):
//!     #     ^^^^^^^ the runtime does not await it
//!     return "hello"
//! ```
//!
//! ## Good
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Hello:
//!     Type: AWS::Serverless::Function
//!     Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: . }
//! ```
//!
//! ```python app.py
//! import asyncio
//!
//!
//! async def main(event):
//!     return "hello"
//!
//!
//! def handler(event, context):
//!     return asyncio.run(main(event))
//! ```
//!
//! ## Exceptions
//!
//! A decorator or wrapper may await the coroutine, so a wrapped handler is left alone.
//!
//! ## References
//!
//! - [Handlers in Python](https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html)

use lamlint_analysis::code::Entry;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "async-handler-in-python",
    topic: Topic::Handler,
    severity: Severity::Error,
    fix: FixKind::None,
    page: include_str!("async_handler_in_python.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    for handler in program.handlers() {
        let Entry::Function { function, wrapped: false } = handler.entry else { continue };
        let entry = handler.function(function);
        let language = handler.files[function.0].module.language;
        if language.row().awaits_handler || !entry.is_async || !entry.decorators.is_empty() {
            continue;
        }
        let finding = findings
            .report(
                entry.name_at,
                format!("every call of `{}` fails: nothing awaits an async handler", entry.name),
            )
            .label("the runtime does not await it");
        for function in program.functions_of(handler) {
            finding.function(&function.name);
            if let Some(written) = &function.handler {
                finding.note(written.at, format!("{} runs it", function.name));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check_handler;

    #[test]
    fn wrapped_coroutines_and_other_languages_are_left_alone() {
        for (file, code) in [
            ("app.py", "@run_async\nasync def handler(event, context): pass"),
            ("app.py", "async def main(event, context): pass\nhandler = run(main)"),
            ("app.js", "exports.handler = async (event) => 1;"),
        ] {
            check_handler(&RULE, "", file, code);
        }
    }
}
