//! The rules of lamlint, one file each.
//!
//! A rule is a `static` and a function: see [`lamlint_analysis::Rule`] and CONTRIBUTING.md. The list below is
//! sorted; a test keeps it in step with the folder.

mod limits;

mod api_timeout_too_long;
mod async_handler_in_python;
mod batch_size_out_of_range;
mod client_created_per_invocation;
mod env_var_not_set;
mod function_url_public;
mod handler_arity_wrong;
mod handler_file_not_found;
mod handler_function_not_found;
mod partial_failures_not_enabled;
mod partial_failures_not_returned;
mod permission_principal_wildcard;
mod queue_without_redrive;
mod recursive_trigger;
mod stream_without_failure_destination;
mod target_without_dead_letter;
mod timeout_out_of_range;
mod visibility_timeout_too_short;

use lamlint_analysis::Rule;

/// Every rule, sorted by name.
pub static RULES: &[&Rule] = &[
    &api_timeout_too_long::RULE,
    &async_handler_in_python::RULE,
    &batch_size_out_of_range::RULE,
    &client_created_per_invocation::RULE,
    &env_var_not_set::RULE,
    &function_url_public::RULE,
    &handler_arity_wrong::RULE,
    &handler_file_not_found::RULE,
    &handler_function_not_found::RULE,
    &partial_failures_not_enabled::RULE,
    &partial_failures_not_returned::RULE,
    &permission_principal_wildcard::RULE,
    &queue_without_redrive::RULE,
    &recursive_trigger::RULE,
    &stream_without_failure_destination::RULE,
    &target_without_dead_letter::RULE,
    &timeout_out_of_range::RULE,
    &visibility_timeout_too_short::RULE,
];

#[cfg(test)]
mod pages;
