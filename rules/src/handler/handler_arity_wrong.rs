//! # handler-arity-wrong
//!
//! The handler cannot take what the runtime passes, so every call fails.
//!
//! The Python runtime calls the handler with two arguments by position: the event and the context.
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
//! def handler(event):
//! #   ^^^^^^^ takes 1 argument, the runtime passes 2
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
//! def handler(event, context):
//!     return "hello"
//! ```
//!
//! ## Exceptions
//!
//! A decorator or wrapper may pass other arguments on, so a wrapped handler is left alone. JavaScript functions take
//! any number of arguments.
//!
//! ## References
//!
//! - [Handlers in Python](https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html)

use lamlint_analysis::code::Entry;
use lamlint_analysis::source::{Function, ParameterKind};
use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "handler-arity-wrong",
    topic: Topic::Handler,
    severity: Severity::Error,
    fix: FixKind::None,
    page: include_str!("handler_arity_wrong.rs"),
    check,
};

/// Event and context, by position.
/// <https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html>, read 2026-11-23.
const PASSED: usize = 2;

fn check(program: &Program, findings: &mut Findings) {
    for handler in program.handlers() {
        let Entry::Function { function, wrapped: false } = handler.entry else { continue };
        let entry = handler.function(function);
        let language = handler.files[function.0].module.language;
        if !language.row().counts_arguments || !entry.decorators.is_empty() || !handler.complete {
            continue;
        }
        let Some(takes) = mismatch(entry) else { continue };
        let finding = findings
            .report(
                entry.name_at,
                format!("every call of `{}` fails: it takes {takes}", entry.name),
            )
            .label(format!("takes {takes}, the runtime passes {PASSED}"));
        for function in program.functions_of(handler) {
            finding.function(&function.name);
            if let Some(written) = &function.handler {
                finding.note(written.at, format!("{} runs it", function.name));
            }
        }
    }
}

/// What the function takes, in words, when it cannot be called with two arguments by position.
fn mismatch(entry: &Function) -> Option<String> {
    // A method is called on an instance, which fills the first parameter.
    let own = usize::from(entry.class.is_some());
    let parameters = entry.parameters.get(own..)?;
    let positional =
        || parameters.iter().filter(|parameter| parameter.kind == ParameterKind::Positional);
    let required = positional().filter(|parameter| parameter.default.is_none()).count();
    let most = positional().count();
    let rest = parameters.iter().any(|parameter| parameter.kind == ParameterKind::Rest);
    let by_name = parameters.iter().find(|parameter| {
        parameter.kind == ParameterKind::KeywordOnly && parameter.default.is_none()
    });
    if let Some(parameter) = by_name {
        return Some(format!("`{}` by name only", parameter.name));
    }
    let fits = required <= PASSED && (most >= PASSED || rest);
    let count = if required > PASSED { required } else { most };
    let plural = if count == 1 { "" } else { "s" };
    (!fits).then(|| format!("{count} argument{plural}"))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check_handler;

    #[test]
    fn handlers_that_take_two_arguments_in_any_way_are_fine() {
        for code in [
            "def handler(event, context, extra=None): pass",
            "def handler(*args): pass",
            "def handler(event, *rest): pass",
            "def handler(event=None, context=None, **more): pass",
            "@wrap\ndef handler(event): pass",
            "class A:\n    def run(self, event, context): pass\nhandler = A().run",
            "handler = lambda event, context: 1",
            "handler = wrap(lambda event: 1)",
        ] {
            python(code);
        }
    }

    #[test]
    fn handlers_that_take_more_are_not() {
        python(
            "def handler(event, context, db): pass\n#   ^^^^^^^ takes 3 arguments, the runtime passes 2",
        );
        python(
            "def handler(event, context, *, db): pass\n#   ^^^^^^^ takes `db` by name only, the runtime passes 2",
        );
    }

    fn python(code: &str) {
        check_handler(&RULE, "", "app.py", code);
    }
}
