//! # internal-error
//!
//! A rule of lamlint broke on this project. Nothing else is lost: every other rule has run.
//!
//! Please report it with the file, or the smallest part of it that shows the error. There is no example: each one
//! is a bug that has to go.
//!
//!
//! ## References
//!
//! - [Suppressions](https://github.com/lamlint/lamlint/blob/main/docs/suppressions.md)

use lamlint_analysis::{FixKind, Rule, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "internal-error",
    topic: Topic::Lamlint,
    severity: Severity::Warning,
    fix: FixKind::None,
    page: include_str!("internal_error.rs"),
    // The workspace reports it: it is about lamlint's own work, not about the project.
    check: |_, _| {},
};
