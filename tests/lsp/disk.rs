//! What happens to files that no editor has open: created, changed, renamed, deleted, ignored; and folders.

use std::fs;

use serde_json::json;

use crate::client::{Client, uri};
use crate::project::{HANDLER, Project, TEMPLATE};

const WRONG: &[&str] = &["timeout-out-of-range"];
const LOST: &[&str] = &["handler-file-not-found"];

fn start(project: &Project) -> Client {
    Client::open_folder(&project.folder, &json!({}))
}

fn wrong_timeout() -> String {
    TEMPLATE.replace("Timeout: 30", "Timeout: 3600")
}

#[test]
fn files_that_come_change_and_go_are_noticed() {
    let project = Project::new(&[("src/app.py", HANDLER)]);
    let mut client = start(&project);
    let template = project.write("template.yaml", wrong_timeout());
    client.changed_on_disk(std::slice::from_ref(&template));
    client.wait_for_rules(&template, WRONG);
    project.write("template.yaml", TEMPLATE);
    client.changed_on_disk(std::slice::from_ref(&template));
    client.wait_for_rules(&template, &[]);
    project.write("template.yaml", wrong_timeout());
    client.changed_on_disk(std::slice::from_ref(&template));
    client.wait_for_rules(&template, WRONG);
    fs::remove_file(&template).unwrap();
    client.changed_on_disk(std::slice::from_ref(&template));
    client.wait_for_rules(&template, &[]);
}

#[test]
fn a_handler_that_is_deleted_or_renamed_is_missed_in_its_template() {
    let project = Project::standard();
    let mut client = start(&project);
    let (template, handler) = (project.path("template.yaml"), project.path("src/app.py"));
    client.open(&template, TEMPLATE);
    client.wait_for_version(&template, 1);
    fs::rename(&handler, project.path("src/other.py")).unwrap();
    client.changed_on_disk(&[handler.clone(), project.path("src/other.py")]);
    client.wait_for_rules(&template, LOST);
    fs::rename(project.path("src/other.py"), &handler).unwrap();
    client.changed_on_disk(&[handler, project.path("src/other.py")]);
    client.wait_for_rules(&template, &[]);
}

#[test]
fn a_folder_that_is_renamed_in_the_editor_takes_its_files_with_it() {
    let project = Project::new(&[("template.yaml", TEMPLATE), ("code/other.py", HANDLER)]);
    let mut client = start(&project);
    let template = project.path("template.yaml");
    client.open(&template, TEMPLATE);
    client.wait_for_version(&template, 1);
    client.wait_for_rules(&template, &[]);
    let (old, new) = (project.path("code"), project.path("src"));
    fs::rename(&old, &new).unwrap();
    let files = json!([{ "oldUri": uri(&old), "newUri": uri(&new) }]);
    client.notify("workspace/didRenameFiles", &json!({ "files": files }));
    client.wait_for_rules(&template, LOST);
}

#[test]
fn a_file_that_is_saved_but_open_is_the_editors() {
    let project = Project::standard();
    let mut client = start(&project);
    let template = project.path("template.yaml");
    client.open(&template, &wrong_timeout());
    client.wait_for_rules(&template, WRONG);
    client.changed_on_disk(std::slice::from_ref(&template));
    client.notify("textDocument/didSave", &json!({ "textDocument": { "uri": uri(&template) } }));
    client.change(&template, 2, &format!("# x\n{}", wrong_timeout()));
    client.wait_for_version(&template, 2);
    client.wait_for_rules(&template, WRONG);
}

#[test]
fn what_is_ignored_is_left_alone_until_it_is_not() {
    let project =
        Project::new(&[("old/template.yaml", &wrong_timeout()), (".gitignore", "/old\n")]);
    let mut client = start(&project);
    let template = project.path("old/template.yaml");
    client.changed_on_disk(std::slice::from_ref(&template));
    client.open(&template, &wrong_timeout());
    client.wait_for_version(&template, 1);
    client.wait_for_rules(&template, &[]);
    let ignore = project.write(".gitignore", "");
    client.changed_on_disk(&[ignore]);
    client.wait_for_rules(&template, WRONG);
}

#[test]
fn what_a_build_writes_is_read_though_git_ignores_it() {
    let project = Project::new(&[
        ("app/cdk.json", "{}"),
        (".gitignore", "cdk.out\n"),
        ("other/template.yaml", &wrong_timeout()),
    ]);
    let mut client = start(&project);
    client.wait_for_rules(&project.path("other/template.yaml"), WRONG);
    // Nothing here says that it is one of the CDK.
    let alone = project.write("lib/cdk.out/orders.template.yaml", wrong_timeout());
    let template = project.path("app/cdk.out/orders.template.yaml");
    let wrong = wrong_timeout();
    for (text, expected) in [(wrong.as_str(), WRONG), (TEMPLATE, &[])].repeat(2) {
        project.write("app/cdk.out/orders.template.yaml", text);
        client.changed_on_disk(&[alone.clone(), template.clone()]);
        client.wait_for_rules(&template, expected);
        client.wait_for_rules(&alone, &[]);
    }
    // A template beside it stands for the project.
    let source = project.write("app/template.yaml", &wrong);
    project.write("app/cdk.out/orders.template.yaml", &wrong);
    client.changed_on_disk(std::slice::from_ref(&source));
    client.wait_for_rules(&source, WRONG);
    client.changed_on_disk(&[template.clone(), source.clone()]);
    project.write("app/template.yaml", TEMPLATE);
    client.changed_on_disk(std::slice::from_ref(&source));
    client.wait_for_rules(&source, &[]);
    client.wait_for_rules(&template, &[]);
}

#[test]
fn folders_come_and_go() {
    let one = Project::new(&[("template.yaml", &wrong_timeout())]);
    let two = Project::new(&[("template.yaml", &wrong_timeout())]);
    let mut client = start(&one);
    client.wait_for_rules(&one.path("template.yaml"), WRONG);
    let folder = |project: &Project| json!({ "uri": uri(&project.folder), "name": "x" });
    let event = json!({ "added": [folder(&two)], "removed": [folder(&one)] });
    client.notify("workspace/didChangeWorkspaceFolders", &json!({ "event": event }));
    client.wait_for_rules(&two.path("template.yaml"), WRONG);
    client.wait_for_rules(&one.path("template.yaml"), &[]);
}

#[test]
fn watchers_and_progress_are_asked_for() {
    let project = Project::standard();
    let capabilities = json!({ "window": { "workDoneProgress": true } });
    let mut client = Client::open_folder(&project.folder, &capabilities);
    client.wait_until_received("watchers", |message| {
        let registration = &message["params"]["registrations"][0];
        let globs = registration["registerOptions"]["watchers"].to_string();
        registration["method"] == "workspace/didChangeWatchedFiles"
            && ["yaml", "py", "**/*.toml"].iter().all(|part| globs.contains(part))
    });
    for kind in ["begin", "end"] {
        client.wait_until_received(kind, |message| message["params"]["value"]["kind"] == kind);
    }
}
