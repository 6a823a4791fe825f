//! lamlint's analysis: text in, findings out.
//!
//! Reading order: [`text`] → [`syntax`] (config formats) → [`frameworks`] → [`model`], and [`source`] (handler
//! languages) → [`sdk`]; [`project`] links the two sides, [`workspace`] holds all open state.

pub mod finding;
pub mod frameworks;
pub mod model;
pub mod project;
pub mod rule;
pub mod source;
pub mod syntax;
pub mod tables;
pub mod text;
pub mod workspace;

pub use workspace::Workspace;
