//! # permission-without-source
//!
//! A service may call the function on behalf of any AWS account.
//!
//! A permission for `s3.amazonaws.com` alone is one for everybody's buckets: whoever knows the function's ARN can
//! have S3 call it (the confused deputy). Say which resource calls, or at least which account it belongs to. The ARN of
//! a bucket names no account: once the bucket is deleted, whoever takes its name may call. There the account counts.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Resources:
//!   Report:
//!     Type: AWS::Lambda::Function
//!     Properties: { Handler: app.handler, Runtime: python3.13 }
//!   AllowUploads:
//! # ^^^^^^^^^^^^ S3 of any account may call Report
//!     Type: AWS::Lambda::Permission
//!     Properties:
//!       Action: lambda:InvokeFunction
//!       FunctionName: !Ref Report
//!       Principal: s3.amazonaws.com
//! ```
//!
//! ## Fixed
//!
//! ```yaml template.yaml
//! Resources:
//!   Report:
//!     Type: AWS::Lambda::Function
//!     Properties: { Handler: app.handler, Runtime: python3.13 }
//!   AllowUploads:
//!     Type: AWS::Lambda::Permission
//!     Properties:
//!       Action: lambda:InvokeFunction
//!       FunctionName: !Ref Report
//!       Principal: s3.amazonaws.com
//!       SourceAccount: !Ref AWS::AccountId
//! ```
//!
//! ## Fix
//!
//! - **Allow it for the account of the stack only** · changes behaviour · Calls on behalf of other accounts are
//!   refused.
//! - **Allow it for the source that calls only** · changes behaviour · Calls from any other source are refused.
//!
//! ## Exceptions
//!
//! The permissions that SAM makes for events name their source. Silent when an organization or an event source
//! token narrows the permission, for load balancers, whose target group cannot be named before it exists, and when
//! the principal is known only at deployment.
//!
//! ## References
//!
//! - [Granting function access to AWS services](https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html)
//! - [The confused deputy problem](https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html)

use lamlint_analysis::model::{
    Attribute, Change, Composed, EventSource, InvokePermission, Piece, Property, Pseudo,
    ResourceId, Setting, TriggerKind,
};
use lamlint_analysis::tables::invoke_principals::{Narrowing, is_bare, narrowing, service};
use lamlint_analysis::tables::operations::name_of;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "permission-without-source",
    topic: Topic::EventSources,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    page: include_str!("permission_without_source.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    for permission in program.invoke_permissions().iter().filter(|one| !is_narrowed(one)) {
        let principal = permission.principal.as_ref().and_then(Setting::only);
        let Some(service) = principal.and_then(|principal| service(principal)) else { continue };
        let named = permission.source_arn.is_some();
        if narrowing(service) == Some(Narrowing::Nothing) || named && !is_bare(service) {
            continue;
        }
        let function = permission.function.resource().map(|id| program.name(id));
        let what = function.unwrap_or("the function");
        let caller = name_of(service);
        let (name, changes) = (&permission.name, narrow(program, permission, service));
        let (message, label, title) = if named {
            (
                format!("{name} lets {caller} call {what} for whoever owns a bucket of that name"),
                "the ARN names no account".to_owned(),
                "Allow it for the account of the stack only",
            )
        } else {
            (
                format!("{name} lets {caller} call {what} for any AWS account"),
                format!("{caller} of any account may call {what}"),
                "Allow it for the source that calls only",
            )
        };
        let finding = findings.report(permission.at, message).label(label);
        finding.fix(Safety::Unsafe, title, changes);
        function.map(|name| finding.function(name));
    }
}

/// Whether something narrows a permission beside the ARN of what calls.
fn is_narrowed(permission: &InvokePermission) -> bool {
    let keys = [permission.source_account, permission.organization, permission.token];
    keys.iter().any(Option::is_some) || permission.url_auth.is_some()
}

fn narrow(program: &Program, permission: &InvokePermission, service: &str) -> Vec<Change> {
    let (property, value) = match narrowing(service) {
        Some(Narrowing::Account) => {
            let account = Composed::of(Piece::Pseudo(Pseudo::Account));
            (Property::SourceAccount, Some(account))
        }
        Some(Narrowing::Arn) => (Property::SourceArn, source_arn(program, permission, service)),
        _ => return Vec::new(),
    };
    value.map(|value| Change::set(permission.body, property, value)).into_iter().collect()
}

/// The ARN of the one trigger that the permission is for; else those of the own account, where no other calls.
fn source_arn(program: &Program, permission: &InvokePermission, service: &str) -> Option<Composed> {
    let function = permission.function.resource().and_then(|id| program.function(id));
    let sources = function.map(|function| program.sources(function)).unwrap_or_default();
    let mut arns: Vec<_> = sources.iter().filter_map(|source| arn_of(source, service)).collect();
    arns.dedup();
    match (arns.len(), service) {
        (1, _) => arns.pop(),
        (_, "apigateway") => Some(own_arn("execute-api", [Piece::Literal("*".to_owned())])),
        (_, "events") => Some(own_arn("events", [Piece::Literal("rule/*".to_owned())])),
        _ => None,
    }
}

/// The ARN that a trigger calls with.
fn arn_of(source: &EventSource, service: &str) -> Option<Composed> {
    use TriggerKind as Kind;
    let arn = |id: ResourceId| Composed::of(Piece::Of(id, Attribute::Arn));
    match (source.kind, service) {
        (Kind::EventBridge | Kind::ScheduleRule, "events") | (Kind::Iot, "iot") => {
            source.resource.map(arn)
        }
        (Kind::Sns, "sns") => source.source.resource().map(arn),
        (Kind::RestApi | Kind::HttpApi | Kind::WebSocketApi, "apigateway") => {
            let api = Piece::Of(source.source.resource()?, Attribute::Id);
            Some(own_arn("execute-api", [api, Piece::Literal("/*".to_owned())]))
        }
        _ => None,
    }
}

/// ARNs of a service in the account and region that the template is deployed to.
fn own_arn<const COUNT: usize>(service: &str, rest: [Piece; COUNT]) -> Composed {
    let literal = |text: &str| Piece::Literal(text.to_owned());
    let mut arn = Composed::literal("arn:");
    let account = [
        Piece::Pseudo(Pseudo::Partition),
        literal(&format!(":{service}:")),
        Piece::Pseudo(Pseudo::Region),
        literal(":"),
        Piece::Pseudo(Pseudo::Account),
        literal(":"),
    ];
    account.into_iter().chain(rest).for_each(|piece| arn.push(piece));
    arn
}

#[cfg(test)]
mod tests;
