//! Imports: `import`, `require`, `import()`.

use tree_sitter::Node;

use super::super::tree::StatementKind as Kind;
use super::nodes::Lowering;
use crate::text::Span;

/// `import …`, and TypeScript's `import a = require("m")`.
pub(super) fn import<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let at = low.span(node);
    let parts = low.parts(node);
    let first = low.imports.len();
    if let Some(required) = parts.of_kind("import_require_clause") {
        let inner = low.parts(required);
        let module = inner.field("source").map(|source| module(low, source)).unwrap_or_default();
        let name = inner.named().next().map(|name| low.text(name)).unwrap_or_default();
        low.import(at, module, None, name);
        return Kind::Import;
    }
    let module = parts.field("source").map(|source| module(low, source)).unwrap_or_default();
    match parts.of_kind("import_clause") {
        Some(clause) => clauses(low, clause, at, module),
        None => low.import(at, module, None, ""),
    }
    if low.has_token(node, "type") || low.has_token(node, "typeof") {
        low.imports[first..].iter_mut().for_each(|import| import.type_only = true);
    }
    Kind::Import
}

fn clauses<'t>(low: &mut Lowering<'t>, clause: Node<'t>, at: Span, module: &str) {
    for part in low.parts(clause).named() {
        match part.kind() {
            "identifier" => {
                let name = low.text(part);
                low.import(at, module, Some("default"), name);
            }
            "namespace_import" => {
                let name = low.parts(part).named().next().map(|name| low.text(name));
                low.import(at, module, None, name.unwrap_or_default());
            }
            "named_imports" => {
                for specifier in low.parts(part).named() {
                    named(low, specifier, at, module);
                }
            }
            _ => {}
        }
    }
}

fn named<'t>(low: &mut Lowering<'t>, specifier: Node<'t>, at: Span, module: &str) {
    let parts = low.parts(specifier);
    let Some(item) = parts.field("name") else { return };
    let item = low.text(item).trim_matches(['"', '\'']);
    let name = parts.field("alias").map_or(item, |alias| low.text(alias));
    low.import(at, module, Some(item), name);
    if low.has_token(specifier, "type") {
        low.imports.iter_mut().last().into_iter().for_each(|import| import.type_only = true);
    }
}

/// The name of a module in quotes.
pub(super) fn module<'t>(low: &Lowering<'t>, source: Node<'t>) -> &'t str {
    low.text(source).trim_matches(['"', '\'', '`'])
}

/// The module that a `require("m")` or `import("m")` names, when it is a plain text.
pub(super) fn required<'t>(low: &mut Lowering<'t>, call: Node<'t>) -> Option<&'t str> {
    if call.kind() != "call_expression" {
        return None;
    }
    let function = call.child(0)?;
    let is_import = match function.kind() {
        "import" => true,
        "identifier" => low.text(function) == "require",
        _ => false,
    };
    if !is_import {
        return None;
    }
    let arguments = low.parts(call).field("arguments")?;
    let source = low.parts(arguments).named().next()?;
    let is_plain = match source.kind() {
        "string" => true,
        "template_string" => low.parts(source).of_kind("template_substitution").is_none(),
        _ => false,
    };
    is_plain.then(|| module(low, source))
}

/// `const name = require("m")`, `const name = require("m").item`, `const { item: name } = await import("m")`.
/// False when the declaration is something else.
pub(super) fn declared<'t>(
    low: &mut Lowering<'t>,
    declaration: Node<'t>,
    name: Node<'t>,
    value: Node<'t>,
) -> bool {
    let at = low.span(declaration);
    let mut value = plain(low, value);
    let mut item = None;
    if value.kind() == "member_expression" {
        let parts = low.parts(value);
        let (Some(object), Some(member)) = (parts.field("object"), parts.field("property")) else {
            return false;
        };
        (value, item) = (plain(low, object), Some(low.text(member)));
    }
    let Some(module) = required(low, value) else { return false };
    match name.kind() {
        "identifier" => {
            let name = low.text(name);
            low.import(at, module, item, name);
            true
        }
        "object_pattern" if item.is_none() => destructured(low, at, name, module),
        _ => false,
    }
}

/// Without parentheses and `await`.
fn plain<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Node<'t> {
    let mut node = node;
    while matches!(node.kind(), "parenthesized_expression" | "await_expression") {
        let Some(inner) = low.parts(node).named().next() else { break };
        node = inner;
    }
    node
}

fn destructured<'t>(low: &mut Lowering<'t>, at: Span, pattern: Node<'t>, module: &str) -> bool {
    let mut found = Vec::new();
    for part in low.parts(pattern).named() {
        let parts = low.parts(part);
        let (item, name) = match part.kind() {
            "shorthand_property_identifier_pattern" => (part, part),
            "pair_pattern" => match (parts.field("key"), parts.field("value")) {
                (Some(key), Some(value)) if value.kind() == "identifier" => (key, value),
                _ => return false,
            },
            _ => return false,
        };
        found.push((low.text(item), low.text(name)));
    }
    for (item, name) in found {
        low.import(at, module, Some(item), name);
    }
    true
}
