//! One stack with its handlers: the only thing that rules see.

mod absent;
mod assembly;
mod base;
mod callers;
mod commands;
mod decode;
mod hoist;
mod holders;
mod link;
pub mod loops;
mod named;
mod packaged;
mod runtimes;
mod writes;

pub use assembly::Assembly;
pub use decode::decode;
pub use hoist::hoist;
pub use holders::Holder;
pub use link::{CodeState, Link};
pub use runtimes::Obstacle;

use std::sync::Arc;

use crate::code::Handler;
use crate::frameworks;
use crate::model::{
    Alias, Body, Bucket, Change, EventSource, Function, Globals, InvokePermission, LogGroup,
    OuterUrl, Property, Queue, Ref, Reference, RelationKind, Resource, ResourceId, Role,
    RuleTarget, Schedule, Setting, Stack, Table, Topic, Traced,
};
use crate::sdk::Uses;
use crate::syntax::SyntaxError;
use crate::tables::quotas;
use crate::text::{Edit, FileId, Span};

/// One program: what is deployed, its handlers, and what stands around them.
#[derive(Debug)]
pub struct Program<'w> {
    /// The file in which it starts: its template, or the handler that no template points at.
    pub file: FileId,
    /// What is deployed; `None` for a handler that no template points at.
    pub stack: Option<&'w Stack>,
    /// Its functions' code.
    pub link: &'w Link,
    /// The day that lifecycles are judged by, `YYYY-MM-DD`.
    pub today: &'w str,
}

/// The slices of a stack, empty where there is none.
macro_rules! slices {
    ($($(#[$docs:meta])* $name:ident: $kind:ty;)*) => {
        impl<'w> Program<'w> {
            $($(#[$docs])* pub fn $name(&self) -> &'w [$kind] {
                self.stack.map(|stack| stack.$name.as_slice()).unwrap_or_default()
            })*
        }
    };
}

slices! {
    /// Aliases of functions that are resources of their own.
    aliases: Alias;
    /// S3 buckets.
    buckets: Bucket;
    /// The functions, in the order of the template.
    functions: Function;
    /// Who may call which function.
    invoke_permissions: InvokePermission;
    /// Log groups.
    log_groups: LogGroup;
    /// SQS queues.
    queues: Queue;
    /// URLs of functions that are not of this stack.
    outer_urls: OuterUrl;
    /// Names that are used somewhere.
    references: Reference;
    /// Every resource, by id.
    resources: Arc<Resource>;
    /// IAM roles.
    roles: Role;
    /// Schedules, of EventBridge rules and the Scheduler, whoever they call.
    schedules: Schedule;
    /// DynamoDB tables.
    tables: Table;
    /// Targets of EventBridge rules and schedules that call a function.
    targets: RuleTarget;
    /// SNS topics.
    topics: Topic;
    /// APIs and state machines, with their tracing.
    traced: Traced;
}

impl<'w> Program<'w> {
    /// Whether there may be resources that cannot be seen: rules about something missing are then silent.
    pub fn is_open(&self) -> bool {
        self.stack.is_none_or(|stack| stack.open)
    }

    /// The section that functions inherit from.
    pub fn globals(&self) -> Option<&'w Globals> {
        self.stack?.globals.as_ref()
    }

    /// The handlers, each once, however many functions run it.
    pub fn handlers(&self) -> &'w [Handler] {
        &self.link.handlers
    }

    /// The handlers with what they do with AWS and the environment.
    pub fn uses(&self) -> impl Iterator<Item = (&'w Handler, &'w Uses)> + use<'w> {
        self.link.handlers.iter().zip(&self.link.uses)
    }

    /// What the code of a function does, when its file was found.
    pub fn uses_of(&self, function: &Function) -> Option<&'w Uses> {
        self.link.uses.get(self.handler_place(function)?)
    }

    /// The functions of the template that run a handler.
    pub fn functions_of(&self, handler: &'w Handler) -> impl Iterator<Item = &'w Function> {
        let functions = self.functions();
        handler.functions.iter().filter_map(|index| functions.get(*index))
    }

    /// The code of every function.
    pub fn codes(&self) -> impl Iterator<Item = (&'w Function, &'w CodeState)> {
        self.functions().iter().zip(&self.link.codes)
    }

    /// The handler of a function, when its file was found.
    pub fn handler(&self, function: &Function) -> Option<&'w Handler> {
        self.link.handlers.get(self.handler_place(function)?)
    }

    /// Whether a function's code looks who calls it: it reads an authorization header or a webhook's signature.
    pub fn checks_callers(&self, function: &Function) -> bool {
        self.handler(function).is_some_and(callers::are_asked)
    }

    /// Whether a handler only answers for custom resources: its functions have no trigger, and its code reads what
    /// CloudFormation sends. Then it runs when a stack is deployed, and hardly twice in one environment.
    pub fn serves_stacks(&self, handler: &Handler) -> bool {
        let has_trigger = |function: &Function| !self.sources(function).is_empty();
        !self.functions_of(handler).any(has_trigger) && callers::are_stacks(handler)
    }

    fn handler_place(&self, function: &Function) -> Option<usize> {
        match self.link.codes.get(self.stack?.function_place(function.id)?)? {
            CodeState::Found(handler) => Some(*handler),
            _ => None,
        }
    }

    /// The logical name of a resource.
    pub fn name(&self, id: ResourceId) -> &'w str {
        self.stack.map(|stack| stack.name(id)).unwrap_or_default()
    }

    /// The function that a resource is.
    pub fn function(&self, id: ResourceId) -> Option<&'w Function> {
        self.stack?.function(id)
    }

    /// The role that a resource is.
    pub fn role(&self, id: ResourceId) -> Option<&'w Role> {
        self.stack?.role(id)
    }

    /// The log group that a resource is.
    pub fn log_group(&self, id: ResourceId) -> Option<&'w LogGroup> {
        self.stack?.log_group(id)
    }

    /// The resource named, when it is a queue of this template.
    pub fn queue_of(&self, target: &Ref) -> Option<&'w Queue> {
        self.stack?.queue(target.resource()?)
    }

    /// What triggers a function, in the order of the template.
    pub fn sources(&self, function: &Function) -> &'w [EventSource] {
        self.stack.map(|stack| stack.sources(function.id)).unwrap_or_default()
    }

    /// What a resource triggers, each with the function that it calls.
    pub fn triggered_by(
        &self,
        resource: ResourceId,
    ) -> impl Iterator<Item = (&'w Function, &'w EventSource)> {
        let triggers = self.triggers_of(resource);
        triggers.filter_map(|(function, source)| Some((function?, source)))
    }

    /// What a resource triggers, each with the function that it calls; `None` for one of another stack.
    pub fn triggers_of(
        &self,
        resource: ResourceId,
    ) -> impl Iterator<Item = (Option<&'w Function>, &'w EventSource)> {
        let stack = self.stack;
        let triggers = stack.map(|stack| stack.relations.from(resource, RelationKind::Triggers));
        triggers.into_iter().flatten().filter_map(move |relation| {
            let stack = stack?;
            let source = stack.event_sources.get(relation.detail as usize)?;
            Some((source.function.and_then(|function| stack.function(function)), source))
        })
    }

    /// What triggers functions, each with the function that it calls; `None` for one of another stack.
    pub fn event_sources(&self) -> impl Iterator<Item = (Option<&'w Function>, &'w EventSource)> {
        let stack = self.stack;
        let sources = stack.map(|stack| stack.event_sources.as_slice()).unwrap_or_default();
        let called =
            move |source: &EventSource| stack.zip(source.function).and_then(|(s, f)| s.function(f));
        sources.iter().map(move |source| (called(source), source))
    }

    /// Who may call a function, by permissions of the template.
    pub fn permissions(&self, function: &Function) -> impl Iterator<Item = &'w InvokePermission> {
        let stack = self.stack;
        let permits = stack.map(|stack| stack.relations.to(function.id, RelationKind::Permits));
        let permissions = self.invoke_permissions();
        let detail = permits.into_iter().flatten().map(|relation| relation.detail as usize);
        detail.filter_map(move |place| permissions.get(place))
    }

    /// Whether something that is no trigger names a function: a state machine, another function. It may call it.
    pub fn may_be_called_unseen(&self, function: &Function) -> bool {
        self.has(function.id, RelationKind::Calls)
    }

    /// Whether something of the template sends what failed to a queue or a topic.
    pub fn takes_failures(&self, resource: &Resource) -> bool {
        self.has(resource.id, RelationKind::FailsTo)
    }

    fn has(&self, to: ResourceId, what: RelationKind) -> bool {
        self.stack.is_some_and(|stack| !stack.relations.to(to, what).is_empty())
    }

    /// The log groups that a function writes to because of their names.
    pub fn log_groups_of(&self, function: &Function) -> impl Iterator<Item = &'w LogGroup> {
        let stack = self.stack;
        let logs = stack.map(|stack| stack.relations.from(function.id, RelationKind::Logs));
        logs.into_iter().flatten().filter_map(move |relation| stack?.log_group(relation.to))
    }

    /// The functions that have a role, in the order of the template.
    pub fn users(&self, role: &Role) -> impl Iterator<Item = &'w Function> {
        let stack = self.stack;
        let users = stack.map(|stack| stack.relations.to(role.id, RelationKind::Assumes));
        users.into_iter().flatten().filter_map(move |relation| stack?.function(relation.from))
    }

    /// What could not be read of the template, file by file.
    pub fn syntax_errors(&self) -> impl Iterator<Item = &'w SyntaxError> {
        self.stack.into_iter().flat_map(Stack::templates).flat_map(|file| &file.tree.errors)
    }

    /// Whether a templating language writes a template before it is deployed: lines of it that are no YAML say so.
    pub fn is_filled_in(&self, file: FileId) -> bool {
        let Some(template) = self.stack.and_then(|stack| stack.template_of(file)) else {
            return false;
        };
        let mut broken = template.tree.errors.iter().filter(|error| error.first.is_none());
        broken.any(|error| {
            let start = template.text.line_start(error.at.start) as usize;
            let line = template.text.as_str().get(start..).unwrap_or_default().trim_start();
            ["{%", "{{", "{#"].iter().any(|mark| line.starts_with(mark))
        })
    }

    /// The template's text at a place; empty for a place in a handler.
    pub fn text_at(&self, at: Span) -> &'w str {
        let template = self.stack.and_then(|stack| stack.template_of(at.file));
        template.map(|template| template.text.slice(at)).unwrap_or_default()
    }

    /// Whether a function has a trigger of some kind.
    pub fn is_triggered_by(
        &self,
        function: &Function,
        test: impl Fn(&EventSource) -> bool,
    ) -> bool {
        self.sources(function).iter().any(test)
    }

    /// Whether a property can be said of a thing in the words that it is written in.
    pub fn can_say(&self, body: &Body, property: Property) -> bool {
        frameworks::can_say(body, property)
    }

    /// The edits that make all of several changes; none when one of them cannot be written faithfully.
    pub fn edits(&self, changes: &[Change]) -> Vec<Edit> {
        self.stack.and_then(|stack| frameworks::edits(stack, changes)).unwrap_or_default()
    }

    /// The id of a resource that is about to be added: the first one, the second one …
    pub fn new_id(&self, place: u32) -> ResourceId {
        ResourceId(self.resources().len() as u32 + place)
    }

    /// Whether a written scalar has just this text, quotes aside: only then may it be replaced as a whole.
    pub fn is_written_as(&self, at: Span, text: &str) -> bool {
        self.stack.is_some_and(|stack| stack.template_of(at.file).is_some())
            && self.text_at(at).trim_matches(['"', '\'']) == text
    }

    /// Whether a value of a function is written elsewhere: in a parameter, a mapping, `Globals`.
    pub fn is_elsewhere(&self, value: Span, function: &Function) -> bool {
        !function.span.contains(value)
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
