//! What a value refers to, and the names that a template uses and may use.

use std::collections::BTreeMap;

use foldhash::HashSet;

use super::ResourceId;
use crate::text::Span;

/// What a value refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ref {
    /// An attribute of a resource of the program.
    To(ResourceId, Attribute),
    /// A text that names something outside, such as an ARN.
    Outside(String),
    /// Known only at deployment.
    Unknown,
}

impl Ref {
    /// The resource, when it is one of the program.
    pub fn resource(&self) -> Option<ResourceId> {
        match self {
            Ref::To(resource, _) => Some(*resource),
            _ => None,
        }
    }

    /// Whether it refers to this resource, by whatever attribute.
    pub fn is_to(&self, resource: ResourceId) -> bool {
        self.resource() == Some(resource)
    }
}

/// What of a resource a value holds: a queue's URL is not its ARN.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attribute {
    /// Its ARN.
    Arn,
    /// Its name at AWS.
    Name,
    /// Its URL.
    Url,
    /// What identifies it and is neither of these, such as the id of an API.
    Id,
    /// The ARN of its stream.
    StreamArn,
    /// Another attribute, by AWS's name.
    Other(String),
    /// It is part of a longer text, such as the address at which a function is called.
    Part,
}

impl Attribute {
    /// AWS's name of it; empty for a part of a text.
    pub fn shown(&self) -> &str {
        match self {
            Attribute::Arn => "Arn",
            Attribute::Name => "Name",
            Attribute::Url => "Url",
            Attribute::Id => "Id",
            Attribute::StreamArn => "StreamArn",
            Attribute::Other(name) => name,
            Attribute::Part => "",
        }
    }
}

/// A name used in the template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Where exactly the name stands.
    pub at: Span,
    /// The name.
    pub name: String,
    /// What it has to be.
    pub kind: ReferenceKind,
    /// It is the target of failed messages, events or invocations.
    pub takes_failures: bool,
}

impl Reference {
    /// The name without what is asked of the thing: `Ref` of `Worker.Alias` names `Worker`.
    pub fn head(&self) -> &str {
        self.name.split('.').next().unwrap_or(&self.name)
    }
}

/// What a used name has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReferenceKind {
    /// A resource, a parameter or a pseudo parameter.
    Value,
    /// A resource (`GetAtt`, `DependsOn`).
    Resource,
    /// A condition.
    Condition,
    /// A mapping.
    Mapping,
}

/// Names that may be referred to, beside those of resources, each with the place where it is defined.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Parameters.
    pub parameters: BTreeMap<String, Span>,
    /// Conditions.
    pub conditions: BTreeMap<String, Span>,
    /// Mappings.
    pub mappings: BTreeMap<String, Span>,
    /// Beginnings of the names that the framework itself adds at deployment; a name that starts so is never undefined.
    pub generated: HashSet<String>,
    /// Whether the text may not show all names: resources, mappings, parameters or conditions come in part from
    /// elsewhere.
    pub open: bool,
}

impl Names {
    /// Whether a name may be one that the text does not show, since it is added at deployment.
    pub fn may_add(&self, reference: &Reference) -> bool {
        let name = &reference.name;
        let is_resource = matches!(reference.kind, ReferenceKind::Value | ReferenceKind::Resource);
        let ends = name.char_indices().map(|(at, character)| at + character.len_utf8());
        let mut heads = ends.map(|end| &name[..end]);
        is_resource && heads.any(|head| self.generated.contains(head))
    }
}
