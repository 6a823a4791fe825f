//! A source file by itself.

use std::sync::OnceLock;

use super::file_names::FileNames;
use crate::finding::{Suppression, suppressions};
use crate::source::{self, Language, Module};
use crate::text::{Excerpt, FileId, Span, Text};

/// A source file, or source text that stands in a template.
#[derive(Debug)]
pub struct SourceFile {
    /// Its tree.
    pub module: Module,
    /// Its text; for inline code, the template's.
    pub text: Text,
    /// The code alone, when the text is a template's.
    within: Option<String>,
    /// Findings that its comments ask to be left out.
    pub suppressions: Vec<Suppression>,
    /// Its names. Looked for when something is first to be named anew.
    pub(super) names: OnceLock<FileNames>,
}

impl SourceFile {
    /// Reads a file.
    pub fn read(file: FileId, language: Language, text: &Text) -> SourceFile {
        let module = source::read(file, language, text.as_str(), &[]);
        let parts: Vec<Span> = module.functions.iter().map(|function| function.at).collect();
        let suppressions = suppressions(text, &module.comments, &parts);
        SourceFile {
            module,
            text: text.clone(),
            within: None,
            suppressions,
            names: OnceLock::new(),
        }
    }

    /// Reads source text that stands in a template.
    pub fn excerpt(file: FileId, language: Language, text: &Text, excerpt: &Excerpt) -> SourceFile {
        let mut module = source::read(file, language, &excerpt.text, &excerpt.origin);
        module.insert_at = None;
        let within = Some(excerpt.text.clone());
        SourceFile {
            module,
            text: text.clone(),
            within,
            suppressions: Vec::new(),
            names: OnceLock::new(),
        }
    }

    /// The code, without what stands around it in a template.
    pub fn code(&self) -> &str {
        self.within.as_deref().unwrap_or(self.text.as_str())
    }
}
