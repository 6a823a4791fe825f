//! Templates of every framework as one [`Stack`].
//!
//! The only part that knows how a framework spells a thing. Source is lowered as written, never expanded:
//! every value keeps the place it was written at, also when it comes from `Globals` or a parameter.

mod cloudformation;
mod definitions;
mod fragment;
mod intrinsics;
mod item;
mod joins;
mod lists;
mod lowering;
mod mappings;
mod packaged;
mod sam;
pub mod samconfig;
mod scope;
mod spelling;
pub mod unread;
mod values;
mod writing;

use std::sync::Arc;

use crate::files::{Config, Document, Lookup, paths};
use crate::model::{Body, Change, Dialect, Property, Stack, Template};
use crate::syntax::{Node, Tree};
use crate::text::Edit;

/// A way to write down what is deployed.
#[derive(Debug)]
pub struct Framework {
    /// What people call it.
    pub name: &'static str,
    /// Names that only files of it have, whatever they hold, as globs. Any other config file may be one of it too, if its
    /// text has a mark.
    pub names: &'static [&'static str],
    /// Texts of which a file of it has one at least. The only list: who looks for templates asks it.
    pub marks: &'static [&'static str],
    /// Whether a program starts in a document. `None` for a part of another program, and for what is none of it.
    pub roots: fn(&Document, &mut Lookup) -> Option<Root>,
    /// What a program deploys, from its root on. Called anew after each answer to what it asked; what is not known
    /// yet is open.
    pub assemble: fn(&Root, &mut Lookup) -> Option<Stack>,
    /// How it spells things.
    pub dialect: Dialect,
    /// The edits that make all of several changes of a stack of it; `None` when one of them cannot be written
    /// faithfully. Empty when the stack says so already.
    pub edits: fn(&Stack, &[Change]) -> Option<Vec<Edit>>,
}

/// Where a program starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Root {
    /// In a file, by its path.
    File(String),
    /// In a folder, all of whose files count, by its path.
    Folder(String),
}

impl Root {
    /// The path of the file or folder.
    pub fn path(&self) -> &str {
        match self {
            Root::File(path) | Root::Folder(path) => path,
        }
    }

    /// The folder that paths within the program are relative to.
    pub fn folder(&self) -> &str {
        match self {
            Root::File(path) => paths::parent(path),
            Root::Folder(path) => path,
        }
    }
}

/// Every framework; the first whose root a document is reads it.
pub static FRAMEWORKS: &[&Framework] = &[&SAM, &CLOUDFORMATION];

/// Names of templates that SAM's and CloudFormation's documents use.
const TEMPLATES: &[&str] =
    &["template.{yaml,yml,json}", "*.template.{yaml,yml,json}", "*.template"];

pub(crate) static SAM: Framework = Framework {
    name: "AWS SAM",
    names: TEMPLATES,
    marks: &["AWS::Serverless"],
    roots: |document, lookup| root(document, &SAM, lookup),
    assemble,
    dialect: Dialect("AWS SAM"),
    edits: writing::edits,
};

static CLOUDFORMATION: Framework = Framework {
    name: "CloudFormation",
    names: TEMPLATES,
    marks: &["AWSTemplateFormatVersion", "Type: AWS::", "  AWS::", "\"AWS::", "'AWS::"],
    roots: |document, lookup| root(document, &CLOUDFORMATION, lookup),
    assemble,
    dialect: Dialect("CloudFormation"),
    edits: writing::edits,
};

/// The framework that a document starts a program of, with the program's root.
pub fn root_of(document: &Document, lookup: &mut Lookup) -> Option<(&'static Framework, Root)> {
    let found = |framework: &&'static Framework| {
        (framework.roots)(document, lookup).map(|root| (*framework, root))
    };
    FRAMEWORKS.iter().find_map(found)
}

/// Whether a property can be said of a thing in the words that it is written in.
pub fn can_say(body: &Body, property: Property) -> bool {
    spelling::spelling(property, body.dialect).is_some()
}

/// The edits that make all of several changes; `None` when one of them cannot be written faithfully.
pub fn edits(stack: &Stack, changes: &[Change]) -> Option<Vec<Edit>> {
    let mut all = FRAMEWORKS.iter();
    let framework = all.find(|framework| framework.dialect == stack.dialect)?;
    (framework.edits)(stack, changes)
}

/// Whether a text speaks of being a template of some framework.
pub fn is_marked(text: &str) -> bool {
    FRAMEWORKS.iter().flat_map(|framework| framework.marks).any(|mark| text.contains(mark))
}

/// Whether a template starts in a document. A text that cannot be read as a whole is one when it has a mark.
/// The format version of org-formation's files, which look like templates and are never given to CloudFormation.
/// <https://github.com/org-formation/org-formation-cli>, read 2026-11-25.
const ORGANIZATION: &str = "2010-09-09-OC";

fn root(document: &Document, framework: &Framework, lookup: &mut Lookup) -> Option<Root> {
    let config = document.config()?;
    let is_other = || document.text.as_str().contains(ORGANIZATION);
    if packaged::is_copy(document, config, lookup) || is_other() {
        return None;
    }
    let found = match recognise(&config.tree) {
        Some(found) => Some(found),
        None if config.tree.errors.is_empty() => None,
        None => {
            let marked = |framework: &Framework| {
                framework.marks.iter().any(|mark| document.text.as_str().contains(mark))
            };
            match (marked(&SAM), marked(&CLOUDFORMATION)) {
                (true, _) => Some(SAM.dialect),
                (false, true) => Some(CLOUDFORMATION.dialect),
                (false, false) => None,
            }
        }
    };
    (found == Some(framework.dialect)).then(|| Root::File(document.path.clone()))
}

/// Lowers the template at a path. `None` when there is none any more.
fn assemble(root: &Root, lookup: &mut Lookup) -> Option<Stack> {
    let document = lookup.document(root.path())?;
    let config = document.config()?;
    let template = template(document, config);
    if let (true, Some((text, tree))) = (config.tree.lost, &config.last_good)
        && let Some(dialect) = recognise(tree)
    {
        let last = Template { text: text.clone(), tree: Arc::clone(tree), ..template.clone() };
        let stack = lowering::Lowering::new(last, tree, dialect)?.run();
        return Some(Stack { template: Template { stale: true, ..template }, ..stack });
    }
    // Of a template that is not recognised, nothing but syntax errors is known.
    let Some(dialect) = recognise(&config.tree) else {
        return Some(Stack::new(CLOUDFORMATION.dialect, template));
    };
    let node = config.tree.documents().first()?;
    let definitions = definitions::Definitions::new(node, root.folder(), lookup);
    let lowering = lowering::Lowering::new(template, &config.tree, dialect)?;
    let mut stack = lowering.with(definitions).run();
    stack.generated |= is_synthesised(root.path());
    fragment::open(&mut stack, node, root.path(), lookup);
    Some(stack)
}

/// Whether a path lies in a folder that only the CDK writes to.
fn is_synthesised(path: &str) -> bool {
    path.split('/').any(|part| part == "cdk.out")
}

/// A config file as a stack holds it.
fn template(document: &Document, config: &Config) -> Template {
    let (text, tree) = (document.text.clone(), Arc::clone(&config.tree));
    Template { file: document.file, text, format: config.format, tree, stale: false }
}

/// In whose words a document is a template; `None` for any other YAML or JSON.
pub fn recognise(tree: &Tree) -> Option<Dialect> {
    let root = tree.documents().first()?;
    let transforms = root.get("Transform");
    let names =
        transforms.map(|node| if node.items().is_empty() { node.alone() } else { node.items() });
    let sam = |node: Node<'_>| node.text().is_some_and(|text| text.starts_with("AWS::Serverless"));
    if names.unwrap_or_default().iter().any(sam) {
        return Some(SAM.dialect);
    }
    let resources = root.get("Resources")?.pairs();
    let kinds = || resources.iter().filter_map(|pair| pair.value.get("Type").and_then(Node::text));
    if kinds().any(|kind| kind.starts_with("AWS::Serverless::")) {
        return Some(SAM.dialect);
    }
    let marked = root.get("AWSTemplateFormatVersion").is_some();
    (marked || kinds().any(|kind| kind.starts_with("AWS::"))).then_some(CLOUDFORMATION.dialect)
}
