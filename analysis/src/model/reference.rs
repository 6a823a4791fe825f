//! Names that a template uses, and names that it may use.

use crate::text::Span;

/// A name used in the template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Where exactly the name stands.
    pub at: Span,
    /// The name.
    pub name: String,
    /// What it has to be.
    pub kind: ReferenceKind,
}

/// What a used name has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// Names that may be referred to.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Parameters.
    pub parameters: Vec<String>,
    /// Conditions.
    pub conditions: Vec<String>,
    /// Mappings.
    pub mappings: Vec<String>,
    /// What is always there, such as `AWS::Region`.
    pub pseudo: &'static [&'static str],
    /// Beginnings of the names that the framework itself adds at deployment; a name that starts so is never undefined.
    pub generated: Vec<String>,
    /// Whether mappings, parameters or conditions come in part from elsewhere.
    pub open: bool,
}
