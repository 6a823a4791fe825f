//! Text that nobody writes: it costs what its size says, and never the process.

use super::outline::module;
use crate::source::Language::Python;
use crate::source::{ExprKind, StatementKind, walk};

#[test]
fn long_python_is_read_in_one_go() {
    let comments = "# comment\n".repeat(20_000);
    assert_eq!(module(Python, &comments).comments.len(), 20_000);
    let tags = "!Sub ".repeat(20_000);
    assert!(module(Python, &tags).broken);
    let sum = format!("x = {}1\n", "a + ".repeat(100_000));
    let sum = module(Python, &sum);
    let StatementKind::Assign(assign) = &sum.body[0].kind else { panic!("an assignment") };
    let Some(ExprKind::Other(terms)) = assign.value.as_ref().map(|value| &value.kind) else {
        panic!("a sum")
    };
    assert_eq!((terms.len(), sum.broken), (100_001, false));
}

#[test]
fn what_python_refuses_to_nest_is_broken_whatever_its_depth() {
    for (open, middle, close) in [
        ("(", "1", ")"),
        ("[", "1", "]"),
        ("{1: ", "1", "}"),
        ("f(", "1", ")"),
        ("(yield ", "1", ")"),
        ("(a := ", "1", ")"),
        ("(", "", ""),
        ("f'{", "", ""),
        ("not ", "1", ""),
        ("-", "1", ""),
        ("lambda: ", "1", ""),
        ("await ", "1", ""),
        ("a ** ", "1", ""),
        ("a if b else ", "1", ""),
        ("a", ".b()[0]", ".b()[0]"),
        ("async ", "", ""),
        ("*", "a", ""),
    ] {
        for times in [300, 10_000, 100_000] {
            let text = format!("x = {}{middle}{}\n", open.repeat(times), close.repeat(times));
            assert!(module(Python, &text).broken, "{times} times {open:?}");
        }
    }
}

#[test]
fn a_tree_stays_as_large_as_its_text() {
    let compared = (0..40).fold("a".to_owned(), |inner, _| format!("b < (c < {inner} < d) < e"));
    let subject = format!("match [{}]:\n", "f(a), ".repeat(2_000));
    let matched = subject + &" case 1: pass\n".repeat(100);
    for text in [compared, matched] {
        let mut expressions = 0;
        walk::expressions(&module(Python, &text).body, &mut |_| expressions += 1);
        assert!(expressions < text.len(), "{expressions} of {} bytes", text.len());
    }
}
