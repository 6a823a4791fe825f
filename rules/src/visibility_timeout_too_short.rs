//! # visibility-timeout-too-short
//!
//! The queue shows a message again while the function may still be working on it.
//!
//! Lambda keeps a message for the run itself and for retries when it is throttled. AWS asks for a visibility timeout
//! of at least six times the function's timeout, plus the batching window. Below that messages are worked on twice;
//! below the timeout itself the event source mapping cannot be created.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Worker:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Timeout: 30
//!       #        -- Worker may take 30 s
//!       Events:
//!         Jobs: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn } }
//!   Jobs:
//!     Type: AWS::SQS::Queue
//!     Properties:
//!       VisibilityTimeout: 60
//!       #                  ^^ shorter than 6 × 30 s
//! ```
//!
//! ## Fixed
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Worker:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       Timeout: 30
//!       Events:
//!         Jobs: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn } }
//!   Jobs:
//!     Type: AWS::SQS::Queue
//!     Properties:
//!       VisibilityTimeout: 180
//! ```
//!
//! ## Exceptions
//!
//! Both times have to be exactly known: a parameter or a condition in one of them is left alone.
//!
//! ## References
//!
//! - [Using Lambda with Amazon SQS](https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html)

use lamlint_analysis::frameworks::Property;
use lamlint_analysis::model::{EventSource, Function, Queue, TriggerKind};
use lamlint_analysis::syntax::Value;
use lamlint_analysis::tables::quotas;
use lamlint_analysis::{Findings, FixKind, Project, Rule, Safety, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "visibility-timeout-too-short",
    topic: Topic::EventSources,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    page: include_str!("visibility_timeout_too_short.rs"),
    check,
};

fn check(project: &Project, findings: &mut Findings) {
    for function in project.functions() {
        for source in function.event_sources.iter().filter(|source| source.kind == TriggerKind::Sqs)
        {
            if let Some(queue) = project.queue_of(&source.source) {
                compare(project, findings, function, source, queue);
            }
        }
    }
}

fn compare(
    project: &Project,
    findings: &mut Findings,
    function: &Function,
    source: &EventSource,
    queue: &Queue,
) {
    let (timeout, visibility) =
        (function.effective_timeout(), queue.effective_visibility_timeout());
    let (Some(run), Some(hidden)) = (timeout.only().copied(), visibility.only().copied()) else {
        return;
    };
    let window = match &source.batching_window {
        Some(window) => window.only().copied().unwrap_or(0),
        None => 0,
    };
    let factor = quotas::quota(quotas::VISIBILITY_FACTOR).max;
    let most = quotas::quota(quotas::VISIBILITY_TIMEOUT).max;
    let enough = (run * factor + window).min(most);
    if hidden >= enough {
        return;
    }
    let extra = if window > 0 { format!(" + {window} s batching window") } else { String::new() };
    let label = if hidden < run {
        format!("shorter than {run} s")
    } else {
        format!("shorter than {factor} × {run} s{extra}")
    };
    let what = match hidden < run {
        true => format!(
            "{} cannot read from {}: the function may run longer than messages stay hidden",
            function.name, queue.name
        ),
        false => format!(
            "{} shows messages again while {} may still be at them",
            queue.name, function.name
        ),
    };
    let severity = if hidden < run { Severity::Error } else { Severity::Warning };
    findings
        .report(visibility.values[0].0, what)
        .label(label)
        .severity(severity)
        .function(&function.name)
        .note(timeout.values[0].0, format!("{} may take {run} s", function.name))
        .fix(
            Safety::Unsafe,
            format!("Raise to {enough} s"),
            project.set(&queue.body, Property::VisibilityTimeout, &Value::from(enough)),
        );
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check_template;

    fn pair(function: &str, event: &str, queue: &str) {
        check_template(
            &RULE,
            &format!(
                "
Transform: AWS::Serverless-2016-10-31
Parameters: {{ Seconds: {{ Type: Number, Default: 60 }} }}
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      {function}
      Events: {{ Jobs: {{ Type: SQS, Properties: {{ {event} }} }} }}
  Jobs: {{ Type: AWS::SQS::Queue, Properties: {{ {queue} }} }}
"
            ),
        );
    }

    #[test]
    fn times_that_are_long_enough_or_not_known_are_left_alone() {
        let queue = "Queue: !GetAtt Jobs.Arn";
        pair("Timeout: 30", queue, "VisibilityTimeout: 180");
        pair("Timeout: !Ref Seconds", queue, "VisibilityTimeout: 60");
        pair("Timeout: 30", queue, "VisibilityTimeout: !Ref Seconds");
        pair("MemorySize: 128", queue, "QueueName: a");
        pair(
            "Timeout: 900",
            "Queue: arn:aws:sqs:eu-west-1:111122223333:other",
            "VisibilityTimeout: 60",
        );
        pair("Timeout: 900", queue, "VisibilityTimeout: 43200");
    }

    #[test]
    fn defaults_count_where_nothing_is_written() {
        check_template(
            &RULE,
            "
Resources:
  Worker: { Type: AWS::Lambda::Function, Properties: { Timeout: 60 } }
  Source:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { FunctionName: !Ref Worker, EventSourceArn: !GetAtt Jobs.Arn }
  Jobs: { Type: AWS::SQS::Queue }
# ^^^^ shorter than 60 s
",
        );
    }
}
