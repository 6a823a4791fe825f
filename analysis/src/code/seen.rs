//! Functions whose local names are seen by what they call: `locals()`, `eval`.

use foldhash::{HashSet, HashSetExt};

use super::follow::Code;
use crate::source::{ExprKind, FunctionId, walk};

impl Code<'_> {
    /// Whether a function, or one inside it, calls what sees its local names: a name that is gone would be missed there.
    pub fn are_names_seen(&self, file: usize, function: FunctionId) -> bool {
        self.seen[file].get_or_init(|| self.seen_in(file)).contains(&function)
    }

    fn seen_in(&self, file: usize) -> HashSet<FunctionId> {
        let module = self.module(file);
        let seeing = module.language.scoping().sees_names;
        let mut seen = HashSet::new();
        if !seeing.iter().any(|name| self.files[file].code().contains(name)) {
            return seen;
        }
        for (index, function) in module.functions.iter().enumerate() {
            let mut calls = false;
            walk::expressions(&function.body, &mut |expr| {
                if let ExprKind::Call { callee, .. } = &expr.kind {
                    calls |=
                        matches!(&callee.kind, ExprKind::Name(name) if seeing.contains(&&**name));
                }
            });
            let mut around = calls.then_some(FunctionId(index as u32));
            while let Some(id) = around.filter(|id| seen.insert(*id)) {
                around = module.functions[id.0 as usize].parent;
            }
        }
        seen
    }
}
