//! # handler-file-not-found
//!
//! `Handler` names a file that is not in the function's code folder, or no file and function at all, so every call
//! fails at load.
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
//!       Handler: ap.handler
//!       #        ^^^^^^^^^^ src/ has no file `ap`
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
//! - **Change the handler to `…`** · changes behaviour · Another file than the one that is written runs.
//!
//! ## Exceptions
//!
//! Code that is built elsewhere is not judged: a named build method, a Makefile, a TypeScript project, a package whose
//! scripts build something, layers that may hold the file, archives, images. Nor is a handler that a program may
//! replace (`AWS_LAMBDA_EXEC_WRAPPER`). Where an agent's handler stands before the function's own, the one that it is
//! told to call is judged (`DD_LAMBDA_HANDLER` and its like).
//!
//! ## References
//!
//! - [Handlers in Python](https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html)

use lamlint_analysis::model::Change;
use lamlint_analysis::program::CodeState;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

use crate::written;

pub(crate) static RULE: Rule = Rule {
    name: "handler-file-not-found",
    topic: Topic::Handler,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    page: include_str!("handler_file_not_found.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    let states = program.codes().filter_map(|(function, code)| match code {
        CodeState::FileMissing { at, .. } | CodeState::FormWrong { at, .. } => {
            Some((*at, code, function))
        }
        _ => None,
    });
    for (at, code, functions) in written::by_place(states) {
        let names = written::names(&functions);
        let written = functions[0].handler.as_ref().and_then(|handler| handler.only());
        let Some(written) = written else { continue };
        match code {
            CodeState::FileMissing { expected, folder, nearest, .. } => {
                let message = format!(
                    "{names} cannot start: the handler is in `{expected}`, which is not in {folder}"
                );
                let finding = findings
                    .report(at, message)
                    .label(format!("{folder} has no file `{expected}`"))
                    .function(&functions[0].name);
                if let (Some(nearest), Some((_, entry))) = (nearest, written.rsplit_once('.')) {
                    let text = format!("{nearest}.{entry}");
                    let change = Change::Replace { at, value: text.as_str().into() };
                    finding.fix(Safety::Unsafe, format!("Change the handler to `{text}`"), change);
                }
            }
            CodeState::FormWrong { form, .. } => {
                let message =
                    format!("{names} cannot start: the handler `{written}` names no function");
                findings.report(at, message).label(*form).function(&functions[0].name);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
