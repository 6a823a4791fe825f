//! AWS SAM: functions with `Globals`, and the serverless resources around them.

mod events;
mod policies;
mod simplified;

pub(super) use simplified::{Step, simplified};

use super::cloudformation::{
    dead_letter, excerpt, local, on_failure as destination, shared, stored, traced,
};
use super::intrinsics::call;
use super::item::{Item, Properties};
use super::lowering::{Lowering, Part};
use super::scope::Scope;
use super::{SAM, spelling};
use crate::model::{
    Body, Build, Code, Globals, LocalFile, Policies, Property, Provisioned, Setting, Table,
};
use crate::syntax::{Kind, Node};
use crate::text::Text;

/// Notes the section that functions inherit from.
pub(super) fn globals(lowering: &mut Lowering) {
    if lowering.stack.dialect != SAM.dialect {
        return;
    }
    let Some(section) = lowering.root.pair("Globals") else { return };
    let own = section.value.pair("Function");
    let at = own.map_or(section.key_at, |pair| pair.key_at);
    let (node, keys): (_, &[&str]) = match own.filter(|pair| !pair.value.pairs().is_empty()) {
        Some(pair) => (pair.value, &[]),
        None => (section.value, &["Function"]),
    };
    let body = Body { file: at.file, node: node.id(), keys, dialect: SAM.dialect };
    lowering.stack.globals = Some(Globals { at, body });
}

/// Lowers a serverless resource.
pub(super) fn lower<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    local_file(lowering, item);
    match item.kind {
        "AWS::Serverless::Function" => function(lowering, item),
        "AWS::Serverless::SimpleTable" => {
            let resource = lowering.resource(item);
            lowering.stack.tables.push(Table { resource, stream: None });
        }
        "AWS::Serverless::Api" => inherited_trace(lowering, item),
        "AWS::Serverless::StateMachine" => {
            traced(lowering, item, "state machine", Property::TracingOfStateMachine);
            events::state_machine(lowering, item);
        }
        "AWS::Serverless::Connector" => connector(lowering, item),
        _ => {}
    }
}

/// The file or folder that a layer or a definition is packaged from.
fn local_file(lowering: &mut Lowering, item: &Item) {
    let key = match item.kind {
        "AWS::Serverless::LayerVersion" => "ContentUri",
        "AWS::Serverless::StateMachine" | "AWS::Serverless::Api" | "AWS::Serverless::HttpApi" => {
            "DefinitionUri"
        }
        _ => return,
    };
    let built = item.node.path(&["Metadata", "BuildMethod"]).is_some();
    let Some(node) = item.get(&[key]) else { return };
    if let Some(Code::Local { at, path, .. }) = node.text().map(|path| local(node, path)) {
        let name = item.shown().to_owned();
        lowering.stack.local_files.push(LocalFile { resource: item.id, name, at, path, built });
    }
}

/// Tracing of an API, which may stand in `Globals`.
fn inherited_trace<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    traced(lowering, item, "REST API", Property::TracingOfApi);
    let path = spelling::path(Property::TracingOfApi, SAM.dialect);
    let inherited = lowering.root.path(&["Globals", "Api"]).and_then(|node| node.path(path));
    let inherited = inherited.and_then(|node| lowering.scope.boolean(node));
    if let Some(traced) = lowering.stack.traced.last_mut() {
        traced.tracing = traced.tracing.take().or(inherited);
    }
}

fn function<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    let globals = lowering.root.path(&["Globals", "Function"]);
    let properties = Properties::inheriting(item, globals);
    let scope = &lowering.scope;
    let mut function = shared(lowering, item, &properties);
    if function.code != Code::Image {
        function.code = code(&lowering.stack.template.text, item, &properties);
    }
    function.inherits = item.node.get("IgnoreGlobals").is_none();
    function.tracing = properties.text_of(scope, Property::Tracing);
    function.dead_letter =
        properties.get(&["DeadLetterQueue"]).and_then(|node| dead_letter(scope, node, "TargetArn"));
    function.on_failure = on_failure(scope, &properties);
    function.retries = properties
        .get(&["EventInvokeConfig", "MaximumRetryAttempts"])
        .and_then(|node| scope.number(node));
    function.alias = properties.text(scope, &["AutoPublishAlias"]);
    function.url = url(scope, &properties);
    function.provisioned = provisioned(scope, item, &properties, function.alias.as_ref());
    function.policies = role_or_policies(scope, item, &properties);
    lowering.stack.functions.push(function);
    events::lower(lowering, item, &properties);
}

fn role_or_policies<'t>(
    scope: &Scope<'t>,
    item: &Item<'t>,
    properties: &Properties<'t>,
) -> Policies {
    let mut policies = Policies::default();
    if let Some(role) = properties.get(&["Role"]) {
        policies.at = Some(role.at());
        policies.role = scope.targets(role);
        policies.open = true;
    }
    for node in properties.all(&["Policies"]) {
        policies.at.get_or_insert(node.at());
        policies::add(scope, node, &mut policies);
    }
    // A connector grants what its profile says, beside the policies.
    policies.open |= item.node.get("Connectors").is_some();
    policies
}

fn on_failure<'t>(
    scope: &Scope<'t>,
    properties: &Properties<'t>,
) -> Option<Setting<crate::model::Ref>> {
    let config = properties.get(&["EventInvokeConfig"])?;
    match call(config) {
        Some(_) => Some(Setting::unknown(config.at())),
        None => destination(scope, properties.get(&["EventInvokeConfig", "DestinationConfig"])),
    }
}

fn url<'t>(scope: &Scope<'t>, properties: &Properties<'t>) -> Option<Setting<String>> {
    properties.get(&["FunctionUrlConfig", "AuthType"]).and_then(|node| scope.text(node))
}

fn provisioned<'t>(
    scope: &Scope<'t>,
    item: &Item<'t>,
    properties: &Properties<'t>,
    alias: Option<&Setting<String>>,
) -> Vec<Provisioned> {
    let Some(node) = properties.get(&["ProvisionedConcurrencyConfig"]) else { return Vec::new() };
    let own =
        item.node.get("Properties").and_then(|node| node.pair("ProvisionedConcurrencyConfig"));
    let at = own.map_or(node.at(), |pair| pair.key_at);
    let arms = scope.arms(node);
    if arms.nodes.is_empty() && !arms.open {
        return Vec::new();
    }
    let conditional = arms.optional || arms.open;
    vec![Provisioned { at, qualifier: None, named: alias.is_some(), conditional }]
}

/// Where the code is and what builds it. Without `CodeUri`, SAM takes the template's own folder.
fn code<'t>(text: &Text, item: &Item<'t>, properties: &Properties<'t>) -> Code {
    if let Some(inline) = properties.get(&["InlineCode"]) {
        return Code::Inline(excerpt(text, inline));
    }
    let build = build(item);
    let Some(node) = properties.get(&["CodeUri"]) else {
        return Code::Local { at: item.at, path: ".".to_owned(), build };
    };
    match node.kind() {
        Kind::Scalar(path) => match local(node, path) {
            Code::Local { at, path, .. } => Code::Local { at, path, build },
            elsewhere => elsewhere,
        },
        _ => stored(node, "Key"),
    }
}

fn build(item: &Item) -> Option<Build> {
    let metadata = item.node.get("Metadata")?;
    let method = metadata.get("BuildMethod")?;
    if method.text() != Some("esbuild") {
        return Some(Build::Other);
    }
    let entries =
        metadata.path(&["BuildProperties", "EntryPoints"]).map(Node::items).unwrap_or_default();
    Some(Build::Esbuild(entries.iter().filter_map(Node::text).map(str::to_owned).collect()))
}

/// A connector grants its source rights that its profile lists: the source's policies are open.
fn connector(lowering: &mut Lowering, item: &Item) {
    let source = item.get(&["Source", "Id"]).and_then(Node::text);
    if let Some(source) = source.and_then(|name| lowering.scope.resource(name)) {
        lowering.parts.push((source, Part::Connected));
    }
}
