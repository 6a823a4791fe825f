//! What has to do with what, worked out once a stack, the same for every framework.

use foldhash::HashSet;

use crate::model::{
    LogGroup, PhysicalNames, Relation, RelationKind, Relations, ResourceId, Setting, Stack,
};
use crate::text::Span;

/// What the names of the log groups begin with that Lambda writes to.
/// <https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html>, read 2026-11-25.
const LOG_GROUPS: &str = "/aws/lambda/";

/// Puts event sources in the order of their functions and joins everything. `users` are relations that only the places
/// of names tell.
pub(super) fn join(stack: &mut Stack, users: Vec<Relation>) {
    let functions: HashSet<ResourceId> =
        stack.functions.iter().map(|function| function.id).collect();
    let is_there = |function: &ResourceId| functions.contains(function);
    stack.event_sources.retain(|source| source.function.as_ref().is_none_or(is_there));
    stack.event_sources.sort_by_key(|source| source.function);
    let mut found = users;
    for (place, source) in stack.event_sources.iter().enumerate() {
        // What calls a function of another stack is known by what stands for the trigger.
        let ends = source.source.resource().zip(source.function.or(source.resource));
        found.extend(
            ends.map(|(from, to)| relation(from, RelationKind::Triggers, to, source.at, place)),
        );
    }
    for function in &stack.functions {
        for (at, role) in function.policies.role.iter().flat_map(Setting::each) {
            let role = role.resource();
            found
                .extend(role.map(|role| relation(function.id, RelationKind::Assumes, role, at, 0)));
        }
    }
    for (place, permission) in stack.invoke_permissions.iter().enumerate() {
        let function = permission.function.resource();
        found.extend(function.map(|function| {
            relation(permission.id, RelationKind::Permits, function, permission.at, place)
        }));
    }
    for group in &stack.log_groups {
        let function = logged(group).filter(|function| functions.contains(function));
        found.extend(
            function.map(|function| relation(function, RelationKind::Logs, group.id, group.at, 0)),
        );
    }
    stack.relations = Relations::new(found);
    stack.physical_names = PhysicalNames::new(&stack.resources);
    stack.logical_names =
        stack.resources.iter().map(|resource| resource.logical_name().to_owned()).collect();
}

fn relation(
    from: ResourceId,
    what: RelationKind,
    to: ResourceId,
    at: Span,
    detail: usize,
) -> Relation {
    Relation { from, what, to, at, detail: detail as u32 }
}

/// The function whose logs go to a group because of its name: it begins as Lambda's do, or nothing is known of it but
/// that it speaks of the function.
fn logged(group: &LogGroup) -> Option<ResourceId> {
    let name = group.group_name.as_ref()?;
    let begins = name.head().starts_with(LOG_GROUPS) || name.is_unknown();
    group.speaks_of.resource().filter(|_| begins)
}
