//! JavaScript and TypeScript as the tree of handler source.
//!
//! One lowering for both grammars: TypeScript's overloads and declarations are left out, declared types are kept by
//! name, and what is left is read as JavaScript.

mod classes;
mod exports;
mod expressions;
mod functions;
mod imports;
mod nodes;
mod operators;
mod patterns;
mod statements;
mod types;

use super::tree::{Language, Module};
use crate::text::FileId;
use nodes::{Lowering, Walk};

/// A whole file.
pub(super) fn module(
    file: FileId,
    language: Language,
    text: &str,
    origin: &[(u32, u32)],
) -> Module {
    let Some(tree) = parse(language, text) else { return Module::empty(file, language) };
    let walk = Walk::new(&tree, language == Language::TypeScript);
    let mut lowering = Lowering::new(file, text, origin, walk);
    let root = tree.root_node();
    let body = statements::block(&mut lowering, root);
    lowering.drop_unused_imports();
    let comments = lowering.comments(root);
    lowering.finish(language, body, comments, root.has_error())
}

/// A file with JSX in it is TypeScript of another dialect, in which `<T>value` cannot be written: it is tried
/// when the first one fails.
fn parse(language: Language, text: &str) -> Option<tree_sitter::Tree> {
    if language == Language::JavaScript {
        return tree_of(tree_sitter_javascript::LANGUAGE, text);
    }
    let plain = tree_of(tree_sitter_typescript::LANGUAGE_TYPESCRIPT, text)?;
    if !plain.root_node().has_error() || !(text.contains("/>") || text.contains("</")) {
        return Some(plain);
    }
    tree_of(tree_sitter_typescript::LANGUAGE_TSX, text)
        .filter(|tree| !tree.root_node().has_error())
        .or(Some(plain))
}

fn tree_of(grammar: impl Into<tree_sitter::Language>, text: &str) -> Option<tree_sitter::Tree> {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&grammar.into()).ok()?;
    parser.parse(text, None)
}
