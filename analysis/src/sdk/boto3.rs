//! boto3 and aioboto3.

use super::clients::Constructed;
use super::site::{Scan, Site};
use crate::source::{Expr, ExprKind, FunctionId};

/// The constructor that a call is.
pub(super) fn constructed<'m>(scan: &Scan<'m>, site: &Site<'m>) -> Option<Constructed<'m>> {
    let ExprKind::Call { callee, arguments, .. } = &site.expr.kind else { return None };
    let method = method(scan, callee, site.function, 0)?;
    let on = match &callee.kind {
        ExprKind::Member { object, .. } if !is_boto3(scan, object) => Some(&**object),
        _ => None,
    };
    if method == "Session" {
        return Some(Constructed {
            service: None,
            what: "boto3 session".to_owned(),
            arguments,
            on: None,
        });
    }
    let first = arguments
        .iter()
        .find(|argument| argument.name.as_deref().is_none_or(|name| name == "service_name"));
    let service =
        first.and_then(|argument| super::text(scan.module, &argument.value)).map(str::to_owned);
    let what = match &service {
        Some(service) => format!("{service} {method}"),
        None => format!("boto3 {method}"),
    };
    Some(Constructed { service, what, arguments, on })
}

/// `client`, `resource` or `Session`, when a callee is one of boto3's.
fn method<'m>(
    scan: &Scan<'m>,
    callee: &'m Expr,
    function: Option<FunctionId>,
    depth: usize,
) -> Option<&'static str> {
    match &callee.kind {
        ExprKind::Name(name) => {
            let import = super::import(scan.module, name)?;
            let own = matches!(&*import.module, "boto3" | "boto3.session" | "aioboto3");
            own.then(|| known(import.item.as_deref()?)).flatten()
        }
        ExprKind::Member { object, member, .. } => {
            let known = known(member)?;
            let fits = is_boto3(scan, object)
                || (known != "Session" && is_session(scan, object, function, depth));
            fits.then_some(known)
        }
        _ => None,
    }
}

fn known(name: &str) -> Option<&'static str> {
    ["client", "resource", "Session"].into_iter().find(|known| *known == name)
}

/// `boto3` itself, under whatever name, or `boto3.session`.
fn is_boto3(scan: &Scan, expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Name(name) => super::import(scan.module, name).is_some_and(|import| {
            matches!(
                (&*import.module, import.item.as_deref()),
                ("boto3" | "aioboto3" | "boto3.session", None)
            ) || (&*import.module == "boto3" && import.item.as_deref() == Some("session"))
        }),
        ExprKind::Member { object, member, .. } => &**member == "session" && is_boto3(scan, object),
        _ => false,
    }
}

fn is_session<'m>(
    scan: &Scan<'m>,
    expr: &'m Expr,
    function: Option<FunctionId>,
    depth: usize,
) -> bool {
    if depth > 4 {
        return false;
    }
    match &expr.kind {
        ExprKind::Call { callee, .. } => {
            method(scan, callee, function, depth + 1) == Some("Session")
        }
        ExprKind::Name(name) => scan
            .value(name, function)
            .is_some_and(|value| is_session(scan, value, function, depth + 1)),
        _ => false,
    }
}
