//! Names resolved within and across files, and what is reachable from a handler's entry.

mod handler;
mod modules;
mod names;
mod symbols;

pub use handler::{Entry, Handler, Reached};
pub use modules::load;
