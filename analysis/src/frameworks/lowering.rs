//! A template on its way to a [`Stack`].
//!
//! First every resource is lowered by itself, then what lies outside a function (mappings, notifications,
//! rules, roles, permissions) is brought to the function that it names.

use std::sync::Arc;

use super::cloudformation::{
    edge, function, policies, references, resources, targets, triggers, uses,
};
use super::definitions::{self, Definitions};
use super::intrinsics::{attribute, call};
use super::item::{Item, items};
use super::scope::Scope;
use super::{joins, sam};
use crate::finding::Suppression;
use crate::model::{
    Dialect, Function, Provisioned, Ref, Resource, ResourceId, Setting, Stack, Template,
};
use crate::syntax::{Node, Tree};
use crate::text::Span;

/// A template on its way to a [`Stack`].
#[derive(Debug)]
pub(crate) struct Lowering<'t> {
    pub(crate) scope: Scope<'t>,
    pub(crate) root: Node<'t>,
    pub(crate) stack: Stack,
    /// The definitions of APIs.
    pub(crate) definitions: Definitions<'t>,
    /// What names a function and is brought to it at the end.
    pub(crate) parts: Vec<(ResourceId, Part)>,
}

/// Something written apart from the function that it belongs to.
#[derive(Debug)]
pub(crate) enum Part {
    OnFailure(Setting<Ref>),
    Retries(Setting<i64>),
    Provisioned(Provisioned),
    Url(Setting<String>),
    Edge,
    /// A connector grants it what is not shown.
    Connected,
}

impl<'t> Lowering<'t> {
    /// `tree` is that of the template.
    pub(crate) fn new(
        template: Template,
        tree: &'t Tree,
        dialect: Dialect,
    ) -> Option<Lowering<'t>> {
        let root = tree.documents().first()?;
        let mut stack = Stack::new(dialect, template);
        stack.open = is_open(root) || is_part(stack.template.text.as_str());
        stack.names.open = stack.open;
        let items = items(root.get("Resources").map(Node::pairs).unwrap_or_default());
        let (scope, definitions) = (Scope::new(root, items), Definitions::default());
        Some(Lowering { scope, root, stack, definitions, parts: Vec::new() })
    }

    /// The same with what the definitions of its APIs say.
    pub(crate) fn with(self, definitions: Definitions<'t>) -> Lowering<'t> {
        Lowering { definitions, ..self }
    }

    /// Lowers everything.
    pub(crate) fn run(mut self) -> Stack {
        sam::globals(&mut self);
        ignored(self.root, None, &mut self.stack.ignored);
        let items = self.scope.items().to_vec();
        self.stack.generated = items.iter().any(|item| item.construct().is_some());
        for item in &items {
            ignored(item.node, Some(item.span()), &mut self.stack.ignored);
            self.stack.resources.push(Arc::new(resources::resource(&self.scope, item)));
        }
        definitions::note_waits(&mut self);
        for item in &items {
            if item.is_readable() {
                definitions::lower(&mut self, item);
                self.lower(item);
            } else {
                self.stack.open |= completes_others(item.kind);
            }
        }
        policies::attach(&mut self, &items);
        for (function, part) in std::mem::take(&mut self.parts) {
            if let Some(place) = self.stack.function_place(function) {
                attach(&mut self.stack.functions[place], part);
            }
        }
        edge::mark(&mut self.stack);
        references::collect(&mut self);
        let users = uses::users(&self.scope, &self.stack.references);
        joins::join(&mut self.stack, users);
        self.stack
    }

    /// The resource that an item is, as the stack holds it.
    pub(crate) fn resource(&self, item: &Item) -> Arc<Resource> {
        Arc::clone(&self.stack.resources[item.id.0 as usize])
    }

    fn lower(&mut self, item: &Item<'t>) {
        if item.kind.starts_with("AWS::Serverless::") {
            sam::lower(self, item);
            return;
        }
        match item.kind {
            "AWS::Lambda::Function" => {
                let function = function::lower(self, item);
                self.stack.functions.push(function);
            }
            "AWS::IAM::Role" => policies::role(self, item),
            "AWS::CloudFront::Distribution" => edge::lower(self, item),
            _ => {
                resources::lower(self, item);
                triggers::lower(self, item);
                targets::lower(self, item);
            }
        }
    }

    /// The function that a value names: by itself, its ARN, an alias or a version of it.
    pub(crate) fn function_of(&self, node: Node<'t>) -> Option<ResourceId> {
        let named = || alias_of(node).and_then(|name| self.scope.resource(name));
        let mut id = self.scope.target(node).resource().or_else(named)?;
        for _ in 0..4 {
            match self.scope.kind(id) {
                "AWS::Lambda::Alias" | "AWS::Lambda::Version" => {
                    let of = self.scope.property(id, "FunctionName")?;
                    id = self.scope.target(of).resource()?;
                }
                "AWS::Lambda::Function" | "AWS::Serverless::Function" => return Some(id),
                _ => return None,
            }
        }
        None
    }
}

/// The rules that `Metadata: { lamlint: { ignore: [rule] } }` turns off for a resource, or for the template.
fn ignored(node: Node<'_>, covers: Option<Span>, found: &mut Vec<Suppression>) {
    let Some(list) = node.path(&["Metadata", "lamlint", "ignore"]) else { return };
    for item in list.items() {
        let Some(name) = item.text() else { continue };
        found.push(Suppression {
            at: item.at(),
            rule: Some((item.at(), name.to_owned())),
            covers,
            names: 1,
        });
    }
}

fn attach(function: &mut Function, part: Part) {
    match part {
        Part::OnFailure(target) => function.on_failure = Some(target),
        Part::Retries(retries) => function.retries = Some(retries),
        Part::Provisioned(provisioned) => function.provisioned.push(provisioned),
        Part::Url(auth) => function.url = Some(auth),
        Part::Edge => function.edge = true,
        Part::Connected => function.policies.open = true,
    }
}

/// SAM's `!Ref Function.Alias`, which names no resource of the template.
fn alias_of(node: Node<'_>) -> Option<&str> {
    let call = call(node)?;
    let name = match call.name {
        "Ref" => call.argument.text()?,
        "GetAtt" => attribute(call.argument)?.0,
        _ => return None,
    };
    name.split('.').next()
}

/// Whether a text has variables of the Serverless Framework: it is one part of what that puts together.
fn is_part(text: &str) -> bool {
    ["${self:", "${opt:", "${sls:", "${file("].iter().any(|variable| text.contains(variable))
}

/// Whether what a resource of a type says may be what another one lacks, or whether it inherits what others do: when its
/// properties cannot be read, nothing is missing for sure.
fn completes_others(kind: &str) -> bool {
    const KINDS: [&str; 5] = [
        "AWS::Lambda::EventInvokeConfig",
        "AWS::Lambda::Function",
        "AWS::Logs::LogGroup",
        "AWS::Serverless::Function",
        "Custom::LogRetention",
    ];
    KINDS.contains(&kind)
}

/// Whether resources may exist that the text does not show: a loop, an include, or a macro over all of it.
fn is_open(root: Node<'_>) -> bool {
    const KNOWN: [&str; 5] = [
        "AWS::Serverless-2016-10-31",
        "AWS::LanguageExtensions",
        "AWS::SecretsManager-2020-07-23",
        "AWS::SecretsManager-2024-09-16",
        "AWS::CodeDeployBlueGreen",
    ];
    let transform = root.get("Transform");
    let names =
        transform.map(|node| if node.items().is_empty() { node.alone() } else { node.items() });
    let macros = names
        .unwrap_or_default()
        .iter()
        .any(|node| !node.text().is_some_and(|name| KNOWN.contains(&name)));
    let computed = |node: Node<'_>| node.pairs().iter().any(|pair| pair.key.starts_with("Fn::"));
    let sections = [&["Resources"][..], &["Globals"], &["Globals", "Function"]];
    macros || computed(root) || sections.iter().any(|path| root.path(path).is_some_and(computed))
}
