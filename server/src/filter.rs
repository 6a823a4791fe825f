//! Which findings count: `--select`, `--ignore`; and which of them are shown and fixed: `--severity`.

use lamlint_analysis::finding::Finding;
use lamlint_analysis::finding::Severity;
use lamlint_analysis::workspace::configuration as config;
use lamlint_rules::RULES;

use crate::args::{Check, Level};
use crate::rules::{nearest, topic};

/// The findings that a person asks for.
#[derive(Debug)]
pub(crate) struct Filter {
    select: Vec<String>,
    ignore: Vec<String>,
    severity: Option<Severity>,
}

impl Filter {
    /// What the command line asks for.
    ///
    /// # Errors
    ///
    /// With a sentence for people, when something is neither a rule nor a topic.
    pub(crate) fn new(args: &Check) -> Result<Filter, String> {
        let names = || RULES.iter().flat_map(|rule| [rule.name, rule.topic.name()]);
        for name in args.select.iter().chain(&args.ignore) {
            if !names().any(|known| known == name) {
                let meant = nearest(name, names())
                    .map_or_else(String::new, |name| format!(" Did you mean `{name}`?"));
                return Err(format!(
                    "there is no rule or topic `{name}`.{meant} `lamlint rules` lists all."
                ));
            }
        }
        let (select, ignore) = (args.select.clone(), args.ignore.clone());
        Ok(Filter { select, ignore, severity: args.severity.map(Level::severity) })
    }

    /// The rules that a person asked for by name.
    pub(crate) fn selected(&self) -> &[String] {
        &self.select
    }

    /// The lowest severity that is shown to people when this one fails.
    pub(crate) fn lowest(&self, fails: config::Level) -> Severity {
        let fails = match fails {
            config::Level::At(severity) => severity,
            config::Level::Off => Severity::Warning,
        };
        self.severity.unwrap_or(fails.min(Severity::Warning))
    }

    /// Whether this finding may be fixed: what somebody does not want to see is left alone.
    pub(crate) fn fixes(&self, finding: &Finding) -> bool {
        self.severity.is_none_or(|lowest| finding.severity >= lowest) && self.counts(finding)
    }

    /// Whether this finding is one of them.
    pub(crate) fn counts(&self, finding: &Finding) -> bool {
        let topic = topic(finding.rule).name();
        let named =
            |names: &[String]| names.iter().any(|name| name == finding.rule || name == topic);
        (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }
}
