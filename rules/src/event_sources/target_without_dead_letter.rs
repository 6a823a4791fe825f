//! # target-without-dead-letter
//!
//! Events that cannot be handed to the function are dropped.
//!
//! EventBridge tries for 24 hours to call its target. When that fails (the function is throttled, deleted, or may
//! not be called), the event is gone, unless the target has a dead-letter queue. What the function fails on is another
//! matter, of which `dead-letter-missing` speaks.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Report:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       CodeUri: src/
//!       Handler: app.handler
//!       Runtime: python3.13
//!       EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SNS } } }
//!       Events:
//!         Ordered:
//!       # ^^^^^^^ what cannot be delivered to Report is dropped
//!           Type: EventBridgeRule
//!           Properties:
//!             Pattern: { source: [shop] }
//! ```
//!
//! ## Fixed
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Report:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       CodeUri: src/
//!       Handler: app.handler
//!       Runtime: python3.13
//!       EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SNS } } }
//!       Events:
//!         Ordered:
//!           Type: EventBridgeRule
//!           Properties:
//!             Pattern: { source: [shop] }
//!             DeadLetterConfig:
//!               Type: SQS
//! ```
//!
//! ## Fix
//!
//! - **Add a dead-letter queue to the target** · changes behaviour · Deploys a queue and lets EventBridge write to
//!   it.
//!
//! ## Exceptions
//!
//! Only targets that are functions are judged. Where the function itself keeps no failed event, `dead-letter-missing`
//! speaks of the trigger, and this rule is silent. A schedule without an input carries no data and comes again. A queue
//! that is conditional counts. For a plain rule the fix adds the queue and lets the rule send to it; for a plain schedule,
//! whose own role has to be allowed to send, no fix is offered.
//!
//! ## References
//!
//! - [Using dead-letter queues with EventBridge](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html)
//! - [Dead-letter queues of EventBridge Scheduler](https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html)

use lamlint_analysis::model::{
    Attribute, Change, Function, Grantee, Property, RuleTarget, TriggerKind, Value,
};
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

use crate::{failures, written};

pub(crate) static RULE: Rule = Rule {
    name: "target-without-dead-letter",
    topic: Topic::EventSources,
    severity: Severity::Info,
    fix: FixKind::Unsafe,
    page: include_str!("target_without_dead_letter.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    if program.is_open() {
        return;
    }
    let lacking = program.targets().iter();
    let lacking = lacking.filter(|target| target.dead_letter.is_none() && !target.repeats);
    let lacking = lacking.filter_map(|target| {
        let function = target.function.and_then(|function| program.function(function));
        // Where the function loses its events too, dead-letter-missing speaks of the trigger.
        let is_told = function.is_some_and(|function| !function.edge && !failures::kept(function));
        (!is_told).then_some((target.at, &target.name, (target, function)))
    });
    for (at, name, targets) in written::by_place(lacking) {
        let called = targets.iter().filter_map(|(_, function)| *function);
        let called: Vec<&Function> = called.collect();
        let names = match called.as_slice() {
            [] => format!("the function of {name}"),
            called => written::names(called),
        };
        let message = format!("events of {name} that cannot be delivered to {names} are dropped");
        let changes = match targets.as_slice() {
            [(target, _)] => add(program, target),
            _ => Vec::new(),
        };
        let finding = findings
            .report(at, message)
            .label(format!("what cannot be delivered to {names} is dropped"))
            .fix(Safety::Unsafe, "Add a dead-letter queue to the target", changes);
        called.first().map(|function| finding.function(&function.name));
    }
}

fn add(program: &Program, target: &RuleTarget) -> Vec<Change> {
    let Some(body) = target.body else { return Vec::new() };
    let queue = failures::queue(program, &target.name, false);
    let resource = queue.id;
    let mut changes = vec![
        Change::set(body, Property::TargetDeadLetter, Value::of(queue.id, Attribute::Arn)),
        Change::Add(queue),
    ];
    match (target.rule, target.kind) {
        // The Scheduler sends by its own role, of which nothing is known here.
        (Some(_), TriggerKind::Scheduler) => return Vec::new(),
        (Some(source), _) => {
            let to = Grantee::Service { principal: "events.amazonaws.com", source };
            changes.push(Change::Grant { to, action: failures::SEND, resource });
        }
        (None, _) => {}
    }
    changes
}

#[cfg(test)]
mod tests;
