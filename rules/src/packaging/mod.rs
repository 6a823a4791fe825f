//! What is packaged and where it lies.

mod code_not_found;
mod too_many_layers;

use lamlint_analysis::Rule;

/// The rules of this topic, by name.
pub(crate) const RULES: &[&Rule] = &[&code_not_found::RULE, &too_many_layers::RULE];
