//! A source file by itself.

use crate::finding::{Suppression, suppressions};
use crate::source::{self, ExprKind, Language, Module, StatementKind};
use crate::text::{Excerpt, FileId, Span, Text};

/// A source file, or source text that stands in a template.
#[derive(Debug)]
pub struct SourceFile {
    /// Its tree.
    pub module: Module,
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
        SourceFile { module, text: text.clone(), suppressions }
    }

    /// Reads source text that stands in a template.
    pub fn excerpt(file: FileId, language: Language, text: &Text, excerpt: &Excerpt) -> SourceFile {
        let mut module = source::read(file, language, &excerpt.text, &excerpt.origin);
        module.insert_at = None;
        SourceFile { module, text: text.clone(), suppressions: Vec::new() }
    }

    /// The name of an unmistakable Lambda entry: `lambda_handler(event, context)`, an exported `handler(event…)`.
    pub fn lambda_entry(&self) -> Option<String> {
        let functions =
            || self.module.functions.iter().filter(|function| function.parent.is_none());
        if self.module.language == Language::Python {
            let entry = functions().find(|function| {
                let takes = function
                    .parameters
                    .first()
                    .is_some_and(|parameter| parameter.name.ends_with("event"));
                &*function.name == "lambda_handler" && function.parameters.len() == 2 && takes
            });
            return entry.map(|function| function.name.to_string());
        }
        let takes_event = functions().any(|function| {
            let first = function.parameters.first();
            &*function.name == "handler"
                && first.is_some_and(|parameter| &*parameter.name == "event")
        });
        (takes_event && self.exports_handler()).then(|| "handler".to_owned())
    }

    fn exports_handler(&self) -> bool {
        self.module.body.iter().any(|statement| match &statement.kind {
            StatementKind::Export { name, .. } => &**name == "handler",
            StatementKind::Assign(assign) => {
                assign.targets.iter().any(|target| match &target.kind {
                    ExprKind::Name(name) => &**name == "handler" && assign.exported,
                    ExprKind::Member { object, member, .. } => {
                        &**member == "handler" && is_exports(object)
                    }
                    _ => false,
                })
            }
            _ => false,
        })
    }
}

/// Whether an expression is `exports` or `module.exports`.
pub fn is_exports(expr: &source::Expr) -> bool {
    match &expr.kind {
        ExprKind::Name(name) => &**name == "exports",
        ExprKind::Member { object, member, .. } => {
            &**member == "exports"
                && matches!(&object.kind, ExprKind::Name(name) if &**name == "module")
        }
        _ => false,
    }
}
