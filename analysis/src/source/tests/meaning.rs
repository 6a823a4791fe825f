//! What the constructs of each language mean.

use super::outline::outline;
use crate::source::Language::{self, JavaScript, Python, TypeScript};

fn check(language: Language, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(outline(language, text).trim_end(), *expected, "{language:?}:\n{text}");
    }
}

#[test]
fn python_imports_keep_their_dots_and_names() {
    check(
        Python,
        &[
            ("import boto3", "import boto3 as boto3"),
            (
                "import boto3.session, numpy as np",
                "import boto3.session as boto3\nimport numpy as np",
            ),
            ("from . import db", "import . db as db"),
            ("from ..a.b import c as d", "import ..a.b c as d"),
            ("from x import *", "import x *"),
            ("from __future__ import annotations", "import __future__ annotations as annotations"),
            (
                "try:\n    import ujson as json\nexcept ImportError:\n    import json",
                "import ujson as json\nimport json as json\ntry\ncaught\n   = ImportError",
            ),
        ],
    );
}

#[test]
fn javascript_imports_of_every_form_are_the_same_thing() {
    check(
        JavaScript,
        &[
            (
                "import a, { b, c as d } from 'm'",
                "import m default as a\nimport m b as b\nimport m c as d",
            ),
            ("import * as m from 'm'", "import m as m"),
            ("import 'm'", "import m"),
            ("const m = require('m')", "import m as m"),
            ("const { a, b: c } = require('m')", "import m a as a\nimport m b as c"),
            ("const a = require('m').a", "import m a as a"),
            ("const { a } = await import('m')", "import m a as a"),
            ("const a = (await import(`m`)).a", "import m a as a"),
            ("require('m').config()", "import m\nrequire(\"m\").config()"),
            ("const x = wrap(require('m'))", "import m\nx = wrap(require(\"m\"))"),
            ("const x = require(name)", "x = require(name)"),
        ],
    );
}

#[test]
fn typescript_imports_that_are_only_types_are_marked() {
    check(
        TypeScript,
        &[
            ("import type { A } from 'm'", "import m A as A types"),
            ("import { type A, b } from 'm'; b()", "import m A as A types\nimport m b as b\nb()"),
            ("import { A } from 'm'; let a: A = 1", "import m A as A types\na = 1"),
            ("import { A } from 'm'; export { A }", "import m A as A\nexport A = A from None"),
            ("import m = require('m'); m()", "import m as m\nm()"),
            ("import 'm'", "import m"),
        ],
    );
}

#[test]
fn exports_of_every_form_are_seen() {
    check(
        JavaScript,
        &[
            ("exports.handler = base", "exports.handler = base"),
            ("module.exports = { handler, b: c }", "module.exports = {handler: handler, b: c}"),
            ("export const handler = base", "exported handler = base"),
            ("export async function f() {}", "async function f()\nexport f = f from None"),
            ("export default f", "export default = f from None"),
            ("export default function f() {}", "function f()\nexport default = f from None"),
            ("export { a as handler }", "export handler = a from None"),
            ("export { a as b } from './m'", "import ./m a\nexport b = a from Some(\"./m\")"),
            ("export * from './m'", "import ./m *\nexport * =  from Some(\"./m\")"),
        ],
    );
    check(TypeScript, &[("export = f", "module.exports = f"), ("export type { A }", "")]);
}

#[test]
fn python_statements_are_read() {
    check(
        Python,
        &[
            ("a = b = c", "a b = c"),
            ("a, (b, *c) = d", ">a ><>b >...c => = d"),
            ("n: int = 3\nm: str\nn += 1", "n = 3\nm =\nn += 1"),
            ("with open(p) as f, lock:\n    x()", "block\n  f = open(p)\n  lock\n  x()"),
            (
                "with suppress(KeyError, A): d()",
                "try\n  suppress(KeyError, A)\n  d()\ncaught\n   = [KeyError, A]",
            ),
            ("with a() as (b, [*c]): d()", "block\n  >b ><>...c => = a()\n  d()"),
            ("with (a() as b, c() as d):\n    x()", "block\n  b = a()\n  d = c()\n  x()"),
            (
                "for i, (j, k) in x:\n    y()\nelse:\n    z()",
                "block\n  loop [<>i ><>j >k => =>] over x\n    y()\n  z()",
            ),
            ("def f():\n    global a, b", "function f()\n  global a b"),
            ("raise A('x') from b", "raise A(\"x\")"),
            (
                "try:\n    a()\nexcept (B, C) as e:\n    d()\nelse:\n    f()\nfinally:\n    g()",
                "try\n  a()\ncaught\n  e = [B, C]\n  d()\nfinally\n  f()\n  g()",
            ),
            (
                "match x:\n    case 'a' | 'b': f()\n    case A.b if y: g()\n    case _: h()",
                "if ((x == \"a\") or (x == \"b\"))\n  f()\nelse\n  if ((x == A.b) and y)\n    g()\n  else\n    h()",
            ),
            ("assert a, b", "if not a\n  raise b"),
            (
                "@d\nclass A(B, metaclass=M):\n    x = 1\n    @staticmethod\n    def f(a): g()",
                "class A[B]\n  M\n  d\n  x = 1\n  @staticmethod function A.f(a)\n    g()",
            ),
        ],
    );
}

#[test]
fn python_expressions_are_read() {
    check(
        Python,
        &[
            (r#"f"a{b!r:>{c}}d{{e}}" "f" r'\n'"#, r#"text["a", other[b, c], "d{e}f\\n"]"#),
            (r"b'\x41' b'B' + 'C'", r#""ABC""#),
            (r#"'\101' '\N{DIGIT ONE}' + r"\d\\""#, r#""A1\\d\\\\""#),
            ("if (m := f()) is None and not x: g()", "if ((<m = f()> is null) and not x)\n  g()"),
            ("a < b < c", "((a < b) and (b < c))"),
            ("x not in y", "(x not in y)"),
            ("a if b else c", "(b ? a : c)"),
            ("a or b or c", "(a or b or c)"),
            ("f(*a, b=1, **c)", "f(...a, b=1, ...c)"),
            ("any(x for x in y)", "any(other[x, <*>x = y>])"),
            ("{'a': 1, **b, c: d}", "{a: 1, ...b, other[c, d]}"),
            ("x[1:2]", "x[other[1, 2]]"),
            (
                "f = lambda a, *b, c=1, **d: a",
                "f = function#0\n#0 function f(a, *b, /c=1, **d)\n  return a",
            ),
        ],
    );
}

#[test]
fn javascript_statements_are_read() {
    check(
        JavaScript,
        &[
            ("let { a, b: c, d = 1, ...e } = f", "a>a b>c d><d ?= 1> >...e = f"),
            ("const [a, , b] = c", ">a >other[] >b = c"),
            ("const { a: { b } } = c", "a><b>b => = c"),
            ("a ??= b; a ||= c; a += d; a++", "a ?= b\na ?= c\na += d\na +="),
            ("a = b.c = d", "a b.c = d"),
            ("for (const [k, v] of x) f(k)", "loop [<>k >v =>] over x\n  f(k)"),
            (
                "for (let i = 0; i < n; i++) f()",
                "block\n  i = 0\n  loop [] over (i < n)\n    f()\n    i +=",
            ),
            ("do f(); while (x)", "loop [] over x\n  f()"),
            ("try { f() } catch ({ message }) { g() }", "try\n  f()\ncaught\n  message =\n  g()"),
            (
                "switch (x) { case 1: case 2: f(); break; default: g() }",
                "if ((x === 1) or (x === 2))\n  f()\n  other []\nelse\n  g()",
            ),
            (
                "class A extends B { static c = new C(); f = async (e) => g; async h() {} }",
                "class A[B]\n  c = new C()\n  async function A.f(e)\n    return g\n  async function A.h()",
            ),
            (
                "class A extends B { c = d(); e; constructor() { super(); f() } }",
                "class A[B]\n  e =\n  function A.constructor()\n    this.c = d()\n    super()\n    f()",
            ),
            (
                "class A extends B { c = d() }",
                "class A[B]\n  function A.constructor()\n    super()\n    this.c = d()",
            ),
        ],
    );
}

#[test]
fn javascript_expressions_are_read() {
    check(
        JavaScript,
        &[
            ("`a${b}c` + 'd' + e", r#"text["a", b, "cd", e]"#),
            ("a?.b?.[c]", "a?.b?[c]"),
            ("a ?? b", "(a or b)"),
            ("a && b ? c : !d", "((a and b) ? c : not d)"),
            (
                "new A.B({ c, ...d, [e]: 1, f() {} })",
                "new A.B({c: c, ...d, other[e, 1], f: function#0})\n#0 function f()",
            ),
            ("f(undefined, null, -1, void 0)", "f(null, null, -1, null)"),
            ("x = y || (z = 1)", "x = (y or <z = 1>)"),
            ("tag`a${b}`", r#"tag(text["a", b])"#),
            (
                "f(({ a, b: { c }, ...d }, [e] = []) => 1)",
                "f(function#0)\n#0 function (a>a b.c>c *>d, 0>e=[])\n  return 1",
            ),
        ],
    );
}

#[test]
fn typescript_is_javascript_without_its_types() {
    check(
        TypeScript,
        &[
            ("const t = process.env.T!", "t = process.env.T"),
            ("f(a as B, c satisfies D, <E>g)", "f(a, c, g)"),
            ("f<A>(new B<C>())", "f(new B())"),
            ("enum A { B = 'b' }", "A = {B: \"b\"}"),
            ("interface A {}; type B = C; declare const d: E", ""),
            ("function f(a: A): void; function f(this: B, a: A, c?: D) {}", "function f(a, c)"),
            (
                "abstract class A<T> implements B { private c = 1; abstract d(): void }",
                "class A[]\n  function A.constructor()\n    this.c = 1",
            ),
            (
                "class A { constructor(private b: B, readonly c = d(), e) { f(b) } }",
                "class A[]\n  function A.constructor(b, c=d(), e)\n    this.b = b\n    this.c = c\n    f(b)",
            ),
            (
                "class A { @log({ b: 1 }) async handler(e: E): Promise<void> {} }",
                "class A[]\n  @log({b: 1}) async function A.handler(e)",
            ),
            ("const a = <b>{c}</b>", "a = other[other[b], other[c], other[b]]"),
        ],
    );
}

/// The same behaviour in three languages; where JavaScript has two spellings of one sign, it is Python's.
const SAME: [[&str; 3]; 5] = [
    [
        "import boto3\nc = boto3.client('s3')",
        "const boto3 = require('boto3');\nconst c = boto3.client('s3');",
        "import * as boto3 from 'boto3';\nconst c: C = boto3.client('s3')!;",
    ],
    [
        "async def handler(event, context):\n    a = await f(event['x'])\n    return {'a': a}",
        "async function handler(event, context) {\n  const a = await f(event['x']);\n  return { 'a': a };\n}",
        "async function handler(event: E, context: C): Promise<R> {\n  const a = (await f(event['x'])) as A;\n  return { a: a };\n}",
    ],
    [
        "def f(a, b=1):\n    if not a:\n        raise E('x')\n    elif b == 2:\n        g(b)\n    else:\n        h()",
        "function f(a, b = 1) {\n  if (!a) throw E('x');\n  else if (b == 2) { g(b) }\n  else { h() }\n}",
        "function f(a: A, b: number = 1) {\n  if (!a) { throw E('x') } else if (b == 2) g(b); else h();\n}",
    ],
    [
        "for r in event['Records']:\n    try:\n        f(r)\n    finally:\n        g(f'a{r}')",
        "for (const r of event['Records']) {\n  try { f(r) } finally { g(`a${r}`) }\n}",
        "for (const r of event['Records'] as R[]) {\n  try { f(r) } finally { g(`a${r!}`) }\n}",
    ],
    [
        "class A(B):\n    x = 1\n    def f(self, y):\n        return self.x or y",
        "class A extends B {\n  static x = 1;\n  f(self, y) { return self.x || y }\n}",
        "class A<T> extends B<T> {\n  private static x: number = 1;\n  public f(self: any, y?: T): T { return self.x ?? y }\n}",
    ],
];

#[test]
fn the_same_behaviour_is_the_same_tree_in_every_language() {
    for [python, javascript, typescript] in SAME {
        let expected = outline(Python, python);
        assert_eq!(outline(JavaScript, javascript), expected, "{javascript}");
        assert_eq!(outline(TypeScript, typescript), expected, "{typescript}");
    }
}
