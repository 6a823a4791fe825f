//! Links stacks, handlers and resources; the only thing that rules see.

mod assembly;
mod change;
mod hoist;
mod link;
pub mod loops;
mod writes;

pub use assembly::Assembly;
pub use hoist::hoist;
pub use link::{CodeState, Link};

use crate::code::Handler;
use crate::frameworks::{Property, dialect_of, spelling};
use crate::model::{
    Body, Dialect, EventSource, Function, Principal, Queue, Ref, Role, RuleTarget, Setting, Stack,
    Statement, TriggerKind,
};
use crate::sdk::Uses;
use crate::syntax::{self, Kind, SyntaxError, Value};
use crate::tables::quotas;
use crate::text::Edit;
use crate::text::{FileId, Span};

/// One program: a template, its handlers, and what stands around them.
#[derive(Debug)]
pub struct Program<'w> {
    /// The template. A handler that no template points at has an empty one.
    pub stack: &'w Stack,
    /// Its functions' code.
    pub link: &'w Link,
    /// The day that lifecycles are judged by, `YYYY-MM-DD`.
    pub today: &'w str,
}

impl<'w> Program<'w> {
    /// The functions, in the order of the template.
    pub fn functions(&self) -> &'w [Function] {
        &self.stack.functions
    }

    /// The handlers, each once, however many functions run it.
    pub fn handlers(&self) -> &'w [Handler] {
        &self.link.handlers
    }

    /// The handlers with what they do with AWS and the environment.
    pub fn uses(&self) -> impl Iterator<Item = (&'w Handler, &'w Uses)> {
        self.link.handlers.iter().zip(&self.link.uses)
    }

    /// What the code of a function does, when its file was found.
    pub fn uses_of(&self, function: &Function) -> Option<&'w Uses> {
        self.codes().find(|(one, _)| one.name == function.name).and_then(|(_, code)| match code {
            CodeState::Found(handler) => self.link.uses.get(*handler),
            _ => None,
        })
    }

    /// The functions of the template that run a handler.
    pub fn functions_of(&self, handler: &'w Handler) -> impl Iterator<Item = &'w Function> {
        let functions = &self.stack.functions;
        handler.functions.iter().filter_map(|index| functions.get(*index))
    }

    /// The code of every function.
    pub fn codes(&self) -> impl Iterator<Item = (&'w Function, &'w CodeState)> {
        self.stack.functions.iter().zip(&self.link.codes)
    }

    /// The handler of a function, when its file was found.
    pub fn handler(&self, function: &Function) -> Option<&'w Handler> {
        self.codes().find(|(one, _)| one.name == function.name).and_then(|(_, code)| match code {
            CodeState::Found(handler) => self.link.handlers.get(*handler),
            _ => None,
        })
    }

    /// The name of the function that a role of the template is for: one that is given it, or Lambda in general when
    /// only its trust policy says so. `None` for roles of other services.
    pub fn user_of(&self, role: &'w Role) -> Option<&'w str> {
        let given = |function: &&Function| {
            let roles = function.policies.role.iter().flat_map(Setting::each);
            roles.into_iter().any(|(_, target)| target.resource() == Some(&role.name))
        };
        let user = self.stack.functions.iter().find(given).map(|function| function.name.as_str());
        let lambda = |who: &Principal| matches!(who, Principal::Service(service) if service == "lambda.amazonaws.com");
        let trusts = role
            .trust
            .iter()
            .flat_map(|statement| &statement.principals)
            .any(|(_, who)| lambda(who));
        user.or_else(|| trusts.then_some(role.name.as_str()))
    }

    /// Every statement that allows something to a function, as a person wrote it, with the function's name; those of
    /// its role too when the role is of this template. Statements of policy templates are not among them.
    pub fn statements(&self) -> impl Iterator<Item = (&'w str, &'w Statement)> {
        let own = self
            .stack
            .functions
            .iter()
            .map(|function| (function.name.as_str(), &function.policies));
        let roles = self.stack.roles.iter();
        let of_roles: Vec<_> =
            roles.filter_map(|role| Some((self.user_of(role)?, &role.policies))).collect();
        let all = own
            .chain(of_roles)
            .flat_map(|(name, policies)| policies.statements.iter().map(move |one| (name, one)));
        all.filter(|(_, statement)| statement.allow && !statement.from_template)
    }

    /// The resource named, when it is a queue of this template.
    pub fn queue_of(&self, target: &Ref) -> Option<&'w Queue> {
        target.resource().and_then(|name| self.stack.queue(name))
    }

    /// What could not be read of the template.
    pub fn syntax_errors(&self) -> &'w [SyntaxError] {
        &self.stack.tree.errors
    }

    /// The template's text at a place.
    pub fn text_at(&self, at: Span) -> &'w str {
        if at.file == self.stack.file { self.stack.text.slice(at) } else { "" }
    }

    /// The rule target or schedule behind a trigger of a function.
    pub fn targets(&self) -> &'w [RuleTarget] {
        &self.stack.targets
    }

    /// Whether a function has a trigger of this kind.
    pub fn is_triggered_by(&self, function: &Function, test: impl Fn(TriggerKind) -> bool) -> bool {
        function.event_sources.iter().any(|source: &EventSource| test(source.kind))
    }

    /// Edits that write a property, replacing what is there. Empty where the framework cannot say it, or where the
    /// text is too unusual to be changed faithfully.
    pub fn set(&self, body: &Body, property: Property, value: &Value) -> Vec<Edit> {
        let path = spelling(self.stack, body, property);
        path.map(|path| self.set_at(body, path, value)).unwrap_or_default()
    }

    /// Edits that add an entry below a property, such as one variable to the environment.
    pub fn set_entry(
        &self,
        body: &Body,
        property: Property,
        entry: &str,
        value: &Value,
    ) -> Vec<Edit> {
        let Some(path) = spelling(self.stack, body, property) else { return Vec::new() };
        let path: Vec<&str> = path.iter().copied().chain([entry]).collect();
        self.set_at(body, &path, value)
    }

    /// The framework in whose words a body is written: a SAM template holds plain resources too.
    pub fn dialect_of(&self, body: &Body) -> Dialect {
        dialect_of(self.stack, body)
    }

    /// Edits that write a value at a path of keys below a body.
    pub fn set_at(&self, body: &Body, path: &[&str], value: &Value) -> Vec<Edit> {
        // Written from the nearest map that exists, so that a missing one on the way is made as well; but lists are
        // never made.
        let keys: Vec<&str> =
            body.path.iter().map(String::as_str).chain(path.iter().copied()).collect();
        let behind_list = keys.iter().rposition(|key| key.starts_with('[')).map_or(0, |at| at + 1);
        let map = self.stack.descend(&body.path[..behind_list]);
        let Some(map) = map.filter(|_| !body.path.is_empty()) else { return Vec::new() };
        let (text, format) = (&self.stack.text, self.stack.format);
        syntax::set(text, format, map, &keys[behind_list..], value).unwrap_or_default()
    }

    /// Edits that add a resource to the template under a name that is not taken; and the name.
    pub fn add_resource(&self, name: &str, value: &Value) -> (String, Vec<Edit>) {
        let parameters = &self.stack.names.parameters;
        let taken = |name: &str| {
            self.stack.resource(name).is_some() || parameters.iter().any(|one| one == name)
        };
        let numbered = (2..).map(|number| format!("{name}{number}"));
        let name = std::iter::once(name.to_owned())
            .chain(numbered)
            .find(|name| !taken(name))
            .unwrap_or_default();
        let body = Body { path: vec!["Resources".to_owned()] };
        let edits = self.set_at(&body, &[&name], value);
        (name, edits)
    }

    /// Edits that add several resources behind each other, each under a name that is not taken.
    pub fn add_resources(&self, resources: &[(String, Value)]) -> Vec<Edit> {
        let mut edits: Vec<Edit> = Vec::new();
        for edit in resources.iter().flat_map(|(name, value)| self.add_resource(name, value).1) {
            match edits.iter_mut().find(|one| one.at == edit.at) {
                // All go behind the same last resource.
                Some(one) => one.text.push_str(&edit.text),
                None => edits.push(edit),
            }
        }
        edits
    }

    /// Edits that put another text in place of a scalar, keeping its quotes.
    pub fn replace(&self, at: Span, text: &str) -> Vec<Edit> {
        if at.file != self.stack.file {
            return Vec::new();
        }
        let quote =
            self.stack.text.slice(at).chars().next().filter(|first| matches!(first, '"' | '\''));
        let text = match quote {
            Some(quote) => format!("{quote}{text}{quote}"),
            None => text.to_owned(),
        };
        vec![Edit::replace(at, text)]
    }

    /// Whether a written scalar has just this text, quotes aside: only then may it be replaced as a whole.
    pub fn is_written_as(&self, at: Span, text: &str) -> bool {
        at.file == self.stack.file && self.stack.text.slice(at).trim_matches(['"', '\'']) == text
    }

    /// The template's file.
    pub fn template(&self) -> FileId {
        self.stack.file
    }

    /// A note on where a value is used, when it was written elsewhere (a parameter, a mapping, `Globals`).
    pub fn is_elsewhere(&self, value: Span, function: &Function) -> bool {
        !function.span.contains(value)
    }

    /// Whether the tree holds nothing at all under `Resources`.
    pub fn is_empty(&self) -> bool {
        let resources = self.stack.tree.documents.first().and_then(|root| root.get("Resources"));
        resources.is_none_or(|node| matches!(node.kind, Kind::Null))
    }
}

impl Function {
    /// The timeout in force, s: Lambda's default, at the function's name, when none is written.
    pub fn effective_timeout(&self) -> Setting<i64> {
        self.timeout.clone().unwrap_or_else(|| {
            let default = quotas::quota(quotas::TIMEOUT).default.unwrap_or_default();
            Setting::known(self.at, default)
        })
    }
}

impl Queue {
    /// The visibility timeout in force, s: the default, at the queue's name, when none is written.
    pub fn effective_visibility_timeout(&self) -> Setting<i64> {
        self.visibility_timeout.clone().unwrap_or_else(|| {
            let default = quotas::quota(quotas::VISIBILITY_TIMEOUT).default.unwrap_or_default();
            Setting::known(self.at, default)
        })
    }
}
