//! What the functions of a file put into places that may outlive them.

use foldhash::HashSet;

use super::follow::Code;
use crate::source::{Assign, Expr, ExprKind, FunctionId, StatementKind, walk};

/// Methods that put something into what they belong to.
const FILLING: [&str; 9] =
    ["add", "append", "insert", "push", "put", "set", "setdefault", "unshift", "update"];

/// Functions that give the names of a file.
const NAMES: [&str; 2] = ["globals", "vars"];

/// What functions of a file put into what may outlive them, by the last name of the place.
#[derive(Debug, Default)]
pub(super) struct Fills<'h> {
    /// What is given a value.
    pub(super) filled: HashSet<&'h str>,
    /// What is given a value that says no: `False`, `null`.
    pub(super) cleared: HashSet<&'h str>,
    /// Functions that put what they give in their own place.
    pub(super) replacing: HashSet<FunctionId>,
}

impl<'h> Code<'h> {
    pub(super) fn fills(&self, file: usize) -> &Fills<'h> {
        self.fills[file].get_or_init(|| {
            let mut fills = Fills::default();
            let functions = &self.module(file).functions;
            for (index, function) in functions.iter().enumerate() {
                let id = FunctionId(index as u32);
                let own = |name: &str| !self.names(file).of(Some(id), name).is_empty();
                walk::statements(&function.body, &mut |statement| {
                    if let StatementKind::Assign(assign) = &statement.kind {
                        fills.assigned(assign, (id, &function.name), &own);
                    }
                });
                walk::expressions(&function.body, &mut |expr| match &expr.kind {
                    ExprKind::Assign(assign) => fills.assigned(assign, (id, &function.name), &own),
                    ExprKind::Call { .. } => fills.called(expr, id, &function.name),
                    _ => {}
                });
            }
            fills
        })
    }
}

impl<'h> Fills<'h> {
    fn assigned(
        &mut self,
        assign: &'h Assign,
        (id, own): (FunctionId, &str),
        is_own: &dyn Fn(&str) -> bool,
    ) {
        let says_no = assign
            .value
            .as_ref()
            .is_some_and(|value| matches!(&value.kind, ExprKind::Null | ExprKind::Bool(false)));
        let kind = if says_no { &mut self.cleared } else { &mut self.filled };
        kind.extend(
            assign
                .targets
                .iter()
                .filter(|target| match &target.kind {
                    ExprKind::Name(name) => !is_own(name),
                    _ => true,
                })
                .filter_map(key),
        );
        let replaced = |target: &Expr| match &target.kind {
            ExprKind::Member { object, member, .. } => {
                **member == *own && matches!(object.kind, ExprKind::Name(_))
            }
            _ => false,
        };
        if !own.is_empty() && assign.targets.iter().any(replaced) {
            self.replacing.insert(id);
        }
    }

    fn called(&mut self, call: &'h Expr, id: FunctionId, own: &str) {
        let ExprKind::Call { callee, arguments, .. } = &call.kind else { return };
        let (name, object) = match &callee.kind {
            ExprKind::Name(name) => (&**name, None),
            ExprKind::Member { object, member, .. } => (&**member, Some(&**object)),
            _ => return,
        };
        match name {
            "setattr" | "defineProperty" => {
                let text = arguments.get(1).and_then(|text| text_of(&text.value));
                self.filled.extend(text);
                if text.is_some_and(|text| text == own && !own.is_empty()) {
                    self.replacing.insert(id);
                }
            }
            "assign" => self.filled.extend(arguments.first().and_then(|first| key(&first.value))),
            name if FILLING.contains(&name) => self.filled.extend(object.and_then(key)),
            _ => {}
        }
    }
}

/// The last name of a place: `client` of `self.client`, `cache` of `cache[key]`, the text of `globals()["X"]`.
pub(super) fn key(place: &Expr) -> Option<&str> {
    match &place.kind {
        ExprKind::Name(name) => Some(name),
        ExprKind::Member { member, .. } => Some(member),
        ExprKind::Index { object, index, .. } => match names_of(object) {
            Some(_) => text_of(index),
            None => key(object),
        },
        _ => None,
    }
}

/// `globals()`
pub(super) fn names_of(expr: &Expr) -> Option<&str> {
    let ExprKind::Call { callee, arguments, .. } = &expr.kind else { return None };
    let ExprKind::Name(name) = &callee.kind else { return None };
    (arguments.is_empty() && NAMES.contains(&&**name)).then_some(name)
}

pub(super) fn text_of(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Text(text) => Some(text),
        _ => None,
    }
}
