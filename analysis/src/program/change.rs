//! Edits that a property alone does not make: several changes at once, entries of lists, new queues.

use std::cmp::Reverse;

use super::Program;
use crate::frameworks::additions;
use crate::model::{Dialect, Function, Ref};
use crate::syntax::{self, Kind, Node, Pair, Value};
use crate::text::Edit;
use crate::text::Span;

impl Program<'_> {
    /// The edits of several changes as those of one; none at all when one of the changes cannot be written.
    pub fn together(&self, changes: Vec<Vec<Edit>>) -> Vec<Edit> {
        if changes.iter().any(Vec::is_empty) {
            return Vec::new();
        }
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

    /// Edits that put another value in place of the whole value of a key.
    pub fn overwrite(&self, at: Span, value: &Value) -> Vec<Edit> {
        let found = self.stack.tree.documents().first().and_then(|root| entry(root, at));
        let Some((map, pair)) = found else { return Vec::new() };
        syntax::set(&self.stack.text, self.stack.format, map, &[pair.key], value)
            .unwrap_or_default()
    }

    /// Edits that add an item to a list.
    pub fn append(&self, list: Span, value: &Value) -> Vec<Edit> {
        let found = self.stack.tree.documents().first().and_then(|root| entry(root, list));
        let Some((_, pair)) = found else { return Vec::new() };
        syntax::edit::push(&self.stack.text, self.stack.format, pair.value, value)
            .unwrap_or_default()
    }

    /// A new queue for what fails in the resource `name`: the queue's name, and the edits.
    pub fn add_dead_letter_queue(&self, name: &str, fifo: bool) -> (String, Vec<Edit>) {
        self.add_resource(&format!("{name}DeadLetterQueue"), &additions::dead_letter_queue(fifo))
    }

    /// Edits that let a function send to a queue by a role of the template; `None` when its role is not known.
    /// No edits for a function whose role the framework makes and grants by itself.
    pub fn let_send(&self, function: &Function, queue: &str) -> Option<Vec<Edit>> {
        let Some(role) = &function.policies.role else {
            return (self.stack.dialect == Dialect::Sam).then(Vec::new);
        };
        let role = role.only().and_then(Ref::resource).and_then(|name| self.stack.role(name))?;
        let policy = additions::sending_policy(queue);
        let edits = match role.policies.at {
            Some(list) => self.append(list, &policy),
            None => self.set_at(&role.body, &["Policies"], &Value::List(vec![policy])),
        };
        (!edits.is_empty()).then_some(edits)
    }
}

/// How far in the first line stands that an insertion begins; 0 for what goes on in a line.
fn indentation(text: &str) -> usize {
    let line = text.trim_start_matches(['\r', '\n']);
    if line.len() == text.len() { 0 } else { line.len() - line.trim_start_matches(' ').len() }
}

/// The entry of a map whose value stands at a place, with the map.
fn entry(node: Node<'_>, at: Span) -> Option<(Node<'_>, Pair<'_>)> {
    if !node.at().contains(at) {
        return None;
    }
    match node.kind() {
        Kind::Map(pairs) => match pairs.iter().find(|pair| pair.value.at() == at) {
            Some(pair) => Some((node, pair)),
            None => pairs.iter().find_map(|pair| entry(pair.value, at)),
        },
        Kind::List(items) => items.iter().find_map(|item| entry(item, at)),
        Kind::Tagged { value, .. } => entry(value, at),
        _ => None,
    }
}
