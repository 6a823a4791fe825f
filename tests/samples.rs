//! Small projects to hold the product against: the examples, and every example of every rule's page.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

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

/// Whole apps: those in `examples/`, and both sides of each pair in `tests/parity/`.
pub(crate) fn apps() -> Vec<Sample> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    let read = |name: &str| {
        let mut files = Files::new();
        collect(&root.join(name), "", &mut files);
        Sample { name: name.to_owned(), files }
    };
    let examples = ["orders", "thumbnails", "users-api"].map(read);
    examples.into_iter().chain(pairs().into_iter().flatten()).collect()
}

/// The same app in SAM and in CloudFormation, each with its template as `template.yaml`.
pub(crate) fn pairs() -> Vec<[Sample; 2]> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/parity");
    let read = |name: &str| {
        let mut code = Files::new();
        collect(&root.join(name), "", &mut code);
        ["sam", "cloudformation"].map(|framework| {
            let mut files = code.clone();
            let template = files.remove(&format!("{framework}.yaml")).expect("each has both");
            files.retain(|path, _| path.contains('/'));
            files.insert("template.yaml".to_owned(), template);
            Sample { name: format!("{name} in {framework}"), files }
        })
    };
    ["events", "queue", "stream", "web"].map(read).into()
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
