//! Hand-written pairs of one project in SAM and in CloudFormation: the same rules speak of the same resources.

use std::collections::BTreeSet;

use lamlint_analysis::finding::Finding;
use lamlint_analysis::fixture::{self, Checked};
use lamlint_analysis::syntax::{self, Format, Node};
use lamlint_analysis::text::FileId;
use lamlint_rules::RULES;

use crate::samples::{Files, pairs};

/// How many things are said of each pair at least, so that one that is not read is noticed.
const LEAST: usize = 7;

/// What is said of one side of a pair only. A schedule is a resource of its own in CloudFormation, and a part of its
/// function in SAM.
const DIFFERENT: [(&str, &str); 2] =
    [("schedule-invalid", "Tell"), ("schedule-invalid", "TellNightly")];

#[test]
fn a_project_in_sam_has_the_findings_of_the_same_one_in_cloudformation() {
    for [sam, cloudformation] in pairs() {
        let name = sam.name;
        let (sam, cloudformation) = (found(&sam.files), found(&cloudformation.files));
        assert!(sam.len() >= LEAST, "{name}: {sam:#?}");
        let only = |one: &BTreeSet<Said>, other: &BTreeSet<Said>| -> Vec<Said> {
            let expected = |(rule, about): &Said| DIFFERENT.contains(&(rule, about.as_str()));
            one.difference(other).filter(|said| !expected(said)).cloned().collect()
        };
        let different = (only(&sam, &cloudformation), only(&cloudformation, &sam));
        assert_eq!(different, (vec![], vec![]), "{name}: left only SAM, right only CloudFormation");
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
