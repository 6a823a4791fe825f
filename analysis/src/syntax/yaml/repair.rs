//! Reads on behind what is broken.
//!
//! Either what is broken is overwritten with spaces, or, where whole parts of the document hang on it, the missing
//! colon or indentation is put in; then the text is read again. The place where a parser notices is often not the
//! place that is broken (a bracket that nobody closed swallows lines first), so several suspects are tried, the
//! likeliest first, and the one that mends the text best is taken.

use std::ops::Range;

use super::super::{SyntaxError, Tree};
use super::blocks;
use super::build::{self, Stop};
use super::lines::Lines;
use super::patch::{Patch, original, restore};
use super::suspects::suspects;
use super::words::UNSEPARATED;
use crate::text::{FileId, Span, Text};

/// How many broken places of one file are stepped over.
const ROUNDS: usize = 20;
/// How many bytes all rounds together may read, apart from a few times the file itself.
const BYTES: usize = 4 << 20;

/// Something that may be broken, and what to do about it.
pub(super) struct Suspect {
    pub(super) change: Change,
    pub(super) error: SyntaxError,
}

/// How to get a broken place out of the way.
pub(super) enum Change {
    /// Overwrites it with spaces.
    Blank(Vec<Range<usize>>),
    /// Puts something else there.
    Replace(Range<usize>, String),
}

/// A text on its way to being readable.
struct Draft {
    text: String,
    /// What was put in or taken out, in order; blanks leave all places as they are.
    patches: Vec<Patch>,
    /// What is wrong, at its place in the file as it was.
    errors: Vec<SyntaxError>,
}

/// Reads all that can be read of a text that stopped the parser. `near` is a text without errors, with its tree: what is
/// mended is mostly that text again, but for a few lines.
pub(super) fn read_on(
    file: FileId,
    source: &str,
    first: Stop,
    near: Option<(&Text, &Tree)>,
) -> Tree {
    let mut draft = Draft { text: source.to_owned(), patches: Vec::new(), errors: Vec::new() };
    let mut stop = first;
    let mut left = BYTES + 8 * source.len();
    for _ in 0..ROUNDS {
        let mut furthest: Option<((bool, usize), Draft, Stop)> = None;
        let mut whole: Option<(Draft, Tree)> = None;
        for suspect in suspects(file, &draft.text, &stop) {
            let trial = draft.with(suspect);
            let reread = near.and_then(|near| blocks::read(file, &trial.text, near));
            match reread.map_or_else(|| build::parse(file, &trial.text), Ok) {
                Ok(tree) => {
                    left = left.saturating_sub(trial.text.len());
                    let clean = tree.errors.len() <= stop.tree.errors.len();
                    if whole.as_ref().is_none_or(|(_, best)| tree.errors.len() < best.errors.len())
                    {
                        whole = Some((trial, tree));
                    }
                    if clean {
                        break;
                    }
                }
                Err(next) => {
                    left = left.saturating_sub(next.at);
                    // Whoever leaves the very same trouble is not to blame for it.
                    let reach = trial.original(next.at);
                    let reach = (reach != draft.original(stop.at), reach);
                    if furthest.as_ref().is_none_or(|(best, ..)| *best < reach) {
                        furthest = Some((reach, trial, *next));
                    }
                }
            }
        }
        if let Some((draft, tree)) = whole {
            return finished(source, draft, tree);
        }
        let Some((_, trial, next)) = furthest else { break };
        (draft, stop) = (trial, next);
        if left == 0 {
            break;
        }
    }
    give_up(file, source, draft, stop)
}

fn give_up(file: FileId, source: &str, mut draft: Draft, stop: Stop) -> Tree {
    let at = Lines(&draft.text).word(stop.at);
    let at = original(Span::new(file, at.start, at.end), &draft.patches);
    let message = "nothing is read from here on; mend what is reported above first".to_owned();
    draft.errors.push(SyntaxError { at, message, first: None });
    finished(source, draft, stop.tree)
}

/// Adds the errors of the repair, and takes back those that only the repair has caused.
fn finished(source: &str, draft: Draft, mut tree: Tree) -> Tree {
    restore(&mut tree, &draft.patches);
    tree.errors.retain(|error| {
        let text = &source[error.at.range()];
        let anchor = text.strip_prefix('*').map(|name| format!("&{name}"));
        !anchor.is_some_and(|anchor| source[..error.at.start as usize].contains(&anchor))
    });
    tree.errors.extend(draft.errors.into_iter().filter(|error| error.message != UNSEPARATED));
    tree.source = draft.text.into();
    tree
}

impl Draft {
    /// The place of a byte of the draft in the file as it was.
    fn original(&self, at: usize) -> usize {
        let nowhere = Span::new(FileId(0), at, at);
        original(nowhere, &self.patches).start as usize
    }

    fn with(&self, suspect: Suspect) -> Draft {
        let Suspect { change, mut error } = suspect;
        error.at = original(error.at, &self.patches);
        let mut errors = self.errors.clone();
        errors.push(error);
        let mut patches = self.patches.clone();
        let text = match change {
            Change::Blank(gaps) => without(&self.text, &gaps),
            Change::Replace(range, new) => {
                patches.push(Patch { at: range.start, old: range.len(), new: new.len() });
                let mut text = self.text.clone();
                text.replace_range(range, &new);
                text
            }
        };
        Draft { text, patches, errors }
    }
}

fn without(text: &str, gaps: &[Range<usize>]) -> String {
    let mut trial = String::with_capacity(text.len());
    let mut done = 0;
    for gap in gaps {
        trial.push_str(&text[done..gap.start]);
        let blank = |byte: u8| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' };
        trial.extend(text[gap.clone()].bytes().map(blank));
        done = gap.end;
    }
    trial.push_str(&text[done..]);
    trial
}
