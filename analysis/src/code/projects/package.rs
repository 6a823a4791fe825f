//! `package.json`: what a local package is called, what it gives, and which packages lie beside it.

use super::{BUILT, best, root};
use crate::files::{Found, Lookup, paths};
use crate::syntax::{Kind, Node};

/// Packages of one workspace beyond which no more are looked for.
const MOST_MEMBERS: usize = 500;

/// How deep `**` looks for packages.
const DEEPEST: usize = 4;

/// The package that a file belongs to.
#[derive(Clone, Debug, Default)]
pub(super) struct Package {
    /// Its name; empty for none.
    pub(super) name: String,
    /// Its folder.
    pub(super) folder: String,
    /// Packages that it depends on by their folder, by name.
    pub(super) beside: Vec<(String, String)>,
    /// `imports`: names that begin with `#`, with what they stand for.
    imports: Vec<(String, Vec<String>)>,
}

impl Package {
    /// Reads the package of a folder.
    pub(super) fn read(folder: &str, lookup: &mut Lookup) -> Package {
        let Some(settings) = manifest(folder, lookup) else { return Package::default() };
        let name = settings.get("name").and_then(Node::text).unwrap_or_default().to_owned();
        let dependencies = ["dependencies", "devDependencies", "optionalDependencies"];
        let dependencies = dependencies.iter().filter_map(|key| settings.get(key));
        let beside = dependencies.flat_map(|map| map.pairs().iter()).filter_map(|pair| {
            let (how, path) = pair.value.text()?.split_once(':')?;
            let is_local = matches!(how, "file" | "link" | "portal");
            is_local.then(|| (pair.key.to_owned(), paths::join(folder, path)))
        });
        let imports = settings.get("imports").map(Node::pairs).unwrap_or_default();
        let imports = imports.iter().map(|pair| (pair.key.to_owned(), texts(pair.value)));
        Package {
            name,
            folder: folder.to_owned(),
            beside: beside.collect(),
            imports: imports.collect(),
        }
    }

    /// The paths that a name beginning with `#` stands for.
    pub(super) fn imported(&self, name: &str) -> Vec<String> {
        let Some(((_, targets), rest)) = best(&self.imports, name) else { return Vec::new() };
        places(&self.folder, targets.iter().map(|target| target.replacen('*', rest, 1)))
    }
}

/// Words of the scripts of a package that builds something.
const BUILDERS: [&str; 15] = [
    "babel", "build", "bundle", "compil", "esbuild", "grunt", "gulp", "make", "ncc", "parcel",
    "rollup", "swc", "transpil", "tsc", "webpack",
];

/// Whether a folder has a package that may be built: a script of it speaks of building, or what it says is not known.
pub fn is_built(folder: &str, lookup: &mut Lookup) -> bool {
    if !lookup.is_file(folder, "package.json") {
        return false;
    }
    let Some(settings) = manifest(folder, lookup) else { return true };
    let scripts = settings.get("scripts").map(Node::pairs).unwrap_or_default();
    let speaks = |text: &str| BUILDERS.iter().any(|word| text.contains(word));
    scripts.iter().any(|pair| speaks(pair.key) || pair.value.text().is_some_and(speaks))
}

/// The name of a package and the path in it that an import names.
pub(super) fn split(name: &str) -> (&str, &str) {
    let parts = if name.starts_with('@') { 2 } else { 1 };
    match name.match_indices('/').nth(parts - 1) {
        Some((at, _)) => (&name[..at], &name[at + 1..]),
        None => (name, ""),
    }
}

/// The paths that a path in a package may mean, as its manifest says; an empty one is the package itself.
pub(super) fn entries(folder: &str, inner: &str, lookup: &mut Lookup) -> Vec<String> {
    let settings = manifest(folder, lookup);
    let exports = settings.and_then(|settings| settings.get("exports"));
    let mut written = exports.map(|exports| exported(exports, inner)).unwrap_or_default();
    if inner.is_empty() {
        let keys = ["source", "module", "main", "types"];
        written.extend(keys.iter().filter_map(|key| Some(settings?.get(key)?.text()?.to_owned())));
        written.extend(["index".to_owned(), "src/index".to_owned()]);
    } else {
        written.extend([inner.to_owned(), format!("src/{inner}")]);
    }
    places(folder, written.into_iter())
}

/// The globs of a workspace that begins in a folder; empty for none.
pub(super) fn workspace(folder: &str, npm: bool, pnpm: bool, lookup: &mut Lookup) -> Vec<String> {
    let mut globs = Vec::new();
    if let Some(settings) = npm.then(|| manifest(folder, lookup)).flatten()
        && let Some(workspaces) = settings.get("workspaces")
    {
        let list = workspaces.get("packages").unwrap_or(workspaces);
        globs.extend(list.items().iter().filter_map(Node::text).map(str::to_owned));
    }
    if pnpm && let Some(settings) = root(&paths::join(folder, "pnpm-workspace.yaml"), lookup) {
        let list = settings.get("packages").map(Node::items).unwrap_or_default();
        globs.extend(list.iter().filter_map(Node::text).map(str::to_owned));
    }
    globs
}

/// The packages of a workspace with their folders, by name.
pub(super) fn members(
    folder: &str,
    globs: &[String],
    lookup: &mut Lookup,
) -> Vec<(String, String)> {
    let mut folders = Vec::new();
    for glob in globs.iter().filter(|glob| !glob.starts_with('!')) {
        let parts = glob.split('/').filter(|part| !matches!(*part, "" | "."));
        let parts: Vec<&str> = parts.collect();
        matching(folder, &parts, DEEPEST, lookup, &mut folders);
    }
    folders.sort();
    folders.dedup();
    let mut named = |folder: String| {
        let name = manifest(&folder, lookup)?.get("name")?.text()?.to_owned();
        Some((name, folder))
    };
    folders.into_iter().filter_map(&mut named).collect()
}

/// The folders with a package that a glob stands for.
fn matching(
    folder: &str,
    parts: &[&str],
    deepest: usize,
    lookup: &mut Lookup,
    found: &mut Vec<String>,
) {
    let Found::Folder(entries) = lookup.at(folder) else { return };
    let [part, rest @ ..] = parts else {
        if entries.iter().any(|entry| entry.name == "package.json") && found.len() < MOST_MEMBERS {
            found.push(folder.to_owned());
        }
        return;
    };
    if *part == "**" {
        matching(folder, rest, deepest, lookup, found);
    }
    for entry in entries.iter().filter(|entry| entry.folder) {
        if entry.name.starts_with('.') || entry.name == "node_modules" {
            continue;
        }
        let (parts, deepest) = match *part {
            "**" if deepest > 0 => (parts, deepest - 1),
            part if super::fit(part, &entry.name).is_some() => (rest, deepest),
            _ => continue,
        };
        matching(&paths::join(folder, &entry.name), parts, deepest, lookup, found);
    }
}

fn manifest<'w>(folder: &str, lookup: &mut Lookup<'w>) -> Option<Node<'w>> {
    root(&paths::join(folder, "package.json"), lookup)
}

/// What `exports` gives for a path in the package.
fn exported(exports: Node<'_>, inner: &str) -> Vec<String> {
    let wanted = if inner.is_empty() { ".".to_owned() } else { format!("./{inner}") };
    let by_path: Vec<(String, Node<'_>)> = exports
        .pairs()
        .iter()
        .filter(|pair| pair.key.starts_with('.'))
        .map(|pair| (pair.key.to_owned(), pair.value))
        .collect();
    if by_path.is_empty() {
        return if inner.is_empty() { texts(exports) } else { Vec::new() };
    }
    let Some(((_, node), rest)) = best(&by_path, &wanted) else { return Vec::new() };
    texts(*node).into_iter().map(|target| target.replacen('*', rest, 1)).collect()
}

/// Every text in a value, whatever conditions it stands under.
fn texts(node: Node<'_>) -> Vec<String> {
    match node.kind() {
        Kind::Scalar(text) => vec![text.to_owned()],
        Kind::Map(pairs) => pairs.iter().flat_map(|pair| texts(pair.value)).collect(),
        Kind::List(items) => items.iter().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

/// Paths in a package, and instead of what a build writes, its source.
fn places(folder: &str, written: impl Iterator<Item = String>) -> Vec<String> {
    let mut found = Vec::new();
    for path in written {
        let path = path.trim_start_matches("./");
        found.push(paths::join(folder, path));
        if let Some((first, rest)) = path.split_once('/')
            && BUILT.contains(&first)
        {
            let rest = rest.trim_end_matches(".d.ts");
            found.extend(
                [format!("src/{rest}"), rest.to_owned()].map(|path| paths::join(folder, &path)),
            );
        }
    }
    found
}
