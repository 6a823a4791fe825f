//! The resources around a function.

use super::{Body, Ref, Setting};
use crate::text::Span;

/// An SQS queue.
#[derive(Clone, Debug)]
pub struct Queue {
    /// Logical name.
    pub name: String,
    /// Its place.
    pub at: Span,
    /// Where properties are written.
    pub body: Body,
    /// Exists only under a condition.
    pub conditional: bool,
    /// Its name at AWS.
    pub physical_name: Option<Setting<String>>,
    /// How long a message stays hidden, s.
    pub visibility_timeout: Option<Setting<i64>>,
    /// Where failed messages go.
    pub redrive: Option<Span>,
    /// The dead-letter queue that `redrive` names.
    pub dead_letter: Ref,
    /// Whether messages keep their order; `None` when not written.
    pub fifo: Option<Setting<bool>>,
    /// Something of the template sends it what failed.
    pub takes_failures: bool,
    /// Whether it says which queues may use it as their dead-letter queue.
    pub redrive_allow: Option<Span>,
}

/// An SNS topic.
#[derive(Clone, Debug)]
pub struct Topic {
    /// Logical name.
    pub name: String,
    /// Its place.
    pub at: Span,
}

/// A DynamoDB table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Logical name.
    pub name: String,
    /// Its place.
    pub at: Span,
    /// Its name at AWS.
    pub physical_name: Option<Setting<String>>,
    /// What its stream shows.
    pub stream: Option<Setting<String>>,
}

/// An S3 bucket.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// Logical name.
    pub name: String,
    /// Its place.
    pub at: Span,
    /// Its name at AWS.
    pub physical_name: Option<Setting<String>>,
}

/// A log group.
#[derive(Clone, Debug)]
pub struct LogGroup {
    /// Logical name.
    pub name: String,
    /// Its place.
    pub at: Span,
    /// Where properties are written.
    pub body: Body,
    /// Its name at AWS, as text with `${…}` for what is known only at deployment; `None` when not known at all.
    /// `${Name}` of itself when AWS makes one up.
    pub physical_name: Option<String>,
    /// The function that its name speaks of.
    pub function: Ref,
    /// Retention, days.
    pub retention: Option<Setting<i64>>,
}

/// A resource policy statement that lets someone call a function.
#[derive(Clone, Debug)]
pub struct InvokePermission {
    /// Logical name.
    pub name: String,
    /// Its place.
    pub at: Span,
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

/// A target of an EventBridge rule or a schedule that calls a function of this template.
#[derive(Clone, Debug)]
pub struct RuleTarget {
    /// Logical name of the rule or schedule, or the event's name.
    pub name: String,
    /// Its place.
    pub at: Span,
    /// The function that is called.
    pub function: String,
    /// Whether it is a schedule.
    pub kind: super::TriggerKind,
    /// Where failed calls go.
    pub dead_letter: Option<Span>,
    /// Where the target's properties are written.
    pub body: Body,
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

/// SnapStart.
#[derive(Clone, Debug)]
pub struct SnapStart {
    /// `PublishedVersions` or `None`.
    pub apply_on: Setting<String>,
}
