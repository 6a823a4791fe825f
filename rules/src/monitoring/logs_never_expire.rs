//! # logs-never-expire
//!
//! What the function logs is kept, and paid for, forever.
//!
//! Lambda makes a log group for every function that has none, without an end. A log group of the template, under
//! the name that Lambda looks for, says how long logs are kept, and goes away with the stack.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Report:
//! # ^^^^^^ no log group with a retention
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Handler: app.handler
//!       Runtime: python3.13
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
//!       Runtime: python3.13
//!       InlineCode: "def handler(event, context): return 1"
//!   ReportLogGroup:
//!     Type: AWS::Logs::LogGroup
//!     Properties:
//!       LogGroupName: !Sub '/aws/lambda/${Report}'
//!       RetentionInDays: 30
//! ```
//!
//! A function that has already run has a log group of this name: import it into the stack or delete it first.
//!
//! ## Exceptions
//!
//! All functions without a log group are one finding. Nothing is said when a log group's name is known only at
//! deployment and may be the function's, when logs go to a group from elsewhere, and for Lambda@Edge.
//!
//! ## References
//!
//! - [Log groups of a function](https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html)

use lamlint_analysis::frameworks::{self, Property};
use lamlint_analysis::model::{Function, LogGroup, Ref, Setting};
use lamlint_analysis::syntax::Value;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

use crate::written;

pub(crate) static RULE: Rule = Rule {
    name: "logs-never-expire",
    topic: Topic::Monitoring,
    severity: Severity::Info,
    fix: FixKind::Unsafe,
    page: include_str!("logs_never_expire.rs"),
    check,
};

/// How long the fix keeps logs, days: a value that CloudWatch Logs accepts and a person can change.
const DAYS: i64 = 30;

/// What the names of the log groups begin with that Lambda looks for.
const PREFIX: &str = "/aws/lambda/";

fn check(program: &Program, findings: &mut Findings) {
    if program.stack.open {
        return;
    }
    let mut lacking: Vec<&Function> = Vec::new();
    let mut endless: Vec<(&LogGroup, &Function)> = Vec::new();
    for function in program.functions().iter().filter(|one| !one.edge) {
        match logs(program, function) {
            Logs::Unknown => {}
            Logs::NoGroup => lacking.push(function),
            Logs::Group(group) if group.retention.is_some() => {}
            Logs::Group(group) if endless.iter().any(|(known, _)| known.at == group.at) => {}
            Logs::Group(group) => endless.push((group, function)),
        }
    }
    for (group, function) in endless {
        findings
            .report(group.at, format!("the logs of {} are kept forever", function.name))
            .label("has no retention")
            .function(&function.name)
            .fix(
                Safety::Unsafe,
                format!("Keep logs for {DAYS} days"),
                program.set(&group.body, Property::Retention, &Value::from(DAYS)),
            );
    }
    if let Some(first) = lacking.first() {
        let groups: Vec<(String, Value)> = lacking.iter().map(|one| log_group(one)).collect();
        findings
            .report(first.at, format!("the logs of {} are kept forever", written::names(&lacking)))
            .label("no log group with a retention")
            .function(&first.name)
            .fix(
                Safety::Unsafe,
                format!("Keep logs for {DAYS} days"),
                program.add_resources(&groups),
            );
    }
}

fn log_group(function: &Function) -> (String, Value) {
    let group = frameworks::log_group(&function.name, function.condition.as_deref(), DAYS);
    (format!("{}LogGroup", function.name), group)
}

/// Where a function's logs go.
enum Logs<'w> {
    Unknown,
    NoGroup,
    Group(&'w LogGroup),
}

fn logs<'w>(program: &Program<'w>, function: &Function) -> Logs<'w> {
    let groups = &program.stack.log_groups;
    if let Some(given) = &function.log_group {
        let name = given.only().and_then(Ref::resource);
        let group = name.and_then(|name| groups.iter().find(|group| group.name == name));
        return group.map_or(Logs::Unknown, Logs::Group);
    }
    if let Some(group) = groups.iter().find(|group| is_of(group, function)) {
        return Logs::Group(group);
    }
    let may_be = groups.iter().any(|group| may_be_of(group, function));
    if may_be { Logs::Unknown } else { Logs::NoGroup }
}

/// Whether a log group has the name that Lambda looks for.
fn is_of(group: &LogGroup, function: &Function) -> bool {
    let named = group.physical_name.as_ref().is_none_or(|name| name.starts_with(PREFIX));
    named && group.function.resource() == Some(&function.name)
}

/// Whether a log group may turn out to have the name that Lambda looks for.
fn may_be_of(group: &LogGroup, function: &Function) -> bool {
    let Some(name) = &group.physical_name else { return true };
    let made_up = *name == format!("${{{}}}", group.name);
    let open = name.contains("${") && group.function.resource().is_none();
    let begins = name.starts_with(PREFIX) || name.starts_with("${");
    let named = function.physical_name.as_ref().is_some_and(|own: &Setting<String>| own.open);
    begins && !made_up && (open || named)
}

#[cfg(test)]
mod tests;
