//! Memory, time, storage.

mod ephemeral_storage_out_of_range;
mod memory_out_of_range;
mod timeout_out_of_range;

use lamlint_analysis::Rule;

/// The rules of this topic, by name.
pub(crate) const RULES: &[&Rule] = &[
    &ephemeral_storage_out_of_range::RULE,
    &memory_out_of_range::RULE,
    &timeout_out_of_range::RULE,
];
