//! What names and expressions are, in small programs: after `#=` or `//=` stands what is returned there.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Code, Handler, Piece, Trace, Value};
use crate::files::SourceFile;
use crate::source::{FunctionId, Language, StatementKind, walk};
use crate::text::{FileId, Text};

/// A handler of some files: path and text; each imports those whose stem its import's module ends in.
fn handler(files: &[(&str, &str)]) -> Handler {
    let read: Vec<Arc<SourceFile>> = files
        .iter()
        .enumerate()
        .map(|(index, (path, text))| {
            let language = Language::of_path(path).unwrap();
            Arc::new(SourceFile::read(FileId(index as u32), language, &Text::new(*text)))
        })
        .collect();
    let stems: Vec<&str> = files.iter().map(|(path, _)| path.split('.').next().unwrap()).collect();
    let imports = read
        .iter()
        .map(|file| {
            let imports = file.module.imports.iter().enumerate();
            let own = imports.filter_map(|(index, import)| {
                let name = import.module.rsplit(['/', '.']).next()?;
                Some((index, stems.iter().position(|stem| *stem == name)?))
            });
            own.collect::<BTreeMap<_, _>>()
        })
        .collect();
    Handler::new("", read, imports, "handler")
}

/// A value in short.
fn short(code: &Code, value: &Value) -> String {
    let of = |value: &Value| short(code, value);
    match value {
        Value::Unknown => "?".to_owned(),
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(text) => (*text).to_owned(),
        Value::Text(pieces) => {
            let pieces = pieces.iter().map(|piece| match piece {
                Piece::Known(text) => (*text).to_owned(),
                Piece::Of(value) => format!("{{{}}}", of(value)),
            });
            format!("'{}'", pieces.collect::<String>())
        }
        Value::List(_, items) => format!("list of {}", items.len()),
        Value::Object(_, properties) => format!("object of {}", properties.len()),
        Value::Function(function) => format!("function {}", code.function(*function).name),
        Value::Class(class) => format!("class {}", code.class(*class).name),
        Value::Instance(class) => format!("a {}", code.class(*class).name),
        Value::File(file) => format!("file {file}"),
        Value::Package(name) => format!("package {name}"),
        Value::Global(name) => format!("global {name}"),
        Value::Parameter(function, index) => {
            format!("{}", code.function(*function).parameters[*index].name)
        }
        Value::Member(object, name) => format!("{}.{name}", of(object)),
        Value::Element(object, key) => format!("{}[{}]", of(object), of(key)),
        Value::Item(object) => format!("item of {}", of(object)),
        Value::Call(site) => format!("{}()", of(&site.callee)),
        Value::Any(all) => all.iter().map(of).collect::<Vec<_>>().join(" | "),
    }
}

/// Compares what functions return with the comment at the end of the line.
fn check(files: &[(&str, &str)]) {
    let handler = handler(files);
    let code = Code::new(&handler.files, &handler.imports, &handler.beside);
    let _ = Trace::new(&code, &handler.name);
    let mut count = 0;
    for (file, (path, text)) in files.iter().enumerate() {
        for (index, function) in code.module(file).functions.iter().enumerate() {
            let place = super::Place { file, function: Some(FunctionId(index as u32)) };
            walk::statements(&function.body, &mut |statement| {
                let StatementKind::Return(Some(value)) = &statement.kind else { return };
                let line = text[value.at.start as usize..].lines().next().unwrap();
                let Some((_, expected)) =
                    line.rsplit_once("= ").filter(|(head, _)| head.ends_with(['#', '/']))
                else {
                    return;
                };
                let found = code.expanded(&code.value(place, value));
                assert_eq!(short(&code, &found), expected, "{path}: {line}");
                count += 1;
            });
        }
    }
    assert!(count > 0, "nothing was compared");
}

const PYTHON: &str = "
import os, boto3
import store
from store import Client, make, LIMIT as most
client = None
NAME = 'a' + '-b'
def one(): return NAME #= 'a-b'
def two(name): return f'{NAME}/{name}.csv' #= 'a-b/{name}.csv'
def three(): return os.environ['X'] #= package os.environ.X
def four(): return os.getenv('X', 'd') #= package os.environ.X | 'd'
def five(): return store.LIMIT #= 3
def six(): return most #= 3
def seven(): return make().table #= 'orders'
def eight(): return Client('x').name #= 'x'
def nine():
    global client
    if client is None:
        client = boto3.client('s3')
    return client #= package boto3.client()
def ten(): return client #= package boto3.client()
def eleven():
    x = 1
    x = 2
    return x #= 2
def twelve(flag):
    x = 1
    if flag:
        x = 2
    return x #= 1 | 2
def handler(event, context):
    for record in event['Records']:
        return record['s3']['bucket'] #= item of event.Records.s3.bucket
    helper(event['body'])
    return Client('x') #= a Client
def helper(body): return body #= event.body
def fourteen():
    def inner():
        nonlocal y
        y = 3
    y = 2
    return inner #= function inner
class Scope:
    NAME = 'own'
    def method(self): return NAME #= 'a-b'
    def field(self): return self.NAME #= 'own'
def fifteen(): return '/'.join([NAME, 'x']) #= 'a-b/x'
def sixteen(): return 'out/{}'.format(NAME) #= 'out/{?}'
def seventeen(): return missing #= global missing
";

const PYTHON_STORE: &str = "
LIMIT = 3
class Client:
    table = 'orders'
    def __init__(self, name):
        self.name = name
def make():
    return Client('x')
";

#[test]
fn python_names_are_followed() {
    check(&[("app.py", PYTHON), ("store.py", PYTHON_STORE)]);
}

#[test]
fn javascript_names_are_followed() {
    check(&[
        (
            "app.mjs",
            "
import { S3Client } from '@aws-sdk/client-s3';
import { store, limit } from './store';
import * as whole from './store';
const name = `${limit}-x`;
let kept;
function two() { return name; //= '{3}-x'
}
function three() { return process.env.X; //= global process.env.X
}
function four() { return store.client; //= package @aws-sdk/client-s3.S3Client()
}
function five() { return whole.limit; //= 3
}
function six() { kept ??= new S3Client({}); return kept; //= package @aws-sdk/client-s3.S3Client()
}
function seven() { const { a: { b } } = { a: { b: 1 } }; return b; //= 1
}
function eight() { { const x = 1; } const x = 2; return x; //= 2
}
function nine() { return inner; //= function inner
  function inner() {}
}
function ten({ Records: [first] }) { return first; //= .Records.0
}
class Box { #x = 1; size = 4; constructor(v) { this.v = v; } get() { return this.size; //= 4
  } }
function eleven() { return new Box(5).v; //= 5
}
export const handler = async (event) => { eleven(); return event.Records[0].body; //= event.Records.0.body
};
",
        ),
        (
            "store.js",
            "
const { S3Client } = require('@aws-sdk/client-s3');
const client = new S3Client({});
module.exports = { store: { client }, limit: 3 };
",
        ),
    ]);
}

#[test]
fn what_leads_in_circles_ends() {
    check(&[(
        "app.py",
        "
def one(n): return two(n) or one(n - 1)
def two(n): return one(n) or two(n - 1)
a = lambda: b
b = lambda: a
x = y
y = x
def three(): return x #= ?
class A(A):
    def m(self): return self.missing #= ?
def handler(event, context): return one(1)() #= ?
",
    )]);
}

#[test]
fn complete_is_checked() {
    for (files, complete) in [
        (&[("app.py", "def handler(event, context): pass")][..], true),
        (&[("app.py", "import json\ndef handler(event, context): json.loads('')")], true),
        (&[("app.py", "from .lost import x\ndef handler(event, context): pass")], false),
        (&[("app.py", "from lost import *\ndef handler(event, context): pass")], false),
        (&[("app.py", "def handler(event, context): exec(event['code'])")], false),
        (&[("app.py", "def handler(event, context): (")], false),
        (&[("app.mjs", "export const handler = async (event) => require(event.name);")], false),
        (
            &[
                ("app.py", "import own\ndef handler(event, context): own.missing()"),
                ("own.py", "x = 1"),
            ],
            false,
        ),
    ] {
        let mut handler = handler(files);
        handler.follow(|_, trace| assert_eq!(trace.complete, complete, "{files:?}"));
    }
}

#[test]
fn functions_that_call_each_other_come_to_an_end() {
    let text = "
const one = (item, seen) => {
  if (seen.has(item)) { seen.add(item); many({}, item, seen); seen.delete(item); }
  if (seen.has(item)) { seen.add(item); each([], item, seen); seen.delete(item); }
};
const each = (target, items, seen) => {
  for (const index in items) { place(target, index, items[index], seen); }
};
const place = (target, index, item, seen) => {
  const before = target[index];
  if (seen.has(item)) { many(before, item, seen); each(before, item, seen); one(item, seen); }
};
const many = (target, source, seen) => {
  for (const key in source) {
    const [next, before] = [source[key], target[key]];
    if (seen.has(next)) { each(before, next, seen); many(before, next, seen); many({}, next, seen); }
    if (seen.has(before)) { place(target, key, source[key], seen); }
  }
};
export const handler = async (event) => many({}, event, new Set());
";
    let mut handler = handler(&[("app.mjs", text)]);
    handler.follow(|code, trace| {
        assert!(trace.complete);
        assert!(code.work() < 5_000, "{} expressions were followed", code.work());
    });
}

#[test]
fn names_of_files_beside_are_seen_without_an_import() {
    let texts = [
        ("a.py", "LIMIT = 3\ndef handler(event, context): return name(LIMIT)"),
        ("b.py", "def name(value): return other"),
        ("c.py", "LIMIT = 4\nother = 'x'"),
    ];
    let seen = |beside: Vec<Vec<usize>>| {
        let mut handler = handler(&texts);
        handler.beside = beside;
        let code = Code::new(&handler.files, &handler.imports, &handler.beside);
        let name = |file, name| short(&code, &code.exported(file, name).unwrap_or(Value::Null));
        let live = Trace::new(&code, &handler.name).live;
        ([name(0, "LIMIT"), name(0, "name"), name(1, "other")], live)
    };
    let (names, live) = seen(vec![vec![1, 2], vec![0, 2], vec![0, 1]]);
    assert_eq!(names, ["3", "function name", "'x'"]);
    assert_eq!(live, [true, true, true]);
    let (names, live) = seen(Vec::new());
    assert_eq!(names, ["3", "null", "null"]);
    assert_eq!(live, [true, false, false]);
}
