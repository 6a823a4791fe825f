//! Runs every example of every rule's page.

use std::collections::BTreeMap;

use lamlint_analysis::fixture::{self, Example};
use lamlint_analysis::{Rule, Topic};

use crate::RULES;

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

fn unmarked(example: &Example) -> BTreeMap<String, String> {
    example.files.iter().map(|(path, text)| (path.clone(), fixture::unmark(path, text).0)).collect()
}

#[test]
fn bad_examples_give_what_they_show_and_good_ones_nothing() {
    for (rule, examples) in pages() {
        let shows = examples.iter().any(|example| example.heading.starts_with("Bad"));
        assert!(shows || rule.name == "internal-error", "{} shows no fault", rule.name);
        for example in examples {
            let checked = fixture::check_files_for(rule, alone(rule), &example.files);
            let bad = example.heading.starts_with("Bad");
            assert_eq!(bad, !checked.findings.is_empty(), "{}: {}", rule.name, example.heading);
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
