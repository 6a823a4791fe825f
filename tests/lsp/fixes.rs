//! Hover and code actions: what can be read and done about a finding.

use serde_json::{Value, json};

use crate::client::{Client, apply, uri};
use crate::project::{HANDLER, Project, TEMPLATE};

const LINE: u32 = 8;

fn wrong_timeout() -> String {
    TEMPLATE.replace("Timeout: 30", "Timeout: 3600")
}

fn start(capabilities: &Value) -> (Project, Client) {
    let project = Project::new(&[("template.yaml", &wrong_timeout()), ("src/app.py", HANDLER)]);
    let mut client = Client::open_folder(&project.folder, capabilities);
    let template = project.path("template.yaml");
    client.open(&template, &wrong_timeout());
    client.wait_for_version(&template, 1);
    (project, client)
}

fn ask(client: &mut Client, project: &Project, character: u32, context: &Value) -> Vec<Value> {
    let place = json!({ "line": LINE, "character": character });
    let params = json!({
        "textDocument": { "uri": uri(&project.path("template.yaml")) },
        "range": { "start": place, "end": place },
        "context": context,
    });
    client.request("textDocument/codeAction", &params).as_array().expect("a list").clone()
}

#[test]
fn a_quick_fix_makes_its_finding_go() {
    let (project, mut client) = start(&json!({}));
    let template = project.path("template.yaml");
    let actions = ask(&mut client, &project, 16, &json!({ "diagnostics": [] }));
    let action = &actions[0];
    assert_eq!(action["title"], "Lower the timeout to 900 s");
    assert_eq!(action["kind"], "quickfix");
    assert_eq!(action["isPreferred"], true);
    assert_eq!(action["diagnostics"][0]["code"], "timeout-out-of-range");
    let edits =
        action["edit"]["changes"][uri(&template)].as_array().expect("edits of the template");
    let text = apply(&wrong_timeout(), edits);
    assert_eq!(text, TEMPLATE.replace("Timeout: 30", "Timeout: 900"));
    client.change(&template, 2, &text);
    client.wait_for_rules(&template, &[]);
    assert_eq!(ask(&mut client, &project, 16, &json!({ "diagnostics": [] })), Vec::<Value>::new());
}

#[test]
fn a_fix_that_changes_behaviour_says_so_and_is_not_preferred() {
    let (project, mut client) = start(&json!({}));
    let template = project.path("template.yaml");
    let (new, old) = (
        "      Runtime: python3.13\n      Timeout: 30\n",
        "      Timeout: 30\n      Runtime: python3.8\n",
    );
    assert!(TEMPLATE.contains(new));
    client.change(&template, 2, &TEMPLATE.replace(new, old));
    let actions = ask(&mut client, &project, 16, &json!({ "diagnostics": [] }));
    let [action] = actions.as_slice() else { panic!("{actions:?}") };
    let title = action["title"].as_str().expect("a title");
    assert!(title.ends_with(" (changes behaviour)"), "{title}");
    assert_eq!(action["isPreferred"], false);
}

#[test]
fn edits_name_the_version_when_the_client_understands_it() {
    let (project, mut client) =
        start(&json!({ "workspace": { "workspaceEdit": { "documentChanges": true } } }));
    let actions = ask(&mut client, &project, 16, &json!({ "diagnostics": [] }));
    let change = &actions[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["version"], 1);
    assert_eq!(change["textDocument"]["uri"], uri(&project.path("template.yaml")));
    assert_eq!(change["edits"][0]["newText"], "900");
}

#[test]
fn actions_are_those_of_the_place_and_of_the_kind_asked_for() {
    let (project, mut client) = start(&json!({}));
    for (character, only, expected) in [
        (16, json!(["quickfix"]), 1),
        (16, json!([""]), 2),
        (16, json!(["refactor"]), 0),
        (16, json!(["source.fixAll"]), 1),
        (16, json!(["source.fixAll.lamlint"]), 1),
        (2, json!(["quickfix"]), 0),
        (2, Value::Null, 1),
    ] {
        let actions =
            ask(&mut client, &project, character, &json!({ "diagnostics": [], "only": only }));
        assert_eq!(actions.len(), expected, "{only} at {character}: {actions:?}");
    }
}

#[test]
fn what_the_client_sends_back_is_not_believed() {
    let (project, mut client) = start(&json!({}));
    let nowhere =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } });
    let forged =
        json!({ "range": nowhere, "message": "x", "code": "x", "data": { "edits": ["rm"] } });
    let context = json!({ "diagnostics": [forged], "only": ["quickfix"] });
    let actions = ask(&mut client, &project, 2, &context);
    assert_eq!(actions, Vec::<Value>::new());
}

#[test]
fn hover_over_a_finding_tells_what_its_rule_is_about() {
    let (project, mut client) = start(&json!({}));
    let at = |character: u32| {
        let place = json!({ "line": LINE, "character": character });
        json!({ "textDocument": { "uri": uri(&project.path("template.yaml")) }, "position": place })
    };
    let hover = client.request("textDocument/hover", &at(16));
    let text = hover["contents"]["value"].as_str().expect("Markdown");
    assert!(text.starts_with("**timeout-out-of-range** · error\n\n"), "{text}");
    assert!(text.contains("lamlint explain timeout-out-of-range"), "{text}");
    assert_eq!(hover["range"]["start"], json!({ "line": LINE, "character": 15 }));
    assert_eq!(client.request("textDocument/hover", &at(2)), Value::Null);
}
