//! What stands at a position, and what an editor asks of it: plain data, no protocol.
//!
//! [`token`] says what stands there, [`uses`] where a thing is used; a feature is one file on top of both. A position
//! may lie in several programs at once, such as a handler that several templates run: features are given
//! `programs_of`, which says what programs hold a file, and answer for all of them.

mod code;
mod definition;
mod references;
mod template;
mod token;

pub use definition::definition;
pub use references::references;
pub use token::{Definition, DefinitionKind, Token, token, uses};

use crate::text::Span;

/// Whether a cursor at a byte is at a place: inside of it, or right before or after it.
fn touches(at: Span, offset: u32) -> bool {
    at.start <= offset && offset <= at.end
}

/// In order of place, each once.
fn in_order(mut places: Vec<Span>) -> Vec<Span> {
    places.sort_unstable();
    places.dedup();
    places
}

#[cfg(test)]
mod tests;
