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
//! ## Fix
//!
//! - **Ask for requests signed with `AWS_IAM`** · changes behaviour · Callers without a signature are refused.
//!
//! ## Exceptions
//!
//! Only a piece of advice when the code reads an authorization header or a webhook's signature: who sends webhooks
//! cannot sign as AWS does. Silent when the type is chosen at deployment: a parameter that may be `NONE` is a decision, not a mistake.
//! What stands in the function itself is judged in each arm of an `!If`.
//!
//! ## References
//!
//! - [Control access to function URLs](https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html)

use lamlint_analysis::model::{Change, Function};
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
                "Ask for requests signed with `AWS_IAM`",
                Change::Replace { at, value: "AWS_IAM".into() },
            );
        if let Some(function) = urls[0].2 {
            finding.function(&function.name);
        }
        let checks = |function: Option<&Function>| {
            function.is_some_and(|function| program.checks_callers(function))
        };
        if urls.iter().all(|(_, _, function)| checks(*function)) {
            finding.severity(Severity::Info);
        }
    }
}

#[cfg(test)]
mod tests;
