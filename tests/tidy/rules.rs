//! One name per rule everywhere, and a list of rules that is in step with their files.

use std::collections::BTreeMap;
use std::fs;

use crate::files::{File, all, assert_none, root};

/// The files of rules, by topic and module name.
fn rule_files(files: &[File]) -> BTreeMap<(&str, &str), &File> {
    let mut rules = BTreeMap::new();
    for file in files.iter().filter(|file| file.text.contains("static RULE: Rule")) {
        let parts: Vec<&str> = file.path.split('/').collect();
        if let ["rules", "src", topic, name] = parts[..]
            && let Some(module) = name.strip_suffix(".rs")
        {
            rules.insert((topic, module), file);
        }
    }
    rules
}

fn names(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for ((topic, module), file) in rule_files(files) {
        let name = module.replace('_', "-");
        let topic = topic.split('_').map(capitalised).collect::<String>();
        for (wanted, what) in [
            (format!("//! # {name}\n"), "the page's heading"),
            (format!("name: \"{name}\""), "the rule's name"),
            (format!("topic: Topic::{topic}"), "the topic of its folder"),
            (format!("page: include_str!(\"{module}.rs\")"), "the rule's page"),
        ] {
            if !file.text.contains(&wanted) {
                complaints.push(format!("{}: {what} must be `{}`", file.path, wanted.trim()));
            }
        }
    }
    complaints
}

fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}

/// A topic's list as it has to be: every rule's module and `RULE`, by name, after the header.
fn list(text: &str, rules: &[&str]) -> String {
    let header: Vec<&str> = text.lines().take_while(|line| line.starts_with("//!")).collect();
    let header = header.join("\n");
    let lines = |before: &str, after: &str| -> String {
        rules.iter().flat_map(|rule| [before, rule, after, "\n"]).collect()
    };
    let (modules, entries) = (lines("mod ", ";"), lines("    &", "::RULE,"));
    let row: Vec<String> = rules.iter().map(|rule| format!("&{rule}::RULE")).collect();
    let (name, row) = ("pub(crate) const RULES: &[&Rule] =", format!("&[{}];", row.join(", ")));
    // As rustfmt has it: on the name's line, on one of its own, or a line each.
    let list = if name.len() + 1 + row.len() <= 100 {
        format!("{name} {row}")
    } else if 4 + row.len() <= 100 {
        format!("{name}\n    {row}")
    } else {
        format!("{name} &[\n{entries}];")
    };
    format!(
        "{header}\n\n{modules}\nuse lamlint_analysis::Rule;\n\n/// The rules of this topic, by name.\n{list}\n"
    )
}

#[test]
fn a_rule_has_one_name() {
    assert_none(&names(&all()));
}

#[test]
fn the_lists_hold_every_rule() {
    let files = all();
    let mut topics: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (topic, module) in rule_files(&files).into_keys() {
        topics.entry(topic).or_default().push(module);
    }
    assert!(!topics.is_empty(), "there are rules");
    let mut stale = Vec::new();
    for (topic, rules) in topics {
        let path = format!("rules/src/{topic}/mod.rs");
        let text = files.iter().find(|file| file.path == path).map_or("", |file| &file.text);
        let expected = list(text, &rules);
        if text != expected {
            fs::write(root().join(&path), expected).expect("the list can be written");
            stale.push(path);
        }
    }
    assert!(
        stale.is_empty(),
        "not in step with their folders, and now are: {stale:?}. Build and test again."
    );
}

#[test]
fn the_checks_can_complain() {
    let rule = |text: &str| names(&[File::new("rules/src/cold_start/too_short.rs", text)]).len();
    let good = "//! # too-short\n\npub static RULE: Rule = Rule { name: \"too-short\", topic: Topic::ColdStart, page: include_str!(\"too_short.rs\") }";
    assert_eq!(rule(good), 0);
    assert_eq!(rule(&good.replace("# too-short", "# short")), 1);
    assert_eq!(rule(&good.replace("name: \"too-short\"", "name: \"short\"")), 1);
    assert_eq!(rule(&good.replace("ColdStart", "Sizing")), 1);
    assert_eq!(rule("pub static RULE: Rule"), 4);
    let before = "//! x\n\nmod b;\nmod gone;\n\nuse lamlint_analysis::Rule;\n";
    let after = list(before, &["a", "b"]);
    assert!(
        after.starts_with("//! x\n\nmod a;\nmod b;\n\nuse lamlint_analysis::Rule;\n"),
        "{after}"
    );
    assert!(after.ends_with("= &[&a::RULE, &b::RULE];\n"), "{after}");
    assert_eq!(list(&after, &["a", "b"]), after);
}
