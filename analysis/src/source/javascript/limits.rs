//! What a text may cost that is broken in many places.
//!
//! At an error the parser tries every way to go on, some 50 µs long, and copies what it could not place so far, which
//! is more with each error: a long text that is broken everywhere takes minutes. One mistake does it, such as an
//! `import {` before a thousand lines, so looking at parts of the text does not tell. Neither do the actions that the
//! parser counts nor the bytes that it reads: both are those of a text without errors. Its log does.
//!
//! The tree is the same whether the log is written or not, and a text without errors is never given up.

use std::cell::Cell;
use std::ops::ControlFlow;
use std::rc::Rc;

use tree_sitter::{LogType, ParseOptions, ParseState, Parser, Tree};

/// Bytes up to which a text is parsed unwatched: to write the log takes twice as long as to parse, and nothing of
/// this length takes more than half a second.
const UNWATCHED: usize = 10_000;

/// Steps after errors that a text may take, which is half a second of them at most. Of 9,000 files that people
/// wrote, from 8 kB to 4 MB, the worst takes 604; 1,500 lines of Flow, each other one with a type, take 9,000.
const MOST_STEPS: usize = 10_000;

/// How often a text may be read: none of those files needs more than two and a half times, but where a comment opens
/// that is never closed, it is read to its end each time.
const MOST_READINGS: usize = 8;

/// Bytes that are read in one go.
const CHUNK: usize = 4_096;

/// What the log says of each way that is tried, of each word that is left out, and of each place that is gone back to.
const STEPS: [&str; 3] = ["resume ", "skip_token ", "recover_to_previous "];

/// The tree of a text; `None` when it is broken in too many places to be worth its cost.
pub(super) fn tree(grammar: impl Into<tree_sitter::Language>, text: &str) -> Option<Tree> {
    let mut parser = Parser::new();
    parser.set_language(&grammar.into()).ok()?;
    if text.len() <= UNWATCHED { parser.parse(text, None) } else { watched(&mut parser, text) }
}

fn watched(parser: &mut Parser, text: &str) -> Option<Tree> {
    let steps = Rc::new(Cell::new(0));
    let counted = Rc::clone(&steps);
    parser.set_logger(Some(Box::new(move |kind, message| {
        let is_step = || STEPS.iter().any(|step| message.starts_with(step));
        if kind == LogType::Parse && is_step() {
            counted.set(counted.get() + 1);
        }
    })));
    let left = Cell::new(Some(text.len() * MOST_READINGS));
    let mut read = |from: usize, _| {
        let chunk = text.get(from..text.floor_char_boundary(from + CHUNK)).unwrap_or_default();
        left.set(left.get().and_then(|left| left.checked_sub(chunk.len())));
        // The parser asks whether to stop only between words, and a word may reach to the end of the text.
        if left.get().is_some() { chunk } else { "" }
    };
    let is_over = || steps.get() > MOST_STEPS || left.get().is_none();
    let mut stop = |_: &ParseState| {
        if is_over() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let options = ParseOptions::new().progress_callback(&mut stop);
    parser.parse_with_options(&mut read, None, Some(options)).filter(|_| !is_over())
}
