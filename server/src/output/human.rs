//! Findings for reading: what happens, the source line, the other side of the story, what would mend it.

use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Group, Level, Renderer};
use lamlint_analysis::finding::Severity;
use lamlint_analysis::finding::{Finding, Safety};

use super::Report;
use super::snippet::snippets;
use crate::terminal::{Terminal, clean};

/// Prints a block for every finding.
pub(crate) fn print(out: &mut impl Write, report: &Report, terminal: Terminal) -> io::Result<()> {
    let renderer = if terminal.colors { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Unicode).term_width(terminal.width);
    for finding in report.findings {
        writeln!(out, "{}\n", block(report, finding, &renderer))?;
    }
    Ok(())
}

fn block(report: &Report, finding: &Finding, renderer: &Renderer) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let snippets = snippets(report, finding);
    let title = level.primary_title(clean(&finding.message)).id(finding.rule);
    let last = match &finding.fix {
        Some(fix) => {
            let safety = match fix.safety {
                Safety::Safe => "fix (safe)",
                Safety::Unsafe => "fix (changes behaviour)",
            };
            let text = format!("{} · lamlint explain {}", clean(&fix.title), finding.rule);
            Level::HELP.with_name(safety).message(text)
        }
        None => Level::HELP.no_name().message(format!("lamlint explain {}", finding.rule)),
    };
    let group = Group::with_title(title)
        .elements(snippets.iter().map(super::snippet::Snippet::element))
        .element(last);
    let block = renderer.render(&[group]);
    snippets.iter().fold(block, |block, snippet| snippet.correct(block))
}
