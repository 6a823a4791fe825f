//! Retries, dead letters, destinations.

mod dead_letter_missing;

use lamlint_analysis::Rule;

/// The rules of this topic, by name.
pub(crate) const RULES: &[&Rule] = &[&dead_letter_missing::RULE];
