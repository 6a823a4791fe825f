//! Arguments of calls and constructors: by name, by place, from literals and from spreads.

use super::things::handed_back;
use super::{Argument, Key};
use crate::code::{CallSite, Code, Piece, Value};
use crate::source::ExprKind;

/// The value of a keyword argument, or of one by its place.
pub(super) fn given<'h>(
    code: &Code<'h>,
    site: &CallSite<'h>,
    name: &str,
    place: Option<usize>,
) -> Option<Value<'h>> {
    let named = site.arguments.iter().find(|argument| argument.name.as_deref() == Some(name));
    if let Some(argument) = named {
        return Some(code.value(site.place, &argument.value));
    }
    let spreads = site.arguments.iter().filter(|one| matches!(one.value.kind, ExprKind::Spread(_)));
    for spread in spreads {
        if let Some(found) = of_object(code, &code.value(site.place, &spread.value), name) {
            return Some(found);
        }
    }
    let argument = site.arguments.get(place?).filter(|argument| argument.name.is_none())?;
    Some(code.value(site.place, &argument.value))
}

/// What an object literal has under a key, also through spreads of others.
pub(super) fn of_object<'h>(code: &Code<'h>, object: &Value<'h>, key: &str) -> Option<Value<'h>> {
    of_object_within(code, object, key, 0)
}

fn of_object_within<'h>(
    code: &Code<'h>,
    object: &Value<'h>,
    key: &str,
    depth: u8,
) -> Option<Value<'h>> {
    let object = code.expanded(object);
    for one in object.each() {
        let Value::Object(place, properties) = one else { continue };
        let found = properties.iter().rfind(|property| property.key.as_deref() == Some(key));
        if let Some(property) = found {
            return Some(code.value(*place, &property.value));
        }
        for property in properties.iter().filter(|property| property.key.is_none() && depth < 4) {
            if let ExprKind::Spread(inner) = &property.value.kind {
                let inner = code.value(*place, inner);
                if let Some(found) = of_object_within(code, &inner, key, depth + 1) {
                    return Some(found);
                }
            }
        }
    }
    None
}

/// What names a resource.
pub(super) fn argument<'h>(code: &Code<'h>, file: usize, value: &Value<'h>) -> Argument {
    argument_within(code, file, value, 0)
}

fn argument_within<'h>(code: &Code<'h>, file: usize, value: &Value<'h>, depth: u8) -> Argument {
    let value = code.expanded(value);
    let mut found = Argument::Unknown;
    for one in value.each() {
        let this = single(code, file, one, depth);
        found = match (found, this) {
            // A value and its stand-in. Of two variables either may be meant.
            (Argument::Unknown, this) if value.each().len() == 1 => return this,
            (Argument::Env(name), Argument::Text(_))
            | (Argument::Text(_) | Argument::Unknown, Argument::Env(name)) => Argument::Env(name),
            (Argument::Unknown, this @ Argument::Text(_)) => this,
            (Argument::Env(name), Argument::Env(other)) if name == other => Argument::Env(name),
            _ => return Argument::Unknown,
        };
    }
    match found {
        Argument::Text(_) => Argument::Unknown,
        found => found,
    }
}

fn single<'h>(code: &Code<'h>, file: usize, value: &Value<'h>, depth: u8) -> Argument {
    if let Value::Call(site) = value {
        return match handed_back(code, site).filter(|_| depth < 4) {
            Some(inner) => argument_within(code, file, &inner, depth + 1),
            None => Argument::Unknown,
        };
    }
    if let Some(name) = code.variable(file, value) {
        return Argument::Env(name.to_owned());
    }
    if let Some(name) = queue_name(code, value).filter(|_| depth < 4) {
        return argument_within(code, file, &name, depth + 1);
    }
    if let Value::Text(pieces) = value {
        return match &**pieces {
            [Piece::Of(inner)] => single(code, file, &code.expanded(inner), depth + 1),
            _ => match text(code, value, 0) {
                Some(Key { head, whole: true, .. }) => Argument::Text(head),
                _ => Argument::Unknown,
            },
        };
    }
    // `event["Records"][0]["s3"]["bucket"]["name"]` and a loop's `record["s3"]["bucket"]["name"]`.
    // A language with types may spell its members with a capital.
    let members = members(value);
    let has = |name: &str| members.iter().any(|member| member.eq_ignore_ascii_case(name));
    if has("s3") && has("bucket") {
        return Argument::Event;
    }
    Argument::Unknown
}

/// The name of the queue whose URL a value is: `sqs.get_queue_url(QueueName=name)["QueueUrl"]`.
fn queue_name<'h>(code: &Code<'h>, value: &Value<'h>) -> Option<Value<'h>> {
    let Value::Member(answer, "QueueUrl") = value else { return None };
    let Value::Call(site) = answer.as_ref() else { return None };
    let Value::Member(_, method) = &site.callee else { return None };
    let first = || Some(code.value(site.place, &site.arguments.first()?.value));
    match *method {
        "get_queue_url" => given(code, site, "QueueName", None),
        "getQueueUrl" => of_object(code, &first()?, "QueueName"),
        "send" => {
            let Some(Value::Call(command)) = first() else { return None };
            let is_it = matches!(command.callee, Value::Member(_, "GetQueueUrlCommand"));
            let request = command.arguments.first().filter(|_| is_it)?;
            of_object(code, &code.value(command.place, &request.value), "QueueName")
        }
        // `sqs.getQueueUrl(…).promise()`
        "promise" => match &site.callee {
            Value::Member(made, _) => queue_name(code, &made.as_ref().clone().foreign("QueueUrl")),
            _ => None,
        },
        _ => None,
    }
}

/// The names of members that lead to a value, from the last one.
fn members<'h>(value: &Value<'h>) -> Vec<&'h str> {
    let mut found = Vec::new();
    let mut at = value;
    loop {
        at = match at {
            Value::Member(object, name) => {
                found.push(*name);
                object
            }
            Value::Element(object, _) | Value::Item(object) => object,
            Value::Global(name) => {
                found.push(*name);
                return found;
            }
            _ => return found,
        }
    }
}

/// What is known of a text; `None` when nothing is.
pub(super) fn text<'h>(code: &Code<'h>, value: &Value<'h>, depth: u8) -> Option<Key> {
    let value = code.expanded(value);
    let pieces = match &value {
        Value::Text(pieces) => pieces,
        Value::Call(site) if depth < 4 => {
            return text(code, &handed_back(code, site)?, depth + 1);
        }
        _ => return None,
    };
    let known = |piece: &Piece<'h>| match piece {
        Piece::Known(text) => {
            Some(Key { head: (*text).to_owned(), tail: String::new(), whole: true })
        }
        Piece::Of(inner) if depth < 4 => text(code, inner, depth + 1),
        Piece::Of(_) => None,
    };
    let (mut head, mut whole) = (String::new(), true);
    for piece in pieces.iter() {
        match known(piece) {
            Some(key) => {
                head.push_str(&key.head);
                whole &= key.whole;
            }
            None => whole = false,
        }
        if !whole {
            break;
        }
    }
    let mut tail = String::new();
    for piece in pieces.iter().rev().take_while(|_| !whole) {
        match known(piece) {
            Some(key) if key.whole => tail.insert_str(0, &key.head),
            Some(key) => {
                tail.insert_str(0, &key.tail);
                break;
            }
            None => break,
        }
    }
    (whole || !head.is_empty() || !tail.is_empty()).then_some(Key { head, tail, whole })
}
