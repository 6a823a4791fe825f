//! Every name that a template uses, and every name that it may use.

use crate::frameworks::intrinsics::{sub_parts, variables};
use crate::frameworks::lowering::Lowering;
use crate::model::{Dialect, Names, Reference, ReferenceKind};
use crate::syntax::{Kind, Node, Pair, Style};
use crate::text::Span;

/// What every template may refer to. CloudFormation's page on pseudo parameters, read 2026-11-23.
const PSEUDO: [&str; 8] = [
    "AWS::AccountId",
    "AWS::NoValue",
    "AWS::NotificationARNs",
    "AWS::Partition",
    "AWS::Region",
    "AWS::StackId",
    "AWS::StackName",
    "AWS::URLSuffix",
];

/// Notes all references and names.
pub(crate) fn collect(lowering: &mut Lowering) {
    let root = lowering.root;
    lowering.stack.names = names(lowering);
    let mut references = Vec::new();
    for section in ["Resources", "Outputs", "Conditions", "Rules"] {
        if let Some(node) = root.get(section) {
            walk(node, section, &mut references);
        }
    }
    if let Some(globals) = root.get("Globals") {
        walk(globals, "Globals", &mut references);
    }
    for pair in root.get("Resources").map(Node::pairs).unwrap_or_default() {
        resource_attributes(pair, &mut references);
    }
    for pair in root.get("Outputs").map(Node::pairs).unwrap_or_default() {
        condition_attribute(pair.value, &mut references);
    }
    lowering.stack.references = references;
}

fn names(lowering: &Lowering) -> Names {
    let root = lowering.root;
    let keys = |section| -> Vec<String> {
        let pairs = root.get(section).map(Node::pairs).unwrap_or_default();
        pairs.iter().map(|pair| pair.key.to_string()).collect()
    };
    let computed = |section| {
        root.get(section).is_some_and(|node| node.pairs().iter().any(|p| p.key.starts_with("Fn::")))
    };
    let resources = &lowering.stack.resources;
    // SAM names the resources that it generates after the one that they belong to: `ApiProdStage`, `WorkerRole`.
    let mut generated: Vec<String> = match lowering.stack.dialect {
        Dialect::Sam => vec!["Serverless".to_owned(), "CodeDeployServiceRole".to_owned()],
        Dialect::CloudFormation => Vec::new(),
    };
    let serverless =
        resources.iter().filter(|resource| resource.kind.starts_with("AWS::Serverless::"));
    generated.extend(serverless.map(|resource| resource.name.clone()));
    // A connector within a resource becomes resources that are named after both.
    let pairs = root.get("Resources").map(Node::pairs).unwrap_or_default();
    let connected = pairs.iter().filter(|pair| pair.value.get("Connectors").is_some());
    generated.extend(connected.map(|pair| pair.key.to_string()));
    // A dead-letter queue that SAM makes may be given its name.
    for pair in pairs {
        named_queues(pair.value, &mut generated);
    }
    // A module's resources are named after the module that brings them in.
    let modules = resources.iter().filter(|resource| resource.kind.ends_with("::MODULE"));
    generated.extend(modules.map(|resource| resource.name.clone()));
    Names {
        parameters: keys("Parameters"),
        conditions: keys("Conditions"),
        mappings: keys("Mappings"),
        pseudo: &PSEUDO,
        generated,
        open: is_fragment(lowering)
            || ["Parameters", "Conditions", "Mappings"].iter().any(|section| computed(section)),
    }
}

fn named_queues(node: Node<'_>, found: &mut Vec<String>) {
    for pair in node.pairs() {
        match pair.value.text() {
            Some(name) if pair.key == "QueueLogicalId" => found.push(name.to_owned()),
            _ => named_queues(pair.value, found),
        }
    }
}

/// Whether the document may be a part of a larger template: it does not say that it is one, and deploys no function.
fn is_fragment(lowering: &Lowering) -> bool {
    let header = ["AWSTemplateFormatVersion", "Transform"]
        .iter()
        .any(|key| lowering.root.get(key).is_some());
    !header && lowering.stack.functions.is_empty()
}

fn resource_attributes(pair: Pair<'_>, references: &mut Vec<Reference>) {
    let node = pair.value;
    condition_attribute(node, references);
    let Some(depends) = node.get("DependsOn") else { return };
    let each = if depends.items().is_empty() { depends.alone() } else { depends.items() };
    for node in each {
        add(references, node.text(), node.at(), ReferenceKind::Resource);
    }
}

fn condition_attribute(node: Node<'_>, references: &mut Vec<Reference>) {
    if let Some(condition) = node.get("Condition") {
        add(references, condition.text(), condition.at(), ReferenceKind::Condition);
    }
}

fn add(references: &mut Vec<Reference>, name: Option<&str>, at: Span, kind: ReferenceKind) {
    if let Some(name) = name {
        references.push(Reference { at, name: name.to_owned(), kind });
    }
}

fn walk(node: Node<'_>, section: &str, references: &mut Vec<Reference>) {
    match node.kind() {
        Kind::Tagged { tag, value, .. } => {
            called(tag.trim_start_matches('!'), value, section, references)
        }
        Kind::Map(pairs) => {
            if let Some(pair) = pairs.only() {
                let name =
                    if pair.key == "Ref" { Some("Ref") } else { pair.key.strip_prefix("Fn::") };
                if let Some(name) = name {
                    called(name, pair.value, section, references);
                    return;
                }
                if pair.key == "Condition" && section == "Conditions" {
                    add(references, pair.value.text(), pair.value.at(), ReferenceKind::Condition);
                    return;
                }
            }
            // A loop's body uses the loop's own names, and an include's text is not here.
            let plain = pairs.iter().filter(|pair| !pair.key.starts_with("Fn::"));
            plain.for_each(|pair| walk(pair.value, section, references));
        }
        Kind::List(items) => items.iter().for_each(|item| walk(item, section, references)),
        Kind::Scalar(_) | Kind::Null => {}
    }
}

fn called(name: &str, argument: Node<'_>, section: &str, references: &mut Vec<Reference>) {
    let within = |references: &mut Vec<Reference>| walk(argument, section, references);
    match name {
        "Ref" => add(references, argument.text(), argument.at(), ReferenceKind::Value),
        "Condition" => add(references, argument.text(), argument.at(), ReferenceKind::Condition),
        "GetAtt" => get_att(argument, references),
        "Sub" => sub(argument, section, references),
        "If" => {
            if let Some(condition) = argument.items().first() {
                add(references, condition.text(), condition.at(), ReferenceKind::Condition);
            }
            within(references);
        }
        "FindInMap" => {
            if let Some(map) = argument.items().first() {
                add(references, map.text(), map.at(), ReferenceKind::Mapping);
            }
            within(references);
        }
        "Transform" | "ForEach" => {}
        _ if name.starts_with("ForEach") => {}
        _ => within(references),
    }
}

fn get_att(argument: Node<'_>, references: &mut Vec<Reference>) {
    if let Some(text) = argument.text() {
        let name = text.split('.').next().unwrap_or(text);
        add(references, Some(name), part(argument, 0, name.len()), ReferenceKind::Resource);
    } else if let Some(resource) = argument.items().first() {
        add(references, resource.text(), resource.at(), ReferenceKind::Resource);
    }
}

fn sub(argument: Node<'_>, section: &str, references: &mut Vec<Reference>) {
    let Some((text, own)) = sub_parts(argument) else { return };
    for (at, variable) in variables(text.text().unwrap_or_default()) {
        let name = variable.trim();
        if own.is_some_and(|own| own.get(name).is_some()) {
            continue;
        }
        let (first, kind) = match name.split_once('.') {
            Some((first, _)) => (first, ReferenceKind::Resource),
            None => (name, ReferenceKind::Value),
        };
        add(references, Some(first), part(text, at, first.len()), kind);
    }
    if let Some(own) = own {
        own.pairs().iter().for_each(|pair| walk(pair.value, section, references));
    }
}

/// The place of a part of a scalar. Exact where the text stands as written on one line, else the whole scalar.
fn part(node: Node<'_>, at: usize, length: usize) -> Span {
    let inner = match node.style() {
        Style::Plain => 0,
        Style::SingleQuoted | Style::DoubleQuoted => 1,
        _ => return node.at(),
    };
    let written = node.text().unwrap_or_default().len();
    if (node.at().end - node.at().start) as usize != written + 2 * inner {
        return node.at();
    }
    let start = node.at().start as usize + inner + at;
    Span::new(node.at().file, start, start + length)
}
