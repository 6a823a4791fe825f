//! What should change, in AWS's terms. A rule says it; the dialect in which a thing is written knows how it is spelled.

use super::{Attribute, Body, Composed, Piece, ResourceId};
use crate::text::Span;

/// One change of what is deployed.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A property gets a value, in place of what is written now.
    Set {
        /// Whose property.
        body: Body,
        /// Which.
        property: Property,
        /// The entry of a property that is a map, such as one variable of an environment; `None` for all of it.
        entry: Option<String>,
        /// The value.
        value: Value,
    },
    /// There is a new resource.
    Add(NewResource),
    /// A written list gets one more item.
    Append {
        /// The list.
        list: Span,
        /// The item.
        value: Value,
    },
    /// A written value becomes another one; a scalar keeps its quotes.
    Replace {
        /// The value.
        at: Span,
        /// What comes instead.
        value: Value,
    },
    /// A property is not set any more.
    Remove {
        /// Whose property.
        body: Body,
        /// Which.
        property: Property,
    },
    /// A role of the program gets a managed policy of AWS's.
    Attach {
        /// The role.
        role: ResourceId,
        /// The policy's name.
        policy: &'static str,
    },
    /// Somebody may do something with a resource.
    Grant {
        /// Who.
        to: Grantee,
        /// The IAM action.
        action: &'static str,
        /// With which resource, perhaps a new one.
        resource: ResourceId,
    },
}

impl Change {
    /// A property gets a value.
    pub fn set(body: Body, property: Property, value: impl Into<Value>) -> Change {
        Change::Set { body, property, entry: None, value: value.into() }
    }
}

/// Who is allowed something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grantee {
    /// A function, by its role.
    Function(ResourceId),
    /// A service of AWS on behalf of a resource, by a policy of the resource that it uses.
    Service {
        /// Such as `events.amazonaws.com`.
        principal: &'static str,
        /// On whose behalf.
        source: ResourceId,
    },
}

/// A resource to be added.
#[derive(Clone, Debug, PartialEq)]
pub struct NewResource {
    /// By what other changes speak of it: the place after all that there are.
    pub id: ResourceId,
    /// What it is.
    pub kind: NewKind,
    /// A logical name for it; another one is taken when it is not free.
    pub name: String,
    /// The condition under which alone it exists.
    pub condition: Option<String>,
    /// What is set.
    pub properties: Vec<(Property, Value)>,
}

/// Kinds of resources that are added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewKind {
    /// A log group.
    LogGroup,
    /// An SQS queue.
    Queue,
}

/// A value to write.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text, perhaps with parts that only the deployment knows; a name, an ARN or a URL of a resource is one.
    Text(Composed),
    /// A whole number.
    Number(i64),
    /// A switch.
    Bool(bool),
    /// A list.
    List(Vec<Value>),
    /// A map, in order, with keys as AWS has them.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// An attribute of a resource.
    pub fn of(resource: ResourceId, attribute: Attribute) -> Value {
        Value::Text(Composed::of(Piece::Of(resource, attribute)))
    }

    /// A map with these keys.
    pub fn map<const COUNT: usize>(entries: [(&str, Value); COUNT]) -> Value {
        Value::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(Composed::literal(text))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(Composed::literal(text))
    }
}

impl From<Composed> for Value {
    fn from(text: Composed) -> Value {
        Value::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Number(number)
    }
}

impl From<bool> for Value {
    fn from(switch: bool) -> Value {
        Value::Bool(switch)
    }
}

/// A property of something, in AWS's terms. How a dialect spells it stands in `data/properties.tsv`, under the name
/// that [`Property::name`] gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Property {
    /// Processor architectures of a function.
    Architectures,
    /// Batch size of an event source.
    BatchSize,
    /// Longest wait of an event source for a full batch, s.
    BatchingWindow,
    /// ARN of the queue or topic that takes what a function fails on.
    DeadLetter,
    /// `/tmp` of a function, MB.
    EphemeralStorage,
    /// Whether a queue keeps the order of its messages.
    Fifo,
    /// Handler of a function.
    Handler,
    /// Name of a log group.
    LogGroupName,
    /// Memory of a function, MB.
    Memory,
    /// ARN of the queue or topic that hears of a function's failed asynchronous invocations.
    OnFailure,
    /// Redrive policy of a queue: where messages go that fail again and again.
    Redrive,
    /// Response types of an event source.
    ResponseTypes,
    /// Retention of a log group, days.
    Retention,
    /// How long a queue keeps messages, s.
    RetentionPeriod,
    /// Runtime of a function.
    Runtime,
    /// SnapStart of a function.
    SnapStart,
    /// Source account of an invoke permission.
    SourceAccount,
    /// Source ARN of an invoke permission.
    SourceArn,
    /// ARN of the queue or topic that hears of a stream's failed batches.
    StreamOnFailure,
    /// ARN of the queue that takes what a rule's or schedule's target cannot be called with.
    TargetDeadLetter,
    /// Timeout of a function, s.
    Timeout,
    /// X-Ray mode of a function.
    Tracing,
    /// Whether a REST API, or a stage of one, is traced.
    TracingOfApi,
    /// Whether a state machine is traced.
    TracingOfStateMachine,
    /// Environment variables of a function.
    Variables,
    /// Visibility timeout of a queue, s.
    VisibilityTimeout,
}

impl Property {
    /// The name of its row in the table of spellings.
    pub fn name(self) -> &'static str {
        match self {
            Property::Architectures => "function.architectures",
            Property::BatchSize => "event-source.batch-size",
            Property::BatchingWindow => "event-source.batching-window",
            Property::DeadLetter => "function.dead-letter",
            Property::EphemeralStorage => "function.ephemeral-storage",
            Property::Fifo => "queue.fifo",
            Property::Handler => "function.handler",
            Property::LogGroupName => "log-group.name",
            Property::Memory => "function.memory",
            Property::OnFailure => "function.on-failure",
            Property::Redrive => "queue.redrive",
            Property::ResponseTypes => "event-source.response-types",
            Property::Retention => "log-group.retention",
            Property::RetentionPeriod => "queue.retention-period",
            Property::Runtime => "function.runtime",
            Property::SnapStart => "function.snap-start",
            Property::SourceAccount => "permission.source-account",
            Property::SourceArn => "permission.source-arn",
            Property::StreamOnFailure => "event-source.on-failure",
            Property::TargetDeadLetter => "target.dead-letter",
            Property::Timeout => "function.timeout",
            Property::Tracing => "function.tracing",
            Property::TracingOfApi => "api.tracing",
            Property::TracingOfStateMachine => "state-machine.tracing",
            Property::Variables => "function.variables",
            Property::VisibilityTimeout => "queue.visibility-timeout",
        }
    }
}
