//! # visibility-timeout-too-short
//!
//! Messages of the queue become visible again while the function still works on them.
//!
//! Lambda hides a message while it is worked on. Below the function's timeout the trigger cannot even be created: an
//! error. A batch that is gathered first has to stay hidden for the batching window too: below both, a warning. AWS
//! advises six times the timeout, plus the window, so that throttled batches can be tried again before somebody else
//! gets them.
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
//! ## Fix
//!
//! - **Raise the visibility timeout to … s** · changes behaviour · Failed messages come back later.
//!
//! ## Exceptions
//!
//! A queue without the property hides messages for 30 s, a function without a timeout runs for 3 s at most.
//! So does the queue that SAM makes for `SqsSubscription: true`. Silent when one of the values is known only at
//! deployment, and for queues from outside the template.
//!
//! ## References
//!
//! - [Creating and configuring an SQS event source mapping](https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html)

use lamlint_analysis::model::{
    Body, Change, EventSource, Function, Property, Setting, TriggerKind,
};
use lamlint_analysis::tables::quotas::{self, quota};
use lamlint_analysis::text::Span;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

use crate::written;

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

/// A queue, and for how long it hides messages.
struct Hides {
    /// What people call it.
    name: String,
    /// Where that is written, or what has the default.
    at: Span,
    /// s.
    seconds: i64,
    /// Where it may be written; `None` for a queue that the framework makes by itself.
    body: Option<Body>,
}

fn check(program: &Program, findings: &mut Findings) {
    let mut short: Vec<(Hides, Need)> = Vec::new();
    for queue in program.queues() {
        let visibility = queue.effective_visibility_timeout();
        let Some(seconds) = visibility.only().copied() else { continue };
        let (at, body) = (visibility.values[0].0, Some(queue.body));
        let hides = Hides { name: queue.name.clone(), at, seconds, body };
        let pollers = program.triggered_by(queue.id);
        let pollers = pollers.filter_map(|(function, source)| need(function, source));
        // Several functions may poll: what is enough for the slowest is enough for all.
        short.extend(compared(hides, pollers.max_by_key(Need::seconds)));
    }
    for function in program.functions() {
        for source in program.sources(function) {
            let Some(at) = source.made_queue else { continue };
            let seconds = quota(quotas::VISIBILITY_TIMEOUT).default.unwrap_or_default();
            let name = format!("the queue of {}", source.name);
            let hides = Hides { name, at, seconds, body: None };
            short.extend(compared(hides, need(function, source)));
        }
    }
    for (_, (), pairs) in written::by_place(short.iter().map(|pair| (pair.0.at, (), pair))) {
        report(program, findings, &pairs);
    }
}

/// A queue that does not hide messages for as long as is needed of it.
fn compared(hides: Hides, need: Option<Need>) -> Option<(Hides, Need)> {
    need.filter(|need| hides.seconds < need.seconds()).map(|need| (hides, need))
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

/// Queues that take the time from one place, each with what is needed of it.
fn report(program: &Program, findings: &mut Findings, pairs: &[&(Hides, Need)]) {
    let Some((hides, need)) = pairs.iter().max_by_key(|(_, need)| need.seconds()) else { return };
    let (hidden, at) = (hides.seconds, hides.at);
    let queues: Vec<&str> = pairs.iter().map(|(hides, _)| hides.name.as_str()).collect();
    let (queues, hide) =
        (written::listed(&queues), if queues.len() == 1 { "hides" } else { "hide" });
    let (name, timeout, enough) = (&need.function.name, need.timeout, need.seconds());
    let short = hidden < timeout;
    let label = match need.window {
        _ if short => format!("{name} may run for {timeout} s"),
        0 => format!("six times the {timeout} s of {name} are {enough} s"),
        window => {
            format!("six times the {timeout} s of {name}, and {window} s to wait, are {enough} s")
        }
    };
    let severity = match hidden {
        _ if short => Severity::Error,
        _ if hidden < timeout + need.window => Severity::Warning,
        _ => Severity::Info,
    };
    let consequence = if short {
        format!("less than {name} may run: its trigger fails")
    } else {
        format!("too short for {name} to try again")
    };
    let finding = findings
        .report(at, format!("{queues} {hide} messages for {hidden} s, {consequence}"))
        .label(label)
        .severity(severity)
        .function(name)
        .note(need.timeout_at, format!("{name} may work on a batch for {timeout} s"));
    // A function that takes its timeout from the same place would run longer, too, and never fit.
    let takes = |function: &Function| {
        function.timeout.iter().flat_map(Setting::each).any(|one| one.0 == at)
    };
    let is_shared = program.functions().iter().any(takes);
    let raise: Vec<Change> = if !is_shared && program.is_written_as(at, &hidden.to_string()) {
        vec![Change::Replace { at, value: enough.into() }]
    } else {
        let set = |body| Change::set(body, Property::VisibilityTimeout, enough);
        pairs.iter().filter_map(|(hides, _)| hides.body.map(set)).collect()
    };
    finding.fix(Safety::Unsafe, format!("Raise the visibility timeout to {enough} s"), raise);
}

#[cfg(test)]
mod tests;
