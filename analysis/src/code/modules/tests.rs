//! Which files a handler is made of, and whether they are all.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Leads, Projects, Roots, load};
use crate::files::{Content, Document, Entry, File, Files, Lookup, paths};
use crate::source::OwnModules;
use crate::text::{FileId, Text};

/// A workspace of these files, and of the folders that they lie in.
fn files(texts: &[(&str, &str)]) -> Files {
    let mut folders: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    let mut files = Files::new();
    for (number, (path, text)) in texts.iter().enumerate() {
        let text = Text::new(*text);
        let id = FileId(number as u32);
        let document = Some(Arc::new(Document::read(id, path, &text, None)));
        let file = File { id, content: Content::Text(text), document, named: false };
        files.insert((*path).to_owned(), file);
        let (mut inner, mut folder) = (*path, false);
        while let Some(around) = paths::above(inner) {
            let entry = Entry { name: paths::name(inner).to_owned(), folder };
            folders.entry(around.to_owned()).or_default().push(entry);
            (inner, folder) = (around, true);
        }
    }
    for (path, mut entries) in folders {
        entries.sort();
        entries.dedup();
        let content = Content::Folder(entries);
        files.insert(path, File { id: FileId(99), content, document: None, named: false });
    }
    files
}

/// The paths of a handler's files below `/p`, its entry first, and whether nothing is lost.
fn loaded(entry: &str, layers: &[&str], texts: &[(&str, &str)]) -> (Vec<String>, bool) {
    let texts: Vec<(String, &str)> =
        texts.iter().map(|(path, text)| (format!("/p/{path}"), *text)).collect();
    let texts: Vec<(&str, &str)> =
        texts.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let files = files(&texts);
    let mut lookup = Lookup::new(&files);
    let layers = layers.iter().map(|layer| format!("/p/{layer}")).collect();
    let path = format!("/p/{entry}");
    let roots = Roots { code: paths::parent(&path).to_owned(), layers };
    let source = lookup.source(&path).expect("the entry is source");
    let known = (&mut Projects::default(), &mut Leads::default());
    let (handler, found) = load(&path, &roots, Arc::clone(source), "handler", known, &mut lookup);
    assert_eq!(loaded_by_and_by(&path, &roots, &files), (found.clone(), handler.lost), "{path}");
    let mut found: Vec<String> =
        found.iter().filter_map(|path| Some(path.strip_prefix("/p/")?.to_owned())).collect();
    found.retain(|path| path != entry);
    (found, !handler.lost)
}

/// The paths of a handler's files, and whether something is lost, when a host answers one question after the other.
fn loaded_by_and_by(path: &str, roots: &Roots, all: &Files) -> (BTreeSet<String>, bool) {
    let missing = File { id: FileId(99), content: Content::Missing, document: None, named: false };
    let mut known = Files::from([(path.to_owned(), all[path].clone())]);
    let mut leads = Leads::default();
    loop {
        let mut lookup = Lookup::new(&known);
        let source = Arc::clone(lookup.source(path).expect("the entry is source"));
        let found = (&mut Projects::default(), &mut leads);
        let (handler, found) = load(path, roots, source, "handler", found, &mut lookup);
        if lookup.wanted.is_empty() {
            return (found, handler.lost);
        }
        for path in lookup.wanted {
            let answer = all.get(&path).unwrap_or(&missing).clone();
            known.insert(path, answer);
        }
    }
}

/// What an import in `app` leads to: the path of a file, nothing, or nothing though it should.
fn check(
    entry: &str,
    layers: &[&str],
    others: &[(&str, &str)],
    cases: &[(&str, Option<&str>, bool)],
) {
    for (text, expected, complete) in cases {
        let texts: Vec<(&str, &str)> = others.iter().copied().chain([(entry, *text)]).collect();
        let expected: Vec<String> = expected.iter().map(|path| (*path).to_owned()).collect();
        assert_eq!(loaded(entry, layers, &texts), (expected, *complete), "{text} in {entry}");
    }
}

#[test]
fn settings_above_are_waited_for_in_every_file() {
    let texts = [
        (
            "svc/index.ts",
            "import { log } from '@lib/log'; import { run } from './parts'; run(log);",
        ),
        ("svc/parts.ts", "import { log } from '@lib/more'; export const run = () => log();"),
        ("lib/log.ts", ""),
        ("lib/more.ts", ""),
        ("svc/tsconfig.json", r#"{"extends": "../tsconfig.base.json"}"#),
        ("tsconfig.base.json", r#"{"compilerOptions": {"paths": {"@lib/*": ["./lib/*"]}}}"#),
    ];
    let (found, is_whole) = loaded("svc/index.ts", &[], &texts);
    assert_eq!(
        (found.as_slice(), is_whole),
        (&["lib/log.ts", "lib/more.ts", "svc/parts.ts"].map(String::from)[..], true)
    );
}

#[test]
fn python_looks_in_the_code_folder_its_own_and_the_layers() {
    let others = [
        ("src/db.py", ""),
        ("src/pkg/__init__.py", ""),
        ("src/pkg/store.py", ""),
        ("src/plain/one.py", ""),
        ("src/templates/page.html", ""),
        ("layer/python/tools.py", ""),
        ("layer/loose.py", ""),
        ("other/far.py", ""),
    ];
    check(
        "src/app.py",
        &["layer"],
        &others,
        &[
            ("import db", Some("src/db.py"), true),
            ("from db import put", Some("src/db.py"), true),
            ("from pkg import store", Some("src/pkg/store.py"), true),
            ("from pkg import name", Some("src/pkg/__init__.py"), true),
            ("from . import db", Some("src/db.py"), true),
            ("from ..other import far", Some("other/far.py"), true),
            ("import tools", Some("layer/python/tools.py"), true),
            ("import loose", Some("layer/loose.py"), true),
            ("import boto3", None, true),
            ("from pkg.lost import name", None, false),
            ("from plain import two", None, false),
            ("from .lost import name", None, false),
            // A folder that only happens to be called as a package.
            ("import templates", None, true),
            ("from templates.x import y", None, true),
        ],
    );
    check("src/app.py", &[], &others, &[("import tools", None, true)]);
}

#[test]
fn javascript_follows_paths_and_takes_data_for_what_it_is() {
    let others = [
        ("src/db.ts", ""),
        ("src2/other.ts", ""),
        ("src/view.tsx", ""),
        ("src/both/index.mjs", ""),
        ("src/data.json", "{}"),
        ("src/types.d.ts", ""),
        ("layer/nodejs/node_modules/tools/package.json", r#"{"main": "lib/tools.js"}"#),
        ("layer/nodejs/node_modules/tools/lib/tools.js", ""),
        ("layer/nodejs/own.js", ""),
        ("src/node_modules/left/index.js", ""),
    ];
    check(
        "src/app.ts",
        &["layer"],
        &others,
        &[
            ("import './db'", Some("src/db.ts"), true),
            ("import '../src2/other'", Some("src2/other.ts"), true),
            ("import './db.js'", Some("src/db.ts"), true),
            ("import './view.jsx'", Some("src/view.tsx"), true),
            ("import './both'", Some("src/both/index.mjs"), true),
            ("import x from './data.json'; x()", None, true),
            ("import type { X } from './lost'", None, true),
            ("import './lost'", None, false),
            ("import './types'", None, false),
            ("import 'tools'", Some("layer/nodejs/node_modules/tools/lib/tools.js"), true),
            ("import '/opt/nodejs/own'", Some("layer/nodejs/own.js"), true),
            ("import '/opt/nodejs/lost'", None, false),
            ("import 'left'; import 'node:fs'; import 'fs'", None, true),
        ],
    );
    check("src/app.ts", &[], &others, &[("import 'tools'", None, true)]);
}

#[test]
fn typescript_paths_lead_to_files() {
    let others = [
        (
            "svc/tsconfig.json",
            "{ // how it is built\n \"extends\": \"../tsconfig.base\", \"compilerOptions\": { \"strict\": true, }, }",
        ),
        (
            "tsconfig.base.json",
            r#"{"compilerOptions": {"baseUrl": ".", "paths": {
                "@lib/*": ["libs/*/src"], "@lib/db/*": ["libs/database/*"], "one": ["libs/one.ts"],
                "@types/x": ["node_modules/x"]}}}"#,
        ),
        ("libs/log/src/index.ts", ""),
        ("libs/database/put.ts", ""),
        ("libs/one.ts", ""),
        ("libs/based.ts", ""),
    ];
    check(
        "svc/src/app.ts",
        &[],
        &others,
        &[
            ("import '@lib/log'", Some("libs/log/src/index.ts"), true),
            ("import '@lib/db/put'", Some("libs/database/put.ts"), true),
            ("import 'one'", Some("libs/one.ts"), true),
            ("import 'libs/based'", Some("libs/based.ts"), true),
            ("import '@lib/lost'", None, false),
            ("import '@types/x'", None, true),
            ("import 'installed'", None, true),
        ],
    );
    let catch_all = [
        ("tsconfig.json", r#"{"compilerOptions": {"paths": {"*": ["./types/*"]}}}"#),
        ("types/own.ts", ""),
    ];
    check(
        "app.ts",
        &[],
        &catch_all,
        &[("import 'own'", Some("types/own.ts"), true), ("import 'installed'", None, true)],
    );
    let ring = [("tsconfig.json", r#"{"extends": "./tsconfig.json"}"#)];
    check("app.ts", &[], &ring, &[("import 'installed'", None, true)]);
    let solution = [
        (
            "tsconfig.json",
            r#"{"files": [], "references": [{"path": "./tsconfig.app.json"}, {"path": "other"}]}"#,
        ),
        ("tsconfig.app.json", r#"{"compilerOptions": {"paths": {"@/*": ["./src/*"]}}}"#),
        ("src/db.ts", ""),
    ];
    check("app.ts", &[], &solution, &[("import '@/db'", Some("src/db.ts"), true)]);
}

#[test]
fn settings_that_refer_to_each_other_are_read_once() {
    let name = |number: usize| {
        if number == 0 { "tsconfig.json".to_owned() } else { format!("t{number}.json") }
    };
    let references: Vec<String> =
        (0..40).map(|number| format!("{{\"path\": \"./{}\"}}", name(number))).collect();
    let extends: Vec<String> = (0..40).map(|number| format!("\"./{}\"", name(number))).collect();
    let text = format!(
        "{{\"references\": [{}], \"extends\": [{}]}}",
        references.join(","),
        extends.join(",")
    );
    let named: Vec<String> = (0..40).map(name).collect();
    let files: Vec<(&str, &str)> =
        named.iter().map(|path| (path.as_str(), text.as_str())).collect();
    check("app.ts", &[], &files, &[("import 'installed'", None, true)]);
}

#[test]
fn packages_of_the_workspace_are_the_projects_own() {
    let others = [
        ("package.json", r#"{"workspaces": ["packages/*", "!packages/old"]}"#),
        ("packages/db/package.json", r#"{"name": "@acme/db", "main": "dist/index.js"}"#),
        ("packages/db/src/index.ts", ""),
        ("packages/db/src/put.ts", ""),
        (
            "packages/log/package.json",
            r#"{"name": "log", "exports": {
                ".": {"types": "./main.d.ts", "import": "./main.mjs"}, "./x/*": "./inner/*.js"}}"#,
        ),
        ("packages/log/main.mjs", ""),
        ("packages/log/inner/a.ts", ""),
        (
            "svc/package.json",
            r##"{"name": "svc", "imports": {"#own": "./own.js"},
            "dependencies": {"beside": "file:../beside", "installed": "^1.0.0"}}"##,
        ),
        ("svc/own.js", ""),
        ("beside/package.json", r#"{"name": "something"}"#),
        ("beside/index.js", ""),
    ];
    check(
        "svc/app.ts",
        &[],
        &others,
        &[
            ("import '@acme/db'", Some("packages/db/src/index.ts"), true),
            ("import '@acme/db/put'", Some("packages/db/src/put.ts"), true),
            ("import '@acme/db/lost'", None, false),
            ("import '@acme/dbx'", None, true),
            ("import 'log'", Some("packages/log/main.mjs"), true),
            ("import 'log/x/a'", Some("packages/log/inner/a.ts"), true),
            ("import 'beside'", Some("beside/index.js"), true),
            ("import '#own'", Some("svc/own.js"), true),
            ("import '#lost'", None, false),
            ("import 'installed'", None, true),
        ],
    );
    let pnpm = [
        ("pnpm-workspace.yaml", "packages:\n  - 'libs/**'\n"),
        ("libs/deep/er/package.json", r#"{"name": "deep"}"#),
        ("libs/deep/er/index.ts", ""),
        (".git/HEAD", ""),
    ];
    let found = Some("libs/deep/er/index.ts");
    check("app.ts", &[], &pnpm, &[("import 'deep'", found, true)]);
    // Above the repository nothing is asked.
    let nested: Vec<(&str, &str)> = pnpm.iter().copied().chain([("svc/.git/HEAD", "")]).collect();
    check("svc/app.ts", &[], &nested, &[("import 'deep'", None, true)]);
}

#[test]
fn a_package_is_the_files_of_its_folder() {
    let entry = |name: &str, folder| Entry { name: name.to_owned(), folder };
    let entries = [entry("a.py", false), entry("b.js", false), entry("c.py", true)];
    let found: Vec<&str> = super::of_language(&entries, crate::source::Language::Python).collect();
    assert_eq!(found, ["a.py"]);
}

#[test]
fn a_project_may_name_its_own_modules() {
    let modules = OwnModules { file: "app.mod", name: |text| text.strip_prefix("module ") };
    let files = files(&[
        ("/p/app.mod", "module example.com/app"),
        ("/p/cmd/main.py", ""),
        ("/p/inner/app.mod", "broken"),
        ("/q/main.py", ""),
    ]);
    for (folder, module, expected) in [
        ("/p/cmd", "example.com/app/store", Some("/p/store")),
        ("/p/cmd", "example.com/app", Some("/p")),
        ("/p/cmd", "example.com/apple", None),
        ("/p/cmd", "fmt", None),
        // The nearest file counts, also when it names nothing.
        ("/p/inner", "example.com/app/store", None),
        ("/q", "example.com/app/store", None),
    ] {
        let found = Projects::own(folder, module, modules, &mut Lookup::new(&files));
        assert_eq!(found.as_deref(), expected, "{folder} {module}");
    }
}
