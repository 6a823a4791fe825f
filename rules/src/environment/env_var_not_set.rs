//! # env-var-not-set
//!
//! The handler reads an environment variable that the template never sets.
//!
//! A required read fails at load or in the call that gets there; a read without a default goes on with nothing in
//! hand and fails later, somewhere else.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Writer:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Runtime: python3.13
//!       CodeUri: .
//!       Handler: app.handler
//!       Environment:
//!         Variables:
//!           MODE: fast
//!   Users:
//!     Type: AWS::DynamoDB::Table
//! ```
//!
//! ```python app.py
//! import os
//!
//!
//! def handler(event, context):
//!     return os.environ["USERS_TABLE"]
//!     #      ^^^^^^^^^^^^^^^^^^^^^^^^^ Writer does not set it
//! ```
//!
//! ## Fixed
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Writer:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Runtime: python3.13
//!       CodeUri: .
//!       Handler: app.handler
//!       Environment:
//!         Variables:
//!           MODE: fast
//!           USERS_TABLE: !Ref Users
//!   Users:
//!     Type: AWS::DynamoDB::Table
//! ```
//!
//! ```python app.py
//! import os
//!
//!
//! def handler(event, context):
//!     return os.environ["USERS_TABLE"]
//! ```
//!
//! ## Fix
//!
//! - **Set `…` in the template** · changes behaviour · The function reads a value where it found none.
//!
//! ## Exceptions
//!
//! Variables that the runtime sets, that the code sets itself or looks for, reads with a default, and functions
//! whose variables cannot all be seen are left alone.
//!
//! ## References
//!
//! - [Environment variables](https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html)

mod value;

use std::collections::{BTreeMap, BTreeSet};

use lamlint_analysis::code::{Handler, Step};
use lamlint_analysis::model::{Change, Function, Property};
use lamlint_analysis::sdk::{Absence, EnvRead};
use lamlint_analysis::text::Span;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic, tables};

use crate::written;

pub(crate) static RULE: Rule = Rule {
    name: "env-var-not-set",
    topic: Topic::Environment,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    page: include_str!("env_var_not_set.rs"),
    check,
};

/// A variable that some functions do not get, where their code reads it.
struct Lacking<'w> {
    read: &'w EnvRead,
    /// What the reading does without it.
    what: &'static str,
    severity: Severity,
    functions: Vec<&'w Function>,
}

fn check(program: &Program, findings: &mut Findings) {
    // Code that several handlers share is written once.
    let mut found: BTreeMap<(Span, &str), Lacking> = BTreeMap::new();
    for (handler, uses) in program.uses() {
        let mut told = BTreeSet::new();
        let written: BTreeSet<&str> = uses.env_writes.iter().map(String::as_str).collect();
        for read in &uses.env_reads {
            let given = uses.env_open
                || written.contains(read.name.as_str())
                || tables::is_runtime_variable(&read.name);
            if read.absence.is_harmless() || given || !told.insert(&read.name) {
                continue;
            }
            let lacking = lacking(program, handler, read);
            if lacking.functions.is_empty() {
                continue;
            }
            match found.get_mut(&(read.at, read.name.as_str())) {
                Some(known) => known.add(lacking),
                None => drop(found.insert((read.at, read.name.as_str()), lacking)),
            }
        }
    }
    for lacking in found.values() {
        report(program, findings, lacking);
    }
}

fn step_to<'h>(handler: &'h Handler, read: &EnvRead) -> Option<&'h Step> {
    handler.step_to(read.file, read.function)
}

fn lacking<'w>(program: &Program<'w>, handler: &'w Handler, read: &'w EnvRead) -> Lacking<'w> {
    let lacks = |function: &&Function| {
        let environment = &function.environment;
        !environment.open && environment.variables.iter().all(|variable| variable.name != read.name)
    };
    let always = read.function.is_none()
        || step_to(handler, read).is_some_and(|step| step.last_call.is_none() && !step.kept);
    let fails = read.absence == Absence::Raises && always && !read.conditional;
    let what = match (read.absence, fails) {
        (Absence::Raises, true) => "at",
        (Absence::Raises, false) => "when it gets to",
        _ => "in",
    };
    Lacking {
        read,
        what,
        severity: if fails { Severity::Error } else { Severity::Warning },
        functions: program.functions_of(handler).filter(lacks).collect(),
    }
}

impl<'w> Lacking<'w> {
    /// Takes what another handler makes of the same reading; the worse counts.
    fn add(&mut self, other: Lacking<'w>) {
        if other.severity > self.severity {
            (self.what, self.severity) = (other.what, other.severity);
        }
        self.functions.extend(other.functions);
    }
}

fn report(program: &Program, findings: &mut Findings, lacking: &Lacking) {
    let Lacking { read, what, severity, functions } = lacking;
    let names = written::names(functions);
    let does = written::verb(functions, "does", "do");
    let ends = match *what {
        "in" => written::verb(functions, "finds nothing", "find nothing"),
        _ => written::verb(functions, "fails", "fail"),
    };
    let message = format!("{names} {ends} {what} `{}`: the template does not set it", read.name);
    let finding = findings
        .report(read.at, message)
        .label(format!("{names} {does} not set it"))
        .severity(*severity)
        .function(&functions[0].name);
    for function in functions.iter().take(written::MOST_NOTES) {
        let at = function.environment.at.unwrap_or(function.at);
        let at = if at.file == function.at.file { function.at } else { at };
        finding.note(at, format!("{} runs it", function.name));
    }
    let value = value::of(program, functions, &read.name);
    let set = |function: &&Function| Change::Set {
        body: function.body,
        property: Property::Variables,
        entry: Some(read.name.clone()),
        value: value.clone(),
    };
    let changes: Vec<Change> = functions.iter().map(set).collect();
    finding.fix(Safety::Unsafe, format!("Set `{}` in the template", read.name), changes);
}

#[cfg(test)]
#[path = "env_var_not_set/tests.rs"]
mod tests;
