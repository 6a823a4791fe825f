//! Calls: what they give, which functions they run, and what the parameters of own functions are given.

use std::rc::Rc;

use super::follow::{Code, Memory};
use super::handler::Reached;
use super::values::{CallSite, Place, Value};
use crate::source::{Argument, Expr, Function, ParameterKind, StatementKind, walk};
use crate::text::Span;

/// Calls of one function beyond which its parameters can be anything.
const MOST: usize = 16;

impl<'h> Code<'h> {
    pub(super) fn call(
        &self,
        place: Place,
        at: Span,
        callee: &'h Expr,
        arguments: &'h [Argument],
        new: bool,
    ) -> Value<'h> {
        let callee = self.value(place, callee);
        let environment = self.module(place.file).language.environment();
        let first = arguments.first().map(|argument| &argument.value);
        if let (Value::Member(object, method), Some(first)) = (&callee, first) {
            // `os.getenv("X")` is what `os.environ["X"]` is.
            if environment.readers.contains(method) && object.is_of(environment.modules, &[]) {
                let object = object.as_ref().clone().foreign(environment.object);
                let read = self.element(&object, &self.value(place, first));
                return self.with_default(place, read, arguments);
            }
            if matches!(*method, "get" | "pop" | "setdefault")
                && let Some(key) = self.value(place, first).text()
            {
                let read = self.member(object, key);
                return self.with_default(place, read, arguments);
            }
            if matches!(*method, "bind") {
                return object.as_ref().clone();
            }
        }
        let site = CallSite { at, place, callee, arguments, new };
        match self.joined(&site) {
            Some(text) => text,
            None if site.new && matches!(site.callee, Value::Class(_)) => self.result(&site),
            None if site.callee.is_lost() => Value::Unknown,
            None => Value::Call(Rc::new(site)),
        }
    }

    fn with_default(&self, place: Place, read: Value<'h>, given: &'h [Argument]) -> Value<'h> {
        match given.get(1) {
            Some(default) => Value::any([read, self.value(place, &default.value)]),
            None => read,
        }
    }

    fn result(&self, site: &CallSite<'h>) -> Value<'h> {
        match &site.callee {
            Value::Class(class) => Value::Instance(*class),
            callee => self.result_of(callee),
        }
    }

    /// What a function gives; unknown for what is no function of the files.
    pub(super) fn result_of(&self, callee: &Value<'h>) -> Value<'h> {
        match callee {
            Value::Class(class) => Value::Instance(*class),
            Value::Function(function) => self.returned(*function),
            Value::Instance(class) => {
                let name = self.scoping(class.0).call;
                match self.field(*class, name, true) {
                    Value::Function(function) if !name.is_empty() => self.returned(function),
                    _ => Value::Unknown,
                }
            }
            _ => Value::Unknown,
        }
    }

    /// What a value is once the results of own functions are put in. A call that is left is of something foreign, or of
    /// a parameter.
    pub fn reduced(&self, value: &Value<'h>) -> Value<'h> {
        let Value::Call(site) = value else { return value.clone() };
        once(&self.reduced, site, || self.reduced_call(value, site))
    }

    fn reduced_call(&self, value: &Value<'h>, site: &Rc<CallSite<'h>>) -> Value<'h> {
        let callee = match &site.callee {
            callee @ Value::Call(_) => {
                self.deeper(|| self.reduced(callee)).unwrap_or(Value::Unknown)
            }
            callee => callee.clone(),
        };
        let several = callee.each().len() > 1 || !callee.is_same(&site.callee);
        let results = callee.each().iter().map(|callee| match callee {
            Value::Class(_) | Value::Function(_) | Value::Instance(_) => {
                // What a function hands back is what this call hands it.
                self.handed_back(site, callee, &self.result_of(callee))
            }
            Value::Unknown | Value::Null => Value::Unknown,
            callee if several => {
                Value::Call(Rc::new(CallSite { callee: callee.clone(), ..(**site).clone() }))
            }
            _ => value.clone(),
        });
        Value::any(results)
    }

    fn handed_back(
        &self,
        site: &CallSite<'h>,
        callee: &Value<'h>,
        result: &Value<'h>,
    ) -> Value<'h> {
        let put_in = |value: &Value<'h>| match (value, callee) {
            (Value::Parameter(function, index), Value::Function(called)) if function == called => {
                match self.argument(*function, *index, site) {
                    Some(argument) => {
                        let argument = self.value(site.place, argument);
                        self.deeper(|| self.reduced(&argument)).unwrap_or(Value::Unknown)
                    }
                    None => value.clone(),
                }
            }
            _ => value.clone(),
        };
        Value::any(result.each().iter().map(put_in))
    }

    /// What an own function can return.
    pub fn returned(&self, reached: Reached) -> Value<'h> {
        if let Some(known) = self.returned.borrow().get(&reached) {
            return known.clone();
        }
        self.returned.borrow_mut().insert(reached, Value::Unknown);
        let function = self.function(reached);
        let place = Place { file: reached.0, function: Some(reached.1) };
        let mut values = Vec::new();
        if !function.is_generator {
            walk::statements(&function.body, &mut |statement| {
                if let StatementKind::Return(Some(value)) = &statement.kind {
                    values.push(value);
                }
            });
        }
        let found = self.deeper(|| {
            let each =
                values.iter().take(MOST).map(|value| self.reduced(&self.value(place, value)));
            Value::any(each)
        });
        let found = found.unwrap_or(Value::Unknown);
        self.returned.borrow_mut().insert(reached, found.clone());
        found
    }

    /// What a value is once what is known of parameters is put in as well. Says most after everything that runs was
    /// walked through once.
    pub fn expanded(&self, value: &Value<'h>) -> Value<'h> {
        let step = || match value {
            Value::Any(all) => Value::any(all.iter().map(|one| self.expanded(one))),
            Value::Parameter(function, index) => self.given(*function, *index),
            Value::Member(object, name) => match self.expanded(object) {
                same if same.is_same(object) => value.clone(),
                object => {
                    Value::any(object.each().iter().map(|one| match self.member(one, name) {
                        // A member of what is expanded already; a function that calls itself would never end it.
                        Value::Member(of, last) if of.is_same(one) => Value::Member(of, last),
                        found => self.expanded(&found),
                    }))
                }
            },
            Value::Element(object, key) => {
                let (whole, part) = (self.expanded(object), self.expanded(key));
                if whole.is_same(object) && part.is_same(key) {
                    return value.clone();
                }
                Value::any(part.each().iter().map(|key| self.element(&whole, key)))
            }
            Value::Call(site) => once(&self.expanded, site, || match self.reduced(value) {
                Value::Call(same) if Rc::ptr_eq(&same, site) => self.expanded_call(site),
                result => self.expanded(&result),
            }),
            value => value.clone(),
        };
        self.deeper(step).unwrap_or(Value::Unknown)
    }

    /// A call whose callee is only known through a parameter.
    fn expanded_call(&self, site: &Rc<CallSite<'h>>) -> Value<'h> {
        let callee = self.expanded(&site.callee);
        if callee.is_same(&site.callee) {
            return Value::Call(Rc::clone(site));
        }
        let each = callee.each().iter().map(|callee| {
            let site = CallSite { callee: callee.clone(), ..(**site).clone() };
            self.reduced(&Value::Call(Rc::new(site)))
        });
        Value::any(each)
    }

    /// Forgets what parameters are given: more calls may be known by now.
    pub(super) fn forget_parameters(&self) {
        self.parameters.borrow_mut().clear();
        self.expanded.borrow_mut().clear();
    }

    /// What a parameter is given by all calls that are known.
    fn given(&self, function: Reached, index: usize) -> Value<'h> {
        let parameter = Value::Parameter(function, index);
        if let Some(known) = self.parameters.borrow().get(&(function, index)) {
            return known.clone();
        }
        self.parameters.borrow_mut().insert((function, index), parameter.clone());
        let sites = self.calls.borrow().get(&function).cloned().unwrap_or_default();
        let found = if sites.is_empty() || sites.len() > MOST {
            parameter
        } else {
            let default = self.function(function).parameters.get(index);
            let default = default.and_then(|parameter| parameter.default.as_ref());
            let place = Place { file: function.0, function: Some(function.1) };
            Value::any(sites.iter().map(|site| {
                match (self.argument(function, index, site), default) {
                    (Some(argument), _) => self.expanded(&self.value(site.place, argument)),
                    (None, Some(default)) => self.value(place, default),
                    (None, None) => Value::Unknown,
                }
            }))
        };
        self.parameters.borrow_mut().insert((function, index), found.clone());
        found
    }

    /// The argument of a call that a parameter takes; `None` when it cannot be told, or is not given.
    pub fn argument(
        &self,
        reached: Reached,
        index: usize,
        site: &CallSite<'h>,
    ) -> Option<&'h Expr> {
        let function = self.function(reached);
        let parameter = function.parameters.get(index)?;
        let named = |argument: &&Argument| {
            argument.name.is_some() && argument.name.as_deref() == Some(&*parameter.name)
        };
        if let Some(found) = site.arguments.iter().find(named) {
            return Some(&found.value);
        }
        let takes = parameter.kind == ParameterKind::Positional;
        let index = index.checked_sub(usize::from(self.takes_object(reached, function)))?;
        let mut by_place = site.arguments.iter().take_while(|argument| argument.name.is_none());
        let found = by_place.nth(index).filter(|_| takes)?;
        let spread = |one: &Argument| matches!(one.value.kind, crate::source::ExprKind::Spread(_));
        (!site.arguments.iter().take(index + 1).any(spread)).then_some(&found.value)
    }

    /// Whether the first parameter is the object, which no call writes as an argument.
    fn takes_object(&self, (file, _): Reached, function: &Function) -> bool {
        let marks = function.decorators.iter().filter_map(super::follow::last_name);
        self.scoping(file).receiver.is_none()
            && function.class.is_some()
            && !marks.into_iter().any(|mark| mark == "staticmethod")
    }

    /// The functions that run when a value is called, those that a foreign wrapper was given included.
    pub fn called(&self, value: &Value<'h>) -> Vec<Reached> {
        let mut found = self.functions(value);
        for one in value.each() {
            if let (Value::Call(site), true) = (one, found.is_empty()) {
                found.extend(self.wrapped(site, 0));
            }
        }
        found
    }

    /// The functions that a value is, or that run when it is called.
    pub fn functions(&self, value: &Value<'h>) -> Vec<Reached> {
        let mut found = Vec::new();
        for one in value.each() {
            match self.reduced(one) {
                Value::Function(function) => found.push(function),
                Value::Class(class) => found.extend(self.constructor(class)),
                Value::Instance(class) => {
                    let name = self.scoping(class.0).call;
                    if let (false, Value::Function(call)) =
                        (name.is_empty(), self.field(class, name, true))
                    {
                        found.push(call);
                    }
                }
                Value::Any(all) => {
                    found.extend(all.iter().filter_map(|one| match one {
                        Value::Function(function) => Some(*function),
                        _ => None,
                    }));
                }
                // `handler.call(…)`, and a method of what a wrapper made.
                Value::Member(object, _) => {
                    if let Value::Function(function) = object.as_ref() {
                        found.push(*function);
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// The functions that a call is given, which what it makes will run: `middy(handler).use(…)`, `partial(run, 1)`.
    pub fn wrapped(&self, site: &CallSite<'h>, depth: u8) -> Vec<Reached> {
        let mut found = Vec::new();
        for argument in site.arguments {
            match self.value(site.place, &argument.value) {
                Value::Call(inner) if depth < 3 => found.extend(self.wrapped(&inner, depth + 1)),
                Value::Any(all) => found.extend(all.iter().filter_map(|one| match one {
                    Value::Function(function) => Some(*function),
                    _ => None,
                })),
                Value::Function(function) => found.push(function),
                _ => {}
            }
        }
        let mut at = &site.callee;
        for _ in 0..8 {
            let (true, Value::Member(object, _)) = (found.is_empty() && depth < 3, at) else {
                break;
            };
            let Value::Call(inner) = object.as_ref() else { break };
            found = self.wrapped(inner, 3);
            at = &inner.callee;
        }
        found
    }
}

/// Does for a call what is to be done once.
fn once<'h>(
    memory: &Memory<'h>,
    site: &Rc<CallSite<'h>>,
    find: impl FnOnce() -> Value<'h>,
) -> Value<'h> {
    let key = Rc::as_ptr(site);
    if let Some((_, known)) = memory.borrow().get(&key) {
        return known.clone();
    }
    // The call is kept with what is known of it, so that nothing else can take its place in memory.
    memory.borrow_mut().insert(key, (Rc::clone(site), Value::Unknown));
    let found = find();
    memory.borrow_mut().insert(key, (Rc::clone(site), found.clone()));
    found
}

impl<'h> Value<'h> {
    /// Whether following added nothing.
    fn is_same(&self, other: &Value<'h>) -> bool {
        match (self, other) {
            (Value::Member(one, name), Value::Member(other, other_name)) => {
                name == other_name && (Rc::ptr_eq(one, other) || one.is_same(other))
            }
            (Value::Element(one, key), Value::Element(other, other_key)) => {
                one.is_same(other) && key.is_same(other_key)
            }
            (Value::Call(one), Value::Call(other)) => Rc::ptr_eq(one, other),
            (Value::Item(one), Value::Item(other)) => Rc::ptr_eq(one, other) || one.is_same(other),
            (Value::Parameter(one, at), Value::Parameter(other, place)) => {
                one == other && at == place
            }
            (Value::Package(one), Value::Package(other))
            | (Value::Global(one), Value::Global(other)) => one == other,
            (Value::Unknown, Value::Unknown) | (Value::Null, Value::Null) => true,
            (Value::Text(one), Value::Text(other)) => Rc::ptr_eq(one, other),
            (Value::Any(one), Value::Any(other)) => {
                one.len() == other.len()
                    && one.iter().zip(other.iter()).all(|(one, other)| one.is_same(other))
            }
            _ => false,
        }
    }
}
