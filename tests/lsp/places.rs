//! Go to definition and references, between a template and its handler.

use serde_json::{Value, json};

use crate::client::{Client, uri};
use crate::project::Project;

const TEMPLATE: &str = "\
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.handler
      Runtime: python3.13
      Environment:
        Variables:
          TABLE: !Ref Table
  Table:
    Type: AWS::Serverless::SimpleTable
";

const HANDLER: &str = "\
import os

def handler(event, context):
    return 'ä𝄞', os.environ['TABLE']
";

fn start() -> (Project, Client) {
    let project = Project::new(&[("template.yaml", TEMPLATE), ("src/app.py", HANDLER)]);
    let mut client = Client::open_folder(&project.folder, &json!({}));
    client.open(&project.path("template.yaml"), TEMPLATE);
    client.wait_for_version(&project.path("template.yaml"), 1);
    (project, client)
}

/// What a request about a position gives, as `file:line:from-to`.
fn ask(
    (project, client): &mut (Project, Client),
    method: &str,
    (path, line, character): (&str, u32, u32),
    with_declaration: bool,
) -> Vec<String> {
    let params = json!({
        "textDocument": { "uri": uri(&project.path(path)) },
        "position": { "line": line, "character": character },
        "context": { "includeDeclaration": with_declaration },
    });
    let answer = client.request(method, &params);
    let folder = uri(&project.folder);
    let shown = |place: &Value| {
        let (start, end) = (&place["range"]["start"], &place["range"]["end"]);
        assert_eq!(start["line"], end["line"], "{place}");
        let path = place["uri"].as_str().expect("a URI").replace(&folder, "");
        format!("{path}:{}:{}-{}", start["line"], start["character"], end["character"])
    };
    answer.as_array().map(|places| places.iter().map(shown).collect()).unwrap_or_default()
}

#[test]
fn definitions_are_found_in_both_files() {
    let mut session = start();
    for (place, expected) in [
        (("template.yaml", 10, 22), vec!["/template.yaml:11:2-7"]),
        (("template.yaml", 6, 20), vec!["/src/app.py:2:4-11"]),
        (("src/app.py", 3, 33), vec!["/template.yaml:10:10-15"]),
        (("src/app.py", 0, 2), vec![]),
        (("template.yaml", 99, 99), vec![]),
        (("nowhere.yaml", 0, 0), vec![]),
    ] {
        let found = ask(&mut session, "textDocument/definition", place, false);
        assert_eq!(found, expected, "{place:?}");
    }
}

#[test]
fn references_follow_what_is_typed() {
    let mut session = start();
    let read = "/src/app.py:3:30-35";
    let key = "/template.yaml:10:10-15";
    for (with, expected) in [(false, vec![read]), (true, vec![read, key])] {
        let mut found =
            ask(&mut session, "textDocument/references", ("template.yaml", 10, 12), with);
        found.sort();
        assert_eq!(found, expected);
    }
    let from_code = ask(&mut session, "textDocument/references", ("src/app.py", 2, 6), false);
    assert_eq!(from_code, ["/template.yaml:6:15-26"]);
    // The answer is of the text as it is now, also while its diagnostics are still to come.
    let (project, client) = &mut session;
    client.open(&project.path("src/app.py"), &HANDLER.replace("import os", "import os\n"));
    let moved = ask(&mut session, "textDocument/references", ("template.yaml", 10, 12), false);
    assert_eq!(moved, ["/src/app.py:4:30-35"]);
}
