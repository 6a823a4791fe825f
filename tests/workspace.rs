//! What a workspace shows in the rarer states of a project: a lost template, shared handlers, handlers in a ring.

#[path = "workspace/configuration.rs"]
mod configuration;
#[path = "workspace/parts.rs"]
mod parts;

use std::collections::BTreeMap;

use lamlint_analysis::Workspace;
use lamlint_analysis::files::Content;
use lamlint_analysis::fixture;
use lamlint_analysis::text::Text;
use lamlint_rules::RULES;

const TEMPLATE: &str = "\
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.handler
      Runtime: python3.13
      Timeout: 30
      MemorySize: 256
      Architectures: [arm64]
      Tracing: Active
";

const UNSET: &str = "\
import os

def handler(event, context):
    return os.environ['MISSING']
";

/// More broken lines than reading steps over.
fn lost(template: &str) -> String {
    format!("{}{template}", "@\n".repeat(30))
}

fn workspace(files: &[(&str, &str)]) -> (Workspace, BTreeMap<String, String>) {
    let files: BTreeMap<String, String> =
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    (fixture::run(RULES, &files).workspace, files)
}

/// The rules that these tests are about. Others may find more in the same files without anything being wrong.
const WATCHED: [&str; 4] =
    ["client-created-per-invocation", "env-var-not-set", "template-syntax", "unused-suppression"];

/// Path and rule of every finding, each once.
fn found(workspace: &mut Workspace) -> Vec<(String, &'static str)> {
    let findings = workspace.findings().into_iter();
    let mut found: Vec<_> = findings
        .flat_map(|(path, found)| found.into_iter().map(move |one| (path.clone(), one.rule)))
        .collect();
    found.retain(|(_, rule)| WATCHED.contains(rule));
    found.dedup();
    found
}

fn pair(path: &str, rule: &'static str) -> (String, &'static str) {
    (path.to_owned(), rule)
}

#[test]
fn findings_in_handlers_stay_while_nothing_of_the_template_can_be_read() {
    let (mut workspace, files) = workspace(&[("template.yaml", TEMPLATE), ("src/app.py", UNSET)]);
    assert_eq!(found(&mut workspace), [pair("src/app.py", "env-var-not-set")]);
    workspace.set("template.yaml", Content::Text(Text::new(lost(TEMPLATE))));
    fixture::answer(&mut workspace, &files);
    let wanted = [pair("src/app.py", "env-var-not-set"), pair("template.yaml", "template-syntax")];
    assert_eq!(found(&mut workspace), wanted);
    for finding in workspace.findings().values().flatten() {
        let fix = finding.fix.iter().flat_map(|fix| &fix.edits);
        let places = finding.notes.iter().map(|(at, _)| *at).chain(fix.map(|edit| edit.at));
        let paths: Vec<&str> = places.map(|at| workspace.path(at.file)).collect();
        assert!(!paths.contains(&"template.yaml"), "{finding:?}");
    }
}

#[test]
fn what_is_no_template_any_more_is_not_remembered_as_one() {
    let (mut workspace, files) = workspace(&[("template.yaml", TEMPLATE), ("src/app.py", UNSET)]);
    workspace.set("template.yaml", Content::Text(Text::new("Transform: AWS::")));
    fixture::answer(&mut workspace, &files);
    assert_eq!(found(&mut workspace), []);
}

#[test]
fn a_suppression_in_a_handler_of_two_templates_is_used() {
    let handler = UNSET.replace("G']", "G'] # lamlint: ignore[env-var-not-set]");
    let (mut workspace, _) = workspace(&[
        ("one.yaml", TEMPLATE),
        ("two.yaml", TEMPLATE),
        ("src/app.py", handler.as_str()),
    ]);
    assert_eq!(found(&mut workspace), []);
    assert_eq!(workspace.summary().suppressed, 1);
}

#[test]
fn a_suppression_may_be_about_what_cannot_be_read_now() {
    let known =
        TEMPLATE.replace("Timeout: 30", "Timeout: 30 # lamlint: ignore[timeout-out-of-range]");
    let healthy = "def handler(event, context):\n    return {}\n";
    let files = [("template.yaml", known.as_str()), ("src/app.py", healthy)];
    let (mut workspace, files) = workspace(&files);
    assert_eq!(found(&mut workspace), [pair("template.yaml", "unused-suppression")]);
    for broken in [lost(&known), known.replace("Handler: ", "Handler: ! ' ")] {
        workspace.set("template.yaml", Content::Text(Text::new(broken)));
        fixture::answer(&mut workspace, &files);
        assert_eq!(found(&mut workspace), [pair("template.yaml", "template-syntax")]);
    }
}

#[test]
fn handlers_without_a_template_that_import_each_other_are_both_read() {
    let handler = |other: &str| {
        format!(
            "import boto3\nfrom {other} import lambda_handler as other\n\n\
             def lambda_handler(event, context):\n    boto3.client('s3').list_buckets()\n    other(event, context)\n"
        )
    };
    let (one, two) = (handler("two"), handler("one"));
    let (mut workspace, _) = workspace(&[("one.py", &one), ("two.py", &two)]);
    let rule = "client-created-per-invocation";
    assert_eq!(found(&mut workspace), [pair("one.py", rule), pair("two.py", rule)]);
}

#[test]
fn edits_of_fixes_are_made_when_they_are_asked_for() {
    let (mut workspace, _) = workspace(&[("template.yaml", TEMPLATE), ("src/app.py", UNSET)]);
    workspace.changes();
    let told: Vec<_> = workspace.findings_of("template.yaml").to_vec();
    let fixes = told.iter().filter_map(|finding| finding.fix.as_ref());
    let (asked, made): (Vec<_>, Vec<_>) = fixes.partition(|fix| fix.recipe.is_some());
    assert!(!asked.is_empty() && made.is_empty(), "{made:?}");
    assert!(asked.iter().all(|fix| fix.edits.is_empty()));
    let whole = workspace.findings().remove("template.yaml").unwrap_or_default();
    for (finding, whole) in told.iter().zip(&whole) {
        let fix = workspace.fix(finding);
        assert_eq!(fix, whole.fix, "{}", finding.rule);
        assert!(fix.iter().all(|fix| !fix.edits.is_empty()), "{}", finding.rule);
    }
}
