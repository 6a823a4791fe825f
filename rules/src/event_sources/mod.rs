//! Triggers of every kind, and who may call.

mod api_timeout_too_long;
mod batch_size_out_of_range;
mod function_url_public;
mod partial_failures_not_enabled;
mod partial_failures_not_returned;
mod permission_principal_wildcard;
mod permission_without_source;
mod queue_message_deleted_by_hand;
mod queue_without_redrive;
mod recursive_trigger;
mod s3_key_not_decoded;
mod schedule_invalid;
mod stream_without_failure_destination;
mod target_without_dead_letter;
mod visibility_timeout_too_short;

use lamlint_analysis::Rule;

/// The rules of this topic, by name.
pub(crate) const RULES: &[&Rule] = &[
    &api_timeout_too_long::RULE,
    &batch_size_out_of_range::RULE,
    &function_url_public::RULE,
    &partial_failures_not_enabled::RULE,
    &partial_failures_not_returned::RULE,
    &permission_principal_wildcard::RULE,
    &permission_without_source::RULE,
    &queue_message_deleted_by_hand::RULE,
    &queue_without_redrive::RULE,
    &recursive_trigger::RULE,
    &s3_key_not_decoded::RULE,
    &schedule_invalid::RULE,
    &stream_without_failure_destination::RULE,
    &target_without_dead_letter::RULE,
    &visibility_timeout_too_short::RULE,
];
