//! Runs every rule on one program.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::program::State;
use super::{INTERNAL_ERROR, SYNTAX};
use crate::finding::{Finding, RecipeId, Severity};
use crate::model::{Change, Stack};
use crate::program::Program;
use crate::rule::{Findings, Rule};
use crate::text::{Edit, FileId, Span};

/// What rules are run, and what they are told beside the program.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'w> {
    pub(super) rules: &'static [&'static Rule],
    pub(super) today: &'w str,
}

/// What becomes of fixes when a program is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fixes {
    /// Their edits are made when they are asked for.
    Asked,
    /// Their edits are made.
    Made,
    /// Whether they can be made is found out, and their titles are kept.
    Titles,
}

/// What was found in one program.
#[derive(Debug)]
pub(super) struct Verdict {
    /// By file; a file that was looked at and in which nothing was found has none.
    found: BTreeMap<FileId, Vec<Finding>>,
    /// The changes of each fix of which no edits are made yet.
    recipes: Vec<Vec<Change>>,
}

impl Verdict {
    /// What was found in a file that is no program; `None` when that is nothing.
    pub(super) fn of_file(file: FileId, findings: Vec<Finding>) -> Option<Verdict> {
        let found = BTreeMap::from([(file, findings)]);
        let is_empty = found.values().all(Vec::is_empty);
        (!is_empty).then_some(Verdict { found, recipes: Vec::new() })
    }

    /// The files that were looked at.
    pub(super) fn files(&self) -> impl Iterator<Item = FileId> {
        self.found.keys().copied()
    }

    /// Takes out the files in which nothing was found, save for some.
    pub(super) fn take_silent(&mut self, is_kept: impl Fn(FileId) -> bool) -> Vec<FileId> {
        let silent = self.found.iter().filter(|(file, found)| found.is_empty() && !is_kept(**file));
        let silent: Vec<FileId> = silent.map(|(file, _)| *file).collect();
        for file in &silent {
            self.found.remove(file);
        }
        silent
    }

    /// The changes of a fix.
    pub(super) fn recipe(&self, place: u32) -> Option<&[Change]> {
        self.recipes.get(place as usize).map(Vec::as_slice)
    }

    /// Makes the edits of every fix, as long as the program is there, and keeps them if they are asked for; what cannot be
    /// mended has no fix afterwards.
    pub(super) fn make_fixes(&mut self, program: &Program, with_edits: bool) {
        for finding in self.found.values_mut().flatten() {
            let place = finding.fix.as_ref().and_then(|fix| fix.recipe).map(|recipe| recipe.place);
            let changes = place.and_then(|place| self.recipes.get(place as usize));
            make_fix(finding, changes.map(Vec::as_slice), program);
            if let Some(fix) = finding.fix.as_mut().filter(|_| !with_edits) {
                fix.edits = Vec::new();
            }
        }
        self.recipes = Vec::new();
    }

    /// What was found in a file.
    pub(super) fn findings_in(&self, file: FileId) -> &[Finding] {
        self.found.get(&file).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Checks a program. `None` while it is not complete, and when it is a part of another one.
pub(super) fn check(
    state: &State,
    root: FileId,
    context: Context,
    fixes: Fixes,
) -> Option<Verdict> {
    let program = state.program(root, context.today)?;
    let (stack, file) = (program.stack, program.file);
    let sources = program.handlers().iter().flat_map(|handler| &handler.files);
    let templates = stack.into_iter().flat_map(Stack::templates).map(|template| template.file);
    let looked_at: BTreeSet<FileId> =
        sources.map(|source| source.module.file).chain(templates).chain([file]).collect();
    let mut found: BTreeMap<FileId, Vec<Finding>> =
        looked_at.into_iter().map(|file| (file, Vec::new())).collect();
    let mut recipes = Vec::new();
    let mut keep = |changes: Vec<Change>| {
        let place = recipes.len() as u32;
        recipes.push(changes);
        Some(RecipeId { program: root, place })
    };
    for mut finding in context.rules.iter().flat_map(|rule| run(rule, &program).finish(&mut keep)) {
        if stack.is_some_and(|stack| !fits(stack, &mut finding)) {
            continue;
        }
        found.entry(finding.at.file).or_default().push(finding);
    }
    let mut verdict = Verdict { found, recipes };
    if fixes != Fixes::Asked {
        verdict.make_fixes(&program, fixes == Fixes::Made);
    }
    Some(verdict)
}

/// Makes the edits of a finding's fix from its changes. There is no fix afterwards when they cannot all be written, or
/// would be where nothing can be read now.
pub(super) fn make_fix(finding: &mut Finding, changes: Option<&[Change]>, program: &Program) {
    let Some(fix) = finding.fix.as_mut().filter(|fix| fix.recipe.is_some()) else { return };
    fix.recipe = None;
    let made = || changes.map(|changes| program.edits(changes)).unwrap_or_default();
    fix.edits = catch_unwind(AssertUnwindSafe(made)).unwrap_or_default();
    let is_lost = |edit: &Edit| program.stack.is_some_and(|stack| is_lost(stack, edit.at));
    if fix.edits.is_empty() || fix.edits.iter().any(is_lost) {
        finding.fix = None;
    }
}

/// Whether a place lies in a template of which nothing can be read now.
fn is_lost(stack: &Stack, at: Span) -> bool {
    stack.templates().any(|file| file.stale && file.file == at.file)
}

/// Whether a finding's place fits the texts as they are: it does not lie in a template of which nothing can be read now.
/// Its notes and its fix lose what lies there; what a tool wrote is not mended, for it would write it again.
fn fits(stack: &Stack, finding: &mut Finding) -> bool {
    if stack.generated {
        finding.fix = None;
    }
    finding.notes.retain(|(at, _)| !is_lost(stack, *at));
    if finding.fix.iter().flat_map(|fix| &fix.edits).any(|edit| is_lost(stack, edit.at)) {
        finding.fix = None;
    }
    !is_lost(stack, finding.at) || finding.rule == SYNTAX
}

/// Runs one rule. A panic in it becomes a finding that names it, and everything else goes on.
fn run(rule: &'static Rule, program: &Program) -> Findings {
    let mut findings = Findings::new(rule.name, rule.severity);
    let outcome = catch_unwind(AssertUnwindSafe(|| (rule.check)(program, &mut findings)));
    if outcome.is_err() {
        let at = Span::new(program.file, 0, 0);
        findings = Findings::new(INTERNAL_ERROR, Severity::Warning);
        findings.report(
            at,
            format!("the rule `{}` broke on this project; please report it", rule.name),
        );
    }
    findings
}
