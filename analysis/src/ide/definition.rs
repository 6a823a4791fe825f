//! Go to definition: from a name to where it is defined, within the template, from a handler's text to its function,
//! from a read of an environment variable to its keys.

use super::{Definition, Token, in_order, token};
use crate::program::Program;
use crate::text::{FileId, Span};

/// Where the thing at a byte of a file is defined, in order; for a definition its own place. Empty when nothing is.
pub fn definition<'w>(
    programs_of: impl Fn(FileId) -> Vec<Program<'w>>,
    file: FileId,
    offset: u32,
) -> Vec<Span> {
    let found = definitions(&programs_of(file), file, offset);
    in_order(found.into_iter().map(|definition| definition.at).collect())
}

/// What is meant at a byte of a file, in all programs that hold it.
pub(super) fn definitions(programs: &[Program], file: FileId, offset: u32) -> Vec<Definition> {
    let tokens = programs.iter().filter_map(|program| token(program, file, offset));
    let mut found: Vec<Definition> =
        tokens.flat_map(|token| Token::definitions(&token).to_vec()).collect();
    found.sort_unstable();
    found.dedup();
    found
}
