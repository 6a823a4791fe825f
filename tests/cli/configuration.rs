//! `lamlint.toml` and its kin: where they are found, what they change, and what the command line says over them.

use std::fs;

use crate::project::{HANDLER, Project, TEMPLATE};
use crate::run::{Run, run, run_with_input};

const OFF: &str = "[rules]\ntimeout-out-of-range = \"off\"\n";
const INFO: &str = "[rules]\ntimeout-out-of-range = \"info\"\n";

fn project(files: &[(&str, &str)]) -> Project {
    let wrong = TEMPLATE.replace("Timeout: 30", "Timeout: 3600");
    let program = [("a/template.yaml", wrong.as_str()), ("a/src/app.py", HANDLER)];
    Project::new(&[&program[..], files].concat())
}

/// Exit code and, of each finding of the rules that these tests are about, path, severity and rule.
fn check(project: &Project, words: &str) -> (i32, Vec<String>) {
    let run = check_whole(project, words);
    let findings = run.out.lines().filter(|line| {
        ["timeout-out-of-range", "config-invalid", "unknown-rule"]
            .iter()
            .any(|rule| line.contains(rule))
    });
    let short = findings.map(|line| {
        let (place, rest) = line.split_once(": ").expect("a place and a message");
        let path = place.split(':').next().unwrap_or_default();
        format!("{path} {}", rest.split(' ').next().unwrap_or_default())
    });
    (run.code, short.collect())
}

fn check_whole(project: &Project, words: &str) -> Run {
    let ignore = "tracing-off,logs-never-expire,x86-architecture";
    run(
        &project.folder,
        &format!("check --format concise -q --severity info --ignore {ignore} {words}"),
    )
}

fn one(path: &str, severity: &str) -> Vec<String> {
    vec![format!("{path} {severity}[timeout-out-of-range]")]
}

#[test]
fn the_nearest_file_above_what_is_read_governs() {
    let error = || (1, one("a/template.yaml", "error"));
    for (files, words, expected) in [
        (&[][..], "", error()),
        (&[("lamlint.toml", OFF)], "", (0, vec![])),
        (&[("lamlint.toml", OFF)], "a", (0, vec![])),
        (&[("lamlint.toml", OFF)], "a/template.yaml", (0, vec![])),
        (&[("a/lamlint.toml", OFF)], "", (0, vec![])),
        (
            &[("lamlint.toml", OFF), ("a/lamlint.toml", INFO)],
            "",
            (0, one("a/template.yaml", "info")),
        ),
        (
            &[("pyproject.toml", "[tool.lamlint.rules]\ntimeout-out-of-range = \"off\"\n")],
            "",
            (0, vec![]),
        ),
        (
            &[("package.json", r#"{"lamlint": {"rules": {"timeout-out-of-range": "off"}}}"#)],
            "a",
            (0, vec![]),
        ),
        (&[("b/lamlint.toml", OFF)], "", error()),
        (&[("lamlint.toml", OFF)], "--no-config", error()),
        (
            &[("ci/strict.toml", INFO)],
            "--config ci/strict.toml",
            (0, one("a/template.yaml", "info")),
        ),
        (&[("lamlint.toml", OFF), ("x.toml", "")], "--config x.toml", error()),
    ] {
        assert_eq!(check(&project(files), words), expected, "{files:?} {words}");
    }
}

#[test]
fn the_standard_input_is_governed_as_the_file_that_it_stands_for() {
    let project = project(&[("a/lamlint.toml", OFF)]);
    let wrong = TEMPLATE.replace("Timeout: 30", "Timeout: 3600");
    for (name, code) in [("a/new.yaml", 0), ("b/new.yaml", 1)] {
        let words = format!(
            "check --ignore handler-file-not-found,code-not-found - --stdin-filename {name}"
        );
        let run = run_with_input(&project.folder, &words, wrong.as_bytes());
        assert_eq!(run.code, code, "{run:?}");
    }
}

#[test]
fn nothing_above_the_repository_counts() {
    let outer =
        project(&[("lamlint.toml", OFF), ("a/lamlint.toml", "extends = \"../lamlint.toml\"\n")]);
    fs::create_dir(outer.path("a/.git")).unwrap();
    let inner = run(
        &outer.path("a"),
        "check --format concise -q --select timeout-out-of-range,config-invalid",
    );
    assert_eq!(inner.code, 1, "{inner:?}");
    assert!(inner.out.contains("`../lamlint.toml` cannot be read from here"), "{}", inner.out);
    assert!(inner.out.contains("error[timeout-out-of-range]"), "{}", inner.out);
}

#[test]
fn code_elsewhere_is_judged_by_its_own_file() {
    let template = TEMPLATE.replace("CodeUri: src", "CodeUri: ../code");
    let handler = "import os\n\n\ndef handler(event, context):\n    return os.environ[\"TABLE\"]\n";
    let off = "[rules]\nenv-var-not-set = \"off\"\n";
    let project = Project::new(&[("infra/template.yaml", &template), ("code/app.py", handler)]);
    fs::create_dir(project.path(".git")).unwrap();
    let words =
        "check infra --format concise -q --ignore tracing-off,logs-never-expire,x86-architecture";
    assert!(run(&project.folder, words).out.contains("env-var-not-set"));
    project.write("code/lamlint.toml", off);
    assert!(!run(&project.folder, words).out.contains("env-var-not-set"));
}

#[test]
fn the_command_line_wins() {
    let off = project(&[("lamlint.toml", OFF)]);
    let named = check(&off, "--select timeout-out-of-range");
    assert_eq!(named, (1, one("a/template.yaml", "error")));
    assert_eq!(check(&off, "--select sizing"), (0, vec![]));
    let never = project(&[("lamlint.toml", "fail-on = \"never\"\n")]);
    assert_eq!(check(&never, "").0, 0);
    assert_eq!(check(&never, "--fail-on error").0, 1);
    let info = project(&[("lamlint.toml", &format!("fail-on = \"info\"\n{INFO}"))]);
    assert_eq!(check(&info, "").0, 1);
    assert_eq!(check(&info, "--fail-on warning").0, 0);
    assert_eq!(check(&info, "--ignore timeout-out-of-range").1, Vec::<String>::new());
}

#[test]
fn what_is_excluded_is_not_looked_at() {
    for exclude in ["a", "a/**", "*.yaml", "**/template.yaml", "/a/*"] {
        let project = project(&[("lamlint.toml", &format!("exclude = [\"{exclude}\"]\n"))]);
        // A folder of which nothing is left is nothing to check; a file may be named by a program that knows of none.
        for (words, code) in [("", 2), ("a", 2), ("a/template.yaml", 0)] {
            assert_eq!(check(&project, words), (code, vec![]), "{exclude}: {words}");
        }
        assert_eq!(check(&project, "--no-config").0, 1, "{exclude}");
    }
    let inner = project(&[("a/lamlint.toml", "exclude = [\"template.yaml\"]\n")]);
    assert_eq!(check(&inner, ""), (2, vec![]));
    let from_here = project(&[("ci/x.toml", "exclude = [\"/a\"]\n")]);
    assert_eq!(check(&from_here, "--config ci/x.toml"), (2, vec![]));
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_the_rest_is_checked() {
    let broken = "fail-on = \"error\"\n[rules\n";
    for (path, words) in
        [("lamlint.toml", ""), ("a/lamlint.toml", ""), ("ci.toml", "--config ci.toml")]
    {
        let project = project(&[(path, broken)]);
        let run = check_whole(&project, words);
        assert_eq!(run.code, 2, "{run:?}");
        let told = format!(
            "lamlint: cannot read the configuration at {path}:2: unclosed table, expected `]`\n"
        );
        assert_eq!(run.err, told);
        let expected =
            [vec![format!("{path} error[config-invalid]")], one("a/template.yaml", "error")];
        let mut found = check(&project, words).1;
        found.sort();
        let mut expected = expected.concat();
        expected.sort();
        assert_eq!(found, expected);
        assert_eq!(check(&project, "--no-config").0, 1);
    }
    let missing = check_whole(&project(&[]), "--config no.toml");
    assert_eq!(missing.code, 2);
    let told = "lamlint: --config no.toml: there is no such file or folder; check the spelling\n";
    assert_eq!(missing.err, told);
    let binary = project(&[]);
    binary.write("lamlint.toml", b"\xff\xfe");
    let run = check_whole(&binary, "");
    assert_eq!(
        (run.code, run.err.as_str()),
        (2, "lamlint: cannot read lamlint.toml: it is not UTF-8; save it as UTF-8\n")
    );
}

#[test]
fn what_is_not_understood_is_found() {
    let project = project(&[(
        "lamlint.toml",
        "fail_on = \"error\"\n[rules]\ntimeout-out-of-rage = \"off\"\n",
    )]);
    let found = check(&project, "").1;
    assert!(found.contains(&"lamlint.toml warning[config-invalid]".to_owned()), "{found:?}");
    assert!(found.contains(&"lamlint.toml warning[unknown-rule]".to_owned()), "{found:?}");
}
