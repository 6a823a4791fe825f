//! # timeout-out-of-range
//!
//! The function's timeout is one that Lambda does not accept, so the deployment fails.
//!
//! A function may run from 1 s to 1,800 s (30 minutes). Work that takes longer belongs into Step
//! Functions, Batch or ECS, or is cut into steps. Until November 2026 the limit was 900 s, and a region or a tool that
//! has not followed yet refuses more.
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
//!       Timeout: 3600
//!       #        ^^^^ Lambda allows 1 to 1800 s
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
//!       Timeout: 900
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
//! Functions on Lambda Managed Instances have other limits and are left alone. Every value that the timeout can
//! take is judged: both arms of an `!If`, a parameter's default and its allowed values.
//!
//! ## References
//!
//! - [Lambda quotas](https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html)

use lamlint_analysis::tables::quotas;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

use crate::{limits, written};

pub(crate) static RULE: Rule = Rule {
    name: "timeout-out-of-range",
    topic: Topic::Sizing,
    severity: Severity::Error,
    fix: FixKind::Safe,
    page: include_str!("timeout_out_of_range.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    let quota = quotas::quota(quotas::TIMEOUT);
    let before = quotas::quota(quotas::TIMEOUT_BEFORE).max;
    let limits = (quota, before);
    limits::report(program, findings, |one| one.timeout.as_ref(), limits, "timeout", "s");
    let functions = program.functions().iter().filter(|one| one.special_capacity.is_none());
    for written in written::written(functions, |one| one.timeout.as_ref()) {
        let value = *written.value;
        if value > before && value <= quota.max {
            let names = written::names(&written.functions);
            let refused = format!("{names} cannot be deployed yet where {before} s are the limit");
            written
                .report(program, findings, refused)
                .label(format!("more than {before} s since November 2026 only"))
                .severity(Severity::Info);
        }
    }
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
Parameters:
  Seconds: { Type: Number, Default: 0 }
  #                                 ^ Lambda allows 1 to 1800 s
Conditions: { Slow: !Equals [!Ref AWS::Region, eu-west-1] }
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { Timeout: !Ref Seconds } }
  Two: { Type: AWS::Lambda::Function, Properties: { Timeout: !If [Slow, 1801, 900] } }
  #                                                                     ^^^^ Lambda allows 1 to 1800 s
",
        );
    }

    #[test]
    fn what_lambda_takes_since_lately_is_told_and_no_error() {
        check_template(
            &RULE,
            "
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { Timeout: 900 } }
  Two: { Type: AWS::Lambda::Function, Properties: { Timeout: 1800 } }
  #                                                          ^^^^ more than 900 s since November 2026 only
",
        );
    }

    #[test]
    fn values_known_only_at_deployment_and_managed_instances_are_left_alone() {
        check_template(
            &RULE,
            "
Parameters: { Seconds: { Type: AWS::SSM::Parameter::Value<String>, Default: /t } }
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { Timeout: !Ref Seconds } }
  Two: { Type: AWS::Lambda::Function, Properties: { Timeout: !ImportValue Seconds } }
  Big: { Type: AWS::Lambda::Function, Properties: { Timeout: 5000, CapacityProviderConfig: { A: b } } }
",
        );
    }

    #[test]
    fn a_value_that_several_functions_inherit_is_reported_once() {
        check_template(
            &RULE,
            "
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Timeout: 0 } }
#                               ^ Lambda allows 1 to 1800 s
Resources:
  One: { Type: AWS::Serverless::Function, Properties: { InlineCode: x } }
# --- One takes it from there
  Two: { Type: AWS::Serverless::Function, Properties: { InlineCode: x } }
# --- Two takes it from there
  Own: { Type: AWS::Serverless::Function, Properties: { InlineCode: x, Timeout: 5 } }
",
        );
    }
}
