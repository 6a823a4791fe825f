//! The links that lead from a finding to its rule's page.

use serde_json::{Value, json};

use crate::client::{Client, uri};
use crate::project::{HANDLER, Project, TEMPLATE};

const RULE: &str = "timeout-out-of-range";
const COMMAND: &str = "command:lamlint.explainRule?%22{rule}%22";

/// The link of the finding, and how its hover ends, in a client that says this of itself.
fn links(capabilities: &Value, options: &Value) -> (Value, String) {
    let wrong = TEMPLATE.replace("Timeout: 30", "Timeout: 3600");
    let project = Project::new(&[("template.yaml", &wrong), ("src/app.py", HANDLER)]);
    let mut client = Client::start();
    let folders = json!([{ "uri": uri(&project.folder), "name": "folder" }]);
    let params = json!({ "processId": null, "rootUri": null, "capabilities": capabilities,
        "workspaceFolders": folders, "initializationOptions": options });
    client.request("initialize", &params);
    client.notify("initialized", &json!({}));
    let template = project.path("template.yaml");
    client.wait_for_rules(&template, &[RULE]);
    let href = client.diagnostic(&template, RULE)["codeDescription"]["href"].clone();
    let place = json!({ "line": 8, "character": 16 });
    let params = json!({ "textDocument": { "uri": uri(&template) }, "position": place });
    let hover = client.request("textDocument/hover", &params);
    let text = hover["contents"]["value"].as_str().expect("Markdown");
    (href, text.lines().last().unwrap_or_default().to_owned())
}

#[test]
fn a_client_that_shows_pages_gets_its_own_links() {
    let supported =
        json!({ "textDocument": { "publishDiagnostics": { "codeDescriptionSupport": true } } });
    for capabilities in [json!({}), supported] {
        let (href, hover) = links(&capabilities, &json!({ "rulePage": COMMAND }));
        assert_eq!(href, "command:lamlint.explainRule?%22timeout-out-of-range%22");
        assert_eq!(hover, format!("[The whole page]({})", href.as_str().expect("a URI")));
    }
}

#[test]
fn other_clients_get_what_they_can_open() {
    let said = "`lamlint explain timeout-out-of-range` shows the whole page.";
    let supported =
        json!({ "textDocument": { "publishDiagnostics": { "codeDescriptionSupport": true } } });
    for options in [
        Value::Null,
        json!({ "rulePage": 7 }),
        json!({ "rulePage": "command:no-name" }),
        json!({ "rulePage": "no uri {rule}" }),
    ] {
        assert_eq!(links(&json!({}), &options), (Value::Null, said.to_owned()), "{options}");
        let (href, hover) = links(&supported, &options);
        let href = href.as_str().expect("an address of the web");
        assert!(href.starts_with("https://") && href.ends_with("/timeout-out-of-range.md"));
        assert_eq!(hover, said);
    }
}
