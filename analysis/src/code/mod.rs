//! Names resolved within and across files, and what is reachable from a handler's entry.

mod handler;
mod modules;
mod names;
mod projects;
mod symbols;

pub use handler::{Entry, Handler, Reached};
pub use modules::{Roots, load};
pub use projects::BUILT;

#[cfg(test)]
mod tests;
