//! The protocol itself: its beginning and end, and messages that no good client sends.

use serde_json::{Value, json};

use crate::client::{Client, uri};
use crate::project::{Project, TEMPLATE};

const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;
const INVALID_PARAMS: i64 = -32602;
const NOT_INITIALIZED: i64 = -32002;

fn start(project: &Project) -> Client {
    Client::open_folder(&project.folder, &json!({}))
}

/// Makes sure that the server still does its work.
fn assert_alive(client: &mut Client, project: &Project) {
    let template = project.path("template.yaml");
    client.open(&template, &TEMPLATE.replace("Timeout: 30", "Timeout: 3600"));
    client.wait_for_rules(&template, &["timeout-out-of-range"]);
}

#[test]
fn the_server_says_what_it_can_do() {
    let mut client = Client::start();
    let result = client.request("initialize", &json!({ "capabilities": {} }));
    let can = &result["capabilities"];
    assert_eq!(can["positionEncoding"], "utf-16");
    assert_eq!(can["textDocumentSync"]["change"], 2);
    assert_eq!(can["workspace"]["workspaceFolders"]["changeNotifications"], true);
    assert_eq!(
        can["codeActionProvider"]["codeActionKinds"],
        json!(["quickfix", "source.fixAll.lamlint"])
    );
    for provider in ["hoverProvider", "definitionProvider", "referencesProvider"] {
        assert_eq!(can[provider], true, "{provider}");
    }
    assert_eq!(result["serverInfo"]["name"], "lamlint");
}

#[test]
fn shutdown_and_exit_end_the_server_well() {
    let project = Project::standard();
    let mut client = start(&project);
    assert_eq!(client.request("shutdown", &Value::Null), Value::Null);
    client.notify("exit", &Value::Null);
    assert_eq!(client.wait_for_end().code(), Some(0));
}

#[test]
fn exit_without_shutdown_is_an_error() {
    let project = Project::standard();
    let mut client = start(&project);
    client.notify("exit", &Value::Null);
    assert_eq!(client.wait_for_end().code(), Some(1));
}

#[test]
fn the_end_of_the_input_ends_the_server() {
    for begun in [false, true] {
        let mut client = if begun { start(&Project::standard()) } else { Client::start() };
        client.close_input();
        client.wait_for_end();
    }
}

#[test]
fn half_a_message_at_the_end_is_no_reason_to_stay() {
    let mut client = Client::start();
    client.send_raw(b"Content-Length: 100\r\n\r\n{\"jsonrpc\"");
    client.close_input();
    client.wait_for_end();
}

#[test]
fn malformed_messages_get_an_error_and_the_server_goes_on() {
    let project = Project::standard();
    for (message, code) in [
        ("Content-Length: 1\r\n\r\n{", PARSE_ERROR),
        ("Content-Length: 2\r\n\r\n\u{fffd}", PARSE_ERROR),
        ("Content-Length: 0\r\n\r\n", PARSE_ERROR),
        ("Content-Length: x\r\n\r\n{}", PARSE_ERROR),
        ("Content-Length: 2\r\n\r\n[]", INVALID_REQUEST),
        ("Content-Length: 2\r\n\r\n{}", INVALID_REQUEST),
        ("Content-Length: 4\r\n\r\nnull", INVALID_REQUEST),
    ] {
        let mut client = start(&project);
        client.send_raw(message.as_bytes());
        let answer = client.wait_for("an error", |message| message.get("error").is_some());
        assert_eq!(answer["error"]["code"], code, "{message:?}: {answer}");
        assert_alive(&mut client, &project);
    }
}

#[test]
fn unknown_and_senseless_requests_get_an_error_and_the_server_goes_on() {
    let project = Project::standard();
    let mut client = start(&project);
    for (method, params, code) in [
        ("lamlint/unknown", json!({}), METHOD_NOT_FOUND),
        ("textDocument/hover", json!({}), INVALID_PARAMS),
        ("textDocument/hover", json!(7), INVALID_PARAMS),
        ("initialize", json!({ "capabilities": {} }), INVALID_REQUEST),
    ] {
        let answer = client.call(method, &params);
        assert_eq!(answer["error"]["code"], code, "{method} {params}: {answer}");
    }
    client.notify("lamlint/unknown", &json!({}));
    client.notify("textDocument/didChange", &json!({ "textDocument": 7 }));
    client.notify("$/cancelRequest", &json!({ "id": 99 }));
    assert_alive(&mut client, &project);
}

#[test]
fn nothing_is_answered_before_initialize() {
    let project = Project::standard();
    let mut client = Client::start();
    let place = json!({ "line": 0, "character": 0 });
    let uri = uri(&project.path("template.yaml"));
    let hover = json!({ "textDocument": { "uri": uri }, "position": place });
    assert_eq!(client.call("textDocument/hover", &hover)["error"]["code"], NOT_INITIALIZED);
    client.open(&project.path("template.yaml"), TEMPLATE);
    let answer = client.call("initialize", &json!({ "capabilities": {} }));
    assert!(answer["result"]["capabilities"].is_object(), "{answer}");
    client.notify("initialized", &json!({}));
    assert_alive(&mut client, &project);
}

#[test]
fn after_shutdown_requests_are_refused() {
    let project = Project::standard();
    let mut client = start(&project);
    client.request("shutdown", &Value::Null);
    let place = json!({ "line": 0, "character": 0 });
    let uri = uri(&project.path("template.yaml"));
    let hover = json!({ "textDocument": { "uri": uri }, "position": place });
    assert_eq!(client.call("textDocument/hover", &hover)["error"]["code"], INVALID_REQUEST);
}

#[test]
fn notifications_about_documents_that_are_not_open_are_survived() {
    let project = Project::standard();
    let mut client = start(&project);
    let template = project.path("template.yaml");
    client.change(&template, 3, "x");
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri(&template) } }));
    client.notify("textDocument/didSave", &json!({ "textDocument": { "uri": uri(&template) } }));
    client.changed_on_disk(&[project.path("nowhere.yaml")]);
    assert_alive(&mut client, &project);
}
