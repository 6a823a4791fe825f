//! What resources are used for, by where their names stand: queues that take what failed, functions that
//! something unknown may call.

use crate::frameworks::lowering::Lowering;
use crate::model::{Reference, Stack};
use crate::syntax::{Kind, Node};
use crate::text::Span;

/// Keys under which a target of failed messages, events or invocations is written.
const FAILURES: [&str; 5] =
    ["DeadLetterConfig", "DeadLetterQueue", "OnFailure", "RedrivePolicy", "DeadLetterQueueARN"];

/// Beginnings of the types that name a function without calling it, or whose calls are read as triggers.
const QUIET: [&str; 12] = [
    "AWS::Lambda::",
    "AWS::ApiGateway",
    "AWS::Serverless::Api",
    "AWS::Serverless::HttpApi",
    "AWS::CloudWatch::",
    "AWS::Logs::",
    "AWS::CodeDeploy::",
    "AWS::ApplicationAutoScaling::",
    "AWS::Synthetics::",
    "AWS::SSM::",
    "AWS::ServiceCatalogAppRegistry::",
    "AWS::ResourceGroups::",
];

/// Marks the queues and functions of a stack whose references are known.
pub(crate) fn mark(lowering: &mut Lowering) {
    let mut places = Vec::new();
    failures(lowering.root, &mut places);
    let stack = &mut lowering.stack;
    let targets: Vec<&Reference> = stack
        .references
        .iter()
        .filter(|reference| places.iter().any(|place: &Span| place.contains(reference.at)))
        .collect();
    for queue in &mut stack.queues {
        queue.takes_failures = targets.iter().any(|target| target.name == queue.name);
    }
    let called: Vec<bool> =
        stack.functions.iter().map(|function| is_used(stack, &function.name)).collect();
    for (function, called) in stack.functions.iter_mut().zip(called) {
        function.used_elsewhere = called;
    }
}

fn failures(node: Node<'_>, places: &mut Vec<Span>) {
    match node.kind() {
        Kind::Map(pairs) => {
            for pair in pairs {
                if FAILURES.contains(&pair.key) {
                    places.push(pair.value.at());
                }
                failures(pair.value, places);
            }
        }
        Kind::List(items) => items.iter().for_each(|item| failures(item, places)),
        Kind::Tagged { value, .. } => failures(value, places),
        Kind::Scalar(_) | Kind::Null => {}
    }
}

fn is_used(stack: &Stack, function: &str) -> bool {
    let mut users =
        stack.references.iter().filter(|one| one.name == function).filter_map(|one| {
            stack.resources.iter().find(|resource| resource.span.contains(one.at))
        });
    users.any(|user| user.name != function && !QUIET.iter().any(|kind| user.kind.starts_with(kind)))
}
