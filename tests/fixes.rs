//! What fixes leave behind: texts that can be read, everything else as it was, nothing new to report.

mod behaviours;
mod json;
mod samples;

use std::collections::{BTreeMap, BTreeSet};

use lamlint_analysis::Safety;
use lamlint_analysis::finding::fix;
use lamlint_analysis::finding::{Finding, Fix};
use lamlint_analysis::fixture::{self, Checked};
use lamlint_analysis::source::{self, Language};
use lamlint_analysis::syntax::{self, Format};
use lamlint_analysis::text::{FileId, Text};
use lamlint_rules::RULES;

use behaviours::behaviours;
use samples::{Files, Parity, Sample, apps, pages};

/// Rounds of fixing after which nothing may be left to fix.
const ROUNDS: usize = 6;

#[test]
fn safe_fixes_of_the_samples_leave_the_rest_alone() {
    for sample in samples() {
        mend(&sample, &[Safety::Safe]);
    }
}

#[test]
fn all_fixes_of_the_samples_leave_the_rest_alone() {
    for sample in samples() {
        mend(&sample, &[Safety::Safe, Safety::Unsafe]);
    }
}

#[test]
fn a_client_of_lambda_itself_is_not_named_like_the_keyword() {
    let handler = "\
import boto3

def lambda_handler(event, context):
    return boto3.client('lambda').list_functions()
";
    let files = Files::from([("app.py".to_owned(), handler.to_owned())]);
    let fixed = mend(&Sample { name: "keyword".to_owned(), files }, &[Safety::Safe]);
    assert!(fixed["app.py"].contains("\nlambda_client = boto3.client('lambda')\n"), "{fixed:?}");
}

/// The apps, pages and behaviours, each also with CRLF, and with its templates in JSON.
fn samples() -> Vec<Sample> {
    let behaviours = behaviours();
    let behaviours = behaviours.iter().flat_map(Parity::samples);
    let plain: Vec<Sample> = apps().into_iter().chain(pages()).chain(behaviours).collect();
    let crlf = plain.iter().map(|sample| Sample {
        name: format!("{} with CRLF", sample.name),
        files: each_text(&sample.files, |_, text| text.replace('\n', "\r\n")),
    });
    let json = plain.iter().map(|sample| Sample {
        name: format!("{} in JSON", sample.name),
        files: in_json(&sample.files),
    });
    let others: Vec<Sample> = crlf.chain(json).collect();
    plain.into_iter().chain(others).collect()
}

fn each_text(files: &Files, change: impl Fn(&str, &str) -> String) -> Files {
    files.iter().map(|(path, text)| (path.clone(), change(path, text))).collect()
}

fn in_json(files: &Files) -> Files {
    let convert = |(path, text): (&String, &String)| {
        let json = path.strip_suffix(".yaml").zip(json::json(text));
        json.map_or((path.clone(), text.clone()), |(stem, json)| (format!("{stem}.json"), json))
    };
    files.iter().map(convert).collect()
}

/// Applies fixes of these kinds until none is left, and looks at what became of the files.
fn mend(sample: &Sample, kinds: &[Safety]) -> Files {
    let name = &sample.name;
    let before = fixture::run(RULES, &sample.files);
    let mut files = sample.files.clone();
    for round in 0.. {
        let checked = fixture::run(RULES, &files);
        let wanted = fixes(&checked, kinds);
        let workspace = &checked.workspace;
        let text = |file: FileId| workspace.text(workspace.path(file));
        let applied = fix::apply(wanted.iter().copied(), text);
        if applied.texts.is_empty() {
            nothing_new(name, &before, &checked);
            break;
        }
        assert!(round < ROUNDS, "{name}: fixes go on and on: {:?}", applied.texts);
        for (file, text) in applied.texts {
            let path = workspace.path(file);
            let old = files.insert(path.to_owned(), text.clone()).expect("it was there");
            let touched = wanted.iter().flat_map(|fix| &fix.edits);
            let touched = touched.filter(|edit| edit.at.file == file).map(|edit| edit.at.range());
            untouched_lines_stay(name, &old, &text, &touched.collect::<Vec<_>>());
        }
    }
    for (path, old) in &sample.files {
        readable_and_commented(name, path, old, &files[path]);
    }
    files
}

fn fixes<'c>(checked: &'c Checked, kinds: &[Safety]) -> Vec<&'c Fix> {
    let findings = checked.findings.values().flatten();
    let fixes = findings.filter_map(|finding| finding.fix.as_ref());
    fixes.filter(|fix| kinds.contains(&fix.safety)).collect()
}

/// Rules that wait for another one's fix: of one trigger only the first speaks, and whether a function could move to arm64
/// can be told once it has a runtime that exists.
const UNCOVERED: [(&str, &str); 2] = [
    ("dead-letter-missing", "target-without-dead-letter"),
    ("runtime-unknown", "x86-architecture"),
];

/// Every finding was there before: the same rule about the same function in the same file.
fn nothing_new(name: &str, before: &Checked, after: &Checked) {
    let about = |checked: &Checked| -> BTreeSet<(String, &'static str, Option<String>)> {
        let one = |path: &String, finding: &Finding| {
            (path.clone(), finding.rule, finding.function.clone())
        };
        let of = |(path, found): (&String, &Vec<Finding>)| -> Vec<_> {
            found.iter().map(|finding| one(path, finding)).collect()
        };
        checked.findings.iter().flat_map(of).collect()
    };
    let (old, new) = (about(before), about(after));
    let is_uncovered = |(path, rule, function): &&(String, &'static str, Option<String>)| {
        let of_rule = UNCOVERED.iter().filter(|(_, uncovered)| uncovered == rule);
        of_rule.into_iter().any(|(first, _)| old.contains(&(path.clone(), first, function.clone())))
    };
    let new: Vec<_> = new.difference(&old).filter(|one| !is_uncovered(one)).collect();
    assert!(new.is_empty(), "{name}: {new:?}");
}

/// The lines that no edit touches stand in the new text, in the same order.
fn untouched_lines_stay(name: &str, old: &str, new: &str, touched: &[std::ops::Range<usize>]) {
    let mut lines = new.split_inclusive('\n');
    let mut start = 0;
    for line in old.split_inclusive('\n') {
        let end = start + line.len();
        let is_touched = touched.iter().any(|range| range.start < end && start <= range.end);
        start = end;
        assert!(
            is_touched || lines.any(|other| other == line),
            "{name}: {line:?} was changed in\n{new}"
        );
    }
}

/// What could be read can still be read, and says the same comments, except those that ask to ignore.
fn readable_and_commented(name: &str, path: &str, old: &str, new: &str) {
    let ((old_errors, old_comments), (errors, comments)) = (read(path, old), read(path, new));
    assert!(errors <= old_errors, "{name}: {path} cannot be read any more\n{new}");
    for (comment, times) in old_comments {
        let left = comments.get(&comment).copied().unwrap_or_default();
        let may_go = comment.starts_with("lamlint:");
        assert!(may_go || left >= times, "{name}: {path} lost `{comment}`\n{new}");
    }
    let is_crlf = |text: &str| text.matches('\n').count() == text.matches("\r\n").count();
    assert!(
        !is_crlf(old) || is_crlf(new) || old.is_empty(),
        "{name}: {path} mixes line ends\n{new}"
    );
}

/// How much of a text cannot be read, and how often it has which comment.
fn read(path: &str, text: &str) -> (usize, BTreeMap<String, usize>) {
    let file = FileId(0);
    let (errors, comments) = match Language::of_path(path) {
        Some(language) => {
            let module = source::read(file, language, text, &[]);
            (usize::from(module.broken), module.comments)
        }
        None if path.ends_with(".json") => {
            let tree = syntax::read(file, &Text::new(text), Format::Json);
            (tree.errors.len(), tree.comments)
        }
        None if path.ends_with(".yaml") => {
            let tree = syntax::read(file, &Text::new(text), Format::Yaml);
            (tree.errors.len(), tree.comments)
        }
        None => (0, Vec::new()),
    };
    let mut counted = BTreeMap::new();
    for comment in comments {
        *counted.entry(comment.text.to_string()).or_default() += 1;
    }
    (errors, counted)
}
