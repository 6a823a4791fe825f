//! Takes away the findings that a file's suppressions cover, and says which of them cover none.

use foldhash::{HashMap, HashMapExt};

use crate::files::{Document, Form};
use crate::finding::{Finding, Safety, Severity, Suppression, Tag};
use crate::program::Assembly;
use crate::rule::Findings;
use crate::text::{Edit, Span, Text, similar};

/// The rule that reports suppressions that take nothing away.
pub const UNUSED: &str = "unused-suppression";
/// The rule that reports names that are no rule.
pub const UNKNOWN: &str = "unknown-rule";

/// What is left of a file's findings, how many were taken away, and which suppressions did nothing.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Findings that stay, with those about the suppressions themselves.
    pub findings: Vec<Finding>,
    /// How many were taken away.
    pub suppressed: usize,
}

/// What suppressions may name.
#[derive(Clone, Copy)]
pub(super) struct Rules<'r> {
    /// The names of all rules.
    pub(super) known: &'r [&'r str],
    /// Whether a rule did not run here: nobody knows what a suppression of it would take away.
    pub(super) is_off: &'r dyn Fn(&str) -> bool,
}

/// What the comments of a file ask to be left out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    text: &'a Text,
    suppressions: &'a [Suppression],
    is_broken: bool,
}

/// The same, of a file that is known no more.
#[derive(Debug)]
pub(super) struct Kept {
    text: Text,
    suppressions: Vec<Suppression>,
    is_broken: bool,
}

impl Asked<'_> {
    pub(super) fn kept(self) -> Kept {
        let suppressions = self.suppressions.to_vec();
        Kept { text: self.text.clone(), suppressions, is_broken: self.is_broken }
    }
}

impl Kept {
    pub(super) fn asked(&self) -> Asked<'_> {
        let Kept { text, suppressions, is_broken } = self;
        Asked { text, suppressions, is_broken: *is_broken }
    }
}

/// What a file asks to be left out; `None` when that is nothing. `assemblies` are those of programs that looked at it.
pub(super) fn asked<'a>(
    document: &'a Document,
    mut assemblies: impl Iterator<Item = &'a Assembly>,
) -> Option<Asked<'a>> {
    let (suppressions, is_broken) = match &document.form {
        Form::Config(config) => {
            // Programs that share a file read the same in it.
            let of_file = assemblies.find_map(|assembly| assembly.suppressions.get(&document.file));
            (of_file?, !config.tree.errors.is_empty())
        }
        Form::Source(source) => (&source.suppressions, source.module.broken),
        Form::Other => return None,
    };
    let asked = Asked { text: &document.text, suppressions, is_broken };
    (!suppressions.is_empty()).then_some(asked)
}

/// What is left of a file's findings.
pub(super) fn settle(asked: Option<Asked>, findings: Vec<Finding>, rules: Rules) -> Outcome {
    let Some(asked) = asked else { return Outcome { findings, suppressed: 0 } };
    let mut outcome = apply(asked.text, asked.suppressions, findings, rules);
    // What cannot be read may hold what they are about.
    outcome.findings.retain(|finding| !(asked.is_broken && finding.rule == UNUSED));
    outcome
}

/// Applies a file's suppressions to its findings.
fn apply(
    text: &Text,
    suppressions: &[Suppression],
    findings: Vec<Finding>,
    rules: Rules,
) -> Outcome {
    let mut covering = Covering::new(suppressions);
    let before = findings.len();
    let mut left = findings;
    left.retain(|finding| !covering.takes(finding));
    let used = covering.used;
    let suppressed = before - left.len();
    let mut unknown = Findings::new(UNKNOWN, Severity::Warning);
    let mut unused = Findings::new(UNUSED, Severity::Info);
    for (suppression, used) in suppressions.iter().zip(used) {
        match &suppression.rule {
            Some((at, name)) if !rules.known.contains(&name.as_str()) => {
                let finding = unknown.report(
                    *at,
                    format!("`{name}` is no rule of lamlint, so this ignores nothing"),
                );
                if let Some(nearest) = similar::nearest(name, rules.known.iter().copied()) {
                    finding.label(format!("is it `{nearest}`?"));
                }
            }
            Some((at, name)) if !used && !(rules.is_off)(name) => {
                let edits = removal(text, suppression, *at);
                unused
                    .report(
                        *at,
                        format!("nothing here breaks `{name}`, so there is nothing to ignore"),
                    )
                    .label("ignores nothing")
                    .tag(Tag::Unnecessary)
                    .fix(Safety::Safe, "Remove the suppression", edits);
            }
            None => {
                unused
                    .report(suppression.at, "this comment names no rule, so it ignores nothing")
                    .label("write `ignore[rule-name]`");
            }
            _ => {}
        }
    }
    left.extend(unknown.finish(|_| None));
    left.extend(unused.finish(|_| None));
    Outcome { findings: left, suppressed }
}

/// The suppressions of a file by the rule that they name.
struct Covering<'s> {
    /// What each covers and its place in the list, by where it starts, with the greatest end up to there.
    by_rule: HashMap<&'s str, Vec<(Span, usize, u32)>>,
    /// Those of the whole file.
    everywhere: HashMap<&'s str, Vec<usize>>,
    used: Vec<bool>,
}

impl<'s> Covering<'s> {
    fn new(suppressions: &'s [Suppression]) -> Covering<'s> {
        let mut by_rule: HashMap<&str, Vec<(Span, usize, u32)>> = HashMap::new();
        let mut everywhere: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, suppression) in suppressions.iter().enumerate() {
            let Some((_, rule)) = &suppression.rule else { continue };
            match suppression.covers {
                Some(covers) => by_rule.entry(rule).or_default().push((covers, index, 0)),
                None => everywhere.entry(rule).or_default().push(index),
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each is sorted by itself")]
        for of_rule in by_rule.values_mut() {
            of_rule.sort_unstable();
            let mut reach = 0;
            for (covers, _, greatest) in of_rule {
                reach = reach.max(covers.end.max(covers.start + 1));
                *greatest = reach;
            }
        }
        Covering { by_rule, everywhere, used: vec![false; suppressions.len()] }
    }

    /// Whether any takes a finding away; all that do are used.
    fn takes(&mut self, finding: &Finding) -> bool {
        let at = finding.at.start;
        let of_rule = self.by_rule.get(finding.rule).map_or(&[][..], Vec::as_slice);
        let before = of_rule.partition_point(|(covers, ..)| covers.start <= at);
        let reaching = of_rule[..before].iter().rev().take_while(|(.., greatest)| at < *greatest);
        let here = reaching.filter(|(covers, ..)| at < covers.end.max(covers.start + 1));
        let everywhere = self.everywhere.get(finding.rule).into_iter().flatten();
        let taking: Vec<usize> =
            here.map(|(_, index, _)| *index).chain(everywhere.copied()).collect();
        for index in &taking {
            self.used[*index] = true;
        }
        !taking.is_empty()
    }
}

/// Takes a comment away with the space before it, its whole line when nothing else stands there.
/// Only one of several names, or an entry of `Metadata`, is left to the person.
fn removal(text: &Text, suppression: &Suppression, name: Span) -> Vec<Edit> {
    if suppression.names != 1 || suppression.at == name {
        return Vec::new();
    }
    let line = text.line_start(suppression.at.start);
    let before = &text.as_str()[line as usize..suppression.at.start as usize];
    let end = suppression.at.end as usize;
    let at = if before.trim().is_empty() {
        let line_break =
            text.as_str()[end..].find('\n').map_or(text.as_str().len(), |at| end + at + 1);
        Span::new(name.file, line as usize, line_break)
    } else {
        Span::new(name.file, line as usize + before.trim_end().len(), end)
    };
    vec![Edit::replace(at, "")]
}
