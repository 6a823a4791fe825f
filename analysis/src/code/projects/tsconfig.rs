//! `tsconfig.json` and `jsconfig.json`: names that stand for paths.

use std::collections::BTreeSet;

use super::{best, root};
use crate::files::{Lookup, paths};
use crate::syntax::Node;

/// Files that one extends or refers to, directly or not, beyond which nothing more is read.
const MOST_FILES: usize = 32;

/// Names that stand for paths.
#[derive(Clone, Debug, Default)]
pub(super) struct Aliases {
    /// Patterns with the paths that each stands for.
    patterns: Vec<(String, Vec<String>)>,
    /// Where names without a pattern are looked for.
    pub(super) base: Option<String>,
}

impl Aliases {
    /// Reads a file with all that it extends; what it says itself stands before that.
    pub(super) fn read(path: &str, lookup: &mut Lookup) -> Aliases {
        let mut seen = BTreeSet::new();
        let aliases = Aliases::within(path, lookup, &mut seen);
        if aliases.is_empty() { referred(path, lookup, &mut seen) } else { aliases }
    }

    /// The paths that a name stands for, and whether they are surely the project's own.
    pub(super) fn of(&self, name: &str) -> Option<(Vec<String>, bool)> {
        let ((pattern, targets), rest) = best(&self.patterns, name)?;
        let installed =
            targets.iter().any(|target| target.split('/').any(|part| part == "node_modules"));
        let found = targets.iter().map(|target| target.replacen('*', rest, 1)).collect();
        Some((found, pattern != "*" && !installed))
    }

    fn is_empty(&self) -> bool {
        self.patterns.is_empty() && self.base.is_none()
    }

    /// Files extend each other in rings as well: each is read once.
    fn within(path: &str, lookup: &mut Lookup, seen: &mut BTreeSet<String>) -> Aliases {
        if seen.len() >= MOST_FILES || !seen.insert(path.to_owned()) {
            return Aliases::default();
        }
        let Some(settings) = root(path, lookup) else { return Aliases::default() };
        let folder = paths::parent(path);
        let mut aliases = Aliases::default();
        for other in extended(settings) {
            let other = paths::join(folder, &with_ending(other));
            let more = Aliases::within(&other, lookup, seen);
            aliases.base = more.base.or(aliases.base);
            if !more.patterns.is_empty() {
                aliases.patterns = more.patterns;
            }
        }
        let options = settings.get("compilerOptions");
        let base = options.and_then(|options| options.get("baseUrl")).and_then(Node::text);
        let base = base.map(|base| paths::join(folder, base));
        if let Some(written) = options.and_then(|options| options.get("paths")) {
            let from = base.as_deref().or(aliases.base.as_deref()).unwrap_or(folder);
            aliases.patterns = patterns(written, from);
        }
        aliases.base = base.or(aliases.base);
        aliases
    }
}

/// What a file leads to that only refers to others.
fn referred(path: &str, lookup: &mut Lookup, seen: &mut BTreeSet<String>) -> Aliases {
    let mut aliases = Aliases::default();
    let references = root(path, lookup).and_then(|settings| settings.get("references"));
    for entry in references.map(Node::items).unwrap_or_default() {
        let Some(other) = entry.get("path").and_then(Node::text) else { continue };
        let is_file = other.ends_with(".json");
        let other = if is_file { other.to_owned() } else { format!("{other}/tsconfig.json") };
        let other = paths::join(paths::parent(path), &other);
        aliases.patterns.extend(Aliases::within(&other, lookup, seen).patterns);
    }
    aliases
}

/// The files that a file extends; those of packages are left out.
fn extended(settings: Node<'_>) -> impl Iterator<Item = &str> {
    let written = settings.get("extends");
    let all = written.map(|node| if node.items().is_empty() { node.alone() } else { node.items() });
    let all = all.unwrap_or_default().iter().filter_map(Node::text);
    all.filter(|path| path.starts_with('.'))
}

fn with_ending(path: &str) -> String {
    if path.ends_with(".json") { path.to_owned() } else { format!("{path}.json") }
}

fn patterns(written: Node<'_>, base: &str) -> Vec<(String, Vec<String>)> {
    let targets = |node: Node<'_>| {
        let targets = node.items().iter().filter_map(Node::text);
        targets.map(|target| paths::join(base, target)).collect()
    };
    written.pairs().iter().map(|pair| (pair.key.to_owned(), targets(pair.value))).collect()
}
