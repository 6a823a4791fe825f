//! What is shown while somebody types, in the file itself and in the others.

use serde_json::{Value, json};

use crate::client::{Client, uri};
use crate::project::{HANDLER, Project, TEMPLATE};

const READS_TABLE: &str = "\
import os


def handler(event, context):
    return os.environ[\"TABLE\"]
";

fn start(project: &Project) -> Client {
    Client::open_folder(&project.folder, &json!({}))
}

fn wrong_timeout() -> String {
    TEMPLATE.replace("Timeout: 30", "Timeout: 3600")
}

#[test]
fn findings_of_files_that_nobody_opened_are_shown() {
    let project = Project::new(&[("template.yaml", &wrong_timeout()), ("src/app.py", HANDLER)]);
    let mut client = start(&project);
    client.wait_for_rules(&project.path("template.yaml"), &["timeout-out-of-range"]);
}

#[test]
fn a_finding_says_all_that_an_editor_can_show() {
    let project = Project::new(&[("template.yaml", &wrong_timeout()), ("src/app.py", HANDLER)]);
    let mut client = start(&project);
    let template = project.path("template.yaml");
    client.wait_for_rules(&template, &["timeout-out-of-range"]);
    let found = client.diagnostic(&template, "timeout-out-of-range");
    assert_eq!(found["source"], "lamlint");
    assert_eq!(found["severity"], 1);
    let place =
        json!({ "start": { "line": 8, "character": 15 }, "end": { "line": 8, "character": 19 } });
    assert_eq!(found["range"], place);
}

#[test]
fn the_words_at_the_caret_are_sent_where_they_add_a_fact() {
    let url = "      FunctionUrlConfig: { AuthType: NONE }\n";
    let text = format!("{}{url}", TEMPLATE.replace("CodeUri: src", "CodeUri: elsewhere"));
    let project = Project::new(&[("template.yaml", &text)]);
    let mut client = start(&project);
    let template = project.path("template.yaml");
    client.open(&template, &text);
    client.wait_for_version(&template, 1);
    let said = |rule: &str| {
        let found = client.diagnostic(&template, rule);
        let message = found["message"].as_str().expect("a message");
        message.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let public = said("function-url-public");
    assert_eq!(public[1..], ["nothing is checked before Worker runs"], "{public:?}");
    assert_eq!(said("code-not-found").len(), 1, "{:?}", said("code-not-found"));
}

#[test]
fn a_fault_typed_into_the_template_is_shown_and_goes_when_it_is_mended() {
    let project = Project::standard();
    let mut client = start(&project);
    let template = project.path("template.yaml");
    client.open(&template, TEMPLATE);
    client.wait_for_rules(&template, &[]);
    let digits =
        json!({ "start": { "line": 8, "character": 15 }, "end": { "line": 8, "character": 17 } });
    client.edit(&template, 2, &json!([{ "range": digits, "text": "3600" }]));
    client.wait_for_rules(&template, &["timeout-out-of-range"]);
    client.change(&template, 3, TEMPLATE);
    client.wait_for_rules(&template, &[]);
    client.wait_for_version(&template, 3);
}

#[test]
fn an_edit_of_the_template_refreshes_the_handler_also_when_that_is_not_open() {
    let project = Project::new(&[("template.yaml", TEMPLATE), ("src/app.py", READS_TABLE)]);
    let mut client = start(&project);
    let (template, handler) = (project.path("template.yaml"), project.path("src/app.py"));
    client.wait_for_rules(&handler, &["env-var-not-set"]);
    client.open(&template, TEMPLATE);
    let variables = "      Environment:\n        Variables:\n          TABLE: users\n";
    client.change(&template, 2, &format!("{TEMPLATE}{variables}"));
    client.wait_for_rules(&handler, &[]);
    client.change(&template, 3, TEMPLATE);
    client.wait_for_rules(&handler, &["env-var-not-set"]);
}

#[test]
fn an_edit_of_the_handler_refreshes_findings_that_point_into_the_template() {
    let project = Project::standard();
    let mut client = start(&project);
    let handler = project.path("src/app.py");
    client.open(&handler, HANDLER);
    client.change(&handler, 2, READS_TABLE);
    client.wait_for_rules(&handler, &["env-var-not-set"]);
    let found = client.diagnostic(&handler, "env-var-not-set");
    let related = found["relatedInformation"].as_array().expect("a note in the template");
    assert_eq!(related[0]["location"]["uri"], uri(&project.path("template.yaml")));
}

#[test]
fn closing_a_document_falls_back_to_the_disk() {
    let project = Project::standard();
    let mut client = start(&project);
    let template = project.path("template.yaml");
    client.open(&template, &wrong_timeout());
    client.wait_for_rules(&template, &["timeout-out-of-range"]);
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri(&template) } }));
    client.wait_for_rules(&template, &[]);
}

#[test]
fn of_many_quick_edits_the_last_one_counts() {
    let project = Project::standard();
    let mut client = start(&project);
    let template = project.path("template.yaml");
    client.open(&template, TEMPLATE);
    for version in 2..200 {
        client.change(&template, version, &TEMPLATE.replace("30", &version.to_string()));
    }
    client.change(&template, 200, &wrong_timeout());
    client.wait_for_version(&template, 200);
    client.wait_for_rules(&template, &["timeout-out-of-range"]);
}

#[test]
fn a_version_that_comes_too_late_changes_nothing() {
    let project = Project::standard();
    let mut client = start(&project);
    let template = project.path("template.yaml");
    client.open(&template, TEMPLATE);
    client.change(&template, 5, &wrong_timeout());
    client.change(&template, 4, TEMPLATE);
    client.change(&template, 6, &format!("# x\n{}", wrong_timeout()));
    client.wait_for_version(&template, 6);
    client.wait_for_rules(&template, &["timeout-out-of-range"]);
}

#[test]
fn positions_count_what_was_agreed_on() {
    let text =
        wrong_timeout().replace("Timeout: 3600", "\"\\U0001d11e\": {Ä𝄞: 1}\n      Timeout: 3600");
    let text = text.replace("      Timeout: 3600", "      ? Timeout\n      : !If [𝄞Ä, 3600, 3]");
    for (offered, expected) in
        [(json!(["utf-16"]), 18), (json!(["utf-8", "utf-16"]), 21), (Value::Null, 18)]
    {
        let project = Project::new(&[("template.yaml", &text), ("src/app.py", HANDLER)]);
        let capabilities = json!({ "general": { "positionEncodings": offered } });
        let mut client = Client::open_folder(&project.folder, &capabilities);
        let template = project.path("template.yaml");
        client.wait_for_rules(&template, &["timeout-out-of-range"]);
        let found = client.diagnostic(&template, "timeout-out-of-range");
        assert_eq!(found["range"]["start"]["character"], expected, "{offered}");
    }
}

#[test]
fn positions_outside_of_the_text_are_survived() {
    let project = Project::standard();
    let mut client = start(&project);
    let template = project.path("template.yaml");
    client.open(&template, TEMPLATE);
    let far = json!({ "line": 4_000_000_000_u32, "character": 4_000_000_000_u32 });
    let backwards = json!({ "start": far, "end": { "line": 0, "character": 0 } });
    client.edit(
        &template,
        2,
        &json!([{ "range": { "start": far, "end": far }, "text": "# end\n" }]),
    );
    client.edit(&template, 3, &json!([{ "range": backwards, "text": "# more\n" }]));
    let place = json!({ "textDocument": { "uri": uri(&template) }, "position": far });
    assert_eq!(client.request("textDocument/hover", &place), Value::Null);
    client.wait_for_version(&template, 3);
}

#[test]
fn a_file_outside_of_all_folders_is_linted_with_its_template() {
    let project = Project::new(&[("template.yaml", TEMPLATE), ("src/app.py", READS_TABLE)]);
    std::fs::create_dir(project.path(".git")).unwrap();
    let mut client = Client::start();
    client
        .request("initialize", &json!({ "processId": null, "rootUri": null, "capabilities": {} }));
    client.notify("initialized", &json!({}));
    let handler = project.path("src/app.py");
    client.open(&handler, READS_TABLE);
    client.wait_for_rules(&handler, &["env-var-not-set"]);
}

#[test]
fn documents_that_are_no_files_are_left_alone() {
    let project = Project::standard();
    let mut client = start(&project);
    let document =
        |uri: &str| json!({ "uri": uri, "languageId": "yaml", "version": 1, "text": TEMPLATE });
    for name in ["git:/a/template.yaml", "output:1", "file:"] {
        client.notify("textDocument/didOpen", &json!({ "textDocument": document(name) }));
    }
    let template = project.path("template.yaml");
    client.open(&template, &wrong_timeout());
    client.wait_for_rules(&template, &["timeout-out-of-range"]);
    let files: Vec<&String> = client.published().map(|(file, _)| file).collect();
    assert_eq!(files, [&uri(&template)]);
}
