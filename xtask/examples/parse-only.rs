//! Reads the files whose paths come in, one a line, parses each with the parsers that lamlint uses, and drops the
//! result: what `cargo xtask bench` measures `lamlint check` against. It keeps nothing and links nothing.

use std::collections::BTreeMap;
use std::io;

use anyhow::{Context, Result};
use granit_parser::Parser as Yaml;
use tree_sitter::Parser;

fn main() -> Result<()> {
    let mut parsers = BTreeMap::new();
    for path in io::stdin().lines() {
        let path = path?;
        let text = std::fs::read_to_string(&path).with_context(|| path.clone())?;
        let extension = path.rsplit('.').next().unwrap_or_default();
        match grammar(extension) {
            Some(grammar) => source(parsers.entry(extension.to_owned()), grammar, &text)?,
            None => config(&text),
        }
    }
    Ok(())
}

type Slot<'parsers> = std::collections::btree_map::Entry<'parsers, String, Parser>;

fn source(parser: Slot, grammar: tree_sitter::Language, text: &str) -> Result<()> {
    let parser = parser.or_default();
    if parser.language().is_none() {
        parser.set_language(&grammar)?;
    }
    parser.parse(text, None).context("a parser with a language always gives a tree")?;
    Ok(())
}

/// A broken file is parsed up to where it is broken.
fn config(text: &str) {
    if text.trim_start().starts_with('{') {
        drop(serde_json::from_str::<serde_json::Value>(text));
    } else {
        Yaml::new_from_str(text).take_while(Result::is_ok).for_each(drop);
    }
}

fn grammar(extension: &str) -> Option<tree_sitter::Language> {
    match extension {
        "py" => Some(tree_sitter_python::LANGUAGE.into()),
        "js" | "mjs" | "cjs" | "jsx" => Some(tree_sitter_javascript::LANGUAGE.into()),
        "ts" | "mts" | "cts" => Some(tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into()),
        "tsx" => Some(tree_sitter_typescript::LANGUAGE_TSX.into()),
        _ => None,
    }
}
