//! Functions that run at CloudFront (Lambda@Edge).
//!
//! CloudFront copies a version of the function to its locations; many settings are not to be had there.
//! <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html>, read
//! 2026-11-23.

use foldhash::HashSet;

use crate::frameworks::item::Item;
use crate::frameworks::lowering::{Lowering, Part};
use crate::model::{Principal, Ref, ResourceId, Role, Setting, Stack};
use crate::syntax::Node;

/// Notes the functions that a distribution calls.
pub(crate) fn lower<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    let Some(config) = item.get(&["DistributionConfig"]) else { return };
    let default = config.get("DefaultCacheBehavior");
    let others = config.get("CacheBehaviors").map(Node::items).unwrap_or_default();
    let behaviors = default.into_iter().chain(others);
    let associations = behaviors.filter_map(|one| one.get("LambdaFunctionAssociations"));
    for association in associations.flat_map(Node::items) {
        let function = association.get("LambdaFunctionARN");
        if let Some(function) = function.and_then(|node| lowering.function_of(node)) {
            lowering.parts.push((function, Part::Edge));
        }
    }
}

/// Marks the functions whose role trusts Lambda@Edge: their distribution may be of another template.
pub(crate) fn mark(stack: &mut Stack) {
    let service = Principal::Service("edgelambda.amazonaws.com".to_owned());
    let trusts = |role: &Role| {
        let mut principals = role.trust.iter().flat_map(|statement| &statement.principals);
        principals.any(|(_, who)| *who == service)
    };
    let roles: HashSet<ResourceId> =
        stack.roles.iter().filter(|role| trusts(role)).map(|role| role.id).collect();
    for function in &mut stack.functions {
        let mut own = function.policies.role.iter().flat_map(Setting::each);
        let is_trusting =
            |(_, role): (_, &Ref)| role.resource().is_some_and(|role| roles.contains(&role));
        function.edge |= own.any(is_trusting);
    }
}
