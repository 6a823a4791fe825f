//! # too-many-layers
//!
//! The function has more layers than Lambda accepts, so the deployment fails.
//!
//! A function can have five layers. In SAM, the layers of `Globals` come first and the function's own are added
//! to them. Put what belongs together into one layer, or package it with the function.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Globals:
//!   Function:
//!     Layers:
//!       - arn:aws:lambda:eu-west-1:123456789012:layer:one:1
//!       - arn:aws:lambda:eu-west-1:123456789012:layer:two:1
//!       - arn:aws:lambda:eu-west-1:123456789012:layer:three:1
//!       - arn:aws:lambda:eu-west-1:123456789012:layer:four:1
//! Resources:
//!   Report:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Handler: app.handler
//!       Runtime: python3.13
//!       InlineCode: "def handler(event, context): return 1"
//!       Layers:
//!         - arn:aws:lambda:eu-west-1:123456789012:layer:five:1
//!         - arn:aws:lambda:eu-west-1:123456789012:layer:six:1
//!         # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ layer 6 of 6; Lambda allows 5
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
//!       Layers:
//!         - arn:aws:lambda:eu-west-1:123456789012:layer:one-to-three:1
//!         - arn:aws:lambda:eu-west-1:123456789012:layer:four-to-six:1
//! ```
//!
//! ## Exceptions
//!
//! Nothing is counted when the list, or an entry of it, depends on a condition.
//!
//! ## References
//!
//! - [Lambda quotas](https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html)

use std::collections::HashSet;

use lamlint_analysis::model::Function;
use lamlint_analysis::tables::quotas;
use lamlint_analysis::text::Span;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "too-many-layers",
    topic: Topic::Packaging,
    severity: Severity::Error,
    fix: FixKind::None,
    page: include_str!("too_many_layers.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    let most = usize::try_from(quotas::quota(quotas::LAYERS).max).unwrap_or(usize::MAX);
    let mut reported = HashSet::new();
    for function in program.functions().iter().filter(|one| !one.layers.open) {
        let layers = in_order(program, function);
        let Some(at) = layers.get(most).copied().filter(|at| !reported.contains(at)) else {
            continue;
        };
        reported.insert(at);
        let (name, count) = (&function.name, layers.len());
        let finding = findings
            .report(at, format!("{name} cannot be deployed with {count} layers"))
            .label(format!("layer {} of {count}; Lambda allows {most}", most + 1))
            .function(name);
        if program.is_elsewhere(at, function) {
            finding.note(function.at, format!("{name} takes it from there"));
        }
    }
}

/// The layers as they are deployed: inherited ones first.
fn in_order(program: &Program, function: &Function) -> Vec<Span> {
    let places = || function.layers.entries.iter().map(|(at, _)| *at);
    let inherited = places().filter(|at| program.is_elsewhere(*at, function));
    inherited.chain(places().filter(|at| !program.is_elsewhere(*at, function))).collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check_template;

    #[test]
    fn a_list_that_several_functions_inherit_is_reported_once() {
        check_template(
            &RULE,
            "
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Layers: [a:1, b:1, c:1, d:1, e:1, f:1, g:1] } }
#                                                        ^^^ layer 6 of 7; Lambda allows 5
Resources:
  One: { Type: AWS::Serverless::Function, Properties: { InlineCode: x } }
  Two: { Type: AWS::Serverless::Function, Properties: { InlineCode: x } }
",
        );
    }

    #[test]
    fn five_layers_and_lists_that_depend_on_a_condition_are_left_alone() {
        check_template(
            &RULE,
            "
Conditions: { Big: !Equals [!Ref AWS::Region, eu-west-1] }
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { Layers: [a:1, b:1, c:1, d:1, e:1] } }
  Two: { Type: AWS::Lambda::Function, Properties: { Layers: !If [Big, [a:1, b:1, c:1, d:1], [a:1, b:1]] } }
  Six: { Type: AWS::Lambda::Function, Properties: { Layers: [a:1, b:1, c:1, d:1, e:1, !If [Big, f:1, !Ref AWS::NoValue]] } }
  Out: { Type: AWS::Lambda::Function, Properties: { Layers: !Split [',', !ImportValue Layers] } }
",
        );
    }
}
