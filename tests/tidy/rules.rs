//! One name per rule everywhere, and a list of rules that is in step with their files.

use std::fs;

use crate::files::{File, all, assert_none, root};

const LIST: &str = "rules/src/lib.rs";

/// The files of rules, by module name.
fn rule_files(files: &[File]) -> Vec<(&str, &File)> {
    let mut rules: Vec<(&str, &File)> = Vec::new();
    for file in files {
        let module = file.path.strip_prefix("rules/src/").and_then(|path| path.strip_suffix(".rs"));
        let is_rule = file.text.contains("static RULE: Rule");
        rules.extend(
            module.filter(|module| is_rule && !module.contains('/')).map(|module| (module, file)),
        );
    }
    rules.sort_by_key(|(module, _)| *module);
    rules
}

fn names(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for (module, file) in rule_files(files) {
        let name = module.replace('_', "-");
        for (wanted, what) in [
            (format!("//! # {name}\n"), "the page's heading"),
            (format!("name: \"{name}\""), "the rule's name"),
            (format!("page: include_str!(\"{module}.rs\")"), "the rule's page"),
        ] {
            if !file.text.contains(&wanted) {
                complaints.push(format!("{}: {what} must be `{}`", file.path, wanted.trim()));
            }
        }
    }
    complaints
}

/// The list as it has to be: every rule's module and `RULE`, by name; other modules stay where they are.
fn list(text: &str, rules: &[&str], is_file: impl Fn(&str) -> bool) -> String {
    let module = |line: &str| line.strip_prefix("mod ")?.strip_suffix(';').map(str::to_owned);
    let belongs = |line: &str| {
        module(line).is_some_and(|name| rules.contains(&name.as_str()) || !is_file(&name))
    };
    let mut lines: Vec<String> = Vec::new();
    let mut is_written = false;
    let mut in_list = false;
    for line in text.lines() {
        if belongs(line) {
            if !is_written {
                lines.extend(rules.iter().map(|rule| format!("mod {rule};")));
            }
            is_written = true;
        } else if line.starts_with("pub static RULES") {
            lines.push("pub static RULES: &[&Rule] = &[".to_owned());
            lines.extend(rules.iter().map(|rule| format!("    &{rule}::RULE,")));
            lines.push("];".to_owned());
            in_list = !line.ends_with("];");
        } else if !in_list {
            lines.push(line.to_owned());
        } else {
            in_list = line != "];";
        }
    }
    lines.join("\n") + "\n"
}

#[test]
fn a_rule_has_one_name() {
    assert_none(&names(&all()));
}

#[test]
fn the_list_holds_every_rule() {
    let files = all();
    let rules: Vec<&str> = rule_files(&files).into_iter().map(|(module, _)| module).collect();
    assert!(!rules.is_empty(), "there are rules");
    let text = &files.iter().find(|file| file.path == LIST).expect("there is a list").text;
    let is_file =
        |module: &str| files.iter().any(|file| file.path == format!("rules/src/{module}.rs"));
    let expected = list(text, &rules, is_file);
    if *text != expected {
        fs::write(root().join(LIST), expected).expect("the list can be written");
        panic!("{LIST} was not in step with its folder. It is now: build and test again.");
    }
}

#[test]
fn the_checks_can_complain() {
    let rule = |text: &str| names(&[File::new("rules/src/too_short.rs", text)]).len();
    let good = "//! # too-short\n\npub static RULE: Rule = Rule { name: \"too-short\", page: include_str!(\"too_short.rs\") }";
    assert_eq!(rule(good), 0);
    assert_eq!(rule(&good.replace("# too-short", "# short")), 1);
    assert_eq!(rule(&good.replace("name: \"too-short\"", "name: \"short\"")), 1);
    assert_eq!(rule("pub static RULE: Rule"), 3);
    let before = "//! x\n\nmod limits;\n\nmod b;\nmod gone;\n\npub static RULES: &[&Rule] = &[&b::RULE];\n\nmod pages;\n";
    let after = "//! x\n\nmod limits;\n\nmod a;\nmod b;\n\npub static RULES: &[&Rule] = &[\n    &a::RULE,\n    &b::RULE,\n];\n\nmod pages;\n";
    let is_file = |module: &str| module != "gone";
    assert_eq!(list(before, &["a", "b"], is_file), after);
    assert_eq!(list(after, &["a", "b"], is_file), after);
}
