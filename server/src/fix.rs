//! Applies fixes in rounds until nothing changes: to the workspace's texts, never to the disk.
//!
//! `check --fix` writes the result with [`crate::write`]; the language server sends it to the editor as edits and
//! puts the old texts back.

use std::collections::BTreeMap;

use lamlint_analysis::Workspace;
use lamlint_analysis::files::Content;
use lamlint_analysis::finding::fix::apply;
use lamlint_analysis::finding::{Finding, Fix};
use lamlint_analysis::text::{FileId, Text};

use crate::disk::Disk;
use crate::load;

/// Rounds after which fixes that undo each other are stopped.
const ROUNDS: usize = 10;

/// What became of the files that fixes changed.
#[derive(Debug, Default)]
pub(crate) struct Fixed {
    /// By path: the text before the first round and the text now.
    pub(crate) texts: BTreeMap<String, (Text, Text)>,
    /// How many fixes were applied.
    pub(crate) fixes: usize,
}

/// Applies the fixes of the findings that are wanted, round by round. The new texts stand in the workspace and are
/// open on the disk afterwards.
pub(crate) fn fix(
    workspace: &mut Workspace,
    disk: &mut Disk,
    mut is_wanted: impl FnMut(&Workspace, &Finding, &Fix) -> bool,
) -> Fixed {
    let mut fixed = Fixed::default();
    for _ in 0..ROUNDS {
        let findings: Vec<Finding> = workspace.findings().into_values().flatten().collect();
        let mut wanted: Vec<&Fix> = Vec::new();
        for finding in &findings {
            wanted.extend(finding.fix.as_ref().filter(|fix| is_wanted(workspace, finding, fix)));
        }
        let applied = apply(wanted, |file: FileId| workspace.text(workspace.path(file)));
        if applied.texts.is_empty() {
            break;
        }
        fixed.fixes += applied.fixes;
        for (file, text) in applied.texts {
            let path = workspace.path(file).to_owned();
            set(workspace, disk, &path, &Text::new(text), &mut fixed);
        }
        load::fill(workspace, disk);
    }
    fixed.texts.retain(|_, (before, after)| before.as_str() != after.as_str());
    fixed
}

fn set(workspace: &mut Workspace, disk: &mut Disk, path: &str, text: &Text, fixed: &mut Fixed) {
    if let Some(before) = workspace.text(path).cloned() {
        fixed.texts.entry(path.to_owned()).or_insert((before, text.clone())).1 = text.clone();
    }
    disk.open(path, text.clone());
    workspace.answer(path, Content::Text(text.clone()));
}
