//! A resource as it is being lowered, and its properties with what they inherit.

use super::intrinsics::Arms;
use super::scope::Scope;
use super::{CLOUDFORMATION, SAM, spelling};
use crate::model::{Body, Dialect, Property, ResourceId, Setting};
use crate::syntax::{Kind, Node, Pair, Pairs};
use crate::text::Span;

/// A resource of the template.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item<'t> {
    pub(crate) id: ResourceId,
    pub(crate) name: &'t str,
    pub(crate) at: Span,
    pub(crate) kind: &'t str,
    pub(crate) node: Node<'t>,
    pub(crate) conditional: bool,
}

/// The resources of a `Resources` section. Loops and other things that are no plain resource are left out.
pub(crate) fn items(pairs: Pairs<'_>) -> Vec<Item<'_>> {
    let is_plain = |pair: &Pair<'_>| {
        matches!(pair.value.kind(), Kind::Map(_)) && !pair.key.starts_with("Fn::")
    };
    let plain = pairs.iter().filter(is_plain).enumerate();
    plain
        .map(|(place, pair)| Item {
            id: ResourceId(place as u32),
            name: pair.key,
            at: pair.key_at,
            kind: pair.value.get("Type").and_then(Node::text).unwrap_or_default(),
            node: pair.value,
            conditional: pair.value.get("Condition").is_some(),
        })
        .collect()
}

impl<'t> Item<'t> {
    pub(crate) fn span(&self) -> Span {
        self.at.to(self.node.at())
    }

    /// The path of the construct that a tool made it from; it names what a person wrote.
    /// <https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html>, read 2026-11-25.
    pub(crate) fn construct(&self) -> Option<&'t str> {
        let path = self.node.path(&["Metadata", "aws:cdk:path"])?.text()?;
        let ends = ["/Resource", "/Default"];
        Some(ends.iter().find_map(|end| path.strip_suffix(end)).unwrap_or(path))
    }

    /// What people call it.
    pub(crate) fn shown(&self) -> &'t str {
        self.construct().unwrap_or(self.name)
    }

    /// A written property.
    pub(crate) fn get(&self, path: &[&str]) -> Option<Node<'t>> {
        self.node.get("Properties")?.path(path)
    }

    /// In whose words it is written: SAM templates hold plain resources too.
    pub(crate) fn dialect(&self) -> Dialect {
        let is_serverless = self.kind.starts_with("AWS::Serverless::");
        if is_serverless { SAM.dialect } else { CLOUDFORMATION.dialect }
    }

    pub(crate) fn body(&self) -> Body {
        self.body_of(self.node, &["Properties"])
    }

    /// The body of a map within it, whose properties stand below some keys.
    pub(crate) fn body_of(&self, node: Node<'t>, keys: &'static [&'static str]) -> Body {
        Body { file: self.at.file, node: node.id(), keys, dialect: self.dialect() }
    }

    /// The condition under which alone it exists.
    pub(crate) fn condition(&self) -> Option<&'t str> {
        self.node.get("Condition").and_then(Node::text)
    }

    /// Whether the properties can be read: a macro or an include in their place could say anything.
    pub(crate) fn is_readable(&self) -> bool {
        let Some(properties) = self.node.get("Properties") else { return true };
        match properties.kind() {
            Kind::Map(pairs) => pairs.iter().all(|pair| !pair.key.starts_with("Fn::")),
            Kind::Null => true,
            _ => false,
        }
    }
}

/// Properties of a function: its own, then those it inherits.
#[derive(Clone, Debug)]
pub(crate) struct Properties<'t> {
    dialect: Dialect,
    own: Option<Node<'t>>,
    inherited: Option<Node<'t>>,
    ignored: Ignored<'t>,
}

/// Which inherited properties a function turns down (`IgnoreGlobals`).
#[derive(Clone, Debug)]
pub(crate) enum Ignored<'t> {
    All,
    Some(Vec<&'t str>),
}

impl<'t> Properties<'t> {
    /// The properties of a function that inherits nothing.
    pub(crate) fn own(item: &Item<'t>) -> Properties<'t> {
        Properties {
            dialect: item.dialect(),
            own: item.node.get("Properties"),
            inherited: None,
            ignored: Ignored::Some(Vec::new()),
        }
    }

    /// The properties of a function that inherits from the section `inherited`.
    pub(crate) fn inheriting(item: &Item<'t>, inherited: Option<Node<'t>>) -> Properties<'t> {
        let ignored = match item.node.get("IgnoreGlobals") {
            Some(node) if node.text() == Some("*") => Ignored::All,
            Some(node) => Ignored::Some(node.items().iter().filter_map(Node::text).collect()),
            None => Ignored::Some(Vec::new()),
        };
        Properties { inherited, ignored, ..Properties::own(item) }
    }

    /// The nearest value of a property: the function's own before an inherited one.
    pub(crate) fn get(&self, path: &[&str]) -> Option<Node<'t>> {
        self.all(path).next()
    }

    /// Every layer's value of a property, the function's own first. Maps and lists add up this way.
    pub(crate) fn all(&self, path: &[&str]) -> impl Iterator<Item = Node<'t>> {
        let passed = match (&self.ignored, path.first()) {
            (Ignored::All, _) | (_, None) => false,
            (Ignored::Some(names), Some(key)) => !names.contains(key),
        };
        let inherited = self.inherited.filter(|_| passed);
        let layers = [self.own, inherited].into_iter().flatten();
        layers.filter_map(|layer| layer.path(path)).collect::<Vec<_>>().into_iter()
    }

    pub(crate) fn text(&self, scope: &Scope<'t>, path: &[&str]) -> Option<Setting<String>> {
        self.get(path).and_then(|node| scope.text(node))
    }

    /// The keys to a property in the words of this resource.
    pub(crate) fn path(&self, property: Property) -> &'static [&'static str] {
        spelling::path(property, self.dialect)
    }

    pub(crate) fn text_of(&self, scope: &Scope<'t>, property: Property) -> Option<Setting<String>> {
        self.text(scope, self.path(property))
    }

    pub(crate) fn number_of(&self, scope: &Scope<'t>, property: Property) -> Option<Setting<i64>> {
        self.get(self.path(property)).and_then(|node| scope.number(node))
    }

    /// Where a property is written, when it is and may not be `AWS::NoValue`.
    pub(crate) fn at(&self, scope: &Scope<'t>, path: &[&str]) -> Option<Span> {
        let node = self.get(path)?;
        let arms = scope.arms(node);
        (!arms.nodes.is_empty() || arms.open).then_some(node.at())
    }

    /// Whether a property is written: exactly known when it is, whatever it says. An empty list says nothing.
    pub(crate) fn written(&self, scope: &Scope<'t>, path: &[&str]) -> Option<Setting<()>> {
        let node = self.get(path)?;
        let arms = scope.arms(node);
        let some = arms
            .nodes
            .iter()
            .filter(|arm| !matches!(arm.kind(), Kind::List(items) if items.is_empty()));
        let mut values: Vec<(Span, ())> = some.map(|arm| (arm.at(), ())).collect();
        let optional = arms.optional || values.len() < arms.nodes.len();
        values.truncate(1);
        (arms.open || !values.is_empty()).then_some(Setting {
            at: node.at(),
            values,
            open: arms.open,
            optional,
        })
    }

    /// The forms of a list property over all layers.
    pub(crate) fn list(&self, scope: &Scope<'t>, path: &[&str]) -> Arms<'t> {
        let mut sum = Arms::default();
        for node in self.all(path) {
            let arms = scope.arms(node);
            sum.open |= arms.open || arms.optional || arms.nodes.len() > 1;
            sum.nodes.extend(arms.nodes);
        }
        sum
    }
}
