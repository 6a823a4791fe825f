//! Statements of JavaScript and TypeScript.

use tree_sitter::Node;

use super::super::tree::{
    Assign, ChoiceKind, Expr, ExprKind, FunctionId, Statement, StatementKind as Kind,
};
use super::classes::{class, enumeration};
use super::exports::export;
use super::expressions::{expr, exprs};
use super::functions::function;
use super::imports::import;
use super::nodes::{Lowering, Parts};
use super::patterns::{assign, declarations, names, target};

/// The statements of a block or file.
pub(super) fn block<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Vec<Statement> {
    let parts = low.parts(node);
    let mut body = Vec::new();
    low.deeper(|low| parts.named().for_each(|child| statement(low, child, &mut body)));
    body
}

/// A statement, or a block without its braces.
fn inner<'t>(low: &mut Lowering<'t>, node: Option<Node<'t>>) -> Vec<Statement> {
    let mut body = Vec::new();
    match node {
        Some(node) if node.kind() == "statement_block" => body = block(low, node),
        Some(node) => {
            low.deeper(|low| statement(low, node, &mut body));
        }
        None => {}
    }
    body
}

/// Reads a statement; one in the text can be several in the tree, or none.
pub(super) fn statement<'t>(low: &mut Lowering<'t>, node: Node<'t>, body: &mut Vec<Statement>) {
    let kind = match node.kind() {
        "expression_statement" => expression(low, node),
        "lexical_declaration" | "variable_declaration" | "using_declaration" => {
            return declarations(low, node, false, body);
        }
        "function_declaration" | "generator_function_declaration" => {
            Kind::Function(function(low, node, None))
        }
        "class_declaration" | "abstract_class_declaration" => class(low, node),
        "enum_declaration" => enumeration(low, node),
        "import_statement" => import(low, node),
        "export_statement" => return export(low, node, body),
        "return_statement" => Kind::Return(exprs(low, node).pop()),
        "throw_statement" => Kind::Raise(exprs(low, node).pop()),
        "if_statement" => if_statement(low, node),
        "switch_statement" => return body.extend(switch(low, node)),
        "for_statement" => for_loop(low, node),
        "for_in_statement" => for_in(low, node),
        "while_statement" | "do_statement" => {
            let parts = low.parts(node);
            let over = parts.field("condition").map(|asked| expr(low, asked));
            Kind::Loop { targets: Vec::new(), over, body: inner(low, parts.field("body")) }
        }
        "try_statement" => try_statement(low, node),
        "statement_block" => Kind::Block { head: Vec::new(), body: block(low, node) },
        "labeled_statement" | "internal_module" | "module" | "with_statement" => {
            let parts = low.parts(node);
            Kind::Block { head: Vec::new(), body: inner(low, parts.field("body")) }
        }
        // Types, overloads and declarations do nothing when they run.
        "interface_declaration"
        | "type_alias_declaration"
        | "function_signature"
        | "ambient_declaration"
        | "import_alias"
        | "empty_statement"
        | "hash_bang_line" => return,
        _ => Kind::Other(exprs(low, node)),
    };
    body.push(low.statement(node, kind));
}

/// An assignment is an expression to the grammar, and so is a namespace.
fn expression<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let parts = low.parts(node);
    let Some(only) = parts.named().next() else { return Kind::Other(Vec::new()) };
    match only.kind() {
        "internal_module" => {
            let parts = low.parts(only);
            return Kind::Block { head: Vec::new(), body: inner(low, parts.field("body")) };
        }
        "function_expression" | "sequence_expression" => {}
        _ => {
            if let Some(assign) = assign(low, only) {
                return Kind::from(assign);
            }
        }
    }
    Kind::Expr(expr(low, only))
}

fn if_statement<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let parts = low.parts(node);
    let condition = condition(low, node, &parts);
    let then = inner(low, parts.field("consequence"));
    let otherwise = parts
        .field("alternative")
        .and_then(|clause| low.parts(clause).named().next())
        .map(|clause| inner(low, Some(clause)))
        .unwrap_or_default();
    Kind::If { condition, then, otherwise }
}

fn condition<'t>(low: &mut Lowering<'t>, node: Node<'t>, parts: &Parts<'t>) -> Expr {
    match parts.field("condition") {
        Some(asked) => expr(low, asked),
        None => low.expr(node, ExprKind::Other(Vec::new())),
    }
}

fn for_loop<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let parts = low.parts(node);
    let mut head = Vec::new();
    match parts.field("initializer") {
        Some(first) if first.kind().ends_with("_declaration") => {
            statement(low, first, &mut head);
        }
        Some(first) if first.kind() != "empty_statement" => {
            head.push(assignment_or_expression(low, first));
        }
        _ => {}
    }
    let over = parts
        .field("condition")
        .filter(|asked| asked.is_named() && asked.kind() != "empty_statement")
        .map(|asked| expr(low, asked));
    let mut body = inner(low, parts.field("body"));
    if let Some(step) = parts.field("increment") {
        body.push(assignment_or_expression(low, step));
    }
    let round = Kind::Loop { targets: Vec::new(), over, body };
    if head.is_empty() {
        return round;
    }
    Kind::Block { head, body: vec![low.statement(node, round)] }
}

fn assignment_or_expression<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Statement {
    let kind = match assign(low, node) {
        Some(assign) => Kind::from(assign),
        None => Kind::Expr(expr(low, node)),
    };
    low.statement(node, kind)
}

fn for_in<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let parts = low.parts(node);
    let targets = parts.field("left").map(|left| target(low, left)).into_iter().collect();
    let over = parts.field("right").map(|right| expr(low, right));
    Kind::Loop { targets, over, body: inner(low, parts.field("body")) }
}

fn try_statement<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let parts = low.parts(node);
    let body = inner(low, parts.field("body"));
    let mut handlers = Vec::new();
    if let Some(clause) = parts.field("handler") {
        let parts = low.parts(clause);
        let parameter = parts.field("parameter");
        let targets = parameter.map(|name| names(low, name)).unwrap_or_default();
        let at = parameter.map_or(low.span(clause).before(), |name| low.span(name));
        let kind = Kind::from(Assign { targets, declares: true, ..Assign::default() });
        let mut handler = vec![Statement { at, kind }];
        handler.extend(inner(low, parts.field("body")));
        handlers.push(handler);
    }
    let finally = parts.field("finalizer").and_then(|clause| low.parts(clause).field("body"));
    Kind::Try { body, handlers, finally: inner(low, finally) }
}

/// A case of a `switch`: what it asks (`None` for `default`), and what it does.
type Case<'t> = (Node<'t>, Option<Expr>, Vec<Statement>);

/// A `switch` as one `If` within the other; cases without a body are asked together with the next one.
fn switch<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Vec<Statement> {
    let parts = low.parts(node);
    let subject = match parts.field("value") {
        Some(value) => expr(low, value),
        None => low.expr(node, ExprKind::Other(Vec::new())),
    };
    let (mut cases, mut otherwise): (Vec<Case>, _) = (Vec::new(), Vec::new());
    let mut waiting: Vec<Expr> = Vec::new();
    for clause in parts.field("body").map(|body| low.parts(body)).iter().flat_map(Parts::named) {
        let parts = low.parts(clause);
        let mut body = Vec::new();
        low.deeper(|low| parts.fields("body").for_each(|inner| statement(low, inner, &mut body)));
        if let Some(value) = parts.field("value") {
            let (left, right) = (Box::new(subject.clone()), Box::new(expr(low, value)));
            let kind = ExprKind::Compare { left, operator: "===".into(), right };
            waiting.push(low.expr(value, kind));
            if !body.is_empty() {
                let asked = any(std::mem::take(&mut waiting));
                cases.push((clause, asked, body));
            }
        } else {
            waiting.clear();
            otherwise = body;
        }
    }
    let end = low.span(node);
    for (clause, asked, then) in cases.into_iter().rev() {
        let Some(condition) = asked else { continue };
        let at = crate::text::Span { start: low.span(clause).start, ..end };
        otherwise = vec![Statement { at, kind: Kind::If { condition, then, otherwise } }];
    }
    otherwise
}

fn any(mut asked: Vec<Expr>) -> Option<Expr> {
    let last = asked.pop()?;
    if asked.is_empty() {
        return Some(last);
    }
    let at = asked[0].at.to(last.at);
    asked.push(last);
    let kind = ExprKind::Choice { condition: None, values: asked, how: ChoiceKind::Or };
    Some(Expr { at, kind })
}

/// What an arrow function's body does when it is only an expression.
pub(super) fn returned<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Vec<Statement> {
    let value = expr(low, node);
    vec![low.statement(node, Kind::Return(Some(value)))]
}

/// The statements of a function that is defined here.
pub(super) fn body_of<'t>(
    low: &mut Lowering<'t>,
    id: FunctionId,
    body: Node<'t>,
) -> Vec<Statement> {
    low.inside(id, |low| match body.kind() {
        "statement_block" => block(low, body),
        _ => returned(low, body),
    })
}
