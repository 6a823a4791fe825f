//! Concurrency, versions, aliases.

mod alias_weight_out_of_range;
mod reserved_concurrency_zero;

use lamlint_analysis::Rule;

/// The rules of this topic, by name.
pub(crate) const RULES: &[&Rule] =
    &[&alias_weight_out_of_range::RULE, &reserved_concurrency_zero::RULE];
