//! Templates of every framework as one [`Stack`].
//!
//! The only part that knows how a framework spells a thing. Source is lowered as written, never expanded:
//! every value keeps the place it was written at, also when it comes from `Globals` or a parameter.

pub mod additions;
mod cloudformation;
mod intrinsics;
mod item;
mod sam;
mod scope;
mod writing;

use std::sync::Arc;

use crate::model::{Framework, Stack};
use crate::syntax::{Format, Node, Tree};
use crate::text::{FileId, Text};

pub use writing::{Property, framework_of, log_group, spelling};

/// Which framework a document is a template of; `None` for any other YAML or JSON.
pub fn recognise(tree: &Tree) -> Option<Framework> {
    let root = tree.documents().first()?;
    let transforms = root.get("Transform");
    let names =
        transforms.map(|node| if node.items().is_empty() { node.alone() } else { node.items() });
    let sam = |node: Node<'_>| node.text().is_some_and(|text| text.starts_with("AWS::Serverless"));
    if names.unwrap_or_default().iter().any(sam) {
        return Some(Framework::Sam);
    }
    let resources = root.get("Resources")?.pairs();
    let kinds = || resources.iter().filter_map(|pair| pair.value.get("Type").and_then(Node::text));
    if kinds().any(|kind| kind.starts_with("AWS::Serverless::")) {
        return Some(Framework::Sam);
    }
    let marked = root.get("AWSTemplateFormatVersion").is_some();
    (marked || kinds().any(|kind| kind.starts_with("AWS::"))).then_some(Framework::CloudFormation)
}

/// Whether a text that cannot be read speaks of being a template.
pub fn is_marked(text: &str) -> bool {
    ["AWSTemplateFormatVersion", "AWS::Serverless", "Type: AWS::", "\"AWS::"]
        .iter()
        .any(|mark| text.contains(mark))
}

/// Lowers a template; `None` when the document is not one.
pub fn lower(file: FileId, text: &Text, format: Format, tree: &Arc<Tree>) -> Option<Stack> {
    let framework = recognise(tree)?;
    let stack = cloudformation::Lowering::new(file, text, format, tree, framework)?;
    Some(stack.run())
}
