//! # function-url-public
//!
//! Everybody on the internet can call the function through its URL.
//!
//! With `AuthType: NONE` Lambda checks nothing: whoever finds the address runs the function, and you pay for
//! every call. With `AWS_IAM` callers sign their requests. If the public is meant to call, say so with a comment
//! that ignores this rule, and let the code check who calls.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Upload:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Handler: app.handler
//!       Runtime: python3.13
//!       CodeUri: src/
//!       FunctionUrlConfig:
//!         AuthType: NONE
//!         #         ^^^^ nothing is checked before Upload runs
//! ```
//!
//! ## Fixed
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Upload:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Handler: app.handler
//!       Runtime: python3.13
//!       CodeUri: src/
//!       FunctionUrlConfig:
//!         AuthType: AWS_IAM
//! ```
//!
//! ## Exceptions
//!
//! Silent when the type is chosen at deployment: a parameter that may be `NONE` is a decision, not a mistake.
//! What stands in the function itself is judged in each arm of an `!If`.
//!
//! ## References
//!
//! - [Control access to function URLs](https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html)

use lamlint_analysis::model::Change;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

use crate::written;

pub(crate) static RULE: Rule = Rule {
    name: "function-url-public",
    topic: Topic::EventSources,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    page: include_str!("function_url_public.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    let own = program.functions().iter().filter_map(|function| {
        Some((function.url.as_ref()?, function.name.clone(), Some(function)))
    });
    let outer = program.outer_urls().iter().map(|url| {
        let name = format!("the function of {}", url.name);
        (&url.auth, name, None)
    });
    let all: Vec<_> = own.chain(outer).collect();
    let public = all.iter().flat_map(|url| {
        let public = url.0.each().filter(|(_, auth)| *auth == "NONE");
        // What is chosen at deployment is a decision.
        public.filter(|(at, _)| url.0.at.contains(*at)).map(move |(at, _)| (at, (), url))
    });
    for (at, (), urls) in written::by_place(public) {
        let names: Vec<&str> = urls.iter().map(|(_, name, _)| name.as_str()).collect();
        let (names, runs) = (written::listed(&names), if urls.len() == 1 { "runs" } else { "run" });
        let finding = findings
            .report(at, format!("anyone can call {names} through a URL"))
            .label(format!("nothing is checked before {names} {runs}"))
            .fix(
                Safety::Unsafe,
                "Let only signed requests in",
                Change::Replace { at, value: "AWS_IAM".into() },
            );
        if let Some(function) = urls[0].2 {
            finding.function(&function.name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check_template;

    #[test]
    fn plain_urls_conditions_and_globals_are_judged_where_they_are_written() {
        check_template(
            &RULE,
            "
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { FunctionUrlConfig: { AuthType: NONE } } }
#                                                     ^^^^ nothing is checked before One and Two run
Conditions: { Test: !Equals [!Ref AWS::Region, eu-west-1] }
Resources:
  One: { Type: AWS::Serverless::Function, Properties: { Handler: a.b } }
  Two: { Type: AWS::Serverless::Function, Properties: { Handler: a.b } }
  Raw: { Type: AWS::Lambda::Function, Properties: { Handler: a.b } }
  Url:
    Type: AWS::Lambda::Url
    Properties: { TargetFunctionArn: !Ref Raw, AuthType: !If [Test, NONE, AWS_IAM] }
    #                                                               ^^^^ nothing is checked before Raw runs
",
        );
    }

    #[test]
    fn a_url_of_a_function_of_another_stack_is_as_public() {
        check_template(
            &RULE,
            "
Resources:
  Arn:
    Type: AWS::Lambda::Url
    Properties: { TargetFunctionArn: 'arn:aws:lambda:us-west-2:123456789012:function:worker', AuthType: NONE }
    #                                                                                                   ^^^^ nothing is checked before the function of Arn runs
  Other: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !ImportValue F, AuthType: AWS_IAM } }
",
        );
    }

    #[test]
    fn signed_urls_and_types_chosen_at_deployment_are_left_alone() {
        check_template(
            &RULE,
            "
Transform: AWS::Serverless-2016-10-31
Parameters: { Auth: { Type: String, Default: NONE, AllowedValues: [NONE, AWS_IAM] } }
Resources:
  One: { Type: AWS::Serverless::Function, Properties: { FunctionUrlConfig: { AuthType: AWS_IAM } } }
  Two: { Type: AWS::Serverless::Function, Properties: { FunctionUrlConfig: { AuthType: !Ref Auth } } }
  Three: { Type: AWS::Serverless::Function, Properties: { Handler: a.b } }
",
        );
    }
}
