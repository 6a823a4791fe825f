//! EventBridge rules and schedules, and the functions that they call.

use super::triggers::event_source;
use crate::frameworks::item::Item;
use crate::frameworks::lowering::{Lowering, Part};
use crate::model::{Body, RuleTarget, Schedule, TriggerKind};
use crate::syntax::Node;

/// Lowers a rule or a schedule.
pub(crate) fn lower<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    match item.kind {
        "AWS::Events::Rule" => rule(lowering, item),
        "AWS::Scheduler::Schedule" => schedule(lowering, item),
        _ => {}
    }
}

/// Notes a schedule's expression.
pub(crate) fn expression<'t>(
    lowering: &mut Lowering<'t>,
    name: &str,
    node: Option<Node<'t>>,
    scheduler: bool,
) {
    let expression = node.and_then(|node| lowering.scope.text(node));
    if let Some(expression) = expression {
        lowering.stack.schedules.push(Schedule { name: name.to_owned(), expression, scheduler });
    }
}

fn rule<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    let when = item.get(&["ScheduleExpression"]);
    expression(lowering, item.name, when, false);
    let kind = if when.is_some() { TriggerKind::ScheduleRule } else { TriggerKind::EventBridge };
    let Some(list) = item.get(&["Targets"]) else { return };
    for entry in lowering.scope.entries(list).nodes {
        let place = list.items().iter().position(|one| one.at() == entry.at());
        let body = place.map(|place| item.body_of(&["Targets", &format!("[{place}]")]));
        target(lowering, item, kind, entry, body.unwrap_or_default());
    }
}

fn schedule<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    expression(lowering, item.name, item.get(&["ScheduleExpression"]), true);
    if let Some(entry) = item.get(&["Target"]) {
        target(lowering, item, TriggerKind::Scheduler, entry, item.body_of(&["Target"]));
    }
}

fn target<'t>(
    lowering: &mut Lowering<'t>,
    item: &Item<'t>,
    kind: TriggerKind,
    entry: Node<'t>,
    body: Body,
) {
    let Some(function) = entry.get("Arn").and_then(|node| lowering.function_of(node)) else {
        return;
    };
    lowering.stack.targets.push(RuleTarget {
        name: item.name.to_owned(),
        at: item.at,
        function: function.clone(),
        kind,
        dead_letter: entry.get("DeadLetterConfig").map(Node::at),
        body,
    });
    lowering
        .parts
        .push((function, Part::Trigger(Box::new(event_source(item.name, item.at, kind, item)))));
}
