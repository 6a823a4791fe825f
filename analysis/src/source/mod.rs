//! Handler source of every language as one small tree.
//!
//! A lowering (one a language) turns grammar nodes into [`Module`]; everything after it is the same for all
//! languages. Nothing here knows AWS.

pub mod bindings;
mod javascript;
mod literal;
mod lowering;
mod python;
mod scoping;
pub mod sites;
mod tree;
pub mod walk;

pub use scoping::{Environment, Scoping};
pub use tree::*;

use crate::text::FileId;
use lowering::Lowering;

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
    let Some(tree) = parse(language, text) else { return Module::empty(file, language) };
    let mut lowering = Lowering::new(file, text, origin, &tree);
    lowering.used = (language == Language::TypeScript).then(std::collections::HashSet::new);
    let body = match language {
        Language::Python => python::module(&mut lowering, tree.root_node()),
        Language::JavaScript | Language::TypeScript => {
            javascript::module(&mut lowering, tree.root_node())
        }
    };
    lowering.finish(language, body, tree.root_node())
}

/// A file with JSX in it is TypeScript of another dialect, in which `<T>value` cannot be written: it is tried
/// when the first one fails.
fn parse(language: Language, text: &str) -> Option<tree_sitter::Tree> {
    match language {
        Language::Python => tree_of(tree_sitter_python::LANGUAGE, text),
        Language::JavaScript => tree_of(tree_sitter_javascript::LANGUAGE, text),
        Language::TypeScript => {
            let plain = tree_of(tree_sitter_typescript::LANGUAGE_TYPESCRIPT, text)?;
            if !plain.root_node().has_error() || !(text.contains("/>") || text.contains("</")) {
                return Some(plain);
            }
            tree_of(tree_sitter_typescript::LANGUAGE_TSX, text)
                .filter(|tree| !tree.root_node().has_error())
                .or(Some(plain))
        }
    }
}

fn tree_of(grammar: impl Into<tree_sitter::Language>, text: &str) -> Option<tree_sitter::Tree> {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&grammar.into()).ok()?;
    parser.parse(text, None)
}

#[cfg(test)]
mod tests;
