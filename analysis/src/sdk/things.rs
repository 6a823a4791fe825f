//! Which values are things of an SDK: sessions, clients, resource objects, paginators, commands.

use super::FLAVOURS;
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
        /// The place of the request among the arguments of a method; `None` where its parameters are arguments
        /// by name.
        request: Option<usize>,
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

/// Whether any of the files uses an SDK at all.
pub(super) fn uses_sdk(code: &Code) -> bool {
    let imports = code.files.iter().flat_map(|file| &file.module.imports);
    imports.into_iter().any(|import| FLAVOURS.iter().any(|flavour| flavour.has(&import.module)))
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
        Value::Call(site) => made(code, site, depth),
        Value::Member(object, name) => {
            FLAVOURS.iter().find_map(|flavour| (flavour.attribute)(code, object, name, depth))
        }
        Value::Item(of) => FLAVOURS.iter().find_map(|flavour| (flavour.item)(code, of, depth)),
        Value::Any(all) => all.iter().find_map(|one| thing(code, one, depth + 1)),
        _ => None,
    }
}

/// What a constructor of an SDK makes, or a method of what it made.
fn made<'h>(code: &Code<'h>, site: &CallSite<'h>, depth: u8) -> Option<Thing<'h>> {
    if let Some(inner) = handed_back(code, site) {
        return thing(code, &inner, depth + 1);
    }
    let made = FLAVOURS.iter().find_map(|flavour| (flavour.made)(code, site));
    made.or_else(|| FLAVOURS.iter().find_map(|flavour| (flavour.made_by)(code, site, depth)))
}

/// What a call was given that gives it back as it is: a client from a tracing library, a pointer to a text.
pub(super) fn handed_back<'h>(code: &Code<'h>, site: &CallSite<'h>) -> Option<Value<'h>> {
    let given = FLAVOURS.iter().find_map(|flavour| (flavour.handed_back)(code, site))?;
    Some(code.expanded(&code.value(site.place, given)))
}

/// The members that lead to a value from a package, that first, also through what hands it back.
pub(super) fn path<'h>(code: &Code<'h>, value: &Value<'h>) -> Option<Vec<&'h str>> {
    path_within(code, value, 0)
}

fn path_within<'h>(code: &Code<'h>, value: &Value<'h>, depth: u8) -> Option<Vec<&'h str>> {
    match value {
        Value::Package(name) => Some(vec![name]),
        Value::Member(object, name) => {
            let mut path = path_within(code, object, depth)?;
            path.push(name);
            Some(path)
        }
        // What is handed back may be what it is handed to.
        Value::Call(site) if depth < 4 => path_within(code, &handed_back(code, site)?, depth + 1),
        _ => None,
    }
}
