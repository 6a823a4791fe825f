//! Links stacks, handlers and resources; the only thing that rules see.

/// Everything known about one program: its template, its handlers, its resources.
#[derive(Debug)]
pub struct Project {}
