//! A program's template side: what it deploys, with the handlers that stand in the template itself.

use std::sync::Arc;

use super::named::languages;
use crate::files::{Lookup, SourceFile};
use crate::finding::{Suppression, suppressions};
use crate::frameworks::{Framework, Root};
use crate::model::{Code, Function, ResourceId, Stack};
use crate::text::Span;

/// What one root leads to.
#[derive(Debug)]
pub struct Assembly {
    /// What is deployed; `None` for a handler that no template points at.
    pub stack: Option<Stack>,
    /// Handlers that stand in the template, by function.
    pub inline: Vec<(ResourceId, Arc<SourceFile>)>,
    /// What the template's comments and metadata ask to be left out.
    pub suppressions: Vec<Suppression>,
}

impl Assembly {
    /// Assembles the program of a root. `None` when there is none any more.
    pub fn new(framework: &Framework, root: &Root, lookup: &mut Lookup) -> Option<Assembly> {
        let stack = (framework.assemble)(root, lookup)?;
        let parts: Vec<Span> = if stack.stale {
            Vec::new()
        } else {
            stack.resources.iter().map(|resource| resource.span).collect()
        };
        let mut suppressions = suppressions(&stack.text, &stack.tree.comments, &parts);
        if stack.stale {
            return Some(Assembly { stack: Some(stack), inline: Vec::new(), suppressions });
        }
        suppressions.extend(stack.ignored.iter().cloned());
        let inline = inline(&stack);
        Some(Assembly { stack: Some(stack), inline, suppressions })
    }

    /// What stands for the template of a handler that has none.
    pub fn without_template() -> Assembly {
        Assembly { stack: None, inline: Vec::new(), suppressions: Vec::new() }
    }

    /// Its functions, in the order of the template.
    pub fn functions(&self) -> &[Function] {
        self.stack.as_ref().map(|stack| stack.functions.as_slice()).unwrap_or_default()
    }
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
            let source = SourceFile::excerpt(stack.file, language, &stack.text, excerpt);
            Some((function.id, Arc::new(source)))
        })
        .collect()
}
