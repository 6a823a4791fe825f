//! # api-timeout-too-long
//!
//! The function may run longer than the API in front of it waits.
//!
//! API Gateway gives up after 29 s (REST API) or 30 s (HTTP API) and answers 504. The function goes on, finishes
//! work whose answer nobody gets, and the caller tries again.
//!
//! ## Bad
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Search:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       CodeUri: src/
//!       Handler: app.handler
//!       Runtime: python3.13
//!       Timeout: 60
//!       #        ^^ the HTTP API gives up after 30 s
//!       Events:
//!         Get: { Type: HttpApi, Properties: { Path: /search, Method: get } }
//! ```
//!
//! ## Fixed
//!
//! ```yaml template.yaml
//! Transform: AWS::Serverless-2016-10-31
//! Resources:
//!   Search:
//!     Type: AWS::Serverless::Function
//!     Properties:
//!       CodeUri: src/
//!       Handler: app.handler
//!       Runtime: python3.13
//!       Timeout: 30
//!       Events:
//!         Get: { Type: HttpApi, Properties: { Path: /search, Method: get } }
//! ```
//!
//! ## Fix
//!
//! - **Lower the timeout to … s** · changes behaviour · The function is stopped earlier, also for other callers.
//!
//! ## Exceptions
//!
//! Only a piece of advice where the function may run one second longer than a REST API waits: 30 s is a round number.
//! Silent when the integration sets a timeout that is long enough or not known, when the API has a definition of
//! its own, when something else may call the function (another trigger, a URL, a state machine, a permission for
//! another service), and when the timeout is known only at deployment.
//!
//! ## References
//!
//! - [Quotas of REST APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html)
//! - [Quotas of HTTP APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html)

use std::collections::BTreeMap;

use lamlint_analysis::model::{Change, EventSource, Function, Property, Setting, TriggerKind};
use lamlint_analysis::tables::quotas;
use lamlint_analysis::text::Span;
use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

pub(crate) static RULE: Rule = Rule {
    name: "api-timeout-too-long",
    topic: Topic::EventSources,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    page: include_str!("api_timeout_too_long.rs"),
    check,
};

/// A function that may outrun the API that waits longest for it, ms.
type Outrun<'p> = (&'p Function, &'p EventSource, i64);

/// By how much people miss the 29 s of a REST API who write a round number, ms.
const BARELY: i64 = 1000;

fn check(program: &Program, findings: &mut Findings) {
    let mut places: BTreeMap<Span, Vec<Outrun>> = BTreeMap::new();
    for function in program.functions() {
        let Some((at, timeout)) = written(function) else { continue };
        let Some((source, wait)) = longest_wait(program, function) else { continue };
        if timeout * 1000 > wait {
            places.entry(at).or_default().push((function, source, wait));
        }
    }
    for (at, outruns) in places {
        report(program, findings, at, &outruns);
    }
}

/// The timeout that is written for a function, s.
fn written(function: &Function) -> Option<(Span, i64)> {
    let timeout = function.timeout.as_ref()?;
    Some((timeout.values.first()?.0, *timeout.only()?))
}

/// The trigger that waits longest, and how long, ms; `None` when something else may call, or it is not known.
fn longest_wait<'p>(program: &Program<'p>, function: &Function) -> Option<(&'p EventSource, i64)> {
    let gateway = |principal: &String| principal.starts_with("apigateway.");
    let others = program.permissions(function).any(|permission| {
        !permission.principal.as_ref().is_some_and(|principal| principal.always(gateway))
    });
    if others || function.url.is_some() || program.may_be_called_unseen(function) {
        return None;
    }
    let waits: Option<Vec<_>> =
        program.sources(function).iter().map(|source| Some((source, wait(source)?))).collect();
    waits?.into_iter().max_by_key(|(_, wait)| *wait)
}

/// How long a trigger waits, ms; `None` when it is no API or not known.
fn wait(source: &EventSource) -> Option<i64> {
    let quota = match source.kind {
        TriggerKind::RestApi => quotas::REST_API_TIMEOUT,
        TriggerKind::HttpApi => quotas::HTTP_API_TIMEOUT,
        _ => return None,
    };
    match &source.integration_timeout {
        Some(written) => written.only().copied(),
        None => Some(quotas::quota(quota).max),
    }
}

/// Whether the function may run only a moment longer than a REST API waits.
fn is_barely((function, source, wait): &Outrun) -> bool {
    let is_near = |timeout: i64| timeout * 1000 <= wait + BARELY;
    source.kind == TriggerKind::RestApi
        && written(function).is_some_and(|(_, timeout)| is_near(timeout))
}

fn report(program: &Program, findings: &mut Findings, at: Span, outruns: &[Outrun]) {
    let Some((first, source, wait)) = outruns.iter().min_by_key(|(_, _, wait)| *wait) else {
        return;
    };
    let (api, seconds) = (source.kind.name(), wait / 1000);
    let name = &first.name;
    let severity = if outruns.iter().all(is_barely) { Severity::Info } else { Severity::Warning };
    let finding = findings
        .report(at, format!("{name} may run longer than the {api} waits for its answer"))
        .label(format!("the {api} gives up after {seconds} s"))
        .severity(severity)
        .function(name)
        .fix(
            Safety::Unsafe,
            format!("Lower the timeout to {seconds} s"),
            lower(program, at, outruns, seconds),
        );
    for (function, source, _) in outruns {
        finding.note(source.at, format!("{} is called from here", function.name));
    }
}

/// Where others, that APIs do not wait for, share the timeout, each function gets one of its own.
fn lower(program: &Program, at: Span, outruns: &[Outrun], seconds: i64) -> Vec<Change> {
    let shares = |timeout: &Setting<i64>| timeout.each().any(|(place, _)| place == at);
    let sharing = program.functions().iter().filter(|one| one.timeout.as_ref().is_some_and(shares));
    if sharing.count() == outruns.len() {
        return vec![Change::Replace { at, value: seconds.into() }];
    }
    let own = |(function, ..): &Outrun| Change::set(function.body, Property::Timeout, seconds);
    outruns.iter().map(own).collect()
}

#[cfg(test)]
mod tests;
