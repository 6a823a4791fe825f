//! The lowerings against texts.
//!
//! A module is written down as its outline: one line a statement, in a notation that is the same for all
//! languages, so that the same meaning in two languages can be compared as text.

mod broken;
mod half_typed;
mod hostile;
mod meaning;
mod outline;
mod places;
mod scopes;
mod types;
