//! The AWS SDK for JavaScript, versions 2 and 3.

use super::clients::Constructed;
use super::site::{Scan, Site};
use crate::source::{Expr, ExprKind};

/// Classes of client packages that are no clients although they are constructed.
const NO_CLIENTS: [&str; 3] = ["Command", "Exception", "Marshaller"];

/// Names of version 2's namespace that are no services.
const NO_SERVICES: [&str; 9] = [
    "Config",
    "Credentials",
    "Endpoint",
    "EnvironmentCredentials",
    "HttpRequest",
    "Request",
    "Service",
    "Signers",
    "SharedIniFileCredentials",
];

/// The constructor that a call is: `new S3Client(…)`, `new AWS.S3(…)`, `new S3(…)`.
pub(super) fn constructed<'m>(scan: &Scan<'m>, site: &Site<'m>) -> Option<Constructed<'m>> {
    let ExprKind::Call { callee, arguments, new: true } = &site.expr.kind else { return None };
    let class = class(scan, callee)?;
    let wraps_client =
        class == "DocumentClient" && arguments.iter().any(|one| names_service(&one.value));
    if wraps_client {
        return None;
    }
    let service = match class.strip_suffix("Client").unwrap_or(&class) {
        "Document" => "DynamoDB".to_owned(),
        service => service.to_owned(),
    };
    let what = format!("{service} client");
    Some(Constructed { service: Some(service.to_lowercase()), what, arguments, on: None })
}

/// `new DocumentClient({ service: dynamodb })` is a cheap view of a client that is there.
fn names_service(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Object(properties) => {
            properties.iter().any(|property| property.key.as_deref() == Some("service"))
        }
        _ => false,
    }
}

/// The class of the SDK that a callee names.
fn class(scan: &Scan, callee: &Expr) -> Option<String> {
    let (module, name) = match &callee.kind {
        ExprKind::Name(name) => {
            let import = super::import(scan.module, name)?;
            let item = import.item.as_deref().filter(|item| *item != "default");
            // `const S3 = require("aws-sdk/clients/s3")`: the module is the class.
            (&*import.module, item.unwrap_or(name).to_owned())
        }
        ExprKind::Member { object, member, .. } => {
            let root = root(object)?;
            (&*super::import(scan.module, root)?.module, member.to_string())
        }
        _ => return None,
    };
    let upper = name.chars().next().is_some_and(char::is_uppercase);
    let version_3 = module.starts_with("@aws-sdk/client-");
    let version_2 = (module == "aws-sdk" || module.starts_with("aws-sdk/clients/"))
        && !NO_SERVICES.contains(&&*name);
    let command = NO_CLIENTS.iter().any(|suffix| name.ends_with(suffix));
    let client =
        version_3 && !command && (name.ends_with("Client") || is_aggregated(module, &name));
    (upper && (client || version_2)).then_some(name)
}

/// `S3` of `@aws-sdk/client-s3`: the client with a method for each operation has the package's own name.
fn is_aggregated(module: &str, name: &str) -> bool {
    let package = module.trim_start_matches("@aws-sdk/client-").replace('-', "");
    name.to_lowercase() == package
}

fn root(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Name(name) => Some(name),
        ExprKind::Member { object, .. } => root(object),
        _ => None,
    }
}
