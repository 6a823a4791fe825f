//! boto3 and aioboto3.

use super::arguments::given;
use super::flavour::{Constructed, Flavour, PLAIN};
use super::things::{Thing, path, thing, things};
use crate::code::{CallSite, Code, Value};
use crate::source::{Expr, ExprKind};
use crate::tables::operations::{
    Given, Member, ResourceType, operation, resource, service, waiter,
};

pub(super) static FLAVOUR: Flavour = Flavour {
    modules: &["boto3", "botocore", "aioboto3"],
    constructed,
    made,
    made_by,
    attribute,
    item,
    ..PLAIN
};

/// What a call makes by itself: a session, a client, a resource.
fn made<'h>(code: &Code<'h>, site: &CallSite<'h>) -> Option<Thing<'h>> {
    match constructor(code, site)? {
        "Session" => Some(Thing::Session),
        kind => {
            let name = given(code, site, "service_name", Some(0));
            let name = name.and_then(|name| code.expanded(&name).text());
            if kind == "client" {
                let service = name.and_then(service);
                let owner = service?.name;
                return Some(Thing::Client { service, library: "boto3", owner, request: None });
            }
            Some(Thing::Object { of: resource(name?)?, known: Vec::new() })
        }
    }
}

fn constructed<'h>(
    code: &Code<'h>,
    site: &CallSite<'h>,
    callee: &'h Expr,
) -> Option<Constructed<'h>> {
    let method = constructor(code, site)?;
    let arguments = site.arguments;
    let on = match &callee.kind {
        ExprKind::Member { object, .. } if path(code, &site.callee).is_none() => Some(&**object),
        _ => None,
    };
    if method == "Session" {
        let what = "boto3 session".to_owned();
        return Some(Constructed {
            service: None,
            what,
            on,
            arguments,
            fallible: false,
            wraps: false,
        });
    }
    let name = given(code, site, "service_name", Some(0));
    let service = name.and_then(|name| code.expanded(&name).text()).map(str::to_owned);
    let what = format!("{} {method}", service.as_deref().unwrap_or("boto3"));
    Some(Constructed { service, what, on, arguments, fallible: false, wraps: false })
}

/// `client`, `resource` or `Session`, when a call is one of those constructors.
fn constructor<'h>(code: &Code<'h>, site: &CallSite<'h>) -> Option<&'h str> {
    let known = |name: &str| matches!(name, "client" | "resource" | "Session");
    if let Some(path) = path(code, &site.callee) {
        return match path.as_slice() {
            ["boto3" | "aioboto3" | "boto3.session", name] if known(name) => Some(name),
            ["boto3" | "aioboto3", "session", "Session"] => Some("Session"),
            _ => None,
        };
    }
    site.callee.each().iter().find_map(|callee| {
        let Value::Member(object, name @ ("client" | "resource")) = callee else { return None };
        let is_session = things(code, object).iter().any(|thing| matches!(thing, Thing::Session));
        is_session.then_some(*name)
    })
}

/// What a method of a client or of a resource object makes.
fn made_by<'h>(code: &Code<'h>, site: &CallSite<'h>, depth: u8) -> Option<Thing<'h>> {
    let Value::Member(object, method) = &site.callee else { return None };
    match thing(code, object, depth + 1)? {
        Thing::Client { service: Some(service), library: "boto3", .. } => {
            let name = given(code, site, "operation_name", Some(0))
                .or_else(|| given(code, site, "waiter_name", Some(0)))?;
            let name = code.expanded(&name).text()?;
            match *method {
                "get_paginator" => operation(service, name).map(Thing::Repeats),
                "get_waiter" => waiter(service, name).map(Thing::Repeats),
                _ => None,
            }
        }
        Thing::Object { known, .. } if *method == "batch_writer" => Some(Thing::Writer(known)),
        Thing::Object { of, known } => match of.member(method)? {
            Member::Makes { what, given } => Some(Thing::Object {
                of: what,
                known: identifiers(code, site, what, given, &known),
            }),
            Member::Calls { gives: Some(of), .. } => {
                // A queue that is looked up by its name is known by it.
                let name = given(code, site, "QueueName", None);
                let known = name.filter(|_| *method == "get_queue_by_name");
                Some(Thing::Object {
                    of,
                    known: known.map(|name| ("url", name)).into_iter().collect(),
                })
            }
            _ => None,
        },
        // `with table.batch_writer() as batch` hands itself over.
        writer @ Thing::Writer(_) if *method == "__enter__" => Some(writer),
        _ => None,
    }
}

/// The identifiers of a new object: those that it takes over, the others from the arguments in order.
fn identifiers<'h>(
    code: &Code<'h>,
    site: &CallSite<'h>,
    what: ResourceType,
    taken: Given,
    known: &[(&'static str, Value<'h>)],
) -> Vec<(&'static str, Value<'h>)> {
    let mut place = 0;
    let mut found = Vec::new();
    for name in what.identifiers() {
        if let Some((_, from)) = taken.pairs().find(|(own, _)| *own == name) {
            let value = known.iter().find(|(own, _)| *own == from);
            found.extend(value.map(|(_, value)| (name, value.clone())));
            continue;
        }
        found.extend(given(code, site, name, Some(place)).map(|value| (name, value)));
        place += 1;
    }
    found
}

/// What an attribute of a client or of a resource object is.
fn attribute<'h>(code: &Code<'h>, object: &Value<'h>, name: &str, depth: u8) -> Option<Thing<'h>> {
    if let (Value::Member(object, "meta"), "client") = (object, name) {
        let Thing::Object { of, .. } = thing(code, object, depth + 1)? else { return None };
        let owner = of.service.name;
        let service = Some(of.service);
        return Some(Thing::Client { service, library: "boto3", owner, request: None });
    }
    let Thing::Object { of, .. } = thing(code, object, depth + 1)? else { return None };
    match of.member(name)? {
        Member::Refers(of) => Some(Thing::Object { of, known: Vec::new() }),
        _ => None,
    }
}

/// What each item of a collection is: `bucket.objects.all()`, `bucket.objects.filter(…)`.
fn item<'h>(code: &Code<'h>, of: &Value<'h>, depth: u8) -> Option<Thing<'h>> {
    let Value::Call(site) = of else { return None };
    let Value::Member(collection, "all" | "filter" | "limit" | "page_size") = &site.callee else {
        return None;
    };
    let Value::Member(object, name) = collection.as_ref() else { return None };
    let Thing::Object { of, .. } = thing(code, object, depth + 1)? else { return None };
    match of.member(name)? {
        Member::Lists { of, .. } => Some(Thing::Object { of, known: Vec::new() }),
        _ => None,
    }
}
