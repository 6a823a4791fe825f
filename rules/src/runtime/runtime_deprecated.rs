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
//!       Runtime: python3.11
//!       InlineCode: "def handler(event, context): return 1"
//! ```
//!
//! ## Fix
//!
//! - **Move to …** · changes behaviour · The code runs in another version of its language.
//!
//! ## Exceptions
//!
//! Container images bring their own runtime and are left alone. A new runtime is a new version of the language and
//! of its SDK: test before you deploy. The fix goes to the nearest supported runtime; where the code needs what that one
//! does not bring (the AWS SDK v2 in Node.js, modules that Python has dropped, answers by callback), a note says so
//! instead.
//!
//! ## References
//!
//! - [Lambda runtimes](https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html)

use lamlint_analysis::model::{Change, Code, Function};
use lamlint_analysis::program::Obstacle;
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
        let Some(next) = runtime.nearest(program.today) else { continue };
        let obstacles = written.functions.iter();
        let obstacles = obstacles.filter_map(|function| program.obstacle(function, &next));
        let mut obstacles: Vec<Obstacle> = obstacles.collect();
        obstacles.dedup();
        if obstacles.is_empty() && program.is_written_as(written.at, runtime.id) {
            finding.fix(
                Safety::Unsafe,
                format!("Move to {}", next.id),
                Change::Replace { at: written.at, value: next.id.into() },
            );
        }
        for obstacle in obstacles.into_iter().take(written::MOST_NOTES) {
            finding.note(obstacle.at, obstacle.what);
        }
    }
}

fn message(runtime: &Runtime, functions: &[&Function], today: &str) -> String {
    let names = written::names(functions);
    let runs = written::verb(functions, "runs", "run");
    let id = runtime.id;
    let since = runtime.deprecated.unwrap_or_default();
    let step = |what: &str, date: Option<&str>| match date {
        Some(date) if date <= today => format!("{what} has failed since {date}"),
        Some(date) => format!("{what} will fail from {date}"),
        None => String::new(),
    };
    let steps =
        [step("creating it", runtime.create_blocked), step("updating it", runtime.update_blocked)];
    let steps: Vec<String> = steps.into_iter().filter(|step| !step.is_empty()).collect();
    let mut text = format!("{names} {runs} on {id}, which has had no patches since {since}");
    if !steps.is_empty() {
        text = format!("{text}; {}", steps.join(", "));
    }
    text
}

#[cfg(test)]
mod tests;
