//! Python's row.

use super::{Base, Decoding, EntryForm, HandlerName, Language, Row, Sought};
use crate::source::{Environment, Scoping, python, tree::Import};

pub(super) static PYTHON: Row = Row {
    language: Language::Python,
    name: "Python",
    editors: &["python"],
    extensions: &["py"],
    declarations: &[],
    runtimes: &["python"],
    line_comment: "#",
    read: python::module,
    scoping: SCOPING,
    environment: OS,
    import,
    files,
    build_files: &[],
    layer_folders: &["python", ""],
    whole_package: false,
    own_modules: None,
    built: false,
    declares: false,
    handler_files: files,
    handler,
    handler_form: "a Python handler is `file.function`, from the code folder on and without `./`",
    handler_fallback: |_| Vec::new(),
    handler_separator: ".",
    entry: EntryForm {
        names: &["lambda_handler"],
        before: &["def ", "\n"],
        parameters: Some(2),
        exported: false,
    },
    awaits_handler: false,
    counts_arguments: true,
    reserved: &["lambda"],
    builtins: BUILTINS,
    assignment: ["", " = ", "\n"],
    client_suffix: "_client",
    decoding: Decoding {
        names: &["unquote_plus", "unquote", "unquote_to_bytes", "replace", "parse_qs", "parse_qsl"],
        import: Some(("urllib.parse", "unquote_plus", "from urllib.parse import unquote_plus")),
        before: "(",
        after: ")",
        takes_all: true,
    },
};

const SCOPING: Scoping = Scoping {
    assignment_binds: true,
    has_blocks: false,
    defaults_at_load: true,
    class_is_scope: true,
    receiver: None,
    exports_all: true,
    dotted_modules: true,
    run_directly: ["__name__", "__main__"],
    only_types: &[("typing", "TYPE_CHECKING"), ("typing_extensions", "TYPE_CHECKING")],
    dynamic: &["exec", "eval", "__import__", "importlib.import_module"],
    sees_names: &["locals", "vars", "dir", "eval", "exec"],
    constructor: "__init__",
    call: "__call__",
};

/// Python's own functions and types, as its library reference lists them, without those of an underscore.
const BUILTINS: &[&str] = &[
    "abs",
    "aiter",
    "all",
    "anext",
    "any",
    "ascii",
    "bin",
    "bool",
    "breakpoint",
    "bytearray",
    "bytes",
    "callable",
    "chr",
    "classmethod",
    "compile",
    "complex",
    "copyright",
    "credits",
    "delattr",
    "dict",
    "dir",
    "divmod",
    "enumerate",
    "eval",
    "exec",
    "exit",
    "filter",
    "float",
    "format",
    "frozenset",
    "getattr",
    "globals",
    "hasattr",
    "hash",
    "help",
    "hex",
    "id",
    "input",
    "int",
    "isinstance",
    "issubclass",
    "iter",
    "len",
    "license",
    "list",
    "locals",
    "map",
    "max",
    "memoryview",
    "min",
    "next",
    "object",
    "oct",
    "open",
    "ord",
    "pow",
    "print",
    "property",
    "quit",
    "range",
    "repr",
    "reversed",
    "round",
    "set",
    "setattr",
    "slice",
    "sorted",
    "staticmethod",
    "str",
    "sum",
    "super",
    "tuple",
    "type",
    "vars",
    "zip",
];

const OS: Environment = Environment {
    modules: &["os"],
    object: "environ",
    readers: &["getenv"],
    writers: &["putenv"],
    raises: true,
};

/// The last dot stands before the function; those before it are folders.
fn handler(text: &str) -> Option<HandlerName> {
    let (stem, function) = text.rsplit_once('.')?;
    // What begins with a dot is imported from a package around it, and there is none.
    let is_relative = stem.is_empty() || stem.starts_with('.');
    let stem = stem.replace('.', "/");
    (!is_relative).then(|| HandlerName { stem, function: function.to_owned() })
}

/// What is taken from a package may be a module in it, which then hides nothing of the package itself.
fn import(import: &Import) -> Sought {
    let module = import.module.trim_start_matches('.');
    let dots = import.module.len() - module.len();
    let up = "../".repeat(dots.saturating_sub(1));
    let package = format!("{up}{}", module.replace('.', "/"));
    let item = import.item.as_deref().filter(|item| *item != "*");
    let item = item.map(|item| match package.trim_end_matches('/') {
        "" => item.to_owned(),
        package => format!("{package}/{item}"),
    });
    let base = if dots == 0 { Base::Roots } else { Base::Here };
    Sought { base, paths: item.into_iter().chain([package]).collect() }
}

/// A module, or a package with what runs when it is imported. A folder as such can only be a package.
fn files(path: &str) -> Vec<String> {
    match path.trim_end_matches('/') {
        "" => vec!["__init__.py".to_owned()],
        folder if folder.len() < path.len() => vec![format!("{folder}/__init__.py")],
        path => vec![format!("{path}.py"), format!("{path}/__init__.py")],
    }
}
