//! Definitions of APIs: written in the template, included, or in a file beside it.
//!
//! They say which functions an API calls, and how long it waits for them.

use foldhash::{HashMap, HashSet, HashSetExt};

use super::cloudformation::{event_source, invoked_by};
use super::intrinsics::call;
use super::item::Item;
use super::lowering::Lowering;
use crate::files::{Lookup, paths};
use crate::model::{ResourceId, Setting, TriggerKind};
use crate::syntax::Node;

/// Types of APIs that may have a definition: the type, what triggers, and the keys of a written one and of a file.
const APIS: [(&str, TriggerKind, &str, &str); 4] = [
    ("AWS::ApiGateway::RestApi", TriggerKind::RestApi, "Body", ""),
    ("AWS::ApiGatewayV2::Api", TriggerKind::HttpApi, "Body", ""),
    ("AWS::Serverless::Api", TriggerKind::RestApi, "DefinitionBody", "DefinitionUri"),
    ("AWS::Serverless::HttpApi", TriggerKind::HttpApi, "DefinitionBody", "DefinitionUri"),
];

/// Keys of a definition that change how long an API waits, or whether it waits at all.
const WAITS: [&str; 2] = ["timeoutInMillis", "responseTransferMode"];

/// What the definitions of a template's APIs say.
#[derive(Debug, Default)]
pub(crate) struct Definitions<'t> {
    /// Files that they are in, by the path as it is written.
    files: HashMap<String, Node<'t>>,
    /// APIs whose definition may say how long they wait, or is not known.
    waiting: HashSet<ResourceId>,
}

impl<'t> Definitions<'t> {
    /// Asks for the files that a template names; those that are not known yet count as unknown.
    pub(super) fn new(root: Node, folder: &str, lookup: &mut Lookup<'t>) -> Definitions<'t> {
        let mut found = Definitions::default();
        for pair in root.get("Resources").map(Node::pairs).unwrap_or_default() {
            let kind = pair.value.get("Type").and_then(Node::text).unwrap_or_default();
            let Some((_, _, written, file)) = APIS.iter().find(|(known, ..)| *known == kind) else {
                continue;
            };
            let Some(properties) = pair.value.get("Properties") else { continue };
            let mut locations = Vec::new();
            properties.get(written).into_iter().for_each(|node| included(node, &mut locations));
            locations.extend(properties.get(file).and_then(Node::text));
            for location in locations.into_iter().filter(|location| !location.contains("://")) {
                let document = lookup.document(&paths::join(folder, location));
                let tree = document.and_then(|document| document.config());
                if let Some(root) = tree.and_then(|config| config.tree.documents().first()) {
                    found.files.insert(location.to_owned(), root);
                }
            }
        }
        found
    }

    /// Whether the definition of an API may say how long it waits, or is not known.
    pub(crate) fn may_wait_longer(&self, api: ResourceId) -> bool {
        self.waiting.contains(&api)
    }

    /// What stands where something may be included; `None` for what is included and not known.
    fn resolved(&self, node: Node<'t>) -> Option<Node<'t>> {
        match call(node) {
            Some(call) if call.name == "Transform" => {
                self.files.get(location(call.argument)?).copied()
            }
            _ => Some(node),
        }
    }

    /// Whether a definition has a key of [`WAITS`], or a part that is not known.
    fn waits(&self, node: Node<'t>) -> bool {
        let Some(node) = self.resolved(node) else { return true };
        node.pairs().iter().any(|pair| WAITS.contains(&pair.key) || self.waits(pair.value))
            || node.items().iter().any(|item| self.waits(item))
    }
}

/// The locations of everything that a value includes.
fn included<'n>(node: Node<'n>, found: &mut Vec<&'n str>) {
    match call(node) {
        Some(call) if call.name == "Transform" => found.extend(location(call.argument)),
        Some(_) => {}
        None => {
            node.pairs().iter().for_each(|pair| included(pair.value, found));
            node.items().iter().for_each(|item| included(item, found));
        }
    }
}

fn location(transform: Node<'_>) -> Option<&str> {
    let is_include = transform.get("Name").and_then(Node::text) == Some("AWS::Include");
    transform.path(&["Parameters", "Location"]).filter(|_| is_include).and_then(Node::text)
}

/// An API whose definition calls functions: each is triggered by it, on the definition's own terms.
pub(super) fn lower<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    let Some((_, kind, written, _)) = APIS.iter().find(|(known, ..)| *known == item.kind) else {
        return;
    };
    let Some(definition) = item.get(&[written]) else { return };
    let mut found = Vec::new();
    integrations(lowering, definition, &mut found);
    for (function, integration) in found {
        let mut source = event_source(item.shown(), item.at, *kind, item, function);
        source.body = None;
        if is_asynchronous(integration.get("requestParameters")) {
            source.kind = TriggerKind::Other;
        }
        let written = integration.get("timeoutInMillis");
        source.integration_timeout = match integration.get("responseTransferMode") {
            Some(mode) => Some(Setting::unknown(mode.at())),
            None => written.and_then(|node| lowering.scope.number(node)),
        };
        lowering.stack.event_sources.push(source);
    }
}

/// Notes the APIs whose definition may say how long they wait.
pub(super) fn note_waits(lowering: &mut Lowering) {
    let mut waiting = HashSet::new();
    for item in lowering.scope.items() {
        let Some((.., written, file)) = APIS.iter().find(|(known, ..)| *known == item.kind) else {
            continue;
        };
        let definitions = &lowering.definitions;
        let by_text = item.get(&[written]).is_some_and(|node| definitions.waits(node));
        let by_file = item.get(&[file]).is_some_and(|node| {
            let file = node.text().and_then(|path| definitions.files.get(path));
            file.is_none_or(|file| definitions.waits(*file))
        });
        if by_text || by_file {
            waiting.insert(item.id);
        }
    }
    lowering.definitions.waiting = waiting;
}

fn integrations<'t>(
    lowering: &Lowering<'t>,
    node: Node<'t>,
    found: &mut Vec<(ResourceId, Node<'t>)>,
) {
    let Some(node) = lowering.definitions.resolved(node) else { return };
    if call(node).is_some() {
        return;
    }
    for pair in node.pairs() {
        let integration = pair.key == "x-amazon-apigateway-integration";
        let uri = pair.value.get("uri").filter(|_| integration);
        match uri.and_then(|uri| invoked_by(lowering, uri)) {
            Some(function) => found.push((function, pair.value)),
            None => integrations(lowering, pair.value, found),
        }
    }
    node.items().iter().for_each(|item| integrations(lowering, item, found));
}

/// `X-Amz-Invocation-Type: 'Event'` makes the call asynchronous: the API does not wait.
pub(super) fn is_asynchronous(request_parameters: Option<Node>) -> bool {
    let headers = request_parameters.map(Node::pairs).unwrap_or_default();
    headers.iter().any(|pair| pair.key.to_ascii_lowercase().contains("x-amz-invocation-type"))
}
