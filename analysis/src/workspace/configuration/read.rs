//! Reads one configuration file, and says what in it nobody will listen to.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Configuration, Globs, INVALID, Level, home};
use crate::files::paths;
use crate::finding::{Finding, Severity};
use crate::rule::Findings;
use crate::syntax::{self, Format, Items, Kind, Node, Pair, Pairs, Style, SyntaxError};
use crate::text::{FileId, Span, Text, similar};
use crate::workspace::suppress::UNKNOWN;

/// What a key of a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    Extends,
    Exclude,
    FailOn,
    Regions,
    Rules,
    Files,
    Account,
    Cost,
}

const KEYS: &[(&str, Meaning)] = &[
    ("extends", Meaning::Extends),
    ("exclude", Meaning::Exclude),
    ("fail-on", Meaning::FailOn),
    ("regions", Meaning::Regions),
    ("rules", Meaning::Rules),
    ("files", Meaning::Files),
    ("account", Meaning::Account),
    ("cost", Meaning::Cost),
];

/// Quotas that AWS raises on request and that rules ask for.
const ACCOUNT: &[&str] = &["concurrent-executions"];

const COST: &[&str] = &["duration-ms", "requests-per-month"];

const LEVELS: [(&str, Level); 4] = [
    ("off", Level::Off),
    ("info", Level::At(Severity::Info)),
    ("warning", Level::At(Severity::Warning)),
    ("error", Level::At(Severity::Error)),
];

const FAIL_ON: [(&str, Level); 4] = [LEVELS[1], LEVELS[2], LEVELS[3], ("never", Level::Off)];

/// A configuration file that was read.
#[derive(Clone, Debug, Default)]
pub(in crate::workspace) struct Read {
    /// What it says; `None` when lamlint has no part in it, such as a `package.json` without `"lamlint"`.
    pub(in crate::workspace) configuration: Option<Arc<Configuration>>,
    /// The file that it builds on, as written.
    pub(in crate::workspace) extends: Option<(Span, String)>,
    /// What in it is not understood.
    pub(in crate::workspace) complaints: Vec<Finding>,
    /// Why its text cannot be read, in order of place. Then there are no other complaints.
    pub(in crate::workspace) errors: Vec<SyntaxError>,
}

/// Reads a text. `folder` is where its globs are seen from; `rules` are the names of all rules.
pub(in crate::workspace) fn read(
    (path, file): (&str, FileId),
    text: &Text,
    folder: &str,
    rules: &[&str],
) -> Read {
    let tree = if paths::name(path).ends_with(".json") {
        syntax::read(file, text, Format::Json)
    } else {
        syntax::read_toml(file, text)
    };
    // What is extended, or named by a person, may have any name: all of it is lamlint's then.
    let keys = home(path).map_or(&[][..], |home| home.keys);
    let root = tree.documents().first().and_then(|root| root.path(keys));
    let mut reader = Reader {
        folder,
        rules,
        invalid: Findings::new(INVALID, Severity::Error),
        unknown: Findings::new(UNKNOWN, Severity::Warning),
    };
    let (mut configuration, mut extends) = (Configuration::default(), None);
    for pair in root.map(|root| reader.entries(root)).unwrap_or_default() {
        reader.take(pair, &mut configuration, &mut extends);
    }
    let configuration = root.map(|_| Arc::new(configuration));
    // A `package.json` without a part of lamlint's is somebody else's, broken or not.
    let errors = if root.is_some() { tree.errors } else { Vec::new() };
    let complaints = match errors.first() {
        Some(error) => unreadable(error),
        None => [reader.invalid.finish(|_| None), reader.unknown.finish(|_| None)].concat(),
    };
    Read { configuration, extends, complaints, errors }
}

fn unreadable(error: &SyntaxError) -> Vec<Finding> {
    let mut invalid = Findings::new(INVALID, Severity::Error);
    invalid.report(error.at, format!("this file cannot be read: {}", error.message));
    invalid.finish(|_| None)
}

struct Reader<'r> {
    folder: &'r str,
    rules: &'r [&'r str],
    invalid: Findings,
    unknown: Findings,
}

impl Reader<'_> {
    fn take(
        &mut self,
        pair: Pair,
        configuration: &mut Configuration,
        extends: &mut Option<(Span, String)>,
    ) {
        let meaning = KEYS.iter().find(|(key, _)| *key == pair.key).map(|(_, meaning)| *meaning);
        let value = pair.value;
        match meaning {
            None => self.unknown_key(pair, KEYS.iter().map(|(key, _)| *key)),
            Some(Meaning::Extends) => {
                *extends = self.text(value).map(|text| (value.at(), text.to_owned()));
            }
            Some(Meaning::Exclude) => configuration.exclude = self.globs(value),
            Some(Meaning::FailOn) => configuration.fail_on = self.level(value, FAIL_ON),
            Some(Meaning::Regions) => {
                let regions = self.texts(value);
                configuration.regions = regions.into_iter().map(str::to_owned).collect();
            }
            Some(Meaning::Rules) => configuration.rules = self.levels(value),
            Some(Meaning::Files) => configuration.files = self.files(value),
            Some(Meaning::Account) => configuration.account = self.numbers(value, ACCOUNT),
            Some(Meaning::Cost) => configuration.cost = self.numbers(value, COST),
        }
    }

    /// The entries of a table.
    fn entries<'n>(&mut self, node: Node<'n>) -> Pairs<'n> {
        if !matches!(node.kind(), Kind::Map(_)) {
            self.wrong(node.at(), "a table of keys and values");
        }
        node.pairs()
    }

    fn items<'n>(&mut self, node: Node<'n>, wanted: &str) -> Items<'n> {
        if !matches!(node.kind(), Kind::List(_)) {
            self.wrong(node.at(), wanted);
        }
        node.items()
    }

    fn text<'n>(&mut self, node: Node<'n>) -> Option<&'n str> {
        let text = node.text().filter(|_| node.style() != Style::Plain);
        if text.is_none() {
            self.wrong(node.at(), "a text in quotes");
        }
        text
    }

    fn texts<'n>(&mut self, node: Node<'n>) -> Vec<&'n str> {
        self.items(node, "a list of texts").iter().filter_map(|item| self.text(item)).collect()
    }

    fn glob<'n>(&mut self, node: Node<'n>) -> Option<&'n str> {
        let text = self.text(node)?;
        match Globs::problem(text) {
            None => Some(text),
            Some(problem) => {
                self.invalid.report(
                    node.at(),
                    format!("this is no glob, so it matches nothing: {problem}"),
                );
                None
            }
        }
    }

    fn globs(&mut self, node: Node) -> Globs {
        let items = self.items(node, "a list of globs");
        let globs: Vec<&str> = items.iter().filter_map(|item| self.glob(item)).collect();
        Globs::new(self.folder, &globs).unwrap_or_default()
    }

    fn level(&mut self, node: Node, words: [(&str, Level); 4]) -> Option<Level> {
        let text = self.text(node)?;
        let known = words.iter().find(|(word, _)| *word == text);
        if known.is_none() {
            let list = words.map(|(word, _)| format!("`{word}`")).join(", ");
            let finding =
                self.invalid.report(node.at(), format!("`{text}` is no level, so this sets none"));
            match similar::nearest(text, words.map(|(word, _)| word)) {
                Some(nearest) => finding.label(format!("is it `{nearest}`?")),
                None => finding.label(format!("one of {list}")),
            };
        }
        known.map(|(_, level)| *level)
    }

    fn levels(&mut self, node: Node) -> BTreeMap<String, Level> {
        let mut levels = BTreeMap::new();
        for pair in self.entries(node) {
            let level = self.level(pair.value, LEVELS);
            if self.rules.contains(&pair.key) {
                levels.extend(level.map(|level| (pair.key.to_string(), level)));
                continue;
            }
            let message = format!("`{}` is no rule of lamlint, so this sets nothing", pair.key);
            let finding = self.unknown.report(pair.key_at, message);
            if let Some(nearest) = similar::nearest(pair.key, self.rules.iter().copied()) {
                finding.label(format!("is it `{nearest}`?"));
            }
        }
        levels
    }

    fn files(&mut self, node: Node) -> Vec<(Globs, BTreeMap<String, Level>)> {
        let mut files = Vec::new();
        for item in self.items(node, "a list of tables, each `[[files]]`") {
            let mut part = (None, BTreeMap::new());
            for pair in self.entries(item) {
                match pair.key {
                    "glob" => part.0 = self.glob(pair.value),
                    "rules" => part.1 = self.levels(pair.value),
                    _ => self.unknown_key(pair, ["glob", "rules"]),
                }
            }
            if item.get("glob").is_none() && !item.pairs().is_empty() {
                self.invalid
                    .report(item.at(), "these rules are for no file")
                    .label("write `glob = \"…\"`, too");
            }
            let globs = part.0.and_then(|glob| Globs::new(self.folder, &[glob]).ok());
            files.extend(globs.map(|globs| (globs, part.1)));
        }
        files
    }

    fn numbers(&mut self, node: Node, known: &[&str]) -> BTreeMap<String, u64> {
        let mut numbers = BTreeMap::new();
        for pair in self.entries(node) {
            if !known.contains(&pair.key) {
                self.unknown_key(pair, known.iter().copied());
                continue;
            }
            let plain = pair.value.text().filter(|_| pair.value.style() == Style::Plain);
            match plain.and_then(|text| text.parse().ok()) {
                Some(number) => drop(numbers.insert(pair.key.to_string(), number)),
                None => self.wrong(pair.value.at(), "a whole number that is not negative"),
            }
        }
        numbers
    }

    fn wrong(&mut self, at: Span, wanted: &str) {
        self.invalid
            .report(at, format!("this sets nothing: it has to be {wanted}"))
            .label(format!("not {wanted}"));
    }

    /// A newer lamlint may know it, so this is no error.
    fn unknown_key<'k>(&mut self, pair: Pair, known: impl IntoIterator<Item = &'k str>) {
        let known: Vec<&str> = known.into_iter().collect();
        let message = format!("`{}` is no key of lamlint, so this sets nothing", pair.key);
        let finding = self.invalid.report(pair.key_at, message).severity(Severity::Warning);
        match similar::nearest(pair.key, known.iter().copied()) {
            Some(nearest) => finding.label(format!("is it `{nearest}`?")),
            None => finding.label(format!("one of {}", known.join(", "))),
        };
    }
}
