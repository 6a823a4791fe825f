//! What a rule reports while it runs: findings, with the changes that mend them as data.

use crate::finding::{Finding, Fix, RecipeId, Safety, Severity, Tag};
use crate::model::Change;
use crate::text::{Edit, Span};

/// Collects the findings of one rule.
#[derive(Debug)]
pub struct Findings {
    rule: &'static str,
    severity: Severity,
    found: Vec<Draft>,
}

/// A finding while it is reported.
#[derive(Debug)]
pub struct Draft {
    finding: Finding,
    fix: Option<(Safety, String, Recipe)>,
}

/// What a fix would do.
#[derive(Clone, Debug)]
pub enum Recipe {
    /// Changes of what is deployed; edits are made of them by the dialect of each thing.
    Changes(Vec<Change>),
    /// Edits of source text.
    Edits(Vec<Edit>),
}

impl Findings {
    /// An empty collection for the rule of this name and default severity.
    pub fn new(rule: &'static str, severity: Severity) -> Findings {
        Findings { rule, severity, found: Vec::new() }
    }

    /// Reports a finding. Chain on the result to say more about it.
    pub fn report(&mut self, at: Span, message: impl Into<String>) -> &mut Draft {
        self.found.push(Draft {
            finding: Finding {
                rule: self.rule,
                severity: self.severity,
                at,
                message: message.into(),
                label: String::new(),
                function: None,
                notes: Vec::new(),
                fix: None,
                tag: None,
            },
            fix: None,
        });
        self.found.last_mut().expect("just pushed")
    }

    /// What was reported. `keep` keeps the changes of a fix until somebody asks for its edits, and says where; a fix of
    /// which nothing can be made is left out.
    pub fn finish(self, mut keep: impl FnMut(Vec<Change>) -> Option<RecipeId>) -> Vec<Finding> {
        let mut finish = |draft: Draft| {
            let mut finding = draft.finding;
            if let Some((safety, title, recipe)) = draft.fix {
                let (recipe, edits) = match recipe {
                    Recipe::Changes(changes) => (keep(changes), Vec::new()),
                    Recipe::Edits(edits) => (None, edits),
                };
                let is_some = recipe.is_some() || !edits.is_empty();
                finding.fix = is_some.then_some(Fix { title, safety, recipe, edits });
            }
            finding
        };
        self.found.into_iter().map(&mut finish).collect()
    }
}

impl Draft {
    /// The few words at the caret.
    pub fn label(&mut self, label: impl Into<String>) -> &mut Draft {
        self.finding.label = label.into();
        self
    }

    /// Points at another place that explains this one.
    pub fn note(&mut self, at: Span, message: impl Into<String>) -> &mut Draft {
        self.finding.notes.push((at, message.into()));
        self
    }

    /// Another severity than the rule's default.
    pub fn severity(&mut self, severity: Severity) -> &mut Draft {
        self.finding.severity = severity;
        self
    }

    /// The logical name of the function it is about.
    pub fn function(&mut self, name: &str) -> &mut Draft {
        self.finding.function = Some(name.to_owned());
        self
    }

    /// How editors draw it.
    pub fn tag(&mut self, tag: Tag) -> &mut Draft {
        self.finding.tag = Some(tag);
        self
    }

    /// Offers a fix. Where nothing is to be done, or it cannot be written, there is none.
    pub fn fix(
        &mut self,
        safety: Safety,
        title: impl Into<String>,
        recipe: impl Into<Recipe>,
    ) -> &mut Draft {
        self.fix = Some((safety, title.into(), recipe.into()));
        self
    }
}

impl From<Vec<Change>> for Recipe {
    fn from(changes: Vec<Change>) -> Recipe {
        Recipe::Changes(changes)
    }
}

impl From<Change> for Recipe {
    fn from(change: Change) -> Recipe {
        Recipe::Changes(vec![change])
    }
}

impl From<Vec<Edit>> for Recipe {
    fn from(edits: Vec<Edit>) -> Recipe {
        Recipe::Edits(edits)
    }
}
