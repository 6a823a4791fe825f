//! The last line: how much was found, in how many functions, how long it took.

use std::collections::BTreeMap;
use std::io::{self, Write};

use lamlint_analysis::finding::Safety;
use lamlint_analysis::finding::Severity;

use super::Report;
use crate::terminal::Terminal;

/// Prints the last line.
pub(crate) fn print(out: &mut impl Write, report: &Report, terminal: Terminal) -> io::Result<()> {
    let seconds = report.took.as_secs_f64();
    let fixed = match report.fixed {
        0 => String::new(),
        fixed => format!("{fixed} fixed · "),
    };
    if report.findings.is_empty() {
        let line = match (report.summary.functions, report.fixed) {
            (0, 0) => return nothing_checked(out, report, terminal),
            _ => format!("{fixed}No findings in {}", functions(report)),
        };
        return writeln!(out, "{} · {seconds:.2} s", terminal.paint("1;32", &line));
    }
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
    let findings = terminal.paint("1", &count(report.findings.len(), "finding"));
    writeln!(out, "{findings} ({severities}) in {scope} · {fixed}{}{seconds:.2} s", fixable(report))
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

fn fixable(report: &Report) -> String {
    let is = |safety: Safety| {
        let fixes = report.findings.iter().filter_map(|finding| finding.fix.as_ref());
        fixes.filter(|fix| fix.safety == safety).count()
    };
    match (is(Safety::Safe), is(Safety::Unsafe)) {
        (0, 0) => String::new(),
        (safe, 0) => format!("{safe} fixable with --fix · "),
        (0, changing) => format!("{changing} fixable with --unsafe-fixes · "),
        (safe, changing) => {
            format!("{safe} fixable with --fix, {changing} more with --unsafe-fixes · ")
        }
    }
}

fn nothing_checked(out: &mut impl Write, report: &Report, terminal: Terminal) -> io::Result<()> {
    let line = terminal.paint("1;33", "No Lambda function found");
    let looked = match (report.summary.templates, report.summary.files) {
        (_, 0) => {
            "There is no SAM or CloudFormation template and no Lambda handler here.".to_owned()
        }
        (0, files) => format!("None of {} is a template.", count(files, "file")),
        (templates, _) => format!("Looked into {}.", count(templates, "template")),
    };
    writeln!(
        out,
        "{line}. {looked}\nlamlint looks for template.yaml, template.json, *.template and any YAML or JSON with \
         AWS resources,\nand leaves out what .gitignore, .ignore and .lamlintignore name. To lint one file, name \
         it: lamlint check path/to/template.yaml"
    )
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
