//! # queue-without-redrive
//!
//! A message that the function cannot process is tried until it expires, then it is gone.
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
//!       # ----- Worker processes the messages
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
//! ## Fix
//!
//! - **Add a dead-letter queue** · changes behaviour · Messages that fail are moved there instead of tried again.
//!
//! ## Exceptions
//!
//! Only queues that trigger a function of the template are judged. Dead-letter queues are not, whether something
//! of the template sends to them, they say who may, or only their name tells. A conditional redrive policy counts.
//!
//! ## References
//!
//! - [Using dead-letter queues in Amazon SQS](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html)

use lamlint_analysis::model::{Attribute, Change, Property, Queue, Setting, TriggerKind, Value};
use lamlint_analysis::tables::quotas;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

use crate::{failures, written};

pub(crate) static RULE: Rule = Rule {
    name: "queue-without-redrive",
    topic: Topic::EventSources,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    page: include_str!("queue_without_redrive.rs"),
    check,
};

fn check(program: &Program, findings: &mut Findings) {
    if program.is_open() {
        return;
    }
    for queue in program.queues() {
        let mut pollers =
            program.triggers_of(queue.id).filter(|(_, source)| source.kind == TriggerKind::Sqs);
        let Some((function, source)) = pollers.next() else { continue };
        if queue.redrive.is_some() || is_for_failures(program, queue) {
            continue;
        }
        let (name, worker) = (&queue.name, written::called(function, source));
        let finding = findings
            .report(
                queue.at,
                format!("messages that {worker} cannot process stay in {name} until they expire"),
            )
            .label("bad messages come back until they expire")
            .note(source.at, format!("{worker} processes the messages"))
            .fix(Safety::Unsafe, "Add a dead-letter queue", add(program, queue));
        if let Some(function) = function {
            finding.function(&function.name);
        }
    }
}

/// Whether a queue is a dead-letter queue, for something of the template or, by its name, for something outside.
fn is_for_failures(program: &Program, queue: &Queue) -> bool {
    let name = queue.name.to_ascii_lowercase();
    let told = ["dlq", "deadletter", "dead_letter", "failure", "failed"]
        .iter()
        .any(|word| name.contains(word));
    told || program.takes_failures(queue) || queue.redrive_allow.is_some()
}

fn add(program: &Program, queue: &Queue) -> Vec<Change> {
    let fifo = match queue.fifo.as_ref().map(Setting::only) {
        None => false,
        Some(Some(fifo)) => *fifo,
        Some(None) => return Vec::new(),
    };
    let dead_letters = failures::queue(program, &queue.name, fifo);
    let tries = quotas::quota(quotas::RECEIVE_COUNT).min;
    let redrive = Value::map([
        ("deadLetterTargetArn", Value::of(dead_letters.id, Attribute::Arn)),
        ("maxReceiveCount", tries.into()),
    ]);
    vec![Change::set(queue.body, Property::Redrive, redrive), Change::Add(dead_letters)]
}

#[cfg(test)]
mod tests;
