//! # env-var-reserved
//!
//! The function sets an environment variable that Lambda keeps for itself, so the deployment fails.
//!
//! Lambda sets the region, the function's name, the credentials of its role and some more. The code finds them
//! there without the template's help; a value of your own needs another name.
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
//!       Environment:
//!         Variables:
//!           AWS_REGION: eu-west-1
//!         # ^^^^^^^^^^ set by Lambda itself
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
//!       Environment:
//!         Variables:
//!           BUCKET_REGION: eu-west-1
//! ```
//!
//! ## Exceptions
//!
//! Variables that Lambda reads but leaves to you (`NODE_OPTIONS`, `AWS_LAMBDA_EXEC_WRAPPER`, `TZ` …) may be set. A
//! variable whose value is `AWS::NoValue` is not deployed.
//!
//! ## References
//!
//! - [Environment variables that Lambda defines](https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime)

use std::collections::BTreeMap;

use lamlint_analysis::model::Function;
use lamlint_analysis::tables;
use lamlint_analysis::text::Span;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

use crate::written;

pub(crate) static RULE: Rule = Rule {
    name: "env-var-reserved",
    topic: Topic::Environment,
    severity: Severity::Error,
    fix: FixKind::None,
    page: include_str!("env_var_reserved.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    let mut found: BTreeMap<Span, (&str, Vec<&Function>)> = BTreeMap::new();
    for function in program.functions() {
        let variables = function.environment.variables.iter();
        let deployed = variables.filter(|variable| !variable.is_left_out());
        let reserved =
            deployed.filter(|one| tables::reserved_environment().any(|name| name == one.name));
        for variable in reserved {
            let (_, functions) =
                found.entry(variable.at).or_insert_with(|| (&variable.name, Vec::new()));
            functions.push(function);
        }
    }
    for (at, (name, functions)) in found {
        let who = written::names(&functions);
        findings
            .report(at, format!("{who} cannot be deployed: `{name}` is a key that Lambda reserves"))
            .label("set by Lambda itself")
            .function(&functions[0].name);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check_template;

    #[test]
    fn an_inherited_variable_is_reported_once() {
        check_template(
            &RULE,
            "
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Environment: { Variables: { _HANDLER: x } } } }
#                                                  ^^^^^^^^ set by Lambda itself
Resources:
  One: { Type: AWS::Serverless::Function, Properties: { InlineCode: x } }
  Two: { Type: AWS::Serverless::Function, Properties: { InlineCode: x } }
",
        );
    }

    #[test]
    fn a_variable_without_a_value_is_not_deployed() {
        check_template(
            &RULE,
            "
Transform: AWS::Serverless-2016-10-31
Conditions: { Test: !Equals [!Ref AWS::Region, eu-west-1] }
Globals: { Function: { Environment: { Variables: { _HANDLER: !Ref AWS::NoValue } } } }
Resources:
  One: { Type: AWS::Serverless::Function, Properties: { InlineCode: x } }
  Two:
    Type: AWS::Lambda::Function
    Properties: { Environment: { Variables: { AWS_REGION: { Ref: 'AWS::NoValue' } } } }
  Either:
    Type: AWS::Lambda::Function
    Properties: { Environment: { Variables: { TASK_ROOT: a, AWS_REGION: !If [Test, x, !Ref AWS::NoValue] } } }
    #                                                       ^^^^^^^^^^ set by Lambda itself
",
        );
    }

    #[test]
    fn variables_that_only_look_alike_are_left_alone() {
        check_template(
            &RULE,
            "
Resources:
  One:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables: { AWS_LAMBDA_EXEC_WRAPPER: /opt/w, NODE_OPTIONS: x, TZ: UTC, aws_region: a, AWS_ACCOUNT_ID: '1' }
  Two:
    Type: AWS::ECS::TaskDefinition
    Properties: { ContainerDefinitions: [{ Environment: [{ Name: AWS_REGION, Value: a }] }] }
",
        );
    }
}
