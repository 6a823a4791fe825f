//! Python's functions, classes and lambdas.

use ruff_python_ast as ast;
use ruff_text_size::Ranged;

use super::super::tree::{
    Expr, ExprKind, FunctionId, Parameter, ParameterKind, Statement, StatementKind as Kind,
};
use super::expressions::{arguments, expr};
use super::places::Lowering;
use super::statements::block;
use super::types::ty;

/// A function with its decorators.
pub(super) fn function(low: &mut Lowering, node: &ast::StmtFunctionDef) -> FunctionId {
    low.define(low.span(node), |low, id, function| {
        function.decorators = applied(low, &node.decorator_list);
        function.name = node.name.as_str().into();
        function.name_at = low.span(&node.name);
        function.is_async = node.is_async;
        function.is_property = function.decorators.iter().any(is_property);
        function.parameters = parameters(low, &node.parameters);
        function.ty = node.returns.as_deref().map(|returned| Box::new(ty(low, returned)));
        function.body = low.inside(id, |low| block(low, &node.body));
    })
}

/// Whether a decorator makes a method look like a field.
fn is_property(decorator: &Expr) -> bool {
    let (ExprKind::Name(name) | ExprKind::Member { member: name, .. }) = &decorator.kind else {
        return false;
    };
    matches!(&**name, "property" | "cached_property")
}

fn applied(low: &mut Lowering, decorators: &[ast::Decorator]) -> Vec<Expr> {
    decorators.iter().map(|decorator| expr(low, &decorator.expression)).collect()
}

/// A lambda, with the name that it is assigned to.
pub(super) fn lambda(
    low: &mut Lowering,
    node: &ast::ExprLambda,
    name: Option<&ast::ExprName>,
) -> FunctionId {
    low.define(low.span(node), |low, id, function| {
        if let Some(name) = name {
            function.name = name.id.as_str().into();
            function.name_at = low.span(name);
        }
        if let Some(list) = &node.parameters {
            function.parameters = parameters(low, list);
        }
        function.body = low.inside(id, |low| {
            let value = expr(low, &node.body);
            vec![Statement { at: value.at, kind: Kind::Return(Some(value)) }]
        });
    })
}

fn parameters(low: &mut Lowering, list: &ast::Parameters) -> Vec<Parameter> {
    let by_name = list.kwonlyargs.first().map(Ranged::start);
    let is_rest = |own: &ast::Parameter, rest: &Option<Box<ast::Parameter>>| {
        rest.as_deref().is_some_and(|rest| rest.start() == own.start())
    };
    let mut parameters = Vec::new();
    for any in list.iter_source_order() {
        let own = any.as_parameter();
        let kind = if is_rest(own, &list.vararg) {
            ParameterKind::Rest
        } else if is_rest(own, &list.kwarg) {
            ParameterKind::KeywordRest
        } else if by_name.is_some_and(|first| any.start() >= first) {
            ParameterKind::KeywordOnly
        } else {
            ParameterKind::Positional
        };
        parameters.push(Parameter {
            name: own.name.as_str().into(),
            at: low.span(&any),
            kind,
            ty: any.annotation().map(|annotation| Box::new(ty(low, annotation))),
            default: any.default().map(|value| expr(low, value)),
            destructured: Vec::new(),
        });
    }
    parameters
}

/// A class; its decorators and what it is made with (`metaclass=…`) stand first in its body, since they run at load like
/// the rest of it.
pub(super) fn class(low: &mut Lowering, node: &ast::StmtClassDef) -> Kind {
    let name = node.name.as_str();
    let mut body: Vec<Statement> = applied(low, &node.decorator_list)
        .into_iter()
        .map(|decorator| Statement { at: decorator.at, kind: Kind::Expr(decorator) })
        .collect();
    let bases = node.arguments.as_deref().map(|list| arguments(low, list)).unwrap_or_default();
    let members = low.inside_class(name, |low| block(low, &node.body));
    let mut methods = Vec::new();
    for member in members {
        match member.kind {
            Kind::Function(id) => methods.push(id),
            _ => body.push(member),
        }
    }
    let (bases, made_with): (Vec<_>, Vec<_>) =
        bases.into_iter().partition(|base| base.name.is_none());
    let made_with = made_with.into_iter().map(|one| one.value);
    body.splice(0..0, made_with.map(|value| Statement { at: value.at, kind: Kind::Expr(value) }));
    let bases = bases.into_iter().map(|base| base.value).collect();
    Kind::Class { name: name.into(), bases, methods, body }
}
