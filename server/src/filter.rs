//! Which findings are shown: `--select`, `--ignore`, `--severity`.

use lamlint_analysis::finding::Finding;
use lamlint_analysis::finding::Severity;
use lamlint_rules::RULES;

use crate::args::Check;
use crate::rules::{nearest, topic};

/// The findings that a person wants to see.
#[derive(Debug)]
pub(crate) struct Filter {
    select: Vec<String>,
    ignore: Vec<String>,
    lowest: Severity,
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
        Ok(Filter { select, ignore, lowest: args.severity.severity() })
    }

    /// The rules that a person asked for by name.
    pub(crate) fn selected(&self) -> &[String] {
        &self.select
    }

    /// Whether this finding is one of them.
    pub(crate) fn shows(&self, finding: &Finding) -> bool {
        let topic = topic(finding.rule).name();
        let named =
            |names: &[String]| names.iter().any(|name| name == finding.rule || name == topic);
        finding.severity >= self.lowest
            && (self.select.is_empty() || named(&self.select))
            && !named(&self.ignore)
    }
}
