//! Where an expression stands: its function, its statement, what was asked before it.

use std::collections::BTreeSet;

use crate::source::{
    Assign, Expr, ExprKind, Function, FunctionId, Module, Statement, StatementKind, walk,
};

/// A source file as the flavours look at it: every expression with its site.
#[derive(Debug)]
pub(super) struct Scan<'m> {
    pub(super) module: &'m Module,
    pub(super) sites: Vec<Site<'m>>,
    module_names: BTreeSet<&'m str>,
}

/// An expression and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site<'m> {
    pub(super) expr: &'m Expr,
    pub(super) function: Option<FunctionId>,
    pub(super) statement: &'m Statement,
    /// Under an `if` or in a `try`.
    pub(super) conditional: bool,
    /// Its value has a stand-in, is compared or is asked for truth: `x or d`, `if x`, `!x`, `x == y`.
    pub(super) tested: bool,
}

impl<'m> Scan<'m> {
    pub(super) fn new(module: &'m Module) -> Scan<'m> {
        let mut sites = Vec::new();
        add(&module.body, None, false, &mut sites);
        for (index, function) in module.functions.iter().enumerate() {
            let id = Some(FunctionId(index as u32));
            add(&function.body, id, false, &mut sites);
        }
        Scan { module, sites, module_names: module_names(module) }
    }

    /// Whether a name is bound at the top level of the file.
    pub(super) fn is_module_name(&self, name: &str) -> bool {
        self.module_names.contains(name)
    }

    pub(super) fn function(&self, id: FunctionId) -> &'m Function {
        &self.module.functions[id.0 as usize]
    }

    /// The value of a name where it is used: the one that it is given once in the function, or at the top level.
    pub(super) fn value(&self, name: &str, function: Option<FunctionId>) -> Option<&'m Expr> {
        let mut scope = function;
        while let Some(id) = scope {
            let function = self.function(id);
            if function.parameters.iter().any(|parameter| &*parameter.name == name) {
                return None;
            }
            let values = assigned(&function.body, name);
            match values.as_slice() {
                [] => scope = function.parent,
                [one] => return Some(one),
                _ => return None,
            }
        }
        module_value(self.module, name)
    }

    /// Whether a name is asked about (`if x`, `x is None`, `x ??= …`) anywhere in a function, or in the file.
    pub(super) fn is_asked(
        &self,
        function: Option<FunctionId>,
        named: &impl Fn(&Expr) -> bool,
    ) -> bool {
        self.sites
            .iter()
            .filter(|site| function.is_none() || site.function == function)
            .any(|site| site.tested && named(site.expr))
    }
}

/// The value of a top-level name that is assigned exactly once.
pub(super) fn module_value<'m>(module: &'m Module, name: &str) -> Option<&'m Expr> {
    match assigned(&module.body, name).as_slice() {
        [one] => Some(one),
        _ => None,
    }
}

fn assigned<'m>(body: &'m [Statement], name: &str) -> Vec<&'m Expr> {
    let mut found = Vec::new();
    walk::statements(body, &mut |statement| {
        if let StatementKind::Assign(assign) = &statement.kind
            && assign.destructures.is_none()
            && assign.targets.iter().any(|target| is_name(target, name))
        {
            found.extend(&assign.value);
        }
    });
    found
}

pub(super) fn is_name(expr: &Expr, name: &str) -> bool {
    matches!(&expr.kind, ExprKind::Name(own) if **own == *name)
}

fn module_names(module: &Module) -> BTreeSet<&str> {
    let mut names: BTreeSet<&str> = module
        .imports
        .iter()
        .filter(|import| import.function.is_none())
        .map(|import| &*import.name)
        .collect();
    let top = module
        .functions
        .iter()
        .filter(|function| function.parent.is_none() && function.class.is_none());
    names.extend(top.map(|function| &*function.name));
    walk::statements(&module.body, &mut |statement| match &statement.kind {
        StatementKind::Assign(assign) => names.extend(targets(assign)),
        StatementKind::Class { name, .. } => {
            names.insert(name);
        }
        _ => {}
    });
    names
}

fn targets(assign: &Assign) -> impl Iterator<Item = &str> {
    assign.targets.iter().filter_map(|target| match &target.kind {
        ExprKind::Name(name) => Some(&**name),
        _ => None,
    })
}

fn add<'m>(
    body: &'m [Statement],
    function: Option<FunctionId>,
    conditional: bool,
    sites: &mut Vec<Site<'m>>,
) {
    for statement in body {
        let asks = matches!(statement.kind, StatementKind::If { .. });
        for expr in walk::own(statement) {
            let site = Site { expr, function, statement, conditional, tested: asks };
            add_expr(site, sites);
        }
        let inner = match &statement.kind {
            StatementKind::If { .. } | StatementKind::Loop { .. } | StatementKind::Try { .. } => {
                true
            }
            _ => conditional,
        };
        for block in walk::blocks(statement) {
            add(block, function, inner, sites);
        }
    }
}

fn add_expr<'m>(site: Site<'m>, sites: &mut Vec<Site<'m>>) {
    sites.push(site);
    let with = |expr, tested, conditional| Site {
        expr,
        tested,
        conditional: site.conditional || conditional,
        ..site
    };
    match &site.expr.kind {
        ExprKind::Choice { condition, values, .. } => {
            let last = values.len().saturating_sub(1);
            if let Some(condition) = condition {
                add_expr(with(condition, true, false), sites);
            }
            for (index, value) in values.iter().enumerate() {
                // The last alternative is the value itself when all others are missing; what stands before is asked.
                let asked = site.tested || (condition.is_none() && index < last);
                add_expr(with(value, asked, index > 0 || condition.is_some()), sites);
            }
        }
        ExprKind::Not(inner) => add_expr(with(inner, true, false), sites),
        ExprKind::Compare { left, right, .. } => {
            add_expr(with(left, true, false), sites);
            add_expr(with(right, true, false), sites);
        }
        ExprKind::Assign(assign) => {
            let asked = site.tested || assign.if_missing;
            assign.targets.iter().for_each(|target| add_expr(with(target, asked, false), sites));
            assign.value.iter().for_each(|value| add_expr(with(value, site.tested, false), sites));
        }
        // What a call is given is not asked for truth, even when the call's answer is.
        ExprKind::Call { callee, arguments, .. } => {
            add_expr(with(callee, false, false), sites);
            for argument in arguments {
                add_expr(with(&argument.value, false, false), sites);
            }
        }
        ExprKind::Other(_) => walk::parts(site.expr)
            .into_iter()
            .for_each(|part| add_expr(with(part, site.tested, false), sites)),
        _ => walk::parts(site.expr)
            .into_iter()
            .for_each(|part| add_expr(with(part, false, false), sites)),
    }
}
