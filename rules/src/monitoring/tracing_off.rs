//! # tracing-off
//!
//! Requests through this function, API or state machine are not traced.
//!
//! X-Ray shows where a request spent its time and where it failed, over all services that it passed. It follows a
//! request only through what has tracing on.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Globals:
//!   Function:
//! # ^^^^^^^^ no X-Ray traces
//!     Runtime: python3.13
//! Resources:
//!   Report:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Handler: report.handler
//!       InlineCode: "def handler(event, context): return 1"
//!   Cleanup:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Handler: cleanup.handler
//!       InlineCode: "def handler(event, context): return 1"
//! ```
//!
//! ## Fixed
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Globals:
//!   Function:
//!     Runtime: python3.13
//!     Tracing: Active
//! Resources:
//!   Report:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Handler: report.handler
//!       InlineCode: "def handler(event, context): return 1"
//!   Cleanup:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Handler: cleanup.handler
//!       InlineCode: "def handler(event, context): return 1"
//! ```
//!
//! ## Exceptions
//!
//! All functions without tracing are one finding. Functions that another tracer watches (OpenTelemetry, Datadog, New
//! Relic, Lumigo, by their variables) and Lambda@Edge are left alone, and so is tracing that depends on a condition.
//!
//! ## References
//!
//! - [Traces of a function](https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html)

use lamlint_analysis::model::{Change, Function, Property, Traced};
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

use crate::written;

pub(crate) static RULE: Rule = Rule {
    name: "tracing-off",
    topic: Topic::Monitoring,
    severity: Severity::Info,
    fix: FixKind::Unsafe,
    page: include_str!("tracing_off.rs"),
    check,
};

/// The mode in which a function traces by itself.
const ACTIVE: &str = "Active";

/// Beginnings of the variables by which other tracers are set up.
const TRACERS: [&str; 5] = ["OTEL_", "DD_", "NEW_RELIC_", "LUMIGO_", "SENTRY_"];

fn check(program: &Program, findings: &mut Findings) {
    let functions: Vec<&Function> =
        program.functions().iter().filter(|one| may_trace(one)).collect();
    let off = |one: &&Function| {
        one.tracing.as_ref().is_some_and(|mode| mode.always(|mode| mode != ACTIVE))
    };
    let written = functions.iter().copied().filter(off);
    for written in written::written(written, |one| one.tracing.as_ref()) {
        let message = message(&written.functions);
        let finding = written.report(program, findings, message).label("no X-Ray traces");
        if program.is_written_as(written.at, written.value) {
            finding.fix(
                Safety::Unsafe,
                "Turn tracing on",
                Change::Replace { at: written.at, value: ACTIVE.into() },
            );
        }
    }
    if program.is_open() {
        return;
    }
    let lacking: Vec<&Function> =
        functions.iter().copied().filter(|one| one.tracing.is_none()).collect();
    if let Some(first) = lacking.first() {
        let (at, bodies) = written::lacking(program, &lacking, |one| one.tracing.is_none());
        let on = bodies.into_iter().map(|body| Change::set(body, Property::Tracing, ACTIVE));
        findings.report(at, message(&lacking)).label("no X-Ray traces").function(&first.name).fix(
            Safety::Unsafe,
            "Turn tracing on",
            on.collect::<Vec<_>>(),
        );
    }
    program.traced().iter().for_each(|traced| other(findings, traced));
}

/// Whether X-Ray is to be had and nothing else stands in for it.
fn may_trace(function: &Function) -> bool {
    let variables = &function.environment.variables;
    let other = |name: &str| TRACERS.iter().any(|tracer| name.starts_with(tracer));
    !function.edge && !variables.iter().any(|variable| other(&variable.name))
}

fn message(functions: &[&Function]) -> String {
    let are = written::verb(functions, "is", "are");
    format!("{} {are} not traced", written::names(functions))
}

/// An API or a state machine.
fn other(findings: &mut Findings, traced: &Traced) {
    let at = match &traced.tracing {
        None => traced.at,
        Some(on) if on.only() == Some(&false) => on.values[0].0,
        Some(_) => return,
    };
    let on = Change::set(traced.body, traced.property, true);
    findings
        .report(at, format!("the {} {} is not traced", traced.what, traced.name))
        .label("no X-Ray traces")
        .fix(Safety::Unsafe, "Turn tracing on", on);
}

#[cfg(test)]
mod tests;
