//! Small example projects out of Markdown, for rule pages and tests.
//!
//! A fenced block whose info string ends in a file name is a file of the project. Under a line, a comment with
//! carets marks a finding and says its label; one with dashes marks a note. These comment lines are taken out
//! before the project is checked, so they work for JSON too:
//!
//! ```yaml template.yaml
//! Timeout: 901
//! #        ^^^ more than the 900 s that Lambda allows
//! ```
//!
//! While a page or a test is being written, one caret anywhere says that a finding starts on the line above;
//! `carets.rs` then knows how it has to be written.

mod carets;
mod marks;

pub use carets::{Line, carets};
pub use marks::{Mark, marks, unmark};

mod places;

pub use places::{Place, Places, places};

use std::collections::BTreeMap;

use crate::files::{Content, Entry};
use crate::finding::Finding;
use crate::finding::fix;
use crate::rule::Rule;
use crate::text::Text;
use crate::workspace::Workspace;

/// The day on which examples are checked.
pub const TODAY: &str = "2026-11-24";

/// A section of a page with its files.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// The heading it stands under: `Bad`, `Good`, `Fixed`; empty before the first.
    pub heading: String,
    /// Path and text of each file, marks included.
    pub files: BTreeMap<String, String>,
    /// In which line of the page each file begins, from 0.
    pub lines: BTreeMap<String, usize>,
}

/// The Markdown page in the header of a rule's source.
pub fn page(source: &str) -> String {
    let lines = source.lines().take_while(|line| line.starts_with("//!"));
    let lines =
        lines.map(|line| line.trim_start_matches("//!").strip_prefix(' ').unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

/// The examples of a page, one a heading of the second level. Headings without files are left out.
pub fn examples(page: &str) -> Vec<Example> {
    let mut found = vec![Example::default()];
    let mut lines = page.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if let Some(heading) = line.strip_prefix("## ") {
            found.push(Example { heading: heading.trim().to_owned(), ..Example::default() });
        }
        let Some(info) = line.strip_prefix("```") else { continue };
        let inside = lines.by_ref().map(|(_, line)| line);
        let body: Vec<&str> = inside.take_while(|line| !line.starts_with("```")).collect();
        let example = found.last_mut().expect("starts with one");
        if let Some((_, path)) = info.trim().split_once(' ') {
            example.files.insert(path.trim().to_owned(), body.join("\n") + "\n");
            example.lines.insert(path.trim().to_owned(), number + 1);
        }
    }
    found.retain(|example| !example.files.is_empty());
    found
}

/// What a check of some files gave.
#[derive(Debug)]
pub struct Checked {
    /// The workspace, to ask for texts.
    pub workspace: Workspace,
    /// All findings, by path.
    pub findings: BTreeMap<String, Vec<Finding>>,
}

/// Checks files with these rules, as of [`TODAY`]. Everything else is missing.
pub fn run(rules: &'static [&'static Rule], files: &BTreeMap<String, String>) -> Checked {
    let mut workspace = Workspace::new(rules, TODAY);
    for (path, text) in files {
        workspace.set(path, Content::Text(Text::new(text.as_str())));
    }
    answer(&mut workspace, files);
    let findings = workspace.findings();
    Checked { workspace, findings }
}

/// Answers what a workspace wants from a set of files, until nothing more is wanted.
pub fn answer(workspace: &mut Workspace, files: &BTreeMap<String, String>) {
    for _ in 0..100 {
        let wanted = workspace.wanted();
        if wanted.is_empty() {
            return;
        }
        for path in wanted {
            let content = content(&path, files);
            workspace.answer(&path, content);
        }
    }
    panic!("the workspace wants more and more");
}

fn content(path: &str, files: &BTreeMap<String, String>) -> Content {
    if let Some(text) = files.get(path) {
        return Content::Text(Text::new(text.as_str()));
    }
    let prefix = if path.is_empty() || path == "." { String::new() } else { format!("{path}/") };
    let inside = files.keys().filter_map(|file| file.strip_prefix(&prefix));
    let mut entries: Vec<Entry> = inside
        .map(|rest| match rest.split_once('/') {
            Some((folder, _)) => Entry { name: folder.to_owned(), folder: true },
            None => Entry { name: rest.to_owned(), folder: false },
        })
        .collect();
    entries.sort();
    entries.dedup();
    if entries.is_empty() { Content::Missing } else { Content::Folder(entries) }
}

/// Checks marked files and compares the findings of one rule with the marks; notes count when at least one is marked.
/// The other rules only run along.
///
/// # Panics
/// When they differ, and when one caret alone stands for a finding: its message says how that has to be written.
pub fn check_files_for(
    rule: &'static Rule,
    rules: &'static [&'static Rule],
    marked: &BTreeMap<String, String>,
) -> Checked {
    let mut files = BTreeMap::new();
    let mut expected = Vec::new();
    for (path, text) in marked {
        let (clean, marks) = unmark(path, text);
        files.insert(path.clone(), clean);
        expected.extend(marks);
    }
    expected.sort();
    let mut checked = run(rules, &files);
    checked
        .findings
        .values_mut()
        .for_each(|findings| findings.retain(|finding| finding.rule == rule.name));
    checked.findings.retain(|_, findings| !findings.is_empty());
    let lines = carets(&checked, marked);
    assert!(
        lines.is_empty(),
        "carets are not written yet. In a page `cargo xtask carets` writes them; here they are:\n{}",
        lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
    );
    let found = marks(&checked, expected.iter().any(|mark| mark.note));
    assert_eq!(found, expected, "left: found, right: marked, in\n{}", show(marked));
    checked
}

fn show(files: &BTreeMap<String, String>) -> String {
    files.iter().flat_map(|(path, text)| ["--- ", path, "\n", text]).collect()
}

/// Checks one rule against a Markdown text of files.
///
/// # Panics
/// When findings and marks differ.
pub fn check(rule: &'static Rule, markdown: &str) {
    let rules: &'static [&'static Rule] = Box::leak(Box::new([rule]));
    let all = examples(markdown);
    assert!(!all.is_empty(), "no file in {markdown}");
    for example in all {
        check_files_for(rule, rules, &example.files);
    }
}

/// Checks one rule against a template alone.
///
/// # Panics
/// When findings and marks differ.
pub fn check_template(rule: &'static Rule, template: &str) {
    let rules: &'static [&'static Rule] = Box::leak(Box::new([rule]));
    check_files_for(
        rule,
        rules,
        &BTreeMap::from([("template.yaml".to_owned(), template.to_owned())]),
    );
}

/// Checks one rule against the code of a SAM function `F` in one file, with further properties of the function such
/// as `Events: { … }`. The runtime follows from the file's name; the handler is `app.handler`.
///
/// # Panics
/// When findings and marks differ.
pub fn check_handler(rule: &'static Rule, properties: &str, path: &str, code: &str) {
    check_files_for(rule, Box::leak(Box::new([rule])), &handler(properties, path, code));
}

/// A template with one SAM function `F`, and its code.
fn handler(properties: &str, path: &str, code: &str) -> BTreeMap<String, String> {
    let runtime = if path.ends_with(".py") { "python3.13" } else { "nodejs22.x" };
    let template = format!(
        "
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: {runtime}
      CodeUri: .
      Handler: app.handler
      {properties}
"
    );
    let files = [("template.yaml", template.as_str()), (path, code)];
    files.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

/// The code of a function as [`check_handler`] takes it, without marks, after every fix of one rule.
pub fn fixed_handler(rule: &'static Rule, properties: &str, path: &str, code: &str) -> String {
    let rules: &'static [&'static Rule] = Box::leak(Box::new([rule]));
    fixed_for(rule, rules, &handler(properties, path, code)).remove(path).unwrap_or_default()
}

/// A template alone after every fix of one rule.
pub fn fixed_template(rule: &'static Rule, template: &str) -> String {
    let rules: &'static [&'static Rule] = Box::leak(Box::new([rule]));
    let files = BTreeMap::from([("template.yaml".to_owned(), template.to_owned())]);
    fixed_for(rule, rules, &files).remove("template.yaml").unwrap_or_default()
}

/// All files after every fix of one rule, safe or not, was applied until nothing changes; `rules` run with it.
pub fn fixed_for(
    rule: &'static Rule,
    rules: &'static [&'static Rule],
    files: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let mut files = files.clone();
    for _ in 0..10 {
        let checked = run(rules, &files);
        let findings = checked.findings.values().flatten().filter(|one| one.rule == rule.name);
        let fixes = findings.filter_map(|finding| finding.fix.as_ref());
        let workspace = &checked.workspace;
        let applied = fix::apply(fixes, |file| workspace.text(workspace.path(file)));
        if applied.texts.is_empty() {
            return files;
        }
        files.extend(
            applied.texts.into_iter().map(|(file, text)| (workspace.path(file).to_owned(), text)),
        );
    }
    files
}

/// A text without the `$0` in it, and the byte at which that stood: where a cursor is.
///
/// # Panics
/// When there is no `$0`, or more than one.
pub fn position(marked: &str) -> (String, usize) {
    let mut parts = marked.split("$0");
    match (parts.next(), parts.next(), parts.next()) {
        (Some(before), Some(after), None) => ([before, after].concat(), before.len()),
        _ => panic!("mark one position with `$0` in\n{marked}"),
    }
}

#[cfg(test)]
mod tests {
    use super::position;

    #[test]
    fn a_position_is_where_the_dollar_stood() {
        assert_eq!(position("Größe: $01"), ("Größe: 1".to_owned(), 9));
    }
}
