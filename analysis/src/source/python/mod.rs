//! Python as the tree of handler source.
//!
//! Type hints are kept by name. What only Python 2 can read counts as broken; what of it can be read is kept.

mod definitions;
mod expressions;
mod imports;
mod limits;
mod mending;
mod patterns;
mod places;
mod statements;
mod texts;
mod types;

use ruff_python_ast::PySourceType;
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::parse_unchecked_source;
use ruff_text_size::Ranged;

use super::lowering::unread;
use super::tree::{Language, Module};
use crate::text::FileId;
use limits::Extent;
use places::Lowering;

/// A whole file.
pub(super) fn module(file: FileId, text: &str, origin: &[(u32, u32)]) -> Module {
    if limits::is_too_deep(text) {
        return unread(file, Language::Python, text, origin);
    }
    let mut parsed = parse_unchecked_source(text, PySourceType::Python);
    let mut extent = Extent::of(parsed.tokens());
    let broken = !parsed.has_valid_syntax() || extent.is_refused();
    let mended = if broken { mending::mended(text, parsed.tokens()) } else { None };
    if let Some(mended) = &mended {
        extent.free(parsed);
        parsed = parse_unchecked_source(mended, PySourceType::Python);
        extent = Extent::of(parsed.tokens());
    }
    let mut lowering = Lowering::new(file, text, origin, parsed.tokens());
    let body = statements::block(&mut lowering, parsed.suite());
    let comments = parsed
        .tokens()
        .iter()
        .filter(|token| token.kind() == TokenKind::Comment)
        .map(|token| lowering.comment(token.start().to_usize(), token.end().to_usize()))
        .collect();
    let module = lowering.finish(Language::Python, body, comments, broken);
    extent.free(parsed);
    module
}
