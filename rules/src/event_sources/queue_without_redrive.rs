//! # queue-without-redrive
//!
//! A message that the function cannot work on is tried until it expires, then it is gone.
//!
//! Without a redrive policy SQS hands a bad message out again and again, for four days by default. With one, it
//! goes to a dead-letter queue after some tries, where somebody can look at it.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Orders:
//! # ^^^^^^ bad messages come back until they expire
//!     Type: AWS::SQS::Queue
//!     Properties:
//!       VisibilityTimeout: 360
//!   Worker:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       CodeUri: src/
//!       Handler: app.handler
//!       Runtime: python3.13
//!       Timeout: 60
//!       Events:
//!         Order: { Type: SQS, Properties: { Queue: !GetAtt Orders.Arn } }
//!       # ----- Worker works on the messages
//! ```
//!
//! ## Fixed
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Orders:
//!     Type: AWS::SQS::Queue
//!     Properties:
//!       VisibilityTimeout: 360
//!       RedrivePolicy:
//!         deadLetterTargetArn: !GetAtt OrdersDeadLetterQueue.Arn
//!         maxReceiveCount: 5
//!   Worker:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       CodeUri: src/
//!       Handler: app.handler
//!       Runtime: python3.13
//!       Timeout: 60
//!       Events:
//!         Order: { Type: SQS, Properties: { Queue: !GetAtt Orders.Arn } }
//!   OrdersDeadLetterQueue:
//!     Type: AWS::SQS::Queue
//!     Properties:
//!       MessageRetentionPeriod: 1209600
//! ```
//!
//! ## Exceptions
//!
//! Only queues that trigger a function of the template are judged. Dead-letter queues are not, whether something
//! of the template sends to them, they say who may, or only their name tells. A conditional redrive policy counts.
//!
//! ## References
//!
//! - [Using dead-letter queues in Amazon SQS](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html)

use lamlint_analysis::frameworks::{Property, additions};
use lamlint_analysis::model::{EventSource, Function, Queue, Setting, TriggerKind};
use lamlint_analysis::text::Edit;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "queue-without-redrive",
    topic: Topic::EventSources,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    page: include_str!("queue_without_redrive.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    if program.stack.open {
        return;
    }
    for queue in &program.stack.queues {
        let Some((function, source)) = poller(program, queue) else { continue };
        if queue.redrive.is_some() || is_for_failures(queue) {
            continue;
        }
        let (name, worker) = (&queue.name, &function.name);
        findings
            .report(
                queue.at,
                format!("messages that {worker} cannot work on stay in {name} until they expire"),
            )
            .label("bad messages come back until they expire")
            .function(worker)
            .note(source.at, format!("{worker} works on the messages"))
            .fix(Safety::Unsafe, "Add a dead-letter queue", add(program, queue));
    }
}

fn poller<'p>(program: &'p Program, queue: &Queue) -> Option<(&'p Function, &'p EventSource)> {
    program.functions().iter().find_map(|function| {
        let polls = |source: &&EventSource| {
            source.kind == TriggerKind::Sqs && source.source.resource() == Some(&queue.name)
        };
        function.event_sources.iter().find(polls).map(|source| (function, source))
    })
}

/// Whether a queue is a dead-letter queue, for something of the template or, by its name, for something outside.
fn is_for_failures(queue: &Queue) -> bool {
    let name = queue.name.to_ascii_lowercase();
    let told = ["dlq", "deadletter", "dead_letter", "failure", "failed"]
        .iter()
        .any(|word| name.contains(word));
    told || queue.takes_failures || queue.redrive_allow.is_some()
}

fn add(program: &Program, queue: &Queue) -> Vec<Edit> {
    let fifo = match queue.fifo.as_ref().map(Setting::only) {
        None => false,
        Some(Some(fifo)) => *fifo,
        Some(None) => return Vec::new(),
    };
    let (name, new_queue) = program.add_dead_letter_queue(&queue.name, fifo);
    let policy = program.set(&queue.body, Property::Redrive, &additions::redrive_policy(&name));
    program.together(vec![policy, new_queue])
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::{check_template, fixed_template};

    fn check(queue: &str, rest: &str) {
        let template = format!(
            "
Resources:
  F: {{ Type: AWS::Lambda::Function, Properties: {{ Handler: a.b }} }}
  M: {{ Type: AWS::Lambda::EventSourceMapping, Properties: {{ FunctionName: !Ref F, EventSourceArn: !GetAtt Q.Arn }} }}
  {rest}
  {queue}
"
        );
        check_template(&RULE, &template);
    }

    #[test]
    fn dead_letter_queues_with_a_function_are_left_alone() {
        let queue = "Q: { Type: AWS::SQS::Queue }";
        check(&format!("{queue}\n# ^ bad messages come back until they expire"), "");
        for user in [
            "Other: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Q.Arn } } }",
            "G: { Type: AWS::Lambda::Function, Properties: { DeadLetterConfig: { TargetArn: !GetAtt Q.Arn } } }",
            "S: { Type: AWS::SNS::Subscription, Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Q.Arn } } }",
            "C: { Type: AWS::Lambda::EventInvokeConfig, Properties: { DestinationConfig: { OnFailure: { Destination: !Sub '${Q.Arn}' } } } }",
            "R: { Type: AWS::Events::Rule, Properties: { Targets: [{ Arn: a, DeadLetterConfig: { Arn: !GetAtt Q.Arn } }] } }",
        ] {
            check(queue, user);
        }
    }

    #[test]
    fn policies_of_any_kind_and_open_templates_are_left_alone() {
        check(
            "Q: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: !If [A, {}, !Ref AWS::NoValue] } }",
            "",
        );
        check(
            "Q: { Type: AWS::SQS::Queue, Properties: { RedriveAllowPolicy: { redrivePermission: allowAll } } }",
            "",
        );
        check("Q: { Type: AWS::SQS::Queue }\nTransform: OwnMacro", "");
    }

    #[test]
    fn a_fifo_queue_gets_a_fifo_queue() {
        let template = "
Resources:
  F: { Type: AWS::Lambda::Function }
  M: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref F, EventSourceArn: !GetAtt Q.Arn } }
  Q: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true } }
";
        let after = fixed_template(&RULE, template);
        let queue =
            "QDeadLetterQueue:\n    Type: AWS::SQS::Queue\n    Properties:\n      FifoQueue: true";
        assert!(after.contains(queue));
    }
}
