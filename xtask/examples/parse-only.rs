//! What `cargo xtask bench` measures `lamlint check` against: `parse-only [FOLDER]` reads the files whose paths come
//! in, one a line, parses each with the parsers that lamlint uses, and drops the result. It keeps and links nothing.
//!
//! With a folder it first looks at all that is in there as `check` has to: ignore files, the heads of YAML and JSON,
//! sources as a whole.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, Result};
use granit_parser::Parser as Yaml;
use ignore::WalkBuilder;
use tree_sitter::Parser;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How much of a YAML or JSON file tells whether it is a template, bytes.
const HEAD: usize = 16 << 10;

fn main() -> Result<()> {
    if let Some(folder) = std::env::args().nth(1) {
        look(&folder)?;
    }
    let mut parsers = BTreeMap::new();
    for path in io::stdin().lines() {
        let path = path?;
        let text = fs::read_to_string(&path).with_context(|| path.clone())?;
        let extension = path.rsplit('.').next().unwrap_or_default();
        match grammar(extension) {
            Some(grammar) => source(parsers.entry(extension.to_owned()), &grammar, &text)?,
            None => config(&text),
        }
    }
    Ok(())
}

/// Reads what may be worth parsing.
fn look(folder: &str) -> Result<()> {
    let mut walk = WalkBuilder::new(folder);
    walk.hidden(false).git_global(false).require_git(false);
    walk.filter_entry(|entry| entry.file_name() != "node_modules" && entry.file_name() != ".git");
    for entry in walk.build().flatten() {
        let path: &Path = entry.path();
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("yaml" | "yml" | "json") => {
                let mut head = Vec::with_capacity(HEAD + 1);
                File::open(path)?.take(HEAD as u64).read_to_end(&mut head)?;
            }
            Some(extension) if grammar(extension).is_some() => drop(fs::read(path)?),
            _ => {}
        }
    }
    Ok(())
}

type Slot<'parsers> = std::collections::btree_map::Entry<'parsers, String, Parser>;

fn source(parser: Slot, grammar: &tree_sitter::Language, text: &str) -> Result<()> {
    let parser = parser.or_default();
    if parser.language().is_none() {
        parser.set_language(grammar)?;
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
