//! # wildcard-action
//!
//! A function's permissions name actions with a wildcard that covers far more than it needs, writing included.
//!
//! A wildcard also covers actions that AWS adds later. List the actions that the code calls.
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
//!               Action: "*"
//!               #       ^^^ every action of every service
//!               Resource: !GetAtt Images.Arn
//!   Images: { Type: AWS::S3::Bucket }
//! ```
//!
//! ## Good
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
//!               Action: [s3:GetObject, "s3:List*", "dynamodb:Describe*"]
//!               Resource: !GetAtt Images.Arn
//!   Images: { Type: AWS::S3::Bucket }
//! ```
//!
//! ## Exceptions
//!
//! Wildcards that only read or list, variants of one action (`kms:GenerateDataKey*`), and the statements of SAM's own
//! policy templates are left alone.
//!
//! ## References
//!
//! - [Least privilege](https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege)

use lamlint_analysis::model::Statement;
use lamlint_analysis::tables::iam::{self, Level};
use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "wildcard-action",
    topic: Topic::Permissions,
    severity: Severity::Warning,
    fix: FixKind::None,
    page: include_str!("wildcard_action.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    for (function, statement) in program.statements() {
        check_statement(findings, function, statement);
    }
}

fn check_statement(findings: &mut Findings, function: &str, statement: &Statement) {
    for (at, action) in &statement.actions {
        let (severity, label) = match action.as_str() {
            "*" | "*:*" => (Severity::Error, "every action of every service".to_owned()),
            action if !action.contains(['*', '?']) => continue,
            action => match cover(action) {
                Some(label) => (Severity::Warning, label),
                None => continue,
            },
        };
        findings
            .report(*at, format!("{function} may do more than it needs: `{action}` is {label}"))
            .label(label)
            .severity(severity)
            .function(function);
    }
}

/// Whether a wildcard stands behind a verb and a noun, as in `kms:GenerateDataKey*`: those are variants of one
/// action, and AWS's own examples write them so.
fn names_one_action(pattern: &str) -> bool {
    let name = pattern.split_once(':').map_or(pattern, |(_, name)| name);
    let whole = name.strip_suffix('*').filter(|name| !name.contains(['*', '?']));
    whole.is_some_and(|name| name.chars().filter(char::is_ascii_uppercase).count() > 1)
}

/// How much a pattern covers, and the worst of it; `None` when it only reads, or is of no known service.
fn cover(pattern: &str) -> Option<String> {
    let mut count = 0;
    let mut worst: Option<iam::Action> = None;
    for action in iam::covered(pattern) {
        count += 1;
        worst = worst.filter(|worst| worst.level >= action.level).or(Some(action));
    }
    let worst = worst.filter(|worst| worst.level >= Level::Write && count > 1)?;
    if names_one_action(pattern) && worst.level < Level::Permissions {
        return None;
    }
    Some(format!("{count} actions, {}:{} among them", worst.service, worst.name))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check_template;

    #[test]
    fn wildcards_that_write_are_counted_and_others_left_alone() {
        check_template(
            &RULE,
            "
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
        - DynamoDBCrudPolicy: { TableName: t }
        - Statement:
            - { Effect: Allow, Action: ['s3:Get*', 'logs:Describe*', 'nothing:*', !Ref A], Resource: a }
            - { Effect: Deny, Action: '*', Resource: '*' }
            - { Effect: Allow, Action: ['kms:GenerateDataKey*', 'kms:ReEncrypt*', 's3:DeleteObject*'], Resource: a }
            - { Effect: Allow, Action: 'sqs:*', Resource: '*' }
            #                          ^^^^^^^ 20 actions, sqs:AddPermission among them
",
        );
    }

    #[test]
    fn roles_that_are_not_for_functions_are_left_alone() {
        check_template(
            &RULE,
            "
Resources:
  R:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Action: 'sts:AssumeRole', Principal: { Service: ec2.amazonaws.com } }] }
      Policies: [{ PolicyName: p, PolicyDocument: { Statement: [{ Effect: Allow, Action: '*', Resource: '*' }] } }]
",
        );
    }
}
