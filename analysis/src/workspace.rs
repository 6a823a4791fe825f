//! All open state: which files there are, what they mean, what is wrong with them now.
//!
//! The workspace never touches a disk. It says what it [wants](Workspace::wanted); the host (command line,
//! language server, test) answers with [`Workspace::set`] until nothing more is wanted, then asks for the
//! [findings](Workspace::findings). Both hosts run the same loop, so both show the same findings.
//!
//! A changed file is read again; every template whose linking looked at it is linked and checked again. Nothing
//! finer is tracked: a template and its handlers are small.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use crate::finding::{Finding, Findings};
use crate::model::Stack;
use crate::project::{Link, Lookup, Project};
use crate::reading::{Meaning, meaning};
use crate::rule::{Rule, Severity};
use crate::source::Language;
use crate::suppress;
use crate::text::{FileId, Span, Text};

/// The rule that reports a rule that broke.
pub const INTERNAL_ERROR: &str = "internal-error";

/// The rule that reports what cannot be read.
pub const SYNTAX: &str = "template-syntax";

/// What a host found at a path.
#[derive(Clone, Debug)]
pub enum Content {
    /// A file's text.
    Text(Text),
    /// A folder's entries, in any order.
    Folder(Vec<Entry>),
    /// Nothing is there.
    Missing,
    /// Nothing is there, and the project's ignore files say that something is built there.
    Ignored,
    /// Something is there that cannot be read as text (binary, too large, no permission, outside the workspace).
    Unreadable,
}

/// An entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its name within the folder.
    pub name: String,
    /// Whether it is a folder itself.
    pub folder: bool,
}

/// A path of the workspace.
#[derive(Clone, Debug)]
pub struct File {
    /// Its number.
    pub id: FileId,
    /// What is there.
    pub content: Content,
    /// What it was read as.
    pub meaning: Meaning,
    /// Whether the host named it, and not only answered a question.
    named: bool,
    fresh: bool,
}

/// A program's linking and findings, kept until something that it looked at changes.
#[derive(Debug, Default)]
struct Checked {
    link: Link,
    findings: Vec<Finding>,
}

/// Files, their meaning, and their findings.
///
/// Paths are absolute or relative as the host likes, `/`-separated, without `.` and `..` where that is possible,
/// and the same file always has the same path.
#[derive(Debug)]
pub struct Workspace {
    rules: &'static [&'static Rule],
    today: String,
    paths: Vec<String>,
    files: BTreeMap<String, File>,
    /// By the path of the template, or of the source file that no template points at.
    checked: BTreeMap<String, Checked>,
    /// The programs whose linking looked at a path, by path; some may have been dropped since.
    consulted_by: BTreeMap<String, BTreeSet<FileId>>,
    suppressed: usize,
}

/// What was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Lambda functions in all templates, and handlers without one.
    pub functions: usize,
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
            paths: Vec::new(),
            files: BTreeMap::new(),
            checked: BTreeMap::new(),
            consulted_by: BTreeMap::new(),
            suppressed: 0,
        }
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

    fn put(&mut self, path: &str, content: Content, named: bool) {
        self.touch(path);
        let paths = &mut self.paths;
        let file = self.files.entry(path.to_owned()).or_insert_with(|| {
            paths.push(path.to_owned());
            File {
                id: FileId(paths.len() as u32 - 1),
                content: Content::Missing,
                meaning: Meaning::None,
                named: false,
                fresh: true,
            }
        });
        file.content = content;
        file.named |= named;
        file.fresh = false;
    }

    /// Forgets what was said about a path; if something still needs it, it is wanted again.
    pub fn forget(&mut self, path: &str) {
        self.touch(path);
        self.files.remove(path);
    }

    /// Drops every linking that looked at a path.
    fn touch(&mut self, path: &str) {
        self.checked.remove(path);
        for program in self.consulted_by.remove(path).unwrap_or_default() {
            self.checked.remove(&self.paths[program.0 as usize]);
        }
    }

    /// Paths that are needed and of which nothing is known yet: files and folders alike, sorted.
    pub fn wanted(&mut self) -> Vec<String> {
        self.read();
        self.link();
        let mut wanted: Vec<String> =
            self.checked.values().flat_map(|checked| checked.link.wanted.clone()).collect();
        wanted.sort();
        wanted.dedup();
        wanted
    }

    /// All findings now, by path, each file's sorted by place and rule. Files without findings are left out.
    pub fn findings(&mut self) -> BTreeMap<String, Vec<Finding>> {
        self.read();
        self.link();
        let mut by_path: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
        for finding in self.checked.values().flat_map(|checked| &checked.findings) {
            by_path.entry(self.path(finding.at.file).to_owned()).or_default().push(finding.clone());
        }
        // A handler that several templates run has the same findings for each.
        by_path.values_mut().for_each(sort);
        self.suppress(&mut by_path);
        by_path.values_mut().for_each(sort);
        by_path.retain(|_, findings| !findings.is_empty());
        by_path
    }

    /// Counts for the last line.
    pub fn summary(&self) -> Summary {
        let meanings = || self.files.values().map(|file| &file.meaning);
        let templates = || meanings().filter(|meaning| matches!(meaning, Meaning::Template(_)));
        let in_templates: usize = meanings()
            .map(|meaning| match meaning {
                Meaning::Template(template) => template.stack.functions.len(),
                _ => 0,
            })
            .sum();
        let alone = self.checked.keys().filter(|path| Language::of_path(path).is_some()).count();
        Summary {
            functions: in_templates + alone,
            files: meanings().filter(|meaning| !matches!(meaning, Meaning::None)).count(),
            templates: templates().count(),
            suppressed: self.suppressed,
        }
    }

    /// Every path of which something is known, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The path of a file.
    pub fn path(&self, file: FileId) -> &str {
        &self.paths[file.0 as usize]
    }

    /// The text at a path, when there is one.
    pub fn text(&self, path: &str) -> Option<&Text> {
        match &self.files.get(path)?.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Reads every file whose text is new, in parallel.
    fn read(&mut self) {
        let stale: Vec<(&String, &mut File)> =
            self.files.iter_mut().filter(|(_, file)| !file.fresh).collect();
        stale.into_par_iter().for_each(|(path, file)| {
            file.meaning = meaning(path, file);
            file.fresh = true;
        });
    }

    /// Links and checks every program that is not up to date, in parallel; handlers alone come last, since they
    /// are those that no template has looked at.
    fn link(&mut self) {
        for alone in [false, true] {
            let done: Vec<(String, FileId, Checked)> = self
                .stale(alone)
                .into_par_iter()
                .map(|(path, file)| (path.to_owned(), file, self.check(path)))
                .collect();
            for (path, file, mut checked) in done {
                for looked_at in std::mem::take(&mut checked.link.consulted) {
                    self.consulted_by.entry(looked_at).or_default().insert(file);
                }
                self.checked.insert(path, checked);
            }
        }
        self.drop_held();
    }

    /// A handler that another program has come to hold is no program of its own any more. Of handlers that import
    /// each other in a ring, the last by path stays one.
    fn drop_held(&mut self) {
        let mut holders: BTreeMap<String, usize> = BTreeMap::new();
        for path in self.checked.values().flat_map(|checked| &checked.link.sources) {
            *holders.entry(path.clone()).or_default() += 1;
        }
        let held: Vec<String> =
            holders.keys().filter(|path| self.checked.contains_key(*path)).cloned().collect();
        for path in held {
            if holders.get(&path).is_none_or(|count| *count == 0) {
                continue;
            }
            let sources = self.checked.remove(&path).map(|checked| checked.link.sources);
            for source in sources.into_iter().flatten() {
                holders.entry(source).and_modify(|count| *count -= 1);
            }
        }
    }

    /// Templates, or handlers alone, that are not checked as they are now.
    fn stale(&self, alone: bool) -> Vec<(&str, FileId)> {
        let owned = if alone { self.owned() } else { HashSet::new() };
        let is_program = |path: &str, file: &File| match file.meaning {
            Meaning::Template(_) => !alone,
            Meaning::Source(_) => alone && file.named && !owned.contains(path),
            Meaning::None => false,
        };
        let files = self.files.iter().map(|(path, file)| (path.as_str(), file));
        files
            .filter(|(path, file)| is_program(path, file) && !self.checked.contains_key(*path))
            .map(|(path, file)| (path, file.id))
            .collect()
    }

    /// Source files that belong to a program.
    fn owned(&self) -> HashSet<&str> {
        let sources = self.checked.values().flat_map(|checked| &checked.link.sources);
        sources.map(String::as_str).collect()
    }

    fn check(&self, path: &str) -> Checked {
        let mut lookup = Lookup::new(&self.files);
        let Some(file) = self.files.get(path) else { return Checked::default() };
        let empty;
        let (stack, link) = match &file.meaning {
            Meaning::Template(template) => {
                (&template.stack, Link::new(path, template, &mut lookup))
            }
            Meaning::Source(source) => {
                empty = Stack::empty(file.id);
                (&empty, Link::alone(path, source, &mut lookup))
            }
            Meaning::None => return Checked::default(),
        };
        if !link.wanted.is_empty() {
            return Checked { link, findings: Vec::new() };
        }
        let project = Project { stack, link: &link, today: &self.today };
        let mut findings: Vec<Finding> =
            self.rules.iter().flat_map(|rule| run(rule, &project)).collect();
        if let Meaning::Template(template) = &file.meaning {
            findings.retain(|finding| template.fits(finding));
            let lost = |at: Span| template.stale && at.file == file.id;
            for finding in &mut findings {
                finding.notes.retain(|(at, _)| !lost(*at));
                let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
                if edits.map(|edit| edit.at).any(lost) {
                    finding.fix = None;
                }
            }
        }
        Checked { link, findings }
    }

    fn suppress(&mut self, by_path: &mut BTreeMap<String, Vec<Finding>>) {
        let names: Vec<&str> = self.rules.iter().map(|rule| rule.name).collect();
        let looked_at: BTreeSet<&String> = self
            .checked
            .iter()
            .flat_map(|(path, checked)| checked.link.sources.iter().chain([path]))
            .collect();
        let mut suppressed = 0;
        for path in looked_at {
            let Some(file) = self.files.get(path) else { continue };
            let (suppressions, is_broken) = match &file.meaning {
                Meaning::Template(template) => {
                    (&template.suppressions, !template.stack.tree.errors.is_empty())
                }
                Meaning::Source(source) => (&source.suppressions, source.module.broken),
                Meaning::None => continue,
            };
            let Some(text) = self.text(path).filter(|_| !suppressions.is_empty()) else { continue };
            let findings = by_path.remove(path).unwrap_or_default();
            let outcome = suppress::apply(text, suppressions, findings, &names);
            suppressed += outcome.suppressed;
            // What cannot be read may hold what they are about.
            let mut findings = outcome.findings;
            findings.retain(|finding| !(is_broken && finding.rule == suppress::UNUSED));
            by_path.insert(path.clone(), findings);
        }
        self.suppressed = suppressed;
    }
}

/// By place and rule, each once.
fn sort(findings: &mut Vec<Finding>) {
    findings.sort_by(|a, b| (a.at, a.rule, &a.message).cmp(&(b.at, b.rule, &b.message)));
    findings.dedup_by(|a, b| a.at == b.at && a.rule == b.rule && a.message == b.message);
}

/// Runs one rule. A panic in it becomes a finding that names it, and everything else goes on.
fn run(rule: &'static Rule, project: &Project) -> Vec<Finding> {
    let mut findings = Findings::new(rule.name, rule.severity);
    let outcome = catch_unwind(AssertUnwindSafe(|| (rule.check)(project, &mut findings)));
    if outcome.is_err() {
        let at = Span::new(project.template(), 0, 0);
        findings = Findings::new(INTERNAL_ERROR, Severity::Warning);
        findings.report(
            at,
            format!("the rule `{}` broke on this project; please report it", rule.name),
        );
    }
    findings.into_vec()
}
