//! Python's statements.

use ruff_python_ast as ast;
use ruff_python_ast::Stmt;
use ruff_text_size::Ranged;

use super::super::tree::{Assign, ChoiceKind, Expr, ExprKind, Statement, StatementKind as Kind};
use super::definitions::{class, function};
use super::expressions::{again, expr, exprs};
use super::imports::{import, import_from};
use super::patterns::{
    annotated, assign, augmented, captures, case, changed, deleted, flat, target,
};
use super::places::Lowering;
use crate::text::Span;

/// The statements of a block or file.
pub(super) fn block(low: &mut Lowering, body: &[Stmt]) -> Vec<Statement> {
    if body.is_empty() {
        return Vec::new();
    }
    low.deeper(|low| body.iter().map(|inner| statement(low, inner)).collect()).unwrap_or_default()
}

fn statement(low: &mut Lowering, node: &Stmt) -> Statement {
    let kind = match node {
        Stmt::Expr(inner) => Kind::Expr(expr(low, &inner.value)),
        Stmt::Assign(inner) => Kind::from(assign(low, inner)),
        Stmt::AnnAssign(inner) => Kind::from(annotated(low, inner)),
        Stmt::AugAssign(inner) => Kind::from(augmented(low, inner)),
        Stmt::Return(inner) => Kind::Return(inner.value.as_deref().map(|value| expr(low, value))),
        Stmt::Raise(inner) => Kind::Raise(inner.exc.as_deref().map(|raised| expr(low, raised))),
        Stmt::If(inner) => return if_statement(low, inner),
        Stmt::For(inner) => {
            let targets = vec![target(low, &inner.target)];
            let over = Some(expr(low, &inner.iter));
            let body = block(low, &inner.body);
            with_else(low, inner, &inner.orelse, Kind::Loop { targets, over, body })
        }
        Stmt::While(inner) => {
            let over = Some(expr(low, &inner.test));
            let body = block(low, &inner.body);
            let round = Kind::Loop { targets: Vec::new(), over, body };
            with_else(low, inner, &inner.orelse, round)
        }
        Stmt::Try(inner) => try_statement(low, inner),
        Stmt::With(inner) if suppressed(inner).is_some() => suppressing(low, inner),
        Stmt::With(inner) => {
            let head = inner.items.iter().map(|item| with_item(low, item)).collect();
            Kind::Block { head, body: block(low, &inner.body) }
        }
        Stmt::Match(inner) => return match_statement(low, inner),
        Stmt::FunctionDef(inner) => Kind::Function(function(low, inner)),
        Stmt::ClassDef(inner) => class(low, inner),
        Stmt::Global(ast::StmtGlobal { names, .. })
        | Stmt::Nonlocal(ast::StmtNonlocal { names, .. }) => {
            Kind::Global(names.iter().map(|name| name.as_str().into()).collect())
        }
        Stmt::Import(inner) => import(low, inner),
        Stmt::ImportFrom(inner) => import_from(low, inner),
        Stmt::Assert(inner) => {
            // `assert test, message` raises the message unless the test holds.
            let test = expr(low, &inner.test);
            let at = test.at;
            let condition = Expr { at, kind: ExprKind::Not(Box::new(test)) };
            let message = inner.msg.as_deref().map(|message| expr(low, message));
            let then = vec![low.statement(inner, Kind::Raise(message))];
            Kind::If { condition, then, otherwise: Vec::new() }
        }
        Stmt::Delete(inner) => {
            Kind::Other(inner.targets.iter().map(|part| deleted(low, part)).collect())
        }
        Stmt::TypeAlias(inner) => Kind::from(changed(expr(low, &inner.name))),
        Stmt::Pass(_) | Stmt::Break(_) | Stmt::Continue(_) | Stmt::IpyEscapeCommand(_) => {
            Kind::Other(Vec::new())
        }
    };
    low.statement(node, kind)
}

fn if_statement(low: &mut Lowering, node: &ast::StmtIf) -> Statement {
    let (condition, then) = (expr(low, &node.test), block(low, &node.body));
    let mut branches = vec![Branch { at: low.span(node), condition, then }];
    let mut otherwise = Vec::new();
    for clause in &node.elif_else_clauses {
        let condition = clause.test.as_ref().map(|test| expr(low, test));
        let then = block(low, &clause.body);
        match condition {
            Some(condition) => branches.push(Branch { at: low.span(clause), condition, then }),
            None => otherwise = then,
        }
    }
    chain(low, node, branches, otherwise)
}

struct Branch {
    at: Span,
    condition: Expr,
    then: Vec<Statement>,
}

/// Branches as one `If` within the other; each reaches to the end of the whole.
fn chain(
    low: &mut Lowering,
    whole: &impl Ranged,
    mut branches: Vec<Branch>,
    mut otherwise: Vec<Statement>,
) -> Statement {
    low.cut(&mut branches);
    if branches.is_empty() {
        return low.statement(whole, Kind::Block { head: Vec::new(), body: otherwise });
    }
    let end = low.span(whole);
    for Branch { at, condition, then } in branches.into_iter().rev() {
        let at = Span { start: at.start, ..end };
        otherwise = vec![Statement { at, kind: Kind::If { condition, then, otherwise } }];
    }
    otherwise.pop().unwrap_or_else(|| low.statement(whole, Kind::Other(Vec::new())))
}

/// A loop's `else` runs after it, unless it breaks.
fn with_else(low: &mut Lowering, node: &impl Ranged, otherwise: &[Stmt], round: Kind) -> Kind {
    if otherwise.is_empty() {
        return round;
    }
    let mut body = vec![low.statement(node, round)];
    body.extend(block(low, otherwise));
    Kind::Block { head: Vec::new(), body }
}

fn try_statement(low: &mut Lowering, node: &ast::StmtTry) -> Kind {
    let body = block(low, &node.body);
    let handlers = node
        .handlers
        .iter()
        .map(|ast::ExceptHandler::ExceptHandler(clause)| handler(low, clause))
        .collect();
    let mut finally = block(low, &node.orelse);
    finally.extend(block(low, &node.finalbody));
    Kind::Try { body, handlers, finally }
}

fn handler(low: &mut Lowering, node: &ast::ExceptHandlerExceptHandler) -> Vec<Statement> {
    let targets = node.name.as_ref().map(|name| low.identifier(name)).into_iter().collect();
    let value = node.type_.as_deref().map(|caught| expr(low, caught));
    let start = low.span(node).before();
    let at = value.as_ref().map_or(start, |value| start.to(value.at));
    let head = Statement { at, kind: Kind::from(Assign { targets, value, ..Assign::default() }) };
    std::iter::once(head).chain(block(low, &node.body)).collect()
}

/// The errors that a `with` lets pass: `contextlib.suppress(KeyError)`.
fn suppressed(node: &ast::StmtWith) -> Option<&ast::ExprCall> {
    let [ast::WithItem { context_expr: ast::Expr::Call(call), .. }] = node.items.as_slice() else {
        return None;
    };
    let name = match &*call.func {
        ast::Expr::Name(name) => name.id.as_str(),
        ast::Expr::Attribute(attribute) => attribute.attr.as_str(),
        _ => return None,
    };
    (name == "suppress" && call.arguments.keywords.is_empty()).then_some(call)
}

/// `with suppress(KeyError): …` does what `try: … except KeyError: pass` does.
fn suppressing(low: &mut Lowering, node: &ast::StmtWith) -> Kind {
    let mut body: Vec<Statement> = node.items.iter().map(|item| with_item(low, item)).collect();
    body.extend(block(low, &node.body));
    let errors = suppressed(node).map(|call| &call.arguments).into_iter();
    let handlers = errors.map(|errors| {
        let classes = exprs(low, errors.args.iter());
        let at = low.span(errors);
        let value = Some(Expr { at, kind: ExprKind::List(classes) });
        vec![Statement { at, kind: Kind::from(Assign { value, ..Assign::default() }) }]
    });
    let handlers = handlers.collect();
    Kind::Try { body, handlers, finally: Vec::new() }
}

fn with_item(low: &mut Lowering, item: &ast::WithItem) -> Statement {
    let value = expr(low, &item.context_expr);
    let kind = match &item.optional_vars {
        Some(bound) => {
            let (targets, destructures) = flat(vec![target(low, bound)]);
            let value = Some(value);
            Kind::from(Assign { targets, value, destructures, ..Assign::default() })
        }
        None => Kind::Expr(value),
    };
    low.statement(item, kind)
}

fn match_statement(low: &mut Lowering, node: &ast::StmtMatch) -> Statement {
    let subject = expr(low, &node.subject);
    let (mut branches, mut otherwise) = (Vec::new(), Vec::new());
    for clause in &node.cases {
        let pattern = case(low, &clause.pattern, &again(&subject));
        let guard = clause.guard.as_deref().map(|guard| expr(low, guard));
        let mut then = captures(low, &clause.pattern, &subject);
        then.extend(block(low, &clause.body));
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
        branches.push(Branch { at: low.span(clause), condition, then });
    }
    chain(low, node, branches, otherwise)
}
