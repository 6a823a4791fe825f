//! Buffers that were never saved, `untitled:` documents: where they stand in the workspace, which knows only paths.
//!
//! Each has a folder of its own that no disk has, so nothing is found from it, and it finds nothing.

use lamlint_analysis::files::ending_of;
use tower_lsp_server::ls_types::Uri;

/// What a client's URI of a buffer and its path here begin with. No absolute path begins so.
const SCHEME: &str = "untitled";

/// Whether this is the URI of a buffer.
pub(crate) fn is_buffer(uri: &Uri) -> bool {
    uri.scheme().as_str().eq_ignore_ascii_case(SCHEME)
}

/// The path of a session's buffer in this language; `None` for a language that is not read.
pub(crate) fn path(number: usize, language: &str) -> Option<String> {
    Some(format!("{SCHEME}:/{number}/{SCHEME}.{}", ending_of(language)?))
}

/// Whether this is the path of a buffer, or of something that is looked for beside one.
pub(crate) fn is_beside_buffer(path: &str) -> bool {
    path.strip_prefix(SCHEME).is_some_and(|rest| rest.starts_with(":/"))
}
