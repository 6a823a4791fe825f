//! Applies fixes in rounds until nothing changes: to the workspace's texts, never to the disk.
//!
//! `check --fix` writes the result with [`crate::write`]; the language server sends it to the editor as edits and
//! puts the old texts back.

use std::collections::{BTreeMap, BTreeSet};

use lamlint_analysis::Workspace;
use lamlint_analysis::files::Content;
use lamlint_analysis::finding::fix::apply;
use lamlint_analysis::finding::{Finding, Fix};
use lamlint_analysis::text::{FileId, Span, Text};

use crate::discover::is_source;
use crate::disk::Disk;
use crate::terminal::complain;
use crate::{load, output};

/// Rounds after which fixes that make each other necessary are stopped. Fixes at one place go in one a round, so that a
/// large template takes many.
const ROUNDS: usize = 200;

/// What became of the files that fixes changed.
#[derive(Debug, Default)]
pub(crate) struct Fixed {
    /// By path: the text before the first round and the text now.
    pub(crate) texts: BTreeMap<String, (Text, Text)>,
    /// How many fixes were applied.
    pub(crate) fixes: usize,
    /// Findings that were still there after their fix went in, which was not applied again: rule, place, title.
    pub(crate) stuck: Vec<(&'static str, Span, String)>,
    /// Whether the last round that is allowed still changed something.
    pub(crate) endless: bool,
}

impl Fixed {
    /// Says which findings their fixes left behind, and when fixes were stopped.
    pub(crate) fn tell_rest(&self, workspace: &Workspace, here: &str) {
        for (rule, at, title) in &self.stuck {
            let place = output::place(workspace, here, *at);
            complain(&format!(
                "{place} is still found after its fix, which is not applied again: {title} ({rule})"
            ));
        }
        if self.endless {
            complain(&format!(
                "stopped after {ROUNDS} rounds of fixes that make each other necessary; run it again, or fix the rest by hand"
            ));
        }
    }
}

/// What stays equal of a finding while texts around it change.
type Same = (FileId, &'static str, String, String);

/// Applies the fixes of the findings that are wanted, round by round. The new texts stand in the workspace and are
/// open on the disk afterwards.
pub(crate) fn fix(
    workspace: &mut Workspace,
    disk: &mut Disk,
    mut is_wanted: impl FnMut(&Workspace, &Finding, &Fix) -> bool,
) -> Fixed {
    let mut fixed = Fixed::default();
    // How many findings of a kind may be left after the round before.
    let mut allowed: BTreeMap<Same, usize> = BTreeMap::new();
    // Those of the first round.
    let mut templates: Option<BTreeSet<FileId>> = None;
    for round in 0.. {
        let findings: Vec<Finding> = workspace.findings().into_values().flatten().collect();
        let templates = templates.get_or_insert_with(|| templates_in(workspace));
        let mut wanted: BTreeMap<Same, Vec<(&Finding, &Fix)>> = BTreeMap::new();
        for finding in &findings {
            let at = finding.at.file;
            let was_there = is_source(workspace.path(at)) || templates.contains(&at);
            let fix = finding.fix.as_ref().filter(|_| was_there);
            let fix = fix.filter(|fix| is_wanted(workspace, finding, fix));
            if let Some(fix) = fix {
                wanted.entry(same(finding, fix)).or_default().push((finding, fix));
            }
        }
        fixed.stuck.clear();
        wanted.retain(|kind, found| {
            let left = allowed.get(kind).is_some_and(|most| found.len() > *most)
                && found.iter().all(|(_, fix)| is_written(workspace, fix));
            fixed.stuck.extend(left.then(|| (kind.1, found[0].0.at, found[0].1.title.clone())));
            !left
        });
        let kinds: Vec<(&Same, &Fix)> = wanted
            .iter()
            .flat_map(|(kind, all)| all.iter().map(move |one| (kind, one.1)))
            .collect();
        let fixes = kinds.iter().map(|(_, fix)| *fix);
        let applied = apply(fixes, |file: FileId| workspace.text(workspace.path(file)));
        fixed.endless = round == ROUNDS && !applied.texts.is_empty();
        if applied.texts.is_empty() || fixed.endless {
            break;
        }
        fixed.fixes += applied.fixes.len();
        let mut left: BTreeMap<Same, usize> = BTreeMap::new();
        for place in &applied.fixes {
            let kind = kinds[*place].0;
            *left.entry(kind.clone()).or_insert(wanted[kind].len()) -= 1;
        }
        allowed.extend(left);
        for (file, text) in applied.texts {
            let path = workspace.path(file).to_owned();
            set(workspace, disk, &path, &Text::new(text), &mut fixed);
        }
        load::fill(workspace, disk);
    }
    fixed.texts.retain(|_, (before, after)| before.as_str() != after.as_str());
    fixed
}

/// The files that programs are written in, code apart. A file that becomes one only because of a fix (what `sam package`
/// wrote is a copy until its source changes) is not fixed with it.
fn templates_in(workspace: &Workspace) -> BTreeSet<FileId> {
    let files = workspace.paths().filter(|path| !is_source(path));
    let files = files.filter_map(|path| workspace.file(path));
    files.filter(|file| !workspace.programs_of(*file).is_empty()).collect()
}

/// Whether all that a fix inserts stands there already, so that it would only write it again.
fn is_written(workspace: &Workspace, fix: &Fix) -> bool {
    fix.edits.iter().all(|edit| {
        let text = workspace.text(workspace.path(edit.at.file));
        let around = text.and_then(|text| text.as_str().split_at_checked(edit.at.start as usize));
        around.is_some_and(|(before, after)| {
            before.ends_with(&edit.text) || after.starts_with(&edit.text)
        })
    })
}

fn same(finding: &Finding, fix: &Fix) -> Same {
    (finding.at.file, finding.rule, finding.message.clone(), fix.title.clone())
}

fn set(workspace: &mut Workspace, disk: &mut Disk, path: &str, text: &Text, fixed: &mut Fixed) {
    if let Some(before) = workspace.text(path).cloned() {
        fixed.texts.entry(path.to_owned()).or_insert((before, text.clone())).1 = text.clone();
    }
    disk.open(path, text.clone());
    workspace.answer(path, Content::Text(text.clone()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use lamlint_analysis::text::Edit;
    use lamlint_analysis::{Findings, FixKind, Program, Rule, Safety, Severity, Topic};

    const TEMPLATE: &str =
        "Resources:\n  F: { Type: AWS::Lambda::Function, Properties: { Timeout: 3 } }\n";

    /// Two findings a function; the fix of the first leaves it, that of the second makes it another one.
    static RULE: Rule = Rule {
        name: "never-content",
        topic: Topic::Sizing,
        severity: Severity::Error,
        fix: FixKind::Safe,
        page: "",
        check: |program: &Program, findings: &mut Findings| {
            for function in program.functions() {
                let Some(timeout) = &function.timeout else { continue };
                let start = Span { start: 0, end: 0, ..timeout.at };
                let edit = Edit::replace(start, "# again\n");
                findings.report(function.at, "it is never content").fix(
                    Safety::Safe,
                    "Try again",
                    vec![edit],
                );
            }
        },
    };

    #[test]
    fn a_finding_that_its_fix_leaves_is_told_and_not_fixed_again() {
        static RULES: [&Rule; 1] = [&RULE];
        let mut workspace = Workspace::new(&RULES, "2026-11-24");
        let mut disk = Disk::default();
        disk.open("/p/template.yaml", Text::new(TEMPLATE));
        workspace.set("/p/template.yaml", Content::Text(Text::new(TEMPLATE)));
        load::fill(&mut workspace, &disk);
        let fixed = fix(&mut workspace, &mut disk, |_, _, _| true);
        let after = workspace.text("/p/template.yaml").expect("it is open").as_str();
        assert_eq!(after, format!("# again\n{TEMPLATE}"));
        assert_eq!((fixed.fixes, fixed.stuck.len(), fixed.endless), (1, 1, false));
        assert_eq!(fixed.stuck[0].2, "Try again");
    }
}
