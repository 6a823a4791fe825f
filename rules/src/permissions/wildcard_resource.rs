//! # wildcard-resource
//!
//! A function may use its permissions on every resource of the account, although they could name the ones it uses.
//!
//! Whoever gets hold of the function (a bug in it, a package it depends on) reaches as far as its permissions.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Writer:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Policies:
//!         - Statement:
//!             - Effect: Allow
//!               Action: sqs:SendMessage
//!               Resource: "*"
//!               #         ^^^ every resource in the account
//!   Orders:
//!     Type: AWS::SQS::Queue
//! ```
//!
//! ## Fixed
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Writer:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Policies:
//!         - Statement:
//!             - Effect: Allow
//!               Action: sqs:SendMessage
//!               Resource: !GetAtt Orders.Arn
//!   Orders:
//!     Type: AWS::SQS::Queue
//! ```
//!
//! ## Fix
//!
//! - **Allow it on … only** · changes behaviour · Calls about any other resource are refused.
//!
//! ## Exceptions
//!
//! Actions that cannot name a resource or only describe what there is, statements that a condition narrows, and what functions are usually allowed
//! everywhere (logs, traces, network interfaces of a VPC) are left alone; so is publishing in a template without a
//! topic, since phone numbers have no ARN. The fix is offered where only one resource can be meant.
//!
//! ## References
//!
//! - [Actions, resources and condition keys](https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html)

use lamlint_analysis::model::{
    Attribute, Change, Composed, Piece, Resource, ResourceId, ResourceKind, Statement, Value,
};
use lamlint_analysis::program::Holder;
use lamlint_analysis::tables::iam;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

use crate::written;

pub(crate) static RULE: Rule = Rule {
    name: "wildcard-resource",
    topic: Topic::Permissions,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    page: include_str!("wildcard_resource.rs"),
    check,
};

/// Services whose actions functions are usually allowed on everything: the managed execution policies do the same.
/// <https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html>, read 2026-11-23.
const USUAL: [&str; 4] = ["logs", "xray", "cloudwatch", "s3-object-lambda"];

fn check(program: &Program, findings: &mut Findings) {
    let holders = program.holders();
    let statements = holders.iter().flat_map(|holder| {
        holder.statements().map(move |statement| (statement.at, (), (holder, statement)))
    });
    for (_, (), shared) in written::by_place(statements) {
        let statement = shared[0].1;
        // A wildcard for both is the business of `wildcard-action`, which says all there is to say.
        let every_action =
            statement.actions.iter().any(|(_, action)| matches!(action.as_str(), "*" | "*:*"));
        let narrowed = !statement.conditions.is_empty() || statement.inverted;
        if every_action || narrowed || statement.actions_open {
            continue;
        }
        let everything =
            statement.resources.iter().find(|(_, resource)| resource.text() == Some("*"));
        let (Some((at, _)), Some(action)) = (everything, narrowable(program, statement)) else {
            continue;
        };
        let holders: Vec<&Holder> = shared.iter().map(|(holder, _)| *holder).collect();
        let (names, function) = written::holders(&holders);
        let finding = findings
            .report(*at, format!("{names} may use `{action}` on everything in the account"))
            .label("every resource in the account");
        if let Some((name, change)) = narrow(program, statement) {
            finding.fix(Safety::Unsafe, format!("Allow it on {name} only"), change);
        }
        function.map(|function| finding.function(function));
    }
}

/// Names the one resource of the template that all the actions can be about.
fn narrow<'w>(program: &Program<'w>, statement: &Statement) -> Option<(&'w str, Change)> {
    let (Some(at), [_]) = (statement.resources_at, statement.resources.as_slice()) else {
        return None;
    };
    let (_, first) = statement.actions.first()?;
    let service = service(first);
    let fits = |action: &str| self::service(action) == service && names_resources(action);
    if !statement.actions.iter().all(|(_, action)| fits(action)) {
        return None;
    }
    let mut found = program
        .resources()
        .iter()
        .filter_map(|resource| Some((resource, arns_of(&service, resource.id, resource.kind)?)));
    match (found.next(), found.next()) {
        (Some((resource, value)), None)
            if resource.condition.is_none() && !waits(program, resource) =>
        {
            Some((&resource.name, Change::Replace { at, value }))
        }
        _ => None,
    }
}

/// The ARNs of a resource, and of everything in it, that actions of a service are allowed on; `None` when the
/// resource is none of that service.
fn arns_of(service: &str, id: ResourceId, kind: ResourceKind) -> Option<Value> {
    let inside = |rest: &str| {
        let mut arn = Composed::of(Piece::Of(id, Attribute::Arn));
        arn.push(Piece::Literal(format!("/{rest}")));
        Value::Text(arn)
    };
    let arn = Value::of(id, Attribute::Arn);
    Some(match (service, kind) {
        ("sqs", ResourceKind::Queue)
        | ("kinesis", ResourceKind::Stream)
        | ("sns", ResourceKind::Topic) => arn,
        ("dynamodb", ResourceKind::Table) => Value::List(vec![arn, inside("index/*")]),
        ("s3", ResourceKind::Bucket) => Value::List(vec![arn, inside("*")]),
        _ => return None,
    })
}

/// Whether a bucket or topic names a function that it calls: the function's role cannot name it in turn.
fn waits(program: &Program, resource: &Resource) -> bool {
    program.triggered_by(resource.id).any(|(_, source)| !source.kind.is_polled())
}

/// The worst action that could name its resources; of several the first.
fn narrowable<'p>(program: &Program, statement: &'p Statement) -> Option<&'p str> {
    let actions = statement.actions.iter().map(|(_, action)| action.as_str());
    let narrowable = actions.filter(|action: &&str| {
        let name = action.split(':').nth(1).unwrap_or_default();
        let looks = ["Describe", "List"].iter().any(|verb| name.starts_with(verb));
        // A network interface does not exist before the function does, so nobody can name it.
        let interface = name.contains("NetworkInterface") || name.ends_with("PrivateIpAddresses");
        let sms = *action == "sns:Publish" && program.topics().is_empty();
        let usual = USUAL.contains(&service(action).as_str());
        !usual && !interface && !looks && !sms && names_resources(action)
    });
    let level = |action: &str| iam::covered(action).map(|one| one.level).max();
    narrowable.rev().max_by_key(|action| level(action))
}

/// Whether all actions that a pattern covers are allowed on resources.
fn names_resources(action: &str) -> bool {
    let mut covered = iam::covered(action).peekable();
    covered.peek().is_some() && covered.all(|one| one.narrowable)
}

fn service(action: &str) -> String {
    action.split(':').next().unwrap_or_default().to_ascii_lowercase()
}

#[cfg(test)]
mod tests;
