//! Has everything checked that was found: at once when it is little, else part by part, so that memory does not grow with
//! the number of programs.
//!
//! Templates come first, whole folders at a time, since one file of a folder may say what another one is. Then come the
//! handlers that no template runs. What one part comes to say does not depend on how the others are cut.

use lamlint_analysis::Workspace;
use lamlint_analysis::files::paths;

use crate::discover::{Candidate, is_source};
use crate::disk::Disk;
use crate::load::{self, Unread};

/// How what was found is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    /// Up to so much text in all is checked at once, bytes.
    pub(crate) whole: u64,
    /// How much text of templates, or of handlers without one, makes a part of more, bytes.
    pub(crate) part: u64,
    /// Whether the edits of fixes are kept.
    pub(crate) with_edits: bool,
}

impl Cut {
    /// Everything at once.
    pub(crate) const NONE: Cut = Cut { whole: u64::MAX, part: u64::MAX, with_edits: true };
    /// For a run that shows findings and changes nothing. Ten thousand functions in five hundred programs take some 55 MB
    /// so, of which the program itself is 16; with parts of 512 kB they took 85, and no less time.
    pub(crate) const FINDINGS: Cut = Cut { whole: 512 << 10, part: 64 << 10, with_edits: false };
}

/// What a small file counts in a part, bytes: the code around it is read too.
const LEAST: u64 = 16 << 10;

/// A found file, by its path.
type Found = (String, Candidate);

/// Has files checked that are sorted by path; tells what could not be read. Of all parts but the last only findings are left.
pub(crate) fn check(
    workspace: &mut Workspace,
    disk: &Disk,
    files: Vec<Found>,
    cut: Cut,
) -> Vec<Unread> {
    let mut parts = Parts { workspace, disk, cut, begun: false, unread: Vec::new() };
    if files.iter().map(|(_, file)| file.size).sum::<u64>() <= cut.whole {
        parts.check(files);
        return parts.unread;
    }
    parts.workspace.check_in_parts(files.iter().map(|(path, _)| path.as_str()));
    let (mut handlers, templates): (Vec<Found>, Vec<Found>) =
        files.into_iter().partition(|(path, _)| is_source(path));
    let is_one_folder =
        |(one, _): &Found, (other, _): &Found| paths::parent(one) == paths::parent(other);
    parts.all(templates.chunk_by(is_one_folder).map(<[Found]>::to_vec));
    handlers.retain(|(path, _)| !parts.workspace.is_held(path));
    parts.all(handlers.into_iter().map(|handler| vec![handler]));
    parts.unread
}

/// The parts as they come.
struct Parts<'a> {
    workspace: &'a mut Workspace,
    disk: &'a Disk,
    cut: Cut,
    /// Whether there is a part that is not let go.
    begun: bool,
    unread: Vec<Unread>,
}

impl Parts<'_> {
    /// Checks files of which some have to be in one part, then what came up on the way.
    fn all(&mut self, groups: impl Iterator<Item = Vec<Found>>) {
        let (mut part, mut size) = (Vec::new(), 0);
        for group in groups {
            let more: u64 = group.iter().map(|(_, file)| file.size.max(LEAST)).sum();
            if size > 0 && size + more > self.cut.part {
                self.check(std::mem::take(&mut part));
                size = 0;
            }
            part.extend(group);
            size += more;
        }
        self.check(part);
        let left = self.workspace.left_over();
        if !left.is_empty() {
            let unknown = |path| vec![(path, Candidate { size: LEAST, text: None })];
            self.all(left.into_iter().map(unknown).collect::<Vec<_>>().into_iter());
        }
    }

    fn check(&mut self, files: Vec<Found>) {
        if files.is_empty() {
            return;
        }
        if self.begun {
            self.workspace.finish_part(self.cut.with_edits);
        }
        self.begun = true;
        self.unread.extend(load::set(self.workspace, self.disk, files));
        self.unread.extend(load::fill(self.workspace, self.disk));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::PathBuf;
    use std::time::Duration;

    use lamlint_analysis::finding::{Finding, Severity};
    use lamlint_rules::RULES;

    use super::*;
    use crate::discover::Exclusion;
    use crate::output::texts::Texts;
    use crate::output::{Report, json};
    use crate::passed;

    /// The JSON output of a folder.
    fn checked(folder: &str, cut: Cut) -> String {
        let mut workspace = Workspace::new(RULES, "2026-11-25");
        let mut disk = Disk::default();
        let mut found =
            load::find(&mut workspace, &mut disk, (folder, folder), &Exclusion::default());
        passed::sort(&mut found.passed);
        let files: BTreeMap<String, Candidate> = found.files.into_iter().collect();
        check(&mut workspace, &disk, files.into_iter().collect(), cut);
        let findings: Vec<Finding> = workspace.take_findings().into_values().flatten().collect();
        let report = Report {
            workspace: &workspace,
            texts: &Texts::new(&workspace, &disk),
            here: folder,
            findings: &findings,
            lowest: Severity::Info,
            all: true,
            summary: workspace.summary(),
            passed: &found.passed,
            fixed: 0,
            took: Duration::ZERO,
        };
        let mut out = Vec::new();
        json::print(&mut out, &report).expect("a vector takes all");
        String::from_utf8(out).expect("JSON is UTF-8")
    }

    /// Folders of projects: those of this repository, or those in the folder that `LAMLINT_PROJECTS` names.
    fn folders() -> Vec<PathBuf> {
        let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        let root = root.canonicalize().expect("it is there");
        let Ok(named) = std::env::var("LAMLINT_PROJECTS") else {
            return vec![root.join("examples"), root.join("tests"), root.join("rules")];
        };
        let inner = std::fs::read_dir(named).expect("a folder of projects");
        inner.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
    }

    #[test]
    fn parts_find_what_the_whole_does() {
        let (mut compared, mut different) = (0, Vec::new());
        for folder in folders() {
            let folder = folder.to_str().expect("a path of this test");
            let whole = checked(folder, Cut::NONE);
            for part in [1, 40_000] {
                let parts = checked(folder, Cut { whole: 0, part, with_edits: true });
                let mut lines = whole.lines().zip(parts.lines());
                let first = lines.find(|(one, other)| one != other);
                if whole != parts {
                    different.push((folder.to_owned(), part, format!("{first:?}")));
                }
            }
            compared += whole.matches("\"rule\": ").count();
        }
        assert_eq!(different, []);
        assert!(compared > 20, "{compared} findings");
    }
}
