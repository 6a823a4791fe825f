//! Who binds the names of small programs: `?` after a use asks, and the lines of what binds it are the answer.

use super::super::bindings::Bindings;
use super::super::{FunctionId, Language, read};
use crate::text::{FileId, Span, Text};

/// Compares, for each `name?N,M` in a comment at a line's end, the lines (from 1) that bind the name at that line's start.
/// `name?-` is bound by nothing in the file.
fn check(language: Language, text: &str) {
    let module = read(FileId(0), language, text, &[]);
    let bindings = Bindings::new(&module);
    let lines = Text::new(text);
    let mut count = 0;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let marks = line.rsplit(['#', '/']).next().filter(|mark| mark.contains('?'));
        for mark in marks.into_iter().flat_map(str::split_whitespace) {
            let (name, expected) = mark.split_once('?').unwrap();
            let first = start + line.find(|c: char| !c.is_whitespace()).unwrap();
            let at = Span::new(FileId(0), first, first + 1);
            let around = module.functions.iter().enumerate().filter(|(_, one)| {
                one.body
                    .first()
                    .zip(one.body.last())
                    .is_some_and(|(first, last)| first.at.to(last.at).contains(at))
            });
            let function = around.max_by_key(|(_, one)| one.at.start);
            let function = function.map(|(index, _)| FunctionId(index as u32));
            let found = bindings.lookup(function, name, at);
            let number =
                |span: Span| lines.position(span.start, crate::text::Encoding::Utf8).line + 1;
            let mut found: Vec<String> = found
                .unwrap_or_default()
                .iter()
                .map(|binding| number(binding.at).to_string())
                .collect();
            found.dedup();
            let found = if found.is_empty() { "-".to_owned() } else { found.join(",") };
            assert_eq!(found, expected, "{name} in {line}");
            count += 1;
        }
        start += line.len();
    }
    assert!(count > 0, "nothing was asked");
}

#[test]
fn python_binds_by_assigning() {
    check(
        Language::Python,
        "import os
x = 1
class A:
    x = 2
    print(x)  # x?4 os?1
    def m(self):
        print(x)  # x?2,17 A?3 m?-
def f(a, *b, c=1):
    x = 3
    def g():
        nonlocal x
        x = 4
        print(a)  # a?8 x?9,12
    print(x)  # x?9,12 b?8 c?8 g?10
def h():
    global x
    x = 5
    for i in range(3):
        print(i)  # i?18
    with open('f') as g, open('g') as k:
        pass
    try:
        pass
    except E as e:
        print(e)  # e?24 k?20
    if (n := 3):
        y, (z, *rest) = n
    print(y)  # y?27 z?27 rest?27 n?26
    print(x)  # x?2,17 later?31
    return missing  # missing?-
later = 1
",
    );
}

#[test]
fn javascript_binds_by_declaring() {
    check(
        Language::JavaScript,
        "const { a, b: { c }, ...d } = require('x').y;
let k;
function f(p, { q, r: [s] }, ...t) {
  k = 1;
  { const x = 1;
    use(x); // x?5
  }
  if (p) { const x = 2;
    use(x); // x?8
  }
  use(p); // p?3 q?3 s?3 t?3 a?1 c?1 d?1 k?2,4
  use(g); // g?13 x?5,8
  function g() {}
  for (const i of p) {
    use(i); // i?14
  }
  try { } catch (e) {
    use(e); // e?17
  }
  leak = 3;
}
class B { size = 1; m() {
  use(this); // B?22 size?- m?-
} }
use(leak); // leak?20
",
    );
}
