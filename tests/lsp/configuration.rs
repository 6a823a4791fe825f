//! Configuration files in the editor: what they change at once, and what is wrong in them.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::client::{Client, uri};
use crate::project::{HANDLER, Project, TEMPLATE};

const WRONG: &[&str] = &["timeout-out-of-range"];
const OFF: &str = "[rules]\ntimeout-out-of-range = \"off\"\n";

fn project(files: &[(&str, &str)]) -> Project {
    let wrong = TEMPLATE.replace("Timeout: 30", "Timeout: 3600");
    let program = [("a/template.yaml", wrong.as_str()), ("a/src/app.py", HANDLER)];
    Project::new(&[&program[..], files].concat())
}

fn start(project: &Project) -> Client {
    let mut client = Client::open_folder(&project.folder, &json!({}));
    let template = project.path("a/template.yaml");
    client.open(&template, &fs::read_to_string(&template).expect("it was written"));
    client.wait_for_version(&template, 1);
    client
}

#[test]
fn a_change_in_the_editor_changes_what_is_published() {
    let project = project(&[("lamlint.toml", OFF)]);
    let mut client = start(&project);
    let (template, configuration) = (project.path("a/template.yaml"), project.path("lamlint.toml"));
    client.wait_for_rules(&template, &[]);
    client.open(&configuration, OFF);
    client.change(&configuration, 2, "[rules]\ntimeout-out-of-range = \"error\"\n");
    client.wait_for_rules(&template, WRONG);
    client.change(&configuration, 3, "exclude = [\"a\"]\n");
    client.wait_for_rules(&template, &[]);
    client.change(&configuration, 4, "exclude = [\"b\"]\n");
    client.wait_for_rules(&template, WRONG);
    client.change(&configuration, 5, "[rules]\ntimeout-out-of-range = \"info\"\n");
    client.wait_for_version(&configuration, 5);
    assert_eq!(client.diagnostic(&template, WRONG[0])["severity"], 3);
    // What was never saved goes with the editor's text.
    client.notify(
        "textDocument/didClose",
        &json!({ "textDocument": { "uri": uri(&configuration) } }),
    );
    client.wait_for_rules(&template, &[]);
}

#[test]
fn what_is_wrong_in_it_is_shown_while_the_rest_holds() {
    let project = project(&[("lamlint.toml", OFF)]);
    let mut client = start(&project);
    let (template, configuration) = (project.path("a/template.yaml"), project.path("lamlint.toml"));
    client.open(&configuration, OFF);
    client.change(&configuration, 2, &OFF.replace("off\"", "of"));
    client.wait_for_rules(&configuration, &["config-invalid"]);
    client.wait_for_rules(&template, &[]);
    client.change(
        &configuration,
        3,
        &OFF.replace("rage", "range").replace("timeout-out", "timeot-out"),
    );
    client.wait_for_rules(&configuration, &["unknown-rule"]);
    client.wait_for_rules(&template, WRONG);
    client.change(&configuration, 4, OFF);
    client.wait_for_rules(&configuration, &[]);
    client.wait_for_rules(&template, &[]);
}

#[test]
fn files_on_the_disk_come_and_go() {
    let project = project(&[]);
    let mut client = start(&project);
    let template = project.path("a/template.yaml");
    client.wait_for_rules(&template, WRONG);
    for (path, text) in [
        ("lamlint.toml", OFF),
        ("a/pyproject.toml", "[tool.lamlint.rules]\ntimeout-out-of-range = \"off\"\n"),
        ("a/package.json", r#"{"lamlint": {"rules": {"timeout-out-of-range": "off"}}}"#),
        ("lamlint.toml", "exclude = [\"a\"]\n"),
    ] {
        let path = project.write(path, text);
        client.changed_on_disk(std::slice::from_ref(&path));
        client.wait_for_rules(&template, &[]);
        fs::remove_file(&path).unwrap();
        client.changed_on_disk(&[path]);
        client.wait_for_rules(&template, WRONG);
    }
    let extended = project.write("base.toml", OFF);
    let extending = project.write("a/lamlint.toml", "extends = \"../base.toml\"\n");
    client.changed_on_disk(&[extending]);
    client.wait_for_rules(&template, &[]);
    project.write("base.toml", "");
    client.changed_on_disk(&[extended]);
    client.wait_for_rules(&template, WRONG);
}

#[test]
fn the_editor_shows_what_check_prints() {
    for (path, text) in [
        ("lamlint.toml", OFF),
        ("lamlint.toml", "exclude = [\"a/src\"]\n[rules]\ntracing-off = \"error\"\n"),
        ("a/lamlint.toml", "extends = \"../base.toml\"\nnonsense = 1\n"),
        ("a/lamlint.toml", "extends = \"gone.toml\"\n"),
        ("lamlint.toml", "[rules\n"),
        ("a/src/lamlint.toml", "[rules]\nx = \"off\"\n"),
    ] {
        let base = "[rules]\ntimeout-out-of-range = \"info\"\n";
        let project = project(&[(path, text), ("base.toml", base)]);
        let mut client = start(&project);
        let configuration = project.path(path);
        client.open(&configuration, text);
        client.wait_for_version(&configuration, 1);
        let root = uri(&project.folder) + "/";
        let mut shown: Vec<(String, String, u64)> = Vec::new();
        for (uri, list) in client.published() {
            let path = uri.strip_prefix(&root).expect("within the folder");
            shown.extend(list.iter().map(|one| {
                let severity = one["severity"].as_u64().expect("a number");
                (path.to_owned(), one["code"].as_str().expect("a rule").to_owned(), severity)
            }));
        }
        shown.sort();
        assert_eq!(shown, checked(&project.folder), "{path}: {text}");
        assert!(!shown.is_empty(), "{path}: {text}");
    }
}

/// Path, rule and severity, as the protocol counts it, of what `check` finds.
fn checked(folder: &Path) -> Vec<(String, String, u64)> {
    let output = Command::new(env!("CARGO_BIN_EXE_lamlint"))
        .args(["check", "--format", "json"])
        .current_dir(folder)
        .output()
        .expect("lamlint runs");
    let output: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let mut found: Vec<(String, String, u64)> = Vec::new();
    for finding in output["findings"].as_array().expect("a list") {
        let text = |key: &str| finding[key].as_str().expect("a text").to_owned();
        let severities = ["error", "warning", "info"];
        let severity = severities.iter().position(|word| *word == finding["severity"]);
        found.push((text("path"), text("rule"), severity.expect("one of three") as u64 + 1));
    }
    found.sort();
    found
}
