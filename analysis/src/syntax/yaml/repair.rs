//! Reads on behind what is broken.
//!
//! What is broken is overwritten with spaces, so that all places stay true, and the text is read again. The place
//! where a parser notices is often not the place that is broken (a bracket that nobody closed swallows lines
//! first), so several suspects are tried, the likeliest first, and the first one that mends the text is taken.

use granit_parser::ErrorKind as E;

use super::super::{SyntaxError, Tree};
use super::build::{self, Stop, Trouble};
use super::lines::{Lines, is_marker};
use super::words;
use crate::text::{FileId, Span};

/// How many broken places of one file are stepped over.
const ROUNDS: usize = 20;
/// How many bytes all rounds together may read, apart from a few times the file itself.
const BYTES: usize = 4 << 20;

/// Something to leave out.
struct Suspect {
    /// The line that it is on, to try each line once.
    line: usize,
    /// What becomes blank.
    gaps: Vec<std::ops::Range<usize>>,
    error: SyntaxError,
}

/// Reads all that can be read of a text that stopped the parser.
pub(super) fn read_on(file: FileId, source: &str, first: Stop) -> Tree {
    let mut text = source.to_owned();
    let mut stop = first;
    let mut errors = Vec::new();
    let mut left = BYTES + 8 * source.len();
    for _ in 0..ROUNDS {
        let mut best: Option<(String, Stop, SyntaxError)> = None;
        for suspect in suspects(file, &text, &stop) {
            let trial = without(&text, &suspect.gaps);
            let next = match build::parse(file, &trial) {
                Ok(tree) => {
                    errors.push(suspect.error);
                    return finished(source, tree, errors);
                }
                Err(next) => *next,
            };
            left = left.saturating_sub(next.at);
            if best.as_ref().is_none_or(|(_, furthest, _)| furthest.at < next.at) {
                best = Some((trial, next, suspect.error));
            }
        }
        let Some((trial, next, error)) = best else { break };
        errors.push(error);
        (text, stop) = (trial, next);
        if left == 0 {
            break;
        }
    }
    let at = Lines(&text).word(stop.at);
    let message = "nothing is read from here on; mend what is reported above first".to_owned();
    errors.push(SyntaxError { at: Span::new(file, at.start, at.end), message, first: None });
    finished(source, stop.tree, errors)
}

/// Adds the errors of the repair, and takes back those that only the repair has caused.
fn finished(source: &str, mut tree: Tree, errors: Vec<SyntaxError>) -> Tree {
    tree.errors.retain(|error| {
        let text = &source[error.at.range()];
        let anchor = text.strip_prefix('*').map(|name| format!("&{name}"));
        !anchor.is_some_and(|anchor| source[..error.at.start as usize].contains(&anchor))
    });
    tree.errors.extend(errors);
    tree
}

fn without(text: &str, gaps: &[std::ops::Range<usize>]) -> String {
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

/// What may be broken, the likeliest first.
fn suspects(file: FileId, text: &str, stop: &Stop) -> Vec<Suspect> {
    let lines = Lines(text);
    let noticed = lines.written(stop.at);
    let mut found = Vec::new();
    let mut suspect = |at: usize, message: Option<&str>| {
        let line = lines.start(at);
        if found.iter().all(|other: &Suspect| other.line != line) {
            found.extend(leave_out(file, lines, stop, at, message));
        }
    };
    let kind = match &stop.trouble {
        Trouble::IndentedDocument => {
            let message = "`---` starts a new document, but what follows belongs to the one before";
            lines.marker_before(stop.at).into_iter().for_each(|at| suspect(at, Some(message)));
            return found;
        }
        Trouble::Parser(kind) => kind,
    };
    let marker = lines.marker_before(noticed);
    if let (E::ExpectedDocumentStart | E::InvalidDocumentEnd, Some(marker)) = (kind, marker) {
        suspect(marker, Some("this starts a new document in the middle of another one"));
    }
    if is_tab(kind) {
        lines.tab_indented(noticed).into_iter().for_each(|at| suspect(at, None));
    }
    for open in stop.open.iter().rev().take(3) {
        if lines.start(*open) < lines.start(noticed) {
            let bracket = &text[*open..=*open];
            suspect(*open, Some(&format!("this `{bracket}` is never closed")));
        }
    }
    let opening =
        quote(kind).and_then(|quote| text[stop.last_end.min(noticed)..noticed].find(quote));
    if let Some(at) = opening {
        suspect(stop.last_end + at, Some("this quote is never closed"));
    }
    let runs_on = stop.last_end > lines.start(noticed);
    let bare = lines.is_bare(stop.last_start);
    if runs_on && bare {
        suspect(stop.last_start, Some("this key has no `:` behind it"));
    }
    suspect(noticed, None);
    if runs_on {
        suspect(stop.last_start, None);
    }
    if let Some(before) = lines.before(noticed) {
        suspect(before, Some("this does not fit the indentation of what is around it"));
    }
    found
}

/// What to blank if something at `at` is broken. `None` when nothing stands there.
fn leave_out(
    file: FileId,
    lines: Lines,
    stop: &Stop,
    at: usize,
    message: Option<&str>,
) -> Option<Suspect> {
    let line = lines.start(at);
    let written = lines.text(at);
    let gaps = if lines.is_templating(at) {
        lines.all_templating()
    } else if is_marker(written) {
        vec![lines.written_range(at)]
    } else {
        vec![lines.gap(at)]
    };
    gaps.iter().any(|gap| !lines.0[gap.clone()].trim().is_empty()).then(|| {
        let place = match (&stop.trouble, message) {
            (Trouble::Parser(E::SimpleKeyExpected), _) => lines.written_range(at),
            (_, Some(_)) => at..lines.written_range(at).end.max(at),
            _ => lines.word(at),
        };
        let message = match (&stop.trouble, message) {
            (_, Some(message)) => message.to_owned(),
            (Trouble::Parser(kind), None) => words::describe(kind, written),
            (Trouble::IndentedDocument, None) => String::new(),
        };
        let at = Span::new(file, place.start, place.end);
        Suspect { line, gaps, error: SyntaxError { at, message, first: None } }
    })
}

fn is_tab(kind: &E) -> bool {
    matches!(
        kind,
        E::TabNotAllowed
            | E::TabInBlockIndentation
            | E::TabInIndentation
            | E::TabInPlainScalar
            | E::TabAtBlockScalarStart
    )
}

fn quote(kind: &E) -> Option<[char; 2]> {
    match kind {
        E::InvalidTrailingDoubleQuotedScalar => Some(['"', '"']),
        E::InvalidTrailingSingleQuotedScalar => Some(['\'', '\'']),
        E::DocumentIndicatorInQuotedScalar | E::InvalidQuotedScalarIndent | E::TabInIndentation => {
            Some(['"', '\''])
        }
        _ => None,
    }
}
