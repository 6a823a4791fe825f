//! Texts, and what they configure or what is wrong with them.

use super::*;
use crate::text::{FileId, Text};

const RULES: &[&str] = &["tracing-off", "x86-architecture"];

fn read_at(path: &str, text: &str) -> Read {
    let text = Text::new(text);
    read((path, FileId(0)), &text, paths::parent(path), RULES)
}

fn configuration(path: &str, text: &str) -> Configuration {
    let read = read_at(path, text);
    assert_eq!(read.complaints, [], "{text}");
    Configuration::clone(&read.configuration.expect("it has a part of lamlint's"))
}

/// The text of each complaint's place, its rule and its label or message.
fn complaints(path: &str, text: &str) -> Vec<(String, &'static str, String)> {
    let read = read_at(path, text);
    let place = |finding: &crate::finding::Finding| text[finding.at.range()].to_owned();
    let said = |finding: &crate::finding::Finding| match finding.label.as_str() {
        "" => finding.message.clone(),
        label => label.to_owned(),
    };
    read.complaints.iter().map(|finding| (place(finding), finding.rule, said(finding))).collect()
}

#[test]
fn everything_that_can_be_said_is_read() {
    let all = configuration(
        "/p/lamlint.toml",
        r#"
extends = "../lamlint.toml"
exclude = ["examples/**"]
fail-on = "never"
regions = ["eu-central-1", "us-east-1"]

[rules]
tracing-off = "off"

[[files]]
glob = "legacy/**"
rules = { tracing-off = "error" }

[[files]]
glob = "legacy/new/**"
rules = { tracing-off = "info" }

[account]
concurrent-executions = 5_000

[cost]
requests-per-month = 1_000_000
duration-ms = 0xc8
"#,
    );
    assert!(all.exclude.match_path("/p/examples/a.yaml"));
    assert_eq!(all.fail_on, Some(Level::Off));
    assert_eq!(all.regions, ["eu-central-1", "us-east-1"]);
    for (path, level) in [
        ("/p/a.yaml", Level::Off),
        ("/p/legacy/a.yaml", Level::At(Severity::Error)),
        ("/p/legacy/new/a.yaml", Level::At(Severity::Info)),
    ] {
        assert_eq!(all.level("tracing-off", path), Some(level), "{path}");
        assert_eq!(all.level("x86-architecture", path), None);
    }
    assert_eq!(all.account, BTreeMap::from([("concurrent-executions".to_owned(), 5000)]));
    assert_eq!(all.cost["requests-per-month"], 1_000_000);
    assert_eq!(all.cost["duration-ms"], 200);
}

#[test]
fn each_home_says_the_same() {
    let toml = configuration("/p/lamlint.toml", "[rules]\ntracing-off = 'off'\n");
    for (path, text) in [
        ("/p/pyproject.toml", "[project]\nname = 1\n[tool.lamlint.rules]\ntracing-off = 'off'\n"),
        ("/p/pyproject.toml", "[tool]\nlamlint = { rules = { tracing-off = 'off' } }\n"),
        ("/p/package.json", r#"{"name": "x", "lamlint": {"rules": {"tracing-off": "off"}}}"#),
    ] {
        assert_eq!(configuration(path, text), toml, "{text}");
        assert!(is_configuration(path, text), "{text}");
    }
    assert_eq!(configuration("/p/lamlint.toml", ""), Configuration::default());
}

#[test]
fn files_without_a_part_of_lamlints_are_left_alone() {
    for (path, text) in [
        ("/p/package.json", r#"{"devDependencies": {"lamlint": "1"}}"#),
        ("/p/package.json", r#"{"devDependencies": {"lamlint": "1",,}"#),
        ("/p/pyproject.toml", "[tool.ruff]\nx = \n"),
    ] {
        let read = read_at(path, text);
        assert!(read.configuration.is_none() && read.errors.is_empty(), "{text}");
        assert_eq!(complaints(path, text), [], "{text}");
    }
    assert!(!is_configuration("/p/package.json", "{}"));
    assert!(!is_configuration("/p/Cargo.toml", "[tool.lamlint]"));
}

#[test]
fn what_is_not_understood_is_told_at_its_place() {
    for (text, place, rule, said) in [
        ("fail_on = 'error'", "fail_on", INVALID, "is it `fail-on`?"),
        ("[rule]\na = 1", "rule", INVALID, "is it `rules`?"),
        (
            "colour = 'red'",
            "colour",
            INVALID,
            "one of extends, exclude, fail-on, regions, rules, files, account, cost",
        ),
        ("fail-on = 'off'", "'off'", INVALID, "one of `info`, `warning`, `error`, `never`"),
        ("fail-on = true", "true", INVALID, "not a text in quotes"),
        ("exclude = 'a'", "'a'", INVALID, "not a list of globs"),
        ("exclude = ['a', 1]", "1", INVALID, "not a text in quotes"),
        (
            "exclude = ['a[']",
            "'a['",
            INVALID,
            "this is no glob, so it matches nothing: unclosed character class; missing ']'",
        ),
        ("rules = 1", "1", INVALID, "not a table of keys and values"),
        (
            "[rules]\ntracing-off = 'warn'",
            "'warn'",
            INVALID,
            "one of `off`, `info`, `warning`, `error`",
        ),
        ("[rules]\ntracing-off = 'eror'", "'eror'", INVALID, "is it `error`?"),
        ("[rules]\ntracingoff = 'off'", "tracingoff", "unknown-rule", "is it `tracing-off`?"),
        (
            "[rules]\nevents = 'off'",
            "events",
            "unknown-rule",
            "`events` is no rule of lamlint, so this sets nothing",
        ),
        (
            "[account]\nconcurrent-executions = -1",
            "-1",
            INVALID,
            "not a whole number that is not negative",
        ),
        ("[account]\nx = 1", "x", INVALID, "one of concurrent-executions"),
        ("[cost]\nduration = 1", "duration", INVALID, "is it `duration-ms`?"),
        ("[files]\nglob = 'a'", "[files]", INVALID, "not a list of tables, each `[[files]]`"),
        ("files = [{ glob = 'a', rule = {} }]", "rule", INVALID, "is it `rules`?"),
        (
            "files = [{ rules = { tracing-off = 'off' } }]",
            "{ rules = { tracing-off = 'off' } }",
            INVALID,
            "write `glob = \"…\"`, too",
        ),
    ] {
        let expected = (place.to_owned(), rule, said.to_owned());
        assert_eq!(complaints("/p/lamlint.toml", text), [expected], "{text}");
    }
}

#[test]
fn what_cannot_be_read_is_told_once_and_the_rest_holds() {
    for (text, place) in [
        ("fail-on = 'error'\n[rules\ntracing-off = 'off'\n", "[rules"),
        ("fail-on = 'error'\n  regions = [\n", "regions = ["),
        ("fail-on = 'error'\n= 1\nnonsense = 1\n", "= 1"),
        ("fail-on = 'error'\nexclude =", "exclude ="),
        ("fail-on = 'error'\n[rules]\ntracing-off = 'off\n", "tracing-off = 'off"),
        ("fail-on = 'error'\nfail-on = 'error'\n", "fail-on"),
    ] {
        let read = read_at("/p/lamlint.toml", text);
        assert!(!read.errors.is_empty(), "{text}");
        let found = complaints("/p/lamlint.toml", text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!((found[0].0.as_str(), found[0].1), (place, INVALID), "{text}");
        let configuration = read.configuration.expect("something could be read");
        assert_eq!(configuration.fail_on, Some(Level::At(Severity::Error)), "{text}");
    }
}

#[test]
fn half_typed_text_is_read_and_every_complaint_has_a_place() {
    let text = "# größe\nexclude = ['ä/**', \"b\"]\r\nfail-on = 'error'\n[rules]\n'tracing-off' = \"off\"\n\
                [[files]]\nglob = 'ö'\nrules = { x86-architecture = 'info' }\n[account]\nconcurrent-executions = 1_0\n";
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut broken = 0;
    for at in &places {
        for (before, after) in [
            (&text[..*at], ""),
            (&text[..*at], &text[*at..].chars().skip(1).collect::<String>()),
            (&text[..*at], &format!("[{}", &text[*at..])),
            (&text[..*at], &format!("é'\"{}", &text[*at..])),
        ] {
            let typed = [before, after].concat();
            let read = read_at("/p/lamlint.toml", &typed);
            broken += usize::from(!read.errors.is_empty());
            for complaint in &read.complaints {
                let place = typed.get(complaint.at.range()).expect("a place within the text");
                assert!(!place.is_empty() && !place.contains('\n'), "{typed}: {place:?}");
            }
        }
    }
    assert!(broken > places.len(), "{broken} of {} texts were broken", 4 * places.len());
}
