//! `AWS::Lambda::Function`, and what SAM's functions share with it.

use foldhash::{HashSet, HashSetExt};

use crate::frameworks::intrinsics::{call, sub_parts};
use crate::frameworks::item::{Item, Properties};
use crate::frameworks::lowering::Lowering;
use crate::frameworks::scope::Scope;
use crate::model::{
    Build, Code, Environment, Function, Layers, Policies, Property, Ref, Setting, SnapStart,
    Variable,
};
use crate::syntax::{self, Kind, Node};
use crate::tables::handler_variables::{Decides, decides, is_agent};
use crate::text::{Excerpt, Text};

/// Lowers a plain function.
pub(crate) fn lower<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) -> Function {
    let scope = &lowering.scope;
    let properties = Properties::own(item);
    let mut function = shared(lowering, item, &properties);
    function.code = code(&lowering.stack.template.text, item, &properties);
    function.tracing = properties.text_of(scope, Property::Tracing);
    function.dead_letter = properties
        .get(&["DeadLetterConfig"])
        .and_then(|node| dead_letter(scope, node, "TargetArn"));
    function.policies = Policies { open: true, ..Policies::default() };
    if let Some(role) = properties.get(&["Role"]) {
        function.policies.at = Some(role.at());
        function.policies.role = scope.targets(role);
    }
    function
}

/// What plain and SAM functions spell the same way.
pub(crate) fn shared<'t>(
    lowering: &Lowering<'t>,
    item: &Item<'t>,
    properties: &Properties<'t>,
) -> Function {
    let scope = &lowering.scope;
    let environment = environment(scope, properties);
    let deciding = |what| {
        let mut all = environment.variables.iter().filter(|variable| !variable.is_left_out());
        all.find(move |variable| decides(&variable.name) == Some(what))
    };
    let called = deciding(Decides::Handler).map(|variable| variable.value.clone());
    let wrapped = deciding(Decides::Start).is_some();
    Function {
        resource: lowering.resource(item),
        body: item.body(),
        inherits: false,
        edge: false,
        runtime: properties.text_of(scope, Property::Runtime),
        handler: called.or_else(|| properties.text_of(scope, Property::Handler)),
        wrapped,
        code: if is_image(properties) { Code::Image } else { Code::Elsewhere },
        timeout: properties.number_of(scope, Property::Timeout),
        memory: properties.number_of(scope, Property::Memory),
        ephemeral_storage: properties.number_of(scope, Property::EphemeralStorage),
        architecture: architecture(scope, properties),
        environment,
        policies: Policies::default(),
        dead_letter: None,
        on_failure: None,
        retries: None,
        reserved_concurrency: properties
            .get(&["ReservedConcurrentExecutions"])
            .and_then(|node| scope.number(node)),
        provisioned: Vec::new(),
        alias: None,
        tracing: None,
        log_group: log_group(scope, properties),
        logging: properties.at(scope, &["LoggingConfig"]),
        layers: layers(scope, properties),
        vpc: properties.at(scope, &["VpcConfig"]),
        file_systems: properties.written(scope, &["FileSystemConfigs"]),
        snapstart: properties
            .text_of(scope, Property::SnapStart)
            .map(|apply_on| SnapStart { apply_on }),
        url: None,
        recursive_loop: properties.text(scope, &["RecursiveLoop"]),
        special_capacity: ["CapacityProviderConfig", "AcceleratorConfig"]
            .iter()
            .find_map(|key| properties.at(scope, &[key])),
    }
}

/// The log group that is named; a logging configuration that cannot be read may name any.
fn log_group<'t>(scope: &Scope<'t>, properties: &Properties<'t>) -> Option<Setting<Ref>> {
    let unread = properties.get(&["LoggingConfig"]).filter(|node| call(*node).is_some());
    let named = properties.get(&["LoggingConfig", "LogGroup"]);
    named
        .and_then(|node| scope.targets(node))
        .or_else(|| unread.map(|node| Setting::unknown(node.at())))
}

/// A dead-letter target; given but unreadable ones count as given.
pub(crate) fn dead_letter<'t>(
    scope: &Scope<'t>,
    node: Node<'t>,
    key: &str,
) -> Option<Setting<Ref>> {
    match node.get(key) {
        Some(target) => scope.targets(target),
        None => scope.targets(node),
    }
}

fn is_image(properties: &Properties) -> bool {
    let named = |key| properties.get(&[key]).is_some();
    let package = properties.get(&["PackageType"]).and_then(Node::text) == Some("Image");
    package || named("ImageUri") || properties.get(&["Code", "ImageUri"]).is_some()
}

fn code(text: &Text, item: &Item, properties: &Properties) -> Code {
    if is_image(properties) {
        return Code::Image;
    }
    let inline = properties.get(&["Code", "ZipFile"]);
    if let Some(asset) = asset(item).filter(|_| inline.is_none()) {
        return asset;
    }
    let Some(code) = properties.get(&["Code"]) else { return Code::Elsewhere };
    match (&code.kind(), inline) {
        (Kind::Map(_), Some(inline)) => Code::Inline(excerpt(text, inline)),
        // `aws cloudformation package` and cdk take a local path in place of the map.
        (Kind::Scalar(path), _) => local(code, path),
        _ => stored(code, "S3Key"),
    }
}

/// The folder, beside a template that cdk wrote, from which it uploads a function's code.
fn asset(item: &Item) -> Option<Code> {
    let node = item.node.path(&["Metadata", "aws:asset:path"])?;
    // What lies there is built, and it may have been taken away since.
    match local(node, node.text()?) {
        Code::Local { at, path, .. } => Some(Code::Local { at, path, build: Some(Build::Other) }),
        _ => None,
    }
}

/// Code in S3, as far as its key is written.
pub(crate) fn stored(location: Node<'_>, key: &str) -> Code {
    let Some(node) = location.get(key) else { return Code::Elsewhere };
    let text = match call(node) {
        Some(call) if call.name == "Sub" => {
            sub_parts(call.argument).and_then(|(text, _)| text.text())
        }
        _ => node.text(),
    };
    text.map_or(Code::Elsewhere, |text| Code::Stored(text.to_owned()))
}

/// Inline code, also where it is joined line by line or has values put in.
pub(crate) fn excerpt(text: &Text, node: Node<'_>) -> Option<Excerpt> {
    // A templating language fills the code in; no program begins so.
    if node.text().is_some_and(|code| code.trim_start().starts_with("{{")) {
        return None;
    }
    let Some(call) = call(node) else { return syntax::excerpt(text, node) };
    match (call.name, call.argument.items()) {
        ("Join", items) if let Some([separator, parts]) = items.exactly() => {
            syntax::excerpt_of_list(text, parts.items(), separator.text()?)
        }
        ("Sub", _) => syntax::excerpt(text, sub_parts(call.argument)?.0),
        _ => None,
    }
}

/// Whether a script puts a path in later: `$$code$$`, `__CODE__`, `%%CODE%%`, `{{ code }}`, `<CODE>`, `@code@`.
fn is_filled_in(path: &str) -> bool {
    let around = [("$", "$"), ("__", "__"), ("%", "%"), ("{", "}"), ("<", ">"), ("@", "@")];
    around
        .iter()
        .any(|(start, end)| path.starts_with(start) && path.ends_with(end) && path.len() > 2)
}

/// A local path, unless it is an address or put in later.
pub(crate) fn local(node: Node<'_>, path: &str) -> Code {
    if let Some((_, key)) = path.strip_prefix("s3://").and_then(|object| object.split_once('/')) {
        return Code::Stored(key.to_owned());
    }
    // On Windows people write `src\app` and `C:\app`, which the tools take there.
    let path = path.replace('\\', "/");
    if path.contains(":/") || path.starts_with('/') || path.is_empty() || is_filled_in(&path) {
        return Code::Elsewhere;
    }
    Code::Local { at: node.at(), path, build: None }
}

fn architecture<'t>(scope: &Scope<'t>, properties: &Properties<'t>) -> Option<Setting<String>> {
    let node = properties.get(properties.path(Property::Architectures))?;
    let arms = scope.arms(node);
    let mut sum =
        Setting { at: node.at(), values: Vec::new(), open: arms.open, optional: arms.optional };
    for item in arms.items() {
        match scope.text(item) {
            Some(setting) => {
                sum.open |= setting.open;
                sum.optional |= setting.optional;
                sum.values.extend(setting.values);
            }
            None => sum.optional = true,
        }
    }
    Some(sum)
}

/// Environment variables over all layers; a function's own value hides an inherited one.
pub(crate) fn environment<'t>(scope: &Scope<'t>, properties: &Properties<'t>) -> Environment {
    let mut environment = Environment::default();
    let mut seen = HashSet::new();
    for node in properties.all(&["Environment"]) {
        let outer = scope.arms(node);
        environment.open |= outer.open || outer.optional || outer.nodes.len() > 1;
        for outer in outer.nodes {
            let Some(variables) = outer.get("Variables") else {
                environment.open |= call(outer).is_some();
                continue;
            };
            environment.at.get_or_insert(variables.at());
            let inner = scope.arms(variables);
            environment.open |= inner.open || inner.optional || inner.nodes.len() > 1;
            inner
                .nodes
                .iter()
                .for_each(|map| add_variables(scope, *map, &mut seen, &mut environment));
        }
    }
    environment
}

fn add_variables<'t>(
    scope: &Scope<'t>,
    map: Node<'t>,
    seen: &mut HashSet<&'t str>,
    environment: &mut Environment,
) {
    environment.open |= call(map).is_some() || !matches!(map.kind(), Kind::Map(_));
    if environment.open && call(map).is_some() {
        return;
    }
    for pair in map.pairs() {
        if pair.key.starts_with("Fn::") {
            environment.open = true;
            continue;
        }
        if !seen.insert(pair.key) {
            continue;
        }
        let value = variable(scope, pair.value);
        // A program that starts the runtime may set others.
        environment.open |= decides(pair.key) == Some(Decides::Start)
            && (value.open || value.each().any(|(_, program)| !is_agent(program)));
        environment.variables.push(Variable {
            name: pair.key.to_string(),
            at: pair.key_at,
            value,
            target: scope.target(pair.value),
            hidden: scope.is_hidden(pair.value),
        });
    }
}

/// The value of a variable; none at all for `AWS::NoValue`, with which the variable is not deployed.
fn variable<'t>(scope: &Scope<'t>, value: Node<'t>) -> Setting<String> {
    let arms = scope.arms(value);
    if arms.optional && arms.nodes.is_empty() && !arms.open {
        return Setting { at: value.at(), values: Vec::new(), open: false, optional: true };
    }
    scope.text(value).unwrap_or(Setting::unknown(value.at()))
}

/// Layers over all layers of properties. An entry that may turn out as none leaves the list open.
pub(crate) fn layers<'t>(scope: &Scope<'t>, properties: &Properties<'t>) -> Layers {
    let arms = properties.list(scope, &["Layers"]);
    let items = arms.items();
    let open = arms.open || items.iter().any(|node| scope.arms(*node).optional);
    let entries = items.into_iter().map(|node| (node.at(), scope.target(node))).collect();
    Layers { at: properties.get(&["Layers"]).map(Node::at), entries, open }
}
