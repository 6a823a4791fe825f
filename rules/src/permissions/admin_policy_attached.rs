//! # admin-policy-attached
//!
//! A function runs with a managed policy that allows far more than any function needs.
//!
//! Code that is taken over, through a dependency or an injection, can then do whatever the policy allows. Grant the
//! actions that the code calls, on the resources that it uses.
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
//!         - AdministratorAccess
//!         # ^^^^^^^^^^^^^^^^^^^ everything in the account
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
//!         - DynamoDBWritePolicy: { TableName: !Ref Users }
//!         - AWSLambdaBasicExecutionRole
//!   Users: { Type: AWS::Serverless::SimpleTable }
//! ```
//!
//! ## References
//!
//! - [Least privilege for Lambda](https://docs.aws.amazon.com/lambda/latest/dg/security-iam.html)

use lamlint_analysis::tables::operations::service_of_class;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

use crate::written;

pub(crate) static RULE: Rule = Rule {
    name: "admin-policy-attached",
    topic: Topic::Permissions,
    severity: Severity::Warning,
    fix: FixKind::None,
    page: include_str!("admin_policy_attached.rs"),
    check,
};

/// AWS managed policies that allow every action, or all but those on identities.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html>, read 2026-11-23.
const ADMINISTRATORS: [&str; 2] = ["AdministratorAccess", "PowerUserAccess"];

fn check(program: &Program, findings: &mut Findings) {
    let holders = program.holders();
    let policies = holders.iter().flat_map(|holder| {
        let managed = holder.policies.managed.iter();
        managed.filter_map(move |policy| Some((policy.at, policy.name.as_deref()?, holder)))
    });
    for (at, name, holders) in written::by_place(policies) {
        let (severity, label) = if ADMINISTRATORS.contains(&name) {
            (Severity::Error, "everything in the account".to_owned())
        } else if let Some(service) = name.strip_suffix("FullAccess") {
            (Severity::Warning, everything_in(service))
        } else {
            continue;
        };
        let (names, function) = written::holders(&holders);
        let message = format!("{names} may do {label}, by the policy {name}");
        let finding = findings.report(at, message).label(label).severity(severity);
        function.map(|function| finding.function(function));
    }
}

/// What a policy allows, by its name without `FullAccess`: `AmazonS3`, `AmazonAPIGatewayInvoke`.
fn everything_in(policy: &str) -> String {
    let word = policy.trim_start_matches("Amazon").trim_start_matches("AWS").trim_matches('_');
    let (word, what) = match word.strip_suffix("Invoke") {
        Some(word) => (word, "every call of"),
        None => (word, "everything in"),
    };
    let service = service_of_class(word).filter(|service| service.id.replace(' ', "") == word);
    format!("{what} {}", service.map_or(word, |service| service.id))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check_template;

    #[test]
    fn a_list_that_several_functions_share_is_one_finding() {
        check_template(
            &RULE,
            "
Transform: AWS::Serverless-2016-10-31
Resources:
  A: { Type: AWS::Serverless::Function, Properties: { Policies: &all [AmazonS3FullAccess] } }
  #                                                                   ^^^^^^^^^^^^^^^^^^ everything in S3
  B: { Type: AWS::Serverless::Function, Properties: { Policies: *all } }
",
        );
    }

    #[test]
    fn roles_of_functions_count_and_others_do_not() {
        check_template(
            &RULE,
            "
Resources:
  F: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Own.Arn } }
  Own:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
        - !Sub arn:${AWS::Partition}:iam::aws:policy/AmazonS3FullAccess
        # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ everything in S3
        - arn:aws:iam::111122223333:policy/OurFullAccess
        - !Ref Given
  Other:
    Type: AWS::IAM::Role
    Properties: { ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess] }
",
        );
    }

    #[test]
    fn services_have_their_own_names() {
        check_template(
            &RULE,
            "
Transform: AWS::Serverless-2016-10-31
Resources:
  A:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
        - CloudWatchLogsFullAccess
        # ^^^^^^^^^^^^^^^^^^^^^^^^ everything in CloudWatch Logs
        - AWSStepFunctionsFullAccess
        # ^^^^^^^^^^^^^^^^^^^^^^^^^^ everything in StepFunctions
        - AmazonAPIGatewayInvokeFullAccess
        # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ every call of API Gateway
        - AWSLambda_FullAccess
        # ^^^^^^^^^^^^^^^^^^^^ everything in Lambda
",
        );
    }
}
