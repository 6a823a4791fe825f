//! Damaged projects: whatever stands in the files, a check works little, breaks nothing and says little.

mod mutation;
mod samples;
mod work;

use lamlint_analysis::finding::Finding;
use lamlint_analysis::fixture::{self, Checked};
use lamlint_analysis::text::{Encoding, Span};
use lamlint_analysis::workspace::INTERNAL_ERROR;
use lamlint_rules::RULES;

use mutation::{Random, mutated};
use samples::{Files, Sample, apps, pages};
use work::{excess, on_every_core, work};

/// How many damaged projects are checked.
const ROUNDS: u64 = 4_000;

#[test]
fn a_damaged_project_is_checked_with_little_work_and_breaks_no_rule() {
    let (apps, pages) = (apps(), pages());
    // What is made once, tables for one, is the work of no round.
    for app in &apps {
        fixture::run(RULES, &app.files);
    }
    on_every_core(ROUNDS, |round| {
        let mut random = Random::new(round);
        let of = if round % 4 == 0 { &apps } else { &pages };
        let Sample { name, mut files } = random.pick(of).clone();
        let what = format!("round {round}, {name}");
        for _ in 0..=random.below(2) {
            let at = random.below(files.len());
            let text = files.values_mut().nth(at).expect("every sample has a file");
            *text = mutated(&mut random, text);
        }
        let (checked, work) = work(|| fixture::run(RULES, &files));
        assert_eq!(excess(read(&files), work), None, "{what}");
        judge(&what, &checked, &files);
    });
}

/// Bytes of all files.
fn read(files: &Files) -> usize {
    files.values().map(String::len).sum()
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
    let read = read(files);
    assert!(size <= 20_000 + 40 * read, "{what}: {size} bytes about {read} bytes");
}

fn places(finding: &Finding) -> Vec<Span> {
    let notes = finding.notes.iter().map(|(at, _)| *at);
    let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.at);
    notes.chain(edits).chain([finding.at]).collect()
}
