//! Resources and values that fixes add, in the words of SAM and CloudFormation.
//!
//! Both frameworks say these the same way. What a fix may add, and where, is its rule's business.

use crate::model::{Dialect, TriggerKind};
use crate::syntax::Value;
use crate::tables::quotas;

/// A queue for what failed. It keeps messages as long as SQS can, so that there is time to look at them.
pub fn dead_letter_queue(fifo: bool) -> Value {
    let mut properties =
        vec![("MessageRetentionPeriod", quotas::quota(quotas::RETENTION).max.into())];
    if fifo {
        properties.insert(0, ("FifoQueue", true.into()));
    }
    resource("AWS::SQS::Queue", properties)
}

/// The ARN of a resource of the template.
pub fn arn_of(name: &str) -> Value {
    Value::call("GetAtt", format!("{name}.Arn"))
}

/// The ARNs of a resource, and of everything in it, that actions of a service are allowed on; `None` when the
/// resource is none of that service.
pub fn arns_of(service: &str, name: &str, kind: &str) -> Option<Value> {
    let inside = |rest: &str| Value::call("Sub", format!("${{{name}.Arn}}/{rest}"));
    Some(match (service, kind) {
        ("sqs", "AWS::SQS::Queue") | ("kinesis", "AWS::Kinesis::Stream") => arn_of(name),
        ("sns", "AWS::SNS::Topic") => Value::call("Ref", name),
        ("dynamodb", "AWS::DynamoDB::Table" | "AWS::Serverless::SimpleTable") => {
            Value::List(vec![arn_of(name), inside("index/*")])
        }
        ("s3", "AWS::S3::Bucket") => Value::List(vec![arn_of(name), inside("*")]),
        _ => return None,
    })
}

/// Where failures go: a queue of the template. SAM wants to know the type, to let the function send there.
pub fn failure_destination(dialect: Dialect, queue: &str) -> Value {
    match dialect {
        Dialect::Sam => map(vec![("Type", "SQS".into()), ("Destination", arn_of(queue))]),
        Dialect::CloudFormation => map(vec![("Destination", arn_of(queue))]),
    }
}

/// A queue that SAM makes by itself, with all permissions, where one is asked for by its type.
pub fn own_queue() -> Value {
    map(vec![("Type", "SQS".into())])
}

/// Where a rule's target or a plain function sends what failed.
pub fn dead_letter_config(key: &str, queue: &str) -> Value {
    map(vec![(key, arn_of(queue))])
}

/// What a queue says about messages that fail again and again: after how many tries they go to another queue.
pub fn redrive_policy(queue: &str) -> Value {
    let tries = quotas::quota(quotas::RECEIVE_COUNT).min;
    map(vec![("deadLetterTargetArn", arn_of(queue)), ("maxReceiveCount", tries.into())])
}

/// A resource that lets EventBridge send to a queue on behalf of a rule.
pub fn queue_policy(queue: &str, rule: &str) -> Value {
    let only_this_rule = map(vec![("ArnEquals", map(vec![("aws:SourceArn", arn_of(rule))]))]);
    let statement = map(vec![
        ("Effect", "Allow".into()),
        ("Principal", map(vec![("Service", "events.amazonaws.com".into())])),
        ("Action", "sqs:SendMessage".into()),
        ("Resource", arn_of(queue)),
        ("Condition", only_this_rule),
    ]);
    let properties = vec![
        ("Queues", Value::List(vec![Value::call("Ref", queue)])),
        ("PolicyDocument", document(statement)),
    ];
    resource("AWS::SQS::QueuePolicy", properties)
}

/// An inline policy of a role that lets it send to a queue.
pub fn sending_policy(queue: &str) -> Value {
    let statement = map(vec![
        ("Effect", "Allow".into()),
        ("Action", "sqs:SendMessage".into()),
        ("Resource", arn_of(queue)),
    ]);
    map(vec![
        ("PolicyName", format!("SendTo{queue}").into()),
        ("PolicyDocument", document(statement)),
    ])
}

/// The ARN that a trigger calls with, for a permission. `None` where it is not known.
pub fn source_arn(kind: TriggerKind, source: &str) -> Option<Value> {
    Some(match kind {
        TriggerKind::EventBridge | TriggerKind::ScheduleRule | TriggerKind::Iot => arn_of(source),
        TriggerKind::Sns => Value::call("Ref", source),
        TriggerKind::RestApi | TriggerKind::HttpApi | TriggerKind::WebSocketApi => {
            own_arn("execute-api", &format!("${{{source}}}/*"))
        }
        _ => return None,
    })
}

/// ARNs of a service in the account and region that the template is deployed to.
pub fn own_arn(service: &str, rest: &str) -> Value {
    let arn =
        format!("arn:${{AWS::Partition}}:{service}:${{AWS::Region}}:${{AWS::AccountId}}:{rest}");
    Value::call("Sub", arn)
}

/// The account that the template is deployed to.
pub fn own_account() -> Value {
    Value::call("Ref", "AWS::AccountId")
}

fn document(statement: Value) -> Value {
    map(vec![("Version", "2012-10-17".into()), ("Statement", Value::List(vec![statement]))])
}

fn resource(kind: &str, properties: Vec<(&str, Value)>) -> Value {
    map(vec![("Type", kind.into()), ("Properties", map(properties))])
}

fn map(entries: Vec<(&str, Value)>) -> Value {
    Value::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}
