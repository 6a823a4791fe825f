//! lamlint's analysis: text in, findings out.
//!
//! Each module is a room of the house, listed here from the ground up; an import goes down, never up
//! (`tests/tidy/layers.rs` holds it).

pub mod text;

pub mod source;
pub mod syntax;

pub mod finding;
pub mod model;
pub mod tables;

pub mod files;

pub mod code;
pub mod frameworks;
pub mod sdk;

pub mod program;
pub mod rule;

pub mod ide;

pub mod workspace;

#[cfg(any(test, feature = "fixtures"))]
pub mod fixture;

pub use finding::{Safety, Severity, Tag};
pub use program::Program;
pub use rule::{Findings, FixKind, Rule, Topic};
pub use workspace::Workspace;
