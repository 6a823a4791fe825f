//! What a text at a path is by itself, before anything is known of the program around it.

use std::sync::Arc;

use super::{SourceFile, paths};
use crate::source::{LANGUAGES, Language};
use crate::syntax::{self, Format, Tree};
use crate::text::{FileId, Text};

/// A file that was read by itself.
#[derive(Debug)]
pub struct Document {
    /// Its number.
    pub file: FileId,
    /// Its path.
    pub path: String,
    /// Its text.
    pub text: Text,
    /// What that text is.
    pub form: Form,
}

/// What a text is, by its name.
#[derive(Debug)]
pub enum Form {
    /// A config file: a template, or something that a template may include.
    Config(Config),
    /// Handler source.
    Source(Arc<SourceFile>),
    /// Something else; whoever needs it reads its text.
    Other,
}

/// A config file as a tree.
#[derive(Debug)]
pub struct Config {
    /// How it is written.
    pub format: Format,
    /// What could be read of it.
    pub tree: Arc<Tree>,
    /// The last text of which something could be read, with its tree, when nothing can be of the one that is there
    /// now: somebody is typing. Its places do not fit the text any more.
    pub last_good: Option<(Text, Arc<Tree>)>,
    /// The last text without errors, with its tree, while there are errors: what is typed next is read with its help.
    clean: Option<(Text, Arc<Tree>)>,
}

impl Document {
    /// Reads a text. `last` is what stood at this path before.
    pub fn read(file: FileId, path: &str, text: &Text, last: Option<&Document>) -> Document {
        let form = match (Language::of_path(path), format_of(path, text)) {
            (Some(language), _) => Form::Source(Arc::new(SourceFile::read(file, language, text))),
            (None, Some(format)) => Form::Config(Config::read(file, text, format, last)),
            (None, None) => Form::Other,
        };
        Document { file, path: path.to_owned(), text: text.clone(), form }
    }

    /// The config file that it is.
    pub fn config(&self) -> Option<&Config> {
        match &self.form {
            Form::Config(config) => Some(config),
            _ => None,
        }
    }

    /// The source file that it is.
    pub fn source(&self) -> Option<&Arc<SourceFile>> {
        match &self.form {
            Form::Source(source) => Some(source),
            _ => None,
        }
    }
}

impl Config {
    fn read(file: FileId, text: &Text, format: Format, last: Option<&Document>) -> Config {
        let clean = last.and_then(|last| last.config()?.clean(&last.text, format));
        let near = clean.as_ref().map(|(text, tree)| (text, &**tree));
        let reread = near.and_then(|near| syntax::reread(file, text, format, near));
        let tree = reread.unwrap_or_else(|| syntax::read_near(file, text, format, near));
        let clean = clean.filter(|_| format == Format::Yaml && !tree.errors.is_empty());
        let tree = Arc::new(tree);
        let last = last.and_then(|last| Some((last, last.config()?))).filter(|_| tree.lost);
        let last_good = last.map(|(document, config)| match &config.last_good {
            Some(kept) => kept.clone(),
            None => (document.text.clone(), Arc::clone(&config.tree)),
        });
        Config { format, tree, last_good: last_good.filter(|(_, tree)| !tree.lost), clean }
    }

    /// The last text without errors, with its tree, if the format is still this one.
    fn clean(&self, text: &Text, format: Format) -> Option<(Text, Arc<Tree>)> {
        if self.format != format {
            None
        } else if self.tree.errors.is_empty() {
            Some((text.clone(), Arc::clone(&self.tree)))
        } else {
            self.clean.clone()
        }
    }
}

/// What the names of config files end in, after the dot.
pub fn config_extensions() -> impl Iterator<Item = &'static str> {
    Format::extensions().chain(["template"])
}

/// What editors and their extensions call the formats of config files, each with how the name of such a file ends.
///
/// The AWS Toolkit and the CloudFormation extension give templates languages of their own.
const CONFIG_LANGUAGES: &[(&str, &str)] = &[
    ("yaml", "yaml"),
    ("json", "json"),
    ("jsonc", "json"),
    ("cloudformation", "template"),
    ("yaml-cloudformation", "yaml"),
];

/// The language identifiers of editors whose documents are read: config files, then handlers.
pub fn editor_languages() -> impl Iterator<Item = &'static str> {
    let configs = CONFIG_LANGUAGES.iter().map(|(language, _)| *language);
    configs.chain(LANGUAGES.iter().flat_map(|row| row.editors).copied())
}

/// How the name of a file ends that holds what an editor says is in this language; `None` for what is not read.
pub fn ending_of(language: &str) -> Option<&'static str> {
    let config = CONFIG_LANGUAGES.iter().find(|(name, _)| *name == language);
    let source = || LANGUAGES.iter().find(|row| row.editors.contains(&language));
    config.map(|(_, ending)| *ending).or_else(|| source()?.extensions.first().copied())
}

/// The format of a config file; `None` for names that are none.
fn format_of(path: &str, text: &Text) -> Option<Format> {
    match paths::name(path).rsplit_once('.')?.1 {
        // `function.template` and the like: JSON starts with a brace.
        "template" if text.as_str().trim_start().starts_with('{') => Some(Format::Json),
        "template" => Some(Format::Yaml),
        extension => Format::of_extension(extension),
    }
}
