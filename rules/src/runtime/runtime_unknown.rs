//! # runtime-unknown
//!
//! There is no such Lambda runtime, so the deployment fails.
//!
//! Runtime identifiers are exact: Node.js ones end in `.x`, Python's, Ruby's and .NET's do not.
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
//!       Runtime: nodejs22
//!       #        ^^^^^^^^ did you mean nodejs22.x?
//!       CodeUri: src/
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
//!       Runtime: nodejs22.x
//!       CodeUri: src/
//! ```
//!
//! ## Exceptions
//!
//! A version above all that this release of lamlint knows of may just be newer than it, and is left alone. So are
//! container images and values that a tool has yet to fill in, such as `{{ runtime }}`.
//!
//! ## References
//!
//! - [Lambda runtimes](https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html)

use lamlint_analysis::model::{Change, Code};
use lamlint_analysis::tables::runtimes;
use lamlint_analysis::text::similar;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

use crate::written;

pub(crate) static RULE: Rule = Rule {
    name: "runtime-unknown",
    topic: Topic::Runtime,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    page: include_str!("runtime_unknown.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    let functions = program.functions().iter().filter(|one| one.code != Code::Image);
    for written in written::written(functions, |one| one.runtime.as_ref()) {
        let id = written.value;
        if runtimes::find(id).is_some() || !is_identifier(id) || is_newer(id) {
            continue;
        }
        let names = written::names(&written.functions);
        let message = format!("{names} cannot be deployed: Lambda has no runtime `{id}`");
        let finding = written.report(program, findings, message);
        let Some(next) = nearest(id, program.today) else { continue };
        finding.label(format!("did you mean {next}?"));
        if program.is_written_as(written.at, id) {
            finding.fix(
                Safety::Unsafe,
                format!("Change to {next}"),
                Change::Replace { at: written.at, value: next.into() },
            );
        }
    }
}

/// Whether a text can be meant as a runtime, and not as something that a tool fills in, such as `JAVA_VERSION`.
fn is_identifier(text: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let lowercase = |c: char| c.is_ascii_lowercase();
    let is_version = text.starts_with(digit) && text.chars().all(|c| digit(c) || c == '.');
    let is_word = text.contains(lowercase) && (text.contains(digit) || !text.contains('_'));
    let is_plain = text.chars().all(|c| c.is_ascii_alphanumeric() || ".-_ ".contains(c));
    is_version || is_word && is_plain
}

/// The most similar runtime that a function can still be created with; of a version alone, the one that has it.
fn nearest(id: &str, today: &str) -> Option<&'static str> {
    let open = runtimes::all().filter(|one| one.create_blocked.is_none_or(|date| date > today));
    let Some(Parts { family: "", version, ending: "" }) = Parts::of(id) else {
        return similar::nearest(id, open.map(|one| one.id));
    };
    let mut has_it = open.filter(|one| Parts::of(one.id).is_some_and(|own| own.version == version));
    has_it.next().filter(|_| has_it.next().is_none()).map(|one| one.id)
}

/// Whether an identifier is written like the newest of its family, with a greater version.
fn is_newer(id: &str) -> bool {
    let Some(own) = Parts::of(id) else { return false };
    let family = runtimes::all().filter_map(|one| Parts::of(one.id));
    let newest =
        family.filter(|one| one.family == own.family).max_by(|a, b| a.version.cmp(&b.version));
    newest.is_some_and(|newest| {
        let alike = own.ending == newest.ending && own.version.len() == newest.version.len();
        alike && own.version > newest.version
    })
}

/// An identifier taken apart: `nodejs`, 22, `.x`; `python`, 3 and 13, nothing.
struct Parts<'t> {
    family: &'t str,
    version: Vec<u32>,
    ending: &'t str,
}

impl Parts<'_> {
    fn of(id: &str) -> Option<Parts<'_>> {
        let (family, rest) = id.split_at(id.find(|c: char| c.is_ascii_digit())?);
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let version = rest[..end].trim_end_matches('.');
        let numbers = version.split('.').map(str::parse).collect::<Result<_, _>>();
        Some(Parts { family, version: numbers.ok()?, ending: &rest[version.len()..] })
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
  Runtime: { Type: String, Default: python3.13, AllowedValues: [python3.13, Python3.14] }
  #                                                                         ^^^^^^^^^^ did you mean python3.14?
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { Runtime: !Ref Runtime } }
  Two: { Type: AWS::Lambda::Function, Properties: { Runtime: cobol } }
  #                                                          ^^^^^ Two cannot be deployed: Lambda has no runtime `cobol`
  Odd: { Type: AWS::Lambda::Function, Properties: { Runtime: nodejs23.x } }
  #                                                          ^^^^^^^^^^ did you mean nodejs20.x?
  Low: { Type: AWS::Lambda::Function, Properties: { Runtime: python3_12 } }
  #                                                          ^^^^^^^^^^ did you mean python3.12?
  Bar: { Type: AWS::Lambda::Function, Properties: { Runtime: 3.12 } }
  #                                                          ^^^^ did you mean python3.12?
  Two2: { Type: AWS::Lambda::Function, Properties: { Runtime: '24' } }
  #                                                           ^^^^ did you mean nodejs24.x?
  Few: { Type: AWS::Lambda::Function, Properties: { Runtime: 11 } }
  #                                                          ^^ Few cannot be deployed: Lambda has no runtime `11`
  None: { Type: AWS::Lambda::Function, Properties: { Runtime: 7.5 } }
  #                                                           ^^^ None cannot be deployed: Lambda has no runtime `7.5`
  Dot: { Type: AWS::Lambda::Function, Properties: { Runtime: nodejs26.1 } }
  #                                                          ^^^^^^^^^^ did you mean nodejs26.x?
",
        );
    }

    #[test]
    fn newer_versions_and_what_is_filled_in_later_are_left_alone() {
        check_template(
            &RULE,
            "
Parameters: { Runtime: { Type: String, Default: '' } }
Resources:
  One: { Type: AWS::Lambda::Function, Properties: { Runtime: !Ref Runtime } }
  Two: { Type: AWS::Lambda::Function, Properties: { Runtime: '{{ cookiecutter.runtime }}' } }
  Raw: { Type: AWS::Lambda::Function, Properties: { Runtime: JAVA_VERSION } }
  Low: { Type: AWS::Lambda::Function, Properties: { Runtime: the_runtime } }
  Six: { Type: AWS::Lambda::Function, Properties: { Runtime: python3.99 } }
  New: { Type: AWS::Lambda::Function, Properties: { Runtime: nodejs40.x } }
  Yet: { Type: AWS::Lambda::Function, Properties: { Runtime: '<runtime>' } }
  Set: { Type: AWS::Lambda::Function, Properties: { Runtime: JAVA_VERSION } }
  Own: { Type: AWS::Lambda::Function, Properties: { Runtime: cobol, PackageType: Image } }
  Out: { Type: AWS::Lambda::Function, Properties: { Runtime: !ImportValue Runtime } }
",
        );
    }
}
