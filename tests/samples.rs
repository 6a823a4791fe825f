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

/// The apps in `examples/`.
pub(crate) fn apps() -> Vec<Sample> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    ["orders", "thumbnails", "users-api"]
        .into_iter()
        .map(|name| {
            let mut files = Files::new();
            collect(&folder.join(name), "", &mut files);
            Sample { name: name.to_owned(), files }
        })
        .collect()
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

/// Adds every text below a folder.
pub(crate) fn collect(folder: &Path, prefix: &str, files: &mut Files) {
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
