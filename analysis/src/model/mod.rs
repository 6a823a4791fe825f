//! A template in terms of AWS, whatever framework it was written in.
//!
//! The model says what will be deployed and where each part was written. It knows no spelling: that is
//! `frameworks`' business, and [`Body`] carries what is needed to write a property back.

mod permission;
mod reference;
mod resource;
mod schedule_expression;
mod setting;
mod trigger;

pub use permission::{ManagedPolicy, Policies, Principal, Role, Statement};
pub use reference::{Names, Reference, ReferenceKind};
pub use resource::{
    Bucket, InvokePermission, LogGroup, Provisioned, Queue, RuleTarget, Schedule, SnapStart, Table,
    Topic,
};
pub use schedule_expression::{ScheduleFault, schedule_fault};
pub use setting::Setting;
pub use trigger::{EventSource, S3Filter, TriggerKind};

use std::sync::Arc;

use crate::finding::Suppression;
use crate::syntax::{Format, Node, Tree, Value};
use crate::text::{Excerpt, FileId, Span, Text};

/// In whose words something is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dialect {
    /// AWS SAM.
    Sam,
    /// Plain CloudFormation.
    CloudFormation,
}

/// What one template deploys.
#[derive(Clone, Debug)]
pub struct Stack {
    /// The template.
    pub file: FileId,
    /// What it is written for.
    pub dialect: Dialect,
    /// Its text, for fixes.
    pub text: Text,
    /// Its format, for fixes.
    pub format: Format,
    /// Its tree, for fixes.
    pub tree: Arc<Tree>,
    /// Whether there may be resources that cannot be seen: loops, unknown macros, includes.
    /// Rules about something missing from the template are then silent.
    pub open: bool,
    /// Where functions inherit from, when that section is written.
    pub globals: Option<Globals>,
    /// Lambda functions, in order.
    pub functions: Vec<Function>,
    /// Every resource, in order.
    pub resources: Vec<Resource>,
    /// SQS queues.
    pub queues: Vec<Queue>,
    /// SNS topics.
    pub topics: Vec<Topic>,
    /// DynamoDB tables.
    pub tables: Vec<Table>,
    /// S3 buckets.
    pub buckets: Vec<Bucket>,
    /// Log groups.
    pub log_groups: Vec<LogGroup>,
    /// IAM roles that functions use or that trust Lambda.
    pub roles: Vec<Role>,
    /// Who may call which function.
    pub invoke_permissions: Vec<InvokePermission>,
    /// Schedules, of EventBridge rules and the Scheduler, whoever they call.
    pub schedules: Vec<Schedule>,
    /// Targets of EventBridge rules and schedules that call a function.
    pub targets: Vec<RuleTarget>,
    /// REST and HTTP APIs and state machines, with their tracing.
    pub traced: Vec<Traced>,
    /// Names that are used somewhere.
    pub references: Vec<Reference>,
    /// Names that may be referred to.
    pub names: Names,
    /// Findings that the template itself asks to be left out.
    pub ignored: Vec<Suppression>,
    /// Nothing can be saved of the text as it is now: this is what the last readable one deployed, kept so that
    /// findings in handlers stay while somebody types. Its own places do not fit the text any more.
    pub stale: bool,
    /// Local files and folders that resources other than functions are made from.
    pub local_files: Vec<LocalFile>,
}

/// The section that functions inherit from (SAM's `Globals`).
#[derive(Clone, Debug)]
pub struct Globals {
    /// The key of the section about functions, or of the whole section when functions have none.
    pub at: Span,
    /// Where its properties are written.
    pub body: Body,
}

/// A resource of the template.
#[derive(Clone, Debug)]
pub struct Resource {
    /// Logical name.
    pub name: String,
    /// The logical name's place.
    pub at: Span,
    /// The whole resource.
    pub span: Span,
    /// The framework's type name, such as `AWS::SQS::Queue`; empty when not written.
    pub kind: String,
    /// Whether it exists only under a condition.
    pub conditional: bool,
}

/// Where and how a thing's properties are written, so that a fix can write one.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Body {
    /// Keys from the document's root to the map of properties; `[1]` is the second item of a list.
    /// Empty when nothing can be written.
    pub path: Vec<String>,
}

/// A Lambda function.
#[derive(Clone, Debug)]
pub struct Function {
    /// Logical name.
    pub name: String,
    /// The logical name's place.
    pub at: Span,
    /// The whole resource, from its name on.
    pub span: Span,
    /// Where properties are written.
    pub body: Body,
    /// The condition under which alone it exists; `None` when it always does.
    pub condition: Option<String>,
    /// Whether it takes what it does not set itself from [`Stack::globals`].
    pub inherits: bool,
    /// Whether it runs at CloudFront (Lambda@Edge), where much is not to be had.
    pub edge: bool,
    /// Its name at AWS, when given.
    pub physical_name: Option<Setting<String>>,
    /// Runtime identifier.
    pub runtime: Option<Setting<String>>,
    /// `file.function` in the runtime's own form.
    pub handler: Option<Setting<String>>,
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
    /// What triggers it, of this template.
    pub event_sources: Vec<EventSource>,
    /// What it may do.
    pub policies: Policies,
    /// Dead-letter queue or topic.
    pub dead_letter: Option<Setting<Ref>>,
    /// Destination of failed asynchronous invocations.
    pub on_failure: Option<Setting<Ref>>,
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
    /// Something that is no trigger names it (a state machine, another function): it may call it unseen.
    pub used_elsewhere: bool,
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

/// A local file or folder that a layer, an API or a state machine is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalFile {
    /// Logical name of the resource.
    pub name: String,
    /// Where the path is written.
    pub at: Span,
    /// The path, relative to the template.
    pub path: String,
    /// Whether something builds what is deployed from it.
    pub built: bool,
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

/// What a value refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ref {
    /// A resource of this template, by logical name.
    Resource(String),
    /// A text that names something outside, such as an ARN.
    Outside(String),
    /// Known only at deployment.
    Unknown,
}

/// Something beside functions that can be traced.
#[derive(Clone, Debug)]
pub struct Traced {
    /// Logical name.
    pub name: String,
    /// Its place.
    pub at: Span,
    /// What it is, in words: `REST API`, `state machine`.
    pub what: &'static str,
    /// Whether tracing is on; `None` when nothing is written.
    pub tracing: Option<Setting<bool>>,
    /// Where properties are written.
    pub body: Body,
    /// The property that turns tracing on, and its value.
    pub switch: (Vec<&'static str>, Value),
}

impl Stack {
    /// A stack that deploys nothing.
    pub fn new(
        file: FileId,
        dialect: Dialect,
        text: Text,
        format: Format,
        tree: Arc<Tree>,
    ) -> Stack {
        Stack {
            file,
            dialect,
            text,
            format,
            tree,
            open: false,
            globals: None,
            functions: Vec::new(),
            resources: Vec::new(),
            queues: Vec::new(),
            topics: Vec::new(),
            tables: Vec::new(),
            buckets: Vec::new(),
            log_groups: Vec::new(),
            roles: Vec::new(),
            invoke_permissions: Vec::new(),
            schedules: Vec::new(),
            targets: Vec::new(),
            traced: Vec::new(),
            references: Vec::new(),
            names: Names::default(),
            ignored: Vec::new(),
            stale: false,
            local_files: Vec::new(),
        }
    }

    /// What stands for the template of a handler that has none.
    pub fn empty(file: FileId) -> Stack {
        Stack::new(file, Dialect::CloudFormation, Text::new(""), Format::Yaml, Arc::default())
    }

    /// The map of properties of a body.
    pub fn properties(&self, body: &Body) -> Option<Node<'_>> {
        self.descend(&body.path).filter(|_| !body.path.is_empty())
    }

    /// What a body's path leads to.
    pub(crate) fn descend(&self, path: &[String]) -> Option<Node<'_>> {
        path.iter().try_fold(self.tree.documents().first()?, |node, step| {
            match step.strip_prefix('[').and_then(|step| step.strip_suffix(']')) {
                Some(place) => node.items().get(place.parse::<usize>().ok()?),
                None => node.get(step),
            }
        })
    }

    /// A resource by its logical name.
    pub fn resource(&self, name: &str) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.name == name)
    }

    /// A queue by its logical name.
    pub fn queue(&self, name: &str) -> Option<&Queue> {
        self.queues.iter().find(|queue| queue.name == name)
    }

    /// A role by its logical name.
    pub fn role(&self, name: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.name == name)
    }
}

impl Ref {
    /// The logical name, when it is a resource of this template.
    pub fn resource(&self) -> Option<&str> {
        match self {
            Ref::Resource(name) => Some(name),
            _ => None,
        }
    }
}
