//! Hand-written pairs of one project in SAM and in CloudFormation: the same rules speak of the same resources.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use lamlint_analysis::finding::Finding;
use lamlint_analysis::fixture::{self, Checked};
use lamlint_analysis::syntax::{self, Format, Node};
use lamlint_analysis::text::FileId;
use lamlint_rules::RULES;

use crate::samples::{Files, collect};

/// The pairs, and how many findings each has at least, so that a pair that is not read is noticed.
const PAIRS: [(&str, usize); 4] = [("events", 10), ("queue", 15), ("stream", 7), ("web", 10)];

const TEMPLATES: [&str; 2] = ["sam.yaml", "cloudformation.yaml"];

/// What is said of one side of a pair only. A schedule is a resource of its own in CloudFormation, and a part of its
/// function in SAM.
const DIFFERENT: [(&str, &str, &str); 2] =
    [("events", "schedule-invalid", "Tell"), ("events", "schedule-invalid", "TellNightly")];

#[test]
fn a_project_in_sam_has_the_findings_of_the_same_one_in_cloudformation() {
    for (name, least) in PAIRS {
        let [sam, cloudformation] = TEMPLATES.map(|template| found(&files(name, template)));
        assert!(sam.len() >= least, "{name}: {sam:#?}");
        let only = |one: &BTreeSet<Said>, other: &BTreeSet<Said>| -> Vec<Said> {
            let expected = |(rule, about): &Said| DIFFERENT.contains(&(name, rule, about.as_str()));
            one.difference(other).filter(|said| !expected(said)).cloned().collect()
        };
        let different = (only(&sam, &cloudformation), only(&cloudformation, &sam));
        assert_eq!(different, (vec![], vec![]), "{name}: left only SAM, right only CloudFormation");
    }
}

/// A rule, and the logical name of the function or resource it speaks of.
type Said = (&'static str, String);

/// The pair's code with one of its templates.
fn files(name: &str, template: &str) -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/parity").join(name);
    let mut files = BTreeMap::new();
    collect(&folder, "", &mut files);
    files.retain(|path, _| path == template || !TEMPLATES.contains(&path.as_str()));
    files
}

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
    let resources = tree.documents.first()?.get("Resources").map(Node::pairs)?;
    let holds = |start, end| start <= finding.at.start && finding.at.end <= end;
    let found = resources.iter().find(|pair| holds(pair.key_at.start, pair.value.at.end))?;
    Some(found.key.to_string())
}
