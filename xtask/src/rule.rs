//! `cargo xtask rule NAME TOPIC`: a new rule's file, with its page and its tests begun, in the list of its topic.
//!
//! Until the page says something and the check looks for something, the tests fail.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail, ensure};

use crate::program::{self, cargo, show};
use crate::say;

/// A new rule's file, with `@name`, `@module` and `@Topic` to fill in.
const BEGUN: &str = include_str!("../rule.txt");

pub(crate) fn run() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(2).collect();
    let [name, topic] = arguments.as_slice() else {
        say::error("usage: cargo xtask rule NAME TOPIC, as in `queue-color-wrong event-sources`");
        return ExitCode::from(2);
    };
    say::outcome(make(name, topic))
}

fn make(name: &str, topic: &str) -> Result<()> {
    ensure!(
        is_kebab_case(name),
        "{name} is no name for a rule: write words of lower-case letters and digits with - between them"
    );
    let root = program::root()?;
    let rules = root.join("rules/src");
    let topics = topics(&rules)?;
    let Some(folder) = topics.iter().find(|folder| **folder == topic.replace('-', "_")) else {
        bail!("{topic} is no topic; the topics are {}", topics.join(", ").replace('_', "-"));
    };
    let module = name.replace('-', "_");
    let file = format!("{module}.rs");
    if let Some(taken) = topics.iter().find(|topic| rules.join(topic).join(&file).exists()) {
        bail!("{name} exists: rules/src/{taken}/{file}");
    }
    let list = rules.join(folder).join("mod.rs");
    let listed = with_module(&fs::read_to_string(&list)?, &module);
    let path = rules.join(folder).join(&file);
    fs::write(&path, begun(name, folder)).with_context(|| path.display().to_string())?;
    fs::write(&list, listed).with_context(|| list.display().to_string())?;
    show(&mut cargo(&["fmt", "--package=lamlint-rules"])?)?;
    say::line(&format!("made rules/src/{folder}/{file} and listed it"));
    say::line("its tests fail until it is written: cargo test --package lamlint-rules");
    Ok(())
}

/// The folders of topics.
fn topics(rules: &Path) -> Result<Vec<String>> {
    let mut topics = Vec::new();
    for entry in fs::read_dir(rules).with_context(|| rules.display().to_string())? {
        let entry = entry?;
        if entry.path().join("mod.rs").exists() {
            topics.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    topics.sort();
    Ok(topics)
}

/// Words of lower-case letters and digits, the first beginning with a letter, one `-` between two.
fn is_kebab_case(name: &str) -> bool {
    let is_word = |word: &str| {
        let is_sign = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit();
        !word.is_empty() && word.chars().all(is_sign)
    };
    name.starts_with(|first: char| first.is_ascii_lowercase()) && name.split('-').all(is_word)
}

/// The file of a rule that says and does nothing of its own yet.
fn begun(name: &str, folder: &str) -> String {
    let topic: String = folder.split('_').map(capitalised).collect();
    BEGUN
        .replace("@name", name)
        .replace("@module", &name.replace('-', "_"))
        .replace("@Topic", &topic)
}

fn capitalised(word: &str) -> String {
    let mut signs = word.chars();
    signs.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(signs).collect()
}

/// A topic's list with one more module, by name.
fn with_module(list: &str, module: &str) -> String {
    let header: String =
        list.split_inclusive('\n').take_while(|line| line.starts_with("//!")).collect();
    let mut modules: Vec<&str> = list
        .lines()
        .filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'))
        .chain([module])
        .collect();
    modules.sort_unstable();
    let all = |before: &str, after: &str| -> String {
        modules.iter().flat_map(|module| [before, module, after]).collect()
    };
    let (modules, rules) = (all("mod ", ";\n"), all("    &", "::RULE,\n"));
    format!(
        "{header}\n{modules}\nuse lamlint_analysis::Rule;\n\n/// The rules of this topic, by name.\npub(crate) const RULES: &[&Rule] = &[\n{rules}];\n"
    )
}

#[cfg(test)]
mod tests {
    use super::{begun, is_kebab_case, make, with_module};

    #[test]
    fn names_are_words_with_one_hyphen_between_two() {
        for (name, is_name) in [
            ("timeout-out-of-range", true),
            ("x86-architecture", true),
            ("tracing", true),
            ("", false),
            ("Timeout", false),
            ("timeout_out", false),
            ("timeout--out", false),
            ("-timeout", false),
            ("timeout-", false),
            ("86-bits", false),
            ("../timeout", false),
        ] {
            assert_eq!(is_kebab_case(name), is_name, "{name}");
        }
    }

    #[test]
    fn what_cannot_be_made_is_refused_with_the_reason() {
        for (name, topic, reason) in [
            ("Too_Short", "sizing", "Too_Short is no name for a rule"),
            ("too-short", "colour", "the topics are cold-start, "),
            ("timeout-out-of-range", "sizing", "exists: rules/src/sizing/timeout_out_of_range.rs"),
            ("timeout-out-of-range", "handler", "exists: rules/src/sizing/timeout_out_of_range.rs"),
        ] {
            let error = make(name, topic).expect_err(name).to_string();
            assert!(error.contains(reason), "{error}");
        }
    }

    #[test]
    fn a_file_bears_its_name_everywhere() {
        let file = begun("too-short", "cold_start");
        for line in [
            "//! # too-short\n",
            "    name: \"too-short\",\n",
            "    topic: Topic::ColdStart,\n",
            "    page: include_str!(\"too_short.rs\"),\n",
        ] {
            assert!(file.contains(line), "{line}");
        }
        assert!(!file.contains('@'), "{file}");
    }

    #[test]
    fn the_list_takes_it_in_by_name() {
        let list = "//! Sizes.\n\nmod a;\nmod c;\n\nuse lamlint_analysis::Rule;\n\n/// The rules of this topic, by name.\npub(crate) const RULES: &[&Rule] = &[&a::RULE, &c::RULE];\n";
        let taken_in = with_module(list, "b");
        assert!(taken_in.starts_with("//! Sizes.\n\nmod a;\nmod b;\nmod c;\n\nuse "), "{taken_in}");
        assert!(
            taken_in.ends_with("= &[\n    &a::RULE,\n    &b::RULE,\n    &c::RULE,\n];\n"),
            "{taken_in}"
        );
    }
}
