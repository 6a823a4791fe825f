//! Runs every example of every rule's page.

use std::collections::BTreeMap;

use lamlint_analysis::fixture::{self, Checked, Example};
use lamlint_analysis::{Rule, Safety, Topic};

use crate::RULES;

/// Rules about faults that no page can show: one would be a bug of lamlint, one is too long.
const WITHOUT_EXAMPLE: [&str; 2] = ["file-too-broken", "internal-error"];

fn pages() -> impl Iterator<Item = (&'static Rule, Vec<Example>)> {
    RULES.iter().map(|rule| (*rule, fixture::examples(&fixture::page(rule.page))))
}

/// The rule alone: other rules may have their own word on an example. A rule about lamlint's own comments needs the
/// rules that these name.
fn alone(rule: &'static Rule) -> &'static [&'static Rule] {
    if rule.topic == Topic::Lamlint {
        return RULES;
    }
    let place = RULES.iter().position(|one| one.name == rule.name).expect("it is from the list");
    &RULES[place..=place]
}

/// The source file of a rule.
fn file(rule: &Rule) -> String {
    let path = format!("{}/{}.rs", rule.topic.name(), rule.name).replace('-', "_");
    format!("{}/src/{path}", env!("CARGO_MANIFEST_DIR"))
}

/// A rule's source in which every caret of its page is written; `None` when all are.
fn with_carets(rule: &'static Rule, examples: &[Example]) -> Option<String> {
    let mut source: Vec<String> = rule.page.lines().map(str::to_owned).collect();
    let mut changed = false;
    for example in examples {
        let checked = found(rule, &unmarked(example));
        for line in fixture::carets(&checked, &example.files) {
            source[example.lines[&line.path] + line.number] = format!("//! {}", line.text);
            changed = true;
        }
    }
    changed.then(|| source.join("\n") + "\n")
}

/// What one rule finds in some files.
fn found(rule: &'static Rule, files: &BTreeMap<String, String>) -> Checked {
    let mut checked = fixture::run(alone(rule), files);
    for findings in checked.findings.values_mut() {
        findings.retain(|finding| finding.rule == rule.name);
    }
    checked
}

fn unmarked(example: &Example) -> BTreeMap<String, String> {
    example.files.iter().map(|(path, text)| (path.clone(), fixture::unmark(path, text).0)).collect()
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "writes a rule's own source when a person asks for it"
)]
fn carets_are_written_when_asked_for() {
    if std::env::var_os("LAMLINT_WRITE_CARETS").is_none() {
        // The next test says which are missing.
        return;
    }
    for (rule, examples) in pages() {
        if let Some(source) = with_carets(rule, &examples) {
            std::fs::write(file(rule), source).expect("the rule's file can be written");
        }
    }
}

fn rule(name: &str) -> &'static Rule {
    RULES.iter().copied().find(|rule| rule.name == name).expect("there is a rule of this name")
}

#[test]
fn one_caret_becomes_the_span_that_is_found() {
    let template =
        "Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties: { Timeout: 3600 }\n";
    let carets = "^^^^ Lambda allows 1 to 1800 s";
    let line = |leader: &str, width: usize| Some(format!("{leader:width$}{carets}"));
    for (mark, expected) in [
        ("# ^", line("#", 27)),
        ("    # ^", line("    #", 27)),
        ("    // ^", line("    //", 27)),
        ("                                # ^", line("                         #", 27)),
        ("# ^ Lambda allows 1 to 1800 s", line("#", 27)),
        ("# ^ something else", None),
        ("#                          ^^^^ Lambda allows 1 to 1800 s", None),
    ] {
        let page = format!("```yaml template.yaml\n{template}{mark}\n```\n");
        let example = fixture::examples(&page).remove(0);
        let checked = found(rule("timeout-out-of-range"), &unmarked(&example));
        let lines = fixture::carets(&checked, &example.files);
        let written: Vec<String> = lines.iter().map(|line| line.text.clone()).collect();
        assert_eq!(written, expected.into_iter().collect::<Vec<_>>(), "{mark}");
        assert!(lines.iter().all(|line| line.number == 4), "{mark}");
    }
}

#[test]
#[should_panic(expected = "cargo xtask carets")]
fn a_caret_that_is_not_written_yet_fails() {
    let template = "Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties: { Timeout: 3600 }\n    # ^\n";
    fixture::check_template(rule("timeout-out-of-range"), template);
}

#[test]
fn a_handler_is_fixed_in_its_place() {
    let code = "import boto3\n\ndef handler(event, context):\n    s3 = boto3.client('s3')\n    return s3.list_buckets()\n";
    let fixed =
        fixture::fixed_handler(rule("client-created-per-invocation"), "Timeout: 3", "app.py", code);
    let (client, handler) = (fixed.find("boto3.client('s3')"), fixed.find("def handler"));
    assert!(client.is_some() && client < handler, "{fixed}");
}

#[test]
fn bad_examples_give_what_they_show_and_good_ones_nothing() {
    for (rule, examples) in pages() {
        let shows = examples.iter().any(|example| example.heading.starts_with("Bad"));
        let is_without = WITHOUT_EXAMPLE.contains(&rule.name);
        assert!(shows != is_without, "{} shows no fault", rule.name);
        for example in examples {
            let checked = fixture::check_files_for(rule, alone(rule), &example.files);
            let bad = example.heading.starts_with("Bad");
            assert_eq!(bad, !checked.findings.is_empty(), "{}: {}", rule.name, example.heading);
        }
    }
}

/// What a page says of each fix: title, safety and why.
fn fixes(page: &str) -> Vec<(String, String, String)> {
    let section = page.split("\n## Fix\n").nth(1).unwrap_or_default();
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows = section.split("\n- **").skip(1).map(|row| row.replace("\n  ", " "));
    let parts = |row: String| {
        let mut parts = row.trim().splitn(3, " · ").map(str::to_owned);
        let title = parts.next()?.strip_suffix("**")?.to_owned();
        Some((title, parts.next()?, parts.next()?))
    };
    rows.filter_map(parts).collect()
}

/// Whether a title is one of a form, in which `…` stands for anything.
fn is_of_form(title: &str, form: &str) -> bool {
    let mut parts = form.split('…');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = title.strip_prefix(first) else { return false };
    for part in parts {
        let Some((_, behind)) = rest.rsplit_once(part).filter(|_| !part.is_empty()) else {
            return part.is_empty();
        };
        rest = behind;
    }
    rest.is_empty()
}

#[test]
fn a_page_says_of_each_fix_what_it_writes_and_whether_that_is_safe() {
    for (rule, examples) in pages() {
        let told = fixes(&fixture::page(rule.page));
        let best = told.iter().any(|(_, safety, _)| safety.starts_with("safe"));
        let expected = (!told.is_empty()).then_some(if best { "safe" } else { "unsafe" });
        assert_eq!(rule.fix.name(), expected, "{}: ## Fix tells it", rule.name);
        for example in &examples {
            let found = found(rule, &unmarked(example)).findings.into_values().flatten();
            for fix in found.filter_map(|finding| finding.fix) {
                let row = told.iter().find(|(title, ..)| is_of_form(&fix.title, title));
                let (_, safety, _) = row.unwrap_or_else(|| {
                    panic!("{}: ## Fix does not tell of {:?}", rule.name, fix.title)
                });
                let may_be = match fix.safety {
                    Safety::Safe => safety.starts_with("safe"),
                    Safety::Unsafe => safety != "safe",
                };
                assert!(may_be, "{}: {:?} is {safety}", rule.name, fix.title);
            }
        }
    }
}

#[test]
fn fixing_a_bad_example_gives_the_fixed_one_and_then_nothing_more() {
    for (rule, examples) in pages() {
        let fixed = examples.iter().find(|example| example.heading.starts_with("Fixed"));
        assert_eq!(
            fixed.is_some(),
            rule.fix.name().is_some(),
            "{}: a fix is shown if there is one",
            rule.name
        );
        let Some(fixed) = fixed else { continue };
        let bad = examples
            .iter()
            .find(|example| example.heading.starts_with("Bad"))
            .expect("tested above");
        let after = fixture::fixed_for(rule, alone(rule), &unmarked(bad));
        assert_eq!(after, unmarked(fixed), "{}", rule.name);
        assert_eq!(fixture::fixed_for(rule, alone(rule), &after), after, "{}: twice", rule.name);
    }
}
