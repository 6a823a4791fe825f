//! Hand-written projects in several frameworks: the same rules speak of the same resources.

use std::collections::BTreeSet;

use lamlint_analysis::finding::Finding;
use lamlint_analysis::fixture::{self, Checked};
use lamlint_analysis::syntax::{self, Format, Node};
use lamlint_analysis::text::FileId;
use lamlint_rules::RULES;

use crate::samples::{Files, Parity, projects};

/// How many projects there are at least, so that a folder that is not read is noticed.
const ENOUGH: usize = 4;

/// How many things are said of each project at least, so that one that is not read is noticed.
const LEAST: usize = 7;

/// The framework that the others are held against.
const FIRST: &str = "sam";

/// What is said in one framework only. A schedule is a resource of its own in CloudFormation, and a part of its
/// function in SAM.
const DIFFERENT: [(&str, &str); 2] =
    [("schedule-invalid", "Tell"), ("schedule-invalid", "TellNightly")];

#[test]
fn a_project_has_the_same_findings_in_each_framework() {
    let projects = projects();
    assert!(projects.len() >= ENOUGH, "only {} projects", projects.len());
    for Parity { name, spellings } in projects {
        let of = |wanted: bool| {
            spellings.iter().filter(move |spelling| (spelling.name == FIRST) == wanted)
        };
        let first = of(true).next().unwrap_or_else(|| panic!("{name}: there is no {FIRST}"));
        let first = found(&first.files);
        assert!(first.len() >= LEAST, "{name}: {first:#?}");
        assert!(of(false).count() > 0, "{name}: there is nothing beside {FIRST}");
        for other in of(false) {
            let only = |one: &BTreeSet<Said>, other: &BTreeSet<Said>| -> Vec<Said> {
                let expected = |(rule, about): &Said| DIFFERENT.contains(&(rule, about.as_str()));
                one.difference(other).filter(|said| !expected(said)).cloned().collect()
            };
            let found = found(&other.files);
            let different = (only(&first, &found), only(&found, &first));
            let right = &other.name;
            assert_eq!(
                different,
                (vec![], vec![]),
                "{name}: left only {FIRST}, right only {right}"
            );
        }
    }
}

/// A rule, and the logical name of the function or resource it speaks of.
type Said = (&'static str, String);

fn found(files: &Files) -> BTreeSet<Said> {
    let checked = fixture::run(RULES, files);
    let findings = checked.findings.values().flatten();
    findings.map(|finding| (finding.rule, about(&checked, finding))).collect()
}

fn about(checked: &Checked, finding: &Finding) -> String {
    finding.function.clone().or_else(|| resource(checked, finding)).unwrap_or_default()
}

/// The resource that a finding lies in.
fn resource(checked: &Checked, finding: &Finding) -> Option<String> {
    let text = checked.workspace.text(checked.workspace.path(finding.at.file))?;
    let tree = syntax::read(FileId(0), text, Format::Yaml);
    let resources = tree.documents().first()?.get("Resources").map(Node::pairs)?;
    let holds = |start, end| start <= finding.at.start && finding.at.end <= end;
    let found = resources.iter().find(|pair| holds(pair.key_at.start, pair.value.at().end))?;
    Some(found.key.to_string())
}
