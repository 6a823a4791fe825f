//! Texts of several pieces: templates, sums, `format`, `join`.

use super::follow::Code;
use super::values::{CallSite, Piece, Place, Value};
use crate::source::{Argument, Expr, ExprKind};

/// Pieces of a text beyond which the rest is one unknown piece.
const MOST: usize = 64;

impl<'h> Code<'h> {
    /// A text with values in it.
    pub(super) fn template(&self, place: Place, parts: &'h [Expr]) -> Value<'h> {
        let mut pieces = Vec::new();
        for part in parts {
            add(&mut pieces, self.value(place, part));
        }
        Value::Text(pieces.into())
    }

    /// An operation whose sign is not told: it is a text when its first operand is one.
    pub(super) fn operation(&self, place: Place, parts: &'h [Expr]) -> Value<'h> {
        let [first, rest @ ..] = parts else { return Value::Unknown };
        if rest.is_empty() {
            return Value::Unknown;
        }
        let Value::Text(pieces) = self.value(place, first) else { return Value::Unknown };
        if let ([Piece::Known(text)], [_]) = (&*pieces, rest)
            && let Some((head, tail)) = text.split_once('%')
        {
            return filled(head, tail.is_empty() || !tail.contains('%') && tail.len() == 1);
        }
        let mut pieces = pieces.to_vec();
        for part in rest {
            add(&mut pieces, self.value(place, part));
        }
        Value::Text(pieces.into())
    }

    /// The text that a method of a text, or a function that joins paths, gives.
    pub(super) fn joined(&self, site: &CallSite<'h>) -> Option<Value<'h>> {
        if site.callee.is_of(&["os"], &["path", "join"])
            || site.callee.is_of(&["path", "node:path"], &["join"])
        {
            return Some(self.with_between(
                "/",
                site.place,
                site.arguments.iter().map(|one| &one.value),
            ));
        }
        let Value::Member(text, method) = &site.callee else { return None };
        let Value::Text(pieces) = &**text else { return None };
        match (*method, &**pieces, site.arguments) {
            ("format", [Piece::Known(text)], _) => {
                let (head, tail) = text.split_once('{')?;
                let whole = tail.find('}').is_some_and(|end| end + 1 == tail.len());
                Some(filled(head, whole))
            }
            ("join", [Piece::Known(between)], [Argument { value, .. }]) => {
                let ExprKind::List(items) = &value.kind else { return None };
                Some(self.with_between(between, site.place, items.iter()))
            }
            ("concat", pieces, arguments) => {
                let mut pieces = pieces.to_vec();
                for argument in arguments {
                    add(&mut pieces, self.value(site.place, &argument.value));
                }
                Some(Value::Text(pieces.into()))
            }
            ("toString" | "valueOf" | "encode" | "decode", pieces, _) => {
                Some(Value::Text(pieces.into()))
            }
            _ => None,
        }
    }

    fn with_between(
        &self,
        between: &'h str,
        place: Place,
        items: impl Iterator<Item = &'h Expr>,
    ) -> Value<'h> {
        let mut pieces = Vec::new();
        for (index, item) in items.enumerate() {
            if index > 0 {
                add(&mut pieces, Value::known(between));
            }
            add(&mut pieces, self.value(place, item));
        }
        Value::Text(pieces.into())
    }
}

/// A text that begins in a known way; `ends` when nothing follows what is filled in.
fn filled(head: &str, ends: bool) -> Value<'_> {
    let mut pieces = Vec::new();
    if !head.is_empty() {
        pieces.push(Piece::Known(head));
    }
    pieces.push(Piece::Of(Value::Unknown));
    if !ends {
        pieces.push(Piece::Of(Value::Unknown));
    }
    Value::Text(pieces.into())
}

fn add<'h>(pieces: &mut Vec<Piece<'h>>, value: Value<'h>) {
    if pieces.len() >= MOST {
        pieces.truncate(MOST - 1);
        pieces.push(Piece::Of(Value::Unknown));
        return;
    }
    match value {
        Value::Text(inner) if inner.len() < MOST => pieces.extend(inner.iter().cloned()),
        value => pieces.push(Piece::Of(value)),
    }
}
