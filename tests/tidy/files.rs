//! The files of the repository.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A text file that is tracked, or would be.
#[derive(Clone, Debug)]
pub(crate) struct File {
    /// From the repository's folder.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
}

impl File {
    /// A file made up for a test.
    pub(crate) fn new(path: &str, text: &str) -> File {
        File { path: path.to_owned(), text: text.to_owned() }
    }

    /// The name of its folder or of itself, without ending: what the module is called.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.path.split('/').map(|part| part.split('.').next().unwrap_or(part))
    }

    /// Whether it is Rust.
    pub(crate) fn is_rust(&self) -> bool {
        Path::new(&self.path).extension().is_some_and(|extension| extension == "rs")
    }

    /// Whether it only tests.
    pub(crate) fn is_test(&self) -> bool {
        self.names().any(|name| matches!(name, "tests" | "fixture" | "fixtures" | "pages"))
    }

    /// The lines of code that are no comments and not in the tests at the end, numbered from 1.
    pub(crate) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().take_while(|line| !line.starts_with("#[cfg(test)]"));
        let lines = lines.enumerate().map(|(index, line)| (index + 1, line));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

/// The repository's folder.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the server lies in the workspace")
        .to_owned()
}

/// Every text file that git tracks or would track.
pub(crate) fn all() -> Vec<File> {
    let list = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git lists the files");
    assert!(list.status.success(), "{}", String::from_utf8_lossy(&list.stderr));
    let paths = String::from_utf8(list.stdout).expect("paths are UTF-8");
    let read = |path: &str| {
        let text = std::fs::read_to_string(root().join(path)).ok()?;
        Some(File::new(path, &text))
    };
    let files: Vec<File> = paths.split_terminator('\0').filter_map(read).collect();
    assert!(files.len() > 20, "these are all files: {files:?}");
    files
}

/// Fails with all complaints at once.
pub(crate) fn assert_none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}
