//! Variables and secrets.

mod env_var_not_set;
mod env_var_reserved;
mod environment_too_large;
mod plaintext_secret;

use lamlint_analysis::Rule;

/// The rules of this topic, by name.
pub(crate) const RULES: &[&Rule] = &[
    &env_var_not_set::RULE,
    &env_var_reserved::RULE,
    &environment_too_large::RULE,
    &plaintext_secret::RULE,
];
