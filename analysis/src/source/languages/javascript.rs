//! The rows of JavaScript and TypeScript, which import each other and are run by the same runtimes.

use super::{Base, Decoding, EntryForm, HandlerName, Language, Row, Sought};
use crate::source::javascript::module;
use crate::source::tree::Import;
use crate::source::{Environment, Scoping};

const JAVASCRIPT_FILES: &[&str] = &["js", "mjs", "cjs", "jsx"];
const TYPESCRIPT_FILES: &[&str] = &["ts", "mts", "cts", "tsx"];

pub(super) static JAVASCRIPT: Row = SCRIPT;

/// JavaScript's row, of which TypeScript's differs in little.
const SCRIPT: Row = Row {
    language: Language::JavaScript,
    name: "JavaScript",
    editors: &["javascript", "javascriptreact"],
    extensions: JAVASCRIPT_FILES,
    declarations: &[],
    runtimes: &["nodejs"],
    line_comment: "//",
    read: |file, text, origin| module(file, Language::JavaScript, text, origin),
    scoping: SCOPING,
    environment: PROCESS,
    import,
    files,
    build_files: &[],
    layer_folders: &["nodejs/node_modules", "nodejs", "node_modules", ""],
    whole_package: false,
    own_modules: None,
    built: false,
    declares: true,
    handler_files: |stem| with(stem, JAVASCRIPT_FILES).collect(),
    handler,
    handler_form: "a Node.js handler is `file.function`, from the code folder on and without `..`",
    handler_fallback,
    handler_separator: "/",
    entry: EntryForm {
        names: &["handler", "lambdaHandler"],
        before: &[
            "exports.",
            "export const ",
            "export let ",
            "export var ",
            "export function ",
            "export async function ",
        ],
        parameters: None,
        exported: true,
    },
    awaits_handler: true,
    counts_arguments: false,
    reserved: &[],
    builtins: &[
        "Buffer",
        "clearInterval",
        "clearTimeout",
        "console",
        "crypto",
        "exports",
        "fetch",
        "global",
        "globalThis",
        "module",
        "performance",
        "process",
        "queueMicrotask",
        "require",
        "setImmediate",
        "setInterval",
        "setTimeout",
        "structuredClone",
    ],
    assignment: ["const ", " = ", ";\n"],
    client_suffix: "Client",
    decoding: Decoding {
        names: &["decodeURIComponent", "decodeURI", "unescape", "replace", "replaceAll", "split"],
        import: None,
        before: "decodeURIComponent(",
        after: r#".replace(/\+/g, " "))"#,
        takes_all: false,
    },
};

pub(super) static TYPESCRIPT: Row = Row {
    language: Language::TypeScript,
    name: "TypeScript",
    editors: &["typescript", "typescriptreact"],
    extensions: TYPESCRIPT_FILES,
    declarations: &["d.ts", "d.mts", "d.cts"],
    read: |file, text, origin| module(file, Language::TypeScript, text, origin),
    build_files: &["tsconfig.json"],
    handler_files: |stem| with(stem, TYPESCRIPT_FILES).collect(),
    ..SCRIPT
};

const SCOPING: Scoping = Scoping {
    assignment_binds: false,
    has_blocks: true,
    defaults_at_load: false,
    class_is_scope: false,
    receiver: Some("this"),
    exports_all: false,
    dotted_modules: false,
    run_directly: ["require.main", "module"],
    only_types: &[],
    dynamic: &["eval", "Function"],
    sees_names: &["eval"],
    constructor: "constructor",
    call: "",
};

const PROCESS: Environment = Environment {
    modules: &["process", "node:process"],
    object: "env",
    readers: &[],
    writers: &[],
    raises: false,
};

/// The first dot after the last slash stands before the function; a path upwards is refused.
fn handler(text: &str) -> Option<HandlerName> {
    if text.contains("..") {
        return None;
    }
    let base = text.rfind('/').map_or(0, |at| at + 1);
    let dot = base + text[base..].find('.')?;
    let stem = text[..dot].trim_start_matches("./").to_owned();
    Some(HandlerName { stem, function: text[dot + 1..].to_owned() })
}

/// A file that is not at its path is looked for as a module of its last name, and the code folder is one of the places
/// where modules are: `app.js` there, or a folder's `index.js`.
/// <https://github.com/awsdocs/aws-lambda-developer-guide/issues/483>, read 2026-11-25.
fn handler_fallback(stem: &str) -> Vec<String> {
    let base = stem.rsplit('/').next().unwrap_or(stem);
    vec![format!("{base}.js"), format!("{base}/index.js")]
}

/// Where Lambda puts what is in a function's layers.
/// <https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html>, read 2026-11-25.
const LAYERS: &str = "/opt/";

fn import(import: &Import) -> Sought {
    let module = &*import.module;
    let (base, path) = match module.strip_prefix(LAYERS) {
        Some(inner) => (Base::Layers, inner),
        None if module.starts_with('.') => (Base::Here, module),
        None => (Base::Package, module),
    };
    let is_path = !path.is_empty() && !path.starts_with('/') && !path.starts_with("node:");
    Sought { base, paths: if is_path { vec![path.to_owned()] } else { Vec::new() } }
}

/// A file by its name, by its name without the ending, by the name of what is built from it, or a folder's `index`.
fn files(path: &str) -> Vec<String> {
    let mut found = Vec::new();
    let both = [JAVASCRIPT_FILES, TYPESCRIPT_FILES].concat();
    if path.rsplit_once('.').is_some_and(|(_, extension)| both.contains(&extension)) {
        found.push(path.to_owned());
    }
    if !path.ends_with('/') && !path.ends_with("..") {
        found.extend(with(path, &both));
    }
    // TypeScript writes the built file's name: `./db.js` for `db.ts`.
    for (built, sources) in BUILT {
        if let Some(stem) = path.strip_suffix(built) {
            found.extend(with(stem, sources));
        }
    }
    found.extend(with(&format!("{}/index", path.trim_end_matches('/')), &both));
    found
}

/// Endings of built files, with the extensions of what they are built from.
const BUILT: &[(&str, &[&str])] = &[
    (".js", &["ts", "tsx"]),
    (".mjs", &["mts", "ts"]),
    (".cjs", &["cts", "ts"]),
    (".jsx", &["tsx"]),
];

fn with(stem: &str, extensions: &[&str]) -> impl Iterator<Item = String> {
    extensions.iter().map(move |extension| format!("{stem}.{extension}"))
}
