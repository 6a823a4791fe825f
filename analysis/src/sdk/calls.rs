//! Calls of operations: where a function's output goes, and which messages it takes away.

use super::arguments::{self, argument, given, of_object, text};
use super::event_keys;
use super::things::{Thing, path, things};
use super::{Argument, Call, Uses};
use crate::code::{CallSite, Code, Place, Trace, Value};
use crate::source::sites::Site;
use crate::source::{ExprKind, FunctionId, Statement, StatementKind, walk};
use crate::tables::operations::{
    self, Argument as Takes, Member, Operation, Wrapper, operation, resource_parameters,
    service_of_package, waiter, wrapper,
};

/// A call with what it is asked to do.
struct Asked<'h> {
    operation: Operation,
    request: Request<'h>,
    /// Parameters that are known from elsewhere: from the object that is called, or by their place.
    known: Vec<(&'static str, Value<'h>)>,
}

/// Where the parameters of a request are.
enum Request<'h> {
    /// Keyword arguments of the call itself.
    Keywords,
    /// Members of an object.
    Object(Value<'h>),
}

/// Finds every call of an operation in a function.
pub(super) fn find(
    code: &Code,
    trace: &Trace,
    file: usize,
    function: Option<FunctionId>,
    uses: &mut Uses,
) {
    let place = Place { file, function };
    let mut ends_early = None;
    for site in code.sites(file, function).iter() {
        let ExprKind::Call { callee, arguments, new } = &site.expr.kind else { continue };
        let callee = code.value(place, callee);
        let asked = callee.each().iter().find_map(|callee| {
            let callee = callee.clone();
            let call = CallSite { at: site.expr.at, place, callee, arguments, new: *new };
            asked(code, &call).map(|asked| (call, asked))
        });
        let Some((call, asked)) = asked else { continue };
        let body = function.map(|id| &code.function((file, id)).body);
        let ends_early =
            *ends_early.get_or_insert_with(|| body.is_some_and(|body| may_end_early(body)));
        let path = function.map(|id| trace.path((file, id))).unwrap_or_default();
        uses.calls.push(Call { path, ..found(code, site, &call, &asked, ends_early) });
    }
}

fn found<'h>(
    code: &Code<'h>,
    site: &Site<'h>,
    call: &CallSite<'h>,
    asked: &Asked<'h>,
    ends_early: bool,
) -> Call {
    let file = call.place.file;
    let operation = asked.operation;
    let parameter = |name: &str| -> Option<Value<'h>> {
        if let Some((_, value)) = asked.known.iter().find(|(known, _)| *known == name) {
            return Some(value.clone());
        }
        match &asked.request {
            Request::Keywords => given(code, call, name, None),
            Request::Object(object) => of_object(code, object, name),
        }
    };
    let mut names = resource_parameters(operation.service).map(|parameter| parameter.path);
    let resource = names.find_map(parameter).or_else(|| in_items(code, parameter));
    Call {
        at: site.expr.at,
        operation: operation.name,
        effect: operation.effect(),
        service: operation.service.name,
        resource: resource.map_or(Argument::Unknown, |value| argument(code, file, &value)),
        key: parameter("Key").and_then(|key| text(code, &key, 0)),
        event_key: event_keys::of(code, call, operation, parameter, !site.caught_by.is_empty()),
        conditional: site.conditional || ends_early,
        file,
        function: site.function,
        path: Vec::new(),
    }
}

/// The table that several items go to, when it is one: a key of `RequestItems`, `TableName` of a part of `TransactItems`.
fn in_items<'h>(
    code: &Code<'h>,
    parameter: impl Fn(&str) -> Option<Value<'h>>,
) -> Option<Value<'h>> {
    if let Some(Value::Object(place, [only])) = parameter("RequestItems") {
        return match (&only.key, &only.value.kind) {
            (Some(key), _) => Some(Value::known(key)),
            // A computed key stands before its value.
            (None, ExprKind::Other(parts)) => Some(code.value(place, parts.first()?)),
            _ => None,
        };
    }
    let Some(Value::List(place, items)) = parameter("TransactItems") else { return None };
    items.iter().take(16).find_map(|item| {
        let Value::Object(place, [only]) = code.value(place, item) else { return None };
        let checks = only.key.as_deref() == Some("ConditionCheck");
        let request = code.value(place, &only.value);
        of_object(code, &request, "TableName").filter(|_| !checks)
    })
}

/// The operation that a call asks for, by whose method it is.
fn asked<'h>(code: &Code<'h>, call: &CallSite<'h>) -> Option<Asked<'h>> {
    if let Some(path) = path(code, &call.callee) {
        return of_package(code, call, &path);
    }
    let Value::Member(object, method) = &call.callee else { return None };
    for thing in things(code, object) {
        let found = match thing {
            Thing::Client { library, owner, service, request } => {
                let sent = (*method == "send").then(|| sent(code, call)).flatten();
                sent.or_else(|| {
                    let wrapper =
                        wrapper(library, Some(owner).filter(|owner| !owner.is_empty()), method);
                    match wrapper {
                        Some(wrapper) => Some(wrapped(code, call, wrapper)),
                        None => Some(plain(code, call, request, operation(service?, method)?)),
                    }
                })
            }
            Thing::Object { of, known } => of_object_method(code, call, of, &known, method),
            Thing::Writer(known) => {
                let wrapper = wrapper("boto3", Some("dynamodb.BatchWriter"), method);
                let table = known.into_iter().find(|(name, _)| *name == "name");
                wrapper.map(|wrapper| Asked {
                    operation: wrapper.operation,
                    request: Request::Keywords,
                    known: table.map(|(_, table)| ("TableName", table)).into_iter().collect(),
                })
            }
            Thing::Repeats(operation) if matches!(*method, "paginate" | "wait") => {
                Some(Asked { operation, request: Request::Keywords, known: Vec::new() })
            }
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    of_collection(code, call)
}

/// `paginateListObjectsV2({ client }, { Bucket })`, `waitUntilBucketExists(…)`, `new Upload({ client, params })`.
fn of_package<'h>(code: &Code<'h>, call: &CallSite<'h>, path: &[&'h str]) -> Option<Asked<'h>> {
    let [package, name] = path else { return None };
    if call.new && !name.ends_with("Command") {
        return wrapper(package, None, name).map(|wrapper| wrapped(code, call, wrapper));
    }
    let service = service_of_package(package)?;
    let operation = match (name.strip_prefix("paginate"), name.strip_prefix("waitUntil")) {
        (Some(name), _) => operation(service, name)?,
        (_, Some(name)) => waiter(service, name)?,
        _ => return None,
    };
    let request = code.value(call.place, &call.arguments.get(1)?.value);
    Some(Asked { operation, request: Request::Object(request), known: Vec::new() })
}

/// `client.send(new PutObjectCommand({…}))`
fn sent<'h>(code: &Code<'h>, call: &CallSite<'h>) -> Option<Asked<'h>> {
    let first = code.value(call.place, &call.arguments.first()?.value);
    let command = things(code, &first).into_iter().find_map(|thing| match thing {
        Thing::Command { operation, request } => Some((operation, request)),
        _ => None,
    });
    let (operation, request) = command?;
    Some(Asked { operation, request: Request::Object(request), known: Vec::new() })
}

/// A method that bears the operation's name.
fn plain<'h>(
    code: &Code<'h>,
    call: &CallSite<'h>,
    request: Option<usize>,
    operation: Operation,
) -> Asked<'h> {
    let request = match request.and_then(|place| call.arguments.get(place)) {
        Some(request) => Request::Object(code.value(call.place, &request.value)),
        None => Request::Keywords,
    };
    Asked { operation, request, known: Vec::new() }
}

/// A method that calls an operation with arguments of its own.
fn wrapped<'h>(code: &Code<'h>, call: &CallSite<'h>, wrapper: Wrapper) -> Asked<'h> {
    let mut request = Request::Keywords;
    let mut known = Vec::new();
    for (place, takes) in wrapper.arguments().enumerate() {
        let by_place = || call.arguments.get(place).map(|one| code.value(call.place, &one.value));
        match takes {
            Takes::Named(name) => {
                known.extend(given(code, call, name, Some(place)).map(|value| (name, value)));
            }
            Takes::Request => request = by_place().map_or(Request::Keywords, Request::Object),
            Takes::Params => {
                let params =
                    by_place().and_then(|object| arguments::of_object(code, &object, "params"));
                request = Request::Object(params.unwrap_or(Value::Unknown));
            }
        }
    }
    Asked { operation: wrapper.operation, request, known }
}

fn of_object_method<'h>(
    code: &Code<'h>,
    call: &CallSite<'h>,
    of: operations::ResourceType,
    identifiers: &[(&'static str, Value<'h>)],
    method: &str,
) -> Option<Asked<'h>> {
    let identifier = |name: &str| {
        identifiers.iter().find(|(own, _)| *own == name).map(|(_, value)| value.clone())
    };
    if let Some(Member::Calls { operation, given, .. }) = of.member(method) {
        let known = given.pairs().filter_map(|(name, from)| Some((name, identifier(from)?)));
        return Some(Asked { operation, request: Request::Keywords, known: known.collect() });
    }
    let owner = match of.name() {
        Some(name) => format!("{}.{name}", of.service.name),
        None => of.service.name.to_owned(),
    };
    let mut asked = wrapped(code, call, wrapper("boto3", Some(&owner), method)?);
    // The bucket of a bucket, and of an object of one.
    let bucket = identifier("bucket_name").or_else(|| identifier("name"));
    asked.known.extend(bucket.map(|bucket| ("Bucket", bucket)));
    asked.known.extend(identifier("key").map(|key| ("Key", key)));
    Some(asked)
}

/// `bucket.objects.filter(…)`, `bucket.objects.delete()`
fn of_collection<'h>(code: &Code<'h>, call: &CallSite<'h>) -> Option<Asked<'h>> {
    let Value::Member(collection, method) = &call.callee else { return None };
    let Value::Member(object, name) = collection.as_ref() else { return None };
    things(code, object).into_iter().find_map(|thing| {
        let Thing::Object { of, known } = thing else { return None };
        let Member::Lists { operation, given, of } = of.member(name)? else { return None };
        let operation = match *method {
            "all" | "filter" | "limit" | "page_size" => operation,
            method => of.of_all(method)?,
        };
        let identifier = |name: &str| known.iter().find(|(own, _)| *own == name);
        let known =
            given.pairs().filter_map(|(name, from)| Some((name, identifier(from)?.1.clone())));
        Some(Asked { operation, request: Request::Keywords, known: known.collect() })
    })
}

/// Whether some branch of a function returns, or goes on with the next round of a loop.
fn may_end_early(body: &[Statement]) -> bool {
    let mut found = false;
    walk::statements(body, &mut |statement| {
        if let StatementKind::If { then, .. } = &statement.kind {
            let ends = |last: &Statement| {
                matches!(last.kind, StatementKind::Return(_) | StatementKind::Other(_))
            };
            found |= then.last().is_some_and(ends);
        }
    });
    found
}
