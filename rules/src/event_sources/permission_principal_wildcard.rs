//! # permission-principal-wildcard
//!
//! Every AWS account may invoke the function.
//!
//! A permission for the principal `*` lets anybody with an AWS account call the function, if nothing else in it
//! narrows who is meant. Name the account or the service, or the organization that callers must belong to.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Resources:
//!   Report:
//!     Type: AWS::Lambda::Function
//!     Properties: { Handler: app.handler, Runtime: python3.13 }
//!   AllowAll:
//!     Type: AWS::Lambda::Permission
//!     Properties:
//!       Action: lambda:InvokeFunction
//!       FunctionName: !Ref Report
//!       Principal: "*"
//!       #          ^^^ any AWS account may invoke Report
//! ```
//!
//! ## Good
//!
//! ```yaml template.yaml
//! Resources:
//!   Report:
//!     Type: AWS::Lambda::Function
//!     Properties: { Handler: app.handler, Runtime: python3.13 }
//!   AllowOrganization:
//!     Type: AWS::Lambda::Permission
//!     Properties:
//!       Action: lambda:InvokeFunction
//!       FunctionName: !Ref Report
//!       Principal: "*"
//!       PrincipalOrgID: o-a1b2c3d4e5
//! ```
//!
//! ## Exceptions
//!
//! Silent when an organization, a source account, a source ARN or an event source token narrows the permission,
//! and for calls through a function URL: the URL's authorization type decides about those (see
//! `function-url-public`).
//!
//! ## References
//!
//! - [Resource-based policies](https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html)

use lamlint_analysis::model::{InvokePermission, Setting};
use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "permission-principal-wildcard",
    topic: Topic::EventSources,
    severity: Severity::Warning,
    fix: FixKind::None,
    page: include_str!("permission_principal_wildcard.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    let permissions = program.invoke_permissions();
    for permission in permissions.iter().filter(|permission| !is_narrowed(permission)) {
        let principals = permission.principal.iter().flat_map(Setting::each);
        for (at, _) in principals.filter(|(_, principal)| *principal == "*") {
            let function = permission.function.resource().map(|id| program.name(id));
            let what = function.unwrap_or("the function");
            let finding = findings
                .report(at, format!("{} lets any AWS account invoke {what}", permission.name))
                .label(format!("any AWS account may invoke {what}"));
            function.map(|name| finding.function(name));
        }
    }
}

fn is_narrowed(permission: &InvokePermission) -> bool {
    let conditions = [
        permission.organization,
        permission.source_account,
        permission.source_arn,
        permission.token,
        permission.via_url,
    ];
    permission.url_auth.is_some() || conditions.iter().any(Option::is_some)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check_template;

    #[test]
    fn a_permission_for_a_function_from_elsewhere_counts_too() {
        check_template(
            &RULE,
            "
Resources:
  Open:
    Type: AWS::Lambda::Permission
    Properties: { Action: lambda:InvokeFunction, FunctionName: !ImportValue F, Principal: '*' }
    #                                                                                     ^^^ any AWS account may invoke the function
",
        );
    }

    #[test]
    fn narrowed_permissions_urls_and_unknown_principals_are_left_alone() {
        for rest in [
            "Principal: '*', PrincipalOrgID: !Ref Org",
            "Principal: '*', SourceAccount: !Ref AWS::AccountId",
            "Principal: '*', SourceArn: !ImportValue Topic",
            "Principal: '*', EventSourceToken: abc",
            "Principal: '*', FunctionUrlAuthType: NONE",
            "Principal: '*', InvokedViaFunctionUrl: true",
            "Principal: !Ref Who",
            "Principal: 123456789012",
            "Principal: sns.amazonaws.com",
        ] {
            let template = format!(
                "
Parameters: {{ Org: {{ Type: String }}, Who: {{ Type: String }} }}
Resources:
  One: {{ Type: AWS::Lambda::Permission, Properties: {{ FunctionName: f, {rest} }} }}
"
            );
            check_template(&RULE, &template);
        }
    }
}
