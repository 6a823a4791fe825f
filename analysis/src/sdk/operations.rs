//! Calls that change what a resource holds: where a function's output goes, and which messages it takes away.

use super::Effect::{Changes, Deletes, Receives};
use super::site::{Scan, Site};
use super::{Argument, Effect, Write, is_javascript};
use crate::source::{ChoiceKind, Expr, ExprKind, FunctionId, Statement, StatementKind, walk};

/// Boto3's method, the operation, the service, the parameter that names the resource, what the operation does to it.
type Row = (&'static str, &'static str, &'static str, &'static str, Effect);

/// Writing operations.
/// botocore 1.44.5 service models, read 2026-11-23.
const WRITES: &[Row] = &[
    ("copy_object", "CopyObject", "s3", "Bucket", Changes),
    ("put_object", "PutObject", "s3", "Bucket", Changes),
    ("upload_file", "PutObject", "s3", "Bucket", Changes),
    ("upload_fileobj", "PutObject", "s3", "Bucket", Changes),
    ("publish", "Publish", "sns", "TopicArn", Changes),
    ("send_message", "SendMessage", "sqs", "QueueUrl", Changes),
    ("send_message_batch", "SendMessageBatch", "sqs", "QueueUrl", Changes),
    ("receive_message", "ReceiveMessage", "sqs", "QueueUrl", Receives),
    ("delete_message", "DeleteMessage", "sqs", "QueueUrl", Deletes),
    ("delete_message_batch", "DeleteMessageBatch", "sqs", "QueueUrl", Deletes),
    ("put_record", "PutRecord", "kinesis", "StreamName", Changes),
    ("put_records", "PutRecords", "kinesis", "StreamName", Changes),
    ("put_item", "PutItem", "dynamodb", "TableName", Changes),
    ("update_item", "UpdateItem", "dynamodb", "TableName", Changes),
    ("delete_item", "DeleteItem", "dynamodb", "TableName", Changes),
    ("invoke", "Invoke", "lambda", "FunctionName", Changes),
];

/// boto3's methods that take the resource by position: method, place of the bucket, place of the key.
const POSITIONAL: &[(&str, usize, usize)] = &[("upload_file", 1, 2), ("upload_fileobj", 1, 2)];

/// Finds every writing call.
pub(super) fn find(scan: &Scan) -> Vec<Write> {
    let uses_sdk = scan.module.imports.iter().any(|import| super::is_sdk(&import.module));
    if !uses_sdk {
        return Vec::new();
    }
    scan.sites.iter().filter_map(|site| write(scan, site)).collect()
}

fn write(scan: &Scan, site: &Site) -> Option<Write> {
    let ExprKind::Call { callee, arguments, .. } = &site.expr.kind else { return None };
    let javascript = is_javascript(scan.module.language);
    let (row, object) =
        if javascript { javascript_call(callee, arguments)? } else { (boto3_row(callee)?, None) };
    let (method, operation, service, key, effect) = *row;
    let parameter = |name: &str| -> Option<&Expr> {
        match object {
            Some(object) => property(object, name),
            None => arguments
                .iter()
                .find(|argument| argument.name.as_deref() == Some(name))
                .map(|argument| &argument.value),
        }
    };
    let place = POSITIONAL.iter().find(|(name, ..)| *name == method && !javascript);
    let by_place = |index: usize| {
        arguments
            .get(index)
            .filter(|argument| argument.name.is_none())
            .map(|argument| &argument.value)
    };
    let resource = parameter(key).or_else(|| place.and_then(|(_, bucket, _)| by_place(*bucket)))?;
    let object_key = parameter("Key").or_else(|| place.and_then(|(_, _, key)| by_place(*key)));
    Some(Write {
        at: site.expr.at,
        operation,
        effect,
        service,
        resource: argument(scan, resource, site.function, 0),
        key: object_key.and_then(|key| known_head(scan, key, site.function, 0)),
        conditional: site.conditional
            || site.function.is_some_and(|id| may_end_early(&scan.function(id).body)),
        function: site.function,
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

fn boto3_row(callee: &Expr) -> Option<&'static Row> {
    let ExprKind::Member { member, .. } = &callee.kind else { return None };
    WRITES.iter().find(|(method, ..)| **method == **member)
}

/// `client.send(new PutObjectCommand({…}))`, and the older `s3.putObject({…})`.
fn javascript_call<'m>(
    callee: &Expr,
    arguments: &'m [crate::source::Argument],
) -> Option<(&'static Row, Option<&'m Expr>)> {
    let ExprKind::Member { member, .. } = &callee.kind else { return None };
    let first = &arguments.first()?.value;
    if &**member == "send" {
        let ExprKind::Call { callee, arguments, new: true } = &first.kind else { return None };
        let command = super::clients::last_name(callee)?.strip_suffix("Command")?;
        let row = WRITES.iter().find(|(_, operation, ..)| *operation == command)?;
        return Some((row, Some(&arguments.first()?.value)));
    }
    let same =
        |operation: &str| operation.len() == member.len() && operation.eq_ignore_ascii_case(member);
    let row = WRITES.iter().find(|(_, operation, ..)| same(operation))?;
    Some((row, Some(first)))
}

fn property<'m>(object: &'m Expr, key: &str) -> Option<&'m Expr> {
    let ExprKind::Object(properties) = &object.kind else { return None };
    properties
        .iter()
        .find(|property| property.key.as_deref() == Some(key))
        .map(|property| &property.value)
}

fn argument(scan: &Scan, expr: &Expr, function: Option<FunctionId>, depth: usize) -> Argument {
    if let Some(text) = super::text(scan.module, expr) {
        return Argument::Text(text.to_owned());
    }
    if let Some(name) = env_name(scan, expr) {
        return Argument::Env(name.to_owned());
    }
    match &expr.kind {
        ExprKind::Name(name) if depth < 4 => match scan.value(name, function) {
            Some(value) => argument(scan, value, function, depth + 1),
            None => Argument::Unknown,
        },
        // `event["Records"][0]["s3"]["bucket"]["name"]` and a loop's `record["s3"]["bucket"]["name"]`.
        ExprKind::Index { .. } | ExprKind::Member { .. }
            if mentions(expr, "bucket") && mentions(expr, "s3") =>
        {
            Argument::Event
        }
        // A value and its stand-in. Of `a if c else b` either may be meant.
        ExprKind::Choice { values, how: ChoiceKind::Or, .. } if depth < 4 && values.len() == 2 => {
            argument(scan, &values[0], function, depth + 1)
        }
        _ => Argument::Unknown,
    }
}

fn mentions(expr: &Expr, key: &str) -> bool {
    match &expr.kind {
        ExprKind::Index { object, index, .. } => {
            matches!(&index.kind, ExprKind::Text(text) if &**text == key) || mentions(object, key)
        }
        ExprKind::Member { object, member, .. } => &**member == key || mentions(object, key),
        ExprKind::Name(name) => &**name == key,
        _ => false,
    }
}

/// The variable that an expression reads, with or without a default.
fn env_name<'m>(scan: &Scan<'m>, expr: &'m Expr) -> Option<&'m str> {
    match &expr.kind {
        ExprKind::Member { object, member, .. } if is_environment(object) => Some(member),
        ExprKind::Index { object, index, .. } if is_environment(object) => {
            super::text(scan.module, index)
        }
        ExprKind::Call { callee, arguments, .. } if super::environment::is_read(expr) => {
            let ExprKind::Member { object, member, .. } = &callee.kind else { return None };
            let known = is_environment(object) || &**member == "getenv";
            known.then(|| super::text(scan.module, &arguments.first()?.value)).flatten()
        }
        _ => None,
    }
}

fn is_environment(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Name(name) => &**name == "environ",
        ExprKind::Member { member, .. } => matches!(&**member, "environ" | "env"),
        _ => false,
    }
}

/// The known beginning of a text, and whether that is all of it.
fn known_head(
    scan: &Scan,
    expr: &Expr,
    function: Option<FunctionId>,
    depth: usize,
) -> Option<(String, bool)> {
    if let Some(text) = super::text(scan.module, expr) {
        return Some((text.to_owned(), true));
    }
    match &expr.kind {
        ExprKind::Template(parts) => match &parts.first()?.kind {
            ExprKind::Text(head) => Some((head.to_string(), false)),
            _ => {
                let (head, whole) = known_head(scan, parts.first()?, function, depth + 1)?;
                Some((head, whole && parts.len() == 1))
            }
        },
        ExprKind::Name(name) if depth < 4 => {
            known_head(scan, scan.value(name, function)?, function, depth + 1)
        }
        _ => None,
    }
}
