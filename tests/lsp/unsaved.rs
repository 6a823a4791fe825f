//! Buffers that were never saved: `untitled:` documents, which have no place on a disk.

use std::fs;

use serde_json::{Value, json};

use crate::client::{Client, apply};
use crate::project::{HANDLER, Project, TEMPLATE};

const BUFFER: &str = "untitled:Untitled-1";
const WRONG: &[&str] = &["timeout-out-of-range"];

fn wrong_timeout() -> String {
    TEMPLATE.replace("Timeout: 30", "Timeout: 3600")
}

fn start(project: &Project) -> Client {
    Client::open_folder(
        &project.folder,
        &json!({ "workspace": { "workspaceEdit": { "documentChanges": true } } }),
    )
}

fn open(client: &mut Client, uri: &str, language: &str, text: &str) {
    let document = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
    client.notify("textDocument/didOpen", &json!({ "textDocument": document }));
}

fn change(client: &mut Client, uri: &str, version: i32, text: &str) {
    let document = json!({ "uri": uri, "version": version });
    let changes = json!([{ "text": text }]);
    client.notify(
        "textDocument/didChange",
        &json!({ "textDocument": document, "contentChanges": changes }),
    );
}

fn close(client: &mut Client, uri: &str) {
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
}

/// The actions offered for the whole buffer.
fn actions(client: &mut Client, uri: &str, kind: &str) -> Vec<Value> {
    let everything =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    let params = json!({
        "textDocument": { "uri": uri },
        "range": everything,
        "context": { "diagnostics": [], "only": [kind] },
    });
    client.request("textDocument/codeAction", &params).as_array().expect("a list").clone()
}

#[test]
fn a_buffer_is_linted_while_it_is_typed_until_it_is_closed() {
    let project = Project::new(&[]);
    let mut client = start(&project);
    open(&mut client, BUFFER, "yaml", "");
    change(&mut client, BUFFER, 2, &wrong_timeout());
    client.wait_for_rules_of(BUFFER, WRONG);
    change(&mut client, BUFFER, 3, TEMPLATE);
    client.wait_for_rules_of(BUFFER, &[]);
    change(&mut client, BUFFER, 4, &wrong_timeout());
    client.wait_for_rules_of(BUFFER, WRONG);
    close(&mut client, BUFFER);
    client.wait_for_rules_of(BUFFER, &[]);
}

#[test]
fn the_editor_says_which_language_a_buffer_is_in() {
    let project = Project::new(&[]);
    let mut client = start(&project);
    let json = r#"{"Resources":{"F":{"Type":"AWS::Serverless::Function","Properties":{"Runtime":"python3.13","Timeout":3600,"Handler":"a.b","CodeUri":"s/"}}},"Transform":"AWS::Serverless-2016-10-31"}"#;
    for (language, text, rules) in [
        ("json", json, WRONG),
        ("jsonc", json, WRONG),
        ("cloudformation", json, WRONG),
        ("cloudformation", &wrong_timeout(), WRONG),
        ("yaml-cloudformation", &wrong_timeout(), WRONG),
        ("plaintext", &wrong_timeout(), &[]),
        ("yaml", "values: 1\n", &[]),
    ] {
        open(&mut client, BUFFER, language, text);
        client.wait_for_rules_of(BUFFER, rules);
        close(&mut client, BUFFER);
        client.wait_for_rules_of(BUFFER, &[]);
    }
    for (language, text) in [
        (
            "python",
            "import boto3\n\n\ndef lambda_handler(event, context):\n    return boto3.client(\"s3\").list_buckets()\n",
        ),
        (
            "javascript",
            "const { S3 } = require(\"@aws-sdk/client-s3\");\nexports.handler = async (event) => {\n  const s3 = new S3({});\n  return s3.listBuckets({});\n};\n",
        ),
        (
            "typescriptreact",
            "import { S3 } from \"@aws-sdk/client-s3\";\nexport const handler = async (event: unknown) => {\n  const s3 = new S3({});\n  return s3.listBuckets({});\n};\n",
        ),
    ] {
        open(&mut client, "untitled:code", language, text);
        client.wait_for_rules_of("untitled:code", &["client-created-per-invocation"]);
        close(&mut client, "untitled:code");
        client.wait_for_rules_of("untitled:code", &[]);
    }
}

#[test]
fn fixes_are_edits_of_the_buffer_and_nothing_is_written() {
    let project = Project::new(&[]);
    let mut client = start(&project);
    open(&mut client, BUFFER, "yaml", &wrong_timeout());
    client.wait_for_rules_of(BUFFER, WRONG);
    for kind in ["quickfix", "source.fixAll.lamlint"] {
        let offered = actions(&mut client, BUFFER, kind);
        let change = offered
            .iter()
            .map(|action| &action["edit"]["documentChanges"][0])
            .find(|change| change["edits"].to_string().contains("900"))
            .unwrap_or_else(|| panic!("{kind}: {offered:?}"));
        assert_eq!(change["textDocument"], json!({ "uri": BUFFER, "version": 1 }));
        let edits = change["edits"].as_array().expect("edits");
        assert!(apply(&wrong_timeout(), edits).contains("Timeout: 900\n"), "{edits:?}");
    }
    // Asking for all fixes left the buffer as it is.
    client.wait_for_rules_of(BUFFER, WRONG);
    assert_eq!(fs::read_dir(&project.folder).expect("the folder is there").count(), 0);
}

#[test]
fn a_buffer_knows_no_files_and_no_other_buffer() {
    let handler = HANDLER.replace("return {}", "return event[\"id\"]");
    let project = Project::new(&[("src/app.py", &handler), ("lamlint.toml", "")]);
    let mut client = start(&project);
    // Its path, if it has one, is where it may be saved one day.
    let beside = format!("untitled:{}", project.path("new.yaml").display());
    for uri in [BUFFER, &beside] {
        open(&mut client, uri, "yaml", &wrong_timeout());
        client.wait_for_rules_of(uri, WRONG);
        let place = json!({ "line": 6, "character": 18 });
        let params = json!({ "textDocument": { "uri": uri }, "position": place });
        assert_eq!(client.request("textDocument/definition", &params), Value::Null, "{uri}");
    }
    open(&mut client, "untitled:src/app.py", "python", HANDLER);
    close(&mut client, &beside);
    client.wait_for_rules_of(&beside, &[]);
    client.wait_for_rules_of(BUFFER, WRONG);
    let said: Vec<&Value> =
        client.received.iter().filter(|one| one["method"] == "window/logMessage").collect();
    assert!(said.is_empty(), "{said:?}");
}

#[test]
fn a_buffer_lives_through_a_new_look_at_the_folders() {
    let project = Project::standard();
    let mut client = start(&project);
    open(&mut client, BUFFER, "yaml", &wrong_timeout());
    client.wait_for_rules_of(BUFFER, WRONG);
    client.changed_on_disk(&[project.write(".gitignore", "x\n")]);
    let template = project.path("template.yaml");
    client.open(&template, &wrong_timeout());
    client.wait_for_rules(&template, WRONG);
    client.wait_for_rules_of(BUFFER, WRONG);
}
