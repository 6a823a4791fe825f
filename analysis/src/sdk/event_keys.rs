//! Keys of S3 notifications that go into S3 as they stand in the event: form-encoded.
//!
//! S3 writes them as a form's data: a space is `+`.
//! <https://docs.aws.amazon.com/AmazonS3/latest/dev/notification-content-structure.html>, a stored copy of it read
//! 2026-11-25.

use super::arguments::{argument, of_object};
use super::{Argument, Uses};
use crate::code::{CallSite, Code, Place, Trace, Value};
use crate::source::bindings::Bound;
use crate::source::{Expr, ExprKind, FunctionId};
use crate::tables::operations::Operation;
use crate::text::Span;

/// Operations that make the object which their key names; all others need it to be there.
const MAKING: [&str; 6] = [
    "AbortMultipartUpload",
    "CompleteMultipartUpload",
    "CreateMultipartUpload",
    "PutObject",
    "RenameObject",
    "UploadPart",
];

/// Operations whose key names a copy; the original's is in `CopySource`.
const COPYING: [&str; 2] = ["CopyObject", "UploadPartCopy"];

/// Parameters that hold the key, or in which it stands.
const HOLDING: [&str; 4] = ["Key", "CopySource", "Params", "params"];

/// Packages that decode the key before the handler sees it, or give the event another form.
const DECODING: [&str; 5] = [
    "@aws-lambda-powertools/parser",
    "@middy/event-normalizer",
    "@middy/s3-key-normalizer",
    "aws_lambda_powertools.utilities.data_classes",
    "aws_lambda_powertools.utilities.parser",
];

/// The key of an S3 notification that an operation gets as it stands in the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventKey {
    /// Where it is read out of the event, when names alone lead from there to the call; else the argument; else the
    /// call.
    pub at: Span,
    /// Whether what stands there is the key and can be decoded in place: nothing else decodes it.
    pub plain: bool,
    /// The bucket in which the object is sought.
    pub bucket: Argument,
    /// Whether an error of the call is caught: the decoded key may be tried next.
    pub caught: bool,
}

/// The encoded key that an operation looks an object up by. `parameter` gives the operation's parameters; `caught` is
/// [`EventKey::caught`].
pub(super) fn of<'h>(
    code: &Code<'h>,
    call: &CallSite<'h>,
    operation: Operation,
    parameter: impl Fn(&str) -> Option<Value<'h>>,
    caught: bool,
) -> Option<EventKey> {
    if operation.service.name != "s3" || MAKING.contains(&operation.name) {
        return None;
    }
    let (key, bucket) = if COPYING.contains(&operation.name) {
        let source = parameter("CopySource")?;
        (of_object(code, &source, "Key")?, of_object(code, &source, "Bucket"))
    } else {
        (parameter("Key")?, parameter("Bucket"))
    };
    if !is_encoded(code, &key) {
        return None;
    }
    let bucket =
        bucket.map_or(Argument::Unknown, |bucket| argument(code, call.place.file, &bucket));
    let written = of_call(code, call, 0);
    let read = written.map(|(place, written)| read(code, place, written).unwrap_or(written));
    let plain = read.is_some_and(|read| {
        use ExprKind as Kind;
        matches!(
            read.kind,
            Kind::Name(_) | Kind::Member { .. } | Kind::Index { .. } | Kind::Call { .. }
        )
    });
    Some(EventKey { at: read.map_or(call.at, |read| read.at), plain, bucket, caught })
}

/// Whether all that a value can be is `….s3.object.key` of a record of an event, as it came.
fn is_encoded<'h>(code: &Code<'h>, value: &Value<'h>) -> bool {
    code.expanded(value).each().iter().all(is_key)
}

fn is_key(value: &Value) -> bool {
    let mut at = value;
    for name in ["key", "object", "s3"] {
        match at {
            Value::Member(object, own) if *own == name => at = object,
            _ => return false,
        }
    }
    is_record(at)
}

/// Whether a value is a parameter, or one of its `Records`: what a call gave may be decoded.
fn is_record(value: &Value) -> bool {
    match value {
        Value::Parameter(..) => true,
        Value::Item(of) | Value::Element(of, _) => is_record(of),
        Value::Member(of, name) => {
            (*name == "Records" || name.parse::<u32>().is_ok()) && is_record(of)
        }
        _ => false,
    }
}

/// The expression in a call that is the key.
fn of_call<'h>(code: &Code<'h>, call: &CallSite<'h>, depth: u8) -> Option<(Place, &'h Expr)> {
    let holds = |name: Option<&str>| name.is_none_or(|name| HOLDING.contains(&name));
    let arguments = call.arguments.iter().filter(|one| holds(one.name.as_deref()));
    let mut arguments = arguments.map(|one| &one.value);
    arguments.find_map(|one| within(code, call.place, one, depth)).or_else(|| {
        // `resource.Object(bucket, key).get()`
        let Value::Member(object, _) = &call.callee else { return None };
        let Value::Call(inner) = code.expanded(object) else { return None };
        (depth < 4).then(|| of_call(code, &inner, depth + 1)).flatten()
    })
}

fn within<'h>(
    code: &Code<'h>,
    place: Place,
    expr: &'h Expr,
    depth: u8,
) -> Option<(Place, &'h Expr)> {
    let value = code.expanded(&code.value(place, expr));
    if is_encoded(code, &value) {
        return Some((place, expr));
    }
    value.each().iter().filter(|_| depth < 4).find_map(|one| match one {
        Value::Call(inner) => of_call(code, inner, depth + 1),
        Value::Object(place, properties) => {
            let holds = |name: &str| HOLDING.contains(&name);
            let mut held = properties.iter().filter(|one| one.key.as_deref().is_some_and(holds));
            held.find_map(|one| within(code, *place, &one.value, depth + 1))
        }
        _ => None,
    })
}

/// Where names lead that are each given one value.
fn read<'h>(code: &Code<'h>, mut place: Place, mut expr: &'h Expr) -> Option<&'h Expr> {
    for _ in 0..8 {
        let ExprKind::Name(name) = &expr.kind else { return Some(expr) };
        let found = code.names(place.file).lookup(place.function, name, expr.at)?;
        let [one] = found.as_slice() else { return None };
        let Bound::Value { value, path, default: None } = &one.what else { return None };
        if !path.is_empty() {
            return None;
        }
        (place, expr) = (Place { function: one.function, ..place }, *value);
    }
    None
}

/// Takes back keys that may be decoded before they are read or tried again when they are; what something else decodes
/// is not plain.
pub(super) fn settle(code: &Code, trace: &Trace, uses: &mut Uses) {
    if uses.calls.iter().all(|call| call.event_key.is_none()) {
        return;
    }
    let (mut decoded, mut replaced) = (false, imports_decoding(code));
    for file in 0..code.files.len() {
        let names = code.module(file).language.row().decoding.names;
        let functions = (0..code.module(file).functions.len() as u32).map(FunctionId).map(Some);
        for function in functions.filter(|function| trace.runs(file, *function)) {
            let place = Place { file, function };
            for site in code.sites(file, function).iter() {
                let assigned = site.assigned_by().is_some();
                replaced |= assigned && is_encoded(code, &code.value(place, site.expr));
                decoded |= decodes(code, place, site.expr, names);
            }
        }
    }
    for call in &mut uses.calls {
        call.event_key = call.event_key.take().filter(|key| !(replaced || decoded && key.caught));
        if let Some(key) = &mut call.event_key {
            // What stands in the call goes nowhere else.
            key.plain &= !decoded || call.at.contains(key.at);
        }
    }
}

fn imports_decoding(code: &Code) -> bool {
    let imports = code.files.iter().flat_map(|file| &file.module.imports);
    let named = imports.map(|import| match &import.item {
        Some(item) => format!("{}.{item}", import.module),
        None => import.module.to_string(),
    });
    let mut packages = named.filter(|named| DECODING.iter().any(|one| named.starts_with(one)));
    packages.next().is_some()
}

/// Whether a call decodes an event's key: a function that is given it, or a method of it.
fn decodes<'h>(code: &Code<'h>, place: Place, expr: &'h Expr, names: &[&str]) -> bool {
    let ExprKind::Call { callee, arguments, .. } = &expr.kind else { return false };
    let (name, object) = match &callee.kind {
        ExprKind::Name(name) => (name, None),
        ExprKind::Member { object, member, .. } => (member, Some(&**object)),
        _ => return false,
    };
    let is_key = |one: &'h Expr| is_encoded(code, &code.value(place, one));
    let given = arguments.iter().map(|one| &one.value);
    names.contains(&&**name) && object.into_iter().chain(given).any(is_key)
}

#[cfg(test)]
#[path = "event_keys/tests.rs"]
mod tests;
