//! Changes of a config file as text edits that keep comments, order, quoting and indentation.
//!
//! Every function gives the edits that make exactly one change, none if it is made already, and `None` where the
//! change cannot be written faithfully: in what an alias or a merge key brought in, below a tag, where an anchor would
//! go that is used elsewhere, or in a layout that is not understood.

mod block;
mod brackets;
pub(super) mod habits;
mod layout;
mod render;
mod scalar;

use super::{Format, Kind, Node, Pair, Style};
use crate::text::Edit;
use crate::text::{Span, Text};
use layout::{Layout, is_own};

/// Something to write.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text; quoted where the format would read it as something else.
    Text(String),
    /// A number or `true` or `false`, written as it is.
    Raw(String),
    /// A map, in order.
    Map(Vec<(String, Value)>),
    /// A list.
    List(Vec<Value>),
    /// An intrinsic function: `!Sub x` in YAML, `{"Fn::Sub": "x"}` in JSON and where a tag cannot stand.
    Call {
        /// `Fn::Sub` or `Sub`; `Ref`.
        name: String,
        /// What it is applied to. `GetAtt` takes a text with a dot, or a list of texts.
        argument: Box<Value>,
    },
}

impl Value {
    /// An intrinsic function applied to something.
    pub fn call(name: &str, argument: impl Into<Value>) -> Value {
        Value::Call { name: name.to_owned(), argument: Box::new(argument.into()) }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Raw(number.to_string())
    }
}

impl From<bool> for Value {
    fn from(switch: bool) -> Value {
        Value::Raw(switch.to_string())
    }
}

/// Sets what `path` leads to below a map. Missing maps on the way are added; a new entry goes behind the last one.
pub fn set(
    text: &Text,
    format: Format,
    map: Node<'_>,
    path: &[&str],
    value: &Value,
) -> Option<Vec<Edit>> {
    let (key, deeper) = path.split_first()?;
    if map.is_alias() {
        return None;
    }
    let Some(pair) = map.pair(key) else {
        let wrap = |value, key: &&str| Value::Map(vec![((*key).to_owned(), value)]);
        let value = deeper.iter().rev().fold(value.clone(), wrap);
        return insert(&Layout::new(text, format, map), map, key, &value);
    };
    if !is_own(text, format, map, pair) {
        return None;
    }
    if !deeper.is_empty() {
        let is_map = matches!(pair.value.kind(), Kind::Map(_) | Kind::Null);
        return is_map.then(|| set(text, format, pair.value, deeper, value))?;
    }
    if is_same(pair.value, value) {
        return Some(Vec::new());
    }
    set_value(text, format, map, pair, value)
}

/// Adds an item behind the last one of a list; a list that is not written yet (null) begins.
pub fn push(text: &Text, format: Format, list: Node<'_>, value: &Value) -> Option<Vec<Edit>> {
    if list.is_alias() {
        return None;
    }
    let layout = Layout::new(text, format, list);
    match (list.kind(), list.style()) {
        (Kind::Null, _) => layout.begin_list(list, value),
        (Kind::List(_), Style::Block) => {
            layout.append(list, |column| layout.renderer.item(value, column))
        }
        (Kind::List(_), _) => layout.flow_item(list, value),
        _ => None,
    }
}

/// Removes an entry of a map with the comment at the end of its line. `None` when the entry is an indented map's
/// only one, since its key would be left without a value.
pub fn remove(text: &Text, format: Format, map: Node<'_>, key: &str) -> Option<Vec<Edit>> {
    let Some(pair) = map.pair(key) else { return Some(Vec::new()) };
    if map.is_alias() || !is_own(text, format, map, pair) {
        return None;
    }
    if is_needed_elsewhere(pair.value, pair.key_at.to(pair.value.at())) {
        return None;
    }
    let layout = Layout::new(text, format, map);
    let pairs = map.pairs();
    let place = pairs.iter().position(|other| other.key_at == pair.key_at)?;
    if map.style() == Style::Flow {
        return layout.remove_flow(map, place);
    }
    if pairs.len() == 1 {
        return None;
    }
    layout.remove_lines(pairs, place)
}

/// Replaces the text of a scalar, in the quotes that it has.
pub fn replace(text: &Text, format: Format, scalar: Node<'_>, new: &str) -> Option<Vec<Edit>> {
    let old = scalar.text().filter(|_| !scalar.is_alias())?;
    if old == new {
        return Some(Vec::new());
    }
    let written = text.slice(scalar.at());
    let stays_plain = scalar.style() == Style::Plain
        && (self::scalar::is_ambiguous(written) || !self::scalar::is_ambiguous(new))
        && self::scalar::is_plain(new);
    let is_json = format == Format::Json;
    let new = match stays_plain {
        true if !is_json || self::scalar::is_ambiguous(new) => new.to_owned(),
        _ if is_json => self::scalar::double_quoted(new),
        _ => self::scalar::yaml(new, scalar.style()),
    };
    Some(vec![Edit::replace(scalar.at(), new)])
}

/// Adds an entry behind the last one.
fn insert(layout: &Layout, map: Node<'_>, key: &str, value: &Value) -> Option<Vec<Edit>> {
    match (map.kind(), map.style()) {
        (Kind::Null, _) => layout.begin_map(map, key, value),
        (Kind::Map(_), Style::Block) => {
            layout.append(map, |column| layout.renderer.entry(key, value, column))
        }
        (Kind::Map(_), _) => layout.flow_entry(map, key, value),
        _ => None,
    }
}

/// Writes another value behind a key that is there.
fn set_value(
    text: &Text,
    format: Format,
    map: Node<'_>,
    pair: Pair<'_>,
    value: &Value,
) -> Option<Vec<Edit>> {
    let old = pair.value;
    let old_at = old.at();
    let between = text.slice(Span { start: pair.key_at.end, end: old_at.start, ..old_at });
    let colon = pair.key_at.end + between.find(':')? as u32 + 1;
    // An anchor would take the new value to its aliases; a comment would be lost.
    let is_blank = text.slice(Span { start: colon, ..old_at.before() }).trim().is_empty();
    if !is_blank || is_needed_elsewhere(old, old_at) {
        return None;
    }
    if let (Value::Text(new) | Value::Raw(new), Kind::Scalar(_)) = (value, old.kind()) {
        let written = match value {
            Value::Raw(_) if old.style() == Style::Plain => new.clone(),
            _ if format == Format::Json => scalar::double_quoted(new),
            _ => scalar::yaml(new, old.style()),
        };
        return Some(vec![Edit::replace(old_at, written)]);
    }
    let layout = Layout::new(text, format, map);
    let behind = match map.style() {
        Style::Block => layout.renderer.behind_colon(value, layout.column(map)?),
        _ => layout.behind_flow_colon(map, pair.key_at.start as usize, value),
    };
    Some(vec![Edit::replace(Span { start: colon, ..old_at }, behind)])
}

/// Whether an anchor would go with a place around a node that an alias somewhere else uses.
fn is_needed_elsewhere(node: Node<'_>, place: Span) -> bool {
    node.tree.is_needed_elsewhere(place.into())
}

/// Whether a value is written already, in whatever spelling.
fn is_same(node: Node<'_>, value: &Value) -> bool {
    match (value, node.kind()) {
        (Value::Text(new) | Value::Raw(new), Kind::Scalar(old)) => old == new,
        (Value::Map(new), Kind::Map(old)) => {
            let same = |(new, old): (&(String, Value), Pair<'_>)| {
                old.key == new.0 && is_same(old.value, &new.1)
            };
            new.len() == old.len() && new.iter().zip(old).all(same)
        }
        (Value::List(new), Kind::List(old)) => {
            new.len() == old.len() && new.iter().zip(old).all(|(new, old)| is_same(old, new))
        }
        (Value::Call { name, argument }, Kind::Tagged { tag, value, .. }) => {
            render::long(&tag[1..]) == render::long(name) && is_same_argument(name, value, argument)
        }
        (Value::Call { name, argument }, Kind::Map(old)) => old.only().is_some_and(|pair| {
            pair.key == render::long(name) && is_same_argument(name, pair.value, argument)
        }),
        _ => false,
    }
}

fn is_same_argument(name: &str, node: Node<'_>, argument: &Value) -> bool {
    let dotted = match argument {
        Value::List(items) => render::dotted(name, items),
        Value::Text(text) => Some(text.clone()),
        _ => None,
    };
    let written: Option<Vec<&str>> = node.items().iter().map(Node::text).collect();
    let written = written.filter(|parts| !parts.is_empty()).map(|parts| parts.join("."));
    is_same(node, argument)
        || dotted.is_some_and(|dotted| {
            node.text() == Some(&dotted) || written.is_some_and(|written| written == dotted)
        })
}
