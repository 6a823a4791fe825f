//! Finds templates and stray handlers in folders, as `.gitignore`, `.ignore` and `.lamlintignore` allow.
//!
//! It offers what looks right from its name or its first kilobytes; what a file really is, the analysis says.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;

use ignore::overrides::Override;
use ignore::{DirEntry, WalkBuilder, WalkState};
use lamlint_analysis::text::Text;
use memchr::memmem;

use crate::disk::{self, Disk, Problem};
use crate::passed::{self, Passed};
use lamlint_analysis::files::{config_extensions, paths};
use lamlint_analysis::frameworks::FRAMEWORKS;
use lamlint_analysis::frameworks::unread::fits;
use lamlint_analysis::source::Language;
use lamlint_analysis::workspace::Exclusions;

/// Folders that hold what others wrote or what tools made.
const SKIPPED: &[&str] = &[
    ".aws-sam",
    ".git",
    ".hg",
    ".nox",
    ".serverless",
    ".svn",
    ".terraform",
    ".tox",
    ".venv",
    "__pycache__",
    "node_modules",
    "site-packages",
];

/// A template's marks have to stand within this many bytes.
const HEAD: u64 = 16 * 1024;

/// How much text of files that were found is kept until they are checked, bytes.
const KEPT: u64 = 1 << 20;

/// Which files to leave out.
#[derive(Clone, Debug)]
pub(crate) struct Exclusion {
    /// Whether ignore files are disregarded.
    pub(crate) no_ignore: bool,
    /// What `--exclude` named.
    pub(crate) globs: Override,
    /// What configuration files name.
    pub(crate) configured: Exclusions,
}

/// What a folder holds, by path.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Templates and stray handlers.
    pub(crate) files: Vec<(String, Candidate)>,
    /// Templates, by their names, that could not be read; folders that could not be looked into.
    pub(crate) problems: Vec<(String, Problem)>,
    /// What is recognised and not read.
    pub(crate) passed: Vec<Passed>,
}

/// A file that was found.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// How much text it has, bytes.
    pub(crate) size: u64,
    /// Its text; `None` where so much was found that it has to be read again.
    pub(crate) text: Option<Text>,
}

/// What the walk comes to.
#[derive(Debug)]
enum Offer {
    File(String, Result<Candidate, Problem>),
    Passed(Passed),
}

/// What a file may be, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Template,
    Config,
    Source(Language),
}

impl Default for Exclusion {
    fn default() -> Exclusion {
        Exclusion { no_ignore: false, globs: Override::empty(), configured: Exclusions::default() }
    }
}

impl Exclusion {
    /// The same, and what configuration files name.
    pub(crate) fn and(&self, configured: Exclusions) -> Exclusion {
        Exclusion { configured, ..self.clone() }
    }

    /// Whether `--exclude` or a configuration file named this path or a folder around it.
    pub(crate) fn excludes(&self, path: &str) -> bool {
        let excluded = |(index, path)| self.globs.matched(path, index > 0).is_ignore();
        disk::ancestors(path).enumerate().any(excluded) || self.configured.excludes(path)
    }
}

/// Everything in a folder that looks like a template or a handler.
pub(crate) fn discover(folder: &str, exclusion: &Exclusion) -> Found {
    let mut found = Found::default();
    gather(&mut found, walk(folder, exclusion));
    let built: Vec<String> = found.passed.iter().filter_map(Passed::built).collect();
    for built in built {
        // Ignore files leave out what a build wrote, though here it stands for what nothing else can read.
        let is_new = !found.files.iter().any(|(path, _)| paths::within(&built, path));
        if is_new && !exclusion.excludes(&built) && Path::new(&built).is_dir() {
            let everything = Exclusion { no_ignore: true, ..exclusion.clone() };
            gather(&mut found, walk(&built, &everything));
        }
    }
    found.files.sort_by(|(one, _), (other, _)| one.cmp(other));
    found.problems.sort();
    without_copies(&mut found.files);
    let templates = found.files.iter().filter(|(path, _)| !is_source(path));
    let templates: Vec<&str> = templates.map(|(path, _)| path.as_str()).collect();
    found.passed.retain(|passed| !passed.is_built(&templates));
    found
}

fn gather(found: &mut Found, mut walk: WalkBuilder) {
    let (sender, receiver) = mpsc::channel();
    let kept = AtomicU64::new(0);
    let kept = &kept;
    walk.threads(rayon::current_num_threads()).build_parallel().run(|| {
        let sender = sender.clone();
        Box::new(move |entry| {
            let offers = match entry {
                Ok(entry) => [offer(&entry, kept), pass(&entry)],
                Err(error) => [denied(&error), None],
            };
            for offered in offers.into_iter().flatten() {
                // The receiver outlives the walk.
                let _ = sender.send(offered);
            }
            WalkState::Continue
        })
    });
    drop(sender);
    for offered in receiver {
        match offered {
            Offer::File(path, Ok(candidate)) => found.files.push((path, candidate)),
            Offer::File(path, Err(problem)) => found.problems.push((path, problem)),
            Offer::Passed(passed) => found.passed.push(passed),
        }
    }
}

/// Whether [`discover`] would come to a file in this folder, were it there: its name, its folders and the ignore
/// files are asked, not its text.
pub(crate) fn is_reached(folder: &str, path: &str, exclusion: &Exclusion) -> bool {
    if kind(path).is_none() || !paths::within(folder, path) {
        return false;
    }
    let built = passed::built_around(path);
    if let Some(built) = built.filter(|built| paths::within(folder, built) && folder != *built) {
        let everything = Exclusion { no_ignore: true, ..exclusion.clone() };
        return !exclusion.excludes(&built) && is_reached(&built, path, &everything);
    }
    let target = path.to_owned();
    let mut walk = walk(folder, exclusion);
    // A file that is not on the disk yet is judged by its folder.
    let is_there = Path::new(path).exists();
    let goal = if is_there { path } else { paths::above(path).unwrap_or(path) };
    let not_skipped = not_skipped(exclusion);
    let on_the_way = move |entry: &DirEntry| {
        let here = entry.path().to_str();
        here.is_some_and(|here| paths::within(here, &target)) && not_skipped(entry)
    };
    walk.filter_entry(on_the_way).build().flatten().any(|entry| entry.path().to_str() == Some(goal))
}

/// Whether a file of this name and text is a template or has a Lambda entry, as far as a glance can tell.
pub(crate) fn looks_right(path: &str, text: &str) -> bool {
    match kind(path) {
        Some(Kind::Template) => true,
        Some(Kind::Config) => is_marked(&text.as_bytes()[..text.len().min(HEAD as usize)]),
        Some(Kind::Source(language)) => language.may_have_entry(text),
        None => false,
    }
}

/// The text of a file that is a template at a glance; what is none is not read whole.
pub(crate) fn read_if_template(disk: &Disk, path: &str) -> Option<Text> {
    let may_be = match kind(path)? {
        Kind::Template => true,
        Kind::Config => disk.opened(path).is_some() || has_marks(&disk.resolve(path).ok()?),
        Kind::Source(_) => false,
    };
    if may_be { disk.text(path).ok().filter(|text| looks_right(path, text.as_str())) } else { None }
}

/// Whether this is the name of a handler's source file.
pub(crate) fn is_source(path: &str) -> bool {
    matches!(kind(path), Some(Kind::Source(_)))
}

fn walk(folder: &str, exclusion: &Exclusion) -> WalkBuilder {
    let mut walk = WalkBuilder::new(folder);
    let respect = !exclusion.no_ignore;
    walk.hidden(false)
        .parents(respect)
        .ignore(respect)
        .git_ignore(respect)
        .git_exclude(respect)
        // What one person ignores everywhere would change what another person's run finds.
        .git_global(false)
        .require_git(false)
        .follow_links(false)
        .overrides(exclusion.globs.clone())
        .filter_entry(not_skipped(exclusion));
    if respect {
        walk.add_custom_ignore_filename(".lamlintignore");
    }
    walk
}

fn not_skipped(exclusion: &Exclusion) -> impl Fn(&DirEntry) -> bool + use<> {
    let configured = exclusion.configured.clone();
    move |entry| {
        let excluded = || entry.path().to_str().is_some_and(|path| configured.excludes(path));
        !is_skipped(entry) && !excluded()
    }
}

fn is_skipped(entry: &DirEntry) -> bool {
    let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    entry.depth() > 0
        && is_folder
        && (SKIPPED.iter().any(|name| entry.file_name() == *name)
            || entry.path().join("pyvenv.cfg").exists())
}

fn pass(entry: &DirEntry) -> Option<Offer> {
    let path = entry.path().to_str().filter(|_| entry.depth() > 0)?;
    passed::recognise(path, || head(entry.path())).map(Offer::Passed)
}

fn offer(entry: &DirEntry, kept: &AtomicU64) -> Option<Offer> {
    if !entry.file_type()?.is_file() {
        return None;
    }
    let path = entry.path().to_str()?;
    let kind = kind(path)?;
    if kind == Kind::Config && !has_marks(entry.path()) {
        return None;
    }
    match (disk::file(entry.path()), kind) {
        (Ok(text), Kind::Source(language)) if !language.may_have_entry(text.as_str()) => None,
        (Err(_), Kind::Config | Kind::Source(_)) => None,
        (text, _) => {
            Some(Offer::File(path.to_owned(), text.map(|text| Candidate::new(text, kept))))
        }
    }
}

impl Candidate {
    /// A file with its text, unless so much is `kept` already.
    fn new(text: Text, kept: &AtomicU64) -> Candidate {
        let size = text.as_str().len() as u64;
        let before = kept.fetch_add(size, Ordering::Relaxed);
        Candidate { size, text: (before + size <= KEPT).then_some(text) }
    }
}

fn denied(error: &ignore::Error) -> Option<Offer> {
    let ignore::Error::WithDepth { err, .. } = error else { return None };
    let ignore::Error::WithPath { path, err } = &**err else { return None };
    let kind = err.io_error()?.kind();
    let is_denied = kind == std::io::ErrorKind::PermissionDenied;
    is_denied.then(|| Some(Offer::File(path.to_str()?.to_owned(), Err(Problem::Denied))))?
}

fn kind(path: &str) -> Option<Kind> {
    let name = paths::name(path);
    if let Some(language) = Language::of_path(name) {
        // What a bundler made small is nobody's handler.
        let is_made = name.rsplit('.').nth(1) == Some("min");
        return (!is_made).then_some(Kind::Source(language));
    }
    let mut names = FRAMEWORKS.iter().flat_map(|framework| framework.names);
    if names.any(|glob| fits(glob, name)) {
        return Some(Kind::Template);
    }
    let (_, extension) = name.rsplit_once('.')?;
    let is_config = config_extensions().any(|known| known == extension);
    (is_config && !is_synthesised(path)).then_some(Kind::Config)
}

fn has_marks(path: &Path) -> bool {
    is_marked(&head(path))
}

/// The first kilobytes of a file; nothing of one that cannot be read.
pub(crate) fn head(path: &Path) -> Vec<u8> {
    let mut head = Vec::with_capacity(HEAD as usize + 1);
    let is_file = fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
    let mut read = || File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    if is_file && read().is_ok() { head } else { Vec::new() }
}

fn is_marked(head: &[u8]) -> bool {
    let mut marks = FRAMEWORKS.iter().flat_map(|framework| framework.marks);
    marks.any(|mark| memmem::find(head, mark.as_bytes()).is_some())
}

fn is_synthesised(path: &str) -> bool {
    path.contains("/cdk.out/")
}

/// What `cdk synth` wrote stands for its project only when no other template does.
fn without_copies(files: &mut Vec<(String, Candidate)>) {
    let templates: Vec<String> = files
        .iter()
        .filter(|(path, _)| !is_source(path) && !is_synthesised(path))
        .map(|(path, _)| path.clone())
        .collect();
    files.retain(|(path, _)| match path.split_once("/cdk.out/") {
        Some((project, _)) => {
            !is_source(path) && !templates.iter().any(|other| paths::within(project, other))
        }
        None => true,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_recognised_at_a_glance() {
        for (path, text, expected) in [
            ("/p/template.yaml", "", true),
            ("/p/orders.template", "", true),
            ("/p/orders.template.json", "", true),
            ("/p/stack.yml", "AWSTemplateFormatVersion: 2010-09-09", true),
            ("/p/stack.json", r#"{"Resources":{"A":{"Type":"AWS::SQS::Queue"}}}"#, true),
            ("/p/values.yaml", "a: 1", false),
            ("/p/cdk.out/manifest.json", r#"{"Resources":{"A":{"Type":"AWS::X::Y"}}}"#, false),
            ("/p/app.py", "def lambda_handler(event, context):", true),
            ("/p/app.py", "def handle(event):", false),
            ("/p/app.mts", "export const handler = async () => 1", true),
            ("/p/app.tsx", "export const handler = async () => 1", true),
            ("/p/app.jsx", "export function lambdaHandler(event) {}", true),
            ("/p/app.min.mjs", "export const handler = async () => 1", false),
            ("/p/app.d.ts", "export const handler: unknown", false),
            ("/p/a.template.yml", "", true),
            ("/p/mytemplate.yaml", "", false),
            ("/p/template.toml", "AWSTemplateFormatVersion", false),
            ("/p/README.md", "AWSTemplateFormatVersion", false),
        ] {
            assert_eq!(looks_right(path, text), expected, "{path}");
        }
    }

    #[test]
    fn synthesised_templates_count_only_when_alone() {
        let left = |paths: &[&str]| {
            let candidate = Candidate { size: 0, text: None };
            let mut files =
                paths.iter().map(|path| ((*path).to_owned(), candidate.clone())).collect();
            without_copies(&mut files);
            files.len()
        };
        assert_eq!(left(&["/p/cdk.out/a.template.json", "/p/bin/app.ts"]), 2);
        assert_eq!(left(&["/p/cdk.out/a.template.json", "/p/template.yaml"]), 1);
        assert_eq!(left(&["/p/cdk.out/a.template.json", "/q/template.yaml"]), 2);
    }
}
