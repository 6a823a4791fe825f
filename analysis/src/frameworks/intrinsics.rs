//! CloudFormation's functions as they are written, in both spellings. What they give is [`super::scope`]'s business.

use crate::syntax::{Items, Kind, Node};
use crate::text::Span;

/// How deep calls may nest before a value counts as unknown; templates stay far below.
pub(super) const DEPTH: usize = 24;

/// A call of an intrinsic function, in either spelling.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call<'t> {
    /// Its name without `Fn::` or `!`.
    pub(crate) name: &'t str,
    /// What it is given.
    pub(crate) argument: Node<'t>,
}

/// The call that a node is, if it is one: `!Sub x` as well as `Fn::Sub: x`.
pub(crate) fn call(node: Node<'_>) -> Option<Call<'_>> {
    match node.kind() {
        Kind::Tagged { tag, value, .. } => {
            Some(Call { name: tag.trim_start_matches('!'), argument: value })
        }
        Kind::Map(pairs) => match pairs.only()? {
            pair if pair.key == "Ref" => Some(Call { name: "Ref", argument: pair.value }),
            pair => pair.key.strip_prefix("Fn::").map(|name| Call { name, argument: pair.value }),
        },
        _ => None,
    }
}

/// The resource and attribute that a `GetAtt` names, with the place of each: `A.Arn` or `[A, Arn]`.
pub(crate) fn attribute(argument: Node<'_>) -> Option<(&str, &str, Span)> {
    if let Some(text) = argument.text() {
        let (resource, attribute) = text.split_once('.')?;
        return Some((resource, attribute, argument.at()));
    }
    let [resource, attribute] = argument.items().at_least()?;
    Some((resource.text()?, attribute.text().unwrap_or_default(), resource.at()))
}

/// The variables of a `Sub` text with their byte offsets in it: `${Name}` and `${Name.Attribute}`, not `${!Literal}`,
/// whose sign may have spaces before it.
pub(crate) fn variables(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find("${").map(|at| from + at) {
        let Some(close) = text[open..].find('}').map(|at| open + at) else { break };
        let inner = &text[open + 2..close];
        if !inner.trim_start().starts_with('!') {
            found.push((open + 2, inner));
        }
        from = close + 1;
    }
    found
}

/// The forms that a value can take.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arms<'t> {
    /// Each form; never null or an `If`.
    pub(crate) nodes: Vec<Node<'t>>,
    /// Whether others are possible.
    pub(crate) open: bool,
    /// Whether it may be absent.
    pub(crate) optional: bool,
}

impl<'t> Arms<'t> {
    /// The entries of all forms that are lists. A single value counts as a list of one.
    pub(crate) fn items(&self) -> Vec<Node<'t>> {
        let each = |node: &Node<'t>| -> Items<'t> {
            match node.kind() {
                Kind::List(items) => items,
                _ => node.alone(),
            }
        };
        self.nodes.iter().flat_map(each).collect()
    }
}

pub(super) fn collect_arms<'t>(node: Node<'t>, depth: usize, arms: &mut Arms<'t>) {
    match (node.kind(), call(node)) {
        (Kind::Null, _) => arms.optional = true,
        (_, Some(Call { name: "If", argument })) if depth < DEPTH => {
            match argument.items().exactly() {
                Some([_, then, otherwise]) => {
                    collect_arms(then, depth + 1, arms);
                    collect_arms(otherwise, depth + 1, arms);
                }
                None => arms.open = true,
            }
        }
        (_, Some(Call { name: "Ref", argument })) if argument.text() == Some("AWS::NoValue") => {
            arms.optional = true
        }
        (_, Some(Call { name: "Transform", .. })) => arms.open = true,
        _ => arms.nodes.push(node),
    }
}

/// The text of a `Sub` and its own variables: `!Sub text` or `!Sub [text, {…}]`.
pub(crate) fn sub_parts(argument: Node<'_>) -> Option<(Node<'_>, Option<Node<'_>>)> {
    let items = argument.items();
    match items.first() {
        Some(text) => Some((text, items.get(1))),
        None => argument.text().map(|_| (argument, None)),
    }
}
