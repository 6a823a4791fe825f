//! Functions that run at CloudFront (Lambda@Edge).
//!
//! CloudFront copies a version of the function to its locations; many settings are not to be had there.
//! <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html>, read
//! 2026-11-23.

use crate::frameworks::item::Item;
use crate::frameworks::lowering::{Lowering, Part};
use crate::model::{Principal, Stack};
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
        if let Some(name) = function.and_then(|node| lowering.function_of(node)) {
            lowering.parts.push((name, Part::Edge));
        }
    }
}

/// Marks the functions whose role trusts Lambda@Edge: their distribution may be of another template.
pub(crate) fn mark(stack: &mut Stack) {
    let service = Principal::Service("edgelambda.amazonaws.com".to_owned());
    for function in &mut stack.functions {
        let roles = function.policies.role.iter().flat_map(crate::model::Setting::each);
        let mut trust = roles
            .filter_map(|(_, role)| role.resource())
            .filter_map(|name| stack.roles.iter().find(|role| role.name == name))
            .flat_map(|role| &role.trust);
        function.edge |=
            trust.any(|statement| statement.principals.iter().any(|(_, who)| *who == service));
    }
}
