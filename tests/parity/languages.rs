//! One behaviour of a handler in each language: the rules say the same of it, on the lines that are marked.
//!
//! A line that must be found ends in a comment with `=` and the rule's name: `#= client-created-per-invocation`, or
//! `//=` where that is a comment. Everything else is silent. A mark in the template holds for every language.

use std::collections::BTreeSet;

use lamlint_analysis::fixture;
use lamlint_analysis::source::{self, Language};
use lamlint_analysis::text::FileId;
use lamlint_rules::RULES;

use crate::behaviours::behaviours;
use crate::samples::{Files, Parity, Sample};

/// How many behaviours there are at least, so that a folder that is not read is noticed.
const ENOUGH: usize = 60;

/// How many of them at least are found, so that marks that are not read are noticed.
const LEAST: usize = 30;

#[test]
fn a_behaviour_has_the_same_findings_in_each_language() {
    let behaviours = behaviours();
    assert!(behaviours.len() >= ENOUGH, "only {} behaviours", behaviours.len());
    let faults: Vec<String> = behaviours.iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    let marked = behaviours.iter().filter(|behaviour| {
        behaviour.spellings.iter().all(|language| !marked(&language.files).is_empty())
    });
    let marked = marked.count();
    assert!(marked >= LEAST, "only {marked} behaviours are marked");
}

/// What is wrong with a behaviour, in words.
fn faults(behaviour: &Parity) -> Vec<String> {
    let Parity { name, spellings } = behaviour;
    let Some((first, others)) = spellings.split_first().filter(|(_, others)| !others.is_empty())
    else {
        return vec![format!("{name}: there are not two languages to compare")];
    };
    let mut faults = Vec::new();
    for Sample { name: language, files } in spellings {
        for path in files.keys().filter(|path| is_broken(path, &files[*path])) {
            faults.push(format!("{name}, {language}: {path} cannot be read"));
        }
        let (found, marked) = (found(files), marked(files));
        let (more, less) = (&found - &marked, &marked - &found);
        if found != marked {
            faults.push(format!("{name}, {language}: only found {more:?}, only marked {less:?}"));
        }
    }
    for other in others {
        let (left, right) = (said(&first.files), said(&other.files));
        if left != right {
            let names = [&first.name, &other.name];
            faults.push(format!("{name}: {} has {left:?}, {} has {right:?}", names[0], names[1]));
        }
    }
    faults
}

/// Whether a rule may be silent only because a text is no code.
fn is_broken(path: &str, text: &str) -> bool {
    let language = Language::of_path(path);
    language.is_some_and(|language| source::read(FileId(0), language, text, &[]).broken)
}

/// A path, a line from 1, and the rule that speaks there.
type Line = (String, usize, String);

fn found(files: &Files) -> BTreeSet<Line> {
    let checked = fixture::run(RULES, files);
    let lines = checked.findings.iter().flat_map(|(path, findings)| {
        findings.iter().map(|finding| {
            let line = files[path][..finding.at.range().start].matches('\n').count() + 1;
            (path.clone(), line, finding.rule.to_owned())
        })
    });
    lines.collect()
}

fn marked(files: &Files) -> BTreeSet<Line> {
    let lines = files.iter().flat_map(|(path, text)| {
        text.lines().enumerate().filter_map(move |(index, line)| {
            let rule = line.rsplit_once("#= ").or_else(|| line.rsplit_once("//= "))?.1;
            Some((path.clone(), index + 1, rule.to_owned()))
        })
    });
    lines.collect()
}

/// The rules that speak, as often as they do, each with the function it names.
fn said(files: &Files) -> Vec<(&'static str, Option<String>)> {
    let findings = fixture::run(RULES, files).findings.into_values().flatten();
    let mut said: Vec<_> = findings.map(|finding| (finding.rule, finding.function)).collect();
    said.sort();
    said
}

#[test]
fn the_comparison_can_complain() {
    const TEMPLATE: &str = include_str!("languages/template.yaml");
    const PYTHON: &str = "import boto3\n\n\ndef handler(event, context):\n";
    let made = format!("{PYTHON}    return boto3.client('s3').list_buckets()");
    let marked = format!("{made}  #= client-created-per-invocation");
    let kept = format!("{PYTHON}    return 1");
    let language = |code: &str| Sample {
        name: "app.py".to_owned(),
        files: [
            ("template.yaml", TEMPLATE.replace("RUNTIME", "python3.13")),
            ("app.py", code.to_owned()),
        ]
        .map(|(path, text)| (path.to_owned(), text))
        .into(),
    };
    for (languages, complaints) in [
        (vec![], 1),
        (vec![&marked], 1),
        (vec![&marked, &marked], 0),
        (vec![&kept, &kept], 0),
        (vec![&marked, &made], 1),
        (vec![&made, &made], 2),
        (vec![&marked, &kept], 1),
        (vec![&kept, &format!("{kept} +")], 1),
        (vec![&format!("{kept}  #= client-created-per-invocation"), &kept], 1),
    ] {
        let spellings = languages.iter().map(|code| language(code)).collect();
        let faults = faults(&Parity { name: "made".to_owned(), spellings });
        assert_eq!(faults.len(), complaints, "{languages:?}: {faults:?}");
    }
}
