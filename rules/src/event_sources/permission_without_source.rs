//! # permission-without-source
//!
//! A service may call the function on behalf of any AWS account.
//!
//! A permission for `s3.amazonaws.com` alone is one for everybody's buckets: whoever knows the function's ARN can
//! have S3 call it (the confused deputy). Say which resource calls, or at least which account it belongs to.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Resources:
//!   Report:
//!     Type: AWS::Lambda::Function
//!     Properties: { Handler: app.handler, Runtime: python3.13 }
//!   AllowUploads:
//! # ^^^^^^^^^^^^ s3 of any account may call Report
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

use lamlint_analysis::frameworks::{Property, additions};
use lamlint_analysis::model::{EventSource, InvokePermission, Setting, TriggerKind};
use lamlint_analysis::tables::invoke_principals::{Narrowing, narrowing, service};
use lamlint_analysis::text::Edit;
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
    for permission in program.stack.invoke_permissions.iter().filter(|one| !is_narrowed(one)) {
        let principal = permission.principal.as_ref().and_then(Setting::only);
        let Some(service) = principal.and_then(|principal| service(principal)) else { continue };
        if narrowing(service) == Some(Narrowing::Nothing) {
            continue;
        }
        let function = permission.function.resource();
        let what = function.unwrap_or("the function");
        let finding = findings
            .report(
                permission.at,
                format!("{} lets {service} call {what} for any AWS account", permission.name),
            )
            .label(format!("{service} of any account may call {what}"))
            .fix(Safety::Unsafe, "Name the source", narrow(program, permission, service));
        function.map(|name| finding.function(name));
    }
}

fn is_narrowed(permission: &InvokePermission) -> bool {
    let keys = [
        permission.source_arn,
        permission.source_account,
        permission.organization,
        permission.token,
    ];
    keys.iter().any(Option::is_some) || permission.url_auth.is_some()
}

fn narrow(program: &Program, permission: &InvokePermission, service: &str) -> Vec<Edit> {
    let (property, value) = match narrowing(service) {
        Some(Narrowing::Account) => (Property::SourceAccount, Some(additions::own_account())),
        Some(Narrowing::Arn) => (Property::SourceArn, source_arn(program, permission, service)),
        _ => return Vec::new(),
    };
    value.map(|value| program.set(&permission.body, property, &value)).unwrap_or_default()
}

/// The ARN of the one trigger that the permission is for; else those of the own account, where no other calls.
fn source_arn(
    program: &Program,
    permission: &InvokePermission,
    service: &str,
) -> Option<lamlint_analysis::syntax::Value> {
    let function =
        program.functions().iter().find(|one| permission.function.resource() == Some(&one.name));
    let sources = function.map(|one| &*one.event_sources).unwrap_or_default();
    let mut arns: Vec<_> = sources.iter().filter_map(|source| arn_of(source, service)).collect();
    arns.dedup();
    match (arns.len(), service) {
        (1, _) => arns.pop(),
        (_, "apigateway") => Some(additions::own_arn("execute-api", "*")),
        (_, "events") => Some(additions::own_arn("events", "rule/*")),
        _ => None,
    }
}

fn arn_of(source: &EventSource, service: &str) -> Option<lamlint_analysis::syntax::Value> {
    use TriggerKind as Kind;
    let (calls, name) = match source.kind {
        Kind::EventBridge | Kind::ScheduleRule => ("events", Some(&*source.name)),
        Kind::Iot => ("iot", Some(&*source.name)),
        Kind::Sns => ("sns", source.source.resource()),
        Kind::RestApi | Kind::HttpApi | Kind::WebSocketApi => {
            ("apigateway", source.source.resource())
        }
        _ => return None,
    };
    additions::source_arn(source.kind, name.filter(|_| calls == service)?)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::{check_template, fixed_template};

    fn template(permission: &str) -> String {
        format!(
            "
Parameters: {{ Who: {{ Type: String }} }}
Resources:
  F: {{ Type: AWS::Lambda::Function }}
  R: {{ Type: AWS::Events::Rule, Properties: {{ Targets: [{{ Arn: !GetAtt F.Arn }}] }} }}
  P: {{ Type: AWS::Lambda::Permission, Properties: {{ FunctionName: !Ref F, {permission} }} }}
"
        )
    }

    #[test]
    fn the_fix_names_what_calls() {
        for (service, source) in [
            ("events", "SourceArn: !GetAtt R.Arn"),
            (
                "apigateway",
                "SourceArn: !Sub 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:*'",
            ),
            ("logs", "SourceAccount: !Ref AWS::AccountId"),
        ] {
            let fixed =
                fixed_template(&RULE, &template(&format!("Principal: {service}.amazonaws.com")));
            assert!(fixed.contains(source), "{fixed}");
        }
    }

    #[test]
    fn narrowed_permissions_and_other_principals_are_left_alone() {
        for permission in [
            "Principal: s3.amazonaws.com, SourceArn: !ImportValue Bucket",
            "Principal: s3.amazonaws.com, SourceAccount: !If [A, '1', !Ref AWS::NoValue]",
            "Principal: s3.amazonaws.com, PrincipalOrgID: o-1",
            "Principal: alexa-appkit.amazon.com, EventSourceToken: amzn1.ask.skill.1",
            "Principal: alexa-appkit.amazon.com",
            "Principal: elasticloadbalancing.amazonaws.com",
            "Principal: 123456789012",
            "Principal: '*'",
            "Principal: !Ref Who",
            "Principal: !Sub 'logs.${AWS::Region}.amazonaws.com'",
        ] {
            check_template(&RULE, &template(permission));
        }
    }
}
