//! What AWS SDK calls and environment reads in a source file mean, the same for every language.
//!
//! One file a flavour knows the SDK's names; what comes out is neutral. Facts say where a thing stands and in
//! which function; whether that function runs per invocation is the handler's business.

mod boto3;
mod clients;
mod environment;
mod javascript;
mod operations;
mod site;

use crate::source::{Expr, ExprKind, FunctionId, Import, Language, Module};
use crate::text::Span;

/// Everything that a source file says about AWS and its environment.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Clients, resources and sessions that are constructed.
    pub clients: Vec<Client>,
    /// Environment variables that are read.
    pub env_reads: Vec<EnvRead>,
    /// Environment variables that are set by the code.
    pub env_writes: Vec<String>,
    /// Whether the environment is also used in ways that cannot be followed.
    pub env_open: bool,
    /// Calls that change what a resource holds. [`crate::program::Handler::writes`] gives those of an invocation.
    pub writes: Vec<Write>,
}

/// A constructed client, resource or session.
#[derive(Clone, Debug)]
pub struct Client {
    /// The constructor call.
    pub at: Span,
    /// The service, in boto3's spelling; `None` for a session or when it is not known.
    pub service: Option<String>,
    /// What it is called in a message: `S3 client`, `boto3 session`.
    pub what: String,
    /// The innermost function it stands in; `None` at load.
    pub function: Option<FunctionId>,
    /// What its arguments need.
    pub needs: Needs,
    /// Whether its arguments are only constants and names.
    pub plain: bool,
    /// Module-level names that its arguments use.
    pub names: Vec<String>,
    /// Whether it is made once and kept: behind a test for a kept one, or in a cached function.
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
    /// The value is missing (`None`, `undefined`) and nothing looks whether it is.
    Missing,
    /// There is a default, or the code looks whether it is set.
    Handled,
}

/// A call that changes what a resource holds, such as `PutObject` and `DeleteMessage`.
#[derive(Clone, Debug)]
pub struct Write {
    /// The call.
    pub at: Span,
    /// The API operation.
    pub operation: &'static str,
    /// What it does there.
    pub effect: Effect,
    /// The service, in boto3's spelling.
    pub service: &'static str,
    /// Which resource.
    pub resource: Argument,
    /// Whether something is asked first: it stands under a condition, or its function may have ended before.
    pub conditional: bool,
    /// S3: the known beginning of the key, and whether that is all of it.
    pub key: Option<(String, bool)>,
    /// The innermost function it stands in; `None` at load.
    pub function: Option<FunctionId>,
}

/// What a call does to what a resource holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Something is put, changed or sent: triggers of the resource hear of it.
    Changes,
    /// Messages are received, and hidden from everybody else for a while.
    Receives,
    /// Messages are deleted; no trigger hears of it.
    Deletes,
}

/// What a resource argument is; [`crate::program::Project::written`] says which resource of the template that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// A literal.
    Text(String),
    /// The value of an environment variable.
    Env(String),
    /// Taken from the event that triggered the function.
    Event,
    /// Anything else.
    Unknown,
}

/// Reads the facts of a source file.
pub fn facts(module: &Module) -> Facts {
    let scan = site::Scan::new(module);
    let mut facts = Facts { clients: clients::find(&scan), ..Facts::default() };
    environment::find(&scan, &mut facts);
    facts.writes = operations::find(&scan);
    facts
}

/// Whether a module text is the AWS SDK of a language, or part of it.
pub fn is_sdk(module: &str) -> bool {
    let first = module.split(['.', '/']).next().unwrap_or(module);
    matches!(first, "boto3" | "botocore" | "aioboto3" | "aws-sdk" | "@aws-sdk")
}

/// What `module` imports under a name: the import that binds it.
fn import<'m>(module: &'m Module, name: &str) -> Option<&'m Import> {
    module.imports.iter().find(|import| *import.name == *name)
}

/// The text that an expression is, also through a module-level constant.
fn text<'m>(module: &'m Module, expr: &'m Expr) -> Option<&'m str> {
    match &expr.kind {
        ExprKind::Text(text) => Some(text),
        ExprKind::Name(name) => match &site::module_value(module, name)?.kind {
            ExprKind::Text(text) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a language is one of JavaScript's.
fn is_javascript(language: Language) -> bool {
    matches!(language, Language::JavaScript | Language::TypeScript)
}
