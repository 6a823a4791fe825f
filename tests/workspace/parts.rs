//! What is checked part by part is found as if everything was known at once.

use std::collections::BTreeMap;

use lamlint_analysis::Workspace;
use lamlint_analysis::files::Content;
use lamlint_analysis::fixture;
use lamlint_analysis::text::Text;
use lamlint_rules::RULES;

/// A template whose function runs `src/app.py`, with these variables.
fn template(variables: &str) -> String {
    format!(
        "Resources:\n  Worker:\n    Type: AWS::Lambda::Function\n    Properties:\n      Code: ../src\n      \
         Handler: app.handler\n      Runtime: python3.13\n      Environment:\n        Variables: {{ {variables} }}\n"
    )
}

/// Rule, place and message of every finding, and what is counted.
fn found(workspace: &mut Workspace) -> Vec<String> {
    let findings = workspace.findings().into_iter();
    let mut found: Vec<String> = findings
        .flat_map(|(path, found)| {
            found.into_iter().map(move |finding| {
                format!("{path}:{} {} {}", finding.at.start, finding.rule, finding.message)
            })
        })
        .collect();
    found.sort();
    found.push(format!("{:?}", workspace.summary()));
    found
}

/// The findings of files that are set in these parts, then of what came up on the way.
fn in_parts(files: &BTreeMap<String, String>, parts: &[&[&str]]) -> Vec<String> {
    let mut workspace = Workspace::new(RULES, fixture::TODAY);
    let mut named: Vec<&str> = parts.iter().copied().flatten().copied().collect();
    named.sort_unstable();
    workspace.check_in_parts(named);
    let mut parts: Vec<Vec<String>> =
        parts.iter().map(|part| part.iter().map(|path| (*path).to_owned()).collect()).collect();
    parts.reverse();
    while let Some(part) = parts.pop() {
        for path in part {
            workspace.set(&path, Content::Text(Text::new(files[&path].as_str())));
        }
        fixture::answer(&mut workspace, files);
        workspace.finish_part(true);
        if parts.is_empty() {
            parts.extend(Some(workspace.left_over()).filter(|left| !left.is_empty()));
        }
    }
    found(&mut workspace)
}

fn check(files: &[(&str, &str)], parts: &[&[&[&str]]], expected: usize) {
    let files: BTreeMap<String, String> =
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let whole = found(&mut fixture::run(RULES, &files).workspace);
    let rules = ["env-var-not-set", "unused-suppression", "client-created-per-invocation"];
    let counted = whole.iter().filter(|line| rules.iter().any(|rule| line.contains(rule))).count();
    assert_eq!(counted, expected, "{whole:#?}");
    for parts in parts {
        assert_eq!(in_parts(&files, parts), whole, "{parts:?}");
    }
}

#[test]
fn a_suppression_is_used_when_any_part_needs_it() {
    let (set, unset) = (template("TABLE: orders"), template("OTHER: orders"));
    let read = "import os\n\ndef handler(event, context):\n    return os.environ['TABLE']";
    let kept = format!("{read}  # lamlint: ignore[env-var-not-set] set by hand\n");
    let parts: [&[&[&str]]; 2] = [
        &[&["a/template.yaml"], &["b/template.yaml"]],
        &[&["b/template.yaml"], &["a/template.yaml"]],
    ];
    for (handler, one, other, expected) in
        [(read, &set, &unset, 1), (&kept, &set, &unset, 0), (&kept, &set, &set, 1)]
    {
        let files = [("a/template.yaml", one), ("b/template.yaml", other)];
        let files = files.map(|(path, text)| (path, text.as_str()));
        check(&[files[0], files[1], ("src/app.py", handler)], &parts, expected);
    }
}

#[test]
fn a_handler_that_one_of_another_part_imports_is_no_program() {
    let inner = "import boto3\n\ndef lambda_handler(event, context):\n    return boto3.client('s3').list_buckets()\n";
    let outer = "import inner\n\ndef lambda_handler(event, context):\n    return inner.lambda_handler(event, context)\n";
    let ring = format!("import outer\n{inner}");
    for inner in [inner, &ring] {
        check(
            &[("inner.py", inner), ("outer.py", outer)],
            &[&[&["inner.py"], &["outer.py"]], &[&["outer.py"], &["inner.py"]]],
            1,
        );
    }
}

#[test]
fn a_template_that_comes_up_on_the_way_is_checked_in_its_own_part() {
    // What the first lacks may stand in the templates around it.
    let lacking = template("TABLE: orders")
        + "Outputs:\n  One: { Value: !Ref Gone }\n  Two: { Value: !GetAtt Other.Arn }\n";
    let files = [
        ("p/a/template.yaml", lacking.as_str()),
        ("p/b/template.yaml", &template("OTHER: orders")),
        (
            "p/src/app.py",
            "import os\n\ndef handler(event, context):\n    return os.environ['TABLE']\n",
        ),
    ];
    let parts: [&[&[&str]]; 2] =
        [&[&["p/a/template.yaml"], &["p/b/template.yaml"]], &[&["p/a/template.yaml"]]];
    check(&files, &parts, 1);
}
