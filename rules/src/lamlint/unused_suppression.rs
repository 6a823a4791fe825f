//! # unused-suppression
//!
//! A comment asks lamlint to ignore something that is not there.
//!
//! Once the fault is mended the comment only hides the next one. A comment without a list of rules ignores nothing
//! and is reported as well.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! AWSTemplateFormatVersion: "2010-09-09"
//! Resources:
//!   Worker:
//!     Type: AWS::Lambda::Function
//!     Properties:
//!       Timeout: 60 # lamlint: ignore[timeout-out-of-range] was 1000 once
//!       #                             ^^^^^^^^^^^^^^^^^^^^ ignores nothing
//! ```
//!
//! ## Fixed
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
//! ## Fix
//!
//! - **Remove the suppression** · safe · It ignores nothing.
//!
//! ## References
//!
//! - [Suppressions](https://github.com/lamlint/lamlint/blob/main/docs/suppressions.md)

use lamlint_analysis::{FixKind, Rule, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "unused-suppression",
    topic: Topic::Lamlint,
    severity: Severity::Info,
    fix: FixKind::Safe,
    page: include_str!("unused_suppression.rs"),
    // The workspace reports it: it is about lamlint's own work, not about the project.
    check: |_, _| {},
};
