//! JavaScript and TypeScript as the tree of handler source.
//!
//! One lowering for both grammars: TypeScript's overloads and declarations are left out, declared types are kept by
//! name, and what is left is read as JavaScript.

mod classes;
mod exports;
mod expressions;
mod functions;
mod imports;
mod limits;
mod nodes;
mod operators;
mod patterns;
mod statements;
mod types;

use tree_sitter::Tree;

use super::lowering::unread;
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
    let Some(tree) = parse(language, text) else {
        return unread(file, language, text, origin);
    };
    let walk = Walk::new(&tree, language == Language::TypeScript);
    let mut lowering = Lowering::new(file, text, origin, walk);
    let root = tree.root_node();
    let body = statements::block(&mut lowering, root);
    lowering.drop_unused_imports();
    let comments = lowering.comments(root);
    lowering.finish(language, body, comments, root.has_error())
}

/// A file with JSX in it is TypeScript of another dialect, in which `<T>value` cannot be written: it is tried
/// when the first one fails. `None` when the text is too broken to be read.
fn parse(language: Language, text: &str) -> Option<Tree> {
    if language == Language::JavaScript {
        return limits::tree(tree_sitter_javascript::LANGUAGE, text);
    }
    let plain = limits::tree(tree_sitter_typescript::LANGUAGE_TYPESCRIPT, text);
    let is_whole = |tree: &Tree| !tree.root_node().has_error();
    if plain.as_ref().is_some_and(is_whole) || !(text.contains("/>") || text.contains("</")) {
        return plain;
    }
    let with_tags = limits::tree(tree_sitter_typescript::LANGUAGE_TSX, text);
    with_tags.filter(|tree| plain.is_none() || is_whole(tree)).or(plain)
}
