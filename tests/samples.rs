//! Small projects to hold the product against: the examples, what `tests/parity/frameworks/` has in several spellings,
//! and every example of every rule's page.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use lamlint_analysis::fixture;
use lamlint_rules::RULES;

/// A project: path and text of each of its files.
pub(crate) type Files = BTreeMap<String, String>;

/// A project that has a name.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    /// Where it comes from, for messages.
    pub(crate) name: String,
    /// Its files.
    pub(crate) files: Files,
}

/// One thing in several spellings.
#[derive(Clone, Debug)]
pub(crate) struct Parity {
    /// The directory that holds it.
    pub(crate) name: String,
    /// Each spelling, called after its framework or language.
    pub(crate) spellings: Vec<Sample>,
}

/// Where the spellings lie.
pub(crate) const PARITY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/parity");

/// Whole apps: those in `examples/`, and each framework's side of the projects in `tests/parity/frameworks/`.
pub(crate) fn apps() -> Vec<Sample> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    let read = |name: &str| Sample { name: name.to_owned(), files: folder(&root.join(name)) };
    let examples = ["orders", "thumbnails", "users-api"].map(read).into_iter();
    examples.chain(projects().iter().flat_map(Parity::samples)).collect()
}

/// The same app in several frameworks. The code lies in folders; each file beside them is the template of the
/// framework that it is called after, and becomes `template.yaml`.
pub(crate) fn projects() -> Vec<Parity> {
    let framework = |files: &Files, path: &str| {
        let (framework, ending) = path.split_once('.').expect("a framework and an ending");
        let code = files.iter().filter(|(path, _)| path.contains('/'));
        let mut one: Files = code.map(|(path, text)| (path.clone(), text.clone())).collect();
        one.insert(format!("template.{ending}"), files[path].clone());
        Sample { name: framework.to_owned(), files: one }
    };
    let project = |(name, files): (String, Files)| {
        let templates = files.keys().filter(|path| !path.contains('/'));
        let spellings = templates.map(|path| framework(&files, path)).collect();
        Parity { name, spellings }
    };
    directories("frameworks").into_iter().map(project).collect()
}

impl Parity {
    /// Each spelling, called after both.
    pub(crate) fn samples(&self) -> impl Iterator<Item = Sample> {
        self.spellings.iter().map(|spelling| Sample {
            name: format!("{} in {}", self.name, spelling.name),
            files: spelling.files.clone(),
        })
    }
}

/// The directories of one kind in `tests/parity/`, by name, each with all files in it.
pub(crate) fn directories(kind: &str) -> BTreeMap<String, Files> {
    let entries = fs::read_dir(Path::new(PARITY).join(kind)).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    let directory = |path: PathBuf| {
        let name = path.file_name().expect("an entry has a name").display().to_string();
        (name, folder(&path))
    };
    paths.filter(|path| path.is_dir()).map(directory).collect()
}

fn folder(path: &Path) -> Files {
    let mut files = Files::new();
    collect(path, "", &mut files);
    files
}

/// The examples of the rules' pages, without their marks.
pub(crate) fn pages() -> Vec<Sample> {
    let mut found = Vec::new();
    for rule in RULES {
        for example in fixture::examples(&fixture::page(rule.page)) {
            let clean =
                |(path, text): (&String, &String)| (path.clone(), fixture::unmark(path, text).0);
            let files = example.files.iter().map(clean).collect();
            found.push(Sample { name: format!("{}: {}", rule.name, example.heading), files });
        }
    }
    found
}

fn collect(folder: &Path, prefix: &str, files: &mut Files) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let entry = entry.expect("the folder can be read");
        let path = format!("{prefix}{}", entry.file_name().display());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{path}/"), files);
        } else if let Ok(text) = fs::read_to_string(entry.path()) {
            files.insert(path, text);
        }
    }
}
