//! References: from a name, at its definition or at any use, to all uses.

use super::definition::definitions;
use super::{in_order, uses};
use crate::program::Program;
use crate::text::{FileId, Span};

/// Where the thing at a byte of a file is used, in order, by all programs that know it; with where it is defined, if
/// that is asked for. Empty when nothing is meant there.
pub fn references<'w>(
    programs_of: impl Fn(FileId) -> Vec<Program<'w>>,
    file: FileId,
    offset: u32,
    with_definitions: bool,
) -> Vec<Span> {
    let mut places = Vec::new();
    for definition in definitions(&programs_of(file), file, offset) {
        let programs = programs_of(definition.at.file);
        places.extend(programs.iter().flat_map(|program| uses(program, definition)));
        places.extend(with_definitions.then_some(definition.at));
    }
    in_order(places)
}
