//! What holds in a folder: its configuration file over those that it extends.

use std::sync::Arc;

use super::{Configuration, Globs, Level};

/// A configuration file with what it extends, nearest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effective {
    layers: Vec<Arc<Configuration>>,
}

impl Effective {
    pub(in crate::workspace) fn new(layers: Vec<Arc<Configuration>>) -> Effective {
        Effective { layers }
    }

    /// The level of a rule at a path; `None` when the rule's own holds.
    pub fn level(&self, rule: &str, path: &str) -> Option<Level> {
        self.layers.iter().find_map(|layer| layer.level(rule, path))
    }

    /// What each of the files leaves out; those that leave out nothing are not among them.
    pub(in crate::workspace) fn exclusions(&self) -> impl Iterator<Item = &Globs> {
        self.layers.iter().map(|layer| &layer.exclude).filter(|globs| !globs.is_empty())
    }

    /// The lowest severity that makes `check` fail; `None` when no file says so.
    pub fn fail_on(&self) -> Option<Level> {
        self.layers.iter().find_map(|layer| layer.fail_on)
    }

    /// The regions that programs are deployed to; empty when no file says so.
    pub fn regions(&self) -> &[String] {
        let named = self.layers.iter().find(|layer| !layer.regions.is_empty());
        named.map(|layer| layer.regions.as_slice()).unwrap_or_default()
    }

    /// An adjustable quota that was raised, by its name under `[account]`.
    pub fn account(&self, quota: &str) -> Option<u64> {
        self.layers.iter().find_map(|layer| layer.account.get(quota).copied())
    }

    /// An assumption under `[cost]`.
    pub fn cost(&self, name: &str) -> Option<u64> {
        self.layers.iter().find_map(|layer| layer.cost.get(name).copied())
    }
}
