//! # memory-out-of-range
//!
//! The function's memory is one that Lambda does not accept, so the deployment fails.
//!
//! A function gets from 128 MB to 10,240 MB of memory, in steps of 1 MB, and processor power in proportion to it.
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
//!       MemorySize: 64
//!       #           ^^ Lambda allows 128 to 10240 MB
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
//!       MemorySize: 128
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
//! Functions on Lambda Managed Instances may have more memory and are left alone. Every value that the memory can
//! have is judged: both arms of an `!If`, a parameter's default and its allowed values.
//!
//! ## References
//!
//! - [Lambda quotas](https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html)
//! - [Memory of a function](https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html)

use lamlint_analysis::tables::quotas;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

use crate::limits;

pub(crate) static RULE: Rule = Rule {
    name: "memory-out-of-range",
    topic: Topic::Sizing,
    severity: Severity::Error,
    fix: FixKind::Safe,
    page: include_str!("memory_out_of_range.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    let quota = quotas::quota(quotas::MEMORY);
    limits::report(
        program,
        findings,
        |one| one.memory.as_ref(),
        (quota, quota.max),
        "memory size",
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
Parameters:
  Size: { Type: Number, Default: 512, AllowedValues: [512, 10241] }
  #                                                        ^^^^^ Lambda allows 128 to 10240 MB
Mappings: { Stages: { prod: { Memory: 10240 }, dev: { Memory: 127 } } }
#                                                             ^^^ Lambda allows 128 to 10240 MB
Conditions: { Big: !Equals [!Ref AWS::Region, eu-west-1] }
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { MemorySize: !Ref Size } }
  Two: { Type: AWS::Lambda::Function, Properties: { MemorySize: !If [Big, '20480', 512] } }
  #                                                                       ^^^^^^^ Lambda allows 128 to 10240 MB
  Six: { Type: AWS::Lambda::Function, Properties: { MemorySize: !FindInMap [Stages, !Ref AWS::StackName, Memory] } }
",
        );
    }

    #[test]
    fn values_known_only_at_deployment_and_managed_instances_are_left_alone() {
        check_template(
            &RULE,
            "
Parameters: { Size: { Type: Number }, Stored: { Type: AWS::SSM::Parameter::Value<String>, Default: /m } }
Conditions: { Big: !Equals [!Ref AWS::Region, eu-west-1] }
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { MemorySize: !Ref Size } }
  Two: { Type: AWS::Lambda::Function, Properties: { MemorySize: !Ref Stored } }
  Six: { Type: AWS::Lambda::Function, Properties: { MemorySize: '{{resolve:ssm:/m}}' } }
  Not: { Type: AWS::Lambda::Function, Properties: { MemorySize: !If [Big, 512, !Ref AWS::NoValue] } }
  Big: { Type: AWS::Lambda::Function, Properties: { MemorySize: 16384, CapacityProviderConfig: { A: b } } }
",
        );
    }
}
