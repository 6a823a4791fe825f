//! `Policies` of a SAM function: managed names, documents, and policy templates.

use crate::frameworks::cloudformation::attributes::pseudo;
use crate::frameworks::cloudformation::{add_document, managed};
use crate::frameworks::intrinsics::call;
use crate::frameworks::scope::Scope;
use crate::model::{Composed, Piece, Policies, Statement};
use crate::syntax::{Kind, Node, Pair};

/// SAM's policy templates: name, parameters, actions, resources; one statement a line.
/// From aws-sam-translator 1.115.0 (Apache-2.0), 2026-11-23.
const TEMPLATES: &str = include_str!("../../../data/sam-policy-templates.tsv");

/// Adds what a `Policies` value grants.
pub(super) fn add<'t>(scope: &Scope<'t>, node: Node<'t>, policies: &mut Policies) {
    let entries = scope.entries(node);
    policies.open |= entries.open;
    entries.nodes.into_iter().for_each(|entry| add_one(scope, entry, policies));
}

fn add_one<'t>(scope: &Scope<'t>, node: Node<'t>, policies: &mut Policies) {
    match node.kind() {
        Kind::Scalar(_) => policies.managed.push(managed(scope, node)),
        // A managed policy by reference: what one of the customer's own grants is not shown here.
        _ if call(node).is_some() => {
            policies.managed.push(managed(scope, node));
            policies.open = true;
        }
        Kind::Map(_) if node.get("Statement").is_some() => add_document(scope, node, policies),
        Kind::Map(pairs) => match pairs.only() {
            Some(pair) if pair.key.ends_with("Policy") => add_template(scope, pair, policies),
            _ => policies.open = true,
        },
        _ => policies.open = true,
    }
}

fn add_template<'t>(scope: &Scope<'t>, pair: Pair<'t>, policies: &mut Policies) {
    let before = policies.statements.len();
    for line in TEMPLATES.lines().filter(|line| line.split('\t').next() == Some(pair.key)) {
        let mut columns = line.split('\t').skip(1);
        let (Some(actions), Some(resources)) = (columns.next(), columns.next()) else { continue };
        policies.statements.push(statement(scope, pair, actions, resources));
    }
    policies.open |= policies.statements.len() == before;
}

fn statement<'t>(scope: &Scope<'t>, pair: Pair<'t>, actions: &str, resources: &str) -> Statement {
    let at = pair.key_at;
    Statement {
        at,
        allow: true,
        actions: actions.split(',').map(|action| (at, action.to_owned())).collect(),
        actions_open: false,
        resources: resources.split(',').map(|text| (at, filled(scope, pair, text))).collect(),
        resources_at: None,
        conditions: Vec::new(),
        principals: Vec::new(),
        inverted: false,
        from_template: true,
    }
}

/// A resource of a policy template with its parameters filled in: `arn:${AWS::Partition}:s3:::<BucketName>`.
fn filled<'t>(scope: &Scope<'t>, pair: Pair<'t>, pattern: &str) -> Composed {
    let mut sum = Composed::default();
    let mut rest = pattern;
    while let Some((before, inner, after)) = next(rest) {
        sum.push(Piece::Literal(before.to_owned()));
        match inner.strip_prefix('{') {
            Some(name) => {
                sum.push(Piece::Pseudo(pseudo(name.trim_start_matches("AWS::"))));
            }
            None => match pair.value.get(inner) {
                Some(value) => sum.append(scope.form(value)),
                None => sum.push(Piece::Unknown),
            },
        }
        rest = after;
    }
    sum.push(Piece::Literal(rest.to_owned()));
    sum
}

/// What stands before the next `${Pseudo}` (given as `{Pseudo`) or `<Parameter>`, what it names, and the rest.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let start = text.find(['<', '$'])?;
    let close = if text[start..].starts_with('<') { '>' } else { '}' };
    let end = start + text[start..].find(close)?;
    Some((&text[..start], &text[start + 1..end], &text[end + 1..]))
}
