//! Code actions: the fix of a finding, and all safe fixes of a file.

use std::collections::BTreeMap;

use lamlint_analysis::Workspace;
use lamlint_analysis::files::Content;
use lamlint_analysis::finding::{Finding, Fix, Safety};
use lamlint_analysis::text::Edit;
use lamlint_analysis::text::Text;
use tower_lsp_server::ls_types::{CodeAction, CodeActionKind, Diagnostic, WorkspaceEdit};

use crate::disk::Disk;
use crate::{fix, load};

/// The kind of "fix all" that belongs to lamlint alone.
pub(crate) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.lamlint");

/// Whether a client that asks for these kinds wants this one: a kind stands for all below it.
pub(crate) fn is_asked_for(kind: &CodeActionKind, only: Option<&[CodeActionKind]>) -> bool {
    let within = |asked: &CodeActionKind| {
        let rest = kind.as_str().strip_prefix(asked.as_str());
        rest.is_some_and(|rest| {
            rest.is_empty() || rest.starts_with('.') || asked.as_str().is_empty()
        })
    };
    only.is_none_or(|only| only.iter().any(within))
}

/// The action that applies a finding's fix.
pub(crate) fn quick_fix(fix: &Fix, diagnostic: Diagnostic, edit: WorkspaceEdit) -> CodeAction {
    let title = match fix.safety {
        Safety::Safe => fix.title.clone(),
        Safety::Unsafe => format!("{} (changes behaviour)", fix.title),
    };
    CodeAction {
        title,
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostic]),
        edit: Some(edit),
        is_preferred: Some(fix.safety == Safety::Safe),
        ..CodeAction::default()
    }
}

/// The action that applies all safe fixes of a file.
pub(crate) fn fix_all(edit: WorkspaceEdit) -> CodeAction {
    CodeAction {
        title: "Fix all safe findings of lamlint in this file".to_owned(),
        kind: Some(FIX_ALL),
        edit: Some(edit),
        ..CodeAction::default()
    }
}

/// A fix's edits by the path of their file.
pub(crate) fn by_file<'a>(
    workspace: &'a Workspace,
    fix: &'a Fix,
) -> BTreeMap<&'a str, Vec<&'a Edit>> {
    let mut files: BTreeMap<&str, Vec<&Edit>> = BTreeMap::new();
    for edit in &fix.edits {
        files.entry(workspace.path(edit.at.file)).or_default().push(edit);
    }
    files
}

/// The text of a file before and after all safe fixes that stay within it; `None` when there are none. The
/// workspace is afterwards what it was.
pub(crate) fn all_safe(
    workspace: &mut Workspace,
    disk: &mut Disk,
    path: &str,
) -> Option<(Text, Text)> {
    let opened = disk.opened(path).cloned();
    let is_safe = |workspace: &Workspace, _: &Finding, fix: &Fix| {
        let stays = |edit: &Edit| workspace.path(edit.at.file) == path;
        fix.safety == Safety::Safe && fix.edits.iter().all(stays)
    };
    let mut fixed = fix::fix(workspace, disk, is_safe);
    let texts = fixed.texts.remove(path)?;
    match opened {
        Some(text) => disk.open(path, text),
        None => disk.close(path),
    }
    workspace.answer(path, Content::Text(texts.0.clone()));
    load::fill(workspace, disk);
    Some(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_stands_for_all_below_it() {
        let kinds = |names: &[&'static str]| {
            names.iter().map(|name| CodeActionKind::new(name)).collect::<Vec<_>>()
        };
        for (only, expected) in [
            (None, true),
            (Some(kinds(&[])), false),
            (Some(kinds(&[""])), true),
            (Some(kinds(&["source"])), true),
            (Some(kinds(&["source.fixAll"])), true),
            (Some(kinds(&["source.fixAll.lamlint"])), true),
            (Some(kinds(&["source.fix"])), false),
            (Some(kinds(&["quickfix", "source.fixAll.eslint"])), false),
        ] {
            assert_eq!(is_asked_for(&FIX_ALL, only.as_deref()), expected, "{only:?}");
        }
    }
}
