//! The VS Code extension's lists against the rows of languages and frameworks, which it cannot read itself.

use std::collections::BTreeSet;

use lamlint_analysis::frameworks::FRAMEWORKS;
use lamlint_analysis::source::LANGUAGES;
use serde_json::Value;

use crate::files::{File, all, assert_none};

const MANIFEST: &str = "vscode-extension/package.json";
const SELECTOR: &str = "vscode-extension/src/extension.ts";

/// What VS Code and other extensions call the formats of config files.
const FORMATS: &[&str] = &["yaml", "json", "jsonc", "cloudformation", "yaml-cloudformation"];

/// Files that are no template and start the extension nevertheless.
const SETTINGS: &[&str] = &["samconfig.toml", "lamlint.toml"];

/// Every name that a glob with one `{…}` stands for.
fn spelled_out(glob: &str) -> Vec<String> {
    match glob.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?))) {
        Some((before, (words, after))) => {
            words.split(',').map(|word| format!("{before}{word}{after}")).collect()
        }
        None => vec![glob.to_owned()],
    }
}

fn text<'a>(files: &'a [File], path: &str) -> &'a str {
    files.iter().find(|file| file.path == path).map(|file| file.text.as_str()).unwrap_or_default()
}

/// Languages for which the extension asks the server, against those that the server reads.
fn languages(files: &[File]) -> Vec<String> {
    let asked: BTreeSet<&str> = text(files, SELECTOR)
        .split("language: \"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let rows = LANGUAGES.iter().flat_map(|row| row.editors);
    let read: BTreeSet<&str> = rows.chain(FORMATS).copied().collect();
    let differ = asked.symmetric_difference(&read);
    differ.map(|name| format!("{SELECTOR}: `{name}` is asked for or read, not both")).collect()
}

/// Files that start the extension, against the names of templates.
fn activation(files: &[File]) -> Vec<String> {
    let manifest: Value = serde_json::from_str(text(files, MANIFEST)).unwrap_or_default();
    let events = manifest["activationEvents"].as_array().cloned().unwrap_or_default();
    let events =
        events.iter().filter_map(|event| event.as_str()?.strip_prefix("workspaceContains:**/"));
    let starting: BTreeSet<String> = events.flat_map(spelled_out).collect();
    let names = FRAMEWORKS.iter().flat_map(|framework| framework.names).chain(SETTINGS);
    let found: BTreeSet<String> = names.flat_map(|glob| spelled_out(glob)).collect();
    let differ = starting.symmetric_difference(&found);
    differ
        .map(|name| format!("{MANIFEST}: `{name}` starts it or is looked for, not both"))
        .collect()
}

#[test]
fn the_extension_asks_for_the_languages_that_are_read() {
    assert_none(&languages(&all()));
}

#[test]
fn the_extension_starts_for_the_files_that_are_looked_for() {
    assert_none(&activation(&all()));
}

#[test]
fn the_checks_can_complain() {
    let files = all();
    let with = |path: &str, from: &str, to: &str| {
        let changed = text(&files, path).replace(from, to);
        assert_ne!(changed, text(&files, path), "{from}");
        vec![File::new(path, &changed)]
    };
    assert_eq!(languages(&with(SELECTOR, "\"python\"", "\"ruby\"")).len(), 2);
    assert_eq!(activation(&with(MANIFEST, "yml,yaml", "yml")).len(), 1);
    assert_eq!(activation(&with(MANIFEST, "samconfig.toml", "x.toml")).len(), 2);
}
