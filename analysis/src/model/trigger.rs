//! What makes a function run.

use super::{Body, Ref, ResourceId, Setting};
use crate::text::Span;

/// A trigger of a function.
#[derive(Clone, Debug)]
pub struct EventSource {
    /// The event's name within the function (SAM), or the logical name of the resource that stands for it.
    pub name: String,
    /// The name's place.
    pub at: Span,
    /// The resource that stands for it; `None` where the framework makes it by itself.
    pub resource: Option<ResourceId>,
    /// What kind of trigger it is.
    pub kind: TriggerKind,
    /// The function that it calls; `None` for one that is not of this stack.
    pub function: Option<ResourceId>,
    /// Whether what it sends is the same each time and comes again: a schedule without an input.
    pub repeats: bool,
    /// The queue, stream, table, bucket, topic or API that triggers.
    pub source: Ref,
    /// Where a queue is asked for that the framework makes by itself, with SQS's defaults.
    pub made_queue: Option<Span>,
    /// Where properties of the trigger are written; `None` where they cannot be said.
    pub body: Option<Body>,
    /// Whether it exists only under a condition.
    pub conditional: bool,
    /// Most records per invocation.
    pub batch_size: Option<Setting<i64>>,
    /// Longest wait for a full batch, s.
    pub batching_window: Option<Setting<i64>>,
    /// Response types asked for; `ReportBatchItemFailures` is the only one there is.
    pub response_types: Option<Setting<String>>,
    /// Where failed batches of a stream go.
    pub on_failure: Option<Setting<Ref>>,
    /// S3: events and filter.
    pub s3: Option<S3Filter>,
    /// APIs: a written integration timeout, or an own integration definition (then open).
    pub integration_timeout: Option<Setting<i64>>,
}

/// What an S3 trigger listens to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct S3Filter {
    /// Events such as `s3:ObjectCreated:*`.
    pub events: Vec<String>,
    /// Key prefixes; empty for all.
    pub prefix: Option<String>,
    /// Key suffix; `None` for all.
    pub suffix: Option<String>,
    /// Whether parts are known only at deployment.
    pub open: bool,
}

/// Kinds of triggers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TriggerKind {
    /// SQS queue.
    Sqs,
    /// Kinesis stream.
    Kinesis,
    /// DynamoDB stream.
    DynamoDb,
    /// MSK.
    Msk,
    /// Self-managed Kafka.
    Kafka,
    /// Amazon MQ.
    Mq,
    /// DocumentDB change stream.
    DocumentDb,
    /// S3 notification.
    S3,
    /// SNS subscription.
    Sns,
    /// EventBridge rule with a pattern.
    EventBridge,
    /// EventBridge rule with a schedule.
    ScheduleRule,
    /// EventBridge Scheduler.
    Scheduler,
    /// CloudWatch Logs subscription.
    Logs,
    /// IoT rule.
    Iot,
    /// Cognito user pool.
    Cognito,
    /// REST API.
    RestApi,
    /// HTTP API.
    HttpApi,
    /// WebSocket API.
    WebSocketApi,
    /// AppSync resolver.
    AppSync,
    /// Alexa skill.
    Alexa,
    /// Something that lamlint does not know.
    Other,
}

impl TriggerKind {
    /// Lambda polls the source: retries are the mapping's business.
    pub fn is_polled(self) -> bool {
        use TriggerKind as Kind;
        matches!(
            self,
            Kind::Sqs
                | Kind::Kinesis
                | Kind::DynamoDb
                | Kind::Msk
                | Kind::Kafka
                | Kind::Mq
                | Kind::DocumentDb
        )
    }

    /// Records come in shards: a failed batch blocks the ones behind it.
    pub fn is_stream(self) -> bool {
        matches!(self, TriggerKind::Kinesis | TriggerKind::DynamoDb)
    }

    /// The source hands the event over and does not wait: Lambda's own queue and retries apply.
    /// <https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html>, read 2026-11-23.
    pub fn is_asynchronous(self) -> bool {
        use TriggerKind as Kind;
        matches!(
            self,
            Kind::S3
                | Kind::Sns
                | Kind::EventBridge
                | Kind::ScheduleRule
                | Kind::Scheduler
                | Kind::Logs
                | Kind::Iot
        )
    }

    /// It comes at its time, whoever asks.
    pub fn is_schedule(self) -> bool {
        matches!(self, TriggerKind::ScheduleRule | TriggerKind::Scheduler)
    }

    /// A caller waits for the answer over an API.
    pub fn is_api(self) -> bool {
        matches!(self, TriggerKind::RestApi | TriggerKind::HttpApi)
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        use TriggerKind as Kind;
        match self {
            Kind::Sqs => "SQS",
            Kind::Kinesis => "Kinesis",
            Kind::DynamoDb => "DynamoDB",
            Kind::Msk => "MSK",
            Kind::Kafka => "Kafka",
            Kind::Mq => "Amazon MQ",
            Kind::DocumentDb => "DocumentDB",
            Kind::S3 => "S3",
            Kind::Sns => "SNS",
            Kind::EventBridge => "EventBridge",
            Kind::ScheduleRule => "schedule",
            Kind::Scheduler => "EventBridge Scheduler",
            Kind::Logs => "CloudWatch Logs",
            Kind::Iot => "IoT",
            Kind::Cognito => "Cognito",
            Kind::RestApi => "REST API",
            Kind::HttpApi => "HTTP API",
            Kind::WebSocketApi => "WebSocket API",
            Kind::AppSync => "AppSync",
            Kind::Alexa => "Alexa",
            Kind::Other => "other",
        }
    }
}
