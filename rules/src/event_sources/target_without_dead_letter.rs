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

use lamlint_analysis::frameworks::{Property, additions};
use lamlint_analysis::model::{Dialect, RuleTarget, TriggerKind};
use lamlint_analysis::text::Edit;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "target-without-dead-letter",
    topic: Topic::EventSources,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    page: include_str!("target_without_dead_letter.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    if program.stack.open {
        return;
    }
    for target in program.targets().iter().filter(|target| target.dead_letter.is_none()) {
        let (name, function) = (&target.name, &target.function);
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

fn add(program: &Program, target: &RuleTarget) -> Vec<Edit> {
    let config = |value| program.set(&target.body, Property::TargetDeadLetter, &value);
    if program.dialect_of(&target.body) == Dialect::Sam {
        return config(additions::own_queue());
    }
    if target.kind == TriggerKind::Scheduler {
        return Vec::new();
    }
    let (queue, new_queue) = program.add_dead_letter_queue(&target.name, false);
    let policy = additions::queue_policy(&queue, &target.name);
    let (_, new_policy) = program.add_resource(&format!("{queue}Policy"), &policy);
    let config = config(additions::dead_letter_config("Arn", &queue));
    program.together(vec![config, new_queue, new_policy])
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
