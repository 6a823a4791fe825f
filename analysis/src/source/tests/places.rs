//! Where things stand, and what broken or hostile text gives.

use super::outline::module;
use crate::source::Language::{JavaScript, Python, TypeScript};
use crate::source::{FunctionId, ParameterKind, StatementKind, read, walk};
use crate::text::{FileId, Span};

#[test]
fn spans_are_the_text_as_written() {
    for (language, text, name, whole) in [
        (Python, "@d\ndef f(a):\n    pass\n", "f", "@d\ndef f(a):\n    pass"),
        (Python, "f = lambda: 1", "f", "lambda: 1"),
        (JavaScript, "exports.f = async () => 1;", "f", "async () => 1"),
        (JavaScript, "export async function f() {}", "f", "async function f() {}"),
        (TypeScript, "export const f: H = (e) => {};", "f", "(e) => {}"),
        (TypeScript, "class A { f = () => 1 }", "f", "() => 1"),
    ] {
        let module = module(language, text);
        let function = &module.functions[0];
        assert_eq!(&text[function.name_at.range()], name, "{text}");
        assert_eq!(&*function.name, name, "{text}");
        assert_eq!(&text[function.at.range()], whole, "{text}");
    }
}

#[test]
fn functions_stand_in_order_of_place_and_know_where_they_are() {
    let text = "def a(x=lambda: 1):\n    def b():\n        return lambda: 2\nclass C:\n    def d(self): pass";
    let module = module(Python, text);
    let parents: Vec<_> = module.functions.iter().map(|function| function.parent).collect();
    let id = |number| Some(FunctionId(number));
    assert_eq!(parents, [None, None, id(0), id(2), None]);
    assert!(module.functions.is_sorted_by_key(|function| function.at.start));
    assert_eq!(module.functions[4].class.as_deref(), Some("C"));
    assert_eq!(module.functions[0].parameters[0].kind, ParameterKind::Positional);
}

#[test]
fn new_statements_go_behind_the_imports() {
    for (language, text, before) in [
        (Python, "import a\nfrom b import (\n  c,\n)  # why\nx = 1\n", ")  # why"),
        (Python, "try:\n    import a\nexcept ImportError:\n    a = None\nx = 1\n", "    a = None"),
        (Python, "#!/usr/bin/python\n\"\"\"Doc.\"\"\"\nx = 1\n", "\"\"\"Doc.\"\"\""),
        (Python, "#!/usr/bin/python\nx = 1\n", "#!/usr/bin/python"),
        (Python, "x = 1\n", ""),
        (JavaScript, "'use strict';\nconst a = require('a');\r\nf();\n", "const a = require('a');"),
        (JavaScript, "'use strict';\nf();\n", "'use strict';"),
        (TypeScript, "import a from 'a'\nexport const b = 1", "import a from 'a'"),
    ] {
        let at = module(language, text).insert_at.expect("a whole file").range();
        assert!(at.is_empty() && text[..at.start].ends_with(before), "{text}: {at:?}");
        assert!(before.is_empty() || text[at.end..].starts_with(['\r', '\n']), "{text}: {at:?}");
    }
}

#[test]
fn inline_code_points_back_into_its_template() {
    let template = "Code: |\n    import os\n    x = os.environ['A']\n";
    let text = "import os\nx = os.environ['A']\n";
    let module = read(FileId(3), Python, text, &[(0, 12), (10, 26)]);
    assert_eq!(module.insert_at, None);
    let mut written = Vec::new();
    walk::statements(&module.body, &mut |statement| written.push(&template[statement.at.range()]));
    assert_eq!(written, ["import os", "x = os.environ['A']"]);
    assert_eq!(module.body[0].at, Span::new(FileId(3), 12, 21));
}

#[test]
fn comments_are_kept_wherever_they_stand() {
    for (language, text, expected) in [
        (Python, "# a\nx = f(1,  # b\n  2) #  c\n", &[("a", true), ("b", false), ("c", false)][..]),
        (Python, "x = '# no'\n", &[]),
        (
            JavaScript,
            "// a\nf(/* b */ 'x//y');\n/** c */",
            &[("a", true), ("b", false), ("c", true)],
        ),
        (TypeScript, "type A = {\n  // a\n  b: C\n}", &[("a", true)]),
    ] {
        let comments = module(language, text).comments;
        let found: Vec<_> =
            comments.iter().map(|comment| (&*comment.text, comment.own_line)).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn a_pattern_binds_its_names_however_deep() {
    for (language, text, expected) in [
        (Python, "for a, (b.c, *d), [e] in x: pass", &["a", "d", "e"][..]),
        (Python, "for a in x: pass", &["a"]),
        (JavaScript, "for (const { a, b: [c, d = 1], ...e } of x) f()", &["a", "c", "d", "e"]),
        (TypeScript, "for (a.b of x) f()", &[]),
    ] {
        let module = module(language, text);
        let StatementKind::Loop { targets, .. } = &module.body[0].kind else { panic!("{text}") };
        let bound: Vec<_> = targets.iter().flat_map(walk::bound).collect();
        assert_eq!(bound, expected, "{text}");
    }
}

#[test]
fn broken_text_is_read_as_far_as_it_goes() {
    for (language, text, functions, broken) in [
        (Python, "def f(:\n    pass\n\ndef g(event, context):\n    return 1\n", 1, true),
        (Python, "def g(event, context):\n    return event[\n", 1, true),
        (JavaScript, "const a = ;\nexports.h = async (event) => { f( };\n", 1, true),
        (TypeScript, "export const h = async (event: E) => { const x = ", 0, true),
        (TypeScript, "export const h = () => <A b={c} />;", 1, false),
        (Python, "", 0, false),
        (JavaScript, "\u{feff}f()\r\n", 0, false),
    ] {
        let module = module(language, text);
        assert!(module.functions.len() >= functions, "{text}: {:#?}", module.functions);
        assert_eq!(module.broken, broken, "{text}");
    }
}

#[test]
fn nesting_without_end_is_cut_off() {
    let deep = |open: &str, middle: &str, close: &str| {
        format!("{}{middle}{}", open.repeat(5_000), close.repeat(5_000))
    };
    for (language, text) in [
        (Python, format!("x = {}", deep("(", "1", ")"))),
        (Python, format!("x = {}", deep("[f(", "1", ")]"))),
        (Python, format!("x = {}", deep("lambda: ", "1", ""))),
        (Python, format!("x = a{}", ".b()".repeat(5_000))),
        (Python, format!("x = {}1", "not ".repeat(5_000))),
        (JavaScript, format!("x = {}", deep("{a: () => [", "1", "]}"))),
        (JavaScript, deep("if (a) { ", "b()", " }")),
        (JavaScript, format!("{}b()", "if (a) c(); else ".repeat(5_000))),
        (JavaScript, format!("const {} = x", deep("[", "a", "]"))),
        (TypeScript, deep("(function () { return ", "1", " })()")),
        (TypeScript, format!("x = y{}", "?.z!".repeat(5_000))),
    ] {
        assert!(module(language, &text).broken, "{}", &text[..40]);
    }
    let sum = format!("x = {}", vec!["'a'"; 5_000].join(" + "));
    for language in [Python, JavaScript] {
        let module = module(language, &sum);
        assert!(!module.broken, "a long sum is not deep");
        assert!(matches!(module.body[0].kind, StatementKind::Assign(_)));
    }
}
