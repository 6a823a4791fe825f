//! Who may have broken a text, judged by what the parser noticed, and what it would take to read on.

use granit_parser::ErrorKind as E;

use super::super::SyntaxError;
use super::build::{Stop, Trouble};
use super::lines::{Lines, is_marker};
use super::repair::{Change, Suspect};
use super::words;
use crate::text::{FileId, Span};

const UNCLOSED_QUOTE: &str = "this quote is never closed";
const BEHIND_QUOTE: &str = "something stands after the closing quote; put quotes around all of it";
const NO_COLON: &str = "this key has no `:` after it";
const MISPLACED: &str = "this does not fit the indentation of what is around it";

/// A place that may be what is broken, and what to say about it if the parser's own reason does not fit.
struct Place {
    at: usize,
    message: Option<String>,
    /// What is lost if the place is left out.
    loss: Loss,
}

#[derive(Clone, Copy, PartialEq)]
enum Loss {
    /// The entry, with all that hangs on it.
    Entry,
    /// The line; all that hangs on it stays.
    Line,
    /// The place cannot be left out, only mended.
    Nothing,
}

/// What may be broken, the likeliest first: what keeps the most comes before what leaves a line out.
pub(super) fn suspects(file: FileId, text: &str, stop: &Stop) -> Vec<Suspect> {
    let lines = Lines(text);
    let places = match &stop.trouble {
        Trouble::IndentedDocument => {
            let message = "`---` starts a new document, but what follows belongs to the one before";
            let marker = lines.marker_before(stop.at);
            let place = |at| Place { at, message: Some(message.to_owned()), loss: Loss::Line };
            marker.map(place).into_iter().collect()
        }
        Trouble::Parser(kind) => places(lines, stop, kind),
    };
    let report = |at: std::ops::Range<usize>, message: String| SyntaxError {
        at: Span::new(file, at.start, at.end),
        message,
        first: None,
    };
    let is_dash = |place: &&Place| lines.text(place.at).trim() == "-";
    let mended = places.iter().filter_map(|place| {
        let (change, message) = mend(lines, place.at)?;
        let error = report(lines.written_range(place.at), message.to_owned());
        Some(Suspect { change, error })
    });
    let left_out = |place: &Place| {
        let change = leave_out(lines, place)?;
        let (at, message) = complaint(lines, stop, place);
        Some(Suspect { change, error: report(at, message) })
    };
    let dashes = places.iter().filter(is_dash).filter_map(left_out);
    let others = places.iter().filter(|place| !is_dash(place)).filter_map(left_out);
    dashes.chain(mended).chain(others).collect()
}

fn places(lines: Lines, stop: &Stop, kind: &E) -> Vec<Place> {
    let noticed = lines.written(stop.at);
    let mut found: Vec<Place> = Vec::new();
    let mut suspect = |at: Option<usize>, loss: Loss, message: Option<&str>| {
        let Some(at) = at else { return };
        if found.iter().all(|other| lines.start(other.at) != lines.start(at)) {
            found.push(Place { at, message: message.map(str::to_owned), loss });
        }
    };
    if matches!(kind, E::ExpectedDocumentStart | E::InvalidDocumentEnd) {
        let message = "this starts a new document in the middle of another one";
        suspect(lines.marker_before(noticed), Loss::Line, Some(message));
    }
    if is_tab(kind) {
        suspect(lines.tab_indented(noticed), Loss::Entry, None);
    }
    let brackets = stop.open.iter().filter(|open| lines.0[**open..].starts_with(['{', '[']));
    for open in brackets.rev().take(3) {
        let earlier = lines.start(*open) < lines.start(noticed);
        let message = format!("this `{}` is never closed", &lines.0[*open..=*open]);
        suspect(earlier.then_some(*open), Loss::Entry, Some(&message));
    }
    let quote = opening_quote(lines, stop, kind, noticed);
    let is_closed = quote.is_some_and(|at| lines.start(at) == lines.start(stop.at));
    let message = if is_closed { BEHIND_QUOTE } else { UNCLOSED_QUOTE };
    suspect(quote, Loss::Entry, Some(message));
    let dash = "this list entry does not belong here";
    suspect(lines.lone_dash_before(noticed), Loss::Line, Some(dash));
    let runs_on = (stop.last_end > lines.start(noticed)).then_some(stop.last_start);
    suspect(runs_on.filter(|at| lines.is_bare(*at)), Loss::Entry, Some(NO_COLON));
    suspect(Some(noticed), Loss::Entry, None);
    suspect(runs_on, Loss::Entry, None);
    if matches!(kind, E::CommentInterceptedScalar) {
        suspect(lines.after(noticed), Loss::Line, Some(MISPLACED));
    }
    suspect(lines.before(noticed), Loss::Line, Some(MISPLACED));
    suspect(lines.first_of_block(noticed), Loss::Line, Some(MISPLACED));
    suspect(lines.above_block(noticed), Loss::Nothing, Some(MISPLACED));
    found
}

/// The quote that opened what the parser took for a text, if it closed at the wrong place.
fn opening_quote(lines: Lines, stop: &Stop, kind: &E, noticed: usize) -> Option<usize> {
    let quotes: &[char] = match kind {
        E::InvalidTrailingDoubleQuotedScalar => &['"'],
        E::InvalidTrailingSingleQuotedScalar => &['\''],
        E::DocumentIndicatorInQuotedScalar | E::InvalidQuotedScalarIndent | E::TabInIndentation => {
            &['"', '\'']
        }
        _ => return None,
    };
    let from = stop.last_end.min(noticed);
    lines.0[from..noticed].find(quotes).map(|at| from + at)
}

/// Where other lines hang on a line: the colon or indentation that it lacks.
fn mend(lines: Lines, at: usize) -> Option<(Change, &'static str)> {
    if let Some(end) = lines.missing_colon(at) {
        return Some((Change::Replace(end..end, ":".to_owned()), NO_COLON));
    }
    let column = lines.right_column(at)?;
    let start = lines.start(at);
    let written = lines.written_range(at).start;
    Some((Change::Replace(start..written, " ".repeat(column)), MISPLACED))
}

/// What to leave out if something at a place is broken. `None` when nothing stands there.
fn leave_out(lines: Lines, place: &Place) -> Option<Change> {
    let at = place.at;
    let gaps = if place.loss == Loss::Nothing {
        Vec::new()
    } else if lines.is_templating(at) {
        lines.all_templating()
    } else if place.loss == Loss::Line || is_marker(lines.text(at)) {
        vec![lines.written_range(at)]
    } else {
        vec![lines.gap(at)]
    };
    let written = gaps.iter().any(|gap| !lines.0[gap.clone()].trim().is_empty());
    written.then_some(Change::Blank(gaps))
}

/// What to say about a line that is left out, and where.
fn complaint(lines: Lines, stop: &Stop, place: &Place) -> (std::ops::Range<usize>, String) {
    let whole = lines.written_range(place.at);
    let at = match (&stop.trouble, &place.message) {
        (Trouble::Parser(E::SimpleKeyExpected), _) => whole,
        (_, Some(_)) => place.at..whole.end.max(place.at),
        _ => lines.word(place.at),
    };
    let message = match (&stop.trouble, &place.message) {
        (_, Some(message)) => message.clone(),
        (Trouble::Parser(kind), None) => words::describe(kind, lines.text(place.at)),
        (Trouble::IndentedDocument, None) => String::new(),
    };
    (at, message)
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
