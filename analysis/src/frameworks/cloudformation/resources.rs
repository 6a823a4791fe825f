//! Queues, topics, tables, buckets, log groups, permissions, and what else stands around functions.

use crate::frameworks::item::Item;
use crate::frameworks::lowering::Lowering;
use crate::model::{
    Bucket, InvokePermission, LogGroup, Queue, Ref, Resource, Table, Topic, Traced,
};
use crate::syntax::{Node, Value};

/// A resource as every one is listed.
pub(crate) fn resource(item: &Item) -> Resource {
    Resource {
        name: item.name.to_owned(),
        at: item.at,
        span: item.span(),
        kind: item.kind.to_owned(),
        conditional: item.conditional,
    }
}

/// Lowers a resource that rules know.
pub(crate) fn lower<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    match item.kind {
        "AWS::SQS::Queue" => queue(lowering, item),
        "AWS::SNS::Topic" => {
            lowering.stack.topics.push(Topic { name: item.name.to_owned(), at: item.at })
        }
        "AWS::DynamoDB::Table" | "AWS::DynamoDB::GlobalTable" => table(lowering, item),
        "AWS::S3::Bucket" => bucket(lowering, item),
        // The CDK's resource sets the retention of a log group that Lambda made, in the same words.
        "AWS::Logs::LogGroup" | "Custom::LogRetention" => log_group(lowering, item),
        "AWS::Lambda::Permission" => permission(lowering, item),
        "AWS::ApiGateway::Stage" => traced(lowering, item, "REST API stage", &["TracingEnabled"]),
        "AWS::StepFunctions::StateMachine" => {
            traced(lowering, item, "state machine", &["TracingConfiguration", "Enabled"]);
        }
        _ => {}
    }
}

/// Notes whether something beside a function is traced.
pub(crate) fn traced<'t>(
    lowering: &mut Lowering<'t>,
    item: &Item<'t>,
    what: &'static str,
    path: &[&'static str],
) {
    let written = item.get(path).and_then(|node| lowering.scope.boolean(node));
    lowering.stack.traced.push(Traced {
        name: item.name.to_owned(),
        at: item.at,
        what,
        tracing: written,
        body: item.body(),
        switch: (path.to_vec(), Value::Raw("true".to_owned())),
    });
}

fn queue<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    let scope = &lowering.scope;
    let dead_letter = item.get(&["RedrivePolicy", "deadLetterTargetArn"]);
    let queue = Queue {
        name: item.name.to_owned(),
        at: item.at,
        body: item.body(),
        conditional: item.conditional,
        physical_name: item.get(&["QueueName"]).and_then(|node| scope.text(node)),
        visibility_timeout: item.get(&["VisibilityTimeout"]).and_then(|node| scope.number(node)),
        redrive: item.get(&["RedrivePolicy"]).map(Node::at),
        dead_letter: dead_letter.map_or(Ref::Unknown, |node| scope.target(node)),
        fifo: item.get(&["FifoQueue"]).and_then(|node| scope.boolean(node)),
        takes_failures: false,
        redrive_allow: item.get(&["RedriveAllowPolicy"]).map(Node::at),
    };
    lowering.stack.queues.push(queue);
}

fn table<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    let scope = &lowering.scope;
    let table = Table {
        name: item.name.to_owned(),
        at: item.at,
        physical_name: item.get(&["TableName"]).and_then(|node| scope.text(node)),
        stream: item
            .get(&["StreamSpecification", "StreamViewType"])
            .and_then(|node| scope.text(node)),
    };
    lowering.stack.tables.push(table);
}

fn bucket<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    let physical_name = item.get(&["BucketName"]).and_then(|node| lowering.scope.text(node));
    lowering.stack.buckets.push(Bucket { name: item.name.to_owned(), at: item.at, physical_name });
}

fn log_group<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    let scope = &lowering.scope;
    let named = item.get(&["LogGroupName"]);
    let group = LogGroup {
        name: item.name.to_owned(),
        at: item.at,
        body: item.body(),
        physical_name: match named {
            Some(node) => scope.pattern(node),
            None => Some(format!("${{{}}}", item.name)),
        },
        function: named.map_or(Ref::Unknown, |node| scope.target(node)),
        retention: item.get(&["RetentionInDays"]).and_then(|node| scope.number(node)),
    };
    lowering.stack.log_groups.push(group);
}

fn permission<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    let function = item.get(&["FunctionName"]).and_then(|node| lowering.function_of(node));
    let scope = &lowering.scope;
    let at = |key| item.get(&[key]).map(Node::at);
    let permission = InvokePermission {
        name: item.name.to_owned(),
        at: item.at,
        body: item.body(),
        function: function.map_or(Ref::Unknown, Ref::Resource),
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
