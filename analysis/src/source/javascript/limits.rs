//! What a text may cost that is broken in many places.
//!
//! At an error the parser tries every way to go on, some 50 µs long, and copies what it could not place so far, which
//! is more with each error: a long text that is broken everywhere takes minutes. One mistake does it, such as an
//! `import {` before a thousand lines, so looking at parts of the text does not tell. Neither do the actions that the
//! parser counts nor the bytes that it reads: both are those of a text without errors. Its log does, but to write it
//! takes twice as long as to parse. So the log of a long text is first heard in samples only, and from the start once
//! a sample tells of errors.
//!
//! To turn the log on, parsing must halt and go on. The tree stays the same where the parser has no more than one
//! reading of the text so far in mind, which the log tells too: where it had several, all is parsed again, without a
//! halt. No text without errors is ever given up.

use std::cell::Cell;
use std::ops::ControlFlow::{self, Break, Continue};
use std::rc::Rc;

use tree_sitter::{LogType, ParseOptions, ParseState, Parser, Tree};

/// Bytes up to which a text is parsed unwatched: nothing of this length takes more than half a second.
const UNWATCHED: usize = 10_000;

/// Looks at the state of the parser, one each 100 actions, from one sample of its log to the next: some 10 kB of text.
const STRETCH: usize = 100;

/// Looks after which a sample is taken wherever the parser is; before, it waits for the end of a statement, where one
/// reading is left nearly always.
const LONGEST_STRETCH: usize = 200;

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
    if text.len() <= UNWATCHED {
        return parser.parse(text, None);
    }
    sampled(&mut parser, text).or_else(|| {
        parser.reset();
        watched(&mut parser, text)
    })
}

/// Parses with the log on now and then; `None` when that told of an error, or when a halt may have changed the tree.
fn sampled(parser: &mut Parser, text: &str) -> Option<Tree> {
    let source = Source::new(text);
    // Halted while it balances a tree that is complete, the parser makes another one of it.
    let end = text.trim_end().len();
    loop {
        parser.set_logger(None);
        let mut looks = 0;
        let unheard = source.parse(parser, |state| {
            looks += 1;
            let at = state.current_byte_offset();
            let is_apt =
                looks >= LONGEST_STRETCH || text.get(..at).is_some_and(|read| read.ends_with(';'));
            if looks >= STRETCH && at < end && is_apt { Break(()) } else { Continue(()) }
        });
        if unheard.is_some() || source.is_used_up() {
            return unheard;
        }
        let heard = Heard::from(parser);
        let is_fine = || heard.began_alone.get() != Some(false) && heard.steps.get() == 0;
        let sample = source.parse(parser, |state| {
            let is_done = heard.is_alone.get() && state.current_byte_offset() < end;
            if is_done || !is_fine() { Break(()) } else { Continue(()) }
        });
        if !is_fine() || sample.is_some() || source.is_used_up() {
            return sample.filter(|_| is_fine());
        }
    }
}

/// Parses with the log on, until it told of too many steps.
fn watched(parser: &mut Parser, text: &str) -> Option<Tree> {
    let source = Source::new(text);
    let heard = Heard::from(parser);
    let is_over = || heard.steps.get() > MOST_STEPS;
    let tree = source.parse(parser, |_| if is_over() { Break(()) } else { Continue(()) });
    tree.filter(|_| !is_over())
}

/// A text, and the bytes of it that may still be read; `None` when more were asked for.
struct Source<'text> {
    text: &'text str,
    left: Cell<Option<usize>>,
}

impl<'text> Source<'text> {
    fn new(text: &'text str) -> Self {
        Source { text, left: Cell::new(Some(text.len() * MOST_READINGS)) }
    }

    fn is_used_up(&self) -> bool {
        self.left.get().is_none()
    }

    /// Parses on to the end; `None` when this stops it, or when too much is read.
    fn parse(
        &self,
        parser: &mut Parser,
        mut look: impl FnMut(&ParseState) -> ControlFlow<()>,
    ) -> Option<Tree> {
        let mut read = |from: usize, _| {
            let to = self.text.floor_char_boundary(from + CHUNK);
            let chunk = self.text.get(from..to).unwrap_or_default();
            self.left.set(self.left.get().and_then(|left| left.checked_sub(chunk.len())));
            // The parser asks whether to stop only between words, and a word may reach to the end of the text.
            if self.is_used_up() { "" } else { chunk }
        };
        let mut stop = |state: &ParseState| if self.is_used_up() { Break(()) } else { look(state) };
        let options = ParseOptions::new().progress_callback(&mut stop);
        let tree = parser.parse_with_options(&mut read, None, Some(options));
        tree.filter(|_| !self.is_used_up())
    }
}

/// What the log told since it was turned on.
#[derive(Default)]
struct Heard {
    /// Steps after errors.
    steps: Cell<usize>,
    /// Whether the parser had one reading in mind when it went on; `None` before it says so.
    began_alone: Cell<Option<bool>>,
    /// Whether it has one reading in mind, and a whole word to place in it.
    is_alone: Cell<bool>,
}

impl Heard {
    /// Turns the log on.
    fn from(parser: &mut Parser) -> Rc<Self> {
        let heard = Rc::new(Heard::default());
        let hearer = Rc::clone(&heard);
        parser.set_logger(Some(Box::new(move |kind, message| {
            if kind == LogType::Parse {
                hearer.hear(message);
            }
        })));
        heard
    }

    fn hear(&self, message: &str) {
        if message.starts_with("process ") {
            self.is_alone.set(message.contains("version_count:1,"));
            self.began_alone.set(self.began_alone.get().or(Some(self.is_alone.get())));
        } else if message.starts_with("reduce ") {
            self.is_alone.set(false);
        } else if STEPS.iter().any(|step| message.starts_with(step)) {
            self.steps.set(self.steps.get() + 1);
        }
    }
}
