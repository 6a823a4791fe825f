//! What is found in each file, put together from what was found in each program.
//!
//! Outcomes add up: a program's verdict is replaced as a whole, and only the files that it speaks of are settled again.

use std::collections::{BTreeMap, BTreeSet};

use super::check::Verdict;
use super::suppress::Outcome;
use crate::finding::{Finding, RecipeId};
use crate::model::Change;
use crate::text::FileId;

/// All verdicts and what follows from them.
#[derive(Debug, Default)]
pub(super) struct Outcomes {
    verdicts: BTreeMap<FileId, Verdict>,
    /// The programs that looked at a file or found something in it.
    programs_of: BTreeMap<FileId, BTreeSet<FileId>>,
    unsettled: BTreeSet<FileId>,
    settled: BTreeMap<FileId, Outcome>,
    changed: BTreeSet<FileId>,
}

impl Outcomes {
    /// Puts a program's new verdict in place of its last one; `None` when nothing is to be said of it any more.
    pub(super) fn replace(&mut self, program: FileId, verdict: Option<Verdict>) {
        for file in self.verdicts.remove(&program).iter().flat_map(Verdict::files) {
            if let Some(programs) = self.programs_of.get_mut(&file) {
                programs.remove(&program);
            }
            self.unsettled.insert(file);
        }
        let Some(verdict) = verdict else { return };
        for file in verdict.files() {
            self.programs_of.entry(file).or_default().insert(program);
            self.unsettled.insert(file);
        }
        self.verdicts.insert(program, verdict);
    }

    /// The files that a program looked at or found something in, as of its last verdict.
    pub(super) fn files_of(&self, program: FileId) -> Vec<FileId> {
        self.verdicts.get(&program).into_iter().flat_map(Verdict::files).collect()
    }

    /// Makes the verdict of a program small: of the files in which nothing was found only those stay of which something
    /// is to be said all the same.
    pub(super) fn shrink(&mut self, program: FileId, is_kept: impl Fn(FileId) -> bool) {
        let Some(verdict) = self.verdicts.get_mut(&program) else { return };
        for file in verdict.take_silent(is_kept) {
            let Some(programs) = self.programs_of.get_mut(&file) else { continue };
            programs.remove(&program);
            if programs.is_empty() {
                self.programs_of.remove(&file);
                self.unsettled.remove(&file);
            }
        }
    }

    /// The changes that a fix consists of.
    pub(super) fn recipe(&self, recipe: RecipeId) -> Option<&[Change]> {
        self.verdicts.get(&recipe.program)?.recipe(recipe.place)
    }

    /// Has files settled again though no verdict of them changed.
    pub(super) fn unsettle(&mut self, is_concerned: impl Fn(FileId) -> bool) {
        let settled = self.settled.keys().copied();
        self.unsettled.extend(settled.filter(|file| is_concerned(*file)));
    }

    /// Settles every file of which a verdict changed: `settle` says what is left of all that these programs found in
    /// it.
    pub(super) fn settle(
        &mut self,
        mut settle: impl FnMut(FileId, &BTreeSet<FileId>, Vec<Finding>) -> Outcome,
    ) {
        for file in std::mem::take(&mut self.unsettled) {
            self.changed.insert(file);
            let programs = self.programs_of.get(&file).filter(|programs| !programs.is_empty());
            let Some(programs) = programs else {
                self.programs_of.remove(&file);
                self.settled.remove(&file);
                continue;
            };
            let verdicts = programs.iter().filter_map(|program| self.verdicts.get(program));
            let mut found: Vec<Finding> =
                verdicts.flat_map(|verdict| verdict.findings_in(file)).cloned().collect();
            // A handler that several templates run has the same findings for each.
            sort(&mut found);
            let mut outcome = settle(file, programs, found);
            sort(&mut outcome.findings);
            self.settled.insert(file, outcome);
        }
    }

    /// Every file that was looked at, with what is found in it.
    pub(super) fn all(&self) -> impl Iterator<Item = (FileId, &Outcome)> {
        self.settled.iter().map(|(file, outcome)| (*file, outcome))
    }

    /// What is found in every file in which anything is.
    pub(super) fn take_findings(&mut self) -> Vec<(FileId, Vec<Finding>)> {
        let all = self.settled.iter_mut();
        let taken = all.map(|(file, outcome)| (*file, std::mem::take(&mut outcome.findings)));
        taken.filter(|(_, findings)| !findings.is_empty()).collect()
    }

    /// Lets go of what each program came to say, once it is put together.
    pub(super) fn forget_verdicts(&mut self) {
        self.verdicts.clear();
    }

    /// What is found in a file.
    pub(super) fn findings(&self, file: FileId) -> &[Finding] {
        self.settled.get(&file).map(|outcome| outcome.findings.as_slice()).unwrap_or_default()
    }

    /// The programs that looked at a file, in order.
    pub(super) fn programs_of(&self, file: FileId) -> impl Iterator<Item = FileId> {
        self.programs_of.get(&file).into_iter().flatten().copied()
    }

    /// The files that were settled again since this was last asked.
    pub(super) fn take_changed(&mut self) -> BTreeSet<FileId> {
        std::mem::take(&mut self.changed)
    }
}

/// By place and rule, each once.
fn sort(findings: &mut Vec<Finding>) {
    findings.sort_by(|a, b| (a.at, a.rule, &a.message).cmp(&(b.at, b.rule, &b.message)));
    findings.dedup_by(|a, b| a.at == b.at && a.rule == b.rule && a.message == b.message);
}
