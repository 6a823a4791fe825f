//! `lamlint rules`: the list; and finding a rule by what a person typed.

use std::io::{self, Write};

use lamlint_analysis::rule::{Rule, Topic};
use lamlint_analysis::text::similar;
use lamlint_rules::RULES;
use serde_json::{Value, json};

use crate::args::{self, ListFormat};
use crate::output::json;
use crate::page;
use crate::terminal::{Terminal, print};

/// Prints all rules.
pub(crate) fn run(args: &args::Rules) -> io::Result<()> {
    let terminal = Terminal::new(args.color);
    print(|out| match args.format {
        ListFormat::Human => table(out, terminal),
        ListFormat::Json => {
            let rules: Vec<Value> = RULES.iter().map(|rule| object(rule)).collect();
            writeln!(out, "{}", json::text(&Value::from(rules)))
        }
    })
}

/// A rule as an object: name, severity, topic, fix (`null`, `safe`, `unsafe`), summary.
pub(crate) fn object(rule: &Rule) -> Value {
    json!({
        "name": rule.name,
        "severity": rule.severity.name(),
        "topic": rule.topic.name(),
        "fix": rule.fix.name(),
        "summary": page::summary(rule),
    })
}

/// The rule of this name.
pub(crate) fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

/// The topic of a rule; what is no rule of the list is lamlint's own.
pub(crate) fn topic(rule: &str) -> Topic {
    find(rule).map_or(Topic::Lamlint, |rule| rule.topic)
}

/// The name that is meant, when one is near enough to what was typed.
pub(crate) fn nearest<'a>(
    typed: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    similar::nearest(&typed.replace('_', "-"), names)
}

fn table(out: &mut impl Write, terminal: Terminal) -> io::Result<()> {
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    for rule in RULES {
        writeln!(
            out,
            "{}  {:<7}  {:<13}  {:<6}  {}",
            terminal.paint("1", &format!("{:<width$}", rule.name)),
            rule.severity.name(),
            rule.topic.name(),
            rule.fix.name().unwrap_or("-"),
            page::summary(rule),
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_name_is_recognised() {
        let names = ["timeout-out-of-range", "env-var-not-set", "wildcard-action"];
        for (typed, expected) in [
            ("timeout-out-of-rang", Some("timeout-out-of-range")),
            ("Env_Var_Not_Set", Some("env-var-not-set")),
            ("env-var-unset", Some("env-var-not-set")),
            ("something-else-entirely", None),
        ] {
            assert_eq!(nearest(typed, names), expected, "{typed}");
        }
    }
}
