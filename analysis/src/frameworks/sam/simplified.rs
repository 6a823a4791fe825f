//! What SAM does by itself: queues for failures, and the permissions to send there.
//!
//! Where SAM is asked for a failure destination by its type alone, it makes the queue and lets the function send to it;
//! for a destination that is named it still gives a role of its own making the permission.
//! AWS SAM specification, `EventInvokeConfiguration` and `DeadLetterConfig`, read 2026-11-25.

use crate::frameworks::SAM;
use crate::model::{Body, Change, Composed, Grantee, Piece, Property, ResourceId, Stack, Value};

/// A change as it is to be written.
#[derive(Debug)]
pub(in crate::frameworks) enum Step<'c> {
    /// As it is.
    Change(&'c Change),
    /// A failure destination of a type alone; SAM makes the queue.
    OwnQueue {
        /// Whose.
        body: &'c Body,
        /// Which destination.
        property: Property,
    },
}

/// Changes without what SAM does by itself.
pub(in crate::frameworks) fn simplified<'c>(stack: &Stack, changes: &'c [Change]) -> Vec<Step<'c>> {
    let own = changes.iter().find_map(|change| own_queue(stack, changes, change));
    let is_needed = |change: &&Change| match change {
        Change::Add(resource) => Some(resource.id) != own.map(|(queue, _)| queue),
        Change::Grant { to, resource, .. } => {
            Some(*resource) != own.map(|(queue, _)| queue)
                && !is_granted(stack, changes, to, *resource)
        }
        _ => true,
    };
    let step = |change: &'c Change| match (change, own) {
        (Change::Set { body, property, value, .. }, Some((queue, of)))
            if *property == of && named(value) == Some(queue) =>
        {
            Step::OwnQueue { body, property: *property }
        }
        _ => Step::Change(change),
    };
    changes.iter().filter(is_needed).map(step).collect()
}

/// A new queue that SAM makes when it is asked for by its type, and the property that asks.
fn own_queue(stack: &Stack, changes: &[Change], change: &Change) -> Option<(ResourceId, Property)> {
    let Change::Set { body, property, value, .. } = change else { return None };
    let queue = named(value)?;
    let is_new = |change: &Change| matches!(change, Change::Add(resource) if resource.id == queue);
    let makes = match property {
        Property::TargetDeadLetter => true,
        Property::OnFailure => {
            let mut functions = stack.functions.iter();
            functions.any(|function| function.body == *body && function.policies.role.is_none())
        }
        _ => false,
    };
    let asked = makes && body.dialect == SAM.dialect && changes.iter().any(is_new);
    asked.then_some((queue, *property))
}

/// Whether SAM lets a function send to a queue by itself: its role is SAM's, and the queue takes what fails.
fn is_granted(stack: &Stack, changes: &[Change], to: &Grantee, queue: ResourceId) -> bool {
    let Grantee::Function(function) = to else { return false };
    let Some(function) = stack.function(*function) else { return false };
    let takes = |change: &Change| match change {
        Change::Set { property, value, .. } => {
            let failures = [Property::DeadLetter, Property::OnFailure, Property::StreamOnFailure];
            failures.contains(property) && named(value) == Some(queue)
        }
        _ => false,
    };
    let own_role = function.policies.role.is_none() && function.body.dialect == SAM.dialect;
    own_role && changes.iter().any(takes)
}

/// The resource that a value is an attribute of.
fn named(value: &Value) -> Option<ResourceId> {
    let Value::Text(text) = value else { return None };
    match Composed::pieces(text) {
        [Piece::Of(resource, _)] => Some(*resource),
        _ => None,
    }
}
