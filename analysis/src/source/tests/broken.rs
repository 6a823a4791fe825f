//! JavaScript and TypeScript that is broken in so many places that it is not read, and what is read all the same.

use super::outline::{module, outline};
use crate::source::Language::{self, JavaScript, TypeScript};
use crate::text::{FileId, Span};

/// What makes a long text too broken to be read when it is written again and again.
const PIECES: &[&str] = &[
    "'",
    "\"abc\n",
    "x = 'don't do it';\n",
    "let = ;",
    "let x = @ @;\n",
    "x = y z;\n",
    "a b\n",
    "${a}",
    "a + * b;\n",
    "f(a,,b) ",
    "foo(bar baz);\n",
    "for (;;;) ",
    "if (a b) c\n",
    "if a { b }\n",
    "?:",
    "@ ",
    "}; ",
    "case 1:\n",
    "import from;\n",
    "import a b;\n",
    "const x = {a: ;\n",
    "var a = [1, 2;\n",
    "function f( {\n",
    "class { x: }\n",
    "<a>{b</a>\n",
    "</div>\n",
    "This is prose, and it goes on.\n",
    "It isn't code; it says \"so\".\n",
    "- item one\n",
    "# Heading\n",
    "def f(x):\n    return x\n",
    "<?php echo $a; ?>\n",
    "<<<<<<< HEAD\nlet a;\n=======\nlet b;\n>>>>>>> x\n",
    "SELECT * FROM a WHERE b = 'c';\n",
];

/// One mistake, and what is fine by itself but not after it.
const MISTAKES: &[(Language, &str, &str)] = &[
    (JavaScript, "import {\n", "x = a ? b : c;\n"),
    (JavaScript, "for (\n", "x;\n"),
    (JavaScript, "for (\n", "let x = 1;\n"),
    (JavaScript, "class A {\n", "a => b,\n"),
    (JavaScript, "class A {\n", "  'a': 'b',\n"),
    (JavaScript, "function f(\n", "'x',\n"),
    (JavaScript, "x = <div a={\n", "let x = 1;\n"),
    (TypeScript, "for (\n", "x;\n"),
    (TypeScript, "({\n", "  b?: number;\n"),
    (TypeScript, "let v: A<\n", "class C { m() {} }\n"),
];

#[test]
fn what_is_broken_everywhere_is_not_read() {
    let pieces = PIECES.iter().map(|piece| (JavaScript, "async () => {\n", *piece));
    let mut read = Vec::new();
    for (language, before, piece) in pieces.chain(MISTAKES.iter().copied()) {
        let text = before.to_owned() + &piece.repeat(250_000 / piece.len());
        let module = module(language, &text);
        let first = before.lines().next().map_or(0, str::len);
        let unread = Some(Span::new(FileId(0), 0, first));
        if (module.unread, module.broken, module.body.len()) != (unread, true, 0) {
            read.push((language, before, piece));
        }
    }
    assert!(read.is_empty(), "{read:#?}");
}

#[test]
fn what_is_read_again_and_again_is_not_read() {
    for (piece, is_unread) in [("/* ", true), ("// a\n", false), ("/* a */\n", false)] {
        let module = module(JavaScript, &piece.repeat(30_000));
        assert_eq!(module.unread.is_some(), is_unread, "{piece}");
    }
}

/// Styles of code that is fine, a piece of each.
const FINE: &[(Language, &str, &str, &str)] = &[
    (JavaScript, "", "const a = b ? c : [d, ...e];\n", ""),
    (JavaScript, "(function () {\n", "  a.b(c, function (d) { return d - 1 })\n", "})();\n"),
    (JavaScript, "!function(){", "var a=1,b=a?-a:+a;for(;a--;)b+=a;", "}();"),
    (JavaScript, "x = {\n", "  'a': [1, 2, { b: null }],\n", "};\n"),
    (JavaScript, "x = [", "\"it's\", ", "];\n"),
    (JavaScript, "x = `", "it's } not ' code\n", "`;\n"),
    (
        JavaScript,
        "class A {\n",
        "  async *m({ a }, [b]) { for await (const c of a) yield b; }\n",
        "}\n",
    ),
    (JavaScript, "", "if (a)\n  b\nelse\n  c\n++d\n", ""),
    (JavaScript, "", "x = <A b={c} {...d}>it's <B /> {e}</A>;\n", ""),
    (JavaScript, "", "x = /['\"`(]/.test(a) / 2;\n", ""),
    (JavaScript, "", "// it's prose, isn't it\n/* so ' is \" this */\n", ""),
    (JavaScript, "", "![]+[]+!![]+{};", ""),
    (JavaScript, "switch (a) {\n", "  case 'b': c(); break;\n", "}\n"),
    (JavaScript, "", "export const f = async ({ a = 1 }) => ({ ...(await b(a)) });\n", ""),
    (TypeScript, "", "type A<T> = T extends { a: infer U }[] ? `x${string}` : never;\n", ""),
    (TypeScript, "interface A {\n", "  readonly a?: Map<string, B<C>>;\n", "}\n"),
    (
        TypeScript,
        "@d() class A {\n",
        "  constructor(private readonly a: B) { super(<C>a!); }\n",
        "}\n",
    ),
    (TypeScript, "", "const x = <A b={c as D}>it's</A>;\n", ""),
    (TypeScript, "namespace N {\n", "  export enum E { A = 1 << 2, B }\n", "}\n"),
];

#[test]
fn what_is_fine_is_read_however_long() {
    for (language, before, piece, after) in FINE {
        let text = before.to_string() + &piece.repeat(100_000 / piece.len()) + after;
        let module = module(*language, &text);
        assert_eq!((module.unread, module.broken), (None, false), "{before}{piece}");
    }
}

#[test]
fn what_is_broken_in_a_hundred_places_is_read_all_the_same() {
    let fine = "function f(a) {\n  return a.b({ c: 1 });\n}\n".repeat(500);
    for piece in PIECES {
        // These may open what reaches to the end.
        if piece.contains(['\'', '{', '?']) {
            continue;
        }
        let broken = format!("{piece}\n").repeat(100);
        for text in [broken.clone() + &fine, fine.clone() + &broken] {
            let module = module(JavaScript, &text);
            assert_eq!(module.unread, None, "{piece}");
        }
    }
}

#[test]
fn a_long_text_is_read_as_a_short_one() {
    let head =
        "const aws = require('aws');\nexports.handler = async (event) => {\n  first(event);\n";
    let tail = "\n  last(event);\n};\n";
    let lines = ["// ü\n", "f(a ? b : ({ c, d: [`${e}`] }));\n", "if (a) {\n  b = c\n}\n"];
    let longer = lines.map(|line| (outline(JavaScript, line), line.repeat(1_500)));
    for typed in [
        "a.",
        "a.b(",
        "a.b({ c: ",
        "if (",
        "if (a) {",
        "`${a",
        "const { a",
        "import {",
        "a b",
        "}",
        "'",
    ] {
        for text in [format!("{head}  {typed}"), format!("{head}  {typed}{tail}")] {
            for language in [JavaScript, TypeScript] {
                for (line, before) in &longer {
                    let long = outline(language, &format!("{before}{text}"));
                    assert_eq!(long.matches(line).count() >= 1_500, !line.is_empty());
                    let rest = long.replace(line, "");
                    assert_eq!(rest, outline(language, &text), "{line}{text}");
                }
            }
        }
    }
}
