//! `tsconfig.json` and `jsconfig.json`: names that stand for paths.

use super::{best, root};
use crate::files::{Lookup, paths};
use crate::syntax::Node;

/// How far `extends` and `references` are followed.
const DEEPEST: usize = 8;

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
        Aliases::within(path, lookup, DEEPEST)
    }

    /// The paths that a name stands for, and whether they are surely the project's own.
    pub(super) fn of(&self, name: &str) -> Option<(Vec<String>, bool)> {
        let ((pattern, targets), rest) = best(&self.patterns, name)?;
        let installed =
            targets.iter().any(|target| target.split('/').any(|part| part == "node_modules"));
        let found = targets.iter().map(|target| target.replacen('*', rest, 1)).collect();
        Some((found, pattern != "*" && !installed))
    }

    fn within(path: &str, lookup: &mut Lookup, deepest: usize) -> Aliases {
        let Some(settings) = root(path, lookup).filter(|_| deepest > 0) else {
            return Aliases::default();
        };
        let folder = paths::parent(path);
        let mut aliases = Aliases::default();
        for other in extended(settings) {
            let other = paths::join(folder, &with_ending(other));
            let more = Aliases::within(&other, lookup, deepest - 1);
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
        if aliases.patterns.is_empty() && aliases.base.is_none() {
            aliases = referred(settings, folder, lookup, deepest);
        }
        aliases
    }
}

/// What a file that only refers to others leads to.
fn referred(settings: Node<'_>, folder: &str, lookup: &mut Lookup, deepest: usize) -> Aliases {
    let references = settings.get("references").map(Node::items).unwrap_or_default();
    let named = references.iter().filter_map(|entry| entry.get("path")?.text());
    let mut aliases = Aliases::default();
    for other in named {
        let other = if other.ends_with(".json") {
            other.to_owned()
        } else {
            format!("{other}/tsconfig.json")
        };
        let more = Aliases::within(&paths::join(folder, &other), lookup, deepest - 1);
        aliases.patterns.extend(more.patterns);
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
