//! Resources: what every one has, and what rules know of the kinds around a function.

use std::ops::Deref;
use std::sync::Arc;

use super::{Body, Composed, Function, Property, Ref, Role, Setting, TriggerKind};
use crate::text::Span;

/// The place of a resource in its stack. A greater one belongs to a resource that is about to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceId(pub u32);

/// A resource of the program.
#[derive(Clone, Debug)]
pub struct Resource {
    /// Its place in the stack.
    pub id: ResourceId,
    /// What people call it: its logical name, or in generated text the path of the construct that it was made from.
    pub name: String,
    /// Its logical name, where that is another one.
    pub logical: Option<String>,
    /// The logical name's place.
    pub at: Span,
    /// The whole resource, from its name on.
    pub span: Span,
    /// Where properties are written; `None` for a resource that the framework makes by itself.
    pub body: Option<Body>,
    /// The condition under which alone it exists; `None` when it always does.
    pub condition: Option<String>,
    /// Its name at AWS, when given.
    pub physical_name: Option<Setting<String>>,
    /// What it is.
    pub kind: ResourceKind,
}

impl Resource {
    /// The name that the template uses for it.
    pub fn logical_name(&self) -> &str {
        self.logical.as_deref().unwrap_or(&self.name)
    }
}

/// What a resource is, as far as rules tell kinds apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResourceKind {
    /// An S3 bucket.
    Bucket,
    /// A Lambda function.
    Function,
    /// An HTTP API or a WebSocket API.
    HttpApi,
    /// A permission to call a function.
    InvokePermission,
    /// A log group.
    LogGroup,
    /// An SQS queue.
    Queue,
    /// A REST API.
    RestApi,
    /// An IAM role.
    Role,
    /// An EventBridge rule.
    Rule,
    /// An EventBridge Scheduler schedule.
    Schedule,
    /// A state machine.
    StateMachine,
    /// A Kinesis stream.
    Stream,
    /// A DynamoDB table.
    Table,
    /// An SNS topic.
    Topic,
    /// Anything else.
    Other,
}

/// An SQS queue.
#[derive(Clone, Debug)]
pub struct Queue {
    /// The resource that it is.
    pub resource: Arc<Resource>,
    /// Where properties are written.
    pub body: Body,
    /// How long a message stays hidden, s.
    pub visibility_timeout: Option<Setting<i64>>,
    /// Where failed messages go.
    pub redrive: Option<Span>,
    /// The dead-letter queue that `redrive` names.
    pub dead_letter: Ref,
    /// Whether messages keep their order; `None` when not written.
    pub fifo: Option<Setting<bool>>,
    /// Whether it says which queues may use it as their dead-letter queue.
    pub redrive_allow: Option<Span>,
}

/// An SNS topic.
#[derive(Clone, Debug)]
pub struct Topic {
    /// The resource that it is.
    pub resource: Arc<Resource>,
}

/// A DynamoDB table.
#[derive(Clone, Debug)]
pub struct Table {
    /// The resource that it is.
    pub resource: Arc<Resource>,
    /// What its stream shows.
    pub stream: Option<Setting<String>>,
}

/// An S3 bucket.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// The resource that it is.
    pub resource: Arc<Resource>,
}

/// A log group.
#[derive(Clone, Debug)]
pub struct LogGroup {
    /// The resource that it is.
    pub resource: Arc<Resource>,
    /// Where properties are written.
    pub body: Body,
    /// Its name at AWS, as it is put together; `None` when AWS makes one up.
    pub group_name: Option<Composed>,
    /// The resource that its name speaks of.
    pub speaks_of: Ref,
    /// Retention, days.
    pub retention: Option<Setting<i64>>,
}

/// A resource policy statement that lets someone call a function.
#[derive(Clone, Debug)]
pub struct InvokePermission {
    /// The resource that it is.
    pub resource: Arc<Resource>,
    /// Where properties are written.
    pub body: Body,
    /// Which function.
    pub function: Ref,
    /// Who may call.
    pub principal: Option<Setting<String>>,
    /// From which resource.
    pub source_arn: Option<Span>,
    /// From which account.
    pub source_account: Option<Span>,
    /// From which organisation.
    pub organization: Option<Span>,
    /// With which event source token (Alexa).
    pub token: Option<Span>,
    /// With which authorization type (function URLs).
    pub url_auth: Option<Setting<String>>,
    /// Only through the function's URL.
    pub via_url: Option<Span>,
}

/// A schedule.
#[derive(Clone, Debug)]
pub struct Schedule {
    /// Logical name, or the event's name.
    pub name: String,
    /// The expression.
    pub expression: Setting<String>,
    /// Whether one-time `at(…)` is possible: only with the Scheduler.
    pub scheduler: bool,
}

/// The URL of a function that is not of this stack.
#[derive(Clone, Debug)]
pub struct OuterUrl {
    /// The resource that it is.
    pub resource: Arc<Resource>,
    /// Its authorization type.
    pub auth: Setting<String>,
}

/// A target of an EventBridge rule or a schedule that calls a function.
#[derive(Clone, Debug)]
pub struct RuleTarget {
    /// Logical name of the rule or schedule, or the event's name.
    pub name: String,
    /// Its place.
    pub at: Span,
    /// The rule or schedule; `None` where the framework makes it by itself.
    pub rule: Option<ResourceId>,
    /// The function that is called; `None` for one that is not of this stack.
    pub function: Option<ResourceId>,
    /// Whether what it sends is the same each time and comes again: a schedule without an input.
    pub repeats: bool,
    /// Whether it is a schedule.
    pub kind: TriggerKind,
    /// Where failed calls go.
    pub dead_letter: Option<Span>,
    /// Where the target's properties are written; `None` where a condition decides between several.
    pub body: Option<Body>,
}

/// Provisioned concurrency.
#[derive(Clone, Debug)]
pub struct Provisioned {
    /// Where it is written.
    pub at: Span,
    /// The version or alias it is put on, when one is written; for SAM, the published alias.
    pub qualifier: Option<Setting<String>>,
    /// Whether it is put on a version or an alias at all.
    pub named: bool,
    /// Whether it is there only under a condition.
    pub conditional: bool,
}

/// A name for a version of a function, which may send a share of its calls to a further one.
#[derive(Clone, Debug)]
pub struct Alias {
    /// The resource that it is.
    pub resource: Arc<Resource>,
    /// Which function.
    pub function: Ref,
    /// The version that it names.
    pub version: Option<Setting<Composed>>,
    /// What it sends to further versions: nothing, or each form that a condition decides between.
    pub routing: Vec<Routing>,
}

/// What an alias sends to further versions.
#[derive(Clone, Debug)]
pub struct Routing {
    /// Each further version that is written.
    pub shares: Vec<Share>,
    /// Whether the alias has it only under a condition.
    pub conditional: bool,
}

/// The share of an alias's calls that a further version gets.
#[derive(Clone, Debug)]
pub struct Share {
    /// Where it is written.
    pub at: Span,
    /// The version.
    pub version: Option<Setting<Composed>>,
    /// The share, from 0 for none to 1 for all; silent about what is no number.
    pub weight: Option<Setting<f64>>,
    /// Whether it stands in its list only under a condition.
    pub conditional: bool,
}

/// SnapStart.
#[derive(Clone, Debug)]
pub struct SnapStart {
    /// `PublishedVersions` or `None`.
    pub apply_on: Setting<String>,
}

/// Something beside functions that can be traced.
#[derive(Clone, Debug)]
pub struct Traced {
    /// The resource that it is.
    pub resource: Arc<Resource>,
    /// What it is, in words: `REST API`, `state machine`.
    pub what: &'static str,
    /// Whether tracing is on; `None` when nothing is written.
    pub tracing: Option<Setting<bool>>,
    /// Whether it has a role that would have to be allowed to send traces.
    pub has_role: bool,
    /// Where properties are written.
    pub body: Body,
    /// The property that turns tracing on.
    pub property: Property,
}

/// A local file or folder that a layer, an API or a state machine is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalFile {
    /// The resource.
    pub resource: ResourceId,
    /// Logical name of the resource.
    pub name: String,
    /// Where the path is written.
    pub at: Span,
    /// The path, relative to the template.
    pub path: String,
    /// Whether something builds what is deployed from it.
    pub built: bool,
}

/// Something of a kind is its resource, and more.
macro_rules! are_resources {
    ($($kind:ty),*) => {
        $(impl Deref for $kind {
            type Target = Resource;

            fn deref(&self) -> &Resource {
                &self.resource
            }
        })*
    };
}

are_resources!(
    Alias,
    Bucket,
    Function,
    InvokePermission,
    LogGroup,
    OuterUrl,
    Queue,
    Role,
    Table,
    Topic,
    Traced
);
