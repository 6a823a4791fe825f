//! AWS facts as data: runtimes, quotas, event sources, IAM actions, SDK operations.
//!
//! Each table is a text under `analysis/data/`, with its source and date in the first lines. A table is taken apart
//! when it is first asked, not at start-up; the largest are packed by `build.rs` and searched in place. Nothing here
//! knows a template.

use std::sync::LazyLock;

pub mod event_sources;
pub mod handler_variables;
pub mod iam;
pub mod invoke_principals;
pub mod local_variables;
pub mod operations;
mod packed;
pub mod quotas;
pub mod runtimes;
pub mod secrets;

/// The rows of a table with their cells.
type Table = LazyLock<Vec<Vec<&'static str>>>;

/// The rows of a text, header lines left out.
fn rows(text: &'static str) -> Vec<Vec<&'static str>> {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| line.split('\t').collect()).collect()
}

/// The row whose first cell is this.
fn row(table: &'static Table, id: &str) -> Option<&'static [&'static str]> {
    table.iter().find(|row| row[0] == id).map(Vec::as_slice)
}

/// A cell that may be `-` for none.
fn cell(text: &'static str) -> Option<&'static str> {
    (text != "-").then_some(text)
}

static RESERVED: Table =
    LazyLock::new(|| rows(include_str!("../../data/reserved-environment.txt")));
static GIVEN: Table = LazyLock::new(|| rows(include_str!("../../data/runtime-environment.txt")));

/// Environment variables that Lambda sets itself, sorted.
pub fn reserved_environment() -> impl Iterator<Item = &'static str> {
    RESERVED.iter().map(|row| row[0])
}

/// Whether a function finds a variable without its template setting it.
pub fn is_runtime_variable(name: &str) -> bool {
    GIVEN.iter().any(|row| match row[0].strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == row[0],
    })
}
