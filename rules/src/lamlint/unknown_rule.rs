//! # unknown-rule
//!
//! A suppression or a configuration file names a rule that lamlint does not have, so it changes nothing.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! AWSTemplateFormatVersion: "2010-09-09"
//! Resources:
//!   Worker:
//!     Type: AWS::Lambda::Function
//!     Properties:
//!       Timeout: 60 # lamlint: ignore[timeout-out-of-rnge] needed
//!       #                             ^^^^^^^^^^^^^^^^^^^ is it `timeout-out-of-range`?
//! ```
//!
//! ## Bad configuration
//!
//! ```toml lamlint.toml
//! [rules]
//! x86-architecture = "off"
//!   trcing-off = "off"
//! # ^^^^^^^^^^ is it `tracing-off`?
//! ```
//!
//! ## Good
//!
//! ```yaml template.yaml
//! AWSTemplateFormatVersion: "2010-09-09"
//! Resources:
//!   Worker:
//!     Type: AWS::Lambda::Function
//!     Properties:
//!       Timeout: 60
//! ```
//!
//! ## References
//!
//! - [Suppressions](https://github.com/lamlint/lamlint/blob/main/docs/suppressions.md)
//! - [Configuration](https://github.com/lamlint/lamlint/blob/main/docs/configuration.md)

use lamlint_analysis::{FixKind, Rule, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-rule",
    topic: Topic::Lamlint,
    severity: Severity::Warning,
    fix: FixKind::None,
    page: include_str!("unknown_rule.rs"),
    // The workspace reports it: it is about lamlint's own work, not about the project.
    check: |_, _| {},
};
