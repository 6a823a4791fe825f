//! Python's statements.

use tree_sitter::Node;

use super::super::lowering::{Lowering, Parts};
use super::super::tree::{Assign, ChoiceKind, Expr, ExprKind, Statement, StatementKind as Kind};
use super::definitions::{class, decorated, function};
use super::expressions::{expr, exprs};
use super::imports::{import, import_from};
use super::patterns::{assign, case, names};

/// The statements of a block or file.
pub(super) fn block<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Vec<Statement> {
    let parts = low.parts(node);
    low.deeper(|low| parts.named().map(|child| statement(low, child)).collect()).unwrap_or_default()
}

fn field_block<'t>(low: &mut Lowering<'t>, parts: &Parts<'t>, field: &str) -> Vec<Statement> {
    parts.field(field).map(|node| block(low, node)).unwrap_or_default()
}

fn statement<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Statement {
    let kind = match node.kind() {
        "expression_statement" => expression(low, node),
        "return_statement" => Kind::Return(exprs(low, node).pop()),
        "raise_statement" => {
            let mut raised = exprs(low, node);
            raised.truncate(1);
            Kind::Raise(raised.pop())
        }
        "if_statement" => return if_statement(low, node),
        "for_statement" => for_loop(low, node),
        "while_statement" => while_loop(low, node),
        "try_statement" => try_statement(low, node),
        "with_statement" => with(low, node),
        "match_statement" => return match_statement(low, node),
        "function_definition" => Kind::Function(function(low, node, node, Vec::new())),
        "class_definition" => class(low, node, Vec::new()),
        "decorated_definition" => decorated(low, node),
        "global_statement" | "nonlocal_statement" => {
            let parts = low.parts(node);
            Kind::Global(parts.named().map(|name| low.text(name).into()).collect())
        }
        "import_statement" => import(low, node),
        "import_from_statement" | "future_import_statement" => import_from(low, node),
        "block" => Kind::Block { head: Vec::new(), body: block(low, node) },
        "type_alias_statement" => Kind::Other(Vec::new()),
        _ => Kind::Other(exprs(low, node)),
    };
    low.statement(node, kind)
}

/// An assignment is an expression to the grammar.
fn expression<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let parts = low.parts(node);
    let mut named = parts.named();
    match (named.next(), named.next()) {
        (Some(only), None) => match only.kind() {
            "assignment" | "augmented_assignment" => Kind::Assign(assign(low, only)),
            _ => Kind::Expr(expr(low, only)),
        },
        _ => Kind::Expr({
            let items = exprs(low, node);
            low.expr(node, ExprKind::List(items))
        }),
    }
}

fn if_statement<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Statement {
    let parts = low.parts(node);
    let mut branches =
        vec![(node, condition(low, &parts), field_block(low, &parts, "consequence"))];
    let mut otherwise = Vec::new();
    for alternative in parts.fields("alternative") {
        let parts = low.parts(alternative);
        if alternative.kind() == "elif_clause" {
            let then = field_block(low, &parts, "consequence");
            branches.push((alternative, condition(low, &parts), then));
        } else {
            otherwise = field_block(low, &parts, "body");
        }
    }
    chain(low, node, branches, otherwise)
}

fn condition<'t>(low: &mut Lowering<'t>, parts: &Parts<'t>) -> Option<Expr> {
    parts.field("condition").map(|node| expr(low, node))
}

type Branch<'t> = (Node<'t>, Option<Expr>, Vec<Statement>);

/// Branches as one `If` within the other.
fn chain<'t>(
    low: &Lowering<'t>,
    whole: Node<'t>,
    branches: Vec<Branch<'t>>,
    mut otherwise: Vec<Statement>,
) -> Statement {
    let end = low.span(whole);
    for (node, condition, then) in branches.into_iter().rev() {
        let at = crate::text::Span { start: low.span(node).start, ..end };
        let condition = condition.unwrap_or_else(|| low.expr(node, ExprKind::Other(Vec::new())));
        otherwise = vec![Statement { at, kind: Kind::If { condition, then, otherwise } }];
    }
    otherwise.pop().unwrap_or_else(|| low.statement(whole, Kind::Other(Vec::new())))
}

fn for_loop<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let parts = low.parts(node);
    let targets = parts.field("left").map(|left| names(low, left)).unwrap_or_default();
    let over = parts.field("right").map(|right| expr(low, right));
    let body = field_block(low, &parts, "body");
    with_else(low, node, &parts, Kind::Loop { targets, over, body })
}

fn while_loop<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let parts = low.parts(node);
    let over = condition(low, &parts);
    let body = field_block(low, &parts, "body");
    with_else(low, node, &parts, Kind::Loop { targets: Vec::new(), over, body })
}

/// A loop's `else` runs behind it, unless it breaks.
fn with_else<'t>(low: &mut Lowering<'t>, node: Node<'t>, parts: &Parts<'t>, round: Kind) -> Kind {
    let Some(alternative) = parts.field("alternative") else { return round };
    let inner = low.parts(alternative);
    let mut body = vec![low.statement(node, round)];
    body.extend(field_block(low, &inner, "body"));
    Kind::Block { head: Vec::new(), body }
}

fn try_statement<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let parts = low.parts(node);
    let body = field_block(low, &parts, "body");
    let (mut handlers, mut finally) = (Vec::new(), Vec::new());
    for clause in parts.named() {
        match clause.kind() {
            "except_clause" | "except_group_clause" => handlers.push(handler(low, clause)),
            "else_clause" | "finally_clause" => {
                let inner = low.parts(clause);
                if let Some(inner) = inner.of_kind("block") {
                    finally.extend(block(low, inner));
                }
            }
            _ => {}
        }
    }
    Kind::Try { body, handlers, finally }
}

fn handler<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Vec<Statement> {
    let parts = low.parts(node);
    let mut caught = parts.named().find(|child| child.kind() != "block");
    let mut target = parts.field("alias");
    if let Some(pattern) = caught.filter(|child| child.kind() == "as_pattern") {
        let inner = low.parts(pattern);
        target = inner.field("alias");
        caught = inner.named().next();
    }
    let targets = target.map(|target| names(low, target)).unwrap_or_default();
    let value = caught.map(|caught| expr(low, caught));
    let at = low.span_of(node.start_byte(), caught.unwrap_or(node).start_byte());
    let at = value.as_ref().map_or(at.before(), |value| at.to(value.at));
    let head = Statement { at, kind: Kind::Assign(Assign { targets, value, ..Assign::default() }) };
    let body = parts.of_kind("block").map(|body| block(low, body)).unwrap_or_default();
    std::iter::once(head).chain(body).collect()
}

fn with<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Kind {
    let parts = low.parts(node);
    let mut head = Vec::new();
    if let Some(clause) = parts.of_kind("with_clause") {
        for item in low.parts(clause).named() {
            let inner = low.parts(item);
            if let Some(value) = inner.field("value") {
                with_item(low, value, &mut head);
            }
        }
    }
    Kind::Block { head, body: field_block(low, &parts, "body") }
}

fn with_item<'t>(low: &mut Lowering<'t>, value: Node<'t>, head: &mut Vec<Statement>) {
    let kind = match value.kind() {
        "as_pattern" => {
            let parts = low.parts(value);
            let targets = parts.field("alias").map(|alias| names(low, alias)).unwrap_or_default();
            let value = parts.named().next().map(|value| expr(low, value));
            Kind::Assign(Assign { targets, value, ..Assign::default() })
        }
        // `with (a as b, c as d):` is a tuple to the grammar.
        "tuple" | "parenthesized_expression" => {
            for inner in low.parts(value).named() {
                with_item(low, inner, head);
            }
            return;
        }
        _ => Kind::Expr(expr(low, value)),
    };
    head.push(low.statement(value, kind));
}

fn match_statement<'t>(low: &mut Lowering<'t>, node: Node<'t>) -> Statement {
    let parts = low.parts(node);
    let mut subjects: Vec<Expr> =
        parts.fields("subject").map(|subject| expr(low, subject)).collect();
    let subject = match subjects.len() {
        1 => subjects.remove(0),
        _ => low.expr(node, ExprKind::List(subjects)),
    };
    let clauses = parts.field("body").map(|body| low.parts(body));
    let (mut branches, mut otherwise) = (Vec::new(), Vec::new());
    for clause in clauses.iter().flat_map(Parts::named) {
        let parts = low.parts(clause);
        let pattern = case(low, clause, &parts, &subject);
        let guard = parts.field("guard").and_then(|guard| exprs(low, guard).pop());
        let then = field_block(low, &parts, "consequence");
        let condition = match (pattern, guard) {
            (None, None) => {
                otherwise = then;
                break;
            }
            (Some(pattern), Some(guard)) => {
                let values = vec![pattern, guard];
                let how = ChoiceKind::And;
                low.expr(clause, ExprKind::Choice { condition: None, values, how })
            }
            (Some(one), None) | (None, Some(one)) => one,
        };
        branches.push((clause, Some(condition), then));
    }
    chain(low, node, branches, otherwise)
}
