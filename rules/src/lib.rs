//! The rules of lamlint, one file each.
//!
//! A rule is a `static` and a function: see [`lamlint_analysis::Rule`] and CONTRIBUTING.md. The list below is
//! sorted; a test keeps it in step with the folder.

mod limits;
mod written;

mod admin_policy_attached;
mod api_timeout_too_long;
mod async_handler_in_python;
mod batch_size_out_of_range;
mod client_created_per_invocation;
mod code_not_found;
mod dead_letter_missing;
mod duplicate_key;
mod env_var_not_set;
mod env_var_reserved;
mod environment_too_large;
mod ephemeral_storage_out_of_range;
mod function_url_public;
mod handler_arity_wrong;
mod handler_file_not_found;
mod handler_function_not_found;
mod internal_error;
mod logs_never_expire;
mod memory_out_of_range;
mod partial_failures_not_enabled;
mod partial_failures_not_returned;
mod permission_principal_wildcard;
mod permission_without_source;
mod plaintext_secret;
mod provisioned_on_latest;
mod queue_message_deleted_by_hand;
mod queue_without_redrive;
mod recursive_trigger;
mod reference_undefined;
mod reserved_concurrency_zero;
mod runtime_deprecated;
mod runtime_unknown;
mod schedule_invalid;
mod snapstart_unsupported;
mod stream_without_failure_destination;
mod target_without_dead_letter;
mod template_syntax;
mod timeout_out_of_range;
mod too_many_layers;
mod tracing_off;
mod trust_policy_wrong;
mod unknown_rule;
mod unused_suppression;
mod visibility_timeout_too_short;
mod wildcard_action;
mod wildcard_resource;
mod x86_architecture;

use lamlint_analysis::Rule;

/// Every rule, sorted by name.
pub static RULES: &[&Rule] = &[
    &admin_policy_attached::RULE,
    &api_timeout_too_long::RULE,
    &async_handler_in_python::RULE,
    &batch_size_out_of_range::RULE,
    &client_created_per_invocation::RULE,
    &code_not_found::RULE,
    &dead_letter_missing::RULE,
    &duplicate_key::RULE,
    &env_var_not_set::RULE,
    &env_var_reserved::RULE,
    &environment_too_large::RULE,
    &ephemeral_storage_out_of_range::RULE,
    &function_url_public::RULE,
    &handler_arity_wrong::RULE,
    &handler_file_not_found::RULE,
    &handler_function_not_found::RULE,
    &internal_error::RULE,
    &logs_never_expire::RULE,
    &memory_out_of_range::RULE,
    &partial_failures_not_enabled::RULE,
    &partial_failures_not_returned::RULE,
    &permission_principal_wildcard::RULE,
    &permission_without_source::RULE,
    &plaintext_secret::RULE,
    &provisioned_on_latest::RULE,
    &queue_message_deleted_by_hand::RULE,
    &queue_without_redrive::RULE,
    &recursive_trigger::RULE,
    &reference_undefined::RULE,
    &reserved_concurrency_zero::RULE,
    &runtime_deprecated::RULE,
    &runtime_unknown::RULE,
    &schedule_invalid::RULE,
    &snapstart_unsupported::RULE,
    &stream_without_failure_destination::RULE,
    &target_without_dead_letter::RULE,
    &template_syntax::RULE,
    &timeout_out_of_range::RULE,
    &too_many_layers::RULE,
    &tracing_off::RULE,
    &trust_policy_wrong::RULE,
    &unknown_rule::RULE,
    &unused_suppression::RULE,
    &visibility_timeout_too_short::RULE,
    &wildcard_action::RULE,
    &wildcard_resource::RULE,
    &x86_architecture::RULE,
];

#[cfg(test)]
mod pages;
