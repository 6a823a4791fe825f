//! Texts, put together from what a template writes: literals, names of resources, parameters, mappings.
//!
//! A value is evaluated to all candidates at once, each in [pieces](Composed). What several parameters can be is
//! multiplied out only so far; beyond that they stay names.

use std::rc::Rc;

use super::cloudformation::attributes::pseudo;
use super::intrinsics::{Call, DEPTH, attribute, call, sub_parts, variables};
use super::scope::{Scope, known_text};
use crate::model::{Composed, Piece, Setting};
use crate::syntax::{Kind, Node};

/// Candidates of one text beyond which parameters in it stay names.
const MOST: usize = 32;

/// How a parameter is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Mode {
    /// As each of its values, and as a name for all others.
    Values,
    /// As a name, unless it can have but one value.
    Form,
}

impl<'t> Scope<'t> {
    /// Everything that a text can be.
    pub(crate) fn values(&self, node: Node<'t>) -> Setting<Composed> {
        self.evaluate(node, Mode::Values, 0)
    }

    /// A text in the form that it is written in: parameters stay names. Several values for several arms of an `If`.
    pub(crate) fn forms(&self, node: Node<'t>) -> Rc<Setting<Composed>> {
        self.remembered(node, Mode::Form)
    }

    /// What is written once, such as in Globals, is asked of for each function.
    pub(super) fn remembered(&self, node: Node<'t>, mode: Mode) -> Rc<Setting<Composed>> {
        let key = (node.at().file, node.id(), mode);
        if let Some(known) = self.evaluated.borrow().get(&key) {
            return Rc::clone(known);
        }
        let found = Rc::new(self.evaluate(node, mode, 0));
        self.evaluated.borrow_mut().insert(key, Rc::clone(&found));
        found
    }

    /// The one form of a text; unknown when it has several, or is no text.
    pub(crate) fn form(&self, node: Node<'t>) -> Composed {
        match self.forms(node).values.as_slice() {
            [(_, form)] => form.clone(),
            _ => Composed::of(Piece::Unknown),
        }
    }

    pub(super) fn evaluate(&self, node: Node<'t>, mode: Mode, depth: usize) -> Setting<Composed> {
        if let Some(text) = known_text(node) {
            return Setting::known(node.at(), Composed::literal(text));
        }
        match (node.kind(), call(node)) {
            (Kind::Null, _) => {
                Setting { at: node.at(), values: Vec::new(), open: false, optional: true }
            }
            (_, Some(call)) if depth < DEPTH => self.called(node, call, mode, depth + 1),
            _ => one(node, Composed::of(Piece::Unknown)),
        }
    }

    fn called(
        &self,
        node: Node<'t>,
        call: Call<'t>,
        mode: Mode,
        depth: usize,
    ) -> Setting<Composed> {
        let argument = call.argument;
        match call.name {
            "Ref" => self.named(node, argument.text().unwrap_or_default(), mode),
            "GetAtt" => {
                let named = attribute(argument);
                let piece = named.and_then(|(name, of, _)| self.by_get_att(name, of));
                one(node, Composed::of(piece.unwrap_or(Piece::Unknown)))
            }
            "If" => match argument.items().exactly() {
                Some([_, then, otherwise]) => {
                    let mut sum = self.arm(then, mode, depth);
                    let other = self.arm(otherwise, mode, depth);
                    sum.values.extend(other.values);
                    sum.open |= other.open;
                    sum.optional |= other.optional;
                    Setting { at: node.at(), ..sum }
                }
                None => one(node, Composed::of(Piece::Unknown)),
            },
            "FindInMap" => self.in_map(node, argument, depth),
            "Sub" => self.substituted(node, argument, mode, depth),
            "Join" => self.joined(node, argument, mode, depth),
            "Select" => self.selected(node, argument, mode, depth),
            "Split" => one(node, self.mentioned(argument, depth)),
            _ => one(node, Composed::of(Piece::Unknown)),
        }
    }

    /// An arm of an `If`. Parameters stay names in a text that it puts together: the condition may be about the same
    /// parameter, and then the arm is never taken with all of its values.
    fn arm(&self, node: Node<'t>, mode: Mode, depth: usize) -> Setting<Composed> {
        let joins = call(node).is_some_and(|call| matches!(call.name, "Sub" | "Join"));
        self.evaluate(node, if joins { Mode::Form } else { mode }, depth)
    }

    /// What `Ref`, or a variable of `Sub`, gives.
    fn named(&self, node: Node<'t>, name: &str, mode: Mode) -> Setting<Composed> {
        if name == "AWS::NoValue" {
            return Setting { at: node.at(), values: Vec::new(), open: false, optional: true };
        }
        if let Some(id) = self.resource(name) {
            return one(node, Composed::of(self.by_ref(id)));
        }
        let Some(parameter) = self.parameters.get(name) else {
            let piece = match name.strip_prefix("AWS::") {
                Some(name) => Piece::Pseudo(pseudo(name)),
                None => Piece::Input(name.to_owned()),
            };
            return one(node, Composed::of(piece));
        };
        let input = Composed::of(Piece::Input(name.to_owned()));
        let kind = parameter.get("Type").and_then(Node::text).unwrap_or("String");
        if kind.starts_with("AWS::SSM") || kind.starts_with("List<") || kind == "CommaDelimitedList"
        {
            return one(node, input);
        }
        let allowed = parameter.get("AllowedValues").map(Node::items).unwrap_or_default();
        let default = parameter
            .get("Default")
            .filter(|default| allowed.iter().all(|value| value.text() != default.text()));
        let known = default.into_iter().chain(allowed);
        let mut values: Vec<_> = known
            .filter_map(|value| Some((value.at(), Composed::literal(value.text()?))))
            .collect();
        let open = allowed.is_empty();
        if mode == Mode::Form && (open || values.len() != 1) {
            return one(node, input);
        }
        if open {
            values.push((node.at(), input));
        }
        Setting { at: node.at(), values, open, optional: false }
    }

    fn substituted(
        &self,
        node: Node<'t>,
        argument: Node<'t>,
        mode: Mode,
        depth: usize,
    ) -> Setting<Composed> {
        let parts = sub_parts(argument);
        let text = parts.and_then(|(text, _)| text.text());
        let (Some((_, own)), Some(text)) = (parts, text) else {
            return one(node, Composed::of(Piece::Unknown));
        };
        let literal = |text: &str| Composed::literal(text.replace("${!", "${"));
        let mut sum = one(node, Composed::default());
        let mut from = 0;
        for (at, name) in variables(text) {
            multiply(&mut sum, &one(node, literal(&text[from..at - 2])));
            let part = match own.and_then(|own| own.get(name.trim())) {
                Some(value) => self.evaluate(value, mode, depth),
                None => self.variable(node, name.trim(), mode),
            };
            multiply(&mut sum, &part);
            from = at + name.len() + 1;
        }
        multiply(&mut sum, &one(node, literal(&text[from..])));
        sum
    }

    /// A variable within a `Sub`: a name, or a name with an attribute.
    fn variable(&self, node: Node<'t>, name: &str, mode: Mode) -> Setting<Composed> {
        match name.split_once('.') {
            Some((resource, attribute)) => {
                let piece = self.by_get_att(resource, attribute);
                one(node, Composed::of(piece.unwrap_or_else(|| Piece::Input(name.to_owned()))))
            }
            None => self.named(node, name, mode),
        }
    }

    fn joined(
        &self,
        node: Node<'t>,
        argument: Node<'t>,
        mode: Mode,
        depth: usize,
    ) -> Setting<Composed> {
        let Some([separator, parts]) = argument.items().exactly() else {
            return one(node, Composed::of(Piece::Unknown));
        };
        if parts.items().is_empty() {
            return one(node, self.mentioned(parts, depth));
        }
        let separator = match separator.text() {
            Some(text) => Composed::literal(text),
            None => Composed::default(),
        };
        let mut sum = one(node, Composed::default());
        for (place, part) in parts.items().iter().enumerate() {
            if place > 0 {
                multiply(&mut sum, &one(node, separator.clone()));
            }
            multiply(&mut sum, &self.evaluate(part, mode, depth));
        }
        sum
    }

    /// An unknown text in which the resources of some values appear.
    pub(super) fn mentioned(&self, node: Node<'t>, depth: usize) -> Composed {
        let mut sum = Composed::of(Piece::Unknown);
        let items = node.items();
        let items = if items.is_empty() { node.alone() } else { items };
        for item in items {
            if depth >= DEPTH {
                break;
            }
            for (_, value) in self.evaluate(item, Mode::Form, depth + 1).values {
                let of = value.pieces().iter().filter(|piece| matches!(piece, Piece::Of(..)));
                of.for_each(|piece| sum.push(piece.clone()));
            }
        }
        sum.push(Piece::Unknown);
        sum
    }
}

/// A setting with one candidate.
pub(super) fn one(node: Node<'_>, text: Composed) -> Setting<Composed> {
    Setting::known(node.at(), text)
}

/// Puts each candidate of a part after each candidate that there is. A part that may be missing is unknown then; one
/// with too many candidates stays a name, if it can be one.
fn multiply(sum: &mut Setting<Composed>, part: &Setting<Composed>) {
    let whole = sum.at;
    let mut parts: Vec<&Composed> = part.values.iter().map(|(_, text)| text).collect();
    let unknown = Composed::of(Piece::Unknown);
    if parts.is_empty() || part.optional {
        parts.push(&unknown);
    }
    sum.open |= part.open || part.optional;
    if sum.values.len() * parts.len() > MOST {
        sum.open = true;
        parts = vec![if part.open { parts[parts.len() - 1] } else { &unknown }];
    }
    if let [only] = parts.as_slice() {
        // Most parts can be but one text.
        sum.values.iter_mut().for_each(|(_, text)| text.append((*only).clone()));
        return;
    }
    let before = std::mem::take(&mut sum.values);
    for (_, head) in before {
        for part in &parts {
            let mut text = head.clone();
            text.append((*part).clone());
            sum.values.push((whole, text));
        }
    }
}
