//! A source file with what it means.

use crate::finding::{Suppression, suppressions};
use crate::sdk::{self, Facts};
use crate::source::{self, Language, Module};
use crate::text::{Excerpt, FileId, Span, Text};

/// A source file, or source text that stands in a template.
#[derive(Debug)]
pub struct SourceFile {
    /// Its tree.
    pub module: Module,
    /// What it does with AWS and the environment.
    pub facts: Facts,
    /// Its text; for inline code, the template's.
    pub text: Text,
    /// Findings that its comments ask to be left out.
    pub suppressions: Vec<Suppression>,
}

impl SourceFile {
    /// Reads a file.
    pub fn read(file: FileId, language: Language, text: &Text) -> SourceFile {
        let module = source::read(file, language, text.as_str(), &[]);
        let parts: Vec<Span> = module.functions.iter().map(|function| function.at).collect();
        let suppressions = suppressions(text, &module.comments, &parts);
        SourceFile { facts: sdk::facts(&module), module, text: text.clone(), suppressions }
    }

    /// Reads source text that stands in a template.
    pub fn excerpt(file: FileId, language: Language, text: &Text, excerpt: &Excerpt) -> SourceFile {
        let mut module = source::read(file, language, &excerpt.text, &excerpt.origin);
        module.insert_at = None;
        SourceFile {
            facts: sdk::facts(&module),
            module,
            text: text.clone(),
            suppressions: Vec::new(),
        }
    }
}
