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
//!     #      ^^^^^^^^^^^^^^^^^^^^^^^^^ not set for Writer
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
//! whose variables cannot all be seen are left alone. So is what is only read where another variable, which is not set
//! either, switches it on; and a template of several functions in which none sets any variable: something else does.
//!
//! ## References
//!
//! - [Environment variables](https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html)

mod lacking;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use lamlint_analysis::model::{Change, Function, Property};
use lamlint_analysis::text::Span;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic, tables};

use crate::written;
use lacking::Lacking;

pub(crate) static RULE: Rule = Rule {
    name: "env-var-not-set",
    topic: Topic::Environment,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    page: include_str!("env_var_not_set.rs"),
    check,
};

/// So many functions without a variable, and variables that they read, are no oversight.
const SEVERAL: usize = 3;

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
            if read.absence.is_harmless() || given || told.contains(&read.name) {
                continue;
            }
            let lacking = Lacking::of(program, handler, read);
            if lacking.functions.is_empty() {
                continue;
            }
            told.insert(&read.name);
            match found.get_mut(&(read.at, read.name.as_str())) {
                Some(known) => known.add(lacking),
                None => drop(found.insert((read.at, read.name.as_str()), lacking)),
            }
        }
    }
    let names: BTreeSet<&str> = found.keys().map(|(_, name)| *name).collect();
    if names.len() >= SEVERAL && sets_none(program) {
        return;
    }
    for lacking in found.values() {
        report(program, findings, lacking);
    }
}

/// Whether there are several functions of which none sets any variable: then something else than the template does.
fn sets_none(program: &Program) -> bool {
    let functions = program.functions();
    functions.len() >= SEVERAL
        && functions.iter().all(|function| function.environment.variables.is_empty())
}

fn report(program: &Program, findings: &mut Findings, lacking: &Lacking) {
    let Lacking { read, what, severity, functions } = lacking;
    let names = written::names(functions);
    let ends = match *what {
        "in" => written::verb(functions, "finds nothing", "find nothing"),
        _ => written::verb(functions, "fails", "fail"),
    };
    let message = format!("{names} {ends} {what} `{}`: the template does not set it", read.name);
    let finding = findings
        .report(read.at, message)
        .label(format!("not set for {names}"))
        .severity(*severity)
        .function(&functions[0].name);
    for function in functions.iter().take(written::MOST_NOTES) {
        let at = function.environment.at.unwrap_or(function.at);
        let at = if at.file == function.at.file { function.at } else { at };
        finding.note(at, format!("{} runs it", function.name));
    }
    let Some(value) = value::of(program, functions, &read.name) else { return };
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
