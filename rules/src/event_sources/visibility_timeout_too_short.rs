//! # visibility-timeout-too-short
//!
//! Messages of the queue become visible again while the function still works on them.
//!
//! Lambda hides a message while it is worked on. Below the function's timeout the trigger cannot even be created.
//! AWS advises six times the timeout, plus the batching window, so that throttled batches can be tried again
//! before somebody else gets them.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Orders:
//!     Type: AWS::SQS::Queue
//!     Properties:
//!       VisibilityTimeout: 90
//!       #                  ^^ six times the 60 s of Worker are 360 s
//!   Worker:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       CodeUri: src/
//!       Handler: app.handler
//!       Runtime: python3.13
//!       Timeout: 60
//!       #        -- Worker may work on a batch for 60 s
//!       Events:
//!         Order: { Type: SQS, Properties: { Queue: !GetAtt Orders.Arn } }
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
//!   Worker:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       CodeUri: src/
//!       Handler: app.handler
//!       Runtime: python3.13
//!       Timeout: 60
//!       Events:
//!         Order: { Type: SQS, Properties: { Queue: !GetAtt Orders.Arn } }
//! ```
//!
//! ## Exceptions
//!
//! A queue without the property hides messages for 30 s, a function without a timeout runs for 3 s at most.
//! Silent when one of the values is known only at deployment, and for queues from outside the template.
//!
//! ## References
//!
//! - [Creating and configuring an SQS event source mapping](https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html)

use lamlint_analysis::model::{
    Change, EventSource, Function, Property, Queue, Setting, TriggerKind,
};
use lamlint_analysis::tables::quotas::{self, quota};
use lamlint_analysis::text::Span;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "visibility-timeout-too-short",
    topic: Topic::EventSources,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    page: include_str!("visibility_timeout_too_short.rs"),
    check,
};

/// What a function that polls a queue needs, s.
struct Need<'p> {
    function: &'p Function,
    timeout: i64,
    timeout_at: Span,
    window: i64,
}

fn check(program: &Program, findings: &mut Findings) {
    for queue in program.queues() {
        let visibility = queue.effective_visibility_timeout();
        let Some(hidden) = visibility.only().copied() else { continue };
        let pollers = program.triggered_by(queue.id);
        let pollers = pollers.filter_map(|(function, source)| need(function, source));
        // Several functions may poll: what is enough for the slowest is enough for all.
        let Some(worst) = pollers.max_by_key(Need::seconds) else { continue };
        if hidden < worst.seconds() {
            report(program, findings, queue, visibility.values[0].0, hidden, &worst);
        }
    }
}

fn need<'p>(function: &'p Function, source: &EventSource) -> Option<Need<'p>> {
    if source.kind != TriggerKind::Sqs {
        return None;
    }
    let effective = function.effective_timeout();
    let (timeout, timeout_at) = (*effective.only()?, effective.values[0].0);
    let window = source.batching_window.as_ref().map_or(Some(&0), Setting::only)?;
    Some(Need { function, timeout, timeout_at, window: *window })
}

impl Need<'_> {
    fn seconds(&self) -> i64 {
        let enough = self.timeout * quota(quotas::VISIBILITY_FACTOR).max + self.window;
        enough.min(quota(quotas::VISIBILITY_TIMEOUT).max)
    }
}

fn report(
    program: &Program,
    findings: &mut Findings,
    queue: &Queue,
    at: Span,
    hidden: i64,
    need: &Need,
) {
    let (name, timeout, enough) = (&need.function.name, need.timeout, need.seconds());
    let short = hidden < timeout;
    let label = match need.window {
        _ if short => format!("{name} may run for {timeout} s"),
        0 => format!("six times the {timeout} s of {name} are {enough} s"),
        window => {
            format!("six times the {timeout} s of {name}, and {window} s to wait, are {enough} s")
        }
    };
    let message = if short {
        format!(
            "{} hides messages for {hidden} s, less than {name} may run: its trigger fails",
            queue.name
        )
    } else {
        format!("{} hides messages for {hidden} s, too short for {name} to try again", queue.name)
    };
    let raise = if program.is_written_as(at, &hidden.to_string()) {
        Change::Replace { at, value: enough.into() }
    } else {
        Change::set(queue.body, Property::VisibilityTimeout, enough)
    };
    findings
        .report(at, message)
        .label(label)
        .severity(if short { Severity::Error } else { Severity::Warning })
        .function(name)
        .note(need.timeout_at, format!("{name} may work on a batch for {timeout} s"))
        .fix(Safety::Unsafe, format!("Raise to {enough} s"), raise);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use lamlint_analysis::fixture::check_template;

    /// A queue and a function that polls it.
    fn check(queue: &str, function: &str, window: &str) {
        let kind = "AWS::Lambda::EventSourceMapping";
        check_template(
            &RULE,
            &format!(
                "
Parameters: {{ Seconds: {{ Type: Number, Default: 60 }} }}
Resources:
  F: {{ Type: AWS::Lambda::Function, Properties: {{ {function} }} }}
  M: {{ Type: {kind}, Properties: {{ FunctionName: !Ref F, {window} EventSourceArn: !GetAtt Q.Arn }} }}
  Q: {{ Type: AWS::SQS::Queue{queue}
"
            ),
        );
    }

    #[test]
    fn defaults_and_the_batching_window_count() {
        check(" }\n# ^ F may run for 31 s", "Timeout: 31", "");
        check(" }\n# ^ six times the 6 s of F are 36 s", "Timeout: 6", "");
        let text = ", Properties: { VisibilityTimeout: 60 } }
  #                                                            ^^ six times the 10 s of F, and 1 s to wait, are 61 s";
        check(text, "Timeout: 10", "MaximumBatchingWindowInSeconds: 1,");
    }

    #[test]
    fn long_enough_and_unknown_values_are_left_alone() {
        check(" }", "Timeout: 5", "");
        check(" }", "Handler: a.b", "");
        check(" }", "Timeout: !Ref Seconds", "");
        check(" }", "Timeout: 5", "MaximumBatchingWindowInSeconds: !ImportValue W,");
        check(", Properties: { VisibilityTimeout: !Ref Seconds } }", "Timeout: 900", "");
    }
}
