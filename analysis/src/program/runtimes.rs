//! Whether a function's code runs on another runtime.

use super::Program;
use crate::model::{Code, Function};
use crate::tables::runtimes::Runtime;
use crate::text::Span;

/// Something in code that a runtime does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// Where the code needs it.
    pub at: Span,
    /// What is missing, in words.
    pub what: String,
}

impl Program<'_> {
    /// The first thing that a function's code needs and that a runtime of its language does not have; for inline code that is
    /// put together at deployment, that nobody knows. Silent where the code was not found.
    pub fn obstacle(&self, function: &Function, runtime: &Runtime) -> Option<Obstacle> {
        if let Code::Inline(None) = function.code {
            let what = format!("whether its inline code runs on {} cannot be seen", runtime.id);
            return Some(Obstacle { at: function.at, what });
        }
        let handler = self.handler(function)?;
        let entry = handler.entry_function();
        // A handler with a callback has three parameters; in other languages a third one means nothing.
        if let Some(entry) = entry.filter(|entry| entry.parameters.len() > 2)
            && !runtime.takes_callbacks()
        {
            let what = format!("{} does not take an answer by callback", runtime.id);
            return Some(Obstacle { at: entry.name_at, what });
        }
        handler.files.iter().zip(&handler.imports).find_map(|(file, own)| {
            let mut imports = file.module.imports.iter().enumerate();
            let (_, import) = imports.find(|(place, import)| {
                !own.contains_key(place) && !import.type_only && runtime.lacks(&import.module)
            })?;
            let what = format!("{} does not bring `{}`", runtime.id, import.module);
            Some(Obstacle { at: import.at, what })
        })
    }
}
