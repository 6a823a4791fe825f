//! What fits a screen: the order of findings, equal ones as one block, many as an overview, narrow terminals.

use insta::assert_snapshot;
use serde_json::Value;

use crate::project::{HANDLER, Project};
use crate::run::{Run, check, command, finish, run};

/// A template with so many functions whose timeout is wrong.
fn functions(number: usize) -> String {
    let function = |number| {
        format!(
            "  F{number}:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: src\n      Handler: app.handler\n      Runtime: python3.13\n      Timeout: 3600\n"
        )
    };
    let functions: String = (1..=number).map(function).collect();
    format!("Transform: AWS::Serverless-2016-10-31\nResources:\n{functions}")
}

fn project(files: &[(&str, usize)]) -> Project {
    let project = Project::new(&[]);
    for (path, number) in files {
        let folder =
            path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        project.write(path, functions(*number));
        project.write(&format!("{folder}src/app.py"), HANDLER);
    }
    project
}

fn within(columns: &str, project: &Project, words: &str) -> Run {
    let mut command = command(&project.folder, words);
    command.env("COLUMNS", columns);
    finish(command, b"")
}

#[test]
fn equal_findings_are_one_block_with_all_their_places() {
    let project = project(&[("a/template.yaml", 3), ("template.yaml", 4)]);
    assert_snapshot!(check(&project.folder, "").out, @r#"
    error[timeout-out-of-range] × 7: F1 cannot be deployed with a timeout of 3600 s
       ╭─ a/template.yaml:9:16
       │
     9 │       Timeout: 3600
       │                ━━━━ Lambda allows 1 to 1800 s
       ┆
    16 │       Timeout: 3600
       │                ━━━━ Lambda allows 1 to 1800 s
       ┆
    23 │       Timeout: 3600
       │                ━━━━ Lambda allows 1 to 1800 s
       │
       ├─ and 4 more: template.yaml:9:16, 16:16, 23:16, 30:16
       ╰ fix (safe): Lower the timeout to 900 s · lamlint explain timeout-out-of-range

    4 without source lines: --all shows them
    7 findings (7 errors) in 7 functions · 7 fixable with --fix · 0.00 s
    "#);
    let all = check(&project.folder, "--all").out;
    assert_eq!(all.matches("error[timeout-out-of-range]: ").count(), 7, "{all}");
}

#[test]
fn findings_are_equal_whichever_function_they_are_about() {
    let permission = |number| {
        format!(
            "  P{number}:\n    Type: AWS::Lambda::Permission\n    Properties:\n      Action: lambda:InvokeFunction\n      FunctionName: !Ref F{number}\n      Principal: apigateway.amazonaws.com\n"
        )
    };
    let permissions: String = (1..=4).map(permission).collect();
    let text = functions(4) + &permissions;
    let project = Project::new(&[("template.yaml", &text), ("src/app.py", HANDLER)]);
    let out = run(&project.folder, "check --select permission-without-source").out;
    assert_snapshot!(out, @r#"
    warning[permission-without-source] × 4: P1 lets API Gateway call F1 for any AWS account
       ╭─ template.yaml:31:3
       │
    31 │   P1:
       │   ━━ API Gateway of any account may call F1
       ┆
    37 │   P2:
       │   ━━ API Gateway of any account may call F2
       ┆
    43 │   P3:
       │   ━━ API Gateway of any account may call F3
       │
       ├─ and 1 more: template.yaml:49:3
       ╰ fix (changes behaviour): Allow it for the source that calls only · lamlint explain permission-without-source

    1 without source lines: --all shows it
    4 findings (4 warnings) in 4 functions · 4 fixable with --unsafe-fixes · 0.00 s
    "#);
}

#[test]
fn three_equal_findings_keep_their_blocks() {
    let project = project(&[("template.yaml", 3)]);
    let out = check(&project.folder, "").out;
    assert_eq!(out.matches("error[timeout-out-of-range]: ").count(), 3, "{out}");
}

#[test]
fn many_findings_fit_a_screen() {
    let files: Vec<String> = (10..40).map(|number| format!("app{number}/template.yaml")).collect();
    let files: Vec<(&str, usize)> = files.iter().map(|path| (path.as_str(), 2)).collect();
    let project = project(&files);
    assert_snapshot!(check(&project.folder, "").out, @r#"
    error[timeout-out-of-range] × 60: F1 cannot be deployed with a timeout of 3600 s
       ╭─ app10/template.yaml:9:16
       │
     9 │       Timeout: 3600
       │                ━━━━ Lambda allows 1 to 1800 s
       ┆
    16 │       Timeout: 3600
       │                ━━━━ Lambda allows 1 to 1800 s
       │
       ├─ app11/template.yaml:9:16
       │
     9 │       Timeout: 3600
       │                ━━━━ Lambda allows 1 to 1800 s
       │
       ├─ and 57 more in 30 files
       ╰ fix (safe): Lower the timeout to 900 s · lamlint explain timeout-out-of-range

    57 without source lines: --all shows them
    60 findings (60 errors) in 60 functions · 60 fixable with --fix · 0.00 s
    "#);
    let everything = run(&project.folder, "check --severity info").out;
    assert!(everything.lines().count() <= 50, "{everything}");
    let json = run(&project.folder, "check --format json").out;
    let json: Value = serde_json::from_str(&json).unwrap();
    let findings = json["findings"].as_array().expect("a list").len();
    let all = run(&project.folder, "check --severity info --all").out;
    assert_eq!(all.lines().filter(|line| line.contains("]: ")).count(), findings);
}

#[test]
fn no_path_in_an_overview_commands_the_terminal() {
    let project = project(&[("\u{1b}[2J/template.yaml", 30)]);
    project.write("\u{1b}[2J/serverless.yml", "provider: aws");
    // So many kinds of findings that not one is drawn.
    for folder in ["a\u{202e}", "b\u{202e}", "c\u{202e}", "d\u{202e}"] {
        let orders = include_str!("../../examples/orders/template.yaml");
        project.write(&format!("{folder}/template.yaml"), orders);
    }
    for words in ["", "--all", "--severity info", "--diff", "--statistics"] {
        let run = run(&project.folder, &format!("check {words}"));
        let is_bad = |text: &str| text.contains(['\u{1b}', '\u{202e}']);
        assert!(!is_bad(&run.out) && !is_bad(&run.err), "{words}: {run:?}");
    }
}

#[test]
fn errors_come_first_and_notes_are_counted() {
    let project = project(&[("template.yaml", 1)]);
    project.write(
        "a/template.yaml",
        functions(1).replace("3600", "3").replace("python3.13", "python3.7"),
    );
    project.write("a/src/app.py", HANDLER);
    let words = "check --select timeout-out-of-range,runtime-deprecated,logs-never-expire";
    let words = &format!("{words} --today 2024-01-01");
    let out = run(&project.folder, words).out;
    assert_snapshot!(out, @r#"
    error[timeout-out-of-range]: F1 cannot be deployed with a timeout of 3600 s
      ╭─ template.yaml:9:16
      │
    9 │       Timeout: 3600
      │                ━━━━ Lambda allows 1 to 1800 s
      ╰ fix (safe): Lower the timeout to 900 s · lamlint explain timeout-out-of-range

    warning[runtime-deprecated]: F1 runs on python3.7, which has had no patches since 2023-12-04; creating it will fail from
      2024-01-09, updating it will fail from 2027-03-03
      ╭─ a/template.yaml:8:16
      │
    8 │       Runtime: python3.7
      │                ━━━━━━━━━ deprecated since 2023-12-04
      ╰ fix (changes behaviour): Move to python3.8 · lamlint explain runtime-deprecated

    2 notes: --severity info shows them
    4 findings (1 error, 1 warning, 2 info) in 2 functions · 1 fixable with --fix, 3 more with --unsafe-fixes · 0.00 s
    "#);
    for more in ["--severity info", "--fail-on info"] {
        let out = run(&project.folder, &format!("{words} {more}")).out;
        assert!(
            out.contains("info[logs-never-expire]") && !out.contains("notes:"),
            "{more}: {out}"
        );
    }
    let errors = run(&project.folder, &format!("{words} --severity error"));
    assert!(errors.out.contains("2 notes: --severity info shows them"), "{}", errors.out);
    let json: Value =
        serde_json::from_str(&run(&project.folder, &format!("{words} --format json")).out).unwrap();
    assert_eq!(json["summary"]["infos"], 2);
}

#[test]
fn words_are_broken_at_the_width_of_the_terminal() {
    let project = Project::new(&[
        ("template.yaml", &functions(1).replace("Timeout: 3600", "Timeout: 30")),
        (
            "src/app.py",
            "import os\n\n\ndef handler(event, context):\n    return os.environ[\"A_LONG_NAME_FOR_A_TABLE\"]\n",
        ),
    ]);
    let words = "check --select env-var-not-set";
    assert_snapshot!(within("60", &project, words).out, @r#"
    error[env-var-not-set]: F1 fails at
      `A_LONG_NAME_FOR_A_TABLE`: the template does not set it
      ╭─ src/app.py:5:12
      │
    5 │     return os.environ["A_LONG_NAME_FOR_A_TABLE"]
      │            ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
      │            F1 does not set it
      │
      ├─ template.yaml:3:3
      │
    3 │   F1:
      │   ── F1 runs it
      ╰ fix (changes behaviour): Set `A_LONG_NAME_FOR_A_TABLE`
        in the template · lamlint explain env-var-not-set

    1 finding (1 error) in 1 function · 1 fixable with
    --unsafe-fixes · 0.00 s
    "#);
    let at_least = within("20", &project, words).out;
    assert_eq!(at_least, within("60", &project, words).out);
}

#[test]
fn a_dumb_terminal_and_no_color_are_plain() {
    let project = project(&[("template.yaml", 5)]);
    for (variable, value) in [("TERM", "dumb"), ("NO_COLOR", "1"), ("CLICOLOR", "0")] {
        let mut command = command(&project.folder, "check");
        command.env(variable, value);
        let run = finish(command, b"");
        assert!(!run.out.contains('\u{1b}'), "{variable}: {:?}", run.out);
    }
}

#[test]
fn only_signs_are_drawn_that_common_fonts_have() {
    let project = project(&[("a/template.yaml", 2), ("template.yaml", 3)]);
    for words in
        ["check", "check --all", "check --severity info", "rules", "explain env-var-not-set"]
    {
        let out = run(&project.folder, words).out;
        let is_known = |sign: char| {
            sign.is_ascii() || matches!(sign, '\u{2500}'..='\u{257f}' | '·' | '×' | '…' | '–' | '’')
        };
        let unknown: String = out.chars().filter(|sign| !is_known(*sign)).collect();
        assert_eq!(unknown, "", "{words}: {out}");
    }
}

#[test]
fn rules_are_a_table_that_fits() {
    let project = Project::new(&[]);
    for columns in ["60", "80", "120", "200"] {
        let out = within(columns, &project, "rules").out;
        let width: usize = columns.parse().expect("a number");
        assert!(out.lines().all(|line| line.chars().count() <= width), "{columns}: {out}");
        assert_eq!(out.matches("timeout-out-of-range ").count(), 1, "{columns}: {out}");
    }
    let start = |columns| {
        let out = within(columns, &project, "rules").out;
        out.lines().take(6).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(start("80"), @r#"
    handler  what the code does at load and on every call
      async-handler-in-python             error
        The handler is a coroutine, and the Python runtime never awaits it: its body
        does not run.
      client-created-per-invocation       warning  safe fix
        An SDK client is constructed again on every call, although Lambda would keep
    "#);
    assert_snapshot!(start("120"), @r#"
    handler  what the code does at load and on every call
      async-handler-in-python             error                The handler is a coroutine, and the Python runtime never
                                                               awaits it: its body does not run.
      client-created-per-invocation       warning  safe fix    An SDK client is constructed again on every call, although
                                                               Lambda would keep it.
      handler-arity-wrong                 error                The handler cannot take what the runtime passes, so every
    "#);
}

#[test]
fn help_lists_the_topics() {
    let project = Project::new(&[]);
    let out = run(&project.folder, "check --select help").out;
    let start: Vec<&str> = out.lines().take(4).collect();
    assert_snapshot!(start.join("\n"), @r#"
    --select and --ignore take rules (`lamlint rules` lists them) and topics:

      handler         5 rules  what the code does at load and on every call
      runtime         2 rules  language runtimes and their lifecycle
    "#);
    let run = run(&project.folder, "check --ignore help");
    assert_eq!((run.code, run.out), (0, out));
}

#[test]
fn a_page_is_broken_anew_and_its_examples_are_not_dimmed() {
    let project = Project::new(&[]);
    let out = within("60", &project, "explain client-created-per-invocation").out;
    let prose = out.lines().filter(|line| !line.starts_with("    ") && !line.contains("://"));
    assert!(prose.clone().all(|line| line.chars().count() <= 60), "{out}");
    let coloured = run(&project.folder, "explain client-created-per-invocation --color always").out;
    assert!(coloured.contains("\n    def handler(event, context):\n"), "{coloured}");
}
