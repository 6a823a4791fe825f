//! Which values are things of an SDK: sessions, clients, resource objects, paginators, commands.

use super::{boto3, javascript};
use crate::code::{CallSite, Code, Value};
use crate::tables::operations::{Operation, ResourceType, Service};

/// A thing of an SDK.
#[derive(Clone, Debug)]
pub(super) enum Thing<'h> {
    /// What clients are made from.
    Session,
    /// A client.
    Client {
        /// The service; `None` when its name is not known.
        service: Option<&'static Service>,
        /// The library and the class under which tables know methods that are no operations.
        library: &'static str,
        /// As above.
        owner: &'static str,
    },
    /// What `resource` gives, or an object of a type of resource.
    Object {
        /// The type.
        of: ResourceType,
        /// Its identifiers, as far as they are known.
        known: Vec<(&'static str, Value<'h>)>,
    },
    /// What collects items and writes them in batches, with the resource object that it is of.
    Writer(Vec<(&'static str, Value<'h>)>),
    /// What repeats an operation when it is called.
    Repeats(Operation),
    /// A request that is not yet sent.
    Command {
        /// The operation.
        operation: Operation,
        /// What is asked.
        request: Value<'h>,
    },
}

/// Whether a module text is the AWS SDK of a language, or part of it.
fn is_sdk(module: &str) -> bool {
    let first = module.split(['.', '/']).next().unwrap_or(module);
    matches!(first, "boto3" | "botocore" | "aioboto3" | "aws-sdk" | "@aws-sdk")
}

/// Whether any of the files uses an SDK at all.
pub(super) fn uses_sdk(code: &Code) -> bool {
    let imports = code.files.iter().flat_map(|file| &file.module.imports);
    imports.into_iter().any(|import| is_sdk(&import.module))
}

/// The things that a value can be.
pub(super) fn things<'h>(code: &Code<'h>, value: &Value<'h>) -> Vec<Thing<'h>> {
    let value = code.expanded(value);
    value.each().iter().filter_map(|one| thing(code, one, 0)).collect()
}

/// The thing that one value is. Chains of members and calls are followed some way.
pub(super) fn thing<'h>(code: &Code<'h>, value: &Value<'h>, depth: u8) -> Option<Thing<'h>> {
    if depth > 12 {
        return None;
    }
    match value {
        Value::Call(site) => made(code, site, depth).or_else(|| boto3::made_by(code, site, depth)),
        Value::Member(object, name) => boto3::attribute(code, object, name, depth),
        Value::Item(of) => boto3::item(code, of, depth),
        Value::Any(all) => all.iter().find_map(|one| thing(code, one, depth + 1)),
        _ => None,
    }
}

/// What a constructor of an SDK makes.
fn made<'h>(code: &Code<'h>, site: &CallSite<'h>, depth: u8) -> Option<Thing<'h>> {
    if let Some(inner) = captured(code, site) {
        return thing(code, &inner, depth + 1);
    }
    boto3::made(code, site).or_else(|| javascript::made(code, site))
}

/// What a tracing library was given: it hands the client, or the whole SDK, back.
fn captured<'h>(code: &Code<'h>, site: &CallSite<'h>) -> Option<Value<'h>> {
    let Value::Member(_, name) = &site.callee else { return None };
    let first = site.arguments.first().filter(|_| name.starts_with("captureAWS"))?;
    Some(code.expanded(&code.value(site.place, &first.value)))
}

/// The members that lead to a value from a package, that first, also through a tracing library.
pub(super) fn path<'h>(code: &Code<'h>, value: &Value<'h>) -> Option<Vec<&'h str>> {
    match value {
        Value::Package(name) => Some(vec![name]),
        Value::Member(object, name) => {
            let mut path = path(code, object)?;
            path.push(name);
            Some(path)
        }
        Value::Call(site) => path(code, &captured(code, site)?),
        _ => None,
    }
}
