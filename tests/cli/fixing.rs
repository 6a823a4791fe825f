//! `--fix`, `--unsafe-fixes` and `--diff`: what is written, and what is left alone.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use insta::assert_snapshot;

use crate::project::{HANDLER, Project, TEMPLATE};
use crate::run::{check, run_with_input};

/// Comments, odd spacing, Windows line ends, a byte order mark and no line end at the end: all of it has to stay.
fn wrong_timeout() -> String {
    let text = TEMPLATE.replace("Timeout: 30\n", "Timeout:   3600   # as long as it takes");
    format!("\u{feff}{}", text.replace('\n', "\r\n"))
}

fn wrong() -> Project {
    Project::new(&[("template.yaml", &wrong_timeout()), ("src/app.py", HANDLER)])
}

/// A template whose one fix changes what the function does.
fn old_runtime() -> Project {
    let text = TEMPLATE.replace("python3.13", "python3.8");
    Project::new(&[("template.yaml", &text), ("src/app.py", HANDLER)])
}

fn read(project: &Project) -> String {
    fs::read_to_string(project.path("template.yaml")).expect("the template is there")
}

#[test]
fn a_fix_changes_its_place_and_nothing_else() {
    let project = wrong();
    let run = check(&project.folder, "--unsafe-fixes");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(run.out, "1 fixed · No findings in 1 function · 0.00 s\n");
    assert_eq!(read(&project), wrong_timeout().replace("3600", "900"));
    let again = check(&project.folder, "--unsafe-fixes");
    assert_eq!(again.out, "No findings in 1 function · 0.00 s\n");
    let left: Vec<_> =
        fs::read_dir(&project.folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn safe_fixes_leave_alone_what_changes_behaviour() {
    let project = old_runtime();
    let run = crate::run::run(&project.folder, "check --select runtime-deprecated --fix");
    assert_eq!(run.code, 1);
    assert_eq!(read(&project), TEMPLATE.replace("python3.13", "python3.8"));
}

#[test]
fn what_is_not_shown_is_not_fixed() {
    let project = wrong();
    crate::run::run(&project.folder, "check --unsafe-fixes --ignore timeout-out-of-range");
    assert!(read(&project).contains("3600"));
}

#[test]
fn a_diff_is_printed_and_nothing_is_written() {
    let project = wrong();
    let run = check(&project.folder, "--diff --unsafe-fixes");
    assert_eq!(read(&project), wrong_timeout());
    assert_snapshot!(run.out.replace('\r', "␍"), @r#"
    --- a/template.yaml
    +++ b/template.yaml
    @@ -6,4 +6,4 @@
           CodeUri: src␍
           Handler: app.handler␍
           Runtime: python3.13␍
    -      Timeout:   3600   # as long as it takes
    \ No newline at end of file
    +      Timeout:   900   # as long as it takes
    \ No newline at end of file
    "#);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert_eq!(check(&project.folder, "--diff --unsafe-fixes --exit-zero").code, 0);
}

#[test]
fn a_diff_says_what_it_leaves_out() {
    let project = old_runtime();
    let diff = |words: &str| {
        crate::run::run(
            &project.folder,
            &format!("check --select runtime-deprecated --diff {words}"),
        )
    };
    let run = diff("");
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert_snapshot!(run.err, @r#"
    lamlint: nothing to change safely; 1 fix changes behaviour and is left out; --diff --unsafe-fixes shows all
      template.yaml:8:16 Move to python3.11
    "#);
    assert_eq!(diff("-q").err, "");
    let right = check(&Project::standard().folder, "--diff");
    assert_eq!((right.code, right.err.as_str()), (0, "lamlint: nothing to change\n"));
    assert_eq!(check(&Project::new(&[]).folder, "--diff").code, 2);
    let code =
        "import boto3\n\n\ndef handler(event, context):\n    boto3.client(\"sqs\").list_queues()\n";
    project.write("src/app.py", code);
    let words = "check --select runtime-deprecated,client-created-per-invocation --diff";
    let both = crate::run::run(&project.folder, words);
    assert_eq!(both.code, 1);
    assert!(both.out.starts_with("--- a/src/app.py\n"), "{}", both.out);
    assert_snapshot!(both.err, @r#"
    lamlint: 1 fix changes behaviour and is left out; --diff --unsafe-fixes shows all
      template.yaml:8:16 Move to python3.11
    "#);
}

#[test]
fn what_makes_no_sense_is_refused_in_a_sentence() {
    let project = wrong();
    for words in [
        "--diff --format json",
        "--diff --statistics",
        "--diff --all",
        "--statistics --format github",
        "--statistics --all",
        "--severity error --format json",
        "--exit-zero --fail-on error",
        "--stdin-filename template.yaml",
    ] {
        let run = check(&project.folder, words);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{words}");
        assert!(run.err.starts_with("lamlint: ") && run.err.lines().count() == 1, "{}", run.err);
        assert!(run.err.contains("leave out") || run.err.contains("give"), "{words}: {}", run.err);
    }
    for words in ["--diff --fix", "--statistics -q", "--fix --severity error --format json"] {
        assert_ne!(check(&project.folder, words).code, 2, "{words}");
    }
}

#[test]
fn permissions_and_links_stay() {
    let project =
        Project::new(&[("real/template.yaml", &wrong_timeout()), ("src/app.py", HANDLER)]);
    let (real, link) = (project.path("real/template.yaml"), project.path("template.yaml"));
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&real, &link).unwrap();
    let run = check(&project.folder, "--unsafe-fixes template.yaml");
    assert_eq!(run.code, 0, "{run:?}");
    assert!(link.is_symlink());
    assert!(fs::read_to_string(&real).unwrap().contains("900"));
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn what_a_tool_wrote_is_named_by_its_construct_and_stays() {
    let written = r#"{"Resources": {"Worker5FF6": {"Type": "AWS::Lambda::Function",
        "Properties": {"Timeout": 0}, "Metadata": {"aws:cdk:path": "App/Worker/Resource"}}}}"#;
    let plain = written.replace("aws:cdk:path", "path");
    for (path, text, name, is_fixed) in [
        ("app.template.json", written, "App/Worker", false),
        ("app.template.json", &plain, "Worker5FF6", true),
        ("cdk.out/app.template.json", &plain, "Worker5FF6", false),
    ] {
        let project = Project::new(&[(path, text)]);
        let run = crate::run::check(&project.folder, "--unsafe-fixes --format concise");
        let says = format!("error[timeout-out-of-range] {name} cannot be deployed");
        assert_eq!(run.out.contains(&says), !is_fixed, "{}", run.out);
        let now = std::fs::read_to_string(project.path(path)).expect("it is there");
        assert_eq!(now != text, is_fixed, "{now}");
    }
}

#[test]
fn a_file_that_cannot_be_written_is_told() {
    let project = wrong();
    let path = project.path("template.yaml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let run = check(&project.folder, "--unsafe-fixes");
    assert_eq!(run.code, 2);
    assert_eq!(run.err, "lamlint: cannot write template.yaml: it is read-only; make it writable\n");
    assert_eq!(read(&project), wrong_timeout());
}

#[test]
fn fixed_standard_input_goes_to_standard_output() {
    let project = Project::standard();
    let words =
        "check --select timeout-out-of-range --unsafe-fixes - --stdin-filename template.yaml";
    let run = run_with_input(&project.folder, words, wrong_timeout().as_bytes());
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.out, wrong_timeout().replace("3600", "900"));
    assert_eq!(run.err, "1 fixed · No findings in 1 function · 0.00 s\n");
    assert_eq!(read(&project), TEMPLATE);
}

#[test]
fn one_run_fixes_all_that_it_uncovers() {
    let queue = |number: usize| {
        format!(
            "  Q{number}:\n    Type: AWS::SQS::Queue\n  F{number}:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: s3://b/k\n      Handler: app.handler\n      Runtime: python3.13\n      Timeout: 3600\n      Events:\n        Q:\n          Type: SQS\n          Properties:\n            Queue: !GetAtt Q{number}.Arn\n"
        )
    };
    let queues: String = (0..15).map(queue).collect();
    let text = format!("Transform: AWS::Serverless-2016-10-31\nResources:\n{queues}");
    let project = Project::new(&[("template.yaml", &text)]);
    let run = || crate::run::run(&project.folder, "check --unsafe-fixes --exit-zero");
    assert_eq!(run().err, "");
    let once = read(&project);
    assert_eq!(once.matches("RedrivePolicy:").count(), 15, "{once}");
    run();
    assert_eq!(read(&project), once);
}

#[test]
fn nothing_is_added_to_a_template_that_cannot_be_read_as_a_whole() {
    let broken = "Transform: AWS::Serverless-2016-10-31\nResources:\n  Worker:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: s3://b/k\n      Handler: a.B::c\n      Runtime: java21\n      Timeout: 3600\n  Topic:\n    - Type: AWS::SNS::Topic\n    Properties:\n      TopicName: t\n";
    let project = Project::new(&[("template.yaml", broken)]);
    let run = crate::run::run(&project.folder, "check --unsafe-fixes --exit-zero");
    assert_eq!(run.err, "");
    assert_eq!(read(&project), broken.replace("3600", "900"));
}

#[test]
fn a_variable_that_many_functions_lack_is_set_in_one_run() {
    let function = |name: &str| {
        format!(
            "  {name}:\n    Type: AWS::Serverless::Function\n    Properties: {{ CodeUri: src, Handler: {name}.handler, Runtime: nodejs22.x }}\n"
        )
    };
    let names = ["a", "b", "c"];
    let template: String = names.iter().map(|name| function(name)).collect();
    let template = format!("Transform: AWS::Serverless-2016-10-31\nResources:\n{template}");
    let project = Project::new(&[("template.yaml", &template)]);
    project.write("src/keys.js", "exports.one = () => process.env.TABLE.length;\nexports.two = () => process.env.TABLE.trim();\n");
    for name in names {
        let code = "const keys = require('./keys');\nexports.handler = async () => [keys.one(), keys.two(), process.env.TABLE.length];\n";
        project.write(&format!("src/{name}.js"), code);
    }
    let run = || crate::run::run(&project.folder, "check --unsafe-fixes --exit-zero");
    let first = run();
    assert_eq!((first.code, first.err.as_str()), (0, ""));
    let once = read(&project);
    run();
    assert_eq!(read(&project), once);
}
