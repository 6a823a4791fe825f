//! Permissions and roles.

mod admin_policy_attached;
mod trust_policy_wrong;
mod wildcard_action;
mod wildcard_resource;

use lamlint_analysis::Rule;

/// The rules of this topic, by name.
pub(crate) const RULES: &[&Rule] = &[
    &admin_policy_attached::RULE,
    &trust_policy_wrong::RULE,
    &wildcard_action::RULE,
    &wildcard_resource::RULE,
];
