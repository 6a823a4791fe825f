//! Names resolved within and across files, what an expression can be, and what is reachable from a handler's entry.

mod calls;
mod exports;
mod follow;
mod guards;
mod handler;
mod kept;
mod leads;
mod members;
mod modules;
mod once;
mod projects;
mod reach;
mod texts;
mod values;

#[cfg(test)]
mod tests;

pub use follow::Code;
pub use guards::{Askings, goes_on_after, place_of};
pub use handler::{Entry, Handler, Reached, Step, Trace};
pub use leads::Leads;
pub use modules::{Roots, load};
pub use projects::{BUILT, Projects, is_built};
pub use values::{CallSite, ClassRef, Piece, Place, Value};
