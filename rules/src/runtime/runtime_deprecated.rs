//! # runtime-deprecated
//!
//! The function's runtime is no longer supported by AWS.
//!
//! After its deprecation a runtime gets no security patches. Later, functions with it can no longer be created, and
//! at last no longer be updated: every deployment of the stack fails. The message says which of this has happened;
//! when it has, the finding is an error.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Report:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Handler: app.handler
//!       Runtime: python3.8
//!       #        ^^^^^^^^^ deprecated since 2024-10-14
//!       InlineCode: "def handler(event, context): return 1"
//! ```
//!
//! ## Fixed
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Report:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Handler: app.handler
//!       Runtime: python3.14
//!       InlineCode: "def handler(event, context): return 1"
//! ```
//!
//! ## Exceptions
//!
//! Container images bring their own runtime and are left alone. A new runtime is a new version of the language and
//! of its SDK: test before you deploy.
//!
//! ## References
//!
//! - [Lambda runtimes](https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html)

use lamlint_analysis::model::{Change, Code, Function};
use lamlint_analysis::tables::runtimes::{self, Runtime};
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Tag, Topic};

use crate::written;

pub(crate) static RULE: Rule = Rule {
    name: "runtime-deprecated",
    topic: Topic::Runtime,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    page: include_str!("runtime_deprecated.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    let functions = program.functions().iter().filter(|one| one.code != Code::Image);
    for written in written::written(functions, |one| one.runtime.as_ref()) {
        let Some(runtime) = runtimes::find(written.value) else { continue };
        let passed = |date: Option<&'static str>| date.filter(|date| *date <= program.today);
        let Some(since) = passed(runtime.deprecated) else { continue };
        let blocked = passed(runtime.create_blocked).or(passed(runtime.update_blocked)).is_some();
        let message = message(&runtime, &written.functions, program.today);
        let finding = written
            .report(program, findings, message)
            .label(format!("deprecated since {since}"))
            .severity(if blocked { Severity::Error } else { Severity::Warning })
            .tag(Tag::Deprecated);
        if let Some(next) = successor(&runtime)
            && program.is_written_as(written.at, runtime.id)
        {
            finding.fix(
                Safety::Unsafe,
                format!("Move to {next}"),
                Change::Replace { at: written.at, value: next.into() },
            );
        }
    }
}

fn message(runtime: &Runtime, functions: &[&Function], today: &str) -> String {
    let names = written::names(functions);
    let runs = written::verb(functions, "runs", "run");
    let id = runtime.id;
    let since = runtime.deprecated.unwrap_or_default();
    let step = |what: &str, date: Option<&str>| match date {
        Some(date) if date <= today => format!("{what} fails since {date}"),
        Some(date) => format!("{what} will fail from {date}"),
        None => String::new(),
    };
    let steps =
        [step("creating it", runtime.create_blocked), step("updating it", runtime.update_blocked)];
    let steps: Vec<String> = steps.into_iter().filter(|step| !step.is_empty()).collect();
    let mut text = format!("{names} {runs} on {id}, which gets no patches since {since}");
    if !steps.is_empty() {
        text = format!("{text}; {}", steps.join(", "));
    }
    text
}

/// The runtime to move to, of the same language: code for another one would have to be rewritten or built anew.
fn successor(runtime: &Runtime) -> Option<&'static str> {
    let next = runtimes::find(runtime.successor?)?;
    (next.language == runtime.language).then_some(next.id)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::{check_template, run};
    use lamlint_analysis::{Rule, Severity};
    use std::collections::BTreeMap;

    static RULES: [&Rule; 1] = [&RULE];

    #[test]
    fn it_is_an_error_once_creating_or_updating_is_refused() {
        for (id, severity, says) in [
            (
                "nodejs18.x",
                Severity::Warning,
                "A runs on nodejs18.x, which gets no patches since 2025-09-01; \
                 creating it will fail from 2027-02-01, updating it will fail from 2027-03-03",
            ),
            (
                "nodejs14.x",
                Severity::Error,
                "A runs on nodejs14.x, which gets no patches since 2023-12-04; \
                 creating it fails since 2024-01-09, updating it will fail from 2027-03-03",
            ),
        ] {
            let text = format!(
                "Resources: {{ A: {{ Type: AWS::Lambda::Function, Properties: {{ Runtime: {id} }} }} }}"
            );
            let checked = run(&RULES, &BTreeMap::from([("template.yaml".to_owned(), text)]));
            let finding = &checked.findings["template.yaml"][0];
            assert_eq!((finding.severity, finding.message.as_str()), (severity, says));
        }
    }

    #[test]
    fn each_place_is_reported_once_and_only_of_what_is_deprecated_today() {
        check_template(
            &RULE,
            "
Transform: AWS::Serverless-2016-10-31
Parameters:
  Runtime: { Type: String, Default: nodejs22.x, AllowedValues: [nodejs20.x, nodejs22.x] }
  #                                                             ^^^^^^^^^^ deprecated since 2026-04-30
Globals: { Function: { Runtime: !Ref Runtime } }
Resources:
  One: { Type: AWS::Serverless::Function, Properties: { InlineCode: x } }
  Two: { Type: AWS::Serverless::Function, Properties: { InlineCode: x } }
  Old: { Type: AWS::Serverless::Function, Properties: { InlineCode: x, Runtime: python3.11 } }
",
        );
    }

    #[test]
    fn images_unknown_runtimes_and_values_of_the_deployment_are_left_alone() {
        check_template(
            &RULE,
            "
Parameters: { Runtime: { Type: String } }
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { Runtime: !Ref Runtime } }
  Two: { Type: AWS::Lambda::Function, Properties: { Runtime: cobol1.0 } }
  Six: { Type: AWS::Lambda::Function, Properties: { Runtime: python3.8, Code: { ImageUri: x }, PackageType: Image } }
",
        );
    }
}
