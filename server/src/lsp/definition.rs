//! Go to definition, as the protocol asks for it.

use lamlint_analysis::text::{FileId, Span};
use lamlint_analysis::{Workspace, ide};
use tower_lsp_server::ls_types::{GotoDefinitionResponse, Location};

/// Where what stands at a byte of a file is defined.
pub(crate) fn places(workspace: &Workspace, file: FileId, byte: u32) -> Vec<Span> {
    ide::definition(|file| workspace.programs_of(file), file, byte)
}

/// The answer to a client; `None` when nothing is defined there.
pub(crate) fn answer(locations: Vec<Location>) -> Option<GotoDefinitionResponse> {
    (!locations.is_empty()).then_some(GotoDefinitionResponse::Array(locations))
}
