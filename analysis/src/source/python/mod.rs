//! Python as the tree of handler source.
//!
//! Type hints are left out. Python 2 is read as far as the grammar goes.

mod definitions;
mod expressions;
mod imports;
mod patterns;
mod statements;
mod texts;

use tree_sitter::Node;

use super::lowering::Lowering;
use super::tree::Statement;

/// A whole file.
pub(super) fn module<'t>(lowering: &mut Lowering<'t>, root: Node<'t>) -> Vec<Statement> {
    statements::block(lowering, root)
}
