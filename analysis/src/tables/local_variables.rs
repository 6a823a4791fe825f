//! Environment variables that only tools on a developer's machine set; in Lambda they are never there.

use super::Table;
use std::sync::LazyLock;

static LOCAL: Table =
    LazyLock::new(|| super::rows(include_str!("../../data/local-environment.txt")));

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
    }
}
