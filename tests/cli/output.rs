//! The formats, the last line, exit codes, and what reaches a terminal.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::project::{HANDLER, Project, TEMPLATE};
use crate::run::{check, command, run, without_time};

fn wrong_timeout() -> String {
    TEMPLATE.replace("Timeout: 30", "Timeout: 3600")
}

fn wrong() -> Project {
    Project::new(&[("template.yaml", &wrong_timeout()), ("src/app.py", HANDLER)])
}

#[test]
fn a_finding_is_shown_with_its_line_and_what_would_mend_it() {
    let run = check(&wrong().folder, "");
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert_snapshot!(run.out, @r#"
    error[timeout-out-of-range]: Worker cannot be deployed with a timeout of 3600 s
      ╭─ template.yaml:9:16
      │
    9 │       Timeout: 3600
      │                ━━━━ Lambda allows 1 to 1800 s
      ╰ fix (safe): Lower the timeout to 900 s · lamlint explain timeout-out-of-range

    1 finding (1 error) in 1 function · 1 fixable with --fix · 0.00 s
    "#);
}

#[test]
fn a_note_in_another_file_is_shown_with_its_own_line() {
    let handler = "import os\n\n\ndef handler(event, context):\n    return os.environ[\"TABLE\"]\n";
    let project = Project::new(&[("app/template.yaml", TEMPLATE), ("app/src/app.py", handler)]);
    let run = run(&project.folder, "check --select env-var-not-set app");
    assert_snapshot!(run.out, @r#"
    error[env-var-not-set]: Worker fails at `TABLE`: the template does not set it
      ╭─ app/src/app.py:5:12
      │
    5 │     return os.environ["TABLE"]
      │            ━━━━━━━━━━━━━━━━━━━ not set for Worker
      │
      ├─ app/template.yaml:3:3
      │
    3 │   Worker:
      │   ────── Worker runs it
      ╰ lamlint explain env-var-not-set

    1 finding (1 error) in 1 function · 0.00 s
    "#);
}

#[test]
fn the_readme_shows_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the repository");
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let shown = readme.split("```\n").nth(1).expect("an example");
    let out = run(root, "check examples/orders").out;
    for part in without_time(shown).trim_end().split("\n\n") {
        assert!(out.contains(part), "README.md shows\n{part}\nbut printed is\n{out}");
    }
}

#[test]
fn nothing_wrong_is_one_line() {
    let run = check(&Project::standard().folder, "");
    assert_eq!((run.code, run.out.as_str()), (0, "No findings in 1 function · 0.00 s\n"));
}

#[test]
fn concise_and_github_are_one_line_a_finding() {
    let project = wrong();
    assert_snapshot!(check(&project.folder, "--format concise").out, @r#"
    template.yaml:9:16: error[timeout-out-of-range] Worker cannot be deployed with a timeout of 3600 s (fixable)
    1 finding (1 error) in 1 function · 1 fixable with --fix · 0.00 s
    "#);
    assert_snapshot!(check(&project.folder, "--format github").out, @"::error file=template.yaml,line=9,col=16,endLine=9,endColumn=20,title=timeout-out-of-range::Worker cannot be deployed with a timeout of 3600 s");
}

#[test]
fn json_is_what_the_contract_says() {
    let run = check(&wrong().folder, "--format json");
    let output: Value = serde_json::from_str(&run.out).unwrap();
    let place = json!({ "start": { "line": 9, "column": 16 }, "end": { "line": 9, "column": 20 } });
    let finding = &output["findings"][0];
    assert_eq!(output["version"], 1);
    for (key, expected) in [
        ("rule", json!("timeout-out-of-range")),
        ("severity", json!("error")),
        ("topic", json!("sizing")),
        ("path", json!("template.yaml")),
        ("range", place.clone()),
        ("function", json!("Worker")),
        ("notes", json!([])),
    ] {
        assert_eq!(finding[key], expected, "{key}");
    }
    assert!(finding["message"].is_string() && finding["help"].is_string(), "{finding}");
    let edits = json!([{ "path": "template.yaml", "range": place, "text": "900" }]);
    let fix = json!({ "title": "Lower the timeout to 900 s", "safety": "safe", "edits": edits });
    assert_eq!(finding["fix"], fix);
    let summary = &output["summary"];
    for (key, expected) in [
        ("errors", 1),
        ("warnings", 0),
        ("infos", 0),
        ("functions", 1),
        ("linked", 1),
        ("files", 2),
        ("suppressed", 0),
    ] {
        assert_eq!(summary[key], expected, "{key}");
    }
}

#[test]
fn the_last_line_says_how_many_functions_have_code() {
    let with = |name: &str, properties: &str| {
        format!(
            "  {name}:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: python3.13\n{properties}"
        )
    };
    let stored = "      CodeUri: s3://bucket/key\n      Handler: app.handler\n";
    let inline = "      Handler: index.handler\n      InlineCode: |\n        def handler(event, context): pass\n";
    let one = "Resources:\n".to_owned() + &with("A", stored);
    let two = one.clone() + &with("B", inline);
    for (template, words) in [
        (&one, "No findings in 1 function (none linked to code)"),
        (&two, "No findings in 2 functions (1 linked to code)"),
    ] {
        let project = Project::new(&[("template.yaml", template)]);
        let run = check(&project.folder, "");
        assert_eq!(run.out, format!("{words} · 0.00 s\n"), "{template}");
    }
    let wrong = two + "      Timeout: 3600\n";
    let project = Project::new(&[
        ("template.yaml", &wrong),
        ("alone.py", "def lambda_handler(event, context): pass\n"),
    ]);
    let run = check(&project.folder, "--format concise");
    assert!(
        run.out.contains("1 finding (1 error) in 3 functions (2 linked to code) · "),
        "{run:?}"
    );
}

#[test]
fn columns_of_json_count_characters() {
    let text = wrong_timeout().replace("Timeout: 3600", "Timeout: !If [Ä𝄞, 3600, 3]");
    let project = Project::new(&[("template.yaml", &text), ("src/app.py", HANDLER)]);
    let output: Value = serde_json::from_str(&check(&project.folder, "--format json").out).unwrap();
    assert_eq!(output["findings"][0]["range"]["start"]["column"], 25);
}

#[test]
fn findings_are_sorted_by_path_and_place() {
    let project = Project::new(&[
        ("b/template.yaml", &wrong_timeout()),
        ("a/template.yaml", &wrong_timeout()),
    ]);
    let run = check(&project.folder, "b a --format concise");
    let paths: Vec<&str> =
        run.out.lines().filter_map(|line| line.split_once(':')).map(|(path, _)| path).collect();
    assert_eq!(paths, ["a/template.yaml", "b/template.yaml"]);
}

#[test]
fn the_exit_code_says_what_was_found() {
    let project = wrong();
    for (words, expected) in [
        ("", 1),
        ("--fail-on error", 1),
        ("--fail-on never", 0),
        ("--exit-zero", 0),
        ("--severity error", 1),
        ("--ignore sizing", 0),
        ("--ignore timeout-out-of-range", 0),
        ("--format yaml", 2),
        ("--select timeout-out-of-rang", 2),
        ("--today tomorrow", 2),
        ("--unknown", 2),
        ("--exclude [", 2),
    ] {
        let run = check(&project.folder, words);
        assert_eq!(run.code, expected, "{words}: {run:?}");
        assert_eq!(run.err.is_empty(), expected != 2, "{words}: {run:?}");
    }
}

#[test]
fn a_misspelt_rule_is_recognised() {
    let project = wrong();
    for words in ["check --select timeout-out-of-rang", "explain timeout-out-of-rang"] {
        let run = run(&project.folder, words);
        assert_eq!(run.code, 2);
        assert!(run.err.contains("Did you mean `timeout-out-of-range`?"), "{}", run.err);
    }
}

#[test]
fn statistics_count_and_quiet_keeps_quiet() {
    let project = wrong();
    assert_eq!(check(&project.folder, "--statistics -q").out, "      1  timeout-out-of-range\n");
    let loud = check(&project.folder, "--format concise").out;
    let quiet = check(&project.folder, "--format concise -q").out;
    assert_eq!(loud.lines().next(), quiet.lines().next());
    assert_eq!(quiet.lines().count(), 1);
}

#[test]
fn colours_come_when_they_are_asked_for() {
    let project = wrong();
    for (words, variable, expected) in [
        ("--color always", "NO_COLOR", true),
        ("--color never", "CLICOLOR_FORCE", false),
        ("", "CLICOLOR_FORCE", true),
        ("", "NO_COLOR", false),
        ("", "UNRELATED", false),
    ] {
        let output = command(&project.folder, &format!("check {words}"))
            .env(variable, "1")
            .output()
            .unwrap();
        let is_coloured = output.stdout.contains(&b'\x1b');
        assert_eq!(is_coloured, expected, "{words} {variable}");
    }
}

#[test]
fn no_text_of_a_file_commands_the_terminal() {
    let evil = wrong_timeout().replace("  Worker:", "  \"Wor\\e[2Jker\u{202e}\":");
    let handler = "import os\nx = os.environ[\"A\u{1b}[2J\u{9b}2J\u{202e}\"]\ndef handler(event, context): ...\n";
    let folder = "\u{1b}[2J";
    let project = Project::new(&[
        ("template.yaml", &evil),
        ("src/app.py", handler),
        (&format!("{folder}/template.yaml"), &evil),
        (&format!("{folder}/src/app.py"), handler),
    ]);
    for format in ["human", "concise", "github", "json"] {
        let run = run(&project.folder, &format!("check --format {format}"));
        for rule in ["timeout-out-of-range", "env-var-not-set"] {
            assert!(run.out.contains(rule), "{format}: {run:?}");
        }
        for bad in ['\u{1b}', '\u{9b}', '\u{202e}'] {
            assert!(!run.out.contains(bad) && !run.err.contains(bad), "{format}: {:?}", run.out);
        }
    }
}

#[test]
fn a_template_on_one_long_line_is_cut() {
    let function = r#""Type":"AWS::Serverless::Function","Properties":{"Runtime":"python3.13","Handler":"a.b","InlineCode":"x","Timeout":3600}"#;
    let functions: Vec<String> =
        (0..400).map(|number| format!("\"F{number}\":{{{function}}}")).collect();
    let text = format!(
        "{{\"Transform\":\"AWS::Serverless-2016-10-31\",\"Resources\":{{{}}}}}",
        functions.join(",")
    );
    let project = Project::new(&[("template.json", &text)]);
    let run = check(&project.folder, "--all");
    assert_eq!(run.out.matches("error[timeout-out-of-range]").count(), 400);
    let longest = run.out.lines().map(|line| line.chars().count()).max();
    assert!(longest < Some(160), "{longest:?}");
    let last = text.rfind("3600").unwrap() + 1;
    assert!(run.out.contains(&format!("template.json:1:{last}\n")), "{last}");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let project = wrong();
    let words = format!("{} | head -c 1", command(&project.folder, "").get_program().display());
    for command in ["check", "check --format json", "rules", "explain timeout-out-of-range"] {
        let line = words.replace(" |", &format!(" {command} --color always |"));
        let line = line.replace("--format json --color always", "--format json");
        let mut shell = std::process::Command::new("sh");
        let output = shell.args(["-c", &line]).current_dir(&project.folder).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{command}");
    }
}

#[test]
fn rules_are_listed_for_people_and_programs() {
    let project = Project::new(&[]);
    let rules: Value =
        serde_json::from_str(&run(&project.folder, "rules --format json").out).unwrap();
    let rules = rules.as_array().expect("a list");
    for rule in rules {
        let keys: Vec<&String> = rule.as_object().expect("an object").keys().collect();
        assert_eq!(keys, ["name", "severity", "topic", "fix", "summary"]);
        let summary = rule["summary"].as_str().expect("a sentence");
        assert!(summary.ends_with('.'), "{}: {summary}", rule["name"]);
    }
    assert_eq!(run(&project.folder, "rules").out.lines().count(), rules.len());
}

#[test]
fn a_rule_is_explained() {
    let project = Project::new(&[]);
    let page = run(&project.folder, "explain timeout-out-of-range").out;
    assert!(page.starts_with("timeout-out-of-range\nerror · sizing · safe fix\n\n"), "{page}");
    let markdown = run(&project.folder, "explain timeout-out-of-range --format markdown").out;
    assert!(markdown.starts_with("# timeout-out-of-range\n\n"), "{markdown}");
    let json = run(&project.folder, "explain timeout-out-of-range --format json").out;
    assert_eq!(serde_json::from_str::<Value>(&json).unwrap()["page"], markdown);
}
