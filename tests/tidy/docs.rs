//! The rules' pages under `docs/rules/`, which are generated: a page a rule, and the list of all.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::files::{File, all, root};

const FOLDER: &str = "docs/rules/";

const FIXES: &str = "docs/fixes.md";

const FIXES_HEAD: &str = "\
<!-- Generated from the rules by `cargo test`. -->

# Fixes

`lamlint check --fix` applies the safe ones: the program that is deployed does the same after them, or nothing could be
deployed before. `--unsafe-fixes` applies also those that change what is deployed. One run applies all that it uncovers;
where a finding is still there after its fix, it says so and does not apply it again. `--diff` shows what they would
write.

`…` stands for names and values of the template or the handler.

| rule | writes | safety | why |
| --- | --- | --- | --- |
";

/// What has to lie in the folder, by path.
fn pages(rules: &[Value]) -> BTreeMap<String, String> {
    let mut list = String::from(
        "<!-- Generated from the rules by `cargo test`. -->\n\n# Rules\n\n| rule | severity | topic | fix | |\n| --- | --- | --- | --- | --- |\n",
    );
    let mut pages = BTreeMap::new();
    for rule in rules {
        let text = |key: &str| rule[key].as_str().unwrap_or("–").to_owned();
        let (name, severity, topic, fix) =
            (text("name"), text("severity"), text("topic"), text("fix"));
        let summary = text("summary").replace('|', "\\|");
        let row = format!("| [{name}]({name}.md) | {severity} | {topic} | {fix} | {summary} |\n");
        list.push_str(&row);
        let page = text("page");
        let (heading, body) = page.split_once('\n').unwrap_or((&page, ""));
        let file = format!("{topic}/{name}").replace('-', "_");
        let page = format!(
            "<!-- Generated from rules/src/{file}.rs by `cargo test`. -->\n\n{heading}\n\n*{severity} · {topic} · fix: {fix}*\n{body}"
        );
        pages.insert(format!("{FOLDER}{name}.md"), page);
    }
    pages.insert(format!("{FOLDER}README.md"), list);
    pages.insert(FIXES.to_owned(), fixes(rules));
    pages
}

/// The table of all fixes, from what each page says under `## Fix`.
fn fixes(rules: &[Value]) -> String {
    let mut table = String::from(FIXES_HEAD);
    for rule in rules {
        let (name, page) = (rule["name"].as_str(), rule["page"].as_str());
        let (name, page) = (name.unwrap_or_default(), page.unwrap_or_default());
        let section = page.split("\n## Fix\n").nth(1).unwrap_or_default();
        let section = section.split("\n## ").next().unwrap_or_default();
        for row in section.split("\n- **").skip(1) {
            let row = row.trim().replace("\n  ", " ").replace('|', "\\|");
            let row = row.replacen("** · ", " | ", 1).replacen(" · ", " | ", 1);
            let row = format!("| [{name}](rules/{name}.md) | {row} |\n");
            table.push_str(&row);
        }
    }
    table
}

/// Paths whose text is not what it has to be, and paths that have to go.
fn stale<'a>(files: &'a [File], pages: &'a BTreeMap<String, String>) -> Vec<&'a str> {
    let text = |path: &str| files.iter().find(|file| file.path == path).map(|file| &file.text);
    let wrong =
        pages.iter().filter(|(path, page)| text(path) != Some(page)).map(|(path, _)| path.as_str());
    let here = files.iter().map(|file| file.path.as_str()).filter(|path| path.starts_with(FOLDER));
    wrong.chain(here.filter(|path| !pages.contains_key(*path))).collect()
}

fn lamlint(words: &[&str]) -> Value {
    let output =
        Command::new(env!("CARGO_BIN_EXE_lamlint")).args(words).output().expect("lamlint runs");
    serde_json::from_slice(&output.stdout).expect("lamlint prints JSON")
}

#[test]
fn the_docs_are_in_step_with_the_rules() {
    let list = lamlint(&["rules", "--format", "json"]);
    let names = list.as_array().expect("a list").iter().filter_map(|rule| rule["name"].as_str());
    let rules: Vec<Value> =
        names.map(|name| lamlint(&["explain", name, "--format", "json"])).collect();
    let (files, pages) = (all(), pages(&rules));
    let stale = stale(&files, &pages);
    fs::create_dir_all(root().join(FOLDER)).expect("the folder can be made");
    for path in &stale {
        match pages.get(*path) {
            Some(page) => fs::write(root().join(path), page).expect("the page can be written"),
            None => fs::remove_file(root().join(path)).expect("the page can be removed"),
        }
    }
    assert!(
        stale.is_empty(),
        "these pages were not in step with their rules, and are now: {stale:?}"
    );
}

#[test]
fn the_check_can_complain() {
    let rule = serde_json::json!({
        "name": "too-short", "severity": "error", "topic": "sizing", "fix": null,
        "summary": "Too | short.", "page": "# too-short\n\nToo | short.\n",
    });
    let pages = pages(&[rule]);
    let page = &pages["docs/rules/too-short.md"];
    assert!(page.ends_with("# too-short\n\n*error · sizing · fix: –*\n\nToo | short.\n"), "{page}");
    let good: Vec<File> = pages.iter().map(|(path, text)| File::new(path, text)).collect();
    assert_eq!(stale(&good, &pages), Vec::<&str>::new());
    assert_eq!(stale(&good[1..], &pages), [good[0].path.as_str()]);
    let rule = serde_json::json!({ "name": "x", "page": "# x\n\n## Fix\n\n- **Write `a`** · safe · It\n  works.\n\n## References\n" });
    let row = "| [x](rules/x.md) | Write `a` | safe | It works. |\n";
    assert!(fixes(&[rule]).ends_with(row));
    let more = [good, vec![File::new("docs/rules/gone.md", "")]].concat();
    assert_eq!(stale(&more, &pages), ["docs/rules/gone.md"]);
}
