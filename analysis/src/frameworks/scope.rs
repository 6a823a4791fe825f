//! What stands around a value: parameters, mappings, and resources with their ids.
//!
//! [`Scope`] answers without evaluating a deployment: conditions stay undecided (both arms count), parameters
//! give their default and allowed values, and whatever else is known only at deployment is open. `values.rs` puts
//! texts together.

use std::cell::RefCell;
use std::rc::Rc;

use foldhash::{HashMap, HashMapExt};

use super::cloudformation::attributes::{of_get_att, of_ref};
use super::intrinsics::{Arms, call, collect_arms};
use super::item::Item;
use super::values::Mode;
use crate::model::{Attribute, Composed, Piece, Ref, ResourceId, Setting};
use crate::syntax::{Kind, Node, NodeId};
use crate::text::FileId;

/// Properties under which a resource's own name at AWS stands.
pub(super) const NAMES: [&str; 7] =
    ["BucketName", "FunctionName", "QueueName", "RoleName", "StreamName", "TableName", "TopicName"];

/// What nodes are, by their file and number.
type Evaluated = HashMap<(FileId, NodeId, Mode), Rc<Setting<Composed>>>;

/// The template around a value.
#[derive(Debug)]
pub(crate) struct Scope<'t> {
    pub(super) parameters: HashMap<&'t str, Node<'t>>,
    pub(super) mappings: HashMap<&'t str, Node<'t>>,
    resources: HashMap<&'t str, ResourceId>,
    items: Vec<Item<'t>>,
    /// Resources by the names at AWS that they are given in plain text; `None` for a name that several have.
    named: HashMap<&'t str, Option<ResourceId>>,
    /// What nodes were found to be so far.
    pub(super) evaluated: RefCell<Evaluated>,
}

impl<'t> Scope<'t> {
    /// Reads the sections that values refer to; the place of an item is its id.
    pub(crate) fn new(root: Node<'t>, items: Vec<Item<'t>>) -> Scope<'t> {
        let section = |key| -> HashMap<&'t str, Node<'t>> {
            let pairs = root.get(key).map(Node::pairs).unwrap_or_default();
            pairs.iter().map(|pair| (pair.key, pair.value)).collect()
        };
        let mut named: HashMap<&str, Option<ResourceId>> = HashMap::new();
        for item in &items {
            for name in NAMES.iter().filter_map(|key| item.get(&[key])?.text()) {
                let other = named.get(name).is_some_and(|owner| *owner != Some(item.id));
                named.insert(name, (!other).then_some(item.id));
            }
        }
        Scope {
            parameters: section("Parameters"),
            mappings: section("Mappings"),
            resources: items.iter().map(|item| (item.name, item.id)).collect(),
            items,
            named,
            evaluated: RefCell::default(),
        }
    }

    /// Every resource, by id.
    pub(crate) fn items(&self) -> &[Item<'t>] {
        &self.items
    }

    /// The resource of this logical name.
    pub(crate) fn resource(&self, name: &str) -> Option<ResourceId> {
        self.resources.get(name).copied()
    }

    /// The logical name of a resource.
    pub(crate) fn name(&self, id: ResourceId) -> &'t str {
        self.items.get(id.0 as usize).map(|item| item.name).unwrap_or_default()
    }

    /// The type of a resource.
    pub(crate) fn kind(&self, id: ResourceId) -> &'t str {
        self.items.get(id.0 as usize).map(|item| item.kind).unwrap_or_default()
    }

    /// A property of a resource.
    pub(crate) fn property(&self, id: ResourceId, key: &str) -> Option<Node<'t>> {
        self.items.get(id.0 as usize)?.get(&[key])
    }

    /// What `Ref` gives of a resource.
    pub(super) fn by_ref(&self, id: ResourceId) -> Piece {
        Piece::Of(id, of_ref(self.kind(id)))
    }

    /// What `GetAtt` gives of a resource.
    pub(super) fn by_get_att(&self, name: &str, attribute: &str) -> Option<Piece> {
        Some(Piece::Of(self.resource(name)?, of_get_att(attribute)))
    }

    /// Whether a node is a parameter whose value is not shown.
    pub(crate) fn is_hidden(&self, node: Node<'_>) -> bool {
        let name =
            call(node).filter(|call| call.name == "Ref").and_then(|call| call.argument.text());
        let hidden = name
            .and_then(|name| self.parameters.get(name))
            .and_then(|parameter| parameter.get("NoEcho"));
        hidden.and_then(Node::text).is_some_and(|text| text.eq_ignore_ascii_case("true"))
    }

    /// The forms that a value can take: itself, or each arm of an `If`.
    #[expect(clippy::unused_self, reason = "every question about a value is asked of the scope")]
    pub(crate) fn arms(&self, node: Node<'t>) -> Arms<'t> {
        let mut arms = Arms::default();
        collect_arms(node, 0, &mut arms);
        arms
    }

    /// The entries of every form that a list can take; an entry that is an `If` gives each arm.
    pub(crate) fn entries(&self, list: Node<'t>) -> Arms<'t> {
        let forms = self.arms(list);
        let mut entries = Arms { nodes: Vec::new(), open: forms.open, optional: forms.optional };
        for item in forms.items() {
            let arms = self.arms(item);
            entries.open |= arms.open;
            entries.optional |= arms.optional;
            entries.nodes.extend(arms.nodes);
        }
        entries
    }

    /// Every text that a value can be; `None` when nothing is written.
    pub(crate) fn text(&self, node: Node<'t>) -> Option<Setting<String>> {
        if let Some(text) = known_text(node) {
            return Some(Setting::known(node.at(), text.to_owned()));
        }
        let found = self.remembered(node, Mode::Values);
        let setting = found.read(|composed| composed.text().map(str::to_owned));
        (!setting.values.is_empty() || setting.open).then_some(setting)
    }

    /// Every whole number that a value can be; `None` when nothing is written.
    pub(crate) fn number(&self, node: Node<'t>) -> Option<Setting<i64>> {
        self.text(node).map(|setting| setting.map(|text| text.trim().parse().ok()))
    }

    /// Every number, whole or not, that a value can be; `None` when nothing is written.
    pub(crate) fn decimal(&self, node: Node<'t>) -> Option<Setting<f64>> {
        let finite =
            |text: String| text.trim().parse().ok().filter(|number: &f64| number.is_finite());
        self.text(node).map(|setting| setting.map(finite))
    }

    /// Whether a value is true; `None` when nothing is written.
    pub(crate) fn boolean(&self, node: Node<'t>) -> Option<Setting<bool>> {
        self.text(node).map(|setting| {
            setting.map(|text| match text.to_ascii_lowercase().as_str() {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            })
        })
    }

    /// What a value points at: the one resource that it names in whatever way, or a text from outside.
    pub(crate) fn target(&self, node: Node<'t>) -> Ref {
        if let Some(text) = known_text(node) {
            return self.by_physical_name(text);
        }
        let forms = self.forms(node);
        let mut found: Option<Ref> = None;
        for (_, form) in &forms.values {
            let of = match form.refers_to() {
                Ref::Unknown if mentions_several(form) => return Ref::Unknown,
                Ref::To(resource, attribute) => (resource, attribute),
                _ => continue,
            };
            found = match found {
                Some(Ref::To(resource, _)) if resource != of.0 => return Ref::Unknown,
                Some(Ref::To(_, attribute)) if attribute != of.1 => {
                    Some(Ref::To(of.0, Attribute::Part))
                }
                _ => Some(Ref::To(of.0, of.1)),
            };
        }
        let text = || forms.only().and_then(Composed::text);
        found.unwrap_or_else(|| text().map_or(Ref::Unknown, |text| self.by_physical_name(text)))
    }

    /// Every target that a value can have; `None` when nothing is written.
    pub(crate) fn targets(&self, node: Node<'t>) -> Option<Setting<Ref>> {
        let arms = self.arms(node);
        if arms.nodes.is_empty() && !arms.open {
            return None;
        }
        let values = arms.nodes.iter().map(|arm| (arm.at(), self.target(*arm))).collect();
        Some(Setting { at: node.at(), values, open: arms.open, optional: arms.optional })
    }

    /// An ARN, URL or name in plain text may speak of a resource of the template by its physical name.
    fn by_physical_name(&self, text: &str) -> Ref {
        let name = text.rsplit([':', '/']).next().unwrap_or(text);
        match self.named.get(name) {
            Some(Some(owner)) => {
                let whole = if name == text { Attribute::Name } else { Attribute::Arn };
                let url = text.starts_with("https://");
                Ref::To(*owner, if url { Attribute::Url } else { whole })
            }
            _ => Ref::Outside(text.to_owned()),
        }
    }
}

/// The text of a scalar that is known as it stands.
pub(super) fn known_text(node: Node<'_>) -> Option<&str> {
    match node.kind() {
        Kind::Scalar(text) => Some(text).filter(|text| !text.contains("{{resolve:")),
        _ => None,
    }
}

fn mentions_several(form: &Composed) -> bool {
    let of = |piece: &&Piece| matches!(piece, Piece::Of(..));
    form.pieces().iter().filter(of).count() > 1
}

/// For tests: what a value can be, each text once, `…` when others are possible, `nothing` when it may be absent.
#[cfg(test)]
pub(super) fn told(around: &str, value: &str) -> String {
    use crate::syntax::{Format, read};
    use crate::text::{FileId, Text};

    let text = Text::new(format!("{around}Value: {value}\n"));
    let tree = read(FileId(0), &text, Format::Yaml);
    assert!(tree.errors.is_empty(), "{:?}", tree.errors);
    let root = tree.documents().first().expect("there is a document");
    let scope = Scope::new(root, Vec::new());
    let Some(setting) = scope.text(root.get("Value").expect("it is written")) else {
        return "nothing".to_owned();
    };
    let mut words: Vec<&str> = setting.values.iter().map(|(_, text)| text.as_str()).collect();
    words.extend(setting.open.then_some("…"));
    words.extend(setting.optional.then_some("nothing"));
    words.join(" ")
}
