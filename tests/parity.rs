//! One project, several spellings: YAML and JSON, one framework and another, one language and another give the same
//! findings.
//!
//! `parity/frameworks/` holds one directory a project, in it one template a framework; `parity/languages/` one
//! directory a behaviour of handlers, in it one file or folder a language. What is new is a new file there.

mod behaviours;
#[path = "parity/formats.rs"]
mod formats;
#[path = "parity/frameworks.rs"]
mod frameworks;
mod json;
#[path = "parity/languages.rs"]
mod languages;
mod samples;
