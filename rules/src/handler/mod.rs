//! What the code does at load and per invocation.

mod async_handler_in_python;
mod client_created_per_invocation;
mod handler_arity_wrong;
mod handler_file_not_found;
mod handler_function_not_found;

use lamlint_analysis::Rule;

/// The rules of this topic, by name.
pub(crate) const RULES: &[&Rule] = &[
    &async_handler_in_python::RULE,
    &client_created_per_invocation::RULE,
    &handler_arity_wrong::RULE,
    &handler_file_not_found::RULE,
    &handler_function_not_found::RULE,
];
