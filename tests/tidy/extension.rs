//! What the VS Code extension knows of languages and frameworks against their rows, which it cannot read itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use lamlint_analysis::files::{config_extensions, editor_languages, ending_of};
use lamlint_analysis::frameworks::{FRAMEWORKS, samconfig, unread::UNREAD};
use lamlint_analysis::source::LANGUAGES;
use lamlint_analysis::workspace::configuration;
use serde_json::{Value, json};

use crate::files::{File, all, assert_none};

const MANIFEST: &str = "vscode-extension/package.json";
const MARKS: &str = "vscode-extension/src/marks.json";
const DISCOVERY: &str = "server/src/discover.rs";

fn text<'a>(files: &'a [File], path: &str) -> &'a str {
    files.iter().find(|file| file.path == path).map(|file| file.text.as_str()).unwrap_or_default()
}

/// Everything by which the extension tells that there is something to check.
fn marks(files: &[File]) -> String {
    let rows = || FRAMEWORKS.iter();
    let marks = json!({
        "languages": editor_languages().map(|language| (language, ending_of(language))).collect::<BTreeMap<_, _>>(),
        "names": distinct(rows().flat_map(|row| row.names)),
        "settings": [samconfig::NAME, configuration::names().next()],
        "configs": config_extensions().collect::<Vec<_>>(),
        "marks": distinct(rows().flat_map(|row| row.marks)),
        "sources": LANGUAGES.iter().map(|row| json!({
            "extensions": row.extensions,
            "declarations": row.declarations,
            "entries": row.entry.names.iter().flat_map(|name| {
                row.entry.before.iter().map(move |before| format!("{before}{name}"))
            }).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "skipped": skipped(text(files, DISCOVERY)),
        "built": UNREAD.iter().filter_map(|row| {
            Some(json!({ "files": row.files, "folder": row.built? }))
        }).collect::<Vec<_>>(),
    });
    format!("{marks:#}\n")
}

fn distinct<'a>(texts: impl Iterator<Item = &'a &'static str>) -> Vec<&'static str> {
    texts.fold(Vec::new(), |mut seen, text| {
        if !seen.contains(text) {
            seen.push(text);
        }
        seen
    })
}

/// The folders that discovery never looks into.
fn skipped(source: &str) -> Vec<&str> {
    let list = source
        .split_once("const SKIPPED: &[&str] = &[")
        .and_then(|(_, rest)| rest.split_once("];"));
    list.map(|(list, _)| list.split('"').skip(1).step_by(2).collect()).unwrap_or_default()
}

/// Languages that start the extension, against those that the server reads.
fn activation(files: &[File]) -> Vec<String> {
    let manifest: Value = serde_json::from_str(text(files, MANIFEST)).unwrap_or_default();
    let events = manifest["activationEvents"].as_array().cloned().unwrap_or_default();
    let expected: Vec<Value> = std::iter::once("onStartupFinished".to_owned())
        .chain(editor_languages().map(|language| format!("onLanguage:{language}")))
        .map(Value::from)
        .collect();
    let extra = events.iter().filter(|event| !expected.contains(event));
    let missing = expected.iter().filter(|event| !events.contains(event));
    let extra = extra.map(|event| format!("{MANIFEST}: nothing is read for {event}"));
    extra.chain(missing.map(|event| format!("{MANIFEST}: {event} is missing"))).collect()
}

#[test]
fn the_extension_starts_for_the_languages_that_are_read() {
    assert_none(&activation(&all()));
}

#[test]
fn the_extension_looks_for_what_discovery_looks_for() {
    let files = all();
    let marks = marks(&files);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(MARKS);
    if fs::read_to_string(&path).unwrap_or_default() != marks {
        fs::write(&path, marks).expect("the file can be written");
        panic!("{MARKS} was not in step with the rows; it is now, commit it");
    }
}

#[test]
fn the_checks_can_complain() {
    let files = all();
    let with = |path: &str, from: &str, to: &str| {
        let changed = text(&files, path).replace(from, to);
        assert_ne!(changed, text(&files, path), "{from}");
        vec![File::new(path, &changed)]
    };
    assert_eq!(activation(&with(MANIFEST, "onLanguage:python", "onLanguage:cobol")).len(), 2);
    assert_ne!(marks(&with(DISCOVERY, "\"node_modules\"", "\"modules\"")), marks(&files));
    assert!(skipped(text(&files, DISCOVERY)).contains(&"node_modules"));
}
