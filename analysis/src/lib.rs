//! lamlint's analysis: text in, findings out.
//!
//! Reading order: [`text`] → [`syntax`] (config formats) → [`frameworks`] → [`model`], and [`source`] (handler
//! languages) → [`sdk`]; [`project`] links the two sides, [`workspace`] holds all open state.

pub mod finding;
pub mod fix;
#[cfg(any(test, feature = "fixtures"))]
pub mod fixture;
pub mod frameworks;
pub mod model;
pub mod paths;
pub mod project;
pub mod reading;
pub mod rule;
pub mod sdk;
pub mod similar;
pub mod source;
pub mod suppress;
pub mod syntax;
pub mod tables;
pub mod text;
pub mod workspace;

pub use finding::{Findings, Safety, Tag};
pub use project::Project;
pub use rule::{FixKind, Rule, Severity, Topic};
pub use workspace::Workspace;
