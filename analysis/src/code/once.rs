//! Code that runs once: it is reached only while something is missing that it fills, and that outlives the call.

use std::collections::HashMap;
use std::rc::Rc;

use super::follow::Code;
use super::guards::{asked_place, place_of};
use super::kept::put;
use crate::source::{Expr, ExprKind, FunctionId, Statement, StatementKind, walk};
use crate::text::Span;

/// Where each place is filled, in the order of the text.
type Filled = HashMap<String, Vec<u32>>;

impl Code<'_> {
    /// Whether what stands at a place of a function runs once.
    pub(super) fn runs_once(&self, file: usize, function: FunctionId, at: Span) -> bool {
        let blocks = self.once(file, function);
        // They do not overlap, and stand in order.
        let after = blocks.partition_point(|block| block.start <= at.start);
        after.checked_sub(1).is_some_and(|before| blocks[before].contains(at))
    }

    fn once(&self, file: usize, function: FunctionId) -> Rc<[Span]> {
        if let Some(known) = self.once.borrow().get(&(file, Some(function))) {
            return Rc::clone(known);
        }
        let body = &self.function((file, function)).body;
        let mut search = Search {
            filled: filled(body),
            found: Vec::new(),
            outlives: &|place| self.is_beyond(file, function, place),
        };
        search.statements(body);
        let found: Rc<[Span]> = search.found.into();
        self.once.borrow_mut().insert((file, Some(function)), Rc::clone(&found));
        found
    }

    /// Whether a place is none of a function's own names, or a field of its object.
    fn is_beyond(&self, file: usize, function: FunctionId, place: &str) -> bool {
        let definition = self.function((file, function));
        let is_object = |root: &str| {
            let first = definition.parameters.first().filter(|_| definition.class.is_some());
            self.scoping(file).receiver == Some(root)
                || first.is_some_and(|first| &*first.name == root)
        };
        let is_field = place.split_once('.').is_some_and(|(root, _)| is_object(root));
        is_field || self.outlives(file, function, place)
    }
}

struct Search<'s> {
    filled: Filled,
    found: Vec<Span>,
    outlives: &'s dyn Fn(&str) -> bool,
}

impl Search<'_> {
    fn statements(&mut self, body: &[Statement]) {
        for (index, statement) in body.iter().enumerate() {
            if let StatementKind::If { condition, then, otherwise } = &statement.kind {
                let rest = &body[index + 1..];
                self.branches(condition, then, otherwise);
                if leaves(then) && self.is_once(condition, true, rest) {
                    self.found.extend(span(rest));
                    return;
                }
            } else {
                for block in walk::blocks(statement) {
                    self.statements(block);
                }
            }
        }
    }

    fn branches(&mut self, condition: &Expr, then: &[Statement], otherwise: &[Statement]) {
        for (block, holds) in [(then, false), (otherwise, true)] {
            if self.is_once(condition, holds, block) {
                self.found.extend(span(block));
            } else {
                self.statements(block);
            }
        }
    }

    /// Whether a block fills what a condition finds missing; `there` when it is reached where the condition, which asks
    /// whether something is there, does not hold.
    fn is_once(&self, condition: &Expr, there: bool, block: &[Statement]) -> bool {
        let Some(at) = span(block) else { return false };
        let mut asked = Vec::new();
        asks(condition, there, &mut asked);
        asked.iter().any(|place| (self.outlives)(place) && self.fills(at, place))
    }

    fn fills(&self, at: Span, place: &str) -> bool {
        let Some(starts) = self.filled.get(place) else { return false };
        let first = starts.partition_point(|start| *start < at.start);
        starts.get(first).is_some_and(|start| *start < at.end)
    }
}

fn span(block: &[Statement]) -> Option<Span> {
    Some(block.first()?.at.to(block.last()?.at))
}

/// Whether nothing after a block is reached from it.
fn leaves(block: &[Statement]) -> bool {
    let last = block.last().map(|last| &last.kind);
    matches!(last, Some(StatementKind::Return(_) | StatementKind::Raise(_)))
}

fn filled(body: &[Statement]) -> Filled {
    let mut found = Filled::new();
    let mut add = |target: &Expr| {
        if let Some(place) = place_of(target) {
            found.entry(place).or_default().push(target.at.start);
        }
    };
    walk::statements(body, &mut |statement| match &statement.kind {
        StatementKind::Assign(assign) => assign.targets.iter().for_each(&mut add),
        StatementKind::Expr(expr) => match (&expr.kind, put(expr)) {
            (ExprKind::Assign(assign), _) => assign.targets.iter().for_each(&mut add),
            (_, Some((holder, _))) => add(holder),
            _ => {}
        },
        _ => {}
    });
    found
}

/// The places that a condition asks for: that they are `there`, or that they are missing.
fn asks(condition: &Expr, there: bool, found: &mut Vec<String>) {
    match &condition.kind {
        ExprKind::Not(inner) => asks(inner, !there, found),
        ExprKind::Compare { left, operator, right } => {
            let asks_for = match &**operator {
                "==" | "===" | "is" | "not in" => false,
                "!=" | "!==" | "is not" | "in" => true,
                _ => return,
            };
            let about = match (&left.kind, &right.kind) {
                _ if operator.ends_with("in") => right,
                (ExprKind::Null, _) => right,
                (_, ExprKind::Null) => left,
                _ => return,
            };
            if asks_for == there {
                found.extend(asked_place(about));
            }
        }
        // `if not client or is_old:` does not make one on every call either.
        ExprKind::Choice { condition: None, values, .. } => {
            for value in values {
                asks(value, there, found);
            }
        }
        _ if there => found.extend(asked_place(condition)),
        _ => {}
    }
}
