//! Queues, topics, tables, buckets, log groups, permissions, and what else stands around functions.

use super::attributes::kind_of;
use crate::frameworks::intrinsics::{Arms, call};
use crate::frameworks::item::Item;
use crate::frameworks::lowering::Lowering;
use crate::frameworks::scope::{NAMES, Scope};
use crate::frameworks::spelling;
use crate::model::{
    Alias, Attribute, Bucket, InvokePermission, LogGroup, Property, Queue, Ref, Resource, Routing,
    Share, Table, Topic, Traced,
};
use crate::syntax::Node;

/// A resource as every one is listed.
pub(crate) fn resource<'t>(scope: &Scope<'t>, item: &Item<'t>) -> Resource {
    let named = NAMES.iter().find_map(|key| item.get(&[key]));
    let construct = item.construct();
    Resource {
        id: item.id,
        name: construct.unwrap_or(item.name).to_owned(),
        logical: construct.map(|_| item.name.to_owned()),
        at: item.at,
        span: item.span(),
        body: Some(item.body()),
        condition: item.condition().map(str::to_owned),
        physical_name: named.and_then(|node| scope.text(node)),
        kind: kind_of(item.kind),
    }
}

/// Lowers a resource that rules know.
pub(crate) fn lower<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    match item.kind {
        "AWS::SQS::Queue" => queue(lowering, item),
        "AWS::SNS::Topic" => {
            let resource = lowering.resource(item);
            lowering.stack.topics.push(Topic { resource });
        }
        "AWS::DynamoDB::Table" | "AWS::DynamoDB::GlobalTable" => table(lowering, item),
        "AWS::S3::Bucket" => bucket(lowering, item),
        // The CDK's resource sets the retention of a log group that Lambda made, in the same words.
        "AWS::Logs::LogGroup" | "Custom::LogRetention" => log_group(lowering, item),
        "AWS::Lambda::Alias" => alias(lowering, item),
        "AWS::Lambda::Permission" => permission(lowering, item),
        "AWS::ApiGateway::Stage" => {
            traced(lowering, item, "REST API stage", Property::TracingOfApi);
        }
        "AWS::StepFunctions::StateMachine" => {
            traced(lowering, item, "state machine", Property::TracingOfStateMachine);
        }
        _ => {}
    }
}

/// Notes whether something beside a function is traced.
pub(crate) fn traced<'t>(
    lowering: &mut Lowering<'t>,
    item: &Item<'t>,
    what: &'static str,
    property: Property,
) {
    let path = spelling::path(property, item.dialect());
    let tracing = item.get(path).and_then(|node| lowering.scope.boolean(node));
    let resource = lowering.resource(item);
    let has_role = ["RoleArn", "Role"].iter().any(|key| item.get(&[key]).is_some());
    let body = item.body();
    lowering.stack.traced.push(Traced { resource, what, tracing, has_role, body, property });
}

fn queue<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    let scope = &lowering.scope;
    let dead_letter = item.get(&["RedrivePolicy", "deadLetterTargetArn"]);
    let queue = Queue {
        resource: lowering.resource(item),
        body: item.body(),
        visibility_timeout: item
            .get(spelling::path(Property::VisibilityTimeout, item.dialect()))
            .and_then(|node| scope.number(node)),
        redrive: item.get(&["RedrivePolicy"]).map(Node::at),
        dead_letter: dead_letter.map_or(Ref::Unknown, |node| scope.target(node)),
        fifo: item.get(&["FifoQueue"]).and_then(|node| scope.boolean(node)),
        redrive_allow: item.get(&["RedriveAllowPolicy"]).map(Node::at),
    };
    lowering.stack.queues.push(queue);
}

fn table<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    let scope = &lowering.scope;
    let table = Table {
        resource: lowering.resource(item),
        stream: item
            .get(&["StreamSpecification", "StreamViewType"])
            .and_then(|node| scope.text(node)),
    };
    lowering.stack.tables.push(table);
}

fn bucket(lowering: &mut Lowering, item: &Item) {
    let resource = lowering.resource(item);
    lowering.stack.buckets.push(Bucket { resource });
}

fn log_group<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    let scope = &lowering.scope;
    let named = item.get(&["LogGroupName"]);
    let retention = spelling::path(Property::Retention, item.dialect());
    let group = LogGroup {
        resource: lowering.resource(item),
        body: item.body(),
        group_name: named.map(|node| scope.form(node)),
        speaks_of: named.map_or(Ref::Unknown, |node| scope.target(node)),
        retention: item.get(retention).and_then(|node| scope.number(node)),
    };
    lowering.stack.log_groups.push(group);
}

fn permission<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    let function = item.get(&["FunctionName"]).and_then(|node| lowering.function_of(node));
    let scope = &lowering.scope;
    let at = |key| item.get(&[key]).map(Node::at);
    let permission = InvokePermission {
        resource: lowering.resource(item),
        body: item.body(),
        function: function.map_or(Ref::Unknown, |id| Ref::To(id, Attribute::Name)),
        principal: item.get(&["Principal"]).and_then(|node| scope.text(node)),
        source_arn: at("SourceArn"),
        source_account: at("SourceAccount"),
        organization: at("PrincipalOrgID"),
        token: at("EventSourceToken"),
        url_auth: item.get(&["FunctionUrlAuthType"]).and_then(|node| scope.text(node)),
        via_url: at("InvokedViaFunctionUrl"),
    };
    lowering.stack.invoke_permissions.push(permission);
}

fn alias<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    let function = item.get(&["FunctionName"]).and_then(|node| lowering.function_of(node));
    let scope = &lowering.scope;
    let alias = Alias {
        resource: lowering.resource(item),
        function: function.map_or(Ref::Unknown, |id| Ref::To(id, Attribute::Name)),
        version: item.get(&["FunctionVersion"]).map(|node| scope.values(node)),
        routing: item.get(&["RoutingConfig"]).map(|node| routing(scope, node)).unwrap_or_default(),
    };
    lowering.stack.aliases.push(alias);
}

/// Each form of a routing configuration.
fn routing<'t>(scope: &Scope<'t>, node: Node<'t>) -> Vec<Routing> {
    let outer = scope.arms(node);
    let written = outer.nodes.iter().filter_map(|form| form.get("AdditionalVersionWeights"));
    let lists: Vec<Arms<'t>> = written.map(|list| scope.arms(list)).collect();
    let decided = |arms: &Arms<'t>| arms.open || arms.optional || arms.nodes.len() > 1;
    let form = |arms: &Arms<'t>, list: &Node<'t>| Routing {
        shares: list.items().iter().flat_map(|entry| shares(scope, entry)).collect(),
        conditional: decided(&outer) || decided(arms),
    };
    lists.iter().flat_map(|arms| arms.nodes.iter().map(move |list| form(arms, list))).collect()
}

/// Each form of an entry of a routing configuration.
fn shares<'t>(scope: &Scope<'t>, entry: Node<'t>) -> Vec<Share> {
    let arms = scope.arms(entry);
    let conditional = arms.open || arms.optional || arms.nodes.len() > 1;
    let share = |form: &Node<'t>| Share {
        at: form.at(),
        version: form.get("FunctionVersion").map(|node| scope.values(node)),
        weight: form.get("FunctionWeight").and_then(|node| scope.decimal(node)),
        conditional: conditional || call(*form).is_some(),
    };
    arms.nodes.iter().map(share).collect()
}
