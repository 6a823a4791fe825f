//! What a rule reports, and the edits that mend it.

pub mod fix;
mod suppression;

pub use suppression::{Suppression, suppressions};

use crate::text::{Edit, FileId, Span};

/// One report: the smallest text that a person would change, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name, its only name.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The smallest text that a person would change.
    pub at: Span,
    /// One sentence that names the person's own things and says what will happen.
    pub message: String,
    /// A few words for the caret: why.
    pub label: String,
    /// The logical name of the function it is about.
    pub function: Option<String>,
    /// The other side of the story; may lie in any file.
    pub notes: Vec<(Span, String)>,
    /// How to mend it.
    pub fix: Option<Fix>,
    /// How editors draw it.
    pub tag: Option<Tag>,
}

/// How bad a finding is; a greater one is worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Advice that is nearly always right.
    Info,
    /// A bug or a risk in nearly every case.
    Warning,
    /// The deployment or every such invocation fails.
    Error,
}

/// A hint at how editors draw a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Greyed out.
    Unnecessary,
    /// Struck through.
    Deprecated,
}

/// Edits that make a finding go away. They keep comments, order, quoting and indentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What will be, such as `Raise the timeout to 180 s`.
    pub title: String,
    /// Whether the deployed program stays the same.
    pub safety: Safety,
    /// Where the changes lie of which its edits are to be made; `None` once they are.
    pub recipe: Option<RecipeId>,
    /// Disjoint, sorted by place; may touch several files.
    pub edits: Vec<Edit>,
}

/// The changes that a fix consists of, kept with the program that it was found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecipeId {
    /// Where the program starts.
    pub program: FileId,
    /// Its place among the program's recipes.
    pub place: u32,
}

/// Whether a fix may be applied without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// The same behaviour after deployment.
    Safe,
    /// Anything else, and every change of a deployed value.
    Unsafe,
}

impl Severity {
    /// The word that outputs and configuration use.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}
