//! JavaScript and TypeScript as the tree of handler source.
//!
//! One lowering for both grammars: TypeScript's types, overloads and declarations are left out, and what is left
//! is read as JavaScript.

mod classes;
mod exports;
mod expressions;
mod functions;
mod imports;
mod operators;
mod patterns;
mod statements;

use tree_sitter::Node;

use super::lowering::Lowering;
use super::tree::Statement;

/// A whole file.
pub(super) fn module<'t>(lowering: &mut Lowering<'t>, root: Node<'t>) -> Vec<Statement> {
    statements::block(lowering, root)
}
