//! The last lines: what was not shown, how much was found, in how many functions, how long it took.

use std::collections::BTreeMap;
use std::io::{self, Write};

use lamlint_analysis::finding::Severity;

use super::wrap::wrap_words;
use super::{Report, count, fixable};
use crate::passed;
use crate::terminal::Terminal;

/// Prints the last lines; so many of the findings that are shown were not drawn.
pub(crate) fn print(
    out: &mut impl Write,
    report: &Report,
    undrawn: usize,
    terminal: Terminal,
) -> io::Result<()> {
    let mut left_out = Vec::new();
    if undrawn > 0 {
        left_out.push(format!("{undrawn} without source lines: --all shows {}", them(undrawn)));
    }
    left_out.extend(notes(report));
    if !left_out.is_empty() {
        writeln!(out, "{}", broken(&left_out, terminal))?;
    }
    let fixed = (report.fixed > 0).then(|| format!("{} fixed", report.fixed));
    let mut line = Vec::new();
    let (style, main) = if report.findings.is_empty() {
        line.extend(fixed);
        let main = format!("No findings in {}", functions(report));
        line.push(main.clone());
        ("1;32", main)
    } else {
        line.push(found(report));
        line.extend(fixed);
        line.extend(Some(fixable(report.findings.iter())).filter(|text| !text.is_empty()));
        ("1", count(report.findings.len(), "finding"))
    };
    line.extend(passed::counted(report.passed));
    line.push(format!("{:.2} s", report.took.as_secs_f64()));
    let line = broken(&line, terminal).replacen(&main, &terminal.paint(style, &main), 1);
    writeln!(out, "{line}")
}

/// What was found and is not shown, in one line.
pub(crate) fn notes(report: &Report) -> Option<String> {
    let of = |severity: Severity, noun| match report.count(severity) {
        number if number > 0 && severity < report.lowest => Some((number, count(number, noun))),
        _ => None,
    };
    let (warnings, notes) = (of(Severity::Warning, "warning"), of(Severity::Info, "note"));
    let lowest = if notes.is_some() { Severity::Info } else { Severity::Warning };
    let hidden: Vec<(usize, String)> = warnings.into_iter().chain(notes).collect();
    let number = hidden.iter().map(|(number, _)| number).sum();
    let what: Vec<&str> = hidden.iter().map(|(_, what)| what.as_str()).collect();
    let shows = format!("--severity {} shows {}", lowest.name(), them(number));
    (number > 0).then(|| format!("{}: {shows}", what.join(", ")))
}

fn them(number: usize) -> &'static str {
    if number == 1 { "it" } else { "them" }
}

fn found(report: &Report) -> String {
    let severities = [
        (report.count(Severity::Error), "error", "errors"),
        (report.count(Severity::Warning), "warning", "warnings"),
        (report.count(Severity::Info), "info", "info"),
    ]
    .into_iter()
    .filter(|(number, ..)| *number > 0)
    .map(|(number, one, many)| format!("{number} {}", if number == 1 { one } else { many }))
    .collect::<Vec<_>>()
    .join(", ");
    let scope = match report.summary.functions {
        0 => count(report.summary.files, "file"),
        _ => functions(report),
    };
    format!("{} ({severities}) in {scope}", count(report.findings.len(), "finding"))
}

/// How many functions were looked at, and of how many the code was read where that is not all.
fn functions(report: &Report) -> String {
    let functions = count(report.summary.functions, "function");
    match report.summary.linked {
        linked if linked == report.summary.functions => functions,
        0 => format!("{functions} (none linked to code)"),
        linked => format!("{functions} ({linked} linked to code)"),
    }
}

/// The parts of a line, in as many lines as it takes. None of them begins with the sign between two parts.
fn broken(parts: &[String], terminal: Terminal) -> String {
    let line = parts.join("\u{a0}· ");
    let lines = wrap_words(line.split(' '), terminal.width, terminal.width);
    lines.join("\n").replace('\u{a0}', " ")
}

/// Prints how often each rule was found, the most frequent first.
pub(crate) fn statistics(out: &mut impl Write, report: &Report) -> io::Result<()> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in report.findings {
        *counts.entry(finding.rule).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(rule, count)| (std::cmp::Reverse(*count), *rule));
    for (rule, count) in counts {
        writeln!(out, "{count:>7}  {rule}")?;
    }
    Ok(())
}
