//! Every name that a template uses, and every name that it may use.

use std::collections::BTreeMap;

use foldhash::{HashSet, HashSetExt};

use crate::frameworks::SAM;
use crate::frameworks::intrinsics::{sub_parts, variables};
use crate::frameworks::lowering::Lowering;
use crate::model::{Names, Reference, ReferenceKind};
use crate::syntax::{Kind, Node, Pair, Style};
use crate::text::{Span, Text};

/// Keys under which a target of failed messages, events or invocations is written.
const FAILURES: [&str; 5] =
    ["DeadLetterConfig", "DeadLetterQueue", "OnFailure", "RedrivePolicy", "DeadLetterQueueARN"];

/// Where a walk is.
#[derive(Clone, Copy)]
struct Place<'t> {
    /// The section of the template.
    section: &'t str,
    /// Whether it is below a key of [`FAILURES`].
    failures: bool,
    /// The template's text.
    text: &'t Text,
}

/// Notes all references and names.
pub(crate) fn collect(lowering: &mut Lowering) {
    let root = lowering.root;
    lowering.stack.names = names(lowering);
    let mut references = Vec::new();
    let text = &lowering.stack.template.text;
    for section in ["Resources", "Outputs", "Conditions", "Rules", "Globals"] {
        if let Some(node) = root.get(section) {
            walk(node, Place { section, failures: false, text }, &mut references);
        }
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
    let keys = |section| -> BTreeMap<String, Span> {
        let pairs = root.get(section).map(Node::pairs).unwrap_or_default();
        pairs.iter().map(|pair| (pair.key.to_owned(), pair.key_at)).collect()
    };
    let computed = |section| {
        root.get(section).is_some_and(|node| node.pairs().iter().any(|p| p.key.starts_with("Fn::")))
    };
    Names {
        parameters: keys("Parameters"),
        conditions: keys("Conditions"),
        mappings: keys("Mappings"),
        generated: generated(lowering),
        open: lowering.stack.names.open
            || is_fragment(lowering)
            || ["Parameters", "Conditions", "Mappings"].iter().any(|section| computed(section)),
    }
}

/// Beginnings of names of resources that the text does not show.
fn generated(lowering: &Lowering) -> HashSet<String> {
    // SAM names the resources that it generates after the one that they belong to: `ApiProdStage`, `WorkerRole`.
    let mut generated: HashSet<String> = HashSet::new();
    if lowering.stack.dialect == SAM.dialect {
        generated.extend(["Serverless".to_owned(), "CodeDeployServiceRole".to_owned()]);
    }
    let mut queues = Vec::new();
    for item in lowering.scope.items() {
        // A connector within a resource becomes resources that are named after both, and a module's resources are
        // named after the module that brings them in.
        let brings = item.kind.starts_with("AWS::Serverless::")
            || item.kind.ends_with("::MODULE")
            || item.node.get("Connectors").is_some();
        if brings {
            generated.insert(item.name.to_owned());
        }
        // A dead-letter queue that SAM makes may be given its name.
        if item.kind.starts_with("AWS::Serverless::") {
            named_queues(item.node, &mut queues);
        }
    }
    generated.extend(queues);
    generated
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
        add(references, node.text(), node.at(), ReferenceKind::Resource, false);
    }
}

fn condition_attribute(node: Node<'_>, references: &mut Vec<Reference>) {
    if let Some(condition) = node.get("Condition") {
        add(references, condition.text(), condition.at(), ReferenceKind::Condition, false);
    }
}

fn add(
    references: &mut Vec<Reference>,
    name: Option<&str>,
    at: Span,
    kind: ReferenceKind,
    failures: bool,
) {
    // Pseudo parameters are always there, and what a tool or a macro fills in is no name of this text.
    let is_name = |name: &&str| {
        !name.is_empty() && !name.starts_with("AWS::") && !name.contains(['{', '$', ' '])
    };
    if let Some(name) = name.filter(is_name) {
        let name = name.to_owned();
        references.push(Reference { at, name, kind, takes_failures: failures });
    }
}

fn walk(node: Node<'_>, place: Place, references: &mut Vec<Reference>) {
    match node.kind() {
        Kind::Tagged { tag, value, .. } => {
            called(tag.trim_start_matches('!'), value, place, references);
        }
        Kind::Map(pairs) => {
            if let Some(pair) = pairs.only() {
                let name =
                    if pair.key == "Ref" { Some("Ref") } else { pair.key.strip_prefix("Fn::") };
                if let Some(name) = name {
                    called(name, pair.value, place, references);
                    return;
                }
                if pair.key == "Condition" && place.section == "Conditions" {
                    let kind = ReferenceKind::Condition;
                    add(references, pair.value.text(), pair.value.at(), kind, false);
                    return;
                }
            }
            // A loop's body uses the loop's own names, and an include's text is not here.
            for pair in pairs.iter().filter(|pair| !pair.key.starts_with("Fn::")) {
                let failures = place.failures || FAILURES.contains(&pair.key);
                walk(pair.value, Place { failures, ..place }, references);
            }
        }
        Kind::List(items) => items.iter().for_each(|item| walk(item, place, references)),
        Kind::Scalar(_) | Kind::Null => {}
    }
}

fn called(name: &str, argument: Node<'_>, place: Place, references: &mut Vec<Reference>) {
    let mut of = |node: Node<'_>, kind| {
        add(references, node.text(), node.at(), kind, place.failures);
    };
    match name {
        "Ref" => of(argument, ReferenceKind::Value),
        "Condition" => of(argument, ReferenceKind::Condition),
        "GetAtt" => get_att(argument, place, references),
        "Sub" => sub(argument, place, references),
        "If" => {
            argument
                .items()
                .first()
                .into_iter()
                .for_each(|node| of(node, ReferenceKind::Condition));
            walk(argument, place, references);
        }
        "FindInMap" => {
            argument.items().first().into_iter().for_each(|node| of(node, ReferenceKind::Mapping));
            walk(argument, place, references);
        }
        "Transform" | "ForEach" => {}
        _ if name.starts_with("ForEach") => {}
        _ => walk(argument, place, references),
    }
}

fn get_att(argument: Node<'_>, place: Place, references: &mut Vec<Reference>) {
    let kind = ReferenceKind::Resource;
    if let Some(text) = argument.text() {
        let name = text.split('.').next().unwrap_or(text);
        let at = part(argument, 0, name.len());
        add(references, Some(name), at, kind, place.failures);
    } else if let Some(resource) = argument.items().first() {
        add(references, resource.text(), resource.at(), kind, place.failures);
    }
}

fn sub(argument: Node<'_>, place: Place, references: &mut Vec<Reference>) {
    let Some((text, own)) = sub_parts(argument) else { return };
    for (at, variable) in placed_variables(text, place.text) {
        let name = variable.trim();
        if own.is_some_and(|own| own.get(name).is_some()) {
            continue;
        }
        let (first, kind) = match name.split_once('.') {
            Some((first, _)) => (first, ReferenceKind::Resource),
            None => (name, ReferenceKind::Value),
        };
        let before = variable.len() - variable.trim_start().len();
        let start = at.start as usize + before;
        let written = at.end as usize == at.start as usize + variable.len();
        let at = if written { Span::new(at.file, start, start + first.len()) } else { at };
        add(references, Some(first), at, kind, place.failures);
    }
    if let Some(own) = own {
        own.pairs().iter().for_each(|pair| walk(pair.value, place, references));
    }
}

/// The variables of a text, each with its place; with that of the whole text where they are not written as they read.
fn placed_variables<'t>(node: Node<'t>, text: &Text) -> Vec<(Span, &'t str)> {
    let read = variables(node.text().unwrap_or_default());
    let written = variables(text.slice(node.at()));
    let names = |(_, variable): &(usize, &'_ str)| (*variable).to_owned();
    let is_verbatim = read.iter().map(names).eq(written.iter().map(names));
    let start = node.at().start as usize;
    let placed = |(place, (_, variable)): (usize, (usize, &'t str))| {
        let at = written.get(place).filter(|_| is_verbatim).map_or(node.at(), |(at, _)| {
            Span::new(node.at().file, start + at, start + at + variable.len())
        });
        (at, variable)
    };
    read.into_iter().enumerate().map(placed).collect()
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
