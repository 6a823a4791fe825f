//! Declared types.

use super::outline::module;
use crate::source::Language::{self, Python, TypeScript};
use crate::source::{StatementKind, Type, walk};

/// Parameters, then what is returned, of every function; then what is assigned.
fn declared(language: Language, text: &str) -> Vec<String> {
    let module = module(language, text);
    let mut found = Vec::new();
    let mut note = |name: &str, ty: &Option<Box<Type>>| {
        if let Some(ty) = ty {
            assert!(text.get(ty.at.range()).is_some_and(|written| written.contains(&*ty.name)));
            found.push(format!("{name}: {}", written(ty)));
        }
    };
    for function in &module.functions {
        for parameter in &function.parameters {
            note(&parameter.name, &parameter.ty);
        }
        note(&function.name, &function.ty);
    }
    let bodies = module.functions.iter().map(|function| &function.body);
    for body in bodies.chain([&module.body]) {
        walk::statements(body, &mut |statement| {
            if let StatementKind::Assign(assign) = &statement.kind {
                note("=", &assign.ty);
            }
        });
    }
    found
}

fn written(ty: &Type) -> String {
    let arguments: Vec<String> = ty.arguments.iter().map(written).collect();
    if arguments.is_empty() {
        return ty.name.to_string();
    }
    format!("{}<{}>", ty.name, arguments.join(", "))
}

#[test]
fn types_are_kept_by_name_where_they_are_declared() {
    for (language, text, expected) in [
        (
            Python,
            "def handler(event: SQSEvent, context: events.Context, *, n=1, **k: int) -> dict[str, Any]: ...",
            &["event: SQSEvent", "context: events.Context", "k: int", "handler: dict<str, Any>"][..],
        ),
        (Python, "x: 'Table' = 1\ny: Optional[\"a.B\"]\nz = 1", &["=: Table", "=: Optional<a.B>"]),
        (
            Python,
            "def f(a: A | B[C] | None, b: 'no name', c: f()): ...",
            &["a: <A, B<C>, None>", "b: ", "c: "],
        ),
        (
            TypeScript,
            "const h: Handler<SQSEvent, void> = async (e: a.E, { b }: C): Promise<R> => {}",
            &["e: a.E", ": C", "h: Promise<R>", "=: Handler<SQSEvent, void>"],
        ),
        (
            TypeScript,
            "class A { private t: Table; f(a?: B | null, ...c: D[]): asserts a {} }",
            &["a: <B, >", "c: ", "=: Table"],
        ),
        (TypeScript, "let a = 1; function f(x) {}", &[]),
    ] {
        assert_eq!(declared(language, text), expected, "{text}");
    }
}

#[test]
fn types_without_end_are_cut_off() {
    let many = vec!["A"; 5_000].join(" | ");
    for (language, text) in [
        (Python, format!("x: {many} = 1")),
        (Python, format!("x: {}A{} = 1", "B[".repeat(150), "]".repeat(150))),
        (TypeScript, format!("let x: {many} = 1")),
        (TypeScript, format!("let x: {}A{} = 1", "B<".repeat(1_000), ">".repeat(1_000))),
    ] {
        let module = module(language, &text);
        assert!(!module.broken && module.body.len() == 1, "{}", &text[..20]);
    }
}
