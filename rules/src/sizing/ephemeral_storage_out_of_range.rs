//! # ephemeral-storage-out-of-range
//!
//! The function's `/tmp` has a size that Lambda does not accept, so the deployment fails.
//!
//! `/tmp` holds from 512 MB to 10,240 MB. Data that needs more room belongs into S3 or onto a mounted file system.
//!
//! ## Bad
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
//!       EphemeralStorage:
//!         Size: 20480
//!         #     ^^^^^ Lambda allows 512 to 10240 MB
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
//!       EphemeralStorage:
//!         Size: 10240
//! ```
//!
//! ## Fix
//!
//! - **Raise the … to …** · safe, unless the number is a parameter's · Nothing is deployed with such a value that
//!   could change; a parameter, a mapping or an anchor may also stand elsewhere, where it works.
//! - **Lower the … to …** · safe, unless the number is a parameter's · The same.
//!
//! ## Exceptions
//!
//! Functions on Lambda Managed Instances and with accelerators may have more and are left alone. Every value that
//! the size can have is judged: both arms of an `!If`, a parameter's default and its allowed values.
//!
//! ## References
//!
//! - [Ephemeral storage of a function](https://docs.aws.amazon.com/lambda/latest/dg/configuration-ephemeral-storage.html)

use lamlint_analysis::tables::quotas;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

use crate::limits;

pub(crate) static RULE: Rule = Rule {
    name: "ephemeral-storage-out-of-range",
    topic: Topic::Sizing,
    severity: Severity::Error,
    fix: FixKind::Safe,
    page: include_str!("ephemeral_storage_out_of_range.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    let quota = quotas::quota(quotas::EPHEMERAL_STORAGE);
    limits::report(
        program,
        findings,
        |one| one.ephemeral_storage.as_ref(),
        (quota, quota.max),
        "/tmp",
        "MB",
    );
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check_template;

    #[test]
    fn each_value_that_is_possible_is_judged_where_it_is_written() {
        check_template(
            &RULE,
            "
Conditions: { Big: !Equals [!Ref AWS::Region, eu-west-1] }
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { EphemeralStorage: { Size: 511 } } }
  #                                                                           ^^^ Lambda allows 512 to 10240 MB
  Two: { Type: AWS::Lambda::Function, Properties: { EphemeralStorage: { Size: !If [Big, 10241, 512] } } }
  #                                                                                     ^^^^^ Lambda allows 512 to 10240 MB
",
        );
    }

    #[test]
    fn values_known_only_at_deployment_and_special_capacity_are_left_alone() {
        check_template(
            &RULE,
            "
Parameters: { Size: { Type: Number } }
Conditions: { Big: !Equals [!Ref AWS::Region, eu-west-1] }
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { EphemeralStorage: { Size: !Ref Size } } }
  Two: { Type: AWS::Lambda::Function, Properties: { EphemeralStorage: !If [Big, { Size: 512 }, !Ref AWS::NoValue] } }
  Big: { Type: AWS::Lambda::Function, Properties: { EphemeralStorage: { Size: 20480 }, AcceleratorConfig: { A: b } } }
",
        );
    }
}
