//! Who may know what: crates, grammars, framework spellings, SDK names.

use crate::files::{File, all, assert_none};

/// Crates that reach a disk, a terminal or a protocol.
const EDGE: &[&str] =
    &["anstream", "anyhow", "clap", "ignore", "notify", "similar", "tokio", "tower-lsp-server"];

/// Words of code, where they may stand, and why nowhere else. `*` is one folder, whatever its name.
const WORDS: &[(&[&str], &[&str], &str)] = &[
    (
        &["tree_sitter"],
        &["analysis/src/source/*/", "analysis/src/syntax/"],
        "only `source/` and `syntax/` know grammars",
    ),
    (&["ruff_", "stacker"], &["analysis/src/source/python/"], "only `source/` knows grammars"),
    (&["granit_parser"], &["analysis/src/syntax/"], "only `syntax/` knows config grammars"),
    (
        &["Serverless::Function"],
        &["analysis/src/frameworks/"],
        "only `frameworks/` knows how a framework spells a thing",
    ),
    (
        &["boto3", "aws-sdk", "@aws-sdk"],
        &["analysis/src/sdk/", "analysis/src/tables/"],
        "only `sdk/` knows SDK names",
    ),
];

/// What no rule names: frameworks and their spelling, languages, SDKs, trees.
const NOT_IN_RULES: &[&str] = &[
    "AWS::",
    "CloudFormation",
    "Dialect",
    "JavaScript",
    "Language::",
    "Python",
    "SAM",
    "Serverless",
    "Terraform",
    "TypeScript",
    "aws-sdk",
    "boto3",
    "lamlint_analysis::frameworks",
    "lamlint_analysis::syntax",
];

fn dependencies(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for (path, forbidden) in [
        ("analysis/Cargo.toml", [EDGE, &["lamlint", "lamlint-rules"]].concat()),
        (
            "rules/Cargo.toml",
            [EDGE, &["lamlint", "tree-sitter", "ruff_python_parser", "granit-parser"]].concat(),
        ),
    ] {
        let manifest = files.iter().filter(|file| file.path == path);
        for line in manifest.flat_map(|file| file.text.lines()) {
            let name = line.split(['.', '=', ' ']).next().unwrap_or_default();
            if forbidden.contains(&name) {
                complaints.push(format!("{path}: must not depend on {name}"));
            }
        }
    }
    complaints
}

/// Whether a file lies in a folder.
fn is_in(path: &str, folder: &str) -> bool {
    match folder.split_once('*') {
        None => path.starts_with(folder),
        Some((before, after)) => path
            .strip_prefix(before)
            .and_then(|rest| rest.split_once('/'))
            .is_some_and(|(_, rest)| format!("/{rest}").starts_with(after)),
    }
}

fn words(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    let product = files.iter().filter(|file| {
        let is_product = ["analysis/src/", "rules/src/", "server/src/"];
        file.is_rust()
            && !file.is_test()
            && is_product.iter().any(|folder| file.path.starts_with(folder))
    });
    for file in product {
        for (words, homes, reason) in WORDS {
            if homes.iter().any(|home| is_in(&file.path, home)) {
                continue;
            }
            let found =
                file.code().filter(|(_, line)| words.iter().any(|word| line.contains(word)));
            complaints.extend(found.map(|(line, _)| format!("{}:{line}: {reason}", file.path)));
        }
    }
    complaints
}

fn words_in_rules(files: &[File]) -> Vec<String> {
    let rules = files
        .iter()
        .filter(|file| file.path.starts_with("rules/src/") && file.is_rust() && !file.is_test());
    let lines = rules.flat_map(|file| file.code().map(move |(line, code)| (file, line, code)));
    let named = lines.filter_map(|(file, line, code)| {
        let word = NOT_IN_RULES.iter().find(|word| code.contains(*word))?;
        Some(format!("{}:{line}: a rule does not name `{word}`; ask the program", file.path))
    });
    named.collect()
}

#[test]
fn rules_name_no_framework_language_or_sdk() {
    assert_none(&words_in_rules(&all()));
}

#[test]
fn crates_depend_one_way() {
    assert_none(&dependencies(&all()));
}

#[test]
fn words_stay_in_their_modules() {
    assert_none(&words(&all()));
}

#[test]
fn the_checks_can_complain() {
    type Check = fn(&[File]) -> Vec<String>;
    for (check, path, text, complains) in [
        (dependencies as Check, "analysis/Cargo.toml", "tokio.workspace = true", true),
        (dependencies, "analysis/Cargo.toml", "lamlint-rules = { path = \"../rules\" }", true),
        (dependencies, "analysis/Cargo.toml", "name = \"lamlint-analysis\"", false),
        (dependencies, "rules/Cargo.toml", "tree-sitter = \"1\"", true),
        (dependencies, "server/Cargo.toml", "tokio = \"1\"", false),
        (words, "rules/src/x.rs", "use tree_sitter::Node;", true),
        (words, "analysis/src/source/x.rs", "use tree_sitter::Node;", true),
        (words, "analysis/src/source/ruby/x.rs", "use tree_sitter::Node;", false),
        (words, "rules/src/x.rs", "//! Transform: AWS::Serverless::Function", false),
        (words, "rules/src/x.rs", "let x = \"AWS::Serverless::Function\";", true),
        (words, "rules/src/x.rs", "#[cfg(test)]\nmod tests { \"boto3\" }", false),
        (words, "analysis/src/project/x.rs", "if name == \"boto3\" {", true),
        (words, "analysis/src/sdk/x.rs", "if name == \"boto3\" {", false),
        (words_in_rules, "rules/src/x.rs", "if kind == \"AWS::SQS::Queue\" {", true),
        (words_in_rules, "rules/src/x.rs", "if language == Language::Python {", true),
        (words_in_rules, "rules/src/x.rs", "// AWS::SQS::Queue", false),
        (words_in_rules, "rules/src/x.rs", "if kind == ResourceKind::Queue {", false),
        (words_in_rules, "rules/src/x/tests.rs", "const T: &str = \"AWS::SQS::Queue\";", false),
        (words_in_rules, "analysis/src/frameworks/x.rs", "\"AWS::SQS::Queue\"", false),
    ] {
        assert_eq!(!check(&[File::new(path, text)]).is_empty(), complains, "{path}: {text}");
    }
}
