//! `lamlint explain`: a rule's page in the terminal.

use std::io::{self, Write};

use lamlint_analysis::rule::Rule;
use lamlint_rules::RULES;

use crate::args::{self, PageFormat};
use crate::output::json;
use crate::terminal::{Terminal, complain, print};
use crate::{page, rules};

const HEADING: &str = "1;36";
const CODE: &str = "36";
const BLOCK: &str = "2";
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
    let body = page.trim_start().lines().skip_while(|line| line.starts_with("# "));
    for line in body {
        if let Some(language) = line.trim_start().strip_prefix("```") {
            in_block = !in_block;
            // A fence's words are its language and its file; the file is what a reader wants.
            if let Some(file) = language.split_whitespace().nth(1).filter(|_| in_block) {
                writeln!(out, "  {}", terminal.paint(STRONG, file))?;
            }
        } else if in_block {
            writeln!(out, "    {}", terminal.paint(BLOCK, line))?;
        } else if let Some(heading) = line.strip_prefix('#') {
            let heading = heading.trim_start_matches('#').trim();
            writeln!(out, "{}", terminal.paint(HEADING, heading))?;
        } else {
            writeln!(out, "{}", prose(line, terminal))?;
        }
    }
    Ok(())
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
            page: "//! # short\n//!\n//! Too `x`.\n//!\n//! ## Bad\n//!\n//! ```yaml template.yaml\n//! a: 1\n//! ```\n",
            check: |_, _| (),
        };
        let mut out = Vec::new();
        page(&mut out, &rule, Terminal { colors: false, width: 80 }).unwrap();
        let expected =
            "short\nerror · sizing · safe fix\n\nToo `x`.\n\nBad\n\n  template.yaml\n    a: 1\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
