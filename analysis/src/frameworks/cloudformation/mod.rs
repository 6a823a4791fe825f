//! CloudFormation resources, which SAM templates use as well.
//!
//! First every resource is lowered by itself, then what lies outside a function (mappings, notifications,
//! rules, roles, permissions) is brought to the function that it names.

pub(super) mod attributes;
pub(super) mod edge;
pub(super) mod function;
pub(super) mod policies;
pub(super) mod references;
pub(super) mod resources;
pub(super) mod targets;
pub(super) mod triggers;
pub(super) mod uses;

pub(crate) use function::{dead_letter, excerpt, local, shared, stored};
pub(crate) use policies::{add_document, managed};
pub(crate) use resources::traced;
pub(crate) use targets::{carries, comes_again, expression};
pub(crate) use triggers::{event_source, invoked_by, on_failure, polled, polled_kind, s3_filter};
