//! Concurrency, versions, aliases.

mod reserved_concurrency_zero;

use lamlint_analysis::Rule;

/// The rules of this topic, by name.
pub(crate) const RULES: &[&Rule] = &[&reserved_concurrency_zero::RULE];
