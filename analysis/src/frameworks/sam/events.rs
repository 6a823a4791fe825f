//! The `Events` of a function, and APIs whose definition names functions.

use crate::frameworks::cloudformation::{
    carries, comes_again, event_source, expression, polled, polled_kind, s3_filter,
};
use crate::frameworks::item::{Item, Properties};
use crate::frameworks::lowering::Lowering;
use crate::frameworks::scope::Scope;
use crate::model::{EventSource, Ref, RuleTarget, Setting, TriggerKind};
use crate::syntax::{Kind, Node, Pair};

/// Event types: SAM's name, what triggers, the property that names the source.
/// AWS SAM specification, EventSource types, read 2026-11-23.
const TYPES: &[(&str, TriggerKind, &str)] = &[
    ("AlexaSkill", TriggerKind::Alexa, ""),
    ("Api", TriggerKind::RestApi, "RestApiId"),
    ("CloudWatchEvent", TriggerKind::EventBridge, ""),
    ("CloudWatchLogs", TriggerKind::Logs, ""),
    ("Cognito", TriggerKind::Cognito, "UserPool"),
    ("DocumentDB", TriggerKind::DocumentDb, "Cluster"),
    ("DynamoDB", TriggerKind::DynamoDb, "Stream"),
    ("EventBridgeRule", TriggerKind::EventBridge, ""),
    ("HttpApi", TriggerKind::HttpApi, "ApiId"),
    ("IoTRule", TriggerKind::Iot, ""),
    ("Kinesis", TriggerKind::Kinesis, "Stream"),
    ("MQ", TriggerKind::Mq, "Broker"),
    ("MSK", TriggerKind::Msk, "Stream"),
    ("S3", TriggerKind::S3, "Bucket"),
    ("SNS", TriggerKind::Sns, "Topic"),
    ("SQS", TriggerKind::Sqs, "Queue"),
    ("Schedule", TriggerKind::ScheduleRule, ""),
    ("ScheduleV2", TriggerKind::Scheduler, ""),
    ("SelfManagedKafka", TriggerKind::Kafka, ""),
];

/// Lowers a function's events.
pub(super) fn lower<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>, properties: &Properties<'t>) {
    let Some(events) = properties.get(&["Events"]) else { return };
    for pair in events.pairs() {
        if let Kind::Map(_) = pair.value.kind() {
            event(lowering, item, pair);
        }
    }
}

fn event<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>, pair: Pair<'t>) {
    let name = pair.value.get("Type").and_then(Node::text).unwrap_or_default();
    let row = TYPES.iter().find(|(known, ..)| *known == name);
    let (kind, source_key) = row.map_or((TriggerKind::Other, ""), |(_, kind, key)| (*kind, *key));
    let mut source = event_source(pair.key, pair.key_at, kind, item, item.id);
    source.resource = None;
    // The older of the two names for a rule takes no dead-letter queue, by its specification.
    let is_older = name == "CloudWatchEvent";
    source.body = (!is_older).then(|| item.body_of(pair.value, &["Properties"]));
    let Some(properties) = pair.value.get("Properties") else {
        lowering.stack.event_sources.push(source);
        return;
    };
    if let Some(node) = properties.get(source_key) {
        source.source = lowering.scope.target(node);
        if kind == TriggerKind::Kinesis {
            let arn = lowering.scope.form(node);
            let told = polled_kind(&lowering.scope, &source.source, arn.head());
            source.kind = if told == TriggerKind::DynamoDb { told } else { kind };
        }
    }
    read_properties(lowering, item, &mut source, properties);
    lowering.stack.event_sources.push(source);
}

fn read_properties<'t>(
    lowering: &mut Lowering<'t>,
    item: &Item<'t>,
    source: &mut EventSource,
    properties: Node<'t>,
) {
    match source.kind {
        TriggerKind::S3 => {
            source.s3 = Some(s3_filter(
                &lowering.scope,
                properties.get("Events"),
                properties.get("Filter"),
                "S3Key",
            ));
        }
        TriggerKind::Sns => through_queue(&lowering.scope, source, properties),
        TriggerKind::RestApi | TriggerKind::HttpApi => {
            let written = properties.get("TimeoutInMillis");
            source.integration_timeout = match written {
                Some(node) => lowering.scope.number(node),
                None => defined_elsewhere(lowering, source, properties),
            };
        }
        TriggerKind::ScheduleRule | TriggerKind::Scheduler | TriggerKind::EventBridge => {
            scheduled(lowering, item, source, properties);
        }
        kind if kind.is_polled() => polled(&lowering.scope, source, properties),
        _ => {}
    }
}

/// A topic may reach the function through a queue: one that is named, or one that SAM makes. What is asked for of
/// its event source mapping, other than the batch size, SAM does not let say. The queue that SAM makes has SQS's
/// defaults (aws-sam-translator 1.115.0, read 2026-11-25).
fn through_queue<'t>(scope: &Scope<'t>, source: &mut EventSource, properties: Node<'t>) {
    let subscription = properties.get("SqsSubscription");
    let says =
        |node: Node<'_>, word| node.text().is_some_and(|text| text.eq_ignore_ascii_case(word));
    let Some(node) = subscription.filter(|node| !says(*node, "false")) else { return };
    source.kind = TriggerKind::Sqs;
    source.made_queue = says(node, "true").then_some(node.at());
    source.source = node.get("QueueArn").map_or(Ref::Unknown, |arn| scope.target(arn));
    source.body = None;
    source.batch_size = node.get("BatchSize").and_then(|size| scope.number(size));
    source.response_types = Some(Setting::unknown(node.at()));
}

/// An API of elsewhere, or one whose definition says how long it waits, or may.
fn defined_elsewhere<'t>(
    lowering: &Lowering<'t>,
    source: &EventSource,
    properties: Node<'t>,
) -> Option<Setting<i64>> {
    let api = properties.get("RestApiId").or(properties.get("ApiId"))?;
    let is_plain = source.source.resource().is_some_and(|owner| {
        let is_here = lowering.scope.kind(owner).starts_with("AWS::Serverless::");
        is_here && !lowering.definitions.may_wait_longer(owner)
    });
    (!is_plain).then(|| Setting::unknown(api.at()))
}

fn scheduled<'t>(
    lowering: &mut Lowering<'t>,
    item: &Item<'t>,
    source: &mut EventSource,
    properties: Node<'t>,
) {
    let scheduler = source.kind == TriggerKind::Scheduler;
    let key = if scheduler { "ScheduleExpression" } else { "Schedule" };
    expression(lowering, &source.name, properties.get(key), scheduler);
    let again = comes_again(&lowering.scope, source.kind, properties.get(key));
    source.repeats = again && !carries(&lowering.scope, properties.get("Input"));
    lowering.stack.targets.push(RuleTarget {
        name: source.name.clone(),
        at: source.at,
        rule: None,
        function: Some(item.id),
        repeats: source.repeats,
        kind: source.kind,
        dead_letter: properties.get("DeadLetterConfig").map(Node::at),
        body: source.body,
    });
}

/// Schedules of a state machine.
pub(super) fn state_machine<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    for pair in item.get(&["Events"]).map(Node::pairs).unwrap_or_default() {
        let kind = pair.value.get("Type").and_then(Node::text);
        let when = |key| pair.value.get("Properties").and_then(|node: Node<'_>| node.get(key));
        match kind {
            Some("Schedule") => expression(lowering, pair.key, when("Schedule"), false),
            Some("ScheduleV2") => expression(lowering, pair.key, when("ScheduleExpression"), true),
            _ => {}
        }
    }
}
