//! Policy documents, roles, and the policies that name a role.

use std::collections::BTreeSet;

use crate::frameworks::intrinsics::call;
use crate::frameworks::item::Item;
use crate::frameworks::lowering::Lowering;
use crate::frameworks::scope::Scope;
use crate::model::{
    Composed, ManagedPolicy, Piece, Policies, Principal, ResourceId, Role, Statement,
};
use crate::syntax::{Kind, Node};

/// Lowers a role.
pub(crate) fn role<'t>(lowering: &mut Lowering<'t>, item: &Item<'t>) {
    let scope = &lowering.scope;
    let trust_document = item.get(&["AssumeRolePolicyDocument"]);
    let (trust, trust_open) = match trust_document {
        Some(document) => statements(scope, document),
        None => (Vec::new(), true),
    };
    let mut policies =
        Policies { at: item.get(&["Policies"]).map(Node::at), ..Policies::default() };
    if let Some(list) = item.get(&["Policies"]) {
        let entries = scope.entries(list);
        policies.open |= entries.open;
        for entry in entries.nodes {
            match entry.get("PolicyDocument") {
                Some(document) => add_document(scope, document, &mut policies),
                None => policies.open = true,
            }
        }
    }
    if let Some(list) = item.get(&["ManagedPolicyArns"]) {
        add_managed(scope, list, &mut policies);
    }
    let resource = lowering.resource(item);
    lowering.stack.roles.push(Role { resource, body: item.body(), trust, trust_open, policies });
}

/// Brings policies that stand apart to the roles that they name.
pub(crate) fn attach<'t>(lowering: &mut Lowering<'t>, items: &[Item<'t>]) {
    let is_policy = |item: &&Item| {
        let kinds = ["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy"];
        kinds.contains(&item.kind)
    };
    for item in items.iter().filter(is_policy) {
        let roles = item.get(&["Roles"]).or(item.get(&["RoleName"]));
        let names = roles.map(|node| lowering.scope.arms(node).items()).unwrap_or_default();
        let named: BTreeSet<ResourceId> =
            names.into_iter().filter_map(|node| lowering.scope.target(node).resource()).collect();
        let mut policies = Policies::default();
        match item.get(&["PolicyDocument"]) {
            Some(document) => add_document(&lowering.scope, document, &mut policies),
            None => policies.open = true,
        }
        for id in named {
            let roles = &mut lowering.stack.roles;
            let Ok(place) = roles.binary_search_by_key(&id, |role| role.id) else { continue };
            roles[place].policies.statements.extend(policies.statements.iter().cloned());
            roles[place].policies.open |= policies.open;
        }
    }
}

/// Adds the statements of a policy document.
pub(crate) fn add_document<'t>(scope: &Scope<'t>, document: Node<'t>, policies: &mut Policies) {
    let (found, open) = statements(scope, document);
    policies.statements.extend(found);
    policies.open |= open;
}

/// Adds managed policies by name or ARN.
pub(crate) fn add_managed<'t>(scope: &Scope<'t>, list: Node<'t>, policies: &mut Policies) {
    let entries = scope.entries(list);
    policies.open |= entries.open;
    policies.managed.extend(entries.nodes.into_iter().map(|entry| managed(scope, entry)));
}

/// A managed policy: `arn:aws:iam::aws:policy/service-role/Name` gives `Name`.
pub(crate) fn managed<'t>(scope: &Scope<'t>, node: Node<'t>) -> ManagedPolicy {
    let text = scope.form(node).shown(|id| scope.name(id));
    let name = match text.split_once(":policy/") {
        Some((head, name)) if head.ends_with("iam::aws") => {
            name.rsplit('/').next().map(str::to_owned)
        }
        Some(_) => None,
        None => (!text.contains(['$', ':', '/'])).then_some(text),
    };
    ManagedPolicy { at: node.at(), name }
}

/// The statements of a document, and whether there may be others.
pub(crate) fn statements<'t>(scope: &Scope<'t>, document: Node<'t>) -> (Vec<Statement>, bool) {
    let mut found = Vec::new();
    let documents = scope.arms(document);
    let mut open = documents.open;
    for document in documents.nodes {
        let Some(list) = document.get("Statement") else {
            open = true;
            continue;
        };
        let entries = scope.entries(list);
        open |= entries.open;
        found.extend(entries.nodes.into_iter().map(|node| statement(scope, node)));
    }
    (found, open)
}

fn statement<'t>(scope: &Scope<'t>, node: Node<'t>) -> Statement {
    let mut statement = Statement {
        at: node.at(),
        allow: node
            .get("Effect")
            .and_then(Node::text)
            .is_some_and(|effect| effect.eq_ignore_ascii_case("allow")),
        actions: Vec::new(),
        actions_open: false,
        resources: Vec::new(),
        resources_at: node.get("Resource").map(Node::at),
        conditions: conditions(node.get("Condition")),
        principals: node.get("Principal").map(|node| principals(scope, node)).unwrap_or_default(),
        inverted: ["NotAction", "NotResource", "NotPrincipal"]
            .iter()
            .any(|key| node.get(key).is_some()),
        from_template: false,
    };
    if let Some(actions) = node.get("Action") {
        let arms = scope.arms(actions);
        statement.actions_open = arms.open;
        for item in arms.items() {
            let Some(setting) = scope.text(item) else { continue };
            statement.actions_open |= setting.open;
            statement.actions.extend(setting.values);
        }
    }
    if let Some(resources) = node.get("Resource") {
        let entries = scope.entries(resources);
        let each = entries.nodes.into_iter();
        statement.resources = each.map(|entry| (entry.at(), scope.form(entry))).collect();
        if entries.open {
            statement.resources.push((resources.at(), Composed::of(Piece::Unknown)));
        }
    }
    statement
}

/// The condition keys of a `Condition` map.
fn conditions(node: Option<Node<'_>>) -> Vec<String> {
    let Some(node) = node else { return Vec::new() };
    if !matches!(node.kind(), Kind::Map(_)) || call(node).is_some() {
        return vec!["?".to_owned()];
    }
    node.pairs()
        .iter()
        .flat_map(|test| test.value.pairs())
        .map(|pair| pair.key.to_string())
        .collect()
}

fn principals<'t>(scope: &Scope<'t>, node: Node<'t>) -> Vec<(crate::text::Span, Principal)> {
    if let Some(text) = node.text() {
        let who = if text == "*" { Principal::Everyone } else { Principal::Unknown };
        return vec![(node.at(), who)];
    }
    if call(node).is_some() {
        return vec![(node.at(), Principal::Unknown)];
    }
    let mut found = Vec::new();
    for pair in node.pairs() {
        for item in scope.arms(pair.value).items() {
            let form = scope.form(item);
            let text = form.shown(|id| scope.name(id));
            let who = match pair.key {
                _ if form.is_unknown() => Principal::Unknown,
                "AWS" if text == "*" => Principal::Everyone,
                "Service" if form.is_open() => service(&text),
                "Service" => Principal::Service(text),
                _ => Principal::Account(text),
            };
            found.push((item.at(), who));
        }
    }
    found
}

/// `lambda.${AWS::URLSuffix}` is the service in every partition.
fn service(text: &str) -> Principal {
    match text.strip_suffix(".${URLSuffix}") {
        Some(name) => Principal::Service(format!("{name}.amazonaws.com")),
        None => Principal::Unknown,
    }
}
