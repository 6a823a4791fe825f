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
//! ## Fix
//!
//! - **Keep logs for 30 days** · changes behaviour · Older logs are deleted.
//! - **Add a log group that keeps logs for 30 days** · changes behaviour · Older logs are deleted, and a log group
//!   that is there already has to be imported first.
//! - **Add log groups that keep logs for 30 days** · changes behaviour · The same.
//!
//! ## Exceptions
//!
//! All functions without a log group are one finding. Nothing is said when a log group's name is known only at
//! deployment and may be the function's, when logs go to a group from elsewhere, and for Lambda@Edge.
//!
//! ## References
//!
//! - [Log groups of a function](https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html)

use std::collections::BTreeMap;

use lamlint_analysis::model::{
    Attribute, Change, Composed, Function, LogGroup, NewKind, NewResource, Piece, Property, Ref,
};
use lamlint_analysis::text::Span;
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
    if program.is_open() {
        return;
    }
    let doubts = Doubts::new(program);
    let mut lacking: Vec<&Function> = Vec::new();
    let mut endless: BTreeMap<Span, (&LogGroup, &Function)> = BTreeMap::new();
    for function in program.functions().iter().filter(|one| !one.edge) {
        match logs(program, function, &doubts) {
            Logs::Unknown => {}
            Logs::NoGroup => lacking.push(function),
            Logs::Group(group) if group.retention.is_some() => {}
            Logs::Group(group) => {
                endless.entry(group.at).or_insert((group, function));
            }
        }
    }
    for (group, function) in endless.into_values() {
        let keep = Change::set(group.body, Property::Retention, DAYS);
        findings
            .report(group.at, format!("the logs of {} are kept forever", function.name))
            .label("has no retention")
            .function(&function.name)
            .fix(Safety::Unsafe, format!("Keep logs for {DAYS} days"), keep);
    }
    if let Some(first) = lacking.first() {
        let what = written::verb(&lacking, "a log group that keeps", "log groups that keep");
        let groups = lacking
            .iter()
            .zip(0..)
            .map(|(function, place)| Change::Add(log_group(program, function, place)));
        findings
            .report(first.at, format!("the logs of {} are kept forever", written::names(&lacking)))
            .label("no log group with a retention")
            .function(&first.name)
            .fix(
                Safety::Unsafe,
                format!("Add {what} logs for {DAYS} days"),
                groups.collect::<Vec<_>>(),
            );
    }
}

/// A log group for what a function logs, under the name that Lambda looks for. It exists when the function does.
fn log_group(program: &Program, function: &Function, place: u32) -> NewResource {
    let mut name = Composed::literal(PREFIX);
    name.push(Piece::Of(function.id, Attribute::Name));
    NewResource {
        id: program.new_id(place),
        kind: NewKind::LogGroup,
        name: format!("{}LogGroup", function.name),
        condition: function.condition.clone(),
        properties: vec![(Property::LogGroupName, name.into()), (Property::Retention, DAYS.into())],
    }
}

/// Where a function's logs go.
enum Logs<'w> {
    Unknown,
    NoGroup,
    Group(&'w LogGroup),
}

/// Whether log groups may turn out to have the names that Lambda looks for.
struct Doubts {
    /// Any function's.
    any: bool,
    /// That of a function whose own name is not known.
    named: bool,
}

impl Doubts {
    fn new(program: &Program) -> Doubts {
        let names = || {
            program
                .log_groups()
                .iter()
                .filter_map(|group| Some((group, group.group_name.as_ref()?)))
        };
        let begins = |name: &Composed| {
            let is_literal = matches!(name.pieces().first(), Some(Piece::Literal(_)));
            !is_literal || name.head().starts_with(PREFIX)
        };
        let open = |group: &LogGroup, name: &Composed| {
            name.is_unknown()
                || begins(name) && name.is_open() && group.speaks_of.resource().is_none()
        };
        Doubts {
            any: names().any(|(group, name)| open(group, name)),
            named: names().any(|(_, name)| begins(name)),
        }
    }
}

fn logs<'w>(program: &Program<'w>, function: &Function, doubts: &Doubts) -> Logs<'w> {
    if let Some(given) = &function.log_group {
        let group = given.only().and_then(Ref::resource).and_then(|id| program.log_group(id));
        return group.map_or(Logs::Unknown, Logs::Group);
    }
    if let Some(group) = program.log_groups_of(function).next() {
        return Logs::Group(group);
    }
    let is_named = function.physical_name.as_ref().is_some_and(|own| own.open);
    if doubts.any || is_named && doubts.named { Logs::Unknown } else { Logs::NoGroup }
}

#[cfg(test)]
mod tests;
