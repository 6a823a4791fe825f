//! What a rule is: a value and a plain function.

mod findings;

pub use findings::{Draft, Findings, Recipe};

use crate::finding::Severity;
use crate::program::Program;

/// A rule. Every rule is a `static` of this type in a file of its own.
#[derive(Debug)]
pub struct Rule {
    /// Its only name: file, page, config key, suppression and LSP code. Names the bad pattern.
    pub name: &'static str,
    /// The chapter it belongs to.
    pub topic: Topic,
    /// How bad a finding is unless the rule or the configuration says otherwise.
    pub severity: Severity,
    /// Which fix it can offer.
    pub fix: FixKind,
    /// The source of the rule's own file, whose header is the page that people read.
    pub page: &'static str,
    /// Reports what is wrong with the project. Cannot fail, holds no state.
    pub check: fn(&Program, &mut Findings),
}

/// Which fix a rule can offer, at best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixKind {
    /// None.
    None,
    /// One that keeps the program's behaviour.
    Safe,
    /// One that changes what is deployed.
    Unsafe,
}

/// The chapters of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// What the code does at load and per invocation.
    Handler,
    /// Language runtimes and their lifecycle.
    Runtime,
    /// What is packaged and where it lies.
    Packaging,
    /// Triggers of every kind, and who may call.
    EventSources,
    /// Retries, dead letters, destinations.
    Invocation,
    /// Memory, time, storage.
    Sizing,
    /// Cold starts: provisioned concurrency, SnapStart, architecture.
    ColdStart,
    /// Concurrency, versions, aliases.
    Concurrency,
    /// Variables and secrets.
    Environment,
    /// Permissions and roles.
    Permissions,
    /// Logs, traces, alarms.
    Monitoring,
    /// The template as a document.
    Template,
    /// lamlint's own.
    Lamlint,
}

impl FixKind {
    /// The word that outputs use; `None` for no fix.
    pub fn name(self) -> Option<&'static str> {
        match self {
            FixKind::None => None,
            FixKind::Safe => Some("safe"),
            FixKind::Unsafe => Some("unsafe"),
        }
    }
}

/// Every topic, in the order of the catalogue.
pub static TOPICS: &[Topic] = &[
    Topic::Handler,
    Topic::Runtime,
    Topic::Packaging,
    Topic::EventSources,
    Topic::Invocation,
    Topic::Sizing,
    Topic::ColdStart,
    Topic::Concurrency,
    Topic::Environment,
    Topic::Permissions,
    Topic::Monitoring,
    Topic::Template,
    Topic::Lamlint,
];

impl Topic {
    /// What its rules are about, in a few words.
    pub fn about(self) -> &'static str {
        match self {
            Topic::Handler => "what the code does at load and on every call",
            Topic::Runtime => "language runtimes and their lifecycle",
            Topic::Packaging => "what is packaged and where it lies",
            Topic::EventSources => "triggers of every kind, and who may call",
            Topic::Invocation => "retries, dead letters, destinations",
            Topic::Sizing => "memory, time, storage",
            Topic::ColdStart => "provisioned concurrency, SnapStart, architecture",
            Topic::Concurrency => "concurrency, versions, aliases",
            Topic::Environment => "variables and secrets",
            Topic::Permissions => "permissions and roles",
            Topic::Monitoring => "logs, traces, alarms",
            Topic::Template => "the template as a document",
            Topic::Lamlint => "lamlint's own configuration and suppressions",
        }
    }

    /// The word that outputs and configuration use.
    pub fn name(self) -> &'static str {
        match self {
            Topic::Handler => "handler",
            Topic::Runtime => "runtime",
            Topic::Packaging => "packaging",
            Topic::EventSources => "event-sources",
            Topic::Invocation => "invocation",
            Topic::Sizing => "sizing",
            Topic::ColdStart => "cold-start",
            Topic::Concurrency => "concurrency",
            Topic::Environment => "environment",
            Topic::Permissions => "permissions",
            Topic::Monitoring => "monitoring",
            Topic::Template => "template",
            Topic::Lamlint => "lamlint",
        }
    }
}
