//! What a handler does with AWS: which values are clients and resource objects, which calls are which operations on
//! which resources, and which environment variables are read.
//!
//! One file a flavour knows the SDK's names (`FLAVOURS`, a row each); what comes out is the same for every language. No name of a method alone
//! decides: whose method it is has to be followed to the SDK.

mod answers;
mod arguments;
mod boto3;
mod calls;
mod clients;
mod environment;
mod event_keys;
mod flavour;
mod javascript;
mod things;
mod variable_readers;
mod variables_missing;
mod variables_set;

pub use crate::tables::operations::Effect;
pub use answers::Reports;
pub use event_keys::EventKey;

use crate::code::{Code, Trace};
use crate::source::FunctionId;
use crate::text::Span;
use flavour::Flavour;

/// The flavours of the SDK, a row each.
static FLAVOURS: &[&Flavour] = &[&boto3::FLAVOUR, &javascript::FLAVOUR];

/// Everything that a handler does with AWS and its environment.
#[derive(Clone, Debug, Default)]
pub struct Uses {
    /// Clients, resources and sessions that are constructed per invocation.
    pub clients: Vec<Client>,
    /// Environment variables that are read, at load or per invocation.
    pub env_reads: Vec<EnvRead>,
    /// Environment variables that the code sets.
    pub env_writes: Vec<String>,
    /// Whether the code also sets variables whose names are not written in it.
    pub env_open: bool,
    /// Calls of operations per invocation; those at load are not among them.
    pub calls: Vec<Call>,
    /// Whether it tells which records of a batch failed.
    pub reports: Reports,
}

/// A constructed client, resource or session.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a mark of its own; they go together freely"
)]
pub struct Client {
    /// The file, by its place among the handler's.
    pub file: usize,
    /// The constructor call.
    pub at: Span,
    /// The service, as it is written; `None` for a session or when it is not known.
    pub service: Option<String>,
    /// What it is called in a message: `S3 client`, `boto3 session`.
    pub what: String,
    /// The innermost function it stands in; `None` at load.
    pub function: Option<FunctionId>,
    /// What its arguments need.
    pub needs: Needs,
    /// Whether it can be made at load without changing what happens: its arguments are only constants and names, and no
    /// error of it is caught.
    pub plain: bool,
    /// Whether an error of it is caught.
    pub caught: bool,
    /// Module-level names that its arguments use.
    pub names: Vec<String>,
    /// The byte of its file where the last statement at load ends that sets what it is made with (`patch_all()`,
    /// `AWS.config.update(…)`); 0 when none does.
    pub made_after: u32,
    /// Whether it is made once and kept: after a test for a kept one, or in what is itself kept.
    pub kept: bool,
    /// The statement, when it does nothing but assign the client to a new local name.
    pub assigned: Option<Assigned>,
    /// Whether it is only the stepping stone to another client in the same function.
    pub intermediate: bool,
}

/// A statement that does nothing but assign a client to a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned {
    /// The whole statement.
    pub at: Span,
    /// The name.
    pub name: String,
}

/// What the arguments of a constructor need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Needs {
    /// Nothing but constants, module-level names and the environment.
    Module,
    /// Local names that are themselves made of nothing else.
    Locals,
    /// Something of the call: the event, parameters, results of calls.
    Call,
}

/// A read of an environment variable.
#[derive(Clone, Debug)]
pub struct EnvRead {
    /// The file, by its place among the handler's.
    pub file: usize,
    /// The whole read.
    pub at: Span,
    /// The variable.
    pub name: String,
    /// What follows when it is not set.
    pub absence: Absence,
    /// The innermost function it stands in; `None` at load.
    pub function: Option<FunctionId>,
    /// Whether it stands under a condition or in a `try`, so that it is not always read.
    pub conditional: bool,
}

/// What follows when a variable is not set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absence {
    /// The read raises.
    Raises,
    /// The value is missing (`None`, `undefined`) and nothing makes up for it.
    Missing,
    /// There is a default, or the code looks whether it is set.
    Handled,
    /// A log shows that it is missing, and nothing else comes of it.
    Shown,
}

impl Absence {
    /// Whether the code does its work all the same.
    pub fn is_harmless(self) -> bool {
        matches!(self, Absence::Handled | Absence::Shown)
    }
}

/// A call of an operation.
#[derive(Clone, Debug)]
pub struct Call {
    /// The call.
    pub at: Span,
    /// The API operation.
    pub operation: &'static str,
    /// What it does; `None` when that is not known.
    pub effect: Option<Effect>,
    /// The service, in boto3's spelling.
    pub service: &'static str,
    /// Which resource.
    pub resource: Argument,
    /// S3: what is known of the object's key.
    pub key: Option<Key>,
    /// S3: the object's key, when it comes from an S3 notification and is still encoded.
    pub event_key: Option<EventKey>,
    /// Whether something is asked first: it stands under a condition, or its function may have ended before.
    pub conditional: bool,
    /// The file, by its place among the handler's.
    pub file: usize,
    /// The innermost function it stands in.
    pub function: Option<FunctionId>,
    /// The calls that lead there from the entry.
    pub path: Vec<Span>,
}

/// What is known of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its known beginning.
    pub head: String,
    /// Its known end.
    pub tail: String,
    /// Whether head and tail are one, and all of it.
    pub whole: bool,
}

/// What a resource argument is; [`crate::program::Program::written`] says which resource of the template that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// A literal.
    Text(String),
    /// The value of an environment variable.
    Env(String),
    /// The bucket of an S3 event.
    Event,
    /// Anything else.
    Unknown,
}

/// Reads what a handler does.
pub fn uses(code: &Code, trace: &Trace) -> Uses {
    let mut uses = Uses { reports: answers::reports(code, trace), ..Uses::default() };
    let aws = things::uses_sdk(code);
    let mut readers = Vec::new();
    for file in 0..code.files.len() {
        let mut functions = vec![None];
        functions
            .extend((0..code.module(file).functions.len() as u32).map(|id| Some(FunctionId(id))));
        for function in functions.into_iter().filter(|function| trace.runs(file, *function)) {
            let step = trace.step_to(file, function);
            environment::find(code, file, function, &mut uses, &mut readers);
            variables_set::find(code, file, function, &mut uses);
            if let (Some(step), true) = (step, aws) {
                clients::find(code, file, function, step.kept, &mut uses);
                calls::find(code, trace, file, function, &mut uses);
            }
        }
    }
    clients::mark_intermediate(code, &mut uses);
    clients::settle(code, &mut uses);
    variable_readers::settle(code, trace, readers, &mut uses);
    variables_missing::settle(code, trace, &mut uses);
    event_keys::settle(code, trace, &mut uses);
    uses
}
