//! # trust-policy-wrong
//!
//! A function's role cannot be taken on by Lambda, or can be taken on by everyone.
//!
//! Lambda assumes the execution role in the name of `lambda.amazonaws.com`. Without that principal the function
//! cannot be created; with `*` anybody at AWS may assume the role.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! AWSTemplateFormatVersion: "2010-09-09"
//! Resources:
//!   Worker:
//!     Type: AWS::Lambda::Function
//!     Properties: { Role: !GetAtt WorkerRole.Arn, Runtime: python3.13, Handler: a.b, Code: { S3Bucket: b, S3Key: k } }
//!   WorkerRole:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument:
//!         Version: "2012-10-17"
//!         Statement:
//!           - Effect: Allow
//!             Principal:
//!               Service: ec2.amazonaws.com
//!               #        ^^^^^^^^^^^^^^^^^ Lambda is not among those who may assume the role
//!             Action: sts:AssumeRole
//! ```
//!
//! ## Fixed
//!
//! ```yaml template.yaml
//! AWSTemplateFormatVersion: "2010-09-09"
//! Resources:
//!   Worker:
//!     Type: AWS::Lambda::Function
//!     Properties: { Role: !GetAtt WorkerRole.Arn, Runtime: python3.13, Handler: a.b, Code: { S3Bucket: b, S3Key: k } }
//!   WorkerRole:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument:
//!         Version: "2012-10-17"
//!         Statement:
//!           - Effect: Allow
//!             Principal:
//!               Service: lambda.amazonaws.com
//!             Action: sts:AssumeRole
//! ```
//!
//! ## Fix
//!
//! - **Trust `…`** · changes behaviour · Lambda can assume the role, and what is written there no longer can.
//!
//! ## References
//!
//! - [Execution roles](https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html)

use lamlint_analysis::model::{Change, Function, Principal, Role, Setting, Statement};
use lamlint_analysis::text::Span;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "trust-policy-wrong",
    topic: Topic::Permissions,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    page: include_str!("trust_policy_wrong.rs"),
    check,
};

/// The principal in whose name Lambda takes a role on.
const LAMBDA: &str = "lambda.amazonaws.com";

fn check(program: &Program, findings: &mut Findings) {
    for role in program.roles() {
        let user = program.users(role).find(|function| uses(function, role));
        let Some(user) = user.filter(|_| !role.trust_open && !role.trust.is_empty()) else {
            continue;
        };
        let everyone = role
            .trust
            .iter()
            .filter(|one| one.allow && one.conditions.is_empty())
            .find_map(open_to_all);
        if let Some(at) = everyone {
            findings
                .report(
                    at,
                    format!("anybody at AWS may use {}, the role of {}", role.name, user.name),
                )
                .label("everyone")
                .function(&user.name)
                .note(user.at, format!("{} runs with it", user.name));
        } else if !trusts_lambda(role) {
            report_missing(findings, role, user);
        }
    }
}

/// Whether a function surely has a role, and is surely there.
fn uses(function: &Function, role: &Role) -> bool {
    let given = function.policies.role.as_ref().and_then(Setting::only);
    given.is_some_and(|given| given.is_to(role.id)) && function.condition.is_none()
}

fn open_to_all(statement: &Statement) -> Option<Span> {
    statement.principals.iter().find(|(_, who)| *who == Principal::Everyone).map(|(at, _)| *at)
}

/// Whether Lambda may use the role, as far as that can be seen: an unknown principal may be Lambda.
fn trusts_lambda(role: &Role) -> bool {
    role.trust.iter().any(|statement| {
        let includes = |who: &Principal| match who {
            Principal::Service(service) => service == LAMBDA || service.starts_with("edgelambda."),
            Principal::Unknown | Principal::Everyone => true,
            Principal::Account(_) => false,
        };
        statement.inverted
            || (statement.allow && statement.principals.iter().any(|(_, who)| includes(who)))
    })
}

fn report_missing(findings: &mut Findings, role: &Role, user: &Function) {
    let services = role.trust.iter().flat_map(|statement| &statement.principals);
    let services: Vec<_> =
        services.filter(|(_, who)| matches!(who, Principal::Service(_))).collect();
    let at = services.first().map_or(role.at, |(at, _)| *at);
    let finding = findings
        .report(
            at,
            format!("{} cannot be created: Lambda cannot assume its role {}", user.name, role.name),
        )
        .label("Lambda is not among those who may assume the role")
        .function(&user.name)
        .note(user.at, format!("{} runs with it", user.name));
    if let [(at, _)] = services.as_slice() {
        finding.fix(
            Safety::Unsafe,
            format!("Trust `{LAMBDA}`"),
            Change::Replace { at: *at, value: LAMBDA.into() },
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check_template;

    #[test]
    fn roles_that_trust_lambda_or_may_are_left_alone() {
        for principal in [
            "{ Service: [ec2.amazonaws.com, lambda.amazonaws.com] }",
            "{ Service: !Sub 'lambda.${AWS::URLSuffix}' }",
            "{ Service: !Ref Who }",
            "{ Service: [lambda.amazonaws.com, edgelambda.amazonaws.com] }",
            "!Ref Who",
        ] {
            role("!GetAtt R.Arn", principal);
        }
        role("!If [Own, !GetAtt R.Arn, !Ref Given]", "{ Service: ec2.amazonaws.com }");
        role("arn:aws:iam::111122223333:role/R", "{ Service: ec2.amazonaws.com }");
    }

    #[test]
    fn everyone_is_too_many() {
        role("!GetAtt R.Arn", "'*'\n            #          ^^^ everyone");
    }

    fn role(given: &str, principal: &str) {
        check_template(
            &RULE,
            &format!(
                "
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  F: {{ Type: AWS::Lambda::Function, Properties: {{ Role: {given} }} }}
  R:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Action: sts:AssumeRole
            Principal: {principal}
"
            ),
        );
    }
}
