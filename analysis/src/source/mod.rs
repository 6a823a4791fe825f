//! Handler source of every language as one small tree.
//!
//! A lowering (one a language) turns grammar nodes into [`Module`]; everything after it is the same for all
//! languages. Nothing here knows AWS.

mod javascript;
mod literal;
mod lowering;
mod python;
mod tree;
pub mod walk;

pub use tree::*;

use crate::text::FileId;

impl Language {
    /// The language of a file by its extension. `None` for every other file, also for TypeScript declarations
    /// (`.d.ts`), which never run.
    pub fn of_path(path: &str) -> Option<Language> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let (stem, extension) = name.rsplit_once('.')?;
        match extension {
            "py" => Some(Language::Python),
            "js" | "mjs" | "cjs" | "jsx" => Some(Language::JavaScript),
            "ts" | "mts" | "cts" | "tsx" if stem.rsplit('.').next() != Some("d") => {
                Some(Language::TypeScript)
            }
            _ => None,
        }
    }

    /// Whether a service's name cannot name a variable, since the language means something by it.
    pub fn reserves(self, name: &str) -> bool {
        self == Language::Python && name == "lambda"
    }
}

/// Reads a source file, or inline code that was taken out of a template: then `origin` leads its bytes back
/// into `file`, as in [`crate::text::Excerpt`]. An empty `origin` means that `text` is the whole file.
///
/// Broken code is read as far as possible and marked as [`Module::broken`].
pub fn read(file: FileId, language: Language, text: &str, origin: &[(u32, u32)]) -> Module {
    match language {
        Language::Python => python::module(file, text, origin),
        Language::JavaScript | Language::TypeScript => {
            javascript::module(file, language, text, origin)
        }
    }
}

#[cfg(test)]
mod tests;
