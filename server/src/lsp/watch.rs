//! Which files the client is asked to watch, and what it tells about them.

use serde_json::json;
use tower_lsp_server::ls_types::{
    FileOperationFilter, FileOperationPattern, FileOperationRegistrationOptions, Registration,
    WorkspaceFileOperationsServerCapabilities,
};

use lamlint_analysis::files::{config_extensions, paths};
use lamlint_analysis::source::LANGUAGES;

/// What changes how files are found or judged; a configuration may extend any TOML file.
const SETTINGS: &[&str] = &["**/*.toml", "**/{.gitignore,.ignore,.lamlintignore}"];

/// Templates, handlers and settings.
fn globs() -> impl Iterator<Item = String> {
    let sources = LANGUAGES.iter().flat_map(|row| row.extensions);
    let extensions: Vec<&str> = config_extensions().chain(sources.copied()).collect();
    let files = format!("**/*.{{{}}}", extensions.join(","));
    let modules = LANGUAGES.iter().filter_map(|row| row.own_modules);
    let modules = modules.map(|modules| format!("**/{}", modules.file));
    std::iter::once(files).chain(modules).chain(SETTINGS.iter().map(|glob| (*glob).to_owned()))
}

/// Asks to be told of files that are created, changed or deleted by anyone.
pub(crate) fn registration() -> Registration {
    let watchers: Vec<_> = globs().map(|glob| json!({ "globPattern": glob })).collect();
    Registration {
        id: "lamlint-watch".to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: Some(json!({ "watchers": watchers })),
    }
}

/// Asks to be told of files and folders that are created, renamed or deleted in the editor: of a folder, the
/// watchers say nothing about what is in it.
pub(crate) fn file_operations() -> WorkspaceFileOperationsServerCapabilities {
    let everything = FileOperationRegistrationOptions {
        filters: vec![FileOperationFilter {
            scheme: Some("file".to_owned()),
            pattern: FileOperationPattern { glob: "**/*".to_owned(), ..Default::default() },
        }],
    };
    WorkspaceFileOperationsServerCapabilities {
        did_create: Some(everything.clone()),
        did_rename: Some(everything.clone()),
        did_delete: Some(everything),
        ..Default::default()
    }
}

/// Whether a file decides which other files are looked at.
pub(crate) fn decides_what_is_found(path: &str) -> bool {
    matches!(paths::name(path), ".gitignore" | ".ignore" | ".lamlintignore")
}
