//! Exports of ECMAScript modules, and TypeScript's `export =`.

use tree_sitter::Node;

use super::super::tree::{Assign, Expr, ExprKind, Statement, StatementKind as Kind};
use super::expressions::{expr, exprs};
use super::functions::{function, named_value};
use super::imports::module;
use super::nodes::{Lowering, Parts};
use super::patterns::declarations;
use super::statements::statement;

/// An export, with the declaration that it may be.
pub(super) fn export<'t>(low: &mut Lowering<'t>, node: Node<'t>, body: &mut Vec<Statement>) {
    let parts = low.parts(node);
    let tokens: Vec<&str> = low.tokens(node).iter().map(Node::kind).collect();
    let from = parts.field("source").map(|source| module(low, source));
    if tokens.contains(&"type") {
        return;
    }
    for decorator in parts.fields("decorator") {
        let applied = exprs(low, decorator).into_iter();
        body.extend(applied.map(|expr| Statement { at: expr.at, kind: Kind::Expr(expr) }));
    }
    if let Some(declaration) = parts.field("declaration") {
        let is_default = tokens.contains(&"default");
        declared(low, node, declaration, is_default, body);
    } else if let Some(clause) = parts.of_kind("export_clause") {
        specifiers(low, clause, from, body);
    } else if let Some(from) = from {
        star(low, node, &parts, from, body);
    } else if let Some(value) = parts.field("value") {
        let value = named_value_of_default(low, value);
        push(low, node, "default", Some(value), None, body);
    } else if let Some(value) = parts.named().find(|child| child.kind() != "decorator") {
        let value = named_value(low, value, value);
        body.push(assigned(low, node, value));
    }
}

/// A default export without a name is no name's function.
fn named_value_of_default<'t>(low: &mut Lowering<'t>, value: Node<'t>) -> Expr {
    match value.kind() {
        "function_expression" | "generator_function" => {
            let id = function(low, value, None);
            low.expr(value, ExprKind::Function(id))
        }
        _ => expr(low, value),
    }
}

/// `export =` is CommonJS's `module.exports =`.
fn assigned<'t>(low: &Lowering<'t>, node: Node<'t>, value: Expr) -> Statement {
    let object = Box::new(low.expr(node, ExprKind::Name("module".into())));
    let (member, member_at) = ("exports".into(), low.span(node));
    let target = low.expr(node, ExprKind::Member { object, member, member_at, optional: false });
    let assign = Assign { targets: vec![target], value: Some(value), ..Assign::default() };
    low.statement(node, Kind::from(assign))
}

fn declared<'t>(
    low: &mut Lowering<'t>,
    node: Node<'t>,
    declaration: Node<'t>,
    is_default: bool,
    body: &mut Vec<Statement>,
) {
    match declaration.kind() {
        "lexical_declaration" | "variable_declaration" | "using_declaration" => {
            return declarations(low, declaration, true, body);
        }
        "ambient_declaration" | "function_signature" => return,
        _ => {}
    }
    let before = body.len();
    statement(low, declaration, body);
    if body.len() == before {
        return;
    }
    if let Some(name) = low.parts(declaration).field("name") {
        let value = low.name(name);
        let exported = if is_default { "default" } else { low.text(name) };
        push(low, node, exported, Some(value), None, body);
    }
}

fn specifiers<'t>(
    low: &mut Lowering<'t>,
    clause: Node<'t>,
    from: Option<&'t str>,
    body: &mut Vec<Statement>,
) {
    for specifier in low.parts(clause).named() {
        let parts = low.parts(specifier);
        let Some(local) = parts.field("name") else { continue };
        if low.has_token(specifier, "type") {
            continue;
        }
        let name = parts.field("alias").map_or_else(|| low.text(local), |alias| low.text(alias));
        let name = name.trim_matches(['"', '\'']);
        if let Some(from) = from {
            let item = low.text(local);
            low.import(low.span(specifier), from, Some(item), "");
        }
        let value = Some(low.name(local));
        push(low, specifier, name, value, from, body);
    }
}

/// `export * from "m"`, `export * as name from "m"`
fn star<'t>(
    low: &mut Lowering<'t>,
    node: Node<'t>,
    parts: &Parts<'t>,
    from: &'t str,
    body: &mut Vec<Statement>,
) {
    let namespace = parts.of_kind("namespace_export");
    let name = namespace.and_then(|part| low.parts(part).named().next());
    let name = name.map_or("*", |name| low.text(name).trim_matches(['"', '\'']));
    let item = namespace.is_none().then_some("*");
    low.import(low.span(node), from, item, "");
    push(low, node, name, None, Some(from), body);
}

fn push(
    low: &Lowering,
    node: Node,
    name: &str,
    value: Option<Expr>,
    from: Option<&str>,
    body: &mut Vec<Statement>,
) {
    let kind = Kind::Export { name: name.into(), value, from: from.map(Into::into) };
    body.push(low.statement(node, kind));
}
