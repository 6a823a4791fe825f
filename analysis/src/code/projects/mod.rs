//! What the settings of a project make of a module's name: `paths` and `baseUrl` of `tsconfig.json`, `imports` of
//! `package.json`, the packages of a workspace and those that lie beside; and the project's own name.

mod package;
mod tsconfig;

use std::collections::BTreeMap;
use std::rc::Rc;

use self::package::Package;
pub use self::package::is_built;
use self::tsconfig::Aliases;
use crate::files::{Content, Entry, Found, Lookup, paths};
use crate::source::OwnModules;
use crate::syntax::Node;

/// Folders that a compiler writes to; what it compiles lies beside them or in `src`.
pub const BUILT: [&str; 6] = ["dist", "build", "out", "lib", "built", ".build"];

/// Where settings lead a name.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Led {
    /// To one of these paths, which are the project's own.
    Own(Vec<String>),
    /// Perhaps to one of these; if not, it is an installed package.
    Perhaps(Vec<String>),
}

/// The settings that hold in a folder: the nearest of each kind.
#[derive(Clone, Debug, Default)]
struct Project {
    aliases: Rc<Aliases>,
    package: Rc<Package>,
    /// The packages of the workspace around it, with their folders.
    members: Rc<Vec<(String, String)>>,
}

/// The settings of the folders that were asked for.
#[derive(Debug, Default)]
pub struct Projects {
    /// With what has to be known of each first.
    known: BTreeMap<String, (Rc<Project>, Vec<String>)>,
}

impl Projects {
    /// The paths that may mean a package in a folder, or what a name names in it.
    pub(super) fn entries(folder: &str, name: &str, lookup: &mut Lookup) -> Vec<String> {
        let (package, inner) = package::split(name);
        package::entries(&paths::join(folder, package), inner, lookup)
    }

    /// Where a name leads that a file in a folder imports.
    pub(super) fn lead(&mut self, folder: &str, name: &str, lookup: &mut Lookup) -> Led {
        let project = self.of(folder, lookup);
        if let Some((targets, own)) = project.aliases.of(name) {
            return if own { Led::Own(targets) } else { Led::Perhaps(targets) };
        }
        if name.starts_with('#') {
            return Led::Own(project.package.imported(name));
        }
        let own = [(project.package.name.clone(), project.package.folder.clone())];
        let packages = project.package.beside.iter().chain(&*project.members).chain(&own);
        let (package, inner) = package::split(name);
        if let Some((_, folder)) = { packages }.find(|(own, _)| own == package) {
            return Led::Own(package::entries(folder, inner, lookup));
        }
        Led::Perhaps(project.aliases.base.iter().map(|base| paths::join(base, name)).collect())
    }

    /// The path of a module whose name begins with the name that a file around a folder gives the project.
    pub(super) fn own(
        mut folder: &str,
        module: &str,
        modules: OwnModules,
        lookup: &mut Lookup,
    ) -> Option<String> {
        loop {
            if lookup.is_file(folder, modules.file) {
                let path = paths::join(folder, modules.file);
                let Found::File(file) = lookup.at(&path) else { return None };
                let Content::Text(text) = &file.content else { return None };
                let inner = module.strip_prefix((modules.name)(text.as_str())?)?;
                let is_inside = inner.is_empty() || inner.starts_with('/');
                return is_inside.then(|| paths::join(folder, inner.trim_start_matches('/')));
            }
            folder = above(folder)?;
        }
    }

    /// Who asks again while something of it is not known has to want that too.
    fn of(&mut self, folder: &str, lookup: &mut Lookup) -> Rc<Project> {
        if let Some((project, wanted)) = self.known.get(folder) {
            lookup.wanted.extend(wanted.iter().cloned());
            return Rc::clone(project);
        }
        let before = std::mem::take(&mut lookup.wanted);
        let project = self.read(folder, lookup);
        let wanted: Vec<String> = lookup.wanted.iter().cloned().collect();
        self.known.insert(folder.to_owned(), (Rc::clone(&project), wanted));
        lookup.wanted.extend(before);
        project
    }

    fn read(&mut self, folder: &str, lookup: &mut Lookup) -> Rc<Project> {
        let Found::Folder(entries) = lookup.at(folder) else { return Rc::default() };
        let has =
            |name: &str| entries.binary_search_by(|entry: &Entry| (*entry.name).cmp(name)).is_ok();
        let is_top = has(".git") || paths::name(folder) == "node_modules";
        let above = if is_top { None } else { above(folder) };
        let mut project = above.map_or_else(Rc::default, |above| self.of(above, lookup));
        let own = Rc::make_mut(&mut project);
        if let Some(name) = ["tsconfig.json", "jsconfig.json"].into_iter().find(|name| has(name)) {
            own.aliases = Rc::new(Aliases::read(&paths::join(folder, name), lookup));
        }
        if has("package.json") {
            own.package = Rc::new(Package::read(folder, lookup));
        }
        let globs =
            package::workspace(folder, has("package.json"), has("pnpm-workspace.yaml"), lookup);
        if !globs.is_empty() {
            own.members = Rc::new(package::members(folder, &globs, lookup));
        }
        project
    }
}

/// The folder around a folder, as the workspace names it; `None` above the outermost.
fn above(folder: &str) -> Option<&str> {
    match paths::above(folder) {
        None if matches!(folder, "." | "/" | "") || folder.starts_with("..") => None,
        None => Some("."),
        above => above,
    }
}

/// The value at the root of a config file.
fn root<'w>(path: &str, lookup: &mut Lookup<'w>) -> Option<Node<'w>> {
    lookup.document(path)?.config()?.tree.documents().first()
}

/// What stands for `*` in a pattern when a name fits it: the whole name for one without.
fn fit<'n>(pattern: &str, name: &'n str) -> Option<&'n str> {
    match pattern.split_once('*') {
        None => (pattern == name).then_some(""),
        Some((before, after)) => {
            let rest = name.strip_prefix(before)?;
            rest.strip_suffix(after)
        }
    }
}

/// The fitting pattern that names most, with what stands for its `*`.
fn best<'p, 'n, T>(
    patterns: &'p [(String, T)],
    name: &'n str,
) -> Option<(&'p (String, T), &'n str)> {
    let fitting = patterns.iter().filter_map(|entry| Some((entry, fit(&entry.0, name)?)));
    fitting.min_by_key(|((pattern, _), _)| {
        let before = pattern.split('*').next().unwrap_or_default().len();
        (pattern.contains('*'), std::cmp::Reverse(before))
    })
}
