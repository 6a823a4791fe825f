//! Damaged projects: whatever stands in the files, a check ends soon, breaks nothing and says little.

mod mutation;
mod samples;

use std::time::{Duration, Instant};

use lamlint_analysis::finding::Finding;
use lamlint_analysis::fixture::{self, Checked};
use lamlint_analysis::text::{Encoding, Span};
use lamlint_analysis::workspace::INTERNAL_ERROR;
use lamlint_rules::RULES;
use rayon::prelude::*;

use mutation::{Random, mutated};
use samples::{Files, Sample, apps, pages};

/// How many damaged projects are checked.
const ROUNDS: u64 = 4_000;

/// How long the check of one may take.
const PATIENCE: Duration = Duration::from_secs(2);

#[test]
fn a_damaged_project_is_checked_soon_and_breaks_no_rule() {
    let (apps, pages) = (apps(), pages());
    (0..ROUNDS).into_par_iter().for_each(|round| {
        let mut random = Random::new(round);
        let of = if round % 4 == 0 { &apps } else { &pages };
        let Sample { name, mut files } = random.pick(of).clone();
        let what = format!("round {round}, {name}");
        for _ in 0..=random.below(2) {
            let at = random.below(files.len());
            let text = files.values_mut().nth(at).expect("every sample has a file");
            *text = mutated(&mut random, text);
        }
        let (checked, took) = timed(&files);
        // The machine may have stood still: only what is slow twice is slow.
        assert!(took < PATIENCE || timed(&files).1 < PATIENCE, "{what} took {took:?}");
        judge(&what, &checked, &files);
    });
}

fn timed(files: &Files) -> (Checked, Duration) {
    let start = Instant::now();
    let checked = fixture::run(RULES, files);
    (checked, start.elapsed())
}

/// No rule broke, every place fits its text, and what is said grows with what was read.
fn judge(what: &str, checked: &Checked, files: &Files) {
    let mut size = 0;
    for finding in checked.findings.values().flatten() {
        assert_ne!(finding.rule, INTERNAL_ERROR, "{what}: {}", finding.message);
        for at in places(finding) {
            let text = checked.workspace.text(checked.workspace.path(at.file));
            let text = text.expect("a finding lies in a file");
            assert!(text.as_str().get(at.range()).is_some(), "{what}: {finding:?}");
            text.position(at.end, Encoding::Utf16);
        }
        size += finding.message.len() + finding.label.len();
        size += finding.notes.iter().map(|(_, note)| note.len()).sum::<usize>();
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
        size += edits.map(|edit| edit.text.len()).sum::<usize>();
    }
    let read: usize = files.values().map(String::len).sum();
    assert!(size <= 20_000 + 40 * read, "{what}: {size} bytes about {read} bytes");
}

fn places(finding: &Finding) -> Vec<Span> {
    let notes = finding.notes.iter().map(|(at, _)| *at);
    let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.at);
    notes.chain(edits).chain([finding.at]).collect()
}
