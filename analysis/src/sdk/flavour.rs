//! What one flavour of the AWS SDK knows: how its modules are called, what makes a client, what hands a value on.

use crate::code::{CallSite, Code, Value};
use crate::source::{Argument, Expr};

use super::things::Thing;

/// A flavour of the SDK: all that the rest of this room asks of it.
#[derive(Debug)]
pub(super) struct Flavour {
    /// What the names of its modules are or begin with, up to a dot or a slash.
    pub(super) modules: &'static [&'static str],
    /// The client, resource or session that a call constructs; `None` for every other call.
    pub(super) constructed:
        for<'h> fn(&Code<'h>, &CallSite<'h>, &'h Expr) -> Option<Constructed<'h>>,
    /// The thing that a call of a constructor gives.
    pub(super) made: for<'h> fn(&Code<'h>, &CallSite<'h>) -> Option<Thing<'h>>,
    /// The thing that a method of another thing gives; the number is how deep the question is by now.
    pub(super) made_by: for<'h> fn(&Code<'h>, &CallSite<'h>, u8) -> Option<Thing<'h>>,
    /// The thing that a member of another thing is.
    pub(super) attribute: for<'h> fn(&Code<'h>, &Value<'h>, &'h str, u8) -> Option<Thing<'h>>,
    /// The thing that each item of a value is.
    pub(super) item: for<'h> fn(&Code<'h>, &Value<'h>, u8) -> Option<Thing<'h>>,
    /// The argument that a call gives back as it is.
    pub(super) handed_back: for<'h> fn(&Code<'h>, &CallSite<'h>) -> Option<&'h Expr>,
}

/// A flavour that has nothing but names of modules, for those that have only some of the rest.
pub(super) const PLAIN: Flavour = Flavour {
    modules: &[],
    constructed: |_, _, _| None,
    made: |_, _| None,
    made_by: |_, _, _| None,
    attribute: |_, _, _, _| None,
    item: |_, _, _| None,
    handed_back: |_, _| None,
};

/// A call that constructs a client, a resource or a session.
#[derive(Debug)]
pub(super) struct Constructed<'h> {
    /// The service, as it is written; `None` for a session or when it is not known.
    pub(super) service: Option<String>,
    /// What it is called in a message.
    pub(super) what: String,
    /// What the constructor is called on, when that is an object of the code: a session.
    pub(super) on: Option<&'h Expr>,
    /// What it is given and made of, without what only accompanies the call, such as a context with its deadline.
    pub(super) arguments: &'h [Argument],
    /// Whether it gives an error besides, so that a single statement at load cannot make it.
    pub(super) fallible: bool,
    /// Whether it only puts another face on a client that it is given.
    pub(super) wraps: bool,
}

impl Flavour {
    /// Whether a module is part of it.
    pub(super) fn has(&self, module: &str) -> bool {
        self.modules.iter().any(|name| {
            module
                .strip_prefix(name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '/']))
        })
    }
}
