//! AWS facts as data: runtimes, quotas, event sources, IAM actions.
//!
//! Each table is a text under `analysis/data/`, with its source and date in the first lines. Nothing is unpacked
//! at start-up: a look-up walks the text. Nothing here knows a template.

pub mod event_sources;
pub mod iam;
pub mod invoke_principals;
pub mod quotas;
pub mod runtimes;
pub mod secrets;

/// The rows of a table, header lines left out.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| line.split('\t').collect())
}

/// The row whose first cell is this. Only that row is taken apart: rules ask for one per function.
fn row(table: &'static str, id: &str) -> Option<Vec<&'static str>> {
    let is_it = |line: &&str| line.strip_prefix(id).is_some_and(|rest| rest.starts_with('\t'));
    table.lines().find(is_it).map(|line| line.split('\t').collect())
}

/// A cell that may be `-` for none.
fn cell(text: &'static str) -> Option<&'static str> {
    (text != "-").then_some(text)
}

/// Environment variables that Lambda sets itself, sorted.
pub fn reserved_environment() -> impl Iterator<Item = &'static str> {
    rows(include_str!("../../data/reserved-environment.txt")).map(|row| row[0])
}

/// Whether a function finds a variable without its template setting it.
pub fn is_runtime_variable(name: &str) -> bool {
    rows(include_str!("../../data/runtime-environment.txt")).any(|row| {
        match row[0].strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name == row[0],
        }
    })
}
