//! The walk over a file that finds what binds its names.

use foldhash::{HashSet, HashSetExt};

use super::super::scoping::Scoping;
use super::super::{Assign, Expr, ExprKind, FunctionId, Module, Statement, StatementKind, walk};
use super::{Binding, Bindings, Bound, Class, MemberSet};
use crate::text::Span;

/// Fills the names of a file.
pub(super) fn read<'m>(module: &'m Module, found: Bindings<'m>) -> Bindings<'m> {
    let (outer, pending) = (HashSet::new(), Vec::new());
    let scoping = module.language.scoping();
    let mut reader = Reader { scoping, outer, pending, found };
    reader.read(module);
    reader.found
}

/// Where a statement stands.
#[derive(Clone, Copy, Default)]
struct Spot {
    function: Option<FunctionId>,
    within: Option<Span>,
    in_class: bool,
    conditional: bool,
    in_loop: bool,
}

struct Reader<'m> {
    scoping: &'static Scoping,
    outer: HashSet<(Option<FunctionId>, &'m str)>,
    /// Assignments to a name that is declared elsewhere.
    pending: Vec<(&'m str, Binding<'m>)>,
    found: Bindings<'m>,
}

impl<'m> Reader<'m> {
    fn read(&mut self, module: &'m Module) {
        for (index, function) in module.functions.iter().enumerate() {
            let id = Some(FunctionId(index as u32));
            walk::statements(&function.body, &mut |statement| {
                if let StatementKind::Global(names) = &statement.kind {
                    self.outer.extend(names.iter().map(|name| (id, &**name)));
                }
            });
        }
        for (index, import) in module.imports.iter().enumerate() {
            if import.name.is_empty() {
                self.found.nameless.insert(import.at.start, index);
            }
            let spot = Spot { function: import.function, ..Spot::default() };
            self.bind(spot, &import.name, import.at, Bound::Import(index));
        }
        self.statements(&module.body, Spot::default());
        for (index, function) in module.functions.iter().enumerate() {
            let spot = Spot { function: Some(FunctionId(index as u32)), ..Spot::default() };
            for (place, parameter) in function.parameters.iter().enumerate() {
                let whole = Bound::Parameter(place, Vec::new());
                self.bind(spot, &parameter.name, parameter.at, whole);
                for (name, path) in &parameter.destructured {
                    let part = Bound::Parameter(place, path.split('.').collect());
                    self.bind(spot, name, parameter.at, part);
                }
                parameter.default.iter().for_each(|default| self.expression(default, spot));
            }
            self.statements(&function.body, spot);
        }
        self.settle();
    }

    /// Gives assignments without a declaration to the scope that declares their name.
    fn settle(&mut self) {
        for (name, binding) in std::mem::take(&mut self.pending) {
            let mut scope = binding.function;
            let skips = self.scoping.assignment_binds;
            if skips {
                scope = scope.and_then(|id| self.found.function(id).parent);
            }
            let functions = &self.found.module.functions;
            let scopes = self.found.names.entry(name).or_default();
            while let Some(id) = scope.filter(|_| !scopes.contains_key(&scope)) {
                scope = functions[id.0 as usize].parent;
            }
            scopes.entry(scope).or_default().push(binding);
        }
    }

    fn bind(&mut self, spot: Spot, name: &'m str, at: Span, what: Bound<'m>) {
        if name.is_empty() {
            return;
        }
        let Spot { function, within, in_class: direct, conditional, in_loop } = spot;
        let binding = Binding { at, within, direct, function, conditional, in_loop, what };
        if self.outer.contains(&(function, name)) {
            self.pending.push((name, Binding { conditional: true, ..binding }));
        } else {
            self.found.names.entry(name).or_default().entry(function).or_default().push(binding);
        }
    }

    fn block(&mut self, body: &'m [Statement], mut spot: Spot) {
        if let (true, [first, ..], [.., last]) = (self.scoping.has_blocks, body, body) {
            spot.within = Some(first.at.to(last.at));
        }
        self.statements(body, spot);
    }

    fn statements(&mut self, body: &'m [Statement], spot: Spot) {
        for statement in body {
            self.statement(statement, spot);
        }
    }

    fn statement(&mut self, statement: &'m Statement, spot: Spot) {
        let sometimes = Spot { conditional: true, ..spot };
        match &statement.kind {
            StatementKind::Assign(assign) => self.assign(assign, statement.at, spot),
            StatementKind::If { condition, then, otherwise } => {
                self.expression(condition, spot);
                self.block(then, sometimes);
                self.block(otherwise, sometimes);
            }
            StatementKind::Loop { targets, over, body } => {
                self.round(targets, over.as_ref(), body, sometimes)
            }
            StatementKind::Try { body, handlers, finally } => {
                self.block(body, sometimes);
                for handler in handlers {
                    if let Some((head, rest)) = handler.split_first() {
                        self.caught(head, sometimes);
                        self.block(rest, sometimes);
                    }
                }
                self.block(finally, spot);
            }
            StatementKind::Block { head, body } => {
                let within = self.scoping.has_blocks.then_some(statement.at).or(spot.within);
                self.statements(head, Spot { within, ..spot });
                self.statements(body, Spot { within, ..spot });
            }
            StatementKind::Function(id) => {
                let function = self.found.function(*id);
                self.bind(spot, &function.name, statement.at, Bound::Function(*id));
            }
            StatementKind::Class { name, bases, methods, body } => {
                let class = self.found.classes.len();
                let (at, function) = (statement.at, spot.function);
                self.bind(spot, name, at, Bound::Class(class));
                self.found.class_of.extend(methods.iter().map(|method| (*method, class)));
                self.found.classes.push(Class { name, at, function, bases, methods, body });
                for base in bases {
                    self.expression(base, spot);
                }
                if self.scoping.class_is_scope {
                    self.statements(body, Spot { within: Some(at), in_class: true, ..spot });
                } else {
                    walk::expressions(body, &mut |expr| self.assigned(expr, spot));
                }
            }
            _ => walk::own(statement).into_iter().for_each(|expr| self.expression(expr, spot)),
        }
    }

    fn round(
        &mut self,
        targets: &'m [Expr],
        over: Option<&'m Expr>,
        body: &'m [Statement],
        spot: Spot,
    ) {
        let spot = Spot { in_loop: true, ..spot };
        if let Some(over) = over {
            self.expression(over, spot);
        }
        for target in targets {
            let what = match over {
                Some(over) if targets.len() == 1 => Bound::Item(over),
                _ => Bound::Unknown,
            };
            let within = match body {
                [first, .., last] | [first @ last] if self.scoping.has_blocks => {
                    Some(target.at.to(first.at).to(last.at))
                }
                _ => spot.within,
            };
            let spot = Spot { within, ..spot };
            if let ExprKind::Name(name) = &target.kind {
                self.bind(spot, name, target.at, what);
                continue;
            }
            // The parts of a pattern are not told apart here.
            for name in walk::bound(target) {
                self.bind(spot, name, target.at, Bound::Unknown);
            }
        }
        self.block(body, spot);
    }

    fn caught(&mut self, head: &'m Statement, spot: Spot) {
        let StatementKind::Assign(assign) = &head.kind else { return };
        for target in &assign.targets {
            if let ExprKind::Name(name) = &target.kind {
                self.bind(spot, name, head.at, Bound::Unknown);
            }
        }
    }

    fn expression(&mut self, expr: &'m Expr, spot: Spot) {
        walk::expression(expr, &mut |part| self.assigned(part, spot));
    }

    fn assigned(&mut self, part: &'m Expr, spot: Spot) {
        if let ExprKind::Assign(assign) = &part.kind {
            self.targets(assign, part.at, Spot { conditional: true, ..spot });
        }
    }

    fn assign(&mut self, assign: &'m Assign, at: Span, spot: Spot) {
        assign.value.iter().for_each(|value| self.expression(value, spot));
        // Keys of places, and defaults within patterns, may assign as well.
        for target in assign
            .targets
            .iter()
            .filter(|target| !matches!(target.kind, ExprKind::Name(_) | ExprKind::Assign(_)))
        {
            self.expression(target, spot);
        }
        self.targets(assign, at, spot);
    }

    fn targets(&mut self, assign: &'m Assign, at: Span, spot: Spot) {
        let declares = assign.declares || self.scoping.assignment_binds;
        // What is there may stay.
        let conditional = spot.conditional || assign.if_missing || assign.augmented;
        let spot = Spot { conditional, ..spot };
        let mut given = Vec::new();
        let part = Given { value: assign.value.as_ref(), path: Vec::new(), default: None };
        given_to(assign, &part, &mut given);
        for (target, given) in given {
            let what = match (given.value, assign.augmented) {
                (_, true) => Bound::Unknown,
                (None, _) => Bound::Nothing,
                (Some(value), _) => {
                    Bound::Value { value, path: given.path, default: given.default }
                }
            };
            match &target.kind {
                ExprKind::Name(name) if declares => self.bind(spot, name, at, what),
                ExprKind::Name(name) => {
                    let Spot { function, within, conditional, in_loop, .. } = spot;
                    let direct = false;
                    let binding =
                        Binding { at, within, direct, function, conditional, in_loop, what };
                    self.pending.push((name, Binding { within: None, ..binding }));
                }
                ExprKind::Member { object, member, .. } => {
                    if let Bound::Value { value, path, .. } = what
                        && path.is_empty()
                    {
                        let set = MemberSet { object, value, function: spot.function };
                        self.found.members.entry(member).or_default().push(set);
                    }
                }
                _ => {}
            }
        }
    }
}

/// What one target of an assignment is given.
#[derive(Clone)]
struct Given<'m> {
    value: Option<&'m Expr>,
    path: Vec<&'m str>,
    default: Option<&'m Expr>,
}

const PLACES: [&str; 8] = ["0", "1", "2", "3", "4", "5", "6", "7"];

/// Every name and place that an assignment fills, patterns taken apart.
fn given_to<'m>(assign: &'m Assign, whole: &Given<'m>, found: &mut Vec<(&'m Expr, Given<'m>)>) {
    for (place, target) in assign.targets.iter().enumerate() {
        let mut given = whole.clone();
        if let Some(keys) = &assign.destructures {
            let key = keys.get(place).map_or("", |key| &**key);
            let by_place = PLACES.get(place).copied().unwrap_or("*");
            given.path.push(if key.is_empty() { by_place } else { key });
        }
        match &target.kind {
            ExprKind::Assign(inner) => {
                if inner.if_missing {
                    given.default = inner.value.as_ref();
                }
                given_to(inner, &given, found);
            }
            ExprKind::Spread(rest) => {
                given.path.push("*");
                found.push((rest, given));
            }
            _ => found.push((target, given)),
        }
    }
}
