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

use std::cmp::Reverse;

use lamlint_analysis::tables::iam::{self, Level};
use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

use crate::written;

pub(crate) static RULE: Rule = Rule {
    name: "wildcard-action",
    topic: Topic::Permissions,
    severity: Severity::Warning,
    fix: FixKind::None,
    page: include_str!("wildcard_action.rs"),
    check,
};

/// What the names of well-known changes start with.
const CHANGES: [&str; 5] = ["Add", "Attach", "Create", "Delete", "Put"];

fn check(program: &Program, findings: &mut Findings) {
    let holders = program.holders();
    let actions = holders.iter().flat_map(|holder| {
        let actions = holder.statements().flat_map(|statement| &statement.actions);
        let wide = actions.filter(|(_, action)| action.contains(['*', '?']));
        wide.map(move |(at, action)| (*at, action.as_str(), holder))
    });
    for (at, action, holders) in written::by_place(actions) {
        let (severity, label) = match action {
            "*" | "*:*" => (Severity::Error, "every action of every service".to_owned()),
            action => match cover(action) {
                Some(label) => (Severity::Warning, label),
                None => continue,
            },
        };
        let (names, function) = written::holders(&holders);
        let message = format!("{names} may do more than needed: `{action}` is {label}");
        let finding = findings.report(at, message).label(label).severity(severity);
        function.map(|function| finding.function(function));
    }
}

/// Whether a wildcard stands behind a verb and a noun, as in `kms:GenerateDataKey*`: those are variants of one
/// action, and AWS's own examples write them so.
fn names_one_action(pattern: &str) -> bool {
    let name = pattern.split_once(':').map_or(pattern, |(_, name)| name);
    let whole = name.strip_suffix('*').filter(|name| !name.contains(['*', '?']));
    whole.is_some_and(|name| name.chars().filter(char::is_ascii_uppercase).count() > 1)
}

/// The greatest level first; then what people know, which the short names of changes are.
fn rank(action: &iam::Action) -> (Level, bool, Reverse<usize>) {
    let is_change = CHANGES.iter().any(|verb| action.name.starts_with(verb));
    (action.level, is_change, Reverse(action.name.len()))
}

/// How much a pattern covers, and the worst of it; `None` when it only reads, or is of no known service.
fn cover(pattern: &str) -> Option<String> {
    let mut count = 0;
    let mut worst: Option<iam::Action> = None;
    for action in iam::covered(pattern) {
        count += 1;
        worst = worst.filter(|worst| rank(worst) >= rank(&action)).or(Some(action));
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
    use lamlint_analysis::Rule;
    use lamlint_analysis::fixture::{check_template, run};
    use std::collections::BTreeMap;

    static RULES: [&Rule; 1] = [&RULE];

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
    fn what_is_written_once_for_several_is_one_finding_that_names_them() {
        let template = "
Transform: AWS::Serverless-2016-10-31
Resources:
  A: { Type: AWS::Serverless::Function, Properties: { Policies: &all [{ Statement: [{ Effect: Allow, Action: '*', Resource: a }] }] } }
  B: { Type: AWS::Serverless::Function, Properties: { Policies: *all } }
  C: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Shared.Arn } }
  D: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Shared.Arn } }
  Shared: { Type: AWS::IAM::Role, Properties: { Policies: [{ PolicyDocument: { Statement: [{ Effect: Allow, Action: '*', Resource: a }] } }] } }
  Alone:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Action: 'sts:AssumeRole', Principal: { Service: lambda.amazonaws.com } }] }
      Policies: [{ PolicyDocument: { Statement: [{ Effect: Allow, Action: '*', Resource: a }] } }]
";
        let files = BTreeMap::from([("template.yaml".to_owned(), template.to_owned())]);
        let checked = run(&RULES, &files);
        let found = checked.findings["template.yaml"].iter().map(|finding| {
            let (names, _) = finding.message.split_once(" may do").unwrap_or_default();
            (names, finding.function.as_deref())
        });
        let expected = [("A and B", Some("A")), ("C and D", Some("C")), ("the role Alone", None)];
        assert_eq!(found.collect::<Vec<_>>(), expected);
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
