//! Cold starts: provisioned concurrency, SnapStart, architecture.

mod provisioned_on_latest;
mod snapstart_unsupported;
mod x86_architecture;

use lamlint_analysis::Rule;

/// The rules of this topic, by name.
pub(crate) const RULES: &[&Rule] =
    &[&provisioned_on_latest::RULE, &snapstart_unsupported::RULE, &x86_architecture::RULE];
