//! Members: of modules, classes, instances, literals, and of what is not followed.

use std::rc::Rc;

use super::exports::import_of;
use super::follow::Code;
use super::handler::Reached;
use super::values::{ClassRef, Place, Value};
use crate::source::bindings::{Class, MemberSet};
use crate::source::{ExprKind, FunctionId, StatementKind};

/// Assignments to one member beyond which nobody can say what it is.
const MOST: usize = 32;

impl<'h> Code<'h> {
    /// A member of a value.
    pub fn member(&self, value: &Value<'h>, name: &'h str) -> Value<'h> {
        let reduced = self.reduced(value);
        Value::any(reduced.each().iter().map(|one| self.member_of(one, name)))
    }

    fn member_of(&self, value: &Value<'h>, name: &'h str) -> Value<'h> {
        match value.clone() {
            Value::File(file) => {
                self.deeper(|| self.exported(file, name)).flatten().unwrap_or_else(|| self.missed())
            }
            Value::Object(place, properties) => {
                let found = properties.iter().rfind(|one| one.key.as_deref() == Some(name));
                found.map_or(Value::Unknown, |property| match self.value(place, &property.value) {
                    Value::Function(getter) if self.function(getter).is_property => {
                        self.result_of(&Value::Function(getter))
                    }
                    value => value,
                })
            }
            Value::List(place, items) => {
                let item = name.parse::<usize>().ok().and_then(|index| items.get(index));
                item.map_or(Value::Unknown, |item| self.value(place, item))
            }
            Value::Instance(class) => self.field(class, name, true),
            Value::Class(class) => self.field(class, name, false),
            Value::Function(function) => {
                let set = self.assigned(
                    function.0,
                    name,
                    |value| matches!(value, Value::Function(other) if *other == function),
                );
                set.unwrap_or_else(|| Value::Function(function).foreign(name))
            }
            value => value.foreign(name),
        }
    }

    /// What stands under a key of a value.
    pub fn element(&self, value: &Value<'h>, key: &Value<'h>) -> Value<'h> {
        match key {
            Value::Number(number) => return self.member(value, number),
            key if let Some(text) = key.text() => return self.member(value, text),
            _ => {}
        }
        let reduced = self.reduced(value);
        let key = if key.is_lost() { Value::Unknown } else { key.clone() };
        Value::any(reduced.each().iter().map(|one| match one {
            value if value.is_lost() => Value::Unknown,
            Value::Object(place, properties) => {
                let known = properties.iter().filter(|property| property.key.is_some());
                Value::any(known.map(|property| self.value(*place, &property.value)))
            }
            value => Value::Element(Rc::new(value.clone()), Rc::new(key.clone())),
        }))
    }

    /// Notes that something of the handler's own code is not where it should be.
    pub(super) fn missed(&self) -> Value<'h> {
        self.lost.set(true);
        Value::Unknown
    }

    /// What a file gives under a name; `None` for nothing.
    pub fn exported(&self, file: usize, name: &'h str) -> Option<Value<'h>> {
        let top = Place { file, function: None };
        if self.scoping(file).exports_all {
            if let Some(found) = self.names(file).top_level(name) {
                return Some(self.one_of(file, &found));
            }
            return self.seen_beside(file, name).or_else(|| self.of_stars(file, name));
        }
        let exports = self.exports(file);
        if let Some(value) = exports.values.get(name) {
            return Some(match &value.kind {
                ExprKind::Name(local) => self.top_level(file, local),
                _ => self.value(top, value),
            });
        }
        if exports.names.contains(&name) {
            return Some(self.top_level(file, name));
        }
        let mut elsewhere = false;
        for (exported, local, from) in &exports.passed_on {
            if *exported != name && *exported != "*" {
                continue;
            }
            let inner = if *exported == "*" { name } else { local };
            let import = import_of(self.module(file), from);
            let other = import.and_then(|import| self.imports.get(file)?.get(&import));
            let found = match other {
                Some(other) => self.deeper(|| self.exported(*other, inner)).flatten(),
                None if *exported == "*" => {
                    elsewhere = true;
                    None
                }
                None => Some(Value::Unknown),
            };
            if found.is_some() {
                return found;
            }
        }
        let whole = exports.whole.map(|whole| self.value(top, whole));
        match whole.map(|whole| self.member(&whole, name)) {
            None | Some(Value::Unknown) => elsewhere.then_some(Value::Unknown),
            found => found,
        }
    }

    fn top_level(&self, file: usize, name: &'h str) -> Value<'h> {
        match self.names(file).top_level(name) {
            Some(found) => self.one_of(file, &found),
            None => Value::Unknown,
        }
    }

    fn of_stars(&self, file: usize, name: &'h str) -> Option<Value<'h>> {
        let imports = self.module(file).imports.iter().enumerate();
        let stars = imports.filter(|(_, import)| import.item.as_deref() == Some("*"));
        let mut own = stars.filter_map(|(index, _)| self.imports.get(file)?.get(&index));
        own.find_map(|other| self.deeper(|| self.exported(*other, name)).flatten())
    }

    /// The class that a reference names.
    pub fn class(&self, (file, class): ClassRef) -> &Class<'h> {
        &self.names(file).classes[class]
    }

    /// What a class or its instances have under a name.
    pub fn field(&self, class: ClassRef, name: &'h str, of_instance: bool) -> Value<'h> {
        if let Some(known) = self.fields.borrow().get(&(class, name)) {
            return known.clone();
        }
        self.fields.borrow_mut().insert((class, name), Value::Unknown);
        let found = self.deeper(|| self.own_field(class, name)).flatten();
        let found = found.or_else(|| self.inherited(class, name, of_instance));
        let found = found.unwrap_or(Value::Unknown);
        self.fields.borrow_mut().insert((class, name), found.clone());
        found
    }

    fn own_field(&self, reference: ClassRef, name: &'h str) -> Option<Value<'h>> {
        let class = self.class(reference);
        let file = reference.0;
        if let Some(method) = self.method(class, file, name) {
            let is_property = self.function((file, method)).is_property;
            let method = Value::Function((file, method));
            return Some(if is_property { self.result_of(&method) } else { method });
        }
        let place = Place { file, function: class.function };
        let in_body = class.body.iter().filter_map(|statement| match &statement.kind {
            StatementKind::Assign(assign) => {
                let named = assign
                    .targets
                    .iter()
                    .any(|target| matches!(&target.kind, ExprKind::Name(own) if **own == *name));
                assign.value.as_ref().filter(|_| named)
            }
            _ => None,
        });
        let mut values: Vec<Value> = in_body.map(|value| self.value(place, value)).collect();
        let set = self.assigned(file, name, |value| match value {
            Value::Instance(other) | Value::Class(other) => *other == reference,
            _ => false,
        });
        values.extend(set);
        (!values.is_empty()).then(|| Value::any(values))
    }

    fn inherited(&self, class: ClassRef, name: &'h str, of_instance: bool) -> Option<Value<'h>> {
        let (bases, function) = (self.class(class).bases, self.class(class).function);
        let place = Place { file: class.0, function };
        bases.iter().take(8).find_map(|base| match self.value(place, base) {
            Value::Class(base) => match self.deeper(|| self.field(base, name, of_instance)) {
                None | Some(Value::Unknown) => None,
                found => found,
            },
            _ => None,
        })
    }

    /// A method of a class, by its name; of a property what gives it, not what sets it.
    pub(super) fn method(&self, class: &Class<'h>, file: usize, name: &str) -> Option<FunctionId> {
        let named = |id: &&FunctionId| *self.function((file, **id)).name == *name;
        let mut all = class.methods.iter().filter(named);
        let gives = |id: &&FunctionId| self.function((file, **id)).is_property;
        all.clone().find(gives).or(all.next_back()).copied()
    }

    /// The method that gives a property of the instances that a value can be; `None` for a plain field.
    pub(super) fn property(&self, value: &Value<'h>, name: &str) -> Option<Reached> {
        value.each().iter().find_map(|one| match one {
            Value::Instance(class) => self.property_of(*class, name),
            Value::Object(place, properties) => {
                let found = properties.iter().rfind(|one| one.key.as_deref() == Some(name))?;
                match self.value(*place, &found.value) {
                    Value::Function(getter) => self.function(getter).is_property.then_some(getter),
                    _ => None,
                }
            }
            _ => None,
        })
    }

    fn property_of(&self, reference: ClassRef, name: &str) -> Option<Reached> {
        let (file, class) = (reference.0, self.class(reference));
        if let Some(method) = self.method(class, file, name) {
            return self.function((file, method)).is_property.then_some((file, method));
        }
        let place = Place { file, function: class.function };
        class.bases.iter().take(8).find_map(|base| match self.value(place, base) {
            Value::Class(base) => self.deeper(|| self.property_of(base, name)).flatten(),
            _ => None,
        })
    }

    /// The constructor of a class, also an inherited one.
    pub fn constructor(&self, class: ClassRef) -> Option<(usize, FunctionId)> {
        let name = self.scoping(class.0).constructor;
        match self.field(class, name, false) {
            Value::Function(function) => Some(function),
            _ => None,
        }
    }

    /// What is assigned to a member of the objects that a test accepts.
    fn assigned(
        &self,
        file: usize,
        name: &str,
        is_it: impl Fn(&Value<'h>) -> bool,
    ) -> Option<Value<'h>> {
        let sets = self.names(file).members(name);
        if sets.len() > MOST {
            return Some(Value::Unknown);
        }
        let place = |set: &MemberSet| Place { file, function: set.function };
        let own = sets.iter().filter(|set| {
            matches!(set.object.kind, ExprKind::Name(_))
                && self.value(place(set), set.object).each().iter().any(&is_it)
        });
        let values: Vec<Value> = own.map(|set| self.value(place(set), set.value)).collect();
        (!values.is_empty()).then(|| Value::any(values))
    }
}
