//! The languages that handlers are written in, a row each: all that the rest of the house asks of a language.
//!
//! Discovery, linking, the following of imports, the watchers of the language server, fixes, and by a test the VS Code
//! extension read these rows and have no list of their own.

mod javascript;
mod python;
pub mod unread;

use super::scoping::{Environment, Scoping};
use super::tree::{Import, Module};
use crate::text::FileId;

/// A language that handlers are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Python
    Python,
    /// JavaScript
    JavaScript,
    /// TypeScript
    TypeScript,
}

/// Every language, in the order of [`Language`].
pub static LANGUAGES: &[&Row] =
    &[&python::PYTHON, &javascript::JAVASCRIPT, &javascript::TYPESCRIPT];

/// What is to know of a language.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own; they go together freely"
)]
pub struct Row {
    /// Which one it is.
    pub language: Language,
    /// What people call it.
    pub name: &'static str,
    /// What editors call it: the language identifiers of the language server protocol.
    pub editors: &'static [&'static str],
    /// What the names of its files end in, after the dot; the usual one first.
    pub extensions: &'static [&'static str],
    /// Whole endings of files that hold declarations only and never run (`d.ts`).
    pub declarations: &'static [&'static str],
    /// The families of runtimes that run it, as the table of runtimes calls them.
    pub runtimes: &'static [&'static str],
    /// What a comment begins with that goes to the end of its line.
    pub line_comment: &'static str,
    /// Reads a file, or inline code with the way back to its places; see [`super::read`].
    pub read: fn(FileId, &str, &[(u32, u32)]) -> Module,
    /// How it binds and shows names.
    pub scoping: Scoping,
    /// How it gives the environment's variables.
    pub environment: Environment,
    /// Where the module of an import may be.
    pub import: fn(&Import) -> Sought,
    /// The files that a path may mean as a module, in the order in which they are tried.
    pub files: fn(&str) -> Vec<String>,
    /// Files that tell how it is compiled; none when it runs as it is written.
    pub build_files: &'static [&'static str],
    /// Folders of a layer's content in which modules are looked for; the last ones before the layer is built.
    pub layer_folders: &'static [&'static str],
    /// Whether all files of a folder see each other without an import; an import then means all files of a folder.
    pub whole_package: bool,
    /// What names the project's own modules; `None` where only the file that imports them tells.
    pub own_modules: Option<OwnModules>,
    /// Whether what runs is always built, so that a source file that is not there says nothing.
    pub built: bool,
    /// Whether only a keyword (`const`) makes a name, so that a plain assignment never declares one.
    pub declares: bool,
    /// The files that a handler's name may mean, in the order in which they are tried.
    pub handler_files: fn(&str) -> Vec<String>,
    /// What the text of a `Handler` names. `None` for a text that the runtime cannot take apart.
    pub handler: fn(&str) -> Option<HandlerName>,
    /// What the text of a `Handler` has to look like, in words.
    pub handler_form: &'static str,
    /// The files in which the runtime looks for a handler when its own file, by its path without an ending, is not there.
    pub handler_fallback: fn(&str) -> Vec<String>,
    /// What stands between the folders of a handler's name.
    pub handler_separator: &'static str,
    /// What a Lambda entry looks like that no template has to point at.
    pub entry: EntryForm,
    /// Whether the runtime waits for what an `async` handler promises.
    pub awaits_handler: bool,
    /// Whether a call with more or fewer arguments than a function takes fails.
    pub counts_arguments: bool,
    /// Names of AWS services that cannot name a variable, since the language means something by them.
    pub reserved: &'static [&'static str],
    /// What a file calls without importing it: no name for something else at its top level.
    pub builtins: &'static [&'static str],
    /// What stands before, between and after a name and its value in the statement that makes a variable.
    pub assignment: [&'static str; 3],
    /// What makes the name of a service the name of its client: `s3_client`, `s3Client`.
    pub client_suffix: &'static str,
    /// How a text is read in which a form's data is encoded: `+` for a space, `%` with two digits.
    pub decoding: Decoding,
}

/// How a form-encoded text is decoded.
#[derive(Clone, Copy, Debug)]
pub struct Decoding {
    /// Functions and methods that decode such a text, or part of it.
    pub names: &'static [&'static str],
    /// The module, its function that has to be imported, and the statement that does so; `None` when `before` needs no
    /// import.
    pub import: Option<(&'static str, &'static str, &'static str)>,
    /// What stands before the text, behind the function that is imported.
    pub before: &'static str,
    /// What stands behind the text.
    pub after: &'static str,
    /// Whether it takes every text; else some texts raise an error.
    pub takes_all: bool,
}

/// Where a module may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    /// From where its paths go.
    pub base: Base,
    /// Paths of modules without endings, in the order in which they are tried. Empty for what is no file at all.
    pub paths: Vec<String>,
}

/// From where the path of a module goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// From the importing file's folder, which may be left with `..`: always one of the project's own.
    Here,
    /// From the folders in which the runtime looks: the code folder and the layers'. Also installed packages are there.
    Roots,
    /// From where the content of the layers lies at run time.
    Layers,
    /// It is the name of a package, or one that the project's configuration maps to a path.
    Package,
}

/// A file at the root of a project that names it: imports that begin with that name are of the project's own folders.
#[derive(Clone, Copy, Debug)]
pub struct OwnModules {
    /// What the file is called.
    pub file: &'static str,
    /// The project's name, from the text of the file; `None` when it has none.
    pub name: fn(&str) -> Option<&str>,
}

/// A handler's name, taken apart as its runtime does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandlerName {
    /// The path of its file from the code folder, without an ending.
    pub stem: String,
    /// The function's name in that file.
    pub function: String,
}

/// What a Lambda entry looks like that no template has to point at.
#[derive(Clone, Copy, Debug)]
pub struct EntryForm {
    /// What it is called.
    pub names: &'static [&'static str],
    /// What stands before the name where it is defined; at a glance, that is enough.
    pub before: &'static [&'static str],
    /// How many parameters it has; `None` for any number from one on. The first is always the event.
    pub parameters: Option<usize>,
    /// Whether it has to be exported.
    pub exported: bool,
}

impl Language {
    /// All that is to know of it.
    pub fn row(self) -> &'static Row {
        LANGUAGES[self as usize]
    }

    /// The language of a file by its extension. `None` for every other file, also for declarations, which never run.
    pub fn of_path(path: &str) -> Option<Language> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let (_, extension) = name.rsplit_once('.')?;
        let row = LANGUAGES.iter().find(|row| row.extensions.contains(&extension))?;
        let declares = |ending: &&str| {
            name.strip_suffix(*ending).is_some_and(|stem| stem.is_empty() || stem.ends_with('.'))
        };
        (!row.declarations.iter().any(declares)).then_some(row.language)
    }

    /// The languages that the runtimes of a family run; none for those that lamlint does not read.
    pub fn of_runtime(family: &str) -> impl Iterator<Item = Language> {
        let runs = move |row: &&&Row| row.runtimes.contains(&family);
        LANGUAGES.iter().filter(runs).map(|row| row.language)
    }

    /// Whether a service's name cannot name a variable, since the language means something by it.
    pub fn reserves(self, name: &str) -> bool {
        self.row().reserved.contains(&name)
    }

    /// The statement that makes a variable, with its line's end.
    pub fn assign(self, name: &str, value: &str) -> String {
        let [before, between, after] = self.row().assignment;
        format!("{before}{name}{between}{value}{after}")
    }

    /// Whether a text has a Lambda entry at a glance; [`Module::lambda_entry`] tells for sure.
    pub fn may_have_entry(self, text: &str) -> bool {
        let form = &self.row().entry;
        form.names.iter().any(|name| {
            let mut places = text.match_indices(name);
            places.any(|(at, _)| form.before.iter().any(|before| text[..at].ends_with(before)))
        })
    }
}

#[cfg(test)]
mod tests;
