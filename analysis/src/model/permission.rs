//! Who may do what.

use std::sync::Arc;

use super::{Body, Composed, Ref, Resource, Setting};
use crate::text::Span;

/// What a function may do, as far as the template shows.
#[derive(Clone, Debug, Default)]
pub struct Policies {
    /// Where the policies (or the role) are written.
    pub at: Option<Span>,
    /// Statements written for this function alone.
    pub statements: Vec<Statement>,
    /// Managed policies by name or ARN.
    pub managed: Vec<ManagedPolicy>,
    /// The role it is given, instead of one of its own.
    pub role: Option<Setting<Ref>>,
    /// Whether there may be others than these.
    pub open: bool,
}

/// A managed policy that is attached.
#[derive(Clone, Debug, PartialEq)]
pub struct ManagedPolicy {
    /// Where it is written.
    pub at: Span,
    /// Its name, without the ARN around it; `None` when it is not AWS's own or not known.
    pub name: Option<String>,
}

/// An IAM role.
#[derive(Clone, Debug)]
pub struct Role {
    /// The resource that it is.
    pub resource: Arc<Resource>,
    /// Where properties are written.
    pub body: Body,
    /// Who may take it on.
    pub trust: Vec<Statement>,
    /// Whether the trust policy is known in full.
    pub trust_open: bool,
    /// What it may do, inline policies and policies of the template that name it included.
    pub policies: Policies,
}

/// A statement of a policy.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Statement {
    /// The whole statement; for a policy template, its use.
    pub at: Span,
    /// `Effect: Allow`; false also when unknown.
    pub allow: bool,
    /// Actions, as written.
    pub actions: Vec<(Span, String)>,
    /// Whether there may be other actions.
    pub actions_open: bool,
    /// Resources, as they are put together.
    pub resources: Vec<(Span, Composed)>,
    /// Where the resources are written, for a fix.
    pub resources_at: Option<Span>,
    /// Condition keys, such as `aws:SourceArn`. A condition that is not a map gives the key `?`.
    pub conditions: Vec<String>,
    /// Principals (trust and resource policies).
    pub principals: Vec<(Span, Principal)>,
    /// `NotAction`, `NotResource` or `NotPrincipal` is used.
    pub inverted: bool,
    /// It comes from a policy template of the framework, whose text nobody can change here.
    pub from_template: bool,
}

/// Who is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Principal {
    /// `*`, also as `AWS: "*"`.
    Everyone,
    /// A service such as `lambda.amazonaws.com`.
    Service(String),
    /// An account, role or user.
    Account(String),
    /// Known only at deployment.
    Unknown,
}
