//! # environment-too-large
//!
//! The function's environment variables are larger than Lambda accepts, so the deployment fails.
//!
//! Names and values of all variables together may have 4 KB (4,096 bytes). Larger settings belong into a file of
//! the package, an SSM parameter, AppConfig or S3.
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
//!           RULES_DE: &rules >-
//!         # ^^^^^^^^ the largest, with 1078 bytes
//!             orders above 500 EUR go to a person; orders from new customers wait one day; orders
//!             above 500 EUR go to a person; orders from new customers wait one day; orders above 500
//!             EUR go to a person; orders from new customers wait one day; orders above 500 EUR go to a
//!             person; orders from new customers wait one day; orders above 500 EUR go to a person;
//!             orders from new customers wait one day; orders above 500 EUR go to a person; orders from
//!             new customers wait one day; orders above 500 EUR go to a person; orders from new
//!             customers wait one day; orders above 500 EUR go to a person; orders from new customers
//!             wait one day; orders above 500 EUR go to a person; orders from new customers wait one
//!             day; orders above 500 EUR go to a person; orders from new customers wait one day; orders
//!             above 500 EUR go to a person; orders from new customers wait one day; orders above 500
//!             EUR go to a person; orders from new customers wait one day; orders above 500 EUR go to a
//!             person; orders from new customers wait one day; orders above 500 EUR go to a person;
//!             orders from new customers wait o
//!           RULES_EN: *rules
//!           RULES_FR: *rules
//!           RULES_IT: *rules
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
//!           RULES_PARAMETER: /report/rules
//! ```
//!
//! ## Exceptions
//!
//! Only what is certain is counted: of several possible values the shortest, and nothing for one that is known only
//! at deployment or may be left out. A list of variables that depends on a condition is left alone.
//!
//! ## References
//!
//! - [Lambda quotas](https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html)

use std::collections::HashSet;

use lamlint_analysis::model::Variable;
use lamlint_analysis::tables::quotas;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "environment-too-large",
    topic: Topic::Environment,
    severity: Severity::Error,
    fix: FixKind::None,
    page: include_str!("environment_too_large.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    let most = usize::try_from(quotas::quota(quotas::ENVIRONMENT).max).unwrap_or(usize::MAX);
    let mut reported = HashSet::new();
    for function in program.functions().iter().filter(|one| !one.environment.open) {
        let variables = &function.environment.variables;
        let total: usize = variables.iter().map(size).sum();
        let largest = variables.iter().rev().max_by_key(|variable| size(variable));
        let Some(largest) = largest.filter(|one| total > most && !reported.contains(&one.at))
        else {
            continue;
        };
        reported.insert(largest.at);
        let name = &function.name;
        let finding = findings
            .report(
                largest.at,
                format!(
                    "{name} cannot be deployed: its environment variables have {total} bytes, \
                     Lambda allows {most}"
                ),
            )
            .label(format!("the largest, with {} bytes", size(largest)))
            .function(name);
        if program.is_elsewhere(largest.at, function) {
            finding.note(function.at, format!("{name} takes it from there"));
        }
    }
}

/// The bytes that a variable has at least.
fn size(variable: &Variable) -> usize {
    let value = &variable.value;
    if value.optional {
        return 0;
    }
    let shortest = value.each().map(|(_, text)| text.len()).min().filter(|_| !value.open);
    variable.name.len() + shortest.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check_template;

    fn template(variables: &str) -> String {
        let long = "x".repeat(4000);
        let head = "Parameters: { Open: { Type: String, Default: LONG } }\n\
                    Conditions: { C: !Equals [!Ref AWS::Region, a] }\n\
                    Resources:\n  A:\n    Type: AWS::Lambda::Function\n    Properties:\n";
        format!("{head}      Environment:\n        {variables}\n").replace("LONG", &long)
    }

    #[test]
    fn names_count_as_well() {
        let fits = format!("Variables: {{ {}: LONG }}", "N".repeat(96));
        check_template(&RULE, &template(&fits));
        let beyond = format!("Variables: {{ {}: LONG }}", "N".repeat(97));
        let mark = format!("        #            {} the largest, with 4097 bytes", "^".repeat(97));
        check_template(&RULE, &template(&format!("{beyond}\n{mark}")));
    }

    #[test]
    fn what_may_be_shorter_is_left_alone() {
        for variables in [
            "Variables: { A: LONG, B: !Ref Open }",
            "Variables: { A: LONG, B: !If [C, LONG, x] }",
            "Variables: { A: LONG, B: !If [C, LONG, !Ref AWS::NoValue] }",
            "Variables: !If [C, { A: LONG }, { B: LONG }]",
            "Variables: { A: LONG, B: !ImportValue b, C: '{{resolve:ssm:/LONG}}' }",
        ] {
            check_template(&RULE, &template(variables));
        }
    }
}
