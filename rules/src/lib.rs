//! The rules of lamlint, one file each.
//!
//! A rule is a `static` and a function: see [`lamlint_analysis::Rule`] and CONTRIBUTING.md. The list below is
//! sorted; a test keeps it in step with the folder.

mod limits;
mod shared;

mod async_handler_in_python;
mod client_created_per_invocation;
mod env_var_not_set;
mod env_var_reserved;
mod environment_too_large;
mod ephemeral_storage_out_of_range;
mod handler_arity_wrong;
mod handler_file_not_found;
mod handler_function_not_found;
mod memory_out_of_range;
mod partial_failures_not_enabled;
mod partial_failures_not_returned;
mod provisioned_on_latest;
mod recursive_trigger;
mod reserved_concurrency_zero;
mod runtime_deprecated;
mod runtime_unknown;
mod snapstart_unsupported;
mod timeout_out_of_range;
mod too_many_layers;

use lamlint_analysis::Rule;

/// Every rule, sorted by name.
pub static RULES: &[&Rule] = &[
    &async_handler_in_python::RULE,
    &client_created_per_invocation::RULE,
    &env_var_not_set::RULE,
    &env_var_reserved::RULE,
    &environment_too_large::RULE,
    &ephemeral_storage_out_of_range::RULE,
    &handler_arity_wrong::RULE,
    &handler_file_not_found::RULE,
    &handler_function_not_found::RULE,
    &memory_out_of_range::RULE,
    &partial_failures_not_enabled::RULE,
    &partial_failures_not_returned::RULE,
    &provisioned_on_latest::RULE,
    &recursive_trigger::RULE,
    &reserved_concurrency_zero::RULE,
    &runtime_deprecated::RULE,
    &runtime_unknown::RULE,
    &snapstart_unsupported::RULE,
    &timeout_out_of_range::RULE,
    &too_many_layers::RULE,
];

#[cfg(test)]
mod pages;
