//! # provisioned-on-latest
//!
//! Provisioned concurrency is asked for on the unpublished function, so the deployment fails.
//!
//! Environments are kept ready for a published version or for an alias of one. `$LATEST` cannot have them. In SAM,
//! `AutoPublishAlias` publishes a version with every deployment and moves the alias to it.
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
//!       CodeUri: src/
//!       ProvisionedConcurrencyConfig:
//!     # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ needs `AutoPublishAlias`
//!         ProvisionedConcurrentExecutions: 5
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
//!       CodeUri: src/
//!       AutoPublishAlias: live
//!       ProvisionedConcurrencyConfig:
//!         ProvisionedConcurrentExecutions: 5
//! ```
//!
//! ## Exceptions
//!
//! An alias or a version that is known only at deployment is taken to be right.
//!
//! ## References
//!
//! - [Provisioned concurrency](https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html)

use lamlint_analysis::model::Provisioned;
use lamlint_analysis::text::Span;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "provisioned-on-latest",
    topic: Topic::ColdStart,
    severity: Severity::Error,
    fix: FixKind::None,
    page: include_str!("provisioned_on_latest.rs"),
    check,
};

/// The name of the unpublished version.
const LATEST: &str = "$LATEST";

fn check(program: &Program, findings: &mut Findings) {
    for function in program.functions() {
        for provisioned in &function.provisioned {
            let Some((at, label)) = wrong(provisioned) else { continue };
            let name = &function.name;
            findings
                .report(
                    at,
                    format!("{name} cannot be deployed: {LATEST} has no provisioned concurrency"),
                )
                .label(label)
                .function(name);
        }
    }
}

/// Where it is not put on a published version, and what to say there.
fn wrong(provisioned: &Provisioned) -> Option<(Span, &'static str)> {
    if !provisioned.named {
        return Some((provisioned.at, "needs `AutoPublishAlias`"));
    }
    let qualifier = provisioned.qualifier.as_ref()?;
    let latest = qualifier.each().find(|(_, version)| *version == LATEST);
    latest.map(|(at, _)| (at, "not a published version"))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check_template;

    #[test]
    fn an_alias_of_the_unpublished_version_is_no_published_one() {
        check_template(
            &RULE,
            "
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { Timeout: 3 } }
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref One
      FunctionVersion: $LATEST
      #                ^^^^^^^ not a published version
      Name: live
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 5 }
",
        );
    }

    #[test]
    fn versions_aliases_and_what_is_known_only_at_deployment_are_left_alone() {
        check_template(
            &RULE,
            "
Transform: AWS::Serverless-2016-10-31
Parameters: { Version: { Type: String } }
Conditions: { Hot: !Equals [!Ref AWS::Region, eu-west-1] }
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { Timeout: 3 } }
  Two:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: x
      AutoPublishAlias: !If [Hot, live, !Ref AWS::NoValue]
      ProvisionedConcurrencyConfig: !If [Hot, { ProvisionedConcurrentExecutions: 5 }, !Ref AWS::NoValue]
  Off: { Type: AWS::Serverless::Function, Properties: { InlineCode: x, ProvisionedConcurrencyConfig: !Ref AWS::NoValue } }
  V1: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref One, ProvisionedConcurrencyConfig: { P: 5 } } }
  Live:
    Type: AWS::Lambda::Alias
    Properties: { FunctionName: !Ref One, FunctionVersion: !GetAtt V1.Version, ProvisionedConcurrencyConfig: { P: 5 } }
  Blue:
    Type: AWS::Lambda::Alias
    Properties: { FunctionName: !Ref One, FunctionVersion: !Ref Version, ProvisionedConcurrencyConfig: { P: 5 } }
  Cold: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref One, FunctionVersion: $LATEST } }
",
        );
    }
}
