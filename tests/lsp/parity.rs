//! After random edits an editor shows what `check` prints for the same text.
//!
//! `LAMLINT_EDITS` says how many edits; the fewer that run by default keep `cargo test` quick.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::client::{self, Client};
use crate::project::Project;
use crate::random::Random;

/// A finding as both sides show it: path, line, column, rule, message.
type Shown = (String, u64, u64, String, String);

/// A text that nothing can be saved of keeps findings elsewhere while somebody types; `check` has no past.
const BROKEN: &str = "template-syntax";

/// The same holds for a configuration file, about which this is said then.
const UNREADABLE: &str = "this file cannot be read";

const CONFIGURATION: &str = "\
exclude = [\"audit/**\"]

[rules]
tracing-off = \"error\"
x86-architecture = \"off\"

[[files]]
glob = \"worker/*\"
rules = { env-var-not-set = \"info\" }
";

#[test]
fn an_editor_shows_what_check_prints() {
    let edits =
        std::env::var("LAMLINT_EDITS").ok().and_then(|text| text.parse().ok()).unwrap_or(60);
    let examples =
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").join("examples");
    let mut folders: Vec<PathBuf> =
        entries(&examples).into_iter().filter(|path| path.is_dir()).collect();
    folders.sort();
    assert!(!folders.is_empty(), "there are examples");
    for (index, folder) in folders.iter().enumerate() {
        session(
            folder,
            edits / i32::try_from(folders.len()).expect("few") + 1,
            Random::new(index as u64 + 1),
        );
    }
}

/// Edits the files of one example at random and compares after every edit.
fn session(example: &Path, edits: i32, mut random: Random) {
    let project = Project::new(&[]);
    let mut files = BTreeMap::new();
    copy(example, &project.folder, &mut files);
    files.insert(project.write("lamlint.toml", CONFIGURATION), CONFIGURATION.to_owned());
    let originals = files.clone();
    let capabilities = json!({ "general": { "positionEncodings": ["utf-8"] } });
    let mut client = Client::open_folder(&project.folder, &capabilities);
    for (path, text) in &files {
        client.open(path, text);
    }
    let paths: Vec<PathBuf> = files.keys().cloned().collect();
    for version in 2..edits + 2 {
        let path = &paths[random.below(paths.len())];
        let before = files[path].clone();
        let after = random.edit(&before);
        client.change(path, version, &after);
        fs::write(path, &after).expect("the copy can be written");
        files.insert(path.clone(), after);
        client.wait_for_version(path, version);
        let (mut checked, mut shown) = (check(&project.folder), shown(&client, &project.folder));
        let unreadable = checked.iter().any(|finding| finding.4.starts_with(UNREADABLE));
        let is_broken = |finding: &&Shown| {
            if unreadable { finding.4.starts_with(UNREADABLE) } else { finding.3 == BROKEN }
        };
        let broken: Vec<String> =
            checked.iter().filter(is_broken).map(|finding| finding.0.clone()).collect();
        if !broken.is_empty() {
            checked.retain(|finding| broken.contains(&finding.0));
            shown.retain(|finding| broken.contains(&finding.0));
        }
        let place = path.strip_prefix(&project.folder).expect("within the copy").display();
        let text = &files[path];
        assert_eq!(shown, checked, "edit {version} of {place}:\n{text}");
        if random.below(8) == 0 {
            // Text that was broken for long says nothing new.
            files.insert(path.clone(), originals[path].clone());
        }
    }
}

/// What `check` says about the folder.
fn check(folder: &Path) -> Vec<Shown> {
    let output = Command::new(env!("CARGO_BIN_EXE_lamlint"))
        .args(["check", "--format", "json"])
        .current_dir(folder)
        .output()
        .expect("lamlint runs");
    let output: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let finding = |finding: &Value| {
        let start = &finding["range"]["start"];
        let number = |key: &str| start[key].as_u64().expect("a number") - 1;
        let text = |key: &str| finding[key].as_str().expect("a text").to_owned();
        (text("path"), number("line"), number("column"), text("rule"), text("message"))
    };
    let mut found: Vec<Shown> =
        output["findings"].as_array().expect("a list").iter().map(finding).collect();
    found.sort();
    found
}

/// What the server has published about the folder.
fn shown(client: &Client, folder: &Path) -> Vec<Shown> {
    let root = client::uri(folder) + "/";
    let mut all = Vec::new();
    for (uri, diagnostics) in client.published() {
        let path = uri.strip_prefix(&root).expect("within the folder").to_owned();
        let text = fs::read_to_string(folder.join(&path)).unwrap_or_default();
        for diagnostic in diagnostics {
            let start = &diagnostic["range"]["start"];
            let line = start["line"].as_u64().expect("a number");
            let bytes = start["character"].as_u64().expect("a number") as usize;
            let source = text.split('\n').nth(line as usize).unwrap_or_default();
            let column = source[..bytes].chars().count() as u64;
            let rule = diagnostic["code"].as_str().expect("a rule").to_owned();
            let message = diagnostic["message"].as_str().expect("a message");
            let message = message.lines().next().unwrap_or_default().to_owned();
            all.push((path.clone(), line, column, rule, message));
        }
    }
    all.sort();
    all
}

fn copy(from: &Path, to: &Path, files: &mut BTreeMap<PathBuf, String>) {
    for path in entries(from) {
        let target = to.join(path.file_name().expect("an entry has a name"));
        if path.is_dir() {
            fs::create_dir_all(&target).expect("a folder can be made");
            copy(&path, &target, files);
        } else if let Ok(text) = fs::read_to_string(&path) {
            fs::write(&target, &text).expect("a file can be written");
            files.insert(target, text);
        }
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    entries.map(|entry| entry.expect("an entry").path()).collect()
}
