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
//! ## Fix
//!
//! - **Turn X-Ray tracing on** · changes behaviour · Traces are recorded and billed.
//!
//! ## Exceptions
//!
//! Lambda refuses to trace a function whose role may not send traces, so the fix lets it. Where that is not possible,
//! since the role is of another stack, no fix is offered.
//! All functions without tracing are one finding. Functions that another tracer watches (OpenTelemetry, Datadog, New
//! Relic, Lumigo, by their variables) and Lambda@Edge are left alone, and so is tracing that depends on a condition.
//!
//! ## References
//!
//! - [Traces of a function](https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html)

use std::collections::BTreeSet;

use lamlint_analysis::model::{Change, Function, Policies, Property};
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

/// The policy of AWS's that lets a role send traces.
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html>, read 2026-11-25.
const WRITE: &str = "AWSXRayDaemonWriteAccess";

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
        let allowed = allowed(program, &written.functions);
        if let Some(mut changes) =
            allowed.filter(|_| program.is_written_as(written.at, written.value))
        {
            changes.push(Change::Replace { at: written.at, value: ACTIVE.into() });
            finding.fix(Safety::Unsafe, "Turn X-Ray tracing on", changes);
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
        let changes: Option<Vec<Change>> =
            allowed(program, &lacking).map(|allowed| on.chain(allowed).collect());
        findings.report(at, message(&lacking)).label("no X-Ray traces").function(&first.name).fix(
            Safety::Unsafe,
            "Turn X-Ray tracing on",
            changes.unwrap_or_default(),
        );
    }
    others(program, findings);
}

/// Whether X-Ray is to be had and nothing else stands in for it.
fn may_trace(function: &Function) -> bool {
    let variables = &function.environment.variables;
    let other = |name: &str| TRACERS.iter().any(|tracer| name.starts_with(tracer));
    !function.edge && !variables.iter().any(|variable| other(&variable.name))
}

/// What lets functions send traces, beside what they may do already; `None` where that cannot be said. Lambda refuses
/// to trace a function whose role does not allow it. A role that the framework makes gets the permission from it.
fn allowed(program: &Program, functions: &[&Function]) -> Option<Vec<Change>> {
    let mut roles = BTreeSet::new();
    for function in functions {
        let Some(role) = &function.policies.role else { continue };
        let role = role.only()?.resource().and_then(|role| program.role(role))?;
        if !sends_traces(&role.policies) {
            roles.insert(role.id);
        }
    }
    Some(roles.into_iter().map(|role| Change::Attach { role, policy: WRITE }).collect())
}

fn sends_traces(policies: &Policies) -> bool {
    let managed =
        |name: &str| [WRITE, "AWSXrayWriteOnlyAccess", "AWSXrayFullAccess"].contains(&name);
    let action =
        |action: &str| matches!(action, "*" | "xray:*" | "xray:Put*" | "xray:PutTraceSegments");
    let mut statements = policies.statements.iter().filter(|statement| statement.allow);
    policies.managed.iter().filter_map(|policy| policy.name.as_deref()).any(managed)
        || statements.any(|statement| statement.actions.iter().any(|(_, name)| action(name)))
}

fn message(functions: &[&Function]) -> String {
    let are = written::verb(functions, "is", "are");
    format!("{} {are} not traced", written::names(functions))
}

/// APIs and state machines.
fn others(program: &Program, findings: &mut Findings) {
    let off = program.traced().iter().filter_map(|traced| match &traced.tracing {
        None => Some((traced.at, traced.what, traced)),
        Some(on) if on.only() == Some(&false) => Some((on.values[0].0, traced.what, traced)),
        Some(_) => None,
    });
    for (at, what, all) in written::by_place(off) {
        let names: Vec<&str> = all.iter().map(|traced| traced.name.as_str()).collect();
        let (ending, are) = if all.len() == 1 { ("", "is") } else { ("s", "are") };
        let allowed = all.iter().all(|traced| !traced.has_role);
        let on = all.iter().filter(|_| allowed);
        let on = on.map(|traced| Change::set(traced.body, traced.property, true));
        let message = format!("the {what}{ending} {} {are} not traced", written::listed(&names));
        findings.report(at, message).label("no X-Ray traces").fix(
            Safety::Unsafe,
            "Turn X-Ray tracing on",
            on.collect::<Vec<_>>(),
        );
    }
}

#[cfg(test)]
mod tests;
