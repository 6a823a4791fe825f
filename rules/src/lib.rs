//! The rules of lamlint, one file each.
//!
//! A rule is a `static` and a function: see [`lamlint_analysis::Rule`] and CONTRIBUTING.md. The list below is
//! sorted; a test keeps it in step with the folder.

mod limits;

mod timeout_out_of_range;

use lamlint_analysis::Rule;

/// Every rule, sorted by name.
pub static RULES: &[&Rule] = &[&timeout_out_of_range::RULE];

#[cfg(test)]
mod pages;
