//! Every app, page and behaviour with its template in JSON: the same findings, mended by the same fixes.

use std::collections::BTreeSet;

use lamlint_analysis::finding::Finding;
use lamlint_analysis::finding::fix;
use lamlint_analysis::fixture;
use lamlint_rules::RULES;
use serde_json::Value;

use crate::behaviours::behaviours;
use crate::json::json;
use crate::samples::{Files, Sample, apps, pages};

/// How many samples at least have to have a template that JSON can say, so that a broken converter is noticed.
const ENOUGH: usize = 80;

#[test]
fn a_template_in_json_has_the_findings_and_the_fixes_of_the_one_in_yaml() {
    let mut compared = 0;
    let behaviours = behaviours();
    // What JSON changes is the same for each language.
    let templates = behaviours.iter().filter_map(|behaviour| behaviour.samples().next());
    for Sample { name, files } in apps().into_iter().chain(pages()).chain(templates) {
        let Some(other) = in_json(&files) else { continue };
        compared += 1;
        assert_eq!(found(&other), found(&files), "{name}, left: JSON, right: YAML\n{other:#?}");
        let (yaml, json) = (mended(files), mended(other));
        let yaml = in_json(&yaml).unwrap_or_else(|| panic!("{name}: a fix broke {yaml:#?}"));
        for (path, text) in yaml {
            let meaning = |text: &str| serde_json::from_str::<Value>(text).ok();
            let same = meaning(&text) == meaning(&json[&path])
                && (path.ends_with(".json") || text == json[&path]);
            assert!(same, "{name}: fixed YAML is\n{text}\nand fixed JSON is\n{}", json[&path]);
        }
    }
    assert!(compared >= ENOUGH, "only {compared} samples were compared");
}

/// The files with all their templates in JSON. `None` when one of them cannot be said in JSON, or none is YAML.
fn in_json(files: &Files) -> Option<Files> {
    let convert = |(path, text): (&String, &String)| match path.strip_suffix(".yaml") {
        Some(stem) => Some((format!("{stem}.json"), json(text)?)),
        None => Some((path.clone(), text.clone())),
    };
    let other: Files = files.iter().map(convert).collect::<Option<_>>()?;
    (other.keys().ne(files.keys())).then_some(other)
}

/// What is said about whom, and the title of the fix.
fn found(files: &Files) -> BTreeSet<(&'static str, String, Option<String>, Option<String>)> {
    let checked = fixture::run(RULES, files);
    let one = |finding: &Finding| {
        let fix = finding.fix.as_ref().map(|fix| fix.title.clone());
        let message = finding.message.replace(".yaml", ".json");
        (finding.rule, message, finding.function.clone(), fix)
    };
    checked.findings.values().flatten().map(one).collect()
}

/// The files after every fix was applied until none was left.
fn mended(mut files: Files) -> Files {
    loop {
        let checked = fixture::run(RULES, &files);
        let workspace = &checked.workspace;
        let fixes = checked.findings.values().flatten().filter_map(|finding| finding.fix.as_ref());
        let applied = fix::apply(fixes, |file| workspace.text(workspace.path(file)));
        if applied.texts.is_empty() {
            return files;
        }
        let named = |(file, text)| (workspace.path(file).to_owned(), text);
        files.extend(applied.texts.into_iter().map(named));
    }
}
