//! Values in the words of SAM and CloudFormation.

use foldhash::{HashMap, HashMapExt};

use crate::frameworks::cloudformation::attributes;
use crate::model::{Attribute, Composed, NewKind, Piece, ResourceId, ResourceKind, Stack, Value};
use crate::syntax;

/// The names and kinds of resources, with those that are about to be added.
pub(super) struct Names<'s> {
    stack: &'s Stack,
    new: HashMap<ResourceId, (NewKind, String)>,
}

impl<'s> Names<'s> {
    pub(super) fn new(stack: &'s Stack) -> Names<'s> {
        Names { stack, new: HashMap::new() }
    }

    pub(super) fn add(&mut self, id: ResourceId, kind: NewKind, name: String) {
        self.new.insert(id, (kind, name));
    }

    /// The logical name of a resource.
    pub(super) fn of(&self, id: ResourceId) -> &str {
        match self.new.get(&id) {
            Some((_, name)) => name,
            None => self.stack.name(id),
        }
    }

    fn kind(&self, id: ResourceId) -> ResourceKind {
        match self.new.get(&id) {
            Some((NewKind::Queue, _)) => ResourceKind::Queue,
            Some((NewKind::LogGroup, _)) => ResourceKind::LogGroup,
            None => self.stack.resource(id).map_or(ResourceKind::Other, |resource| resource.kind),
        }
    }

    /// A value as it is written.
    pub(super) fn written(&self, value: &Value) -> syntax::Value {
        match value {
            Value::Text(text) => self.text(text),
            Value::Number(number) => (*number).into(),
            Value::Bool(switch) => (*switch).into(),
            Value::List(items) => {
                syntax::Value::List(items.iter().map(|item| self.written(item)).collect())
            }
            Value::Map(entries) => {
                let entry = |(key, value): &(String, Value)| (key.clone(), self.written(value));
                syntax::Value::Map(entries.iter().map(entry).collect())
            }
        }
    }

    fn text(&self, text: &Composed) -> syntax::Value {
        match text.pieces() {
            [] => "".into(),
            [Piece::Literal(text)] => text.as_str().into(),
            [Piece::Of(id, attribute)] => match self.get_att(*id, attribute) {
                Some(attribute) => syntax::Value::call("GetAtt", attribute),
                None => syntax::Value::call("Ref", self.of(*id)),
            },
            [Piece::Input(name)] => syntax::Value::call("Ref", name.as_str()),
            [Piece::Pseudo(pseudo)] => syntax::Value::call("Ref", attributes::pseudo_name(pseudo)),
            pieces => {
                let all: String = pieces.iter().map(|piece| self.variable(piece)).collect();
                syntax::Value::call("Sub", all)
            }
        }
    }

    /// `Queue.Arn`; `None` for what `Ref` gives.
    fn get_att(&self, id: ResourceId, attribute: &Attribute) -> Option<String> {
        let name = attributes::written(self.kind(id), attribute)?;
        Some(format!("{}.{name}", self.of(id)))
    }

    fn variable(&self, piece: &Piece) -> String {
        match piece {
            Piece::Literal(text) => text.replace("${", "${!"),
            Piece::Of(id, attribute) => match self.get_att(*id, attribute) {
                Some(attribute) => format!("${{{attribute}}}"),
                None => format!("${{{}}}", self.of(*id)),
            },
            Piece::Input(name) => format!("${{{name}}}"),
            Piece::Pseudo(pseudo) => format!("${{{}}}", attributes::pseudo_name(pseudo)),
            // Rules do not write what they do not know.
            Piece::Unknown => String::new(),
        }
    }
}
