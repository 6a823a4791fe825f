//! Scripted editor sessions against the real server: what a client sends, and what it gets to see.

#[path = "lsp/client.rs"]
mod client;
#[path = "lsp/configuration.rs"]
mod configuration;
#[path = "lsp/disk.rs"]
mod disk;
#[path = "lsp/documents.rs"]
mod documents;
#[path = "lsp/fixes.rs"]
mod fixes;
#[path = "lsp/parity.rs"]
mod parity;
#[path = "lsp/places.rs"]
mod places;
#[path = "project.rs"]
mod project;
#[path = "lsp/protocol.rs"]
mod protocol;
#[path = "lsp/random.rs"]
mod random;
#[path = "lsp/rule_pages.rs"]
mod rule_pages;
#[path = "lsp/unsaved.rs"]
mod unsaved;
