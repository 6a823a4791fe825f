//! What a text at a path means: a template, handler source, or nothing that lamlint knows.

use std::sync::Arc;

use crate::finding::Finding;
use crate::frameworks;
use crate::model::{Framework, Stack};
use crate::paths;
use crate::project::SourceFile;
use crate::source::Language;
use crate::suppress::{self, Suppression};
use crate::syntax::{self, Format, Tree};
use crate::text::Text;
use crate::workspace::{Content, File, SYNTAX};

/// What a file was read as.
#[derive(Clone, Debug)]
pub enum Meaning {
    /// A template.
    Template(Arc<Template>),
    /// Handler source.
    Source(Arc<SourceFile>),
    /// Neither, or not read yet.
    None,
}

/// A template as it was read.
#[derive(Debug)]
pub struct Template {
    /// What it deploys.
    pub stack: Stack,
    /// Handlers that stand in it, by function.
    pub inline: Vec<(String, Arc<SourceFile>)>,
    pub(crate) suppressions: Vec<Suppression>,
    /// Nothing can be saved of the text as it is now: the stack is the last one that could be read, so that
    /// findings in handlers stay while somebody types; its own places do not fit the text any more.
    pub(crate) stale: bool,
}

impl Template {
    fn kept(&self, text: &Text, tree: &Arc<Tree>) -> Template {
        let stack = Stack {
            tree: Arc::clone(tree),
            text: text.clone(),
            ignored: Vec::new(),
            ..self.stack.clone()
        };
        let suppressions = suppress::read(text, &tree.comments, &[]);
        Template { stack, inline: Vec::new(), suppressions, stale: true }
    }

    /// Whether a finding's places fit the text as it is now.
    pub(crate) fn fits(&self, finding: &Finding) -> bool {
        !self.stale || finding.at.file != self.stack.file || finding.rule == SYNTAX
    }
}

/// What a text at a path is: by its name, then by what is in it.
pub(crate) fn meaning(path: &str, file: &File) -> Meaning {
    let Content::Text(text) = &file.content else { return Meaning::None };
    if let Some(language) = Language::of_path(path) {
        return Meaning::Source(Arc::new(SourceFile::read(file.id, language, text)));
    }
    let Some(format) = format_of(path, text) else { return Meaning::None };
    let tree = Arc::new(syntax::read(file.id, text, format));
    let is_lost = tree.lost && frameworks::is_marked(text.as_str());
    if let (true, Meaning::Template(last)) = (is_lost, &file.meaning) {
        return Meaning::Template(Arc::new(last.kept(text, &tree)));
    }
    let stack = frameworks::lower(file.id, text, format, &tree).or_else(|| {
        let broken = !tree.errors.is_empty() && frameworks::is_marked(text.as_str());
        broken.then(|| {
            Stack::new(file.id, Framework::CloudFormation, text.clone(), format, tree.clone())
        })
    });
    let Some(stack) = stack else { return Meaning::None };
    let parts: Vec<_> = stack.resources.iter().map(|resource| resource.span).collect();
    let mut suppressions = suppress::read(text, &tree.comments, &parts);
    suppressions.extend(stack.ignored.iter().cloned());
    let inline = crate::project::inline(&stack);
    Meaning::Template(Arc::new(Template { stack, inline, suppressions, stale: false }))
}

/// The format of a config file; `None` for names that are none.
fn format_of(path: &str, text: &Text) -> Option<Format> {
    match paths::name(path).rsplit_once('.').map(|(_, extension)| extension) {
        Some("yaml" | "yml") => Some(Format::Yaml),
        Some("json") => Some(Format::Json),
        // `function.template` and the like: JSON starts with a brace.
        Some("template") => Some(if text.as_str().trim_start().starts_with('{') {
            Format::Json
        } else {
            Format::Yaml
        }),
        _ => None,
    }
}
