//! What a handler keeps while somebody types in it.

use super::outline::{module, outline};
use crate::source::Language::Python;
use crate::source::{ExprKind, walk};

/// A handler with a line in the making at its end, or in its middle: what of it is still read.
const TYPING: &[(&str, &[&str])] = &[
    ("    t", &["t"]),
    ("    table.", &["table."]),
    ("    table.put_item(", &["table.put_item()"]),
    ("    table.put_item(Item", &["table.put_item(Item)"]),
    ("    table.put_item(Item=", &["table.put_item(Item="]),
    ("    table.put_item(Item={", &["table.put_item(Item="]),
    ("    table.put_item(Item={'id': event[", &["table.put_item(Item={id: event["]),
    ("    name = ", &["name ="]),
    ("    name = os.environ[", &["name = os.environ["]),
    ("    name = os.environ[\"TAB", &["name = os.environ"]),
    ("    name = os.environ.get(\"TABLE\"", &["name = os.environ.get(\"TABLE\")"]),
    ("    url = f\"https://{event", &["url = "]),
    ("    if event", &["if event"]),
    ("    if event:", &["if event"]),
    ("    for record in", &["loop [record] over"]),
    ("    for record in event[\"Records\"]", &["loop [record] over event[\"Records\"]"]),
    ("    try:", &["try"]),
    ("    with open(path) as", &["block"]),
    ("    return {", &["return "]),
    ("    return {\"statusCode\": ", &["return {statusCode: "]),
    ("    raise", &["raise"]),
    ("    lambda", &[]),
    ("    async def", &[]),
    ("    def inner(", &["function inner("]),
    ("    @", &[]),
    ("    from", &[]),
    ("    import", &[]),
    ("    from json import", &[]),
    ("    \"\"\"Says", &[]),
    ("    )", &[]),
    ("    !Sub ", &[]),
    ("  table", &["table"]),
];

#[test]
fn a_line_in_the_making_is_all_that_is_lost() {
    let head = "import os\nimport boto3\n\ntable = boto3.resource('dynamodb').Table(os.environ['T'])\n\n\ndef handler(event, context):\n    first(event)\n";
    let tail = "\n\n\ndef other(event, context):\n    last(event)\n";
    let mut lost = Vec::new();
    for (typed, kept) in TYPING {
        let at_end = outline(Python, &format!("{head}{typed}"));
        let in_middle = outline(Python, &format!("{head}{typed}{tail}"));
        let before = [
            "import boto3 as boto3",
            "table = boto3.resource(\"dynamodb\").Table(os.environ[\"T\"])",
            "function handler(event, context)",
            "  first(event)",
        ];
        // An open text in triple quotes swallows what follows, as it does for Python.
        let after: &[&str] = if typed.contains("\"\"\"") {
            &[]
        } else {
            &["function other(event, context)", "  last(event)"]
        };
        for (outline, parts) in
            [(&at_end, &before[..]), (&at_end, kept), (&in_middle, &before), (&in_middle, after)]
        {
            lost.extend(
                parts
                    .iter()
                    .filter(|part| !outline.contains(**part))
                    .map(|part| format!("{typed:?} loses {part:?}:\n{outline}")),
            );
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn python_2_is_broken_and_kept_as_far_as_it_goes() {
    let text = "import boto3\nprint 'a', f(1)\ntry:\n    g()\nexcept E, e:\n    raise E, 'x'\nexec 'h()'\n";
    let outline = outline(Python, text);
    for part in ["broken", "import boto3 as boto3", "f(1)", "  g()", "= [E, e]", "raise "] {
        assert!(outline.contains(part), "{part}:\n{outline}");
    }
}

#[test]
fn every_line_end_and_a_mark_before_the_text_are_the_same_to_a_reader() {
    let text = "# a\nimport os\n\ndef f(a):  # b\n    return '''x\n'''\n";
    let expected = outline(Python, text);
    for (mark, line_end) in [("", "\r\n"), ("\u{feff}", "\n"), ("\u{feff}", "\r\n")] {
        let written = format!("{mark}{}", text.replace('\n', line_end));
        assert_eq!(outline(Python, &written).replace("\\r", ""), expected, "{written:?}");
        let module = module(Python, &written);
        let comments: Vec<_> = module
            .comments
            .iter()
            .map(|comment| (&written[comment.at.range()], comment.own_line))
            .collect();
        assert_eq!(comments, [("# a", true), ("# b", false)], "{written:?}");
        assert_eq!(&written[module.functions[0].name_at.range()], "f", "{written:?}");
        let insert_at = module.insert_at.expect("a whole file").range();
        assert!(written[..insert_at.start].ends_with("import os"), "{written:?}");
    }
    let old_mac = module(Python, "import os\rx = os\r");
    assert_eq!((old_mac.body.len(), old_mac.broken), (2, false));
}

#[test]
fn nothing_reaches_outside_its_text_however_it_is_cut() {
    let text = "@d(1)\nasync def f(a: int = 1, *b, c='ü', **d) -> str:\n    async with g(a) as (h, i):\n        yield f'{a!r:>{c}}' 'x' b'y'\n    match a:\n        case {'k': [1, *r], **s} if r: pass\n    return {**d, **(b or {}), 'x': (a, *b)}[1:2, ...]\n\nclass C[T](B, k=1): x: int = lambda y, /, z: y < z < 1\n";
    for cut in (0..text.len()).filter(|cut| text.is_char_boundary(*cut)) {
        for text in [&text[..cut], &text[cut..]] {
            let module = module(Python, text);
            let mut reached = 0;
            let mut visit = |at: crate::text::Span| {
                assert!(text.get(at.range()).is_some(), "{at:?} in {text:?}");
                reached += 1;
            };
            let bodies = module.functions.iter().map(|function| &function.body);
            for body in bodies.chain([&module.body]) {
                walk::statements(body, &mut |statement| visit(statement.at));
                walk::expressions(body, &mut |expr| {
                    visit(expr.at);
                    if let ExprKind::Member { member_at, .. } = expr.kind {
                        visit(member_at);
                    }
                });
            }
            for function in &module.functions {
                visit(function.at);
                visit(function.name_at);
                function.parameters.iter().for_each(|parameter| visit(parameter.at));
            }
            assert!(reached > 0 || text.len() < 20 || module.broken, "{text:?}");
        }
    }
}
