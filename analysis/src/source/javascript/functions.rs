//! Functions, methods and arrow functions.

use tree_sitter::Node;

use super::super::tree::{Expr, ExprKind, FunctionId, Parameter, ParameterKind};
use super::expressions::expr;
use super::nodes::{Lowering, Parts};
use super::patterns::bindings;
use super::statements::body_of;
use super::types::ty;

/// A function of any form. `name` is what it is assigned to, for one without a name of its own.
pub(super) fn function<'t>(
    low: &mut Lowering<'t>,
    node: Node<'t>,
    name: Option<Node<'t>>,
) -> FunctionId {
    decorated(low, node, name, Vec::new())
}

/// A method with its decorators.
pub(super) fn decorated<'t>(
    low: &mut Lowering<'t>,
    node: Node<'t>,
    name: Option<Node<'t>>,
    decorators: Vec<Expr>,
) -> FunctionId {
    low.define(low.span(node), |low, id, function| {
        let parts = low.parts(node);
        function.decorators = decorators;
        if let Some(name) = parts.field("name").or(name) {
            function.name = low.text(name).trim_matches(['"', '\'']).into();
            function.name_at = low.span(name);
        }
        function.is_async = low.has_token(node, "async");
        function.is_property = low.has_token(node, "get");
        let list = parts.field("parameters").map(|list| low.parts(list));
        let listed = list.iter().flat_map(Parts::named);
        for written in listed.chain(parts.field("parameter")) {
            if let Some(parameter) = parameter(low, written) {
                function.parameters.push(parameter);
            }
        }
        function.ty = ty(low, parts.field("return_type"));
        if let Some(body) = parts.field("body") {
            function.body = body_of(low, id, body);
        }
    })
}

/// Whether a node is a function without a statement of its own.
pub(super) fn is_function(node: Node) -> bool {
    matches!(node.kind(), "arrow_function" | "function_expression" | "generator_function")
}

/// A value that takes the name of what it is assigned to when it is a function.
pub(super) fn named_value<'t>(low: &mut Lowering<'t>, value: Node<'t>, name: Node<'t>) -> Expr {
    if !is_function(value) {
        return expr(low, value);
    }
    let id = function(low, value, Some(name));
    low.expr(value, ExprKind::Function(id))
}

/// A parameter; `None` for TypeScript's `this`, which is only a type.
fn parameter<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Option<Parameter> {
    let parts = low.parts(node);
    let (pattern, default) = match node.kind() {
        "required_parameter" | "optional_parameter" => {
            (parts.field("pattern")?, parts.field("value"))
        }
        "assignment_pattern" => (parts.field("left")?, parts.field("right")),
        _ => (node, None),
    };
    let (kind, pattern) = match pattern.kind() {
        "this" => return None,
        "rest_pattern" => (ParameterKind::Rest, pattern.named_child(0)?),
        _ => (ParameterKind::Positional, pattern),
    };
    let at = low.span(node);
    let ty = ty(low, parts.field("type"));
    let default = default.map(|value| expr(low, value));
    if pattern.kind() == "identifier" {
        let name = low.text(pattern).into();
        return Some(Parameter { name, at, kind, ty, default, destructured: Vec::new() });
    }
    let mut destructured = Vec::new();
    bindings(low, pattern, "", &mut destructured);
    Some(Parameter { name: "".into(), at, kind, ty, default, destructured })
}
