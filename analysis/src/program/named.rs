//! From a handler's name to the file that it means.

use crate::code::BUILT;
use crate::files::{Entry, Found, Lookup, paths};
use crate::model::{Build, Code, Function, Setting};
use crate::source::{HandlerName, Language};
use crate::tables::runtimes;
use crate::text::Span;

/// A handler as the template names it, taken apart as the runtime does.
#[derive(Debug)]
pub(super) struct Named {
    /// Where it is written.
    pub(super) at: Span,
    /// The path of its file from the code folder, without an ending.
    pub(super) stem: String,
    /// The function's name in that file.
    pub(super) function: String,
    /// What the file may be written in.
    pub(super) languages: Vec<Language>,
}

impl Named {
    /// The same function in another file.
    pub(super) fn without(&self, stem: &str) -> Named {
        Named {
            at: self.at,
            stem: stem.to_owned(),
            function: self.function.clone(),
            languages: self.languages.clone(),
        }
    }

    /// The files that it may mean, from the code folder on.
    pub(super) fn files(&self) -> impl Iterator<Item = String> {
        self.languages.iter().flat_map(|language| (language.row().handler_files)(&self.stem))
    }

    /// Files that tell how code is compiled in its languages; none when it runs as it is written.
    pub(super) fn build_files(&self) -> impl Iterator<Item = &'static str> {
        self.languages.iter().flat_map(|language| language.row().build_files.iter().copied())
    }
}

/// The languages that a function's runtime can be, of those that lamlint reads.
pub(super) fn languages(runtime: Option<&Setting<String>>) -> Vec<Language> {
    let mut found = Vec::new();
    for (_, id) in runtime.into_iter().flat_map(Setting::each) {
        let family = runtimes::find(id).map(|runtime| runtime.language);
        found.extend(family.into_iter().flat_map(Language::of_runtime));
    }
    found.dedup();
    found
}

/// Takes `Handler` apart as the runtime does.
/// `None` when it cannot be read, or no file can be told from it.
pub(super) fn named(function: &Function) -> Option<Named> {
    let languages = languages(function.runtime.as_ref());
    let handler = function.handler.as_ref()?;
    let text = handler.only()?;
    let first = languages.first()?;
    if text.contains("${") || text.starts_with('/') {
        return None;
    }
    let HandlerName { stem, function } = (first.row().handler)(text)?;
    Some(Named { at: handler.values[0].0, stem, function, languages })
}

/// Where a handler is written that names no file and function, and the form that it has to have. Silent where something
/// may have to be filled in yet, and for runtimes that take any text.
pub(super) fn malformed(function: &Function) -> Option<(Span, &'static str)> {
    if function.wrapped || function.code == Code::Image {
        return None;
    }
    let languages = languages(function.runtime.as_ref());
    let handler = function.handler.as_ref()?;
    let text = handler.only()?;
    let is_plain = text.chars().all(|c| c.is_ascii_alphanumeric() || "_-./:".contains(c));
    let is_written = is_plain && text.contains(|c: char| c.is_ascii_lowercase());
    let refused = languages.iter().all(|language| (language.row().handler)(text).is_none());
    let form = languages.first()?.row().handler_form;
    (is_written && refused).then_some((handler.values[0].0, form))
}

/// The file in which a runtime looks for a handler whose own file is not there.
pub(super) fn fallback(folder: &str, named: &Named, lookup: &mut Lookup) -> Option<String> {
    let row = named.languages.first()?.row();
    let found = (row.handler_fallback)(&named.stem);
    let found = found.into_iter().find(|file| lookup.is_file(folder, file))?;
    Some(paths::join(folder, &found))
}

/// The handler's file: as named; instead of a built one, its source; instead of what esbuild makes, the entry point.
pub(super) fn locate(
    folder: &str,
    named: &Named,
    build: Option<&Build>,
    lookup: &mut Lookup,
) -> Option<String> {
    let mut stems = vec![named.stem.clone()];
    if named.build_files().next().is_some() {
        let rest = named
            .stem
            .split_once('/')
            .filter(|(first, _)| BUILT.contains(first))
            .map(|(_, rest)| rest);
        stems.extend(rest.into_iter().flat_map(|rest| [format!("src/{rest}"), rest.to_owned()]));
    }
    if let Some(Build::Esbuild(entries)) = build {
        let same =
            |entry: &&String| without_extension(paths::name(entry)) == paths::name(&named.stem);
        stems.extend(
            entries
                .iter()
                .filter(same)
                .map(|entry| without_extension(entry).trim_start_matches("./").to_owned()),
        );
    }
    let files = stems.iter().flat_map(|stem| {
        named.languages.iter().flat_map(move |language| (language.row().handler_files)(stem))
    });
    let found = files.into_iter().find(|file| lookup.is_file(folder, file))?;
    Some(paths::join(folder, &found))
}

/// The most similar file in the folder in which the handler's file should be.
pub(super) fn nearest(folder: &str, named: &Named, lookup: &mut Lookup) -> Option<String> {
    let inner = paths::parent(&named.stem);
    let Found::Folder(entries) = lookup.at(&paths::join(folder, inner)) else { return None };
    let wanted = paths::name(&named.stem);
    let fits = |entry: &&Entry| {
        !entry.folder
            && Language::of_path(&entry.name)
                .is_some_and(|language| named.languages.contains(&language))
    };
    let stems = entries.iter().filter(fits).map(|entry| without_extension(&entry.name));
    let stems = stems.filter(|stem| !stem.starts_with("test_") && *stem != "__init__");
    let best =
        stems.min_by_key(|stem| (crate::text::similar::distance(stem, wanted), stem.len()))?;
    let separator =
        named.languages.first().map_or("/", |language| language.row().handler_separator);
    let inner = inner.replace('/', separator);
    Some(if inner.is_empty() { best.to_owned() } else { format!("{inner}{separator}{best}") })
}

fn without_extension(path: &str) -> &str {
    let name = paths::name(path).len();
    match path.rfind('.') {
        Some(dot) if dot > path.len() - name => &path[..dot],
        _ => path,
    }
}
