//! Classes and TypeScript's enums.

use tree_sitter::Node;

use super::super::tree::{
    Assign, Expr, ExprKind, FunctionId, Property, Statement, StatementKind as Kind,
};
use super::expressions::{expr, exprs, key};
use super::functions::{decorated, is_function};
use super::nodes::{Lowering, Parts};
use super::statements::block;
use super::types::ty;

/// A class; what its decorators do stands first in its body, since it runs at load like the rest of it.
pub(super) fn class<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let parts = low.parts(node);
    let name = parts.field("name").map(|name| low.text(name)).unwrap_or_default();
    let mut body = Vec::new();
    for decorator in parts.fields("decorator") {
        body.extend(exprs(low, decorator).into_iter().map(effect));
    }
    let bases = parts.of_kind("class_heritage").map(|all| heritage(low, all)).unwrap_or_default();
    let mut methods = Vec::new();
    if let Some(inner) = parts.field("body") {
        low.inside_class(name, |low| {
            members(low, inner, !bases.is_empty(), &mut methods, &mut body)
        });
    }
    Kind::Class { name: name.into(), bases, methods, body }
}

fn effect(expr: Expr) -> Statement {
    Statement { at: expr.at, kind: Kind::Expr(expr) }
}

fn heritage<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Vec<Expr> {
    let parts = low.parts(node);
    let mut bases = Vec::new();
    for child in parts.named() {
        match child.kind() {
            "extends_clause" => {
                let values = low.parts(child);
                bases.extend(values.fields("value").map(|base| expr(low, base)));
            }
            "implements_clause" => {}
            _ => bases.push(expr(low, child)),
        }
    }
    bases
}

fn members<'t>(
    low: &mut Lowering<'t>,
    node: Node<'t>,
    is_derived: bool,
    methods: &mut Vec<FunctionId>,
    body: &mut Vec<Statement>,
) {
    let mut above = Vec::new();
    let mut made = Made::default();
    for member in low.parts(node).named() {
        let parts = low.parts(member);
        for decorator in parts.fields("decorator") {
            above.extend(exprs(low, decorator));
        }
        match member.kind() {
            "decorator" => above.extend(exprs(low, member)),
            "method_definition" => {
                let method = decorated(low, member, None, std::mem::take(&mut above));
                methods.push(method);
                if parts.field("name").is_some_and(|name| low.text(name) == "constructor") {
                    made.constructor = Some((method, member));
                }
            }
            "field_definition" | "public_field_definition" => {
                let name = parts.field("property").or(parts.field("name"));
                let value = parts.field("value");
                match (name, value) {
                    (Some(name), Some(value)) if is_function(value) => {
                        let above = std::mem::take(&mut above);
                        methods.push(decorated(low, value, Some(name), above));
                    }
                    _ => {
                        body.extend(above.drain(..).map(effect));
                        match name {
                            Some(name) if value.is_some() && !low.has_token(member, "static") => {
                                made.fields.push((member, name, value));
                            }
                            name => body.extend(name.map(|name| field(low, member, name, value))),
                        }
                    }
                }
            }
            "class_static_block" => {
                if let Some(inner) = parts.field("body") {
                    body.extend(block(low, inner));
                }
            }
            _ => above.clear(),
        }
    }
    constructor(low, node, &made, is_derived, methods);
}

/// What runs when an instance is made.
#[derive(Default)]
struct Made<'t> {
    /// The written constructor.
    constructor: Option<(FunctionId, Node<'t>)>,
    /// Fields with a value: the field, its name and its value.
    fields: Vec<(Node<'t>, Node<'t>, Option<Node<'t>>)>,
}

/// Fields with a value and TypeScript's parameter properties are assignments with which the constructor begins; a class
/// without one gets one.
fn constructor<'t>(
    low: &mut Lowering<'t>,
    class: Node<'t>,
    made: &Made<'t>,
    is_derived: bool,
    methods: &mut Vec<FunctionId>,
) {
    let properties = made.constructor.map(|(_, node)| properties(low, node)).unwrap_or_default();
    if made.fields.is_empty() && properties.is_empty() {
        return;
    }
    let mut body = Vec::new();
    let id = match made.constructor {
        Some((id, _)) => id,
        None => {
            let at = low.span(class).before();
            let id = low.define(at, |_, _, function| function.name = "constructor".into());
            methods.push(id);
            if is_derived {
                let callee = Box::new(low.expr(class, ExprKind::Name("super".into())));
                let call = ExprKind::Call { callee, arguments: Vec::new(), new: false };
                body.push(effect(Expr { at, kind: call }));
            }
            id
        }
    };
    low.inside(id, |low| {
        for (member, name, value) in &made.fields {
            let mut statement = field(low, *member, *name, *value);
            if let Kind::Assign(assign) = &mut statement.kind {
                assign.targets = vec![of_this(low, *name)];
            }
            body.push(statement);
        }
    });
    for name in properties {
        let targets = vec![of_this(low, name)];
        let value = Some(low.name(name));
        body.push(low.statement(name, Kind::from(Assign { targets, value, ..Assign::default() })));
    }
    low.prepend(id, body);
}

/// The names of a constructor's parameters that are fields as well: `constructor(private client: Client)`.
fn properties<'t>(low: &mut Lowering<'t>, constructor: Node<'t>) -> Vec<Node<'t>> {
    let list = low.parts(constructor).field("parameters").map(|list| low.parts(list));
    let mut found = Vec::new();
    for written in list.iter().flat_map(Parts::named) {
        let parts = low.parts(written);
        let marked =
            parts.of_kind("accessibility_modifier").is_some() || low.has_token(written, "readonly");
        found.extend(parts.field("pattern").filter(|name| marked && name.kind() == "identifier"));
    }
    found
}

/// `this.name`
fn of_this<'t>(low: &Lowering<'t>, name: Node<'t>) -> Expr {
    let object = Box::new(low.expr(name, ExprKind::Name("this".into())));
    let (member, member_at) = (low.text(name).into(), low.span(name));
    low.expr(name, ExprKind::Member { object, member, member_at, optional: false })
}

fn field<'t>(
    low: &mut Lowering<'t>,
    node: Node<'t>,
    name: Node<'t>,
    value: Option<Node<'t>>,
) -> Statement {
    let target = low.expr(name, ExprKind::Name(low.text(name).into()));
    let value = value.map(|value| expr(low, value));
    let targets = vec![target];
    let declared = low.parts(node).field("type");
    let ty = ty(low, declared);
    low.statement(node, Kind::from(Assign { targets, value, ty, ..Assign::default() }))
}

/// An enum is an object of its members.
pub(super) fn enumeration<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let parts = low.parts(node);
    let targets = parts.field("name").map(|name| low.name(name)).into_iter().collect();
    let members = parts.field("body").map(|body| low.parts(body));
    let mut properties = Vec::new();
    for member in members.iter().flat_map(Parts::named) {
        let inner = low.parts(member);
        let name = inner.field("name").unwrap_or(member);
        let value = match inner.field("value") {
            Some(value) => expr(low, value),
            None => low.expr(member, ExprKind::Other(Vec::new())),
        };
        properties.push(Property { key: key(low, name), key_at: low.span(name), value });
    }
    let value = Some(low.expr(node, ExprKind::Object(properties)));
    Kind::from(Assign { targets, value, declares: true, ..Assign::default() })
}
