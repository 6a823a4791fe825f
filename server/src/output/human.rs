//! Findings for reading: what happens, the source line, the other side of the story, what would mend it.
//!
//! Errors come first. Equal findings are one block; of very many findings an overview is given that fits a screen.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use lamlint_analysis::finding::{Finding, Fix, Safety, Severity};
use lamlint_analysis::text::FileId;

use super::draw::{Pen, draw, margin};
use super::excerpt::{Excerpt, of_all, with_notes};
use super::wrap::{columns, wrap_words};
use super::{Report, count, fixable};
use crate::terminal::{Terminal, clean};

/// More findings than this are given as an overview.
const MANY: usize = 25;
/// So are findings that take more lines than this.
const LONG: usize = 120;
/// More equal findings than this are one block, which shows so many of them.
const DRAWN: usize = 3;
/// Lines of an overview, if it can be had with so few: a screen has room for what follows, too.
const SCREEN: usize = 40;

/// How much of a group is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Detail {
    /// How many of its findings are drawn.
    drawn: usize,
    /// In how many lines the places of all others may be listed; else they are counted.
    places: usize,
}

/// Of a group of equal findings nothing is left out.
const WHOLE: Detail = Detail { drawn: DRAWN, places: usize::MAX };

/// How much an overview shows, from much to little.
const DETAILS: [Detail; 5] = [
    Detail { drawn: DRAWN, places: 4 },
    Detail { drawn: DRAWN, places: 0 },
    Detail { drawn: 1, places: 4 },
    Detail { drawn: 1, places: 0 },
    Detail { drawn: 0, places: 0 },
];

/// Prints the findings that are to be shown; how many of them were only counted or only named by their place.
pub(crate) fn print(
    out: &mut impl Write,
    report: &Report,
    terminal: Terminal,
) -> io::Result<usize> {
    let mut shown: Vec<&Finding> = report.shown().collect();
    shown.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let whole = (report.all || shown.len() <= MANY).then(|| blocks(report, &shown, terminal));
    let (blocks, drawn) = whole
        .filter(|(blocks, _)| report.all || lines(blocks) <= LONG)
        .unwrap_or_else(|| overview(report, &shown, terminal));
    // Blocks of two or three lines need no empty one between them.
    let is_dense = drawn == 0 && lines(&blocks) > SCREEN;
    for block in &blocks {
        write!(out, "{block}{}", if is_dense { "" } else { "\n" })?;
    }
    if is_dense {
        writeln!(out)?;
    }
    Ok(shown.len() - drawn)
}

/// A block for every finding, or for some that are equal.
fn blocks(report: &Report, shown: &[&Finding], terminal: Terminal) -> (Vec<String>, usize) {
    let groups = grouped(shown, |finding| (finding.severity, finding.rule, said(finding)));
    let mut blocks = Vec::new();
    let mut drawn = 0;
    for group in groups {
        if report.all || group.len() <= DRAWN {
            drawn += group.len();
            blocks.extend(group.iter().map(|finding| single(report, finding, terminal)));
        } else {
            drawn += DRAWN;
            blocks.push(folded(report, &group, WHOLE, terminal));
        }
    }
    (blocks, drawn)
}

/// A block for every rule, with as much as fits a screen.
fn overview(report: &Report, shown: &[&Finding], terminal: Terminal) -> (Vec<String>, usize) {
    let mut groups = grouped(shown, |finding| (finding.severity, finding.rule));
    groups.sort_by_key(|group| std::cmp::Reverse((group[0].severity, group.len())));
    let mut found = (Vec::new(), 0);
    for detail in DETAILS {
        let block = |group: &Vec<&Finding>| match group.as_slice() {
            [finding] if detail.drawn > 1 => single(report, finding, terminal),
            group => folded(report, group, detail, terminal),
        };
        let drawn = groups.iter().map(|group| group.len().min(detail.drawn)).sum();
        found = (groups.iter().map(block).collect(), drawn);
        if lines(&found.0) <= SCREEN {
            break;
        }
    }
    found
}

/// What is said of a place, whichever function it is about: findings of which this is the same are equal.
fn said(finding: &Finding) -> String {
    match &finding.function {
        Some(function) => finding.label.replace(function.as_str(), "…"),
        None => finding.label.clone(),
    }
}

/// How many lines blocks take, with an empty one after each.
fn lines(blocks: &[String]) -> usize {
    blocks.iter().map(|block| block.lines().count() + 1).sum()
}

/// Findings with the same key together, in the order in which each key is first seen.
fn grouped<'f, K: Ord>(
    shown: &[&'f Finding],
    key: impl Fn(&'f Finding) -> K,
) -> Vec<Vec<&'f Finding>> {
    let mut places: BTreeMap<K, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    for finding in shown {
        let place = *places.entry(key(finding)).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Vec::new());
        }
        groups[place].push(finding);
    }
    groups
}

fn single(report: &Report, finding: &Finding, terminal: Terminal) -> String {
    let excerpts = with_notes(report, finding);
    let pen = pen(finding.severity, &excerpts, terminal);
    let mut out = title(&[finding], pen);
    out.push_str(&draw(&excerpts, pen));
    let advice = finding.fix.as_ref().map(fix_line).unwrap_or_default();
    out.push_str(&last(pen, &advice, Some(finding.rule)));
    out
}

/// One block for several findings.
fn folded(report: &Report, group: &[&Finding], detail: Detail, terminal: Terminal) -> String {
    let (drawn, others) = group.split_at(group.len().min(detail.drawn));
    let excerpts = of_all(report, drawn);
    let pen = pen(group[0].severity, &excerpts, terminal);
    let mut out = title(group, pen);
    out.push_str(&draw(&excerpts, pen));
    if drawn.is_empty() {
        let first = clean(&report.place(group[0].at)).into_owned();
        out.push_str(&last(pen, &more(&first, group, 1), None));
        return out;
    }
    if !others.is_empty() {
        out.push_str(&pen.row("│", ""));
        let lines = listed(report, others, detail.places, pen)
            .unwrap_or_else(|| vec![more("", group, drawn.len())]);
        for (index, line) in lines.iter().enumerate() {
            out.push_str(&pen.row(if index == 0 { "├─" } else { "│" }, line));
        }
    }
    let first = group[0].fix.as_ref().map(fix_line);
    let is_same = group.iter().all(|finding| finding.fix.as_ref().map(fix_line) == first);
    let advice = match first {
        Some(line) if is_same => line,
        _ => fixable(group.iter().copied()),
    };
    out.push_str(&last(pen, &advice, Some(group[0].rule)));
    out
}

fn pen(severity: Severity, excerpts: &[Excerpt], terminal: Terminal) -> Pen {
    Pen { terminal, style: super::style(severity), margin: margin(excerpts) }
}

/// The first lines of a block: what happens, or what happens first.
fn title(group: &[&Finding], pen: Pen) -> String {
    let finding = group[0];
    let times = match group.len() {
        1 => String::new(),
        number => format!(" × {number}"),
    };
    let head = format!("{}[{}]{times}", finding.severity.name(), finding.rule);
    let message = clean(&finding.message);
    let width = pen.terminal.prose();
    let before = columns(&head) + 2;
    let lines = wrap_words(message.split(' '), width.saturating_sub(before), width - 2);
    let mut out =
        format!("{}{}", pen.terminal.paint(pen.style, &head), pen.terminal.paint("1", ":"));
    for (index, line) in lines.iter().enumerate() {
        let space = if index == 0 { " " } else { "\n  " };
        out.push_str(if line.is_empty() && index == 0 { "" } else { space });
        out.push_str(&pen.terminal.paint("1", line));
    }
    out.push('\n');
    out
}

/// The last line of a block: what can be done, and where to read more.
fn last(pen: Pen, advice: &str, rule: Option<&str>) -> String {
    let explain = rule.map(|rule| format!("lamlint explain {rule}"));
    let mut words: Vec<&str> = advice.split(' ').filter(|word| !word.is_empty()).collect();
    if !words.is_empty() && explain.is_some() {
        words.push("·");
    }
    words.extend(explain.as_deref());
    let room = pen.room();
    let mut out = String::new();
    for (index, line) in wrap_words(words, room, room).iter().enumerate() {
        let line = match index {
            0 => pen.row("╰", line),
            _ => format!("{:margin$}{line}\n", "", margin = pen.margin + 3),
        };
        out.push_str(&line);
    }
    out
}

fn fix_line(fix: &Fix) -> String {
    let safety = match fix.safety {
        Safety::Safe => "fix (safe)",
        Safety::Unsafe => "fix (changes behaviour)",
    };
    format!("{safety}: {}", clean(&fix.title))
}

/// The places of all others; `None` when they take more lines than they may.
fn listed(report: &Report, others: &[&Finding], most: usize, pen: Pen) -> Option<Vec<String>> {
    // A place has four characters at least, with the space after it.
    if others.len() > most.saturating_mul(pen.room() / 4) {
        return None;
    }
    let all = format!("and {} more: {}", others.len(), places(report, others));
    let lines = wrap_words(all.split(' '), pen.room() - 1, pen.room());
    (lines.len() <= most).then_some(lines)
}

/// How many there are besides those that are shown, and in how many files.
fn more(first: &str, group: &[&Finding], shown: usize) -> String {
    let files: BTreeSet<FileId> = group.iter().map(|finding| finding.at.file).collect();
    let files = match files.len() {
        1 => String::new(),
        number => format!(" in {}", count(number, "file")),
    };
    match group.len() - shown {
        0 => first.to_owned(),
        number => format!("{first} and {number} more{files}").trim_start().to_owned(),
    }
}

/// The places of findings, of which the path stands only at the first in each file.
fn places(report: &Report, findings: &[&Finding]) -> String {
    let mut places: Vec<String> = Vec::new();
    let mut before = None;
    for finding in findings {
        let start = report.start(finding.at);
        places.push(if before == Some(finding.at.file) {
            format!("{}:{}", start.line, start.column)
        } else {
            clean(&report.place(finding.at)).into_owned()
        });
        before = Some(finding.at.file);
    }
    places.join(", ")
}
