//! # config-invalid
//!
//! A configuration file says something that lamlint does not understand, so it configures less than it seems to.
//!
//! What is left out or raised there is judged as if nothing had been said. A file that cannot be read at all makes
//! `lamlint check` exit with 2. A key that lamlint does not know is a warning, since a newer one may know it.
//!
//! ## Bad
//!
//! ```toml lamlint.toml
//!   fail_on = "warning"
//! # ^^^^^^^ is it `fail-on`?
//!
//! [rules]
//! tracing-off = "of"
//! #             ^^^^ is it `off`?
//! x86-architecture = false
//! #                  ^^^^^ not a text in quotes
//!
//! [account]
//! concurrent-executions = "many"
//! #                       ^^^^^^ not a whole number that is not negative
//! ```
//!
//! ## Good
//!
//! ```toml lamlint.toml
//! fail-on = "warning"
//!
//! [rules]
//! tracing-off = "off"
//! x86-architecture = "info"
//!
//! [account]
//! concurrent-executions = 5_000
//! ```
//!
//! ## References
//!
//! - [Configuration](https://github.com/lamlint/lamlint/blob/main/docs/configuration.md)

use lamlint_analysis::{FixKind, Rule, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "config-invalid",
    topic: Topic::Lamlint,
    severity: Severity::Error,
    fix: FixKind::None,
    page: include_str!("config_invalid.rs"),
    // The workspace reports it: it is about lamlint's own work, not about the project.
    check: |_, _| {},
};
