//! The house's conventions, each held by a test: sizes, names, headers, layers, lists and docs that are in step.
//!
//! Every check is a pure function from files to complaints, with a test that it can complain.

#[path = "tidy/docs.rs"]
mod docs;
#[path = "tidy/extension.rs"]
mod extension;
#[path = "tidy/files.rs"]
mod files;
#[path = "tidy/form.rs"]
mod form;
#[path = "tidy/layers.rs"]
mod layers;
#[path = "tidy/rooms.rs"]
mod rooms;
#[path = "tidy/rules.rs"]
mod rules;
