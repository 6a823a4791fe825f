//! A program's template side: what it deploys, with the handlers that stand in the template itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::named::languages;
use crate::files::{Lookup, SourceFile};
use crate::finding::{Suppression, suppressions};
use crate::frameworks::{Framework, Root};
use crate::model::{Code, Function, ResourceId, Stack, Template};
use crate::text::{FileId, Span};

/// What one root leads to.
#[derive(Debug)]
pub struct Assembly {
    /// What is deployed; `None` for a handler that no template points at.
    pub stack: Option<Stack>,
    /// Handlers that stand in the template, by function.
    pub inline: Vec<(ResourceId, Arc<SourceFile>)>,
    /// What the comments and metadata of each of its files ask to be left out.
    pub suppressions: BTreeMap<FileId, Vec<Suppression>>,
}

impl Assembly {
    /// Assembles the program of a root. `None` when there is none any more.
    pub fn new(framework: &Framework, root: &Root, lookup: &mut Lookup) -> Option<Assembly> {
        let stack = (framework.assemble)(root, lookup)?;
        let suppressions = left_out(&stack);
        let inline = inline(&stack);
        Some(Assembly { stack: Some(stack), inline, suppressions })
    }

    /// What stands for the template of a handler that has none.
    pub fn without_template() -> Assembly {
        Assembly { stack: None, inline: Vec::new(), suppressions: BTreeMap::new() }
    }

    /// Its functions, in the order of the template.
    pub fn functions(&self) -> &[Function] {
        self.stack.as_ref().map(|stack| stack.functions.as_slice()).unwrap_or_default()
    }
}

/// What each file of a stack asks to be left out.
fn left_out(stack: &Stack) -> BTreeMap<FileId, Vec<Suppression>> {
    let mut parts: BTreeMap<FileId, Vec<Span>> = BTreeMap::new();
    for resource in &stack.resources {
        parts.entry(resource.span.file).or_default().push(resource.span);
    }
    let of_file = |template: &Template| {
        let parts = parts.get(&template.file).filter(|_| !template.stale);
        let parts = parts.map(Vec::as_slice).unwrap_or_default();
        let mut found = suppressions(&template.text, &template.tree.comments, parts);
        let ignored = stack.ignored.iter().filter(|ignored| ignored.at.file == template.file);
        found.extend(ignored.filter(|_| !template.stale).cloned());
        (template.file, found)
    };
    stack.templates().map(of_file).collect()
}

/// The handlers that stand in a template, by function.
fn inline(stack: &Stack) -> Vec<(ResourceId, Arc<SourceFile>)> {
    let with_code = stack.functions.iter().filter_map(|function| match &function.code {
        Code::Inline(Some(excerpt)) => Some((function, excerpt)),
        _ => None,
    });
    with_code
        .filter_map(|(function, excerpt)| {
            let language = languages(function.runtime.as_ref()).first().copied()?;
            let template = stack.template_of(function.span.file).filter(|file| !file.stale)?;
            let source = SourceFile::excerpt(template.file, language, &template.text, excerpt);
            Some((function.id, Arc::new(source)))
        })
        .collect()
}
