//! A program in terms of AWS, whatever framework it was written in.
//!
//! The model says what will be deployed and where each part was written. It knows no spelling: that is
//! `frameworks`' business, and [`Body`] carries what is needed to write a property back.

mod change;
mod composed;
mod function;
mod permission;
mod reference;
mod relation;
mod resource;
mod schedule_expression;
mod setting;
mod stack;
mod trigger;

pub use change::{Change, Grantee, NewKind, NewResource, Property, Value};
pub use composed::{Composed, Piece, Pseudo};
pub use function::{Build, Code, Environment, Function, Layers, Variable};
pub use permission::{ManagedPolicy, Policies, Principal, Role, Statement};
pub use reference::{Attribute, Names, Ref, Reference, ReferenceKind};
pub use relation::{Relation, RelationKind, Relations};
pub use resource::{
    Alias, Bucket, InvokePermission, LocalFile, LogGroup, OuterUrl, Provisioned, Queue, Resource,
    ResourceId, ResourceKind, Routing, RuleTarget, Schedule, Share, SnapStart, Table, Topic,
    Traced,
};
pub use schedule_expression::{ScheduleFault, schedule_fault};
pub use setting::Setting;
pub use stack::{Globals, PhysicalNames, Stack, Template};
pub use trigger::{EventSource, S3Filter, TriggerKind};

use crate::syntax::NodeId;
use crate::text::FileId;

/// In whose words something is written, by the name that heads its column in `data/properties.tsv`. Each framework
/// names its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dialect(pub &'static str);

/// Where and how a thing's properties are written, so that a change can write one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Body {
    /// The file.
    pub file: FileId,
    /// The map that stands for the thing.
    pub node: NodeId,
    /// The keys of the maps between it and the properties; those that are missing are made.
    pub keys: &'static [&'static str],
    /// In whose words the properties are.
    pub dialect: Dialect,
}
