//! Changes in AWS's terms as edits of a template, in the words of SAM and CloudFormation.
//!
//! Either all of several changes can be written, or none is.

mod grant;
mod place;
mod value;

use std::cmp::Reverse;

use foldhash::{HashSet, HashSetExt};

use super::spelling::spelling;
use super::{CLOUDFORMATION, sam};
use crate::model::{
    Body, Change, Composed, NewKind, NewResource, Property, Stack, Template, Value,
};
use crate::syntax::{self, Node};
use crate::text::{Edit, Span};
use place::entry_at;
use value::Names;

/// The edits that make all of several changes; `None` when one of them cannot be written faithfully. Empty when the
/// template says so already.
pub(super) fn edits(stack: &Stack, changes: &[Change]) -> Option<Vec<Edit>> {
    let names = names(stack, changes);
    let writer = Writer {
        stack,
        template: &stack.template,
        root: stack.template.tree.documents().first()?,
        names,
    };
    let steps = sam::simplified(stack, changes).into_iter();
    let each: Option<Vec<Vec<Edit>>> = steps.map(|step| writer.step(&step)).collect();
    let each = each?;
    let is_made = |edits: &Vec<Edit>| edits.is_empty();
    // A part that is there already while the rest is not may be somebody else's.
    (each.iter().all(is_made) || !each.iter().any(is_made)).then(|| together(each))
}

/// What changes are written with.
pub(super) struct Writer<'s> {
    stack: &'s Stack,
    template: &'s Template,
    root: Node<'s>,
    names: Names<'s>,
}

impl Writer<'_> {
    fn step(&self, step: &sam::Step) -> Option<Vec<Edit>> {
        match step {
            sam::Step::Change(change) => self.edits(change),
            sam::Step::OwnQueue { body, property } => {
                let mut path = body.keys.to_vec();
                path.extend(&spelling(*property, body.dialect)?.path);
                path.pop();
                let of_type = syntax::Value::Map(vec![("Type".to_owned(), "SQS".into())]);
                self.set_at(body, &path, &of_type)
            }
        }
    }

    fn edits(&self, change: &Change) -> Option<Vec<Edit>> {
        // Of a text that is read around a fault nobody knows where a map or a list ends. A scalar stands where it stands.
        let mut faults = self.template.tree.errors.iter().filter(|error| error.first.is_none());
        if faults.next().is_some() && !matches!(change, Change::Replace { .. }) {
            return None;
        }
        match change {
            Change::Set { body, property, entry, value } => {
                self.set(body, *property, entry.as_deref(), value)
            }
            Change::Add(resource) => self.add(resource),
            Change::Append { list, value } => self.append(*list, value),
            Change::Replace { at, value } => self.replace(*at, value),
            Change::Remove { body, property } => self.remove(body, *property),
            Change::Attach { role, policy } => self.attach(*role, policy),
            Change::Grant { to, action, resource } => self.grant(to, action, *resource),
        }
    }

    fn set(
        &self,
        body: &Body,
        property: Property,
        entry: Option<&str>,
        value: &Value,
    ) -> Option<Vec<Edit>> {
        let spelling = spelling(property, body.dialect)?;
        let value = self.names.written(value);
        let mut path: Vec<&str> = body.keys.iter().chain(&spelling.path).copied().collect();
        let Some((key, text)) = spelling.beside else {
            path.extend(entry);
            return self.set_at(body, &path, &value);
        };
        let last = path.pop()?;
        let both = vec![(key.to_owned(), text.into()), (last.to_owned(), value)];
        self.set_at(body, &path, &syntax::Value::Map(both))
    }

    fn set_at(&self, body: &Body, path: &[&str], value: &syntax::Value) -> Option<Vec<Edit>> {
        let map = self.template.tree.node(body.node).filter(|_| body.file == self.template.file)?;
        syntax::set(&self.template.text, self.template.format, map, path, value)
    }

    fn remove(&self, body: &Body, property: Property) -> Option<Vec<Edit>> {
        let spelling = spelling(property, body.dialect)?;
        let map = self.template.tree.node(body.node).filter(|_| body.file == self.template.file)?;
        let path: Vec<&str> = body.keys.iter().chain(&spelling.path).copied().collect();
        let (last, path) = path.split_last()?;
        let Some(map) = map.path(path) else { return Some(Vec::new()) };
        syntax::edit::remove(&self.template.text, self.template.format, map, last)
    }

    fn add(&self, resource: &NewResource) -> Option<Vec<Edit>> {
        let kind = match resource.kind {
            NewKind::LogGroup => "AWS::Logs::LogGroup",
            NewKind::Queue => "AWS::SQS::Queue",
        };
        let mut properties = Vec::new();
        for (property, value) in &resource.properties {
            let spelling = spelling(*property, CLOUDFORMATION.dialect)?;
            properties.push((spelling.path.first()?.to_string(), self.names.written(value)));
        }
        self.add_named(self.names.of(resource.id), kind, resource.condition.as_deref(), properties)
    }

    /// A resource at the end of the section.
    fn add_named(
        &self,
        name: &str,
        kind: &str,
        condition: Option<&str>,
        properties: Vec<(String, syntax::Value)>,
    ) -> Option<Vec<Edit>> {
        let mut map = vec![("Type".to_owned(), kind.into())];
        map.extend(condition.map(|name| ("Condition".to_owned(), name.into())));
        map.push(("Properties".to_owned(), syntax::Value::Map(properties)));
        let (text, format) = (&self.template.text, self.template.format);
        let section = self.root.get("Resources")?;
        syntax::set(text, format, section, &[name], &syntax::Value::Map(map))
    }

    fn append(&self, list: Span, value: &Value) -> Option<Vec<Edit>> {
        let (_, pair) = entry_at(self.root, list)?;
        let value = self.names.written(value);
        syntax::edit::push(&self.template.text, self.template.format, pair.value, &value)
    }

    /// A scalar keeps its quotes; anything else becomes the value of its key.
    fn replace(&self, at: Span, value: &Value) -> Option<Vec<Edit>> {
        if at.file != self.template.file {
            return None;
        }
        let text = match value {
            Value::Text(text) => text.text().map(str::to_owned),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(switch) => Some(switch.to_string()),
            Value::List(_) | Value::Map(_) => None,
        };
        if let Some(text) = text {
            let first = self.template.text.slice(at).chars().next();
            let text = match first.filter(|first| matches!(first, '"' | '\'')) {
                Some(quote) => format!("{quote}{text}{quote}"),
                None => text,
            };
            return Some(vec![Edit::replace(at, text)]);
        }
        let (map, pair) = entry_at(self.root, at)?;
        let value = self.names.written(value);
        syntax::set(&self.template.text, self.template.format, map, &[pair.key], &value)
    }
}

/// The names of all resources, those to be added included, each under one that is not taken.
fn names<'s>(stack: &'s Stack, changes: &[Change]) -> Names<'s> {
    let mut taken: HashSet<String> = HashSet::new();
    let mut names = Names::new(stack);
    for change in changes {
        let Change::Add(resource) = change else { continue };
        let name = free(stack, &resource.name, &taken);
        taken.insert(name.clone());
        names.add(resource.id, resource.kind, name);
    }
    names
}

/// The name, or the name with a number, that neither the template nor another new resource has.
fn free(stack: &Stack, name: &str, taken: &HashSet<String>) -> String {
    let is_taken = |name: &str| {
        taken.contains(name)
            || stack.names.parameters.contains_key(name)
            || stack.logical_names.contains(name)
    };
    let numbered = (2..).map(|number| format!("{name}{number}"));
    let mut all = std::iter::once(name.to_owned()).chain(numbered);
    all.find(|name| !is_taken(name)).unwrap_or_default()
}

/// The edits of several changes as those of one.
fn together(changes: Vec<Vec<Edit>>) -> Vec<Edit> {
    let mut edits: Vec<Edit> = changes.into_iter().flatten().collect();
    // Where several maps end, the innermost goes on first; else the changes keep their order.
    edits.sort_by_key(|edit| (edit.at, Reverse(indentation(&edit.text))));
    let mut sum: Vec<Edit> = Vec::new();
    for edit in edits {
        match sum.last_mut().filter(|last| edit.at.start == edit.at.end && last.at == edit.at) {
            Some(last) => last.text.push_str(&edit.text),
            None => sum.push(edit),
        }
    }
    sum
}

/// How far in the first line stands that an insertion begins; 0 for what goes on in a line.
fn indentation(text: &str) -> usize {
    let line = text.trim_start_matches(['\r', '\n']);
    if line.len() == text.len() { 0 } else { line.len() - line.trim_start_matches(' ').len() }
}

/// A literal text as a value.
fn literal(text: impl Into<String>) -> Value {
    Value::Text(Composed::literal(text))
}
