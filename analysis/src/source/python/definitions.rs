//! Python's functions, classes and lambdas.

use tree_sitter::Node;

use super::super::lowering::Lowering;
use super::super::tree::{
    Expr, FunctionId, Parameter, ParameterKind, Statement, StatementKind as Kind,
};
use super::expressions::{arguments, expr, exprs};
use super::patterns::bindings;
use super::statements::block;

/// `@decorator` above a function or class.
pub(super) fn decorated<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let parts = low.parts(node);
    let decorators = parts.named().filter(|child| child.kind() == "decorator").collect();
    match parts.field("definition") {
        Some(inner) if inner.kind() == "class_definition" => class(low, inner, decorators),
        Some(inner) => Kind::Function(function(low, node, inner, decorators)),
        None => Kind::Other(Vec::new()),
    }
}

/// A function; `whole` is its node with the decorators.
pub(super) fn function<'t>(
    low: &mut Lowering<'t>,
    whole: Node<'t>,
    node: Node<'t>,
    decorators: Vec<Node<'t>>,
) -> FunctionId {
    low.define(whole, |low, id, function| {
        let parts = low.parts(node);
        function.decorators = applied(low, decorators);
        if let Some(name) = parts.field("name") {
            function.name = low.text(name).into();
            function.name_at = low.span(name);
        }
        function.is_async = node.child(0).is_some_and(|first| first.kind() == "async");
        if let Some(list) = parts.field("parameters") {
            function.parameters = parameters(low, list);
        }
        if let Some(body) = parts.field("body") {
            function.body = low.inside(id, |low| block(low, body));
        }
    })
}

fn applied<'t>(low: &mut Lowering<'t>, decorators: Vec<Node<'t>>) -> Vec<Expr> {
    decorators.into_iter().filter_map(|decorator| exprs(low, decorator).pop()).collect()
}

/// A lambda, with the name that it is assigned to.
pub(super) fn lambda<'t>(
    low: &mut Lowering<'t>,
    node: Node<'t>,
    name: Option<Node<'t>>,
) -> FunctionId {
    low.define(node, |low, id, function| {
        let parts = low.parts(node);
        if let Some(name) = name {
            function.name = low.text(name).into();
            function.name_at = low.span(name);
        }
        if let Some(list) = parts.field("parameters") {
            function.parameters = parameters(low, list);
        }
        if let Some(body) = parts.field("body") {
            function.body = low.inside(id, |low| {
                let value = expr(low, body);
                vec![low.statement(body, Kind::Return(Some(value)))]
            });
        }
    })
}

fn parameters<'t>(low: &mut Lowering<'t>, list: Node<'t>) -> Vec<Parameter> {
    let mut parameters = Vec::new();
    let mut kind = ParameterKind::Positional;
    for node in low.parts(list).named() {
        match node.kind() {
            "keyword_separator" => kind = ParameterKind::KeywordOnly,
            "positional_separator" => {}
            _ => {
                let parameter = parameter(low, node, kind);
                if parameter.kind == ParameterKind::Rest {
                    kind = ParameterKind::KeywordOnly;
                }
                parameters.push(parameter);
            }
        }
    }
    parameters
}

fn parameter<'t>(low: &mut Lowering<'t>, node: Node<'t>, kind: ParameterKind) -> Parameter {
    let parts = low.parts(node);
    let default = parts.field("value").map(|value| expr(low, value));
    let pattern = match node.kind() {
        "default_parameter" | "typed_default_parameter" => parts.field("name").unwrap_or(node),
        "typed_parameter" => parts.named().next().unwrap_or(node),
        _ => node,
    };
    let (kind, pattern) = match pattern.kind() {
        "list_splat_pattern" => (ParameterKind::Rest, pattern.named_child(0).unwrap_or(pattern)),
        "dictionary_splat_pattern" => {
            (ParameterKind::KeywordRest, pattern.named_child(0).unwrap_or(pattern))
        }
        _ => (kind, pattern),
    };
    let is_name = pattern.kind() == "identifier";
    Parameter {
        name: if is_name { low.text(pattern).into() } else { "".into() },
        at: low.span(node),
        kind,
        default,
        destructured: if is_name { Vec::new() } else { bindings(low, pattern) },
    }
}

/// A class; what its decorators do stands first in its body, since it runs at load like the rest of it.
pub(super) fn class<'t>(low: &mut Lowering<'t>, node: Node<'t>, decorators: Vec<Node<'t>>) -> Kind {
    let parts = low.parts(node);
    let name = parts.field("name").map(|name| low.text(name)).unwrap_or_default();
    let mut body: Vec<Statement> = applied(low, decorators)
        .into_iter()
        .map(|decorator| Statement { at: decorator.at, kind: Kind::Expr(decorator) })
        .collect();
    let bases = parts.field("superclasses").map(|list| arguments(low, list)).unwrap_or_default();
    let members = parts
        .field("body")
        .map(|inner| low.inside_class(name, |low| block(low, inner)))
        .unwrap_or_default();
    let mut methods = Vec::new();
    for member in members {
        match member.kind {
            Kind::Function(id) => methods.push(id),
            _ => body.push(member),
        }
    }
    let bases = bases.into_iter().filter(|base| base.name.is_none()).map(|base| base.value);
    Kind::Class { name: name.into(), bases: bases.collect(), methods, body }
}
