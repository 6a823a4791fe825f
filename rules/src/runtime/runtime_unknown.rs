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
//! ## Fix
//!
//! - **Change to …** · safe, unless it is a guess or a parameter's · Nothing is deployed with a runtime that does
//!   not exist; `python312` can only mean one, `pyton3.12` is a guess.
//!
//! ## Exceptions
//!
//! A version above all that this release of lamlint knows of may just be newer than it, and is left alone. So are
//! container images and values that a tool has yet to fill in, such as `{{ runtime }}`.
//!
//! ## References
//!
//! - [Lambda runtimes](https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html)

use lamlint_analysis::model::{Change, Code, Function};
use lamlint_analysis::tables::runtimes;
use lamlint_analysis::text::similar;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

use crate::written;

pub(crate) static RULE: Rule = Rule {
    name: "runtime-unknown",
    topic: Topic::Runtime,
    severity: Severity::Error,
    fix: FixKind::Safe,
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
            // Nothing is deployed with this runtime that could change. A parameter may also stand elsewhere.
            let is_own = |function: &&Function| {
                function.runtime.as_ref().is_some_and(|runtime| runtime.at.contains(written.at))
            };
            let own = written.functions.iter().all(is_own);
            finding.fix(
                if own && meant(id) == Some(next) { Safety::Safe } else { Safety::Unsafe },
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

/// The most similar runtime that a function can still be created with, if it is not certain which one is meant.
fn nearest(id: &str, today: &str) -> Option<&'static str> {
    let is_open = |one: &runtimes::Runtime| one.create_blocked.is_none_or(|date| date > today);
    if let Some(meant) = meant(id).filter(|id| runtimes::find(id).is_some_and(|one| is_open(&one)))
    {
        return Some(meant);
    }
    // A version alone is like none by its letters.
    let is_word = id.starts_with(|c: char| !c.is_ascii_digit());
    let open = runtimes::all().filter(|one| is_word && is_open(one));
    similar::nearest(id, open.map(|one| one.id))
}

/// The one runtime that a text can mean: it has its version and, if any, its language, and differs in signs and capitals,
/// in the ending or in the language's short name.
fn meant(id: &str) -> Option<&'static str> {
    let (language, version) = spelled(id);
    let is_it = |one: &runtimes::Runtime| match language.as_str() {
        "" => one.version() == Parts::of(id).map_or(Vec::new(), |own| own.version),
        _ => spelled(one.id) == (language.clone(), version.clone()),
    };
    let mut fitting = runtimes::all().filter(is_it).map(|one| one.id);
    fitting.next().filter(|_| !version.is_empty() && fitting.next().is_none())
}

/// A runtime's language and version without signs, capitals and the ending that versions of Node.js have.
fn spelled(id: &str) -> (String, String) {
    let letters = id.chars().filter(char::is_ascii_alphanumeric);
    let plain: String = letters.map(|letter| letter.to_ascii_lowercase()).collect();
    let digits = plain.find(|c: char| c.is_ascii_digit()).unwrap_or(plain.len());
    let (language, version) = plain.split_at(digits);
    let short = SHORT.iter().find(|(short, _)| *short == language);
    let version = version.strip_suffix('x').unwrap_or(version);
    (short.map_or(language, |one| one.1).to_owned(), version.to_owned())
}

/// What people call a language for short.
const SHORT: [(&str, &str); 4] =
    [("node", "nodejs"), ("py", "python"), ("rb", "ruby"), ("net", "dotnet")];

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
mod tests;
