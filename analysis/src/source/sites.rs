//! Every expression of some statements with where it stands: its statement, and what was asked before it.

mod asking;

pub use asking::Asked;
use asking::{asked_by, asked_with, asks_for, returns};

use super::{
    Assign, ChoiceKind, Expr, ExprKind, FunctionId, Module, Statement, StatementKind, walk,
};

/// An expression and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Site<'m> {
    /// The expression.
    pub expr: &'m Expr,
    /// The function whose own code it is; `None` for code that runs at load.
    pub function: Option<FunctionId>,
    /// The innermost statement around it.
    pub statement: &'m Statement,
    /// It stands under a condition, in a loop or in a `try`.
    pub conditional: bool,
    /// It stands in a loop.
    pub repeated: bool,
    /// How its value is asked for.
    pub asked: Asked,
    /// The handlers of the innermost `try` in whose body it stands; empty for none.
    pub caught_by: &'m [Vec<Statement>],
    /// What had to hold for it to be reached: the innermost guard, by its place in what [`each`] gives. `None` where
    /// nothing was asked.
    pub guard: Option<u32>,
    /// The parameter whose default it belongs to, where that is made when a call does not give the parameter.
    pub default_of: Option<usize>,
}

impl<'m> Site<'m> {
    /// The assignment of which the expression is a target.
    pub fn assigned_by(&self) -> Option<&'m Assign> {
        let StatementKind::Assign(assign) = &self.statement.kind else { return None };
        assign.targets.iter().any(|target| target.at == self.expr.at).then_some(assign)
    }
}

/// Something that has to hold for code to be reached.
#[derive(Clone, Copy, Debug)]
pub struct Guard<'m> {
    /// The guard around it, which stands before it.
    pub outer: Option<u32>,
    /// What has to hold.
    pub what: Holds<'m>,
}

/// What has to hold for code to be reached.
#[derive(Clone, Copy, Debug)]
pub enum Holds<'m> {
    /// An expression has this truth; of a place that is only filled when it is missing, that it is.
    Truth(&'m Expr, bool),
    /// Something that was tried has failed.
    Failed,
}

/// Calls `visit` for every expression of a function, or of a file's code at load, outer ones first; bodies of functions
/// within are not entered. `truth` says of a condition that it is always true or always false where this code runs: what
/// never runs is left out; `fails` says of an expression that it always ends everything. Gives what [`Site::guard`] points
/// into.
pub fn each<'m>(
    module: &'m Module,
    function: Option<FunctionId>,
    truth: &dyn Fn(&'m Expr) -> Option<bool>,
    fails: &dyn Fn(&'m Expr) -> bool,
    visit: &mut dyn FnMut(&Site<'m>),
) -> Vec<Guard<'m>> {
    let mut walk = Walk { module, function, truth, fails, visit, guards: Vec::new() };
    let spot = Spot { conditional: false, repeated: false, caught_by: &[], guard: None };
    let Some(id) = function else {
        walk.statements(&module.body, spot);
        return walk.guards;
    };
    let body = &module.functions[id.0 as usize].body;
    if let (Some(first), false) = (body.first(), module.language.scoping().defaults_at_load) {
        walk.defaults(id, first, Spot { conditional: true, ..spot });
    }
    walk.statements(body, spot);
    walk.guards
}

#[derive(Clone, Copy)]
struct Spot<'m> {
    conditional: bool,
    repeated: bool,
    caught_by: &'m [Vec<Statement>],
    guard: Option<u32>,
}

struct Walk<'m, 'v> {
    module: &'m Module,
    function: Option<FunctionId>,
    truth: &'v dyn Fn(&'m Expr) -> Option<bool>,
    fails: &'v dyn Fn(&'m Expr) -> bool,
    visit: &'v mut dyn FnMut(&Site<'m>),
    guards: Vec<Guard<'m>>,
}

impl<'m> Walk<'m, '_> {
    fn statements(&mut self, body: &'m [Statement], mut spot: Spot<'m>) {
        for (index, statement) in body.iter().enumerate() {
            self.statement(statement, body.get(index + 1), spot);
            // What stands after an end that is always met never runs.
            if self.ends(statement) {
                break;
            }
            spot.guard = self.after(statement, spot.guard);
        }
    }

    fn guard(&mut self, outer: Option<u32>, what: Holds<'m>) -> u32 {
        self.guards.push(Guard { outer, what });
        self.guards.len() as u32 - 1
    }

    /// What has to hold for the statements after one to be reached.
    fn after(&mut self, statement: &'m Statement, outer: Option<u32>) -> Option<u32> {
        match &statement.kind {
            StatementKind::If { condition, then, .. } if returns(then) => {
                Some(self.guard(outer, Holds::Truth(condition, false)))
            }
            StatementKind::If { condition, otherwise, .. } if returns(otherwise) => {
                Some(self.guard(outer, Holds::Truth(condition, true)))
            }
            StatementKind::Try { body, handlers, .. } if !handlers.is_empty() && returns(body) => {
                Some(self.guard(outer, Holds::Failed))
            }
            _ => outer,
        }
    }

    fn ends(&self, statement: &'m Statement) -> bool {
        let StatementKind::If { condition, then, .. } = &statement.kind else { return false };
        matches!(then.last().map(|last| &last.kind), Some(StatementKind::Return(_)))
            && (self.truth)(condition) == Some(true)
    }

    fn statement(&mut self, statement: &'m Statement, next: Option<&'m Statement>, spot: Spot<'m>) {
        let inner = Spot { conditional: true, ..spot };
        match &statement.kind {
            StatementKind::If { condition, then, otherwise } => {
                let asked = self.asked(condition, [then, otherwise], next, spot.guard);
                self.expression(self.site(condition, statement, spot, asked));
                let truth = (self.truth)(condition);
                for (block, holds) in [(then, true), (otherwise, false)] {
                    if truth != Some(!holds) && !block.is_empty() {
                        let guard = Some(self.guard(spot.guard, Holds::Truth(condition, holds)));
                        self.statements(block, Spot { guard, ..inner });
                    }
                }
            }
            StatementKind::Try { body, handlers, finally } => {
                self.statements(body, Spot { caught_by: handlers, ..inner });
                for handler in handlers {
                    let guard = Some(self.guard(spot.guard, Holds::Failed));
                    self.statements(handler, Spot { guard, ..inner });
                }
                self.statements(finally, spot);
            }
            StatementKind::Assign(assign) if assign.if_missing => {
                if let Some(first) = assign.targets.first() {
                    self.assign(self.site(first, statement, spot, Asked::Not), assign);
                }
            }
            StatementKind::Loop { body, over, targets } => {
                let asked = if targets.is_empty() { Asked::Yes } else { Asked::Not };
                for expr in targets {
                    self.expression(self.site(expr, statement, spot, Asked::Not));
                }
                if let Some(expr) = over {
                    self.expression(self.site(expr, statement, spot, asked));
                }
                self.statements(body, Spot { repeated: true, ..inner });
            }
            StatementKind::Function(id) => self.defined(*id, statement, spot),
            StatementKind::Class { methods, .. } => {
                for method in methods {
                    self.defined(*method, statement, spot);
                }
                self.plain(statement, spot);
            }
            _ => self.plain(statement, spot),
        }
    }

    fn plain(&mut self, statement: &'m Statement, spot: Spot<'m>) {
        for expr in walk::own(statement) {
            self.expression(self.site(expr, statement, spot, Asked::Not));
        }
        for block in walk::blocks(statement) {
            self.statements(block, spot);
        }
    }

    /// Defaults that are made where a function is defined.
    fn defined(&mut self, id: FunctionId, statement: &'m Statement, spot: Spot<'m>) {
        if self.module.language.scoping().defaults_at_load {
            self.defaults(id, statement, spot);
        }
    }

    /// The defaults of a function's parameters.
    fn defaults(&mut self, id: FunctionId, statement: &'m Statement, spot: Spot<'m>) {
        let at_load = self.module.language.scoping().defaults_at_load;
        let parameters = self.module.functions[id.0 as usize].parameters.iter().enumerate();
        for (index, parameter) in parameters {
            if let Some(default) = &parameter.default {
                let site = self.site(default, statement, spot, Asked::Not);
                self.expression(Site { default_of: (!at_load).then_some(index), ..site });
            }
        }
    }

    /// Whether a block ends everything.
    fn fails(&self, block: &'m [Statement]) -> bool {
        match block.last().map(|last| &last.kind) {
            Some(StatementKind::Raise(_)) => true,
            Some(StatementKind::Expr(expr)) => (self.fails)(expr),
            _ => false,
        }
    }

    /// How the condition of an `if` asks.
    fn asked(
        &self,
        condition: &Expr,
        [then, otherwise]: [&'m [Statement]; 2],
        next: Option<&'m Statement>,
        guard: Option<u32>,
    ) -> Asked {
        let fails_without = match asks_for(condition) {
            Some(false) => self.fails(then),
            Some(true) => {
                // Where something was asked before, this is one of several ways.
                let fails_next = || {
                    guard.is_none()
                        && next.is_some_and(|next| self.fails(std::slice::from_ref(next)))
                };
                self.fails(otherwise) || (otherwise.is_empty() && returns(then) && fails_next())
            }
            None => false,
        };
        if fails_without { Asked::OrFail } else { Asked::Yes }
    }

    fn site(
        &self,
        expr: &'m Expr,
        statement: &'m Statement,
        spot: Spot<'m>,
        asked: Asked,
    ) -> Site<'m> {
        let Spot { conditional, repeated, caught_by, guard } = spot;
        let (function, default_of) = (self.function, None);
        Site {
            expr,
            function,
            statement,
            conditional,
            repeated,
            asked,
            caught_by,
            guard,
            default_of,
        }
    }

    fn expression(&mut self, site: Site<'m>) {
        (self.visit)(&site);
        let with = |expr, asked| Site { expr, asked, ..site };
        match &site.expr.kind {
            ExprKind::Choice { condition, values, how } => {
                self.choice(site, condition.as_deref(), values, *how);
            }
            ExprKind::Not(inner) => {
                let ends = site.asked == Asked::OrFail;
                self.expression(with(inner, if ends { Asked::OrFail } else { Asked::Yes }));
            }
            ExprKind::Compare { left, operator, right } => {
                // Under an end of everything, only a question for absence asks for that.
                let null = matches!(left.kind, ExprKind::Null)
                    || matches!(right.kind, ExprKind::Null)
                    || operator.ends_with("in");
                let asked =
                    if site.asked == Asked::OrFail && null { Asked::OrFail } else { Asked::Yes };
                self.expression(with(left, asked));
                self.expression(with(right, asked));
            }
            ExprKind::Assign(assign) => self.assign(site, assign),
            // What a call is given is not asked for truth, even when the call's answer is; but a stand-in of the
            // answer may be one for what the call was given.
            ExprKind::Call { callee, arguments, .. } => {
                let asked = if site.asked == Asked::Through { Asked::Through } else { Asked::Not };
                self.expression(with(callee, asked));
                let asked = asked.max(asked_by(callee));
                for argument in arguments {
                    self.expression(with(&argument.value, asked));
                }
            }
            ExprKind::Member { object, optional, .. }
            | ExprKind::Index { object, optional, .. } => {
                let through = *optional || site.asked == Asked::Through;
                let asked = if through { Asked::Through } else { Asked::Not };
                self.expression(with(object, asked));
                if let ExprKind::Index { index, .. } = &site.expr.kind {
                    let through = site.asked == Asked::Through;
                    let asked = if through { Asked::Through } else { Asked::Not };
                    self.expression(with(index, asked));
                }
            }
            ExprKind::Template(_) if site.asked == Asked::Shown => {
                walk::each_part(site.expr, &mut |part| self.expression(with(part, Asked::Shown)));
            }
            ExprKind::Other(_) | ExprKind::Await(_) => {
                walk::each_part(site.expr, &mut |part| self.expression(with(part, site.asked)));
            }
            _ => walk::each_part(site.expr, &mut |part| self.expression(with(part, Asked::Not))),
        }
    }

    fn choice(
        &mut self,
        site: Site<'m>,
        condition: Option<&'m Expr>,
        values: &'m [Expr],
        how: ChoiceKind,
    ) {
        let truth = condition.and_then(self.truth);
        if let Some(condition) = condition {
            self.expression(Site { expr: condition, asked: Asked::Yes, ..site });
        }
        let last = values.len().saturating_sub(1);
        let fails = how == ChoiceKind::Or && values.last().is_some_and(self.fails);
        for (index, value) in values.iter().enumerate() {
            if truth == Some(index == 1) && condition.is_some() {
                continue;
            }
            let conditional = site.conditional || index > 0 || condition.is_some();
            // The last alternative is the value itself when all others are missing; what stands before is asked.
            let before = condition.is_none() && index < last;
            let asked = match (before, site.asked) {
                (_, Asked::OrFail) if how == ChoiceKind::Or && asks_for(value) == Some(false) => {
                    Asked::OrFail
                }
                (_, Asked::OrFail) => Asked::Yes,
                (true, _) if fails => asked_with(value).min(Asked::OrFail),
                (true, _) => asked_with(value),
                (false, asked) => asked,
            };
            let holds = match (condition, index.checked_sub(1)) {
                (Some(condition), _) => Some(Holds::Truth(condition, index == 0)),
                (None, Some(before)) => Some(Holds::Truth(&values[before], how == ChoiceKind::And)),
                (None, None) => None,
            };
            let guard = holds.map(|holds| self.guard(site.guard, holds)).or(site.guard);
            self.expression(Site { expr: value, asked, conditional, guard, ..site });
            if how == ChoiceKind::And && (self.truth)(value) == Some(false) {
                break;
            }
        }
    }

    fn assign(&mut self, site: Site<'m>, assign: &'m Assign) {
        let asked = if assign.if_missing { Asked::Yes } else { site.asked };
        for target in &assign.targets {
            self.expression(Site { expr: target, asked, ..site });
        }
        let missing = assign.targets.first().filter(|_| assign.if_missing);
        let guard = match missing {
            Some(target) => Some(self.guard(site.guard, Holds::Truth(target, false))),
            None => site.guard,
        };
        if let Some(value) = &assign.value {
            self.expression(Site { expr: value, guard, ..site });
        }
    }
}
