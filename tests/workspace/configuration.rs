//! What configuration files do to findings: which one governs, what it changes, and what changes with it.

use std::collections::BTreeMap;

use lamlint_analysis::Workspace;
use lamlint_analysis::files::Content;
use lamlint_analysis::fixture;
use lamlint_analysis::text::Text;
use lamlint_analysis::workspace::Choice;
use lamlint_analysis::workspace::configuration::Level;
use lamlint_rules::RULES;

const TEMPLATE: &str = "\
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.handler
      Runtime: python3.13
      Timeout: 3600
";

const HANDLER: &str = "\
import os

def handler(event, context):
    return os.environ['MISSING']
";

const OFF: &str = "[rules]\ntimeout-out-of-range = 'off'\n";
const INFO: &str = "[rules]\ntimeout-out-of-range = 'info'\n";

/// The rules that these tests are about.
const WATCHED: [&str; 5] = [
    "config-invalid",
    "env-var-not-set",
    "timeout-out-of-range",
    "unknown-rule",
    "unused-suppression",
];

type Files = BTreeMap<String, String>;

fn files(files: &[(&str, &str)]) -> Files {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// One line a finding: path, rule, severity.
fn lines(findings: BTreeMap<String, Vec<lamlint_analysis::finding::Finding>>) -> Vec<String> {
    let mut lines = Vec::new();
    for (path, findings) in findings {
        let findings = findings.iter().filter(|finding| WATCHED.contains(&finding.rule));
        lines.extend(
            findings.map(|finding| format!("{path} {} {}", finding.rule, finding.severity.name())),
        );
    }
    lines
}

fn found(given: &[(&str, &str)]) -> Vec<String> {
    lines(fixture::run(RULES, &files(given)).findings)
}

fn set(workspace: &mut Workspace, files: &mut Files, path: &str, text: &str) {
    files.insert(path.to_owned(), text.to_owned());
    workspace.set(path, Content::Text(Text::new(text)));
    fixture::answer(workspace, files);
}

const WRONG: &str = "template.yaml timeout-out-of-range error";
const UNSET: &str = "src/app.py env-var-not-set error";

#[test]
fn the_nearest_file_governs() {
    let inner = "a/template.yaml timeout-out-of-range info";
    for (configurations, expected) in [
        (&[][..], "a/template.yaml timeout-out-of-range error"),
        (&[("lamlint.toml", INFO)], inner),
        (&[("lamlint.toml", OFF), ("a/lamlint.toml", INFO)], inner),
        (
            &[
                ("lamlint.toml", OFF),
                ("a/pyproject.toml", "[tool.lamlint.rules]\ntimeout-out-of-range = 'info'\n"),
            ],
            inner,
        ),
        (&[("lamlint.toml", INFO), ("a/pyproject.toml", "[tool.other]\n")], inner),
        (
            &[
                ("a/lamlint.toml", INFO),
                ("a/package.json", r#"{"lamlint": {"rules": {"timeout-out-of-range": "off"}}}"#),
            ],
            inner,
        ),
        (&[("b/lamlint.toml", OFF)], "a/template.yaml timeout-out-of-range error"),
    ] {
        let given = [configurations, &[("a/template.yaml", TEMPLATE)]].concat();
        assert_eq!(found(&given), [expected], "{configurations:?}");
    }
}

#[test]
fn a_finding_is_judged_where_it_lies() {
    let program = [("template.yaml", TEMPLATE), ("src/app.py", HANDLER)];
    let unset_off = "[rules]\nenv-var-not-set = 'off'\n";
    let by_glob = "[[files]]\nglob = 'src/*.py'\nrules = { env-var-not-set = 'off', timeout-out-of-range = 'off' }\n";
    for (path, text, expected) in [
        ("src/lamlint.toml", unset_off, &[WRONG][..]),
        ("src/lamlint.toml", OFF, &[UNSET, WRONG]),
        ("lamlint.toml", unset_off, &[WRONG]),
        ("lamlint.toml", by_glob, &[WRONG]),
        ("lamlint.toml", "exclude = ['src']", &[WRONG]),
        ("lamlint.toml", "exclude = ['*.yaml']", &[UNSET]),
    ] {
        let given = [&program[..], &[(path, text)]].concat();
        assert_eq!(found(&given), expected, "{path}: {text}");
    }
}

#[test]
fn what_is_left_out_above_stays_out() {
    let template = [("a/b/template.yaml", TEMPLATE)];
    let files = [("lamlint.toml", "exclude = ['a/b/**']"), ("a/lamlint.toml", INFO)];
    assert_eq!(found(&[&template[..], &files].concat()), Vec::<String>::new());
}

#[test]
fn nobody_knows_what_a_suppression_of_a_rule_that_is_off_would_take_away() {
    let suppressed = TEMPLATE.replace("3600", "900 # lamlint: ignore[timeout-out-of-range]");
    let program = [("template.yaml", suppressed.as_str())];
    assert_eq!(found(&program), ["template.yaml unused-suppression info"]);
    let off = [&program[..], &[("lamlint.toml", OFF)]].concat();
    assert_eq!(found(&off), Vec::<String>::new());
    let worse = [("lamlint.toml", "[rules]\nunused-suppression = 'error'\n")];
    let worse = [&program[..], &worse].concat();
    assert_eq!(found(&worse), ["template.yaml unused-suppression error"]);
}

#[test]
fn a_file_is_laid_over_what_it_extends() {
    let template = [("a/template.yaml", TEMPLATE)];
    let extends = "extends = '../base.toml'\n";
    for (inner, base, expected) in [
        (extends.to_owned(), OFF, &[][..]),
        (extends.to_owned() + INFO, OFF, &["a/template.yaml timeout-out-of-range info"]),
        (
            extends.to_owned(),
            "extends = 'top.toml'",
            &["a/template.yaml timeout-out-of-range warning"],
        ),
        (
            extends.to_owned(),
            "extends = 'a/lamlint.toml'",
            &["a/template.yaml timeout-out-of-range error", "base.toml config-invalid error"],
        ),
        (
            "extends = 'none.toml'".to_owned(),
            OFF,
            &["a/lamlint.toml config-invalid error", "a/template.yaml timeout-out-of-range error"],
        ),
        (extends.to_owned(), "exclude = ['a']", &[]),
    ] {
        let top = "[rules]\ntimeout-out-of-range = 'warning'\n";
        let files = [("a/lamlint.toml", inner.as_str()), ("base.toml", base), ("top.toml", top)];
        // What is extended is asked for, not told of.
        let told: Files = [&template[..], &files[..1]].concat().into_iter().map(owned).collect();
        let all: Files = [&template[..], &files].concat().into_iter().map(owned).collect();
        let mut workspace = Workspace::new(RULES, fixture::TODAY);
        for (path, text) in &told {
            workspace.set(path, Content::Text(Text::new(text.as_str())));
        }
        fixture::answer(&mut workspace, &all);
        assert_eq!(lines(workspace.findings()), expected, "{inner}, {base}");
    }
}

fn owned((path, text): (&str, &str)) -> (String, String) {
    (path.to_owned(), text.to_owned())
}

#[test]
fn what_is_not_understood_is_a_finding_of_its_file() {
    let given = [("lamlint.toml", "rule = 1\n[rules]\nx = 'off'\n"), ("template.yaml", TEMPLATE)];
    let expected =
        ["lamlint.toml config-invalid warning", "lamlint.toml unknown-rule warning", WRONG];
    assert_eq!(found(&given), expected);
    let silent = "rule = 1\n[rules]\nconfig-invalid = 'off'\n";
    assert_eq!(found(&[("lamlint.toml", silent), ("template.yaml", TEMPLATE)]), [WRONG]);
}

#[test]
fn a_change_is_told_for_what_it_governs_and_for_nothing_else() {
    let mut files = files(&[
        ("a/template.yaml", TEMPLATE),
        ("b/template.yaml", TEMPLATE),
        ("b/c/template.yaml", TEMPLATE),
    ]);
    let mut workspace = fixture::run(RULES, &files).workspace;
    workspace.changes();
    let mut changed = |path: &str, text: &str| -> Vec<String> {
        set(&mut workspace, &mut files, path, text);
        workspace.changes().into_keys().collect()
    };
    assert_eq!(changed("b/lamlint.toml", INFO), ["b/c/template.yaml", "b/template.yaml"]);
    assert_eq!(changed("b/lamlint.toml", &format!("# same\n{INFO}")), Vec::<String>::new());
    assert_eq!(changed("b/c/lamlint.toml", OFF), ["b/c/template.yaml"]);
    let unknown = format!("{INFO}x = 'off'\n");
    assert_eq!(changed("b/lamlint.toml", &unknown), ["b/lamlint.toml"]);
    workspace.forget("b/lamlint.toml");
    fixture::answer(&mut workspace, &files);
    let left: Vec<String> = workspace.changes().into_keys().collect();
    assert!(left.contains(&"b/template.yaml".to_owned()), "{left:?}");
    let findings = workspace.findings();
    assert!(!findings.contains_key("b/lamlint.toml"));
    assert_eq!(
        lines(findings),
        [
            "a/template.yaml timeout-out-of-range error",
            "b/template.yaml timeout-out-of-range error"
        ]
    );
}

#[test]
fn while_a_file_cannot_be_read_what_it_said_last_holds() {
    let mut files = files(&[("lamlint.toml", OFF), ("template.yaml", TEMPLATE)]);
    let mut workspace = fixture::run(RULES, &files).workspace;
    set(&mut workspace, &mut files, "lamlint.toml", "[rules]\ntimeout-out-of-range = 'of");
    assert_eq!(lines(workspace.findings()), ["lamlint.toml config-invalid error"]);
    assert_eq!(workspace.unreadable_configurations().count(), 1);
    set(&mut workspace, &mut files, "lamlint.toml", INFO);
    assert_eq!(lines(workspace.findings()), ["template.yaml timeout-out-of-range info"]);
    assert_eq!(workspace.unreadable_configurations().count(), 0);
}

#[test]
fn a_person_may_choose_another_file_or_none_and_rules_that_run_anyway() {
    let files = files(&[("lamlint.toml", OFF), ("ci.toml", INFO), ("a/template.yaml", TEMPLATE)]);
    let only = Choice::Only { path: "ci.toml".to_owned(), folder: "x".to_owned() };
    let run = |choice: Choice, selected: &[&str]| {
        let mut workspace = Workspace::new(RULES, fixture::TODAY);
        let selected: Vec<String> = selected.iter().map(|rule| (*rule).to_owned()).collect();
        workspace.configure(choice, &selected);
        for (path, text) in &files {
            workspace.set(path, Content::Text(Text::new(text.as_str())));
        }
        fixture::answer(&mut workspace, &files);
        lines(workspace.findings())
    };
    let at = |severity: &str| vec![format!("a/template.yaml timeout-out-of-range {severity}")];
    assert_eq!(run(Choice::Nearest, &[]), Vec::<String>::new());
    assert_eq!(run(Choice::Nearest, &["timeout-out-of-range"]), at("error"));
    assert_eq!(run(Choice::Nothing, &[]), at("error"));
    assert_eq!(run(only, &[]), at("info"));
}

#[test]
fn what_is_for_later_is_there() {
    let base = "regions = ['eu-central-1']\n[account]\nconcurrent-executions = 5_000\n[cost]\nduration-ms = 200\n";
    let own = "extends = 'base.toml'\nfail-on = 'error'\n[account]\nconcurrent-executions = 10\n";
    let files = files(&[("a/lamlint.toml", own), ("a/base.toml", base)]);
    let workspace = fixture::run(RULES, &files).workspace;
    assert!(workspace.configuration("").is_none());
    let configuration = workspace.configuration("a/b").expect("it governs what lies below");
    let error = lamlint_analysis::Severity::Error;
    assert_eq!(configuration.fail_on(), Some(Level::At(error)));
    assert_eq!(configuration.regions(), ["eu-central-1"]);
    assert_eq!(configuration.account("concurrent-executions"), Some(10));
    assert_eq!(configuration.cost("duration-ms"), Some(200));
    assert_eq!(configuration.cost("requests-per-month"), None);
}
