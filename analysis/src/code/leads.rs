//! Where the imports of a program's files lead.
//!
//! A host tells of one more step of a chain of imports at a time, and after each the program is linked anew. What is
//! sure by then is kept, so that no import is looked for twice.

use std::collections::BTreeMap;
use std::sync::Arc;

use foldhash::HashMap;

use super::Roots;

/// Where an import leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To a file of source.
    File(String),
    /// To nothing that runs and could be read: an installed package, data, a type.
    Outside,
    /// To something of the project's own that is not there, or cannot be read.
    Lost,
}

/// Where the imports of one file lead.
#[derive(Debug)]
pub(super) struct FileLeads {
    /// In the order of its imports.
    pub(super) targets: Vec<Target>,
    /// The files that it sees without an import.
    pub(super) siblings: Vec<String>,
}

/// Where the imports of a program's files lead, as far as it is sure. To be dropped when anything that linking looked
/// at changes.
#[derive(Debug, Default)]
pub struct Leads {
    known: BTreeMap<Roots, HashMap<String, Arc<FileLeads>>>,
}

impl Leads {
    /// Where the imports of a file lead whose handler has these roots; `find` says it, and whether that is sure.
    pub(super) fn of(
        &mut self,
        roots: &Roots,
        path: &str,
        find: impl FnOnce() -> (FileLeads, bool),
    ) -> Arc<FileLeads> {
        if let Some(known) = self.known.get(roots).and_then(|files| files.get(path)) {
            return Arc::clone(known);
        }
        let (found, is_sure) = find();
        let found = Arc::new(found);
        if is_sure {
            let files = self.known.entry(roots.clone()).or_default();
            files.insert(path.to_owned(), Arc::clone(&found));
        }
        found
    }
}
