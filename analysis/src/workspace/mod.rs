//! All open state: which files there are, which programs they make, what is wrong with them now.
//!
//! The workspace never touches a disk. It says what it [wants](Workspace::wanted); the host (command line,
//! language server, test) answers with [`Workspace::set`] and [`Workspace::answer`] until nothing more is wanted, then
//! asks for the [findings](Workspace::findings) or for what [changed](Workspace::changes). Both hosts run the same
//! loop, so both show the same findings.
//!
//! A changed file is read again; every program that looked at it is assembled, linked and checked again, and nothing
//! else: what a change costs does not depend on how much else is open (`programs.rs`).

mod check;
pub mod configuration;
mod configurations;
mod outcomes;
mod parts;
mod paths;
mod program;
mod programs;
pub mod suppress;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::files::{Content, Document, File, Files};
use crate::finding::{Finding, Fix};
use crate::program::Program;
use crate::rule::Rule;
use crate::syntax::SyntaxError;
use crate::text::{FileId, Text};
use configuration::Effective;
use configurations::Configurations;
pub use configurations::{Choice, Exclusions};
use outcomes::Outcomes;
use parts::Released;
use paths::Paths;
use programs::{Counts, Programs};
use suppress::Kept;

/// The rule that reports a rule that broke.
pub const INTERNAL_ERROR: &str = "internal-error";

/// The rule that reports what cannot be read.
pub const SYNTAX: &str = "template-syntax";

/// Files, the programs they make, and their findings.
///
/// Paths are absolute or relative as the host likes, `/`-separated, without `.` and `..` where that is possible,
/// and the same file always has the same path.
#[derive(Debug)]
pub struct Workspace {
    rules: &'static [&'static Rule],
    today: String,
    paths: Paths,
    files: Files,
    /// Paths whose text is new and not read yet, with what stood there before.
    unread: BTreeSet<String>,
    programs: Programs,
    configurations: Configurations,
    outcomes: Outcomes,
    released: Released,
}

/// What was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Lambda functions in all templates, and handlers without one.
    pub functions: usize,
    /// Those of them whose code was found and read.
    pub linked: usize,
    /// Templates and source files read.
    pub files: usize,
    /// Templates among them.
    pub templates: usize,
    /// Findings that a suppression took away, as of the last [`Workspace::findings`].
    pub suppressed: usize,
}

impl Workspace {
    /// An empty workspace that will run these rules as of `today` (`YYYY-MM-DD`).
    pub fn new(rules: &'static [&'static Rule], today: &str) -> Workspace {
        Workspace {
            rules,
            today: today.to_owned(),
            paths: Paths::default(),
            files: Files::new(),
            unread: BTreeSet::new(),
            programs: Programs::default(),
            configurations: Configurations::default(),
            outcomes: Outcomes::default(),
            released: Released::default(),
        }
    }

    /// Which configuration files count, and which rules run even where one turns them off. To be said before the first
    /// file is: what was read before is not read again.
    pub fn configure(&mut self, choice: Choice, selected: &[String]) {
        self.configurations.choose(choice, selected);
    }

    /// Says what is at a path now. Also for changes: the newest word counts. A template that is set is checked;
    /// a source file that is set is checked by itself when no template points at it and it is a handler.
    pub fn set(&mut self, path: &str, content: Content) {
        self.put(path, content, true);
    }

    /// Answers what was [wanted](Workspace::wanted): known from now on, but not checked by itself.
    pub fn answer(&mut self, path: &str, content: Content) {
        self.put(path, content, false);
    }

    fn put(&mut self, path: &str, mut content: Content, named: bool) {
        if let Content::Folder(entries) = &mut content {
            // Whoever looks for one of them should not have to look at all.
            entries.sort();
        }
        let id = self.paths.id(path);
        let before = self.files.remove(path);
        let named = named || before.as_ref().is_some_and(|file| file.named);
        // What was read last is kept until the new text is read: a text that is lost falls back on it.
        let document = before.and_then(|file| file.document);
        self.files.insert(path.to_owned(), File { id, content, document, named });
        self.unread.insert(path.to_owned());
        self.programs.touch(path, id);
    }

    /// Forgets what was said about a path; if something still needs it, it is wanted again.
    pub fn forget(&mut self, path: &str) {
        if self.files.remove(path).is_some() {
            self.unread.insert(path.to_owned());
            let id = self.paths.id(path);
            self.programs.touch(path, id);
        }
    }

    /// Paths that are needed and of which nothing is known yet: files and folders alike, sorted. Checks nothing.
    pub fn wanted(&mut self) -> Vec<String> {
        self.assemble();
        let mut wanted = self.programs.wanted();
        wanted.extend(self.configurations.wanted().iter().cloned());
        wanted.sort();
        wanted.dedup();
        wanted
    }

    /// All findings now, by path, each file's sorted by place and rule. Files without findings are left out.
    pub fn findings(&mut self) -> BTreeMap<String, Vec<Finding>> {
        self.judge();
        let found = self.outcomes.all().filter(|(_, outcome)| !outcome.findings.is_empty());
        self.with_fixes(found.map(|(file, outcome)| (file, outcome.findings.clone())).collect())
    }

    /// The same, given away: of a file that nothing changes any more there are none afterwards.
    pub fn take_findings(&mut self) -> BTreeMap<String, Vec<Finding>> {
        self.judge();
        let taken = self.outcomes.take_findings();
        let findings = self.with_fixes(taken);
        self.outcomes.forget_verdicts();
        findings
    }

    /// By path, with the edits of all fixes.
    fn with_fixes(&self, found: Vec<(FileId, Vec<Finding>)>) -> BTreeMap<String, Vec<Finding>> {
        let with_fixes = |(file, mut findings): (FileId, Vec<Finding>)| {
            for finding in &mut findings {
                self.make_fix(finding);
            }
            (self.path(file).to_owned(), findings)
        };
        found.into_par_iter().map(with_fixes).collect()
    }

    /// Makes the edits of a finding's fix; what cannot be mended has none afterwards.
    fn make_fix(&self, finding: &mut Finding) {
        let Some(recipe) = finding.fix.as_ref().and_then(|fix| fix.recipe) else { return };
        let state = self.programs.get(recipe.program);
        match state.and_then(|state| state.program(recipe.program, &self.today)) {
            Some(program) => check::make_fix(finding, self.outcomes.recipe(recipe), &program),
            None => finding.fix = None,
        }
    }

    /// The fix of a finding that [`Workspace::changes`] or [`Workspace::findings_of`] told of, with its edits; `None`
    /// when it has none or the edits cannot be made.
    pub fn fix(&self, finding: &Finding) -> Option<Fix> {
        let mut finding = Finding { notes: Vec::new(), ..finding.clone() };
        self.make_fix(&mut finding);
        finding.fix
    }

    /// The files whose findings changed since this was last asked, each with all findings that it has now. The edits of
    /// their fixes are made when [`Workspace::fix`] asks for them.
    pub fn changes(&mut self) -> BTreeMap<String, Vec<Finding>> {
        self.judge();
        let mut changes = BTreeMap::new();
        for file in self.outcomes.take_changed() {
            changes.insert(self.path(file).to_owned(), self.outcomes.findings(file).to_vec());
        }
        changes
    }

    /// The findings of one file, sorted by place and rule, as of the last [`Workspace::findings`] or
    /// [`Workspace::changes`]. The edits of their fixes are made when [`Workspace::fix`] asks for them.
    pub fn findings_of(&self, path: &str) -> &[Finding] {
        self.paths.known(path).map(|file| self.outcomes.findings(file)).unwrap_or_default()
    }

    /// Whether the host is to look for configuration files above each file.
    pub fn searches_configuration(&self) -> bool {
        self.configurations.is_searched()
    }

    /// What is configured in a folder; `None` where nothing is.
    pub fn configuration(&self, folder: &str) -> Option<&Effective> {
        self.configurations.within(folder)
    }

    /// What configuration files leave out, as of the last [`Workspace::wanted`].
    pub fn exclusions(&self) -> Exclusions {
        self.configurations.exclusions()
    }

    /// Configuration files whose text cannot be read, each with the first reason.
    pub fn unreadable_configurations(&self) -> impl Iterator<Item = (&str, &SyntaxError)> {
        self.configurations.unreadable()
    }

    /// Counts for the last line.
    pub fn summary(&self) -> Summary {
        let Counts { functions, linked, templates } = self.programs.counts();
        let is_new = |file: &&File| file.is_source() && !self.released.sources.contains(&file.id);
        let sources = self.released.sources.len() + self.files.values().filter(is_new).count();
        let suppressed = self.outcomes.all().map(|(_, outcome)| outcome.suppressed).sum();
        Summary { functions, linked, files: sources + templates, templates, suppressed }
    }

    /// Every path of which something is known, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The path of a file.
    pub fn path(&self, file: FileId) -> &str {
        self.paths.path(file)
    }

    /// The number of a path; `None` for one that was never spoken of.
    pub fn file(&self, path: &str) -> Option<FileId> {
        self.paths.known(path)
    }

    /// The programs that a file is a part of, as its template or as code of a handler, as of the last
    /// [`Workspace::findings`] or [`Workspace::changes`]. Those that still want to know something are left out.
    pub fn programs_of(&self, file: FileId) -> Vec<Program<'_>> {
        let programs = self.outcomes.programs_of(file);
        programs.filter_map(|root| self.programs.get(root)?.program(root, &self.today)).collect()
    }

    /// The text at a path, when there is one.
    pub fn text(&self, path: &str) -> Option<&Text> {
        match &self.files.get(path)?.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Reads what is new, then assembles and links every program that looked at it.
    fn assemble(&mut self) {
        let unread = std::mem::take(&mut self.unread);
        let files = &self.files;
        let read: Vec<(String, Option<Document>)> = unread
            .into_par_iter()
            .map(|path| {
                let document = files.get(&path).and_then(|file| read(&path, file));
                (path, document)
            })
            .collect();
        let mut paths = Vec::with_capacity(read.len());
        for (path, document) in read {
            if let Some(file) = self.files.get_mut(&path) {
                file.document = document.map(Arc::new);
            }
            paths.push(path);
        }
        self.reconfigure(&paths);
        self.programs.update(paths, &self.files, &mut self.paths);
    }

    /// Takes in configuration files among these paths; what they govern is settled again.
    fn reconfigure(&mut self, read: &[String]) {
        let names: Vec<&str> = self.rules.iter().map(|rule| rule.name).collect();
        let changed = self.configurations.update(read.iter(), &self.files, &names);
        for (path, complaints) in changed.complaints {
            let file = self.paths.id(&path);
            let verdict = check::Verdict::of_file(file, complaints);
            self.outcomes.replace(file, verdict);
        }
        for folder in changed.folders {
            let (paths, configurations) = (&self.paths, &self.configurations);
            self.outcomes.unsettle(|file| configurations.concerns(&folder, paths.path(file)));
        }
    }

    /// Brings all findings up to date.
    fn judge(&mut self) {
        self.judge_programs(check::Fixes::Asked);
        self.settle();
    }

    /// Runs every rule on every program that is not judged as it is now; which those are.
    fn judge_programs(&mut self, fixes: check::Fixes) -> BTreeSet<FileId> {
        self.assemble();
        let unjudged = self.programs.take_unjudged();
        let context = check::Context { rules: self.rules, today: &self.today };
        let programs = &self.programs;
        let judged: Vec<_> = unjudged
            .par_iter()
            .map(|id| {
                let program = programs.get(*id);
                (*id, program.and_then(|program| check::check(program, *id, context, fixes)))
            })
            .collect();
        for (program, verdict) in judged {
            self.outcomes.replace(program, verdict);
        }
        unjudged
    }

    /// Puts together what was found in each file of which a verdict changed.
    fn settle(&mut self) {
        let names: Vec<&str> = self.rules.iter().map(|rule| rule.name).collect();
        let (files, paths, programs) = (&self.files, &self.paths, &self.programs);
        let (configurations, released) = (&self.configurations, &self.released);
        let exclusions = configurations.exclusions();
        self.outcomes.settle(|file, of_programs, mut findings| {
            let path = paths.path(file);
            if exclusions.excludes(path) {
                return suppress::Outcome::default();
            }
            let levels = configurations.levels(path);
            findings.retain(|finding| !levels.is_off(finding.rule));
            let states = of_programs.iter().filter_map(|program| programs.get(*program));
            let assemblies = states.filter_map(|state| state.assembly());
            let document = files.get(path).and_then(|file| file.document.as_deref());
            let asked = document.and_then(|document| suppress::asked(document, assemblies));
            let asked = asked.or_else(|| released.asked.get(&file).map(Kept::asked));
            let rules = suppress::Rules { known: &names, is_off: &|rule| levels.is_off(rule) };
            let mut outcome = suppress::settle(asked, findings, rules);
            levels.apply(&mut outcome.findings);
            outcome
        });
    }
}

fn read(path: &str, file: &File) -> Option<Document> {
    let Content::Text(text) = &file.content else { return None };
    Some(Document::read(file.id, path, text, file.document.as_deref()))
}
