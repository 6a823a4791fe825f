//! # reserved-concurrency-zero
//!
//! The function's reserved concurrency is 0, so it can never run.
//!
//! Reserved concurrency is both a guarantee and a limit. With 0, every invocation is throttled: callers get an
//! error, and events wait until they expire.
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
//!       ReservedConcurrentExecutions: 0
//!       #                             ^ every invocation is throttled
//! ```
//!
//! ## Good
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
//!       ReservedConcurrentExecutions: 1
//! ```
//!
//! ## Exceptions
//!
//! A 0 that depends on a condition or a parameter is a switch, and is left alone.
//!
//! ## References
//!
//! - [Reserved concurrency](https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html)

use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

use crate::written;

pub(crate) static RULE: Rule = Rule {
    name: "reserved-concurrency-zero",
    topic: Topic::Concurrency,
    severity: Severity::Warning,
    fix: FixKind::None,
    page: include_str!("reserved_concurrency_zero.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    let exact = |setting: &&_| lamlint_analysis::model::Setting::only(setting) == Some(&0);
    let written = written::written(program.functions(), |one| {
        one.reserved_concurrency.as_ref().filter(exact)
    });
    for written in written {
        let names = written::names(&written.functions);
        written
            .report(program, findings, format!("{names} can never run: reserved concurrency is 0"))
            .label("every invocation is throttled");
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check_template;

    #[test]
    fn a_zero_in_globals_is_reported_once() {
        check_template(
            &RULE,
            "
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { ReservedConcurrentExecutions: 0 } }
#                                                    ^ every invocation is throttled
Resources:
  One: { Type: AWS::Serverless::Function, Properties: { InlineCode: x } }
  Two: { Type: AWS::Serverless::Function, Properties: { InlineCode: x } }
  Own: { Type: AWS::Serverless::Function, Properties: { InlineCode: x, ReservedConcurrentExecutions: 2 } }
",
        );
    }

    #[test]
    fn switches_are_left_alone() {
        check_template(
            &RULE,
            "
Parameters:
  Most: { Type: Number, Default: 0 }
  Some: { Type: Number, AllowedValues: [0, 5] }
Conditions: { Off: !Equals [!Ref Most, '0'] }
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { ReservedConcurrentExecutions: !Ref Most } }
  Two: { Type: AWS::Lambda::Function, Properties: { ReservedConcurrentExecutions: !Ref Some } }
  Six: { Type: AWS::Lambda::Function, Properties: { ReservedConcurrentExecutions: !If [Off, 0, 5] } }
  Not: { Type: AWS::Lambda::Function, Properties: { ReservedConcurrentExecutions: !If [Off, 0, !Ref AWS::NoValue] } }
  Out: { Type: AWS::Lambda::Function, Properties: { ReservedConcurrentExecutions: !ImportValue Most } }
",
        );
    }
}
