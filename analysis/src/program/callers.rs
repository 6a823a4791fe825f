//! What a handler's code says of those who call it.

use crate::code::Handler;
use crate::source::{Expr, ExprKind, Module, walk};

/// How the header ends that carries a webhook's signature, without regard to case: Stripe's `Stripe-Signature`,
/// Slack's `X-Slack-Signature`, GitHub's `X-Hub-Signature-256`, Discord's `X-Signature-Ed25519`.
const SIGNATURES: [&str; 3] = ["-signature", "-signature-256", "-signature-ed25519"];

/// Settings of libraries that check such a signature themselves: Slack's Bolt asks for `signingSecret`.
const SECRETS: [&str; 3] = ["signingsecret", "signing_secret", "webhooksecret"];

/// Parts of an event that only CloudFormation's custom resources have.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requesttypes.html>, a stored copy of it
/// read 2026-11-25.
const CUSTOM_RESOURCE: [&str; 2] = ["ResourceProperties", "RequestType"];

/// Whether code of a handler reads a header that says who calls, or gives somebody the secret that proves it.
pub(super) fn are_asked(handler: &Handler) -> bool {
    handler.files.iter().any(|file| any_expression(&file.module, tells_callers_apart))
}

/// Whether the handler's own file reads the event of a custom resource.
pub(super) fn are_stacks(handler: &Handler) -> bool {
    let own = handler.files.first();
    own.is_some_and(|file| any_expression(&file.module, is_of_custom_resource))
}

fn any_expression(module: &Module, test: impl Fn(&Expr) -> bool) -> bool {
    let mut found = false;
    let mut visit = |expr: &Expr| found |= test(expr);
    let bodies = module.functions.iter().map(|function| &function.body);
    bodies.chain([&module.body]).for_each(|body| walk::expressions(body, &mut visit));
    found
}

fn tells_callers_apart(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Text(text) => is_signature(text),
        ExprKind::Member { object, member, .. } => {
            are_headers(object) && member.eq_ignore_ascii_case("authorization")
        }
        ExprKind::Index { object, index, .. } => are_headers(object) && is_authorization(index),
        // `headers.get("Authorization")`
        ExprKind::Call { callee, arguments, .. } => match (&callee.kind, arguments.first()) {
            (ExprKind::Member { object, .. }, Some(first)) => {
                are_headers(object) && is_authorization(&first.value)
            }
            _ => false,
        },
        ExprKind::Object(properties) => {
            properties.iter().filter_map(|property| property.key.as_deref()).any(is_secret)
        }
        _ => false,
    }
}

/// `event["ResourceProperties"]`, `event.RequestType`, `event.get("RequestType")`
fn is_of_custom_resource(expr: &Expr) -> bool {
    let name = match &expr.kind {
        ExprKind::Member { member, .. } => member,
        ExprKind::Index { index, .. } => match &index.kind {
            ExprKind::Text(text) => text,
            _ => return false,
        },
        ExprKind::Call { arguments, .. } => {
            match arguments.first().map(|first| &first.value.kind) {
                Some(ExprKind::Text(text)) => text,
                _ => return false,
            }
        }
        _ => return false,
    };
    CUSTOM_RESOURCE.contains(&&**name)
}

fn is_signature(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    SIGNATURES.iter().any(|ending| name.ends_with(ending)) && !name.contains([',', ' '])
}

fn is_secret(key: &str) -> bool {
    SECRETS.iter().any(|secret| key.eq_ignore_ascii_case(secret))
}

fn is_authorization(key: &Expr) -> bool {
    matches!(&key.kind, ExprKind::Text(text) if text.eq_ignore_ascii_case("authorization"))
}

/// Whether an expression is named as a request's headers.
fn are_headers(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Name(name) | ExprKind::Member { member: name, .. } => {
            name.eq_ignore_ascii_case("headers")
        }
        ExprKind::Index { index, .. } => {
            matches!(&index.kind, ExprKind::Text(text) if text.eq_ignore_ascii_case("headers"))
        }
        // `event.get("headers", {})`, `event.headers || {}`
        ExprKind::Call { arguments, .. } => arguments.first().is_some_and(|first| {
            matches!(&first.value.kind, ExprKind::Text(text) if text.eq_ignore_ascii_case("headers"))
        }),
        ExprKind::Choice { values, .. } => values.iter().any(are_headers),
        _ => false,
    }
}
