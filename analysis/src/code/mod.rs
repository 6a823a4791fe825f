//! Names resolved within and across files, what an expression can be, and what is reachable from a handler's entry.

mod calls;
mod depends;
mod exports;
mod fills;
mod follow;
mod given;
mod guards;
mod handler;
mod kept;
mod leads;
mod members;
mod modules;
mod projects;
mod reach;
mod seen;
mod texts;
mod unbound;
mod values;

#[cfg(test)]
mod tests;

pub use follow::Code;
pub use guards::goes_on_after;
pub use handler::{Entry, Handler, Reached, Step, Trace};
pub use leads::Leads;
pub use modules::{Roots, load};
pub use projects::{BUILT, Projects, is_built};
pub use values::{CallSite, ClassRef, Piece, Place, Value};
