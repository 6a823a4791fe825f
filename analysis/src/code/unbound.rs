//! Names that code uses and nothing in its file binds: builtins, and what is there without an import.

use foldhash::{HashSet, HashSetExt};

use super::follow::Code;
use crate::source::{Expr, ExprKind, FunctionId, walk};

impl<'h> Code<'h> {
    /// Whether some function of a file, or its code at load, uses a name that nothing there binds: a new name of the file
    /// would then mean something else.
    pub fn is_used_unbound(&self, file: usize, name: &str) -> bool {
        self.unbound[file].get_or_init(|| self.unbound(file)).contains(name)
    }

    fn unbound(&self, file: usize) -> HashSet<&'h str> {
        let (module, names) = (self.module(file), self.names(file));
        let mut found = HashSet::new();
        let mut note = |function: Option<FunctionId>, expr: &'h Expr| {
            if let ExprKind::Name(name) = &expr.kind
                && !names.is_local(function, name)
                && names.of(None, name).is_empty()
            {
                found.insert(&**name);
            }
        };
        walk::expressions(&module.body, &mut |expr| note(None, expr));
        for (index, function) in module.functions.iter().enumerate() {
            let id = Some(FunctionId(index as u32));
            walk::expressions(&function.body, &mut |expr| note(id, expr));
            let defaults = function.parameters.iter().filter_map(|one| one.default.as_ref());
            for around in defaults.chain(&function.decorators) {
                walk::expression(around, &mut |expr| note(function.parent, expr));
            }
        }
        found
    }
}
