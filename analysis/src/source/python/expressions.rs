//! Python's expressions.

use ruff_python_ast as ast;
use ruff_python_ast::Expr as Node;
use ruff_text_size::Ranged;

use super::super::literal::plus;
use super::super::tree::{Argument, Assign, ChoiceKind, Expr, ExprKind as Kind, Property};
use super::definitions::lambda;
use super::patterns::{flat, target};
use super::places::Lowering;
use super::texts::{bytes, formatted, template};

/// An expression.
pub(super) fn expr(low: &mut Lowering, node: &Node) -> Expr {
    if let Node::Name(name) = node {
        return low.name(name, &name.id);
    }
    let kind = low.deeper(|low| nested(low, node)).unwrap_or_else(|| Kind::Other(Vec::new()));
    low.expr(node, kind)
}

/// Some expressions in order.
pub(super) fn exprs<'n>(
    low: &mut Lowering,
    nodes: impl IntoIterator<Item = &'n Node>,
) -> Vec<Expr> {
    nodes.into_iter().map(|node| expr(low, node)).collect()
}

fn nested(low: &mut Lowering, node: &Node) -> Kind {
    match node {
        Node::Attribute(inner) => Kind::Member {
            object: Box::new(expr(low, &inner.value)),
            member: inner.attr.as_str().into(),
            member_at: low.span(&inner.attr),
            optional: false,
        },
        Node::Subscript(inner) => {
            let object = Box::new(expr(low, &inner.value));
            let index = Box::new(expr(low, &inner.slice));
            Kind::Index { object, index, optional: false }
        }
        Node::Call(inner) => {
            let callee = Box::new(expr(low, &inner.func));
            Kind::Call { callee, arguments: arguments(low, &inner.arguments), new: false }
        }
        Node::Dict(inner) => Kind::Object(properties(low, &inner.items)),
        Node::List(ast::ExprList { elts, .. })
        | Node::Tuple(ast::ExprTuple { elts, .. })
        | Node::Set(ast::ExprSet { elts, .. }) => Kind::List(exprs(low, elts)),
        Node::Await(inner) => Kind::Await(expr(low, &inner.value).into()),
        Node::Lambda(inner) => Kind::Function(lambda(low, inner, None)),
        Node::BoolOp(inner) => bool_op(low, inner),
        Node::BinOp(inner) => bin_op(low, inner),
        Node::UnaryOp(inner) => unary(low, inner),
        Node::If(inner) => {
            let first = expr(low, &inner.body);
            let condition = Some(Box::new(expr(low, &inner.test)));
            let values = vec![first, expr(low, &inner.orelse)];
            Kind::Choice { condition, values, how: ChoiceKind::Conditional }
        }
        Node::Compare(inner) => comparison(low, inner),
        Node::Starred(inner) => Kind::Spread(expr(low, &inner.value).into()),
        Node::Named(inner) => {
            let targets = vec![expr(low, &inner.target)];
            let value = Some(expr(low, &inner.value));
            Kind::Assign(Box::new(Assign { targets, value, ..Assign::default() }))
        }
        Node::Yield(inner) => {
            low.yields();
            Kind::Other(exprs(low, inner.value.as_deref()))
        }
        Node::YieldFrom(inner) => {
            low.yields();
            Kind::Other(vec![expr(low, &inner.value)])
        }
        Node::Slice(inner) => {
            let bounds = [&inner.lower, &inner.upper, &inner.step];
            Kind::Other(exprs(low, bounds.into_iter().filter_map(|bound| bound.as_deref())))
        }
        Node::ListComp(_) | Node::SetComp(_) | Node::Generator(_) | Node::DictComp(_) => {
            comprehension(low, node)
        }
        _ => constant(low, node),
    }
}

/// Texts, numbers and what else has no name in it.
fn constant(low: &mut Lowering, node: &Node) -> Kind {
    match node {
        Node::StringLiteral(inner) => Kind::Text(inner.value.to_str().into()),
        Node::BytesLiteral(inner) => bytes(inner),
        Node::FString(inner) => formatted(low, inner),
        Node::TString(inner) => template(low, inner),
        Node::NumberLiteral(_) => Kind::Number(low.text(node).into()),
        Node::BooleanLiteral(inner) => Kind::Bool(inner.value),
        Node::NoneLiteral(_) => Kind::Null,
        _ => Kind::Other(Vec::new()),
    }
}

/// The element, then each `for` with its `if`s.
fn comprehension(low: &mut Lowering, node: &Node) -> Kind {
    let (element, rounds) = match node {
        Node::ListComp(ast::ExprListComp { elt, generators, .. })
        | Node::SetComp(ast::ExprSetComp { elt, generators, .. })
        | Node::Generator(ast::ExprGenerator { elt, generators, .. }) => {
            (expr(low, elt), generators)
        }
        Node::DictComp(inner) => {
            let pair = exprs(low, inner.key.as_deref().into_iter().chain([&*inner.value]));
            let at = pair[0].at.to(pair[pair.len() - 1].at);
            (Expr { at, kind: Kind::Other(pair) }, &inner.generators)
        }
        _ => return Kind::Other(Vec::new()),
    };
    let mut all = vec![element];
    for round in rounds {
        let (targets, _) = flat(vec![target(low, &round.target)]);
        // Each is a part of what is gone through, which one cannot be told.
        let destructures = Some(vec!["*".into(); targets.len()]);
        let value = Some(expr(low, &round.iter));
        let at = low.between(round, &round.iter);
        let walked = Assign { targets, value, destructures, ..Assign::default() };
        all.push(Expr { at, kind: Kind::Assign(Box::new(walked)) });
        all.extend(exprs(low, &round.ifs).into_iter().map(|asked| {
            let at = asked.at;
            Expr { at, kind: Kind::Other(vec![asked]) }
        }));
    }
    Kind::Other(all)
}

/// The arguments of a call, or the bases of a class.
pub(super) fn arguments(low: &mut Lowering, list: &ast::Arguments) -> Vec<Argument> {
    let mut all = Vec::with_capacity(list.len());
    for argument in list.iter_source_order() {
        all.push(match argument {
            ast::ArgOrKeyword::Arg(value) => Argument { name: None, value: expr(low, value) },
            ast::ArgOrKeyword::Keyword(keyword) => {
                let value = expr(low, &keyword.value);
                match &keyword.arg {
                    Some(name) => Argument { name: Some(name.as_str().into()), value },
                    None => {
                        let value = low.expr(keyword, Kind::Spread(value.into()));
                        Argument { name: None, value }
                    }
                }
            }
        });
    }
    all
}

fn properties(low: &mut Lowering, items: &[ast::DictItem]) -> Vec<Property> {
    items.iter().map(|item| property(low, item)).collect()
}

fn property(low: &mut Lowering, item: &ast::DictItem) -> Property {
    let Some(key) = &item.key else {
        let value = expr(low, &item.value);
        let at = low.spread(&item.value);
        let value = Expr { at, kind: Kind::Spread(value.into()) };
        return Property { key: None, key_at: at, value };
    };
    let key_at = low.span(key);
    let (key, mut value) = (expr(low, key), expr(low, &item.value));
    let key = match key.kind {
        Kind::Text(text) | Kind::Number(text) => Some(text),
        _ => {
            // A computed key stays visible beside its value.
            value = Expr { at: value.at, kind: Kind::Other(vec![key, value]) };
            None
        }
    };
    Property { key, key_at, value }
}

fn bool_op(low: &mut Lowering, node: &ast::ExprBoolOp) -> Kind {
    let how = match node.op {
        ast::BoolOp::And => ChoiceKind::And,
        ast::BoolOp::Or => ChoiceKind::Or,
    };
    choice(exprs(low, &node.values), how)
}

/// A chain of one operator is read along its left side, so that a long one is not a deep one.
fn bin_op(low: &mut Lowering, node: &ast::ExprBinOp) -> Kind {
    let mut operands = vec![&*node.right];
    let mut left = &*node.left;
    while let Node::BinOp(inner) = left
        && inner.op == node.op
        // What stands in parentheses starts after them.
        && inner.start() == node.start()
    {
        operands.push(&inner.right);
        left = &inner.left;
    }
    operands.push(left);
    let mut values = operands.into_iter().rev().map(|operand| expr(low, operand));
    if node.op != ast::Operator::Add {
        return Kind::Other(values.collect());
    }
    let Some(first) = values.next() else { return Kind::Other(Vec::new()) };
    let joined = values.fold(first, |left, right| {
        let at = left.at.to(right.at);
        Expr { at, kind: plus(left, right) }
    });
    joined.kind
}

fn choice(values: Vec<Expr>, how: ChoiceKind) -> Kind {
    Kind::Choice { condition: None, values, how }
}

/// `a < b`; `a < b < c` is `a < b and b < c`.
fn comparison(low: &mut Lowering, node: &ast::ExprCompare) -> Kind {
    let mut left = expr(low, &node.left);
    let mut pairs = Vec::with_capacity(node.ops.len());
    for (operator, right) in node.ops.iter().zip(&node.comparators) {
        let right = expr(low, right);
        let (at, next) = (left.at.to(right.at), again(&right));
        let (left, right) = (Box::new(std::mem::replace(&mut left, next)), Box::new(right));
        let kind = Kind::Compare { left, operator: operator.as_str().into(), right };
        pairs.push(Expr { at, kind });
    }
    match pairs.len() {
        1 => pairs.remove(0).kind,
        _ => choice(pairs, ChoiceKind::And),
    }
}

/// The same expression once more, where the tree says twice what is written once. Of a large one only the place
/// is kept, so that a tree stays as large as its text.
pub(super) fn again(written: &Expr) -> Expr {
    const LARGE: usize = 16;
    let mut parts = vec![written];
    let mut next = 0;
    while let Some(part) = parts.get(next) {
        parts.extend(crate::source::walk::parts(part));
        next += 1;
        if parts.len() > LARGE || matches!(parts[next - 1].kind, Kind::Function(_)) {
            return Expr { at: written.at, kind: Kind::Other(Vec::new()) };
        }
    }
    written.clone()
}

fn unary(low: &mut Lowering, node: &ast::ExprUnaryOp) -> Kind {
    let inner = expr(low, &node.operand);
    match (node.op, &inner.kind) {
        (ast::UnaryOp::Not, _) => Kind::Not(inner.into()),
        (_, Kind::Number(_)) => Kind::Number(low.text(node).into()),
        _ => Kind::Other(vec![inner]),
    }
}
