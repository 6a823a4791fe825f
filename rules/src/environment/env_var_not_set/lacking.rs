//! Which functions do not get a variable that their code reads, and what becomes of that.

use lamlint_analysis::code::Handler;
use lamlint_analysis::model::Function;
use lamlint_analysis::sdk::{Absence, EnvRead};
use lamlint_analysis::{Program, Severity, tables};

/// A variable that some functions do not get, where their code reads it.
pub(super) struct Lacking<'w> {
    pub(super) read: &'w EnvRead,
    /// What the reading does without it.
    pub(super) what: &'static str,
    pub(super) severity: Severity,
    pub(super) functions: Vec<&'w Function>,
}

impl<'w> Lacking<'w> {
    /// The functions that run a handler and do not get what it reads.
    pub(super) fn of(program: &Program<'w>, handler: &'w Handler, read: &'w EnvRead) -> Self {
        let step = handler.step_to(read.file, read.function);
        let always = read.function.is_none()
            || step.is_some_and(|step| step.last_call.is_none() && !step.kept);
        let fails = read.absence == Absence::Raises && always && !read.conditional;
        let what = match (read.absence, fails) {
            (Absence::Raises, true) => "at",
            (Absence::Raises, false) => "when it gets to",
            _ => "in",
        };
        Lacking {
            read,
            what,
            severity: if fails { Severity::Error } else { Severity::Warning },
            functions: program.functions_of(handler).filter(|one| lacks(one, read)).collect(),
        }
    }

    /// Takes what another handler makes of the same reading; the worse counts.
    pub(super) fn add(&mut self, other: Self) {
        if other.severity > self.severity {
            (self.what, self.severity) = (other.what, other.severity);
        }
        self.functions.extend(other.functions);
    }
}

fn lacks(function: &Function, read: &EnvRead) -> bool {
    let environment = &function.environment;
    let sets = |name: &String| environment.variables.iter().any(|one| one.name == *name);
    let is_set = |name: &String| sets(name) || tables::is_runtime_variable(name);
    !environment.open && !sets(&read.name) && read.depends_on.iter().all(is_set)
}
