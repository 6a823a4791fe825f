//! A Lambda function and what stands on it.

use std::sync::Arc;

use super::{Body, Policies, Provisioned, Ref, Resource, Setting, SnapStart};
use crate::text::{Excerpt, Span};

/// A Lambda function.
#[derive(Clone, Debug)]
pub struct Function {
    /// The resource that it is.
    pub resource: Arc<Resource>,
    /// Where properties are written.
    pub body: Body,
    /// Whether it takes what it does not set itself from [`Stack::globals`].
    pub inherits: bool,
    /// Whether it runs at CloudFront (Lambda@Edge), where much is not to be had.
    pub edge: bool,
    /// Runtime identifier.
    pub runtime: Option<Setting<String>>,
    /// `file.function` in the runtime's own form; where an agent's handler stands before it, the one that the agent calls.
    pub handler: Option<Setting<String>>,
    /// Whether a program starts the runtime, which may give it another handler.
    pub wrapped: bool,
    /// What runs.
    pub code: Code,
    /// Longest run, s.
    pub timeout: Option<Setting<i64>>,
    /// Memory, MB.
    pub memory: Option<Setting<i64>>,
    /// `/tmp`, MB.
    pub ephemeral_storage: Option<Setting<i64>>,
    /// Processor architecture: `x86_64` or `arm64`.
    pub architecture: Option<Setting<String>>,
    /// Environment variables.
    pub environment: Environment,
    /// What it may do.
    pub policies: Policies,
    /// Dead-letter queue or topic.
    pub dead_letter: Option<Setting<Ref>>,
    /// Destination of failed asynchronous invocations.
    pub on_failure: Option<Setting<Ref>>,
    /// How often an asynchronous invocation that fails is tried again.
    pub retries: Option<Setting<i64>>,
    /// Reserved concurrency.
    pub reserved_concurrency: Option<Setting<i64>>,
    /// Provisioned concurrency, on whatever version or alias.
    pub provisioned: Vec<Provisioned>,
    /// Alias that every deployment moves, when one is kept.
    pub alias: Option<Setting<String>>,
    /// X-Ray mode.
    pub tracing: Option<Setting<String>>,
    /// Log group given by name.
    pub log_group: Option<Setting<Ref>>,
    /// Whether any logging configuration is written.
    pub logging: Option<Span>,
    /// Layers.
    pub layers: Layers,
    /// VPC configuration.
    pub vpc: Option<Span>,
    /// Mounted file systems.
    pub file_systems: Option<Setting<()>>,
    /// SnapStart.
    pub snapstart: Option<SnapStart>,
    /// Function URL: its authorization type.
    pub url: Option<Setting<String>>,
    /// What happens to a loop that AWS detects: `Allow` or `Terminate`.
    pub recursive_loop: Option<Setting<String>>,
    /// Capacity provider or tenancy settings under which limits differ (Managed Instances, accelerators).
    pub special_capacity: Option<Span>,
}

/// A function's layers.
#[derive(Clone, Debug, Default)]
pub struct Layers {
    /// Where the list is written.
    pub at: Option<Span>,
    /// Each layer.
    pub entries: Vec<(Span, Ref)>,
    /// Whether there may be others.
    pub open: bool,
}

/// What a function runs.
#[derive(Clone, Debug, PartialEq)]
pub enum Code {
    /// A local folder or file, relative to the template; `None` in SAM means the template's own folder.
    Local {
        /// Where it is written; the function's name when it is not.
        at: Span,
        /// The path as written.
        path: String,
        /// What builds it, when something is said to: esbuild, makefile, a named build method.
        build: Option<Build>,
    },
    /// Source text in the template; `None` when its parts cannot be read as one text.
    Inline(Option<Excerpt>),
    /// A container image.
    Image,
    /// In S3, under a key of which this much is written.
    Stored(String),
    /// Known only at deployment.
    Elsewhere,
}

/// What builds a function's code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Build {
    /// esbuild, with its entry points relative to the code folder.
    Esbuild(Vec<String>),
    /// Anything else: what is packaged cannot be known.
    Other,
}

/// A function's environment variables.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// Where the map of variables is written; `None` when there is none.
    pub at: Option<Span>,
    /// Variables in order; inherited ones behind the function's own.
    pub variables: Vec<Variable>,
    /// Whether there may be others than these.
    pub open: bool,
}

/// An environment variable.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// The name's place.
    pub at: Span,
    /// Its value.
    pub value: Setting<String>,
    /// What the value refers to.
    pub target: Ref,
    /// Whether the value comes from a parameter that is not shown (`NoEcho`).
    pub hidden: bool,
}

impl Variable {
    /// Whether it is written and left out of every deployment (`AWS::NoValue`).
    pub fn is_left_out(&self) -> bool {
        self.value.optional && self.value.values.is_empty() && !self.value.open
    }
}
