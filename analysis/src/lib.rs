//! lamlint's analysis: text in, findings out.
//!
//! Reading order: [`text`] → [`syntax`] (config formats) and [`source`] (handler languages).

pub mod finding;
pub mod project;
pub mod rule;
pub mod source;
pub mod syntax;
pub mod text;
pub mod workspace;

pub use workspace::Workspace;
