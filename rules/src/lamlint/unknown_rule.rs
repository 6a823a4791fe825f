//! # unknown-rule
//!
//! A suppression names a rule that lamlint does not have, so it ignores nothing.
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
