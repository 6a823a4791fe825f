//! Findings for programs: version 1 of the JSON output.
//!
//! Lines and columns count from 1, columns in characters; the end of a range is exclusive.

use std::io::{self, Write};

use lamlint_analysis::finding::Severity;
use lamlint_analysis::finding::{Finding, Fix, Safety};
use lamlint_analysis::text::{Position, Span};
use serde_json::{Value, json};

use super::{Report, help};
use crate::terminal::is_unsafe;

/// Prints the report as one JSON object.
pub(crate) fn print(out: &mut impl Write, report: &Report) -> io::Result<()> {
    let findings: Vec<Value> =
        report.findings.iter().map(|finding| object(report, finding)).collect();
    let unread: Vec<Value> =
        report.passed.iter().map(|passed| passed.object(report.here)).collect();
    let output = json!({
        "version": 1,
        "tool": { "name": "lamlint", "version": env!("CARGO_PKG_VERSION") },
        "findings": findings,
        "unread": unread,
        "summary": {
            "errors": report.count(Severity::Error),
            "warnings": report.count(Severity::Warning),
            "infos": report.count(Severity::Info),
            "functions": report.summary.functions,
            "linked": report.summary.linked,
            "files": report.summary.files,
            "suppressed": report.summary.suppressed,
            "fixed": report.fixed,
            "unread": report.passed.len(),
        },
    });
    writeln!(out, "{}", text(&output))
}

/// The JSON text. Characters that could command a terminal or reorder a line are escaped: they stand in strings only.
pub(crate) fn text(value: &Value) -> String {
    let escaped = |character| {
        if is_unsafe(character) && character != '\n' {
            format!("\\u{:04x}", u32::from(character))
        } else {
            String::from(character)
        }
    };
    format!("{value:#}").chars().map(escaped).collect()
}

fn object(report: &Report, finding: &Finding) -> Value {
    let notes: Vec<Value> = finding
        .notes
        .iter()
        .map(|(at, message)| {
            json!({ "message": message, "path": report.path(*at), "range": range(report, *at) })
        })
        .collect();
    json!({
        "rule": finding.rule,
        "severity": finding.severity.name(),
        "topic": crate::rules::topic(finding.rule).name(),
        "message": finding.message,
        "label": finding.label,
        "path": report.path(finding.at),
        "range": range(report, finding.at),
        "function": finding.function,
        "notes": notes,
        "fix": finding.fix.as_ref().map(|fix| fix_object(report, fix)),
        "help": help(finding.rule),
    })
}

fn fix_object(report: &Report, fix: &Fix) -> Value {
    let edits: Vec<Value> = fix
        .edits
        .iter()
        .map(|edit| {
            let (path, range) = (report.path(edit.at), range(report, edit.at));
            json!({ "path": path, "range": range, "text": edit.text })
        })
        .collect();
    let safety = match fix.safety {
        Safety::Safe => "safe",
        Safety::Unsafe => "unsafe",
    };
    json!({ "title": fix.title, "safety": safety, "edits": edits })
}

fn range(report: &Report, at: Span) -> Value {
    let place = |position: Position| json!({ "line": position.line, "column": position.column });
    json!({ "start": place(report.start(at)), "end": place(report.end(at)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_harm_a_terminal_is_escaped_and_read_back_unchanged() {
        let value = json!({ "message": "\u{1b}[31m \u{9b} \u{202e} ä\n" });
        let text = text(&value);
        assert!(!text.chars().any(|character| is_unsafe(character) && character != '\n'), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
