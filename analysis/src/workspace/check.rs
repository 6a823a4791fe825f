//! Runs every rule on one program.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::program::State;
use super::{INTERNAL_ERROR, SYNTAX};
use crate::finding::{Finding, Severity};
use crate::model::Stack;
use crate::program::Program;
use crate::rule::{Findings, Rule};
use crate::text::{FileId, Span};

/// What rules are run, and what they are told beside the program.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'w> {
    pub(super) rules: &'static [&'static Rule],
    pub(super) today: &'w str,
}

/// What was found in one program.
#[derive(Debug)]
pub(super) struct Verdict {
    /// By file; a file that was looked at and in which nothing was found has none.
    found: BTreeMap<FileId, Vec<Finding>>,
}

impl Verdict {
    /// What was found in a file that is no program; `None` when that is nothing.
    pub(super) fn of_file(file: FileId, findings: Vec<Finding>) -> Option<Verdict> {
        (!findings.is_empty()).then(|| Verdict { found: BTreeMap::from([(file, findings)]) })
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

    /// Everything that was found.
    pub(super) fn findings_mut(&mut self) -> impl Iterator<Item = &mut Finding> {
        self.found.values_mut().flatten()
    }

    /// What was found in a file.
    pub(super) fn findings_in(&self, file: FileId) -> &[Finding] {
        self.found.get(&file).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Checks a program. `None` while it is not complete, and when it is a part of another one.
pub(super) fn check(state: &State, root: FileId, context: Context) -> Option<Verdict> {
    let program = state.program(root, context.today)?;
    let (stack, file) = (program.stack, program.file);
    let sources = program.handlers().iter().flat_map(|handler| &handler.files);
    let templates = stack.into_iter().flat_map(Stack::templates).map(|template| template.file);
    let looked_at: BTreeSet<FileId> =
        sources.map(|source| source.module.file).chain(templates).chain([file]).collect();
    let mut found: BTreeMap<FileId, Vec<Finding>> =
        looked_at.into_iter().map(|file| (file, Vec::new())).collect();
    for mut finding in context.rules.iter().flat_map(|rule| run(rule, &program)) {
        if stack.is_some_and(|stack| !fits(stack, &mut finding)) {
            continue;
        }
        found.entry(finding.at.file).or_default().push(finding);
    }
    Some(Verdict { found })
}

/// Whether a finding's place fits the texts as they are: it does not lie in a template of which nothing can be read now.
/// Its notes and its fix lose what lies there; what a tool wrote is not mended, for it would write it again.
fn fits(stack: &Stack, finding: &mut Finding) -> bool {
    if stack.generated {
        finding.fix = None;
    }
    let lost = |at: Span| stack.templates().any(|file| file.stale && file.file == at.file);
    finding.notes.retain(|(at, _)| !lost(*at));
    if finding.fix.iter().flat_map(|fix| &fix.edits).any(|edit| lost(edit.at)) {
        finding.fix = None;
    }
    !lost(finding.at) || finding.rule == SYNTAX
}

/// Runs one rule. A panic in it becomes a finding that names it, and everything else goes on.
fn run(rule: &'static Rule, program: &Program) -> Vec<Finding> {
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
    findings.finish(|changes| program.edits(changes))
}
