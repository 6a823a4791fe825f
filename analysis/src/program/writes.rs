//! What a handler writes to, in terms of the template.

use super::Program;
use crate::model::{Function, ResourceId, ResourceKind, TriggerKind};
use crate::sdk::{Argument, Call};

impl Program<'_> {
    /// The resource that a write goes to when this function runs the code. `None` when the argument cannot be followed,
    /// and for resources that are not of this template.
    pub fn written(&self, function: &Function, write: &Call) -> Option<ResourceId> {
        self.meant(function, write.service, &write.resource)
    }

    /// The resource that an argument of a call means when this function runs the code; `None` as for
    /// [`Program::written`].
    pub fn meant(
        &self,
        function: &Function,
        service: &str,
        argument: &Argument,
    ) -> Option<ResourceId> {
        match argument {
            Argument::Env(name) => {
                let mut variables = function.environment.variables.iter();
                variables.find(|variable| variable.name == *name)?.target.resource()
            }
            Argument::Text(text) => self.named(text),
            Argument::Event => {
                let sources = self.sources(function).iter();
                let mut sources = sources.filter(|source| source.kind == TriggerKind::S3);
                let (first, others) = (sources.next()?, sources.next());
                if others.is_some() || service != "s3" {
                    return None;
                }
                first.source.resource()
            }
            Argument::Unknown => None,
        }
    }

    /// The bucket, queue or table with this name at AWS.
    fn named(&self, text: &str) -> Option<ResourceId> {
        let stack = self.stack?;
        let kinds = [ResourceKind::Bucket, ResourceKind::Queue, ResourceKind::Table];
        let mut found = stack.physical_names.find(text).iter().copied();
        found.find(|id| stack.resource(*id).is_some_and(|resource| kinds.contains(&resource.kind)))
    }
}
