//! Long editor sessions: what a workspace shows after each edit is what it would show of the same texts at once.
//!
//! One thing may differ. While nothing can be saved of a template's text, an editor keeps the template's last good
//! stack, so that findings in its handlers stay while somebody types. What holds then, and is tested here:
//! - the template's own findings are those of its text as it is;
//! - every other file shows what it would show with the template's last good text, except that no note points
//!   into the template and no fix edits it, since its places are gone;
//! - as soon as the template can be read again, everything is as if it had been read at once.

mod mutation;
mod samples;

use std::collections::BTreeMap;

use lamlint_analysis::files::Content;
use lamlint_analysis::finding::Finding;
use lamlint_analysis::fixture;
use lamlint_analysis::frameworks::{is_marked, recognise};
use lamlint_analysis::syntax::{self, Format};
use lamlint_analysis::text::{FileId, Span, Text};
use lamlint_analysis::workspace::Workspace;
use lamlint_rules::RULES;
use rayon::prelude::*;

use mutation::{Random, mutated};
use samples::{Files, Sample, apps, pages};

/// How many sessions, and edits in each.
const SESSIONS: u64 = 20;
const EDITS: usize = 100;

/// The template of every example.
const TEMPLATE: &str = "template.yaml";

/// What is shown of each file, in words.
type Shown = BTreeMap<String, Vec<String>>;

#[test]
fn after_each_edit_a_session_shows_what_a_check_would() {
    let (apps, mut pages) = (apps(), pages());
    pages.retain(|sample| sample.files.contains_key(TEMPLATE));
    let lost: usize = (0..SESSIONS)
        .into_par_iter()
        .map(|session| {
            let of = if session % 4 == 0 { &pages } else { &apps };
            edit_for_long(session, &of[(session / 4 * 7 + session) as usize % of.len()])
        })
        .sum();
    assert!(lost > 0, "no edit cost a template everything, so the last good stack was not tested");
}

/// Edits an app and compares after each edit. Gives how often nothing could be saved of the template.
fn edit_for_long(number: u64, sample: &Sample) -> usize {
    let mut random = Random::new(number);
    let mut session = Session::new(&sample.files);
    let paths: Vec<&String> = sample.files.keys().collect();
    let mut lost = 0;
    for edit in 0..EDITS {
        let path = if random.below(3) == 0 { TEMPLATE } else { random.pick(&paths).as_str() };
        let text = match (session.files.get(path), random.below(12)) {
            (None, _) | (_, 0..=2) => Some(sample.files[path].clone()),
            (_, 3) => None,
            (Some(text), _) => Some(mutated(&mut random, text)),
        };
        session.write(path, text);
        lost += usize::from(session.is_lost());
        let (found, wanted) = (session.shown(), session.expected());
        assert_eq!(
            found, wanted,
            "{} {number}, edit {edit} of {path}\n{:#?}",
            sample.name, session.files
        );
    }
    lost
}

/// An editor's workspace with the texts it was given.
struct Session {
    workspace: Workspace,
    files: Files,
    /// The newest text of the template of which something could be read.
    good: Option<String>,
}

impl Session {
    fn new(files: &Files) -> Session {
        let workspace = Workspace::new(RULES, fixture::TODAY);
        let mut session = Session { workspace, files: Files::new(), good: None };
        for (path, text) in files {
            session.write(path, Some(text.clone()));
        }
        session
    }

    /// Changes, creates or deletes a file, as an editor's host would.
    fn write(&mut self, path: &str, text: Option<String>) {
        let is_new = self.files.contains_key(path) != text.is_some();
        match text {
            Some(text) => {
                self.workspace.set(path, Content::Text(Text::new(text.as_str())));
                self.files.insert(path.to_owned(), text);
            }
            None => {
                self.workspace.forget(path);
                self.files.remove(path);
            }
        }
        if is_new {
            let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
            folders.chain([""]).chain(["."]).for_each(|folder| self.workspace.forget(folder));
        }
        if path == TEMPLATE {
            self.remember();
        }
        fixture::answer(&mut self.workspace, &self.files);
    }

    fn remember(&mut self) {
        let Some(text) = self.files.get(TEMPLATE) else { return self.good = None };
        let tree = read(text);
        if !tree.lost {
            let is_template = recognise(&tree).is_some();
            self.good = is_template.then(|| text.clone());
        }
    }

    /// Whether the template shows nothing but its fault, and there is a last good text.
    fn is_lost(&self) -> bool {
        let text = self.files.get(TEMPLATE);
        text.is_some_and(|text| read(text).lost && is_marked(text)) && self.good.is_some()
    }

    fn shown(&mut self) -> Shown {
        let findings = self.workspace.findings();
        in_words(&self.workspace, &findings, |_| true)
    }

    fn expected(&self) -> Shown {
        let fresh = |files: &Files, fits: &dyn Fn(&str) -> bool| {
            let checked = fixture::run(RULES, files);
            in_words(&checked.workspace, &checked.findings, fits)
        };
        let now = fresh(&self.files, &|_| true);
        let (true, Some(good)) = (self.is_lost(), &self.good) else { return now };
        let mut files = self.files.clone();
        files.insert(TEMPLATE.to_owned(), good.clone());
        let mut then = fresh(&files, &|path| path != TEMPLATE);
        then.remove(TEMPLATE);
        then.extend(now.get_key_value(TEMPLATE).map(|(path, own)| (path.clone(), own.clone())));
        then
    }
}

fn read(text: &str) -> syntax::Tree {
    syntax::read(FileId(0), &Text::new(text), Format::Yaml)
}

/// Findings without the numbers of files; notes and fixes only where all their places fit.
fn in_words(
    workspace: &Workspace,
    findings: &BTreeMap<String, Vec<Finding>>,
    fits: impl Fn(&str) -> bool,
) -> Shown {
    let place = |at: Span| format!("{}:{}..{}", workspace.path(at.file), at.start, at.end);
    let fit = |at: Span| fits(workspace.path(at.file));
    let words = |finding: &Finding| {
        let notes = finding.notes.iter().filter(|(at, _)| fit(*at));
        let notes: Vec<String> = notes.map(|(at, note)| format!("{} {note}", place(*at))).collect();
        let fix = finding.fix.iter().filter(|fix| fix.edits.iter().all(|edit| fit(edit.at)));
        let edits: Vec<String> = fix
            .flat_map(|fix| &fix.edits)
            .map(|edit| format!("{} {:?}", place(edit.at), edit.text))
            .collect();
        let Finding { rule, severity, message, label, function, .. } = finding;
        format!(
            "{} {severity:?} {rule} {function:?}: {message} ({label}) {notes:?} {edits:?}",
            place(finding.at)
        )
    };
    findings.iter().map(|(path, found)| (path.clone(), found.iter().map(words).collect())).collect()
}
