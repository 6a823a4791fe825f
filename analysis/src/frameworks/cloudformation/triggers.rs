//! Raw resources that make a function run: mappings, notifications, subscriptions, integrations.

use crate::frameworks::definitions::is_asynchronous;
use crate::frameworks::intrinsics::{call, sub_parts, variables};
use crate::frameworks::item::Item;
use crate::frameworks::lowering::{Lowering, Part};
use crate::frameworks::scope::Scope;
use crate::model::{
    Attribute, EventSource, OuterUrl, Ref, ResourceId, ResourceKind, S3Filter, Setting, TriggerKind,
};
use crate::syntax::Node;
use crate::text::Span;

/// Lowers a resource that triggers functions, or configures how they are called.
pub(crate) fn lower<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    match item.kind {
        "AWS::Lambda::EventSourceMapping" => mapping(lowering, item),
        "AWS::Lambda::EventInvokeConfig" => invoke_config(lowering, item),
        "AWS::Lambda::Alias" | "AWS::Lambda::Version" => provisioned(lowering, item),
        "AWS::Lambda::Url" => url(lowering, item),
        "AWS::S3::Bucket" => notifications(lowering, item),
        "AWS::SNS::Subscription" => {
            subscription(lowering, item, item.get(&["TopicArn"]), item.node.get("Properties"))
        }
        "AWS::SNS::Topic" => topic_subscriptions(lowering, item),
        "AWS::Logs::SubscriptionFilter" => {
            direct(lowering, item, &["DestinationArn"], TriggerKind::Logs)
        }
        "AWS::IoT::TopicRule" => iot(lowering, item),
        "AWS::ApiGateway::Method" => method(lowering, item),
        "AWS::ApiGatewayV2::Integration" => integration(lowering, item),
        "AWS::ApiGatewayV2::Api" => quick_created(lowering, item),
        _ => {}
    }
}

/// An event source with nothing set.
pub(crate) fn event_source(
    name: &str,
    at: Span,
    kind: TriggerKind,
    item: &Item,
    function: impl Into<Option<ResourceId>>,
) -> EventSource {
    EventSource {
        name: name.to_owned(),
        at,
        resource: (at == item.at).then_some(item.id),
        kind,
        function: function.into(),
        repeats: false,
        source: Ref::Unknown,
        made_queue: None,
        body: Some(item.body()),
        conditional: item.conditional,
        batch_size: None,
        batching_window: None,
        response_types: None,
        on_failure: None,
        s3: None,
        integration_timeout: None,
    }
}

/// What a mapping and SAM's polled events spell the same way.
pub(crate) fn polled<'t>(scope: &Scope<'t>, source: &mut EventSource, properties: Node<'t>) {
    source.batch_size = properties.get("BatchSize").and_then(|node| scope.number(node));
    source.batching_window =
        properties.get("MaximumBatchingWindowInSeconds").and_then(|node| scope.number(node));
    source.response_types =
        properties.get("FunctionResponseTypes").and_then(|node| list_of_texts(scope, node));
    source.on_failure = on_failure(scope, properties.get("DestinationConfig"));
}

/// The target of failures in a `DestinationConfig`; one that is given and cannot be read is unknown.
pub(crate) fn on_failure<'t>(
    scope: &Scope<'t>,
    destinations: Option<Node<'t>>,
) -> Option<Setting<Ref>> {
    let destinations = destinations?;
    if call(destinations).is_some() {
        return Some(Setting::unknown(destinations.at()));
    }
    let target = destinations.get("OnFailure")?;
    match target.get("Destination") {
        Some(destination) => scope.targets(destination),
        // Where only the type is given, SAM makes the queue or topic by itself.
        None => Some(Setting::unknown(target.at())),
    }
}

/// A list of texts as one setting with every text that can be in it.
pub(crate) fn list_of_texts<'t>(scope: &Scope<'t>, node: Node<'t>) -> Option<Setting<String>> {
    let arms = scope.arms(node);
    let mut sum =
        Setting { at: node.at(), values: Vec::new(), open: arms.open, optional: arms.optional };
    for text in arms.items().into_iter().filter_map(|item| scope.text(item)) {
        sum.open |= text.open;
        sum.optional |= text.optional;
        sum.values.extend(text.values);
    }
    (!sum.values.is_empty() || sum.open).then_some(sum)
}

/// The kind of a polled source, by the resource that it is or the ARN that it has (or surely begins with).
pub(crate) fn polled_kind(scope: &Scope, source: &Ref, arn: &str) -> TriggerKind {
    let kind = source.resource().map(|id| scope.kind(id)).unwrap_or_default();
    let by_type = match kind {
        "AWS::SQS::Queue" => TriggerKind::Sqs,
        "AWS::Kinesis::Stream" | "AWS::Kinesis::StreamConsumer" => TriggerKind::Kinesis,
        "AWS::DynamoDB::Table" | "AWS::DynamoDB::GlobalTable" | "AWS::Serverless::SimpleTable" => {
            TriggerKind::DynamoDb
        }
        "AWS::MSK::Cluster" | "AWS::MSK::ServerlessCluster" => TriggerKind::Msk,
        "AWS::AmazonMQ::Broker" => TriggerKind::Mq,
        "AWS::DocDB::DBCluster" => TriggerKind::DocumentDb,
        _ => TriggerKind::Other,
    };
    if by_type != TriggerKind::Other {
        return by_type;
    }
    match arn.split(':').nth(2) {
        Some("sqs") => TriggerKind::Sqs,
        Some("kinesis") => TriggerKind::Kinesis,
        Some("dynamodb") => TriggerKind::DynamoDb,
        Some("kafka") => TriggerKind::Msk,
        Some("mq") => TriggerKind::Mq,
        _ => TriggerKind::Other,
    }
}

fn mapping<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    let function = item.get(&["FunctionName"]).and_then(|node| lowering.function_of(node));
    let mut source = event_source(item.shown(), item.at, TriggerKind::Other, item, function);
    if let Some(arn) = item.get(&["EventSourceArn"]) {
        source.source = lowering.scope.target(arn);
        source.kind = polled_kind(&lowering.scope, &source.source, lowering.scope.form(arn).head());
    } else if item.get(&["SelfManagedEventSource"]).is_some() {
        source.kind = TriggerKind::Kafka;
    }
    if let Some(properties) = item.node.get("Properties") {
        polled(&lowering.scope, &mut source, properties);
    }
    lowering.stack.event_sources.push(source);
}

fn invoke_config<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    let Some(function) = item.get(&["FunctionName"]).and_then(|node| lowering.function_of(node))
    else {
        return;
    };
    if let Some(target) = on_failure(&lowering.scope, item.get(&["DestinationConfig"])) {
        lowering.parts.push((function, Part::OnFailure(target)));
    }
    let retries = item.get(&["MaximumRetryAttempts"]);
    if let Some(retries) = retries.and_then(|node| lowering.scope.number(node)) {
        lowering.parts.push((function, Part::Retries(retries)));
    }
}

fn provisioned<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    let Some(function) = item.get(&["FunctionName"]).and_then(|node| lowering.function_of(node))
    else {
        return;
    };
    let Some(config) = item.get(&["ProvisionedConcurrencyConfig"]) else { return };
    let at = item.node.get("Properties").and_then(|node| node.pair("ProvisionedConcurrencyConfig"));
    let qualifier = match item.kind {
        "AWS::Lambda::Version" => None,
        _ => item.get(&["FunctionVersion"]).and_then(|node| lowering.scope.text(node)),
    };
    let at = at.map_or(config.at(), |pair| pair.key_at);
    let named = item.kind == "AWS::Lambda::Version" || qualifier.is_some();
    let arms = lowering.scope.arms(config);
    if arms.nodes.is_empty() && !arms.open {
        return;
    }
    let conditional = item.conditional || arms.optional || arms.open;
    let provisioned = crate::model::Provisioned { at, qualifier, named, conditional };
    lowering.parts.push((function, Part::Provisioned(provisioned)));
}

fn url<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    let Some(auth) = item.get(&["AuthType"]).and_then(|node| lowering.scope.text(node)) else {
        return;
    };
    match item.get(&["TargetFunctionArn"]).and_then(|node| lowering.function_of(node)) {
        Some(function) => lowering.parts.push((function, Part::Url(auth))),
        None => {
            let resource = lowering.resource(item);
            lowering.stack.outer_urls.push(OuterUrl { resource, auth });
        }
    }
}

fn notifications<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    let Some(list) = item.get(&["NotificationConfiguration", "LambdaConfigurations"]) else {
        return;
    };
    for entry in lowering.scope.entries(list).nodes {
        let Some(function) = entry.get("Function").and_then(|node| lowering.function_of(node))
        else {
            continue;
        };
        let at = entry.pair("Event").map_or(entry.at(), |pair| pair.key_at);
        let mut source = event_source(item.shown(), at, TriggerKind::S3, item, function);
        source.source = itself(lowering, item);
        source.s3 =
            Some(s3_filter(&lowering.scope, entry.get("Event"), entry.get("Filter"), "S3Key"));
        lowering.stack.event_sources.push(source);
    }
}

/// The bucket or topic that an item is, as what a trigger of it refers to.
fn itself(lowering: &Lowering, item: &Item) -> Ref {
    let is_topic = lowering.resource(item).kind == ResourceKind::Topic;
    Ref::To(item.id, if is_topic { Attribute::Arn } else { Attribute::Name })
}

/// The events and filter rules of an S3 notification.
pub(crate) fn s3_filter<'t>(
    scope: &Scope<'t>,
    events: Option<Node<'t>>,
    filter: Option<Node<'t>>,
    key: &str,
) -> S3Filter {
    let mut result = S3Filter::default();
    let events = events.and_then(|node| list_of_texts(scope, node));
    result.open = events.as_ref().is_none_or(|events| events.open);
    result.events = events
        .map(|events| events.values.into_iter().map(|(_, text)| text).collect())
        .unwrap_or_default();
    let Some(filter) = filter else { return result };
    let rules = filter.get(key).and_then(|node| node.get("Rules"));
    result.open |= rules.is_none();
    for rule in rules.map(|rules| scope.arms(rules).items()).unwrap_or_default() {
        let value = rule
            .get("Value")
            .and_then(|node| scope.text(node))
            .and_then(|text| text.only().cloned());
        let name = rule.get("Name").and_then(Node::text).map(str::to_ascii_lowercase);
        match (name.as_deref(), value) {
            (Some("prefix"), Some(value)) => result.prefix = Some(value),
            (Some("suffix"), Some(value)) => result.suffix = Some(value),
            _ => result.open = true,
        }
    }
    result
}

fn subscription<'t>(
    lowering: &mut Lowering<'t>,
    item: &Item<'t>,
    topic: Option<Node<'t>>,
    entry: Option<Node<'t>>,
) {
    let Some(entry) =
        entry.filter(|entry| entry.get("Protocol").and_then(Node::text) == Some("lambda"))
    else {
        return;
    };
    let Some(function) = entry.get("Endpoint").and_then(|node| lowering.function_of(node)) else {
        return;
    };
    let mut source = event_source(item.shown(), item.at, TriggerKind::Sns, item, function);
    source.source = match topic {
        Some(topic) => lowering.scope.target(topic),
        None => itself(lowering, item),
    };
    lowering.stack.event_sources.push(source);
}

fn topic_subscriptions<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    let Some(list) = item.get(&["Subscription"]) else { return };
    for entry in lowering.scope.entries(list).nodes {
        subscription(lowering, item, None, Some(entry));
    }
}

fn direct<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>, path: &[&str], kind: TriggerKind) {
    let Some(function) = item.get(path).and_then(|node| lowering.function_of(node)) else { return };
    lowering.stack.event_sources.push(event_source(item.shown(), item.at, kind, item, function));
}

fn iot<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    let Some(actions) = item.get(&["TopicRulePayload", "Actions"]) else { return };
    for action in lowering.scope.entries(actions).nodes {
        let Some(function) =
            action.path(&["Lambda", "FunctionArn"]).and_then(|node| lowering.function_of(node))
        else {
            continue;
        };
        lowering.stack.event_sources.push(event_source(
            item.shown(),
            item.at,
            TriggerKind::Iot,
            item,
            function,
        ));
    }
}

fn method<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    let Some(integration) = item.get(&["Integration"]) else { return };
    let Some(function) = integration.get("Uri").and_then(|node| invoked_by(lowering, node)) else {
        return;
    };
    let mut source = event_source(item.shown(), item.at, TriggerKind::RestApi, item, function);
    if is_asynchronous(integration.get("RequestParameters")) {
        source.kind = TriggerKind::Other;
    }
    source.source =
        item.get(&["RestApiId"]).map_or(Ref::Unknown, |node| lowering.scope.target(node));
    source.integration_timeout =
        integration.get("TimeoutInMillis").and_then(|node| lowering.scope.number(node));
    lowering.stack.event_sources.push(source);
}

fn integration<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    let Some(uri) = item.get(&["IntegrationUri"]) else { return };
    let Some(function) = lowering.function_of(uri).or_else(|| invoked_by(lowering, uri)) else {
        return;
    };
    let api = item.get(&["ApiId"]).map_or(Ref::Unknown, |node| lowering.scope.target(node));
    let protocol = api
        .resource()
        .and_then(|id| lowering.scope.property(id, "ProtocolType"))
        .and_then(Node::text);
    let kind = match protocol {
        Some("WEBSOCKET") => TriggerKind::WebSocketApi,
        Some("HTTP") => TriggerKind::HttpApi,
        _ => TriggerKind::Other,
    };
    let mut source = event_source(item.shown(), item.at, kind, item, function);
    source.source = api;
    source.integration_timeout =
        item.get(&["TimeoutInMillis"]).and_then(|node| lowering.scope.number(node));
    lowering.stack.event_sources.push(source);
}

/// An HTTP API that makes its one integration itself, for the function that it names.
fn quick_created<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    let function = item.get(&["Target"]).and_then(|target| invoked_by(lowering, target));
    let Some(function) = function else { return };
    let mut source = event_source(item.shown(), item.at, TriggerKind::HttpApi, item, function);
    source.source = Ref::To(item.id, Attribute::Id);
    lowering.stack.event_sources.push(source);
}

/// The function in an invocation address: `…:lambda:path/2015-03-31/functions/${Function.Arn}/invocations`.
pub(crate) fn invoked_by<'t>(lowering: &Lowering<'t>, uri: Node<'t>) -> Option<ResourceId> {
    if let Some(function) = lowering.function_of(uri) {
        return Some(function);
    }
    let argument = call(uri).filter(|call| call.name == "Sub")?.argument;
    let (text, own) = sub_parts(argument)?;
    let owned = own
        .map(Node::pairs)
        .unwrap_or_default()
        .iter()
        .find_map(|pair| lowering.function_of(pair.value));
    let mut named = variables(text.text()?).into_iter().filter_map(|(_, name)| {
        let id = lowering.scope.resource(name.split('.').next()?)?;
        matches!(lowering.scope.kind(id), "AWS::Lambda::Function" | "AWS::Serverless::Function")
            .then_some(id)
    });
    owned.or_else(|| named.next())
}
