//! # plaintext-secret
//!
//! A secret stands in the template, readable to everyone who may read the repository or the function.
//!
//! Environment variables are shown in the console and returned by `GetFunctionConfiguration`; the template stays in
//! the history for good. Keep the secret in Secrets Manager or in an SSM parameter of type `SecureString`, give the
//! function its name, and read it at load. A secret that was committed counts as known: replace it.
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
//!           DB_PASSWORD: tr0ub4dor&3
//!           #            ^^^^^^^^^^^ a secret by its variable's name
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
//!           DB_PASSWORD_SECRET_NAME: prod/report/db
//! ```
//!
//! ## Exceptions
//!
//! A key of a well-known issuer is an error, a value under a secret's name a warning. Placeholders, numbers, ARNs,
//! addresses, paths, names of secrets and references are left alone, and so are parameters without a default.
//!
//! ## References
//!
//! - [Securing environment variables](https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html)

use std::collections::HashSet;

use lamlint_analysis::model::{Function, Variable};
use lamlint_analysis::tables::secrets;
use lamlint_analysis::text::Span;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "plaintext-secret",
    topic: Topic::Environment,
    severity: Severity::Warning,
    fix: FixKind::None,
    page: include_str!("plaintext_secret.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    // What is written once for all functions is said once.
    let mut reported = HashSet::new();
    for function in program.functions() {
        for variable in &function.environment.variables {
            for (at, text) in variable.value.each() {
                if let Some(found) = secret(&variable.name, text)
                    && reported.insert(at)
                {
                    report(findings, program, function, variable, at, found);
                }
            }
        }
    }
}

/// What a variable's value is, with its article, how sure that is, and why; `None` for what is no secret.
fn secret(name: &str, text: &str) -> Option<(Severity, &'static str, String)> {
    match secrets::format(text) {
        Some(what) => Some((Severity::Error, what, format!("this is {what}"))),
        None if secrets::is_secret_name(name) && is_literal(name, text) => {
            Some((Severity::Warning, "a secret", "a secret by its variable's name".to_owned()))
        }
        None => None,
    }
}

fn report(
    findings: &mut Findings,
    program: &Program,
    function: &Function,
    variable: &Variable,
    at: Span,
    (severity, what, label): (Severity, &str, String),
) {
    let finding = findings
        .report(at, format!("`{}` of {} is {what} in plain text", variable.name, function.name))
        .label(label)
        .severity(severity)
        .function(&function.name);
    if program.is_elsewhere(at, function) {
        finding.note(variable.at, format!("{} takes it from there", function.name));
    }
}

/// Words that switch something on or off.
const SWITCHES: [&str; 8] = ["true", "false", "yes", "no", "on", "off", "enabled", "disabled"];

/// Whether a value can be the secret itself, and not a stand-in, a name, a place or a switch.
fn is_literal(name: &str, text: &str) -> bool {
    let small = text.to_lowercase();
    let place = text.starts_with("arn:") || text.contains("{{") || text.contains('/');
    let encrypted = secrets::is_encrypted(text);
    let sentence = text.contains(char::is_whitespace);
    let other = SWITCHES.contains(&small.as_str()) || text.parse::<f64>().is_ok();
    let short = text.chars().count() < 5 || small == name.to_lowercase();
    !(place
        || encrypted
        || sentence
        || other
        || short
        || is_words(name, &small)
        || secrets::is_placeholder(text))
}

/// Whether a text is made of words only: the name of a secret, or a stand-in such as `my-password`.
/// A password may well be a word.
fn is_words(name: &str, small: &str) -> bool {
    let words = small.chars().all(|c| c.is_ascii_lowercase() || "-_.:".contains(c));
    let password = name.to_uppercase().contains("PASS");
    words && (!password || small.contains("password") || small.contains("secret"))
}

#[cfg(test)]
mod tests;
