//! The rows against texts, paths and names.

use super::Language::{self, JavaScript, Python, TypeScript};
use super::{Base, LANGUAGES, Sought};
use crate::source::read;
use crate::text::FileId;

#[test]
fn the_language_is_known_by_the_extension() {
    for (path, expected) in [
        ("src/app.py", Some(Python)),
        ("src/app.mjs", Some(JavaScript)),
        ("src/app.jsx", Some(JavaScript)),
        ("src/app.test.tsx", Some(TypeScript)),
        ("src/app.tsx", Some(TypeScript)),
        ("src/app.d.ts", None),
        ("src/d.ts", None),
        ("src/app.d.mts", None),
        ("src/bad.ts", Some(TypeScript)),
        ("src.py/Makefile", None),
        ("app", None),
    ] {
        assert_eq!(Language::of_path(path), expected, "{path}");
    }
}

#[test]
fn every_row_is_whole() {
    for (index, row) in LANGUAGES.iter().enumerate() {
        assert_eq!(row.language as usize, index, "{}", row.name);
        let comment = format!("{} a\n", row.line_comment);
        let module = read(FileId(0), row.language, &comment, &[]);
        assert_eq!((module.comments.len(), module.broken), (1, false), "{}", row.name);
        let statement = row.language.assign("x", "1");
        let module = read(FileId(0), row.language, &statement, &[]);
        assert_eq!((module.body.len(), module.broken), (1, false), "{statement}");
        for extension in row.extensions {
            assert_eq!(Language::of_path(&format!("a.{extension}")), Some(row.language));
        }
        for ending in row.declarations {
            assert_eq!(Language::of_path(&format!("a.{ending}")), None);
        }
        for family in row.runtimes {
            assert!(Language::of_runtime(family).any(|language| language == row.language));
        }
    }
    assert_eq!(Language::of_runtime("java").count(), 0);
}

#[test]
fn handlers_are_taken_apart_as_the_runtimes_do() {
    for (language, text, expected) in [
        (Python, "app.handler", Some(("app", "handler"))),
        (Python, "src.app.handler", Some(("src/app", "handler"))),
        (Python, "src/app.handler", Some(("src/app", "handler"))),
        (Python, "handler", None),
        (Python, "./app.handler", None),
        (Python, "..app.handler", None),
        (Python, ".handler", None),
        (Python, "app:handler", None),
        (JavaScript, "../app.handler", None),
        (JavaScript, "app:handler", None),
        (JavaScript, "app.handler", Some(("app", "handler"))),
        (JavaScript, "src/app.handler", Some(("src/app", "handler"))),
        (JavaScript, "./src/app.handler", Some(("src/app", "handler"))),
        (TypeScript, "v1.2/app.a.b", Some(("v1.2/app", "a.b"))),
        (TypeScript, "app", None),
    ] {
        let found = (language.row().handler)(text);
        let found = found.as_ref().map(|name| (name.stem.as_str(), name.function.as_str()));
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn imports_say_where_their_modules_may_be() {
    for (language, text, base, paths) in [
        (Python, "import a.b", Base::Roots, &["a/b"][..]),
        (Python, "from a.b import c", Base::Roots, &["a/b/c", "a/b"]),
        (Python, "from a import *", Base::Roots, &["a"]),
        (Python, "from . import c", Base::Here, &["c", ""]),
        (Python, "from ..a import c", Base::Here, &["../a/c", "../a"]),
        (Python, "from .. import c", Base::Here, &["../c", "../"]),
        (JavaScript, "import a from './b.js'", Base::Here, &["./b.js"]),
        (JavaScript, "const a = require('..')", Base::Here, &[".."]),
        (JavaScript, "import a from '/opt/nodejs/b'", Base::Layers, &["nodejs/b"]),
        (TypeScript, "import '@acme/db/x'", Base::Package, &["@acme/db/x"]),
        (TypeScript, "import '/etc/x'", Base::Package, &[]),
        (TypeScript, "import 'node:fs'", Base::Package, &[]),
    ] {
        let module = read(FileId(0), language, text, &[]);
        let sought = (language.row().import)(&module.imports[0]);
        let paths = paths.iter().map(|path| (*path).to_owned()).collect();
        assert_eq!(sought, Sought { base, paths }, "{text}");
    }
}

#[test]
fn a_path_means_files_in_the_order_in_which_they_are_tried() {
    for (language, path, first) in [
        (Python, "a/b", &["a/b.py", "a/b/__init__.py"][..]),
        (Python, "", &["__init__.py"]),
        (Python, "../", &["../__init__.py"]),
        (TypeScript, "a.js", &["a.js", "a.js.js"]),
        (JavaScript, "a", &["a.js", "a.mjs", "a.cjs", "a.jsx", "a.ts"]),
        (JavaScript, "..", &["../index.js"]),
    ] {
        let files = (language.row().files)(path);
        assert_eq!(files[..first.len()], *first, "{path}");
    }
    for (path, source) in [
        ("a.js", "a.ts"),
        ("a.js", "a.tsx"),
        ("a.mjs", "a.mts"),
        ("a.cjs", "a.cts"),
        ("a.jsx", "a.tsx"),
        ("a", "a/index.ts"),
    ] {
        assert!((TypeScript.row().files)(path).iter().any(|file| file == source), "{path}");
    }
}

#[test]
fn a_lambda_entry_is_unmistakable() {
    for (language, text, expected) in [
        (Python, "def lambda_handler(event, context): pass", Some("lambda_handler")),
        (Python, "def lambda_handler(s3_event, _): pass", Some("lambda_handler")),
        (Python, "def lambda_handler(event): pass", None),
        (Python, "def handler(event, context): pass", None),
        (Python, "class A:\n  def f():\n    def lambda_handler(event, context): pass", None),
        (
            Python,
            "def run(event, context): pass\nlambda_handler = wrap(run)",
            Some("lambda_handler"),
        ),
        (Python, "def run(app): pass\nlambda_handler = wrap(run)", None),
        (Python, "def run(event, context): pass\nlambda_handler = run(1)", None),
        (JavaScript, "exports.handler = async (event) => 1", Some("handler")),
        (
            JavaScript,
            "const run = async (event) => 1\nexports.handler = wrap(run)",
            Some("handler"),
        ),
        (
            TypeScript,
            "const run = async (event: E) => 1\nexport const handler = wrap(run, {})",
            Some("handler"),
        ),
        (TypeScript, "const run = async (event: E) => 1\nconst handler = wrap(run)", None),
        (JavaScript, "module.exports.lambdaHandler = (event) => 1", Some("lambdaHandler")),
        (JavaScript, "const handler = async (event) => 1", None),
        (TypeScript, "export const handler = async (_event: E) => 1", Some("handler")),
        (TypeScript, "export function lambdaHandler(event: E) {}", Some("lambdaHandler")),
        (TypeScript, "export const handler = async (request: R) => 1", None),
    ] {
        let module = read(FileId(0), language, text, &[]);
        assert_eq!(module.lambda_entry(), expected, "{text}");
        assert!(expected.is_none() || language.may_have_entry(text), "{text}");
    }
    for (language, text) in [
        (Python, "x = lambda_handler(1)"),
        (Python, "def handler(event, context): pass"),
        (JavaScript, "const handler = 1; onClick={handler}"),
        (TypeScript, "import { handler } from './app'"),
    ] {
        assert!(!language.may_have_entry(text), "{text}");
    }
}
