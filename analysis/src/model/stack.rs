//! What one program deploys.

use std::sync::Arc;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::{
    Alias, Body, Bucket, Dialect, EventSource, Function, InvokePermission, LocalFile, LogGroup,
    Names, OuterUrl, Queue, Reference, ReferenceKind, Relations, Resource, ResourceId, Role,
    RuleTarget, Schedule, Table, Topic, Traced,
};
use crate::finding::Suppression;
use crate::syntax::{Format, Tree};
use crate::text::{FileId, Span, Text};

/// What one template deploys.
#[derive(Clone, Debug)]
pub struct Stack {
    /// What it is written for.
    pub dialect: Dialect,
    /// The file that it starts in; the only one in most frameworks.
    pub template: Template,
    /// The other files that it is written in, such as those of modules.
    pub further: Vec<Template>,
    /// Whether there may be resources that cannot be seen: loops, unknown macros, includes.
    /// Rules about something missing from the template are then silent.
    pub open: bool,
    /// Whether a tool wrote it: what is changed in it is lost the next time.
    pub generated: bool,
    /// Where functions inherit from, when that section is written.
    pub globals: Option<Globals>,
    /// Lambda functions, in order.
    pub functions: Vec<Function>,
    /// Every resource, in order.
    pub resources: Vec<Arc<Resource>>,
    /// What triggers functions, by function; of one function in the order of the template. First what triggers functions
    /// that are not of this stack.
    pub event_sources: Vec<EventSource>,
    /// What has to do with what.
    pub relations: Relations,
    /// Resources by their names at AWS.
    pub physical_names: PhysicalNames,
    /// The logical names of all resources.
    pub logical_names: HashSet<String>,
    /// SQS queues.
    pub queues: Vec<Queue>,
    /// SNS topics.
    pub topics: Vec<Topic>,
    /// DynamoDB tables.
    pub tables: Vec<Table>,
    /// S3 buckets.
    pub buckets: Vec<Bucket>,
    /// Log groups.
    pub log_groups: Vec<LogGroup>,
    /// IAM roles that functions use or that trust Lambda.
    pub roles: Vec<Role>,
    /// Who may call which function.
    pub invoke_permissions: Vec<InvokePermission>,
    /// Schedules, of EventBridge rules and the Scheduler, whoever they call.
    pub schedules: Vec<Schedule>,
    /// Aliases of functions that are resources of their own.
    pub aliases: Vec<Alias>,
    /// Targets of EventBridge rules and schedules that call a function.
    pub targets: Vec<RuleTarget>,
    /// URLs of functions that are not of this stack.
    pub outer_urls: Vec<OuterUrl>,
    /// REST and HTTP APIs and state machines, with their tracing.
    pub traced: Vec<Traced>,
    /// Names that are used somewhere.
    pub references: Vec<Reference>,
    /// Names that may be referred to.
    pub names: Names,
    /// Findings that the template itself asks to be left out.
    pub ignored: Vec<Suppression>,
    /// Local files and folders that resources other than functions are made from.
    pub local_files: Vec<LocalFile>,
}

/// A config file that a stack is written in.
#[derive(Clone, Debug)]
pub struct Template {
    /// The file.
    pub file: FileId,
    /// Its text, for fixes.
    pub text: Text,
    /// Its format, for fixes.
    pub format: Format,
    /// Its tree, for fixes.
    pub tree: Arc<Tree>,
    /// Nothing can be saved of the text as it is now: the stack has what the last readable one deployed, kept so that
    /// findings in handlers stay while somebody types. Places in this file do not fit the text any more.
    pub stale: bool,
}

/// The section that functions inherit from (SAM's `Globals`).
#[derive(Clone, Debug)]
pub struct Globals {
    /// The key of the section about functions, or of the whole section when functions have none.
    pub at: Span,
    /// Where its properties are written.
    pub body: Body,
}

impl Stack {
    /// A stack that deploys nothing.
    pub fn new(dialect: Dialect, template: Template) -> Stack {
        Stack {
            dialect,
            template,
            further: Vec::new(),
            open: false,
            generated: false,
            globals: None,
            functions: Vec::new(),
            resources: Vec::new(),
            event_sources: Vec::new(),
            relations: Relations::default(),
            physical_names: PhysicalNames::default(),
            logical_names: HashSet::new(),
            queues: Vec::new(),
            topics: Vec::new(),
            tables: Vec::new(),
            buckets: Vec::new(),
            log_groups: Vec::new(),
            roles: Vec::new(),
            invoke_permissions: Vec::new(),
            schedules: Vec::new(),
            aliases: Vec::new(),
            targets: Vec::new(),
            outer_urls: Vec::new(),
            traced: Vec::new(),
            references: Vec::new(),
            names: Names::default(),
            ignored: Vec::new(),
            local_files: Vec::new(),
        }
    }

    /// Every file that it is written in, first the one that it starts in.
    pub fn templates(&self) -> impl Iterator<Item = &Template> {
        std::iter::once(&self.template).chain(&self.further)
    }

    /// The text and tree of one of its files.
    pub fn template_of(&self, file: FileId) -> Option<&Template> {
        self.templates().find(|template| template.file == file)
    }

    /// A resource by its id. `None` for one that is about to be added.
    pub fn resource(&self, id: ResourceId) -> Option<&Resource> {
        self.resources.get(id.0 as usize).map(|resource| &**resource)
    }

    /// The logical name of a resource; empty for one that is about to be added.
    pub fn name(&self, id: ResourceId) -> &str {
        self.resource(id).map(|resource| resource.name.as_str()).unwrap_or_default()
    }

    /// The place of a function in [`Stack::functions`].
    pub fn function_place(&self, id: ResourceId) -> Option<usize> {
        self.functions.binary_search_by_key(&id, |function| function.id).ok()
    }

    /// The function that a resource is.
    pub fn function(&self, id: ResourceId) -> Option<&Function> {
        self.functions.get(self.function_place(id)?)
    }

    /// The queue that a resource is.
    pub fn queue(&self, id: ResourceId) -> Option<&Queue> {
        of(&self.queues, id, |queue| queue.id)
    }

    /// The role that a resource is.
    pub fn role(&self, id: ResourceId) -> Option<&Role> {
        of(&self.roles, id, |role| role.id)
    }

    /// The log group that a resource is.
    pub fn log_group(&self, id: ResourceId) -> Option<&LogGroup> {
        of(&self.log_groups, id, |group| group.id)
    }

    /// Names that are used and that nothing defines; none where the text may not show all names.
    pub fn undefined(&self) -> impl Iterator<Item = &Reference> {
        let all = self.references.iter().filter(|_| !self.names.open);
        all.filter(|reference| !self.defines(reference) && !self.names.may_add(reference))
    }

    /// Whether it defines a name.
    pub fn defines(&self, reference: &Reference) -> bool {
        let (name, names) = (&reference.name, &self.names);
        let is_resource = || self.logical_names.contains(name);
        match reference.kind {
            ReferenceKind::Value => is_resource() || names.parameters.contains_key(name),
            ReferenceKind::Resource => is_resource(),
            ReferenceKind::Condition => names.conditions.contains_key(name),
            ReferenceKind::Mapping => names.mappings.contains_key(name),
        }
    }

    /// What triggers a function, in the order of the template.
    pub fn sources(&self, function: ResourceId) -> &[EventSource] {
        let sources = &self.event_sources;
        let function = Some(function);
        let start = sources.partition_point(|source| source.function < function);
        let end = sources.partition_point(|source| source.function <= function);
        &sources[start..end]
    }
}

/// The thing of a kind that a resource is; the things of every kind stand in the order of their resources.
fn of<T>(things: &[T], id: ResourceId, id_of: impl Fn(&T) -> ResourceId) -> Option<&T> {
    things.get(things.binary_search_by_key(&id, id_of).ok()?)
}

/// Finds resources by their names at AWS.
#[derive(Clone, Debug, Default)]
pub struct PhysicalNames {
    ids: HashMap<String, Vec<ResourceId>>,
}

impl PhysicalNames {
    /// Those resources whose names at AWS are known exactly.
    pub fn new(resources: &[Arc<Resource>]) -> PhysicalNames {
        let mut ids: HashMap<String, Vec<ResourceId>> = HashMap::new();
        for resource in resources {
            let name = resource.physical_name.as_ref().and_then(|name| name.only());
            if let Some(name) = name {
                ids.entry(name.clone()).or_default().push(resource.id);
            }
        }
        PhysicalNames { ids }
    }

    /// The resources with a name, in order; two kinds of resources may share one.
    pub fn find(&self, name: &str) -> &[ResourceId] {
        self.ids.get(name).map(Vec::as_slice).unwrap_or_default()
    }
}
