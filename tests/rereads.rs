//! Long sessions of typing in YAML files: a text that is read by what changed in it gives the tree that it gives as a whole.
//!
//! `LAMLINT_REREAD` may name further folders, separated by colons, and `LAMLINT_REREAD_EDITS` how many edits each of their
//! files gets: `LAMLINT_REREAD=… cargo test --release -p lamlint --test rereads -- --nocapture`.

mod mutation;
mod samples;
mod typing;

use std::io::Write as _;
use std::ops::AddAssign;
use std::path::Path;

use ignore::WalkBuilder;
use lamlint_analysis::syntax::{Format, Tree, read, read_near, reread};
use lamlint_analysis::text::{FileId, Text};
use rayon::prelude::*;

use mutation::Random;
use samples::{apps, pages};
use typing::typed;

/// How many edits there are in all; files get them by their size.
const EDITS: usize = 21_000;
/// After so many edits at most, all of them are taken back.
const PATIENCE: usize = 60;

/// What was done.
#[derive(Clone, Copy, Debug, Default)]
struct Done {
    files: usize,
    edits: usize,
    /// Edits after which the text had errors.
    broken: usize,
    /// Edits that led from a text without errors to one without.
    clean: usize,
    /// Those of them after which only what changed was read.
    reread: usize,
}

impl AddAssign for Done {
    fn add_assign(&mut self, other: Done) {
        self.files += other.files;
        self.edits += other.edits;
        self.broken += other.broken;
        self.clean += other.clean;
        self.reread += other.reread;
    }
}

#[test]
fn reading_what_changed_gives_what_reading_all_gives() {
    let texts = texts();
    let bytes: usize = texts.iter().map(|(_, text)| text.len()).sum();
    let share = |text: &str| 1 + EDITS * text.len() / bytes;
    let done = sessions(&texts, share);
    assert!(done.edits >= 20_000 && done.broken > done.edits / 10, "{done:?}");
    assert!(done.reread > done.clean / 2, "mostly all was read: {done:?}");
}

#[test]
fn it_does_so_in_further_folders() {
    let folders = std::env::var("LAMLINT_REREAD").unwrap_or_default();
    let edits = std::env::var("LAMLINT_REREAD_EDITS").ok().and_then(|edits| edits.parse().ok());
    for folder in folders.split(':').filter(|folder| !folder.is_empty()) {
        let done = sessions(&of_folder(Path::new(folder)), |_| edits.unwrap_or(100));
        let _ = writeln!(std::io::stderr(), "{folder}: {done:?}");
        assert!(done.files > 0, "no YAML file lies in {folder}");
    }
}

#[test]
fn a_large_template_costs_little_while_somebody_types() {
    let variables = |count: usize| {
        let variable = |number| format!("          Variable{number}: \"value\\t{number}\"\n");
        (0..count).map(variable).collect::<String>()
    };
    let resource = |number| format!("  Function{number}:\n    Properties:\n{}", variables(40));
    let resources: String = (0..200).map(resource).collect();
    let (before, tree) = whole(format!("Resources:\n{resources}"));
    let typed = |word: &str| {
        let at = before.as_str().find("  Function20:").expect("it is there");
        let (head, rest) = before.as_str().split_at(at);
        Text::new(format!("{head}{word}\n{rest}"))
    };
    // The tree itself has to be made anew; with an error, so has what stands before it, before anybody knows.
    for (word, quarters) in [("          Typed: 1", 2), ("          Typed", 3)] {
        let text = typed(word);
        let near = Some((&before, &tree));
        let all = bytes(|| read(FileId(0), &text, Format::Yaml));
        let some = bytes(|| {
            reread(FileId(0), &text, Format::Yaml, (&before, &tree))
                .unwrap_or_else(|| read_near(FileId(0), &text, Format::Yaml, near))
        });
        assert!(
            some * 4 < all * quarters,
            "after {word:?} {some} bytes are allocated, for all {all}"
        );
    }
}

/// How many bytes are allocated meanwhile: that does not depend on the machine.
fn bytes(read: impl FnOnce() -> Tree) -> u64 {
    allocation_counter::measure(|| drop(read())).bytes_total
}

/// The YAML texts of all samples, each with its name.
fn texts() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for sample in apps().into_iter().chain(pages()) {
        for (path, text) in sample.files {
            if path.ends_with(".yaml") || path.ends_with(".yml") {
                texts.push((format!("{}, {path}", sample.name), text));
            }
        }
    }
    texts
}

/// The YAML files below a folder, up to a megabyte each.
fn of_folder(folder: &Path) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for entry in WalkBuilder::new(folder).standard_filters(false).build().flatten() {
        let path = entry.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if matches!(extension, Some("yaml" | "yml" | "template"))
            && let Ok(text) = std::fs::read_to_string(path)
            && text.len() < 1 << 20
        {
            texts.push((path.display().to_string(), text));
        }
    }
    texts.sort();
    texts
}

fn sessions(texts: &[(String, String)], edits: impl Fn(&str) -> usize + Sync) -> Done {
    let sessions = texts.par_iter().enumerate();
    let done = sessions.map(|(seed, (name, text))| session(seed as u64, name, text, edits(text)));
    done.reduce(Done::default, |mut sum, done| {
        sum += done;
        sum
    })
}

/// Edits a text for long; each former tree is what the edit before gave.
fn session(seed: u64, name: &str, text: &str, edits: usize) -> Done {
    let mut random = Random::new(seed);
    let mut done = Done { files: 1, ..Done::default() };
    let first = text;
    let (mut text, mut tree) = whole(text);
    let (mut good, mut clean) = (text.clone(), tree.clone());
    for edit in 0..edits {
        let source = match (random.below(PATIENCE), tree.errors.is_empty()) {
            (0, _) => first.to_owned(),
            // What is wrong is mostly taken back soon, else nothing would be tested but broken texts.
            (rest, false) if rest > PATIENCE / 3 => good.as_str().to_owned(),
            _ => typed(&mut random, text.as_str()),
        };
        let (next, expected) = whole(source);
        let near = (&good, &clean);
        let only = reread(FileId(0), &next, Format::Yaml, near);
        let quick = only.is_some();
        let only = only.unwrap_or_else(|| read_near(FileId(0), &next, Format::Yaml, Some(near)));
        let same = only == expected;
        assert!(same, "{}", difference(name, edit, [&good, &next], [&only, &expected]));
        done.edits += 1;
        let broken = !expected.errors.is_empty();
        done.broken += usize::from(broken);
        done.clean += usize::from(!broken && tree.errors.is_empty());
        done.reread += usize::from(quick);
        (text, tree) = (next, only);
        if tree.errors.is_empty() {
            (good, clean) = (text.clone(), tree.clone());
        }
    }
    done
}

fn whole(source: impl Into<std::sync::Arc<str>>) -> (Text, Tree) {
    let text = Text::new(source);
    let tree = read(FileId(0), &text, Format::Yaml);
    (text, tree)
}

/// Both texts around what changed, and the first lines in which both trees differ.
fn difference(name: &str, edit: usize, texts: [&Text; 2], trees: [&Tree; 2]) -> String {
    let [only, whole] = trees.map(|tree| format!("{tree:#?}"));
    let lines = only.lines().zip(whole.lines()).enumerate();
    let differ = lines.filter(|(_, (only, whole))| only != whole).take(20);
    let differ: Vec<_> = differ
        .map(|(line, (only, whole))| format!("{line}: {} | {}", only.trim(), whole.trim()))
        .collect();
    let [before, now] = texts.map(Text::as_str);
    format!(
        "{name}, edit {edit}: what changed gives another tree than all\n{}\n<<<<<<<\n{before}\n=======\n{now}\n>>>>>>>",
        differ.join("\n")
    )
}
