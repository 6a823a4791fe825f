//! References, as the protocol asks for them.

use lamlint_analysis::text::{FileId, Span};
use lamlint_analysis::{Workspace, ide};
use tower_lsp_server::ls_types::{Location, ReferenceContext};

/// Where what stands at a byte of a file is used; with where it is defined, if the client wants that.
pub(crate) fn places(
    workspace: &Workspace,
    file: FileId,
    byte: u32,
    context: ReferenceContext,
) -> Vec<Span> {
    let programs_of = |file| workspace.programs_of(file);
    ide::references(programs_of, file, byte, context.include_declaration)
}

/// The answer to a client; `None` when nothing is used or defined there.
pub(crate) fn answer(locations: Vec<Location>) -> Option<Vec<Location>> {
    (!locations.is_empty()).then_some(locations)
}
