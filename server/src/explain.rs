//! `lamlint explain`: a rule's page in the terminal.

use std::io::{self, Write};

use lamlint_analysis::rule::Rule;
use lamlint_rules::RULES;

use crate::args::{self, PageFormat};
use crate::output::json;
use crate::output::wrap::wrap_words;
use crate::terminal::{Terminal, complain, print};
use crate::{page, rules};

const HEADING: &str = "1;36";
const CODE: &str = "36";
const STRONG: &str = "1";

/// Prints the page; `false` when there is no such rule.
pub(crate) fn run(args: &args::Explain) -> io::Result<bool> {
    let Some(rule) = rules::find(&args.rule) else {
        let names = RULES.iter().map(|rule| rule.name);
        let meant = rules::nearest(&args.rule, names)
            .map_or_else(String::new, |name| format!(" Did you mean `{name}`?"));
        complain(&format!("there is no rule `{}`.{meant} `lamlint rules` lists all.", args.rule));
        return Ok(false);
    };
    let terminal = Terminal::new(args.color);
    print(|out| match args.format {
        PageFormat::Human => page(out, rule, terminal),
        PageFormat::Markdown => write!(out, "{}", page::markdown(rule)),
        PageFormat::Json => {
            let mut object = rules::object(rule);
            object["page"] = page::markdown(rule).into();
            writeln!(out, "{}", json::text(&object))
        }
    })?;
    Ok(true)
}

fn page(out: &mut impl Write, rule: &Rule, terminal: Terminal) -> io::Result<()> {
    let fix = rule.fix.name().map_or("no fix".to_owned(), |safety| format!("{safety} fix"));
    writeln!(out, "{}", terminal.paint(HEADING, rule.name))?;
    writeln!(out, "{} · {} · {fix}", rule.severity.name(), rule.topic.name())?;
    let page = page::markdown(rule);
    let mut in_block = false;
    let mut paragraph: Vec<&str> = Vec::new();
    let body = page.trim_start().lines().skip_while(|line| line.starts_with("# "));
    for line in body {
        let is_item = line.starts_with("- ");
        let is_prose = !in_block
            && !line.is_empty()
            && !line.starts_with("```")
            && !line.starts_with(['#', '|']);
        if !is_prose || is_item {
            flush(out, &mut paragraph, terminal)?;
        }
        if let Some(language) = line.trim_start().strip_prefix("```") {
            in_block = !in_block;
            // A fence's words are its language and its file; the file is what a reader wants.
            if let Some(file) = language.split_whitespace().nth(1).filter(|_| in_block) {
                writeln!(out, "  {}", terminal.paint(STRONG, file))?;
            }
        } else if in_block {
            writeln!(out, "{}", format!("    {line}").trim_end())?;
        } else if let Some(heading) = line.strip_prefix('#') {
            let heading = heading.trim_start_matches('#').trim();
            writeln!(out, "{}", terminal.paint(HEADING, heading))?;
        } else if is_prose {
            paragraph.push(line);
        } else {
            writeln!(out, "{}", prose(line, terminal))?;
        }
    }
    flush(out, &mut paragraph, terminal)
}

/// Prints the lines of a paragraph or of an item of a list, broken anew for the terminal.
fn flush(out: &mut impl Write, paragraph: &mut Vec<&str>, terminal: Terminal) -> io::Result<()> {
    let text = paragraph.drain(..).map(str::trim).collect::<Vec<_>>().join(" ");
    let text = without_links(&text);
    if text.is_empty() {
        return Ok(());
    }
    let indentation = if text.starts_with("- ") { "  " } else { "" };
    let (first, width) = (terminal.prose(), terminal.prose() - indentation.len());
    for (index, line) in wrap_words(units(&text), first, width).iter().enumerate() {
        let indentation = if index > 0 { indentation } else { "" };
        writeln!(out, "{indentation}{}", prose(line, terminal))?;
    }
    Ok(())
}

/// The text with each link as its words, and its address after them unless that is a page beside this one.
fn without_links(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        let (Some((before, words)), Some((address, after))) =
            (before.rsplit_once('['), after.split_once(')'))
        else {
            break;
        };
        out.push_str(before);
        out.push_str(words);
        if address.contains("://") {
            out.push_str(": ");
            out.push_str(address);
        }
        rest = after;
    }
    out + rest
}

/// The words of a text; a code span is one word, with what is attached to it.
fn units(text: &str) -> Vec<&str> {
    let mut in_code = false;
    text.split(|character: char| {
        in_code ^= character == '`';
        character == ' ' && !in_code
    })
    .collect()
}

/// A line of prose with its code spans coloured, or left as written where there are no colours.
fn prose(line: &str, terminal: Terminal) -> String {
    if !terminal.colors {
        return line.to_owned();
    }
    let parts = line.split('`').enumerate();
    parts
        .map(
            |(index, part)| {
                if index % 2 == 1 { terminal.paint(CODE, part) } else { part.to_owned() }
            },
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use lamlint_analysis::Severity;
    use lamlint_analysis::rule::{FixKind, Topic};

    #[test]
    fn a_page_reads_well_without_its_markup() {
        let rule = Rule {
            name: "short",
            topic: Topic::Sizing,
            severity: Severity::Error,
            fix: FixKind::Safe,
            page: "//! # short\n//!\n//! Too\n//! `x y`, which\n//! is broken anew for every terminal, whatever its width.\n//! - One\n//!   item.\n//! - [Two](https://docs.aws.amazon.com/lambda/latest/dg/a-page-with-a-long-name.html), [`three`](three.md).\n//!\n//! ## Bad\n//!\n//! ```yaml template.yaml\n//! a: 1\n//!\n//! b: 1\n//! ```\n",
            check: |_, _| (),
        };
        let mut out = Vec::new();
        page(&mut out, &rule, Terminal { colors: false, width: 60, told: true }).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r#"
        short
        error · sizing · safe fix

        Too `x y`, which is broken anew for every terminal, whatever
        its width.
        - One item.
        - Two:
          https://docs.aws.amazon.com/lambda/latest/dg/a-page-with-a-long-name.html,
          `three`.

        Bad

          template.yaml
            a: 1

            b: 1
        "#);
    }
}
