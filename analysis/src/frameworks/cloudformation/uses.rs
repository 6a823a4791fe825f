//! What resources are used for, by where their names stand: queues that take what failed, functions that
//! something unknown may call.

use super::attributes::kind_of;
use crate::frameworks::item::Item;
use crate::frameworks::scope::Scope;
use crate::model::{Reference, ReferenceKind, Relation, RelationKind, ResourceKind};
use crate::text::Span;

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

/// What resources do with others, as the places of their names tell: send them what failed, or call them perhaps.
pub(crate) fn users(scope: &Scope, references: &[Reference]) -> Vec<Relation> {
    let mut items: Vec<&Item> = scope.items().iter().collect();
    items.sort_by_key(|item| item.at);
    // The resource in which a place lies: resources do not stand in each other.
    let around = |at: Span| {
        let place = items.partition_point(|item| item.at <= at);
        items[..place].last().filter(|item| item.span().contains(at)).copied()
    };
    let mut found = Vec::new();
    for reference in references {
        let is_value = matches!(reference.kind, ReferenceKind::Value | ReferenceKind::Resource);
        let to = scope.resource(&reference.name).filter(|_| is_value);
        let Some(to) = to else { continue };
        let user = around(reference.at);
        let mut relate = |from, what| {
            found.push(Relation { from, what, to, at: reference.at, detail: 0 });
        };
        if reference.takes_failures {
            // What functions inherit stands in no resource; then it is only known to whom failures go.
            relate(user.map_or(to, |user| user.id), RelationKind::FailsTo);
        }
        let Some(user) = user else { continue };
        let is_quiet = QUIET.iter().any(|kind| user.kind.starts_with(kind));
        // What only has to be there first is not called.
        let depends = user.node.get("DependsOn");
        let is_order = depends.is_some_and(|depends| depends.at().contains(reference.at));
        if user.id != to
            && !is_order
            && !is_quiet
            && kind_of(scope.kind(to)) == ResourceKind::Function
        {
            relate(user.id, RelationKind::Calls);
        }
    }
    found
}
