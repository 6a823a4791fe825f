//! Language runtimes and their lifecycle.

mod runtime_deprecated;
mod runtime_unknown;

use lamlint_analysis::Rule;

/// The rules of this topic, by name.
pub(crate) const RULES: &[&Rule] = &[&runtime_deprecated::RULE, &runtime_unknown::RULE];
