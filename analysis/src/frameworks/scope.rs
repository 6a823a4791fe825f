//! What a value can be, and what it points at.
//!
//! [`Scope`] answers without evaluating a deployment: conditions stay undecided (both arms count), parameters
//! give their default and allowed values, and whatever else is known only at deployment is open.

use std::collections::BTreeMap;

use super::intrinsics::{Arms, Call, DEPTH, attribute, call, collect_arms, sub_parts, variables};
use crate::model::{Ref, Setting};
use crate::syntax::{Kind, Node};

/// The template around a value.
#[derive(Debug)]
pub(crate) struct Scope<'t> {
    parameters: BTreeMap<&'t str, Node<'t>>,
    mappings: BTreeMap<&'t str, Node<'t>>,
    resources: BTreeMap<&'t str, Node<'t>>,
}

impl<'t> Scope<'t> {
    /// Reads the sections that values refer to.
    pub(crate) fn new(root: Node<'t>) -> Scope<'t> {
        let section = |key| -> BTreeMap<&'t str, Node<'t>> {
            let pairs = root.get(key).map(Node::pairs).unwrap_or_default();
            pairs.iter().map(|pair| (pair.key, pair.value)).collect()
        };
        Scope {
            parameters: section("Parameters"),
            mappings: section("Mappings"),
            resources: section("Resources"),
        }
    }

    /// The type of a resource; `None` when there is no such resource.
    pub(crate) fn kind(&self, resource: &str) -> Option<&'t str> {
        self.resources
            .get(resource)
            .map(|node| node.get("Type").and_then(Node::text).unwrap_or_default())
    }

    /// A property of a resource.
    pub(crate) fn property(&self, resource: &str, key: &str) -> Option<Node<'t>> {
        self.resources.get(resource)?.get("Properties")?.get(key)
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
        let mut setting =
            Setting { at: node.at(), values: Vec::new(), open: false, optional: false };
        self.collect(node, 0, &mut setting);
        let absent = setting.values.is_empty() && !setting.open;
        (!absent).then_some(setting)
    }

    /// Every whole number that a value can be; `None` when nothing is written.
    pub(crate) fn number(&self, node: Node<'t>) -> Option<Setting<i64>> {
        self.text(node).map(|setting| setting.map(|text| text.trim().parse().ok()))
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
        let Some(setting) = self.text(node) else { return Ref::Unknown };
        let mut named = Vec::new();
        self.mentioned(node, 0, &mut named);
        named.sort_unstable();
        named.dedup();
        match (named.as_slice(), setting.only()) {
            ([name], _) => Ref::Resource((*name).to_owned()),
            ([], Some(text)) => self.by_physical_name(text),
            _ => Ref::Unknown,
        }
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

    /// A text with `${…}` for every part that is known only at deployment; `None` when it is no text at all.
    pub(crate) fn pattern(&self, node: Node<'t>) -> Option<String> {
        if let Some(text) = self.text(node).and_then(|setting| setting.only().cloned()) {
            return Some(text);
        }
        let call = call(node)?;
        match call.name {
            "Sub" => {
                sub_parts(call.argument).map(|(text, _)| text.text().unwrap_or_default().to_owned())
            }
            "Ref" => call.argument.text().map(|name| format!("${{{name}}}")),
            "GetAtt" => attribute(call.argument).map(|(name, of, _)| format!("${{{name}.{of}}}")),
            "Join" => {
                let [separator, parts] = call.argument.items().exactly()?;
                let parts = parts
                    .items()
                    .iter()
                    .map(|part| self.pattern(part).unwrap_or("${?}".to_owned()));
                Some(parts.collect::<Vec<_>>().join(separator.text().unwrap_or_default()))
            }
            _ => None,
        }
    }

    /// An ARN, URL or name in plain text may speak of a resource of the template by its physical name.
    fn by_physical_name(&self, text: &str) -> Ref {
        let name = text.rsplit([':', '/']).next().unwrap_or(text);
        let keys = [
            "QueueName",
            "TopicName",
            "TableName",
            "BucketName",
            "FunctionName",
            "RoleName",
            "StreamName",
        ];
        let owns = |properties: Node<'_>| {
            keys.iter()
                .any(|key| properties.get(key).and_then(Node::text).is_some_and(|own| own == name))
        };
        let mut owners =
            self.resources.iter().filter(|(_, node)| node.get("Properties").is_some_and(owns));
        match (owners.next(), owners.next()) {
            (Some((owner, _)), None) => Ref::Resource((*owner).to_owned()),
            _ => Ref::Outside(text.to_owned()),
        }
    }

    fn mentioned(&self, node: Node<'t>, depth: usize, found: &mut Vec<&'t str>) {
        let Some(call) = call(node).filter(|_| depth < DEPTH) else { return };
        let mut add = |name: &'t str| {
            let name = name.split('.').next().unwrap_or(name);
            if self.resources.contains_key(name) {
                found.push(name);
            }
        };
        match call.name {
            "Ref" => call.argument.text().into_iter().for_each(add),
            "GetAtt" => attribute(call.argument).into_iter().for_each(|(name, _, _)| add(name)),
            "Sub" => {
                let Some((text, own)) = sub_parts(call.argument) else { return };
                let names = variables(text.text().unwrap_or_default());
                names
                    .into_iter()
                    .filter(|(_, name)| own.is_none_or(|own| own.get(name).is_none()))
                    .for_each(|(_, n)| add(n));
                own.map(Node::pairs)
                    .unwrap_or_default()
                    .iter()
                    .for_each(|p| self.mentioned(p.value, depth + 1, found));
            }
            "Join" | "If" | "Select" | "Split" => {
                let items = call.argument.items().iter().skip(1);
                items
                    .flat_map(
                        |item| {
                            if item.items().is_empty() { item.alone() } else { item.items() }
                        },
                    )
                    .for_each(|item| self.mentioned(item, depth + 1, found));
            }
            _ => {}
        }
    }

    fn collect(&self, node: Node<'t>, depth: usize, setting: &mut Setting<String>) {
        match (node.kind(), call(node)) {
            (Kind::Null, _) => setting.optional = true,
            (Kind::Scalar(text), _) if text.contains("{{resolve:") => setting.open = true,
            (Kind::Scalar(text), _) => setting.values.push((node.at(), text.to_string())),
            (_, Some(call)) if depth < DEPTH => self.collect_call(node, call, depth + 1, setting),
            _ => setting.open = true,
        }
    }

    fn collect_call(
        &self,
        node: Node<'t>,
        call: Call<'t>,
        depth: usize,
        setting: &mut Setting<String>,
    ) {
        match (call.name, call.argument.items()) {
            ("Ref", _) => self.collect_parameter(call.argument.text().unwrap_or_default(), setting),
            ("If", items) if let Some([_, then, otherwise]) = items.exactly() => {
                self.collect(then, depth, setting);
                self.collect(otherwise, depth, setting);
            }
            ("FindInMap", items) if let Some([map, first, second]) = items.at_least() => {
                self.collect_mapping(map, first, second, setting)
            }
            ("Sub", _) => collect_known(node, self.substitute(call.argument, depth), setting),
            ("Join", items) if let Some([separator, parts]) = items.exactly() => {
                let parts: Option<Vec<String>> =
                    parts.items().iter().map(|part| self.only_text(part, depth)).collect();
                let joined = parts.filter(|parts| !parts.is_empty()).zip(separator.text());
                collect_known(
                    node,
                    joined.map(|(parts, separator)| parts.join(separator)),
                    setting,
                );
            }
            ("Select", items) if let Some([index, list]) = items.exactly() => {
                let index = index.text().and_then(|index| index.parse::<usize>().ok());
                match index.and_then(|index| list.items().get(index)) {
                    Some(item) => self.collect(item, depth, setting),
                    None => setting.open = true,
                }
            }
            _ => setting.open = true,
        }
    }

    fn collect_parameter(&self, name: &str, setting: &mut Setting<String>) {
        if name == "AWS::NoValue" {
            setting.optional = true;
            return;
        }
        let Some(parameter) = self.parameters.get(name) else {
            setting.open = true;
            return;
        };
        let kind = parameter.get("Type").and_then(Node::text).unwrap_or("String");
        if kind.starts_with("AWS::SSM") || kind.starts_with("List<") || kind == "CommaDelimitedList"
        {
            setting.open = true;
            return;
        }
        let allowed = parameter.get("AllowedValues").map(Node::items).unwrap_or_default();
        let default = parameter
            .get("Default")
            .filter(|default| allowed.iter().all(|one| one.text() != default.text()));
        setting.open |= allowed.is_empty();
        let values = default.into_iter().chain(allowed);
        setting
            .values
            .extend(values.filter_map(|value| Some((value.at(), value.text()?.to_owned()))));
    }

    fn collect_mapping(
        &self,
        map: Node<'_>,
        first: Node<'_>,
        second: Node<'_>,
        setting: &mut Setting<String>,
    ) {
        let Some(map) = map.text().and_then(|name| self.mappings.get(name)) else {
            setting.open = true;
            return;
        };
        let rows = map.pairs().iter().filter(|row| first.text().is_none_or(|key| *row.key == *key));
        let cells = rows.flat_map(|row| row.value.pairs());
        let cells = cells.filter(|cell| second.text().is_none_or(|key| *cell.key == *key));
        let before = setting.values.len();
        setting.values.extend(
            cells.filter_map(|cell| Some((cell.value.at(), cell.value.text()?.to_owned()))),
        );
        setting.open |= setting.values.len() == before;
    }

    /// A `Sub` whose variables are all exactly known.
    fn substitute(&self, argument: Node<'t>, depth: usize) -> Option<String> {
        let (text, own) = sub_parts(argument)?;
        let text = text.text()?;
        let mut out = String::with_capacity(text.len());
        let mut from = 0;
        for (at, name) in variables(text) {
            let value = match own.and_then(|own| own.get(name)) {
                Some(value) => self.only_text(value, depth)?,
                None => {
                    let mut setting = Setting {
                        at: argument.at(),
                        values: Vec::new(),
                        open: false,
                        optional: false,
                    };
                    self.collect_parameter(name, &mut setting);
                    setting.only()?.clone()
                }
            };
            out.push_str(&text[from..at - 2]);
            out.push_str(&value);
            from = at + name.len() + 1;
        }
        out.push_str(&text[from..]);
        Some(out.replace("${!", "${"))
    }

    fn only_text(&self, node: Node<'t>, depth: usize) -> Option<String> {
        let mut setting =
            Setting { at: node.at(), values: Vec::new(), open: false, optional: false };
        self.collect(node, depth, &mut setting);
        setting.only().cloned()
    }
}

fn collect_known(node: Node<'_>, text: Option<String>, setting: &mut Setting<String>) {
    match text {
        Some(text) => setting.values.push((node.at(), text)),
        None => setting.open = true,
    }
}
