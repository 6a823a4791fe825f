//! lamlint's own.

mod config_invalid;
mod file_too_broken;
mod internal_error;
mod unknown_rule;
mod unused_suppression;

use lamlint_analysis::Rule;

/// The rules of this topic, by name.
pub(crate) const RULES: &[&Rule] = &[
    &config_invalid::RULE,
    &file_too_broken::RULE,
    &internal_error::RULE,
    &unknown_rule::RULE,
    &unused_suppression::RULE,
];
