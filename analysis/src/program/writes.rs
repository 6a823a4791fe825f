//! What a handler writes to, in terms of the template.

use super::Program;
use crate::model::{Function, Setting, TriggerKind};
use crate::sdk::{Argument, Call};

impl<'w> Program<'w> {
    /// The logical name of the resource that a write goes to when this function runs the code. `None` when the
    /// argument cannot be followed, and for resources that are not of this template.
    pub fn written(&self, function: &'w Function, write: &Call) -> Option<&'w str> {
        match &write.resource {
            Argument::Env(name) => {
                let mut variables = function.environment.variables.iter();
                variables.find(|variable| variable.name == *name)?.target.resource()
            }
            Argument::Text(text) => self.named(text),
            Argument::Event => {
                let mut sources =
                    function.event_sources.iter().filter(|source| source.kind == TriggerKind::S3);
                let (first, others) = (sources.next()?, sources.next());
                if others.is_some() || write.service != "s3" {
                    return None;
                }
                first.source.resource()
            }
            Argument::Unknown => None,
        }
    }

    /// The bucket, queue or table with this name at AWS.
    fn named(&self, text: &str) -> Option<&'w str> {
        let is = |name: &Option<Setting<String>>| {
            name.as_ref().and_then(Setting::only).is_some_and(|name| name == text)
        };
        let stack = self.stack;
        let buckets = stack.buckets.iter().map(|one| (&one.name, &one.physical_name));
        let queues = stack.queues.iter().map(|one| (&one.name, &one.physical_name));
        let tables = stack.tables.iter().map(|one| (&one.name, &one.physical_name));
        let mut all = buckets.chain(queues).chain(tables);
        all.find(|(_, name)| is(name)).map(|(name, _)| name.as_str())
    }
}
