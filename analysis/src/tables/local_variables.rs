//! Environment variables that tell where code runs: those that are never there in Lambda, and those that always are.

use super::Table;
use std::sync::LazyLock;

static LOCAL: Table =
    LazyLock::new(|| super::rows(include_str!("../../data/local-environment.txt")));
static ALWAYS: Table =
    LazyLock::new(|| super::rows(include_str!("../../data/always-set-environment.txt")));

/// Whether a variable is there in every function.
pub fn is_always_set(name: &str) -> bool {
    super::row(&ALWAYS, name).is_some()
}

/// Whether a variable only exists where Lambda is imitated.
pub fn is_local(name: &str) -> bool {
    super::row(&LOCAL, name).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_marks_of_imitations_are_local() {
        assert!(is_local("AWS_SAM_LOCAL") && is_local("IS_OFFLINE"));
        assert!(!is_local("AWS_REGION") && !is_local("STAGE"));
        assert!(is_always_set("AWS_REGION") && !is_always_set("AWS_SAM_LOCAL"));
    }
}
