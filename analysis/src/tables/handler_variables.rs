//! Environment variables that decide which handler runs.

use std::sync::LazyLock;

use super::Table;

static VARIABLES: Table =
    LazyLock::new(|| super::rows(include_str!("../../data/handler-environment.txt")));

static AGENTS: Table = LazyLock::new(|| super::rows(include_str!("../../data/agent-wrappers.txt")));

/// Whether a program that starts the runtime is a monitoring agent's, which sets no variable that a handler reads.
pub fn is_agent(program: &str) -> bool {
    super::row(&AGENTS, program).is_some()
}

/// What a variable decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decides {
    /// It names the handler that an agent calls, whose own handler stands in its place.
    Handler,
    /// It names a program that starts the runtime and may give it any handler, or none.
    Start,
}

/// What a variable decides about the handler; `None` for every other variable.
pub fn decides(name: &str) -> Option<Decides> {
    let row = super::row(&VARIABLES, name)?;
    Some(if row[1] == "handler" { Decides::Handler } else { Decides::Start })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agents_name_a_handler_and_a_wrapper_starts_the_runtime() {
        assert_eq!(decides("DD_LAMBDA_HANDLER"), Some(Decides::Handler));
        assert_eq!(decides("AWS_LAMBDA_EXEC_WRAPPER"), Some(Decides::Start));
        assert_eq!(decides("HANDLER"), None);
        assert!(is_agent("/opt/dynatrace") && !is_agent("/opt/bootstrap"));
        assert!(VARIABLES.iter().all(|row| matches!(row[1], "handler" | "program")));
    }
}
