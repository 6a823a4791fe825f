//! EventBridge rules and schedules, and the functions that they call.

use super::triggers::event_source;
use crate::frameworks::item::Item;
use crate::frameworks::lowering::Lowering;
use crate::frameworks::scope::Scope;
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
    expression(lowering, item.shown(), when, false);
    let kind = if when.is_some() { TriggerKind::ScheduleRule } else { TriggerKind::EventBridge };
    let Some(list) = item.get(&["Targets"]) else { return };
    for entry in lowering.scope.entries(list).nodes {
        let is_certain = list.items().iter().any(|item| item.id() == entry.id());
        let body = is_certain.then(|| item.body_of(entry, &[]));
        target(lowering, item, kind, entry, body);
    }
}

fn schedule<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    expression(lowering, item.shown(), item.get(&["ScheduleExpression"]), true);
    if let Some(entry) = item.get(&["Target"]) {
        target(lowering, item, TriggerKind::Scheduler, entry, Some(item.body_of(entry, &[])));
    }
}

fn target<'t>(
    lowering: &mut Lowering<'t>,
    item: &Item<'t>,
    kind: TriggerKind,
    entry: Node<'t>,
    body: Option<Body>,
) {
    let Some(arn) = entry.get("Arn") else { return };
    let function = lowering.function_of(arn);
    if function.is_none() && !names_function(&lowering.scope, arn) {
        return;
    }
    let data =
        ["Input", "InputTransformer"].iter().any(|key| carries(&lowering.scope, entry.get(key)));
    let pattern = item.get(&["EventPattern"]).is_some();
    let repeats =
        !data && !pattern && comes_again(&lowering.scope, kind, item.get(&["ScheduleExpression"]));
    lowering.stack.targets.push(RuleTarget {
        name: item.shown().to_owned(),
        at: item.at,
        rule: Some(item.id),
        function,
        repeats,
        kind,
        dead_letter: entry.get("DeadLetterConfig").map(Node::at),
        body,
    });
    let mut source = event_source(item.shown(), item.at, kind, item, function);
    source.repeats = repeats;
    lowering.stack.event_sources.push(source);
}

/// Whether a text is the ARN of a function that is not of this template.
fn names_function<'t>(scope: &Scope<'t>, arn: Node<'t>) -> bool {
    let text = scope.form(arn).shown(|id| scope.name(id));
    text.starts_with("arn:") && text.contains(":lambda:")
}

/// Whether an input gives the target anything: an empty one is none.
pub(crate) fn carries<'t>(scope: &Scope<'t>, input: Option<Node<'t>>) -> bool {
    let text = |node| scope.text(node).and_then(|text| text.only().cloned());
    input.is_some_and(|node| !matches!(text(node).as_deref().map(str::trim), Some("" | "{}")))
}

/// Whether a trigger of a kind is a schedule that comes again; a single time does not, nor does one that is unknown.
pub(crate) fn comes_again<'t>(
    scope: &Scope<'t>,
    kind: TriggerKind,
    expression: Option<Node<'t>>,
) -> bool {
    let Some(expression) = expression.and_then(|node| scope.text(node)) else { return false };
    kind.is_schedule() && !expression.each().any(|(_, text)| text.starts_with("at("))
}
