//! The AWS SDK for JavaScript, versions 2 and 3.

use super::arguments::of_object;
use super::flavour::{Constructed, Flavour, PLAIN};
use super::things::{Thing, path};
use crate::code::{CallSite, Code, Value};
use crate::source::Expr;
use crate::tables::operations::{
    Service, operation, service, service_of_class, service_of_package, wrapper,
};

/// Names of version 2's namespace that are no services.
const NO_SERVICES: [&str; 12] = [
    "Config",
    "Credentials",
    "Endpoint",
    "EnvironmentCredentials",
    "HttpClient",
    "HttpRequest",
    "NodeHttpClient",
    "Request",
    "Service",
    "Signers",
    "SharedIniFileCredentials",
    "TemporaryCredentials",
];

const DOCUMENTS: &str = "@aws-sdk/lib-dynamodb";

pub(super) static FLAVOUR: Flavour = Flavour {
    modules: &["aws-sdk", "@aws-sdk"],
    constructed: |code, site, _| constructed(code, site),
    made,
    handed_back: |_, site| captured(site),
    ..PLAIN
};

/// A class of a client, as the SDK names it.
struct Class<'h> {
    name: &'h str,
    service: Option<&'static Service>,
    library: &'static str,
    owner: &'static str,
}

/// What a call makes: `new S3Client(…)`, `new AWS.S3(…)`, `new PutObjectCommand(…)`, `DynamoDBDocumentClient.from(…)`.
fn made<'h>(code: &Code<'h>, site: &CallSite<'h>) -> Option<Thing<'h>> {
    let path = path(code, &site.callee)?;
    match path.as_slice() {
        [DOCUMENTS, class @ ("DynamoDBDocumentClient" | "DynamoDBDocument"), "from"] => {
            let owner = if *class == "DynamoDBDocument" { "DynamoDBDocument" } else { "" };
            let service = service("dynamodb");
            Some(Thing::Client { service, library: DOCUMENTS, owner, request: Some(0) })
        }
        [package, class] if site.new && class.ends_with("Command") => {
            let request = code.value(site.place, &site.arguments.first()?.value);
            let name = class.strip_suffix("Command")?;
            let operation = match service_of_package(package) {
                Some(service) => operation(service, name)?,
                None => wrapper(package, None, class)?.operation,
            };
            Some(Thing::Command { operation, request })
        }
        path if site.new => {
            let Class { service, library, owner, .. } = class(path)?;
            Some(Thing::Client { service, library, owner, request: Some(0) })
        }
        _ => None,
    }
}

fn constructed<'h>(code: &Code<'h>, site: &CallSite<'h>) -> Option<Constructed<'h>> {
    if !site.new {
        return None;
    }
    let class = class(&path(code, &site.callee)?)?;
    let service = match class.name.strip_suffix("Client").unwrap_or(class.name) {
        "Document" => "DynamoDB",
        // `require("aws-sdk/clients/sts")` names no class.
        module if module.starts_with(char::is_lowercase) => {
            class.service.map_or(module, |service| service.id)
        }
        service => service,
    };
    let (what, service) = (format!("{service} client"), Some(service.to_lowercase()));
    let (arguments, wraps) = (site.arguments, wraps_client(code, site));
    Some(Constructed { service, what, on: None, arguments, fallible: false, wraps })
}

/// What a tracing library was given: it hands the client, or the whole SDK, back.
fn captured<'h>(site: &CallSite<'h>) -> Option<&'h Expr> {
    let Value::Member(_, name) = &site.callee else { return None };
    let first = site.arguments.first().filter(|_| name.starts_with("captureAWS"))?;
    Some(&first.value)
}

/// The class of a client that a path of names leads to, package first.
fn class<'h>(path: &[&'h str]) -> Option<Class<'h>> {
    let (package, name) = match path {
        // `const S3 = require("aws-sdk/clients/s3")`: the module is the class.
        [package] => (*package, package.strip_prefix("aws-sdk/clients/")?),
        [package, .., name] => (*package, *name),
        [] => return None,
    };
    if package.starts_with("@aws-sdk/client-") {
        let upper = name.chars().next().is_some_and(char::is_uppercase);
        let client = name.ends_with("Client") || is_aggregated(package, name);
        let service = service_of_package(package);
        return (upper && client).then_some(Class { name, service, library: "", owner: "" });
    }
    let version_2 = package == "aws-sdk" || package.starts_with("aws-sdk/clients/");
    let class = match path {
        _ if !version_2 || NO_SERVICES.contains(&name) => return None,
        [_] => name,
        // `AWS.DynamoDB.DocumentClient`
        [_, .., "DocumentClient"] => "DynamoDB",
        [_, name] => name,
        [_, first, _, ..] => first,
        [] => return None,
    };
    let service = service_of_class(class);
    let upper = name.chars().next().is_some_and(char::is_uppercase) || path.len() == 1;
    let owner = match (name, service) {
        ("DocumentClient", _) => "DynamoDB.DocumentClient",
        (_, Some(service)) if service.name == "s3" => "S3",
        _ => "",
    };
    upper.then_some(Class { name, service, library: "aws-sdk", owner })
}

/// `S3` of `@aws-sdk/client-s3`: the client with a method for each operation has the package's own name.
fn is_aggregated(module: &str, name: &str) -> bool {
    let package = module.trim_start_matches("@aws-sdk/client-").replace('-', "");
    name.to_lowercase() == package
}

/// Whether a constructor only puts another face on a client that it is given: `new DocumentClient({ service })`.
fn wraps_client<'h>(code: &Code<'h>, site: &CallSite<'h>) -> bool {
    let first = site.arguments.first().map(|argument| code.value(site.place, &argument.value));
    first.is_some_and(|first: Value| of_object(code, &first, "service").is_some())
}
