//! Expressions of JavaScript and TypeScript.

use tree_sitter::Node;

use super::super::literal::{join, unescape};
use super::super::tree::StatementKind;
use super::super::tree::{Argument, Expr, ExprKind as Kind, Property};
use super::classes::class;
use super::functions::{function, is_function};
use super::imports::required;
use super::nodes::{Lowering, Parts};
use super::operators::{binary, ternary, unary};
use super::patterns::{assign, target};

/// An expression.
pub(super) fn expr<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Expr {
    match node.kind() {
        "identifier" | "shorthand_property_identifier" => low.name(node),
        _ => low
            .deeper(|low| nested(low, node))
            .unwrap_or_else(|| low.expr(node, Kind::Other(Vec::new()))),
    }
}

/// The expressions inside a node, in order.
pub(super) fn exprs<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Vec<Expr> {
    let parts = low.parts(node);
    parts.named().filter(|child| is_value(*child)).map(|child| expr(low, child)).collect()
}

/// Everything but types and words that only name a place.
fn is_value(node: Node) -> bool {
    let kind = node.kind();
    !(kind.starts_with("type_") && kind != "type_assertion"
        || kind.ends_with("_type")
        || kind.ends_with("_annotation")
        || matches!(
            kind,
            "property_identifier"
                | "private_property_identifier"
                | "statement_identifier"
                | "jsx_text"
                | "optional_chain"
                | "regex_pattern"
                | "regex_flags"
                | "html_character_reference"
                | "accessibility_modifier"
        ))
}

fn nested<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Expr {
    let kind = match node.kind() {
        "parenthesized_expression"
        | "as_expression"
        | "satisfies_expression"
        | "non_null_expression"
        | "type_assertion"
        | "instantiation_expression" => {
            return within(low, node);
        }
        "member_expression" => member(low, node),
        "subscript_expression" => subscript(low, node),
        "call_expression" | "new_expression" => call(low, node),
        "string" => text(low, node),
        "template_string" => template(low, node),
        "number" => Kind::Number(low.text(node).into()),
        "true" => Kind::Bool(true),
        "false" => Kind::Bool(false),
        "null" | "undefined" => Kind::Null,
        "this" => Kind::Name("this".into()),
        "super" => Kind::Name("super".into()),
        "import" => Kind::Name("import".into()),
        "meta_property" => Kind::Name(low.text(node).into()),
        "object" => Kind::Object(properties(low, node)),
        "array" => Kind::List(exprs(low, node)),
        "await_expression" => {
            exprs(low, node).pop().map_or(Kind::Null, |value| Kind::Await(value.into()))
        }
        "spread_element" => {
            exprs(low, node).pop().map_or(Kind::Null, |value| Kind::Spread(value.into()))
        }
        _ if is_function(node) => Kind::Function(function(low, node, None)),
        "binary_expression" => binary(low, node),
        "ternary_expression" => ternary(low, node),
        "unary_expression" => unary(low, node),
        "assignment_expression" | "augmented_assignment_expression" | "update_expression" => {
            match assign(low, node) {
                Some(assign) => Kind::Assign(Box::new(assign)),
                None => Kind::Other(exprs(low, node)),
            }
        }
        "object_pattern" | "array_pattern" | "shorthand_property_identifier_pattern" => {
            return target(low, node);
        }
        "class" => class_expression(low, node),
        "yield_expression" => {
            low.yields();
            Kind::Other(exprs(low, node))
        }
        "statement_block" | "regex" => Kind::Other(Vec::new()),
        _ => Kind::Other(exprs(low, node)),
    };
    low.expr(node, kind)
}

/// What stands in parentheses or below a type.
fn within<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Expr {
    let parts = low.parts(node);
    let mut inner = parts.named().filter(|child| is_value(*child));
    // `value as Type`: the value comes first. `<Type>value`: the type is not a value.
    match inner.next() {
        Some(value) => expr(low, value),
        None => low.expr(node, Kind::Other(Vec::new())),
    }
}

/// A class without a statement: its methods become functions of the module, the rest stays visible.
fn class_expression<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let mut inner = Vec::new();
    if let StatementKind::Class { bases, methods, body, .. } = class(low, node) {
        inner.extend(bases);
        let at = low.span(node);
        inner.extend(methods.into_iter().map(|id| Expr { at, kind: Kind::Function(id) }));
        for statement in body {
            match statement.kind {
                StatementKind::Expr(value) => inner.push(value),
                StatementKind::Assign(assign) => inner.extend(assign.value),
                _ => {}
            }
        }
    }
    Kind::Other(inner)
}

/// The expression in a field; what is missing is nothing.
pub(super) fn field<'t>(
    low: &mut Lowering<'t>,
    parts: &Parts<'t>,
    name: &str,
    whole: Node<'t>,
) -> Expr {
    match parts.field(name) {
        Some(node) => expr(low, node),
        None => low.expr(whole, Kind::Other(Vec::new())),
    }
}

fn member<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let parts = low.parts(node);
    let object = Box::new(field(low, &parts, "object", node));
    let name = parts.field("property").unwrap_or(node);
    let (member, member_at) = (low.text(name).into(), low.span(name));
    Kind::Member { object, member, member_at, optional: is_optional(&parts) }
}

fn is_optional(parts: &Parts) -> bool {
    parts.field("optional_chain").is_some() || parts.of_kind("optional_chain").is_some()
}

fn subscript<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let parts = low.parts(node);
    let object = Box::new(field(low, &parts, "object", node));
    let index = Box::new(field(low, &parts, "index", node));
    Kind::Index { object, index, optional: is_optional(&parts) }
}

fn call<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    if let Some(module) = required(low, node) {
        low.import(low.span(node), module, None, "");
    }
    let parts = low.parts(node);
    let new = node.kind() == "new_expression";
    let callee = Box::new(field(low, &parts, if new { "constructor" } else { "function" }, node));
    let mut arguments = Vec::new();
    match parts.field("arguments") {
        Some(list) if list.kind() == "arguments" => {
            let values = exprs(low, list).into_iter();
            arguments.extend(values.map(|value| Argument { name: None, value }));
        }
        // A tagged template is a call with a text.
        Some(text) => arguments.push(Argument { name: None, value: expr(low, text) }),
        None => {}
    }
    Kind::Call { callee, arguments, new }
}

fn text<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let written = low.text(node);
    let inner = written.get(1..written.len().saturating_sub(1)).unwrap_or_default();
    Kind::Text(unescape(inner).into())
}

fn template<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let parts = low.parts(node);
    let mut pieces = Vec::new();
    let mut from = node.start_byte() + 1;
    for hole in parts.named().filter(|child| child.kind() == "template_substitution") {
        pieces.push(known(low, from, hole.start_byte()));
        let mut inner = exprs(low, hole);
        pieces.push(match inner.len() {
            1 => inner.remove(0),
            _ => low.expr(hole, Kind::Other(inner)),
        });
        from = hole.end_byte();
    }
    pieces.push(known(low, from, node.end_byte().saturating_sub(1)));
    join(pieces)
}

fn known(low: &Lowering, start: usize, end: usize) -> Expr {
    let text = unescape(low.slice(start, end));
    Expr { at: low.span_of(start, end.max(start)), kind: Kind::Text(text.into()) }
}

/// A property's key when it is known.
pub(super) fn key<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Option<Box<str>> {
    match node.kind() {
        "string" => match text(low, node) {
            Kind::Text(text) => Some(text),
            _ => None,
        },
        "computed_property_name" => match exprs(low, node).pop()?.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        },
        _ => Some(low.text(node).into()),
    }
}

fn properties<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Vec<Property> {
    let parts = low.parts(node);
    let mut properties = Vec::new();
    for entry in parts.named() {
        let inner = low.parts(entry);
        properties.push(match entry.kind() {
            "pair" => {
                let key_node = inner.field("key").unwrap_or(entry);
                let known = key(low, key_node);
                let mut value = field(low, &inner, "value", entry);
                if known.is_none() {
                    // A computed key stays visible beside its value.
                    let keys = exprs(low, key_node);
                    let at = value.at;
                    let inner = keys.into_iter().chain([value]).collect();
                    value = Expr { at, kind: Kind::Other(inner) };
                }
                Property { key: known, key_at: low.span(key_node), value }
            }
            "method_definition" => {
                let name = inner.field("name").unwrap_or(entry);
                let key_at = low.span(name);
                let key = key(low, name);
                let id = function(low, entry, None);
                Property { key, key_at, value: low.expr(entry, Kind::Function(id)) }
            }
            "shorthand_property_identifier" => {
                let value = low.name(entry);
                Property { key: Some(low.text(entry).into()), key_at: value.at, value }
            }
            _ => {
                let value = expr(low, entry);
                Property { key: None, key_at: value.at, value }
            }
        });
    }
    properties
}
