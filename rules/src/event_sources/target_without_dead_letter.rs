//! # target-without-dead-letter
//!
//! Events that cannot be handed to the function are dropped.
//!
//! EventBridge tries for 24 hours to call its target. When that fails (the function is throttled, deleted, or may
//! not be called), the event is gone, unless the target has a dead-letter queue.
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
//!       Events:
//!         Nightly:
//!       # ^^^^^^^ what Report cannot be called with is dropped
//!           Type: Schedule
//!           Properties:
//!             Schedule: rate(1 day)
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
//!       Events:
//!         Nightly:
//!           Type: Schedule
//!           Properties:
//!             Schedule: rate(1 day)
//!             DeadLetterConfig:
//!               Type: SQS
//! ```
//!
//! ## Exceptions
//!
//! Only targets that are functions of the template are judged. A queue that is conditional counts. For a plain
//! rule the fix adds the queue and lets the rule send to it; for a plain schedule, whose own role has to be allowed
//! to send, no fix is offered.
//!
//! ## References
//!
//! - [Using dead-letter queues with EventBridge](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html)
//! - [Dead-letter queues of EventBridge Scheduler](https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html)

use lamlint_analysis::model::{
    Attribute, Change, Grantee, Property, RuleTarget, TriggerKind, Value,
};
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

use crate::failures;

pub(crate) static RULE: Rule = Rule {
    name: "target-without-dead-letter",
    topic: Topic::EventSources,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    page: include_str!("target_without_dead_letter.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    if program.is_open() {
        return;
    }
    for target in program.targets().iter().filter(|target| target.dead_letter.is_none()) {
        let (name, function) = (&target.name, program.name(target.function));
        findings
            .report(
                target.at,
                format!("events of {name} that {function} cannot be called with are dropped"),
            )
            .label(format!("what {function} cannot be called with is dropped"))
            .function(function)
            .fix(Safety::Unsafe, "Keep them in a dead-letter queue", add(program, target));
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
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::{check_template, fixed_template};

    const RAW: &str = "
Resources:
  F: { Type: AWS::Lambda::Function, Properties: { Handler: a.b } }
  Plain:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 day)
      Targets:
        - Id: outside
          Arn: !ImportValue Queue
        - Id: f
          Arn: !GetAtt F.Arn
";

    #[test]
    fn the_queue_of_a_plain_rule_lets_the_rule_send() {
        let after = fixed_template(&RULE, RAW);
        assert!(
            after.contains("          Arn: !GetAtt F.Arn\n          DeadLetterConfig:\n"),
            "{after}"
        );
        assert!(after.contains("  PlainDeadLetterQueuePolicy:\n"), "{after}");
    }

    #[test]
    fn given_queues_other_targets_and_open_templates_are_left_alone() {
        check_template(&RULE, &format!("{RAW}Transform: OwnMacro\n"));
        check_template(
            &RULE,
            "
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        A: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day), DeadLetterConfig: !If [A, { Type: SQS }, !Ref AWS::NoValue] } }
        B: { Type: EventBridgeRule, Properties: { Pattern: {}, DeadLetterConfig: { Arn: !ImportValue Q } } }
  R: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, Arn: !ImportValue Q }] } }
  M: { Type: AWS::Serverless::StateMachine, Properties: { Events: { A: { Type: Schedule, Properties: { Schedule: rate(1 day) } } } } }
",
        );
    }
}
