//! `lamlint rules`: the list; and finding a rule by what a person typed.

use std::io::{self, Write};

use lamlint_analysis::rule::{Rule, TOPICS, Topic};
use lamlint_analysis::text::similar;
use lamlint_rules::RULES;
use serde_json::{Value, json};

use crate::args::{self, ListFormat};
use crate::output::wrap::wrap;
use crate::output::{count, json};
use crate::page;
use crate::terminal::{Terminal, print};

/// Sentences beside their rules have so many columns at least.
const SENTENCE: usize = 45;

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

/// Topic by topic, as wide as the terminal; for programs, which know no width, a rule a line.
fn table(out: &mut impl Write, terminal: Terminal) -> io::Result<()> {
    if !terminal.told {
        return lines(out, terminal);
    }
    let longest = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let before = 2 + longest + 2 + "warning".len() + 2 + "unsafe fix".len() + 2;
    // Sentences of a few words a line cannot be read; then they stand below their rules.
    let is_beside = terminal.width >= before + SENTENCE;
    for topic in topics() {
        writeln!(out, "{}  {}", terminal.paint("1;36", topic.name()), topic.about())?;
        for rule in RULES.iter().filter(|rule| rule.topic == *topic) {
            let name = terminal.paint("1", &format!("{:<longest$}", rule.name));
            let fix = rule.fix.name().map_or(String::new(), |safety| format!("{safety} fix"));
            let head = format!("  {name}  {:<7}  {fix:<10}", rule.severity.name());
            let indent = if is_beside { before } else { 4 };
            let summary = wrap(&page::summary(rule), terminal.width - indent);
            let summary = summary.join(&format!("\n{:indent$}", ""));
            if is_beside {
                writeln!(out, "{head}  {summary}")?;
            } else {
                writeln!(out, "{}\n    {summary}", head.trim_end())?;
            }
        }
        writeln!(out)?;
    }
    writeln!(out, "lamlint explain RULE tells more of each.")
}

fn lines(out: &mut impl Write, terminal: Terminal) -> io::Result<()> {
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

/// Topics that have rules, in the order of the catalogue.
fn topics() -> impl Iterator<Item = &'static Topic> {
    TOPICS.iter().filter(|topic| RULES.iter().any(|rule| rule.topic == **topic))
}

/// Prints what `--select` and `--ignore` take.
pub(crate) fn help(color: args::Color) -> io::Result<()> {
    let terminal = Terminal::new(color);
    print(|out| {
        writeln!(
            out,
            "--select and --ignore take rules (`lamlint rules` lists them) and topics:\n"
        )?;
        for topic in topics() {
            let rules = RULES.iter().filter(|rule| rule.topic == *topic).count();
            let name = terminal.paint("1", &format!("{:<13}", topic.name()));
            writeln!(out, "  {name}  {:>8}  {}", count(rules, "rule"), topic.about())?;
        }
        Ok(())
    })
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
