//! Follows expressions to what they can be.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use foldhash::{HashMap, HashSet};

use super::exports::Exports;
use super::fills::Fills;
use super::handler::Reached;
use super::values::{CallSite, ClassRef, Place, Value};
use crate::files::SourceFile;
use crate::source::bindings::{Binding, Bindings, Bound};
use crate::source::sites::{Guard, Site};
use crate::source::{Expr, ExprKind, FunctionId, Import, Module, Scoping};
use crate::text::Span;

/// How deep one question may lead to others; real code needs a dozen.
const DEPTH: u32 = 40;

/// Expressions of one handler that are followed.
const WORK: u32 = 200_000;

/// What is known of a function's code, or of a file's code at load.
type PerFunction<T> = RefCell<HashMap<(usize, Option<FunctionId>), T>>;

/// What is known of calls, by their place in memory.
pub(super) type Memory<'h> = RefCell<HashMap<*const CallSite<'h>, (Rc<CallSite<'h>>, Value<'h>)>>;

/// The code of a handler: its files, and what was found out about them so far.
#[derive(Debug)]
pub struct Code<'h> {
    /// The files; the first is the one that the template names.
    pub files: &'h [Arc<SourceFile>],
    pub(super) imports: &'h [BTreeMap<usize, usize>],
    beside: &'h [Vec<usize>],
    names: Vec<OnceCell<Bindings<'h>>>,
    exports: Vec<OnceCell<Exports<'h>>>,
    known: RefCell<HashMap<*const Expr, Value<'h>>>,
    pub(super) fields: RefCell<HashMap<(ClassRef, &'h str), Value<'h>>>,
    pub(super) returned: RefCell<HashMap<Reached, Value<'h>>>,
    pub(super) calls: RefCell<HashMap<Reached, Vec<Rc<CallSite<'h>>>>>,
    pub(super) reduced: Memory<'h>,
    pub(super) expanded: Memory<'h>,
    /// Whether every call gives a parameter.
    pub(super) given: RefCell<HashMap<(Reached, usize), bool>>,
    pub(super) parameters: RefCell<HashMap<(Reached, usize), Value<'h>>>,
    pub(super) sites: PerFunction<Rc<[Site<'h>]>>,
    pub(super) guards: PerFunction<Rc<[Guard<'h>]>>,
    /// Whether what stands after each guard of a function is kept.
    pub(super) keeping: RefCell<HashMap<Reached, Rc<[bool]>>>,
    pub(super) fills: Vec<OnceCell<Fills<'h>>>,
    /// Functions of a file whose local names something that they call sees.
    pub(super) seen: Vec<OnceCell<HashSet<FunctionId>>>,
    pub(super) unbound: Vec<OnceCell<HashSet<&'h str>>>,
    /// Functions that run at load, as far as that is known by now.
    pub(super) at_load: RefCell<HashSet<Reached>>,
    depth: Cell<u32>,
    work: Cell<u32>,
    /// Whether something of the handler's own code could not be followed.
    pub(super) lost: Cell<bool>,
}

impl<'h> Code<'h> {
    /// The code of some files. `imports` gives for each file which of its imports is which file, `beside` the files
    /// whose names it sees without an import.
    pub fn new(
        files: &'h [Arc<SourceFile>],
        imports: &'h [BTreeMap<usize, usize>],
        beside: &'h [Vec<usize>],
    ) -> Code<'h> {
        Code {
            files,
            imports,
            beside,
            names: files.iter().map(|_| OnceCell::new()).collect(),
            exports: files.iter().map(|_| OnceCell::new()).collect(),
            known: RefCell::default(),
            fields: RefCell::default(),
            returned: RefCell::default(),
            calls: RefCell::default(),
            reduced: RefCell::default(),
            expanded: RefCell::default(),
            given: RefCell::default(),
            parameters: RefCell::default(),
            sites: RefCell::default(),
            guards: RefCell::default(),
            keeping: RefCell::default(),
            fills: files.iter().map(|_| OnceCell::new()).collect(),
            seen: files.iter().map(|_| OnceCell::new()).collect(),
            unbound: files.iter().map(|_| OnceCell::new()).collect(),
            at_load: RefCell::default(),
            depth: Cell::new(0),
            work: Cell::new(0),
            lost: Cell::new(false),
        }
    }

    /// The tree of a file.
    pub fn module(&self, file: usize) -> &'h Module {
        &self.files[file].module
    }

    /// A function of a file.
    pub fn function(&self, (file, id): Reached) -> &'h crate::source::Function {
        &self.module(file).functions[id.0 as usize]
    }

    /// The names of a file.
    pub fn names(&self, file: usize) -> &Bindings<'h> {
        self.names[file].get_or_init(|| Bindings::new(self.module(file)))
    }

    pub(super) fn exports(&self, file: usize) -> &Exports<'h> {
        self.exports[file].get_or_init(|| Exports::new(self.module(file)))
    }

    pub(super) fn scoping(&self, file: usize) -> &'static Scoping {
        self.module(file).language.scoping()
    }

    /// How many expressions were followed so far.
    #[cfg(test)]
    pub(super) fn work(&self) -> u32 {
        self.work.get()
    }

    /// Does a step deeper; `None` when that was one too many.
    pub(super) fn deeper<T>(&self, step: impl FnOnce() -> T) -> Option<T> {
        let depth = self.depth.get();
        if depth >= DEPTH || self.work.get() >= WORK {
            self.lost.set(true);
            return None;
        }
        self.depth.set(depth + 1);
        self.work.set(self.work.get() + 1);
        let done = step();
        self.depth.set(depth);
        Some(done)
    }

    /// What an expression can be.
    pub fn value(&self, place: Place, expr: &'h Expr) -> Value<'h> {
        match &expr.kind {
            ExprKind::Null => return Value::Null,
            ExprKind::Bool(value) => return Value::Bool(*value),
            ExprKind::Number(text) => return Value::Number(text),
            ExprKind::Text(text) => return Value::known(text),
            ExprKind::Function(id) => return Value::Function((place.file, *id)),
            ExprKind::List(items) => return Value::List(place, items),
            ExprKind::Object(properties) => return Value::Object(place, properties),
            _ => {}
        }
        let key = std::ptr::from_ref(expr);
        if let Some(known) = self.known.borrow().get(&key) {
            return known.clone();
        }
        // An expression that leads back to itself adds nothing.
        self.known.borrow_mut().insert(key, Value::Unknown);
        match self.deeper(|| self.read(place, expr)) {
            Some(value) => {
                self.known.borrow_mut().insert(key, value.clone());
                value
            }
            None => {
                self.known.borrow_mut().remove(&key);
                Value::Unknown
            }
        }
    }

    fn read(&self, place: Place, expr: &'h Expr) -> Value<'h> {
        match &expr.kind {
            ExprKind::Name(name) => self.name(place, name, expr.at),
            ExprKind::Member { object, member, .. } => {
                if let Some(file) = self.dotted(place, expr) {
                    return Value::File(file);
                }
                self.member(&self.value(place, object), member)
            }
            ExprKind::Index { object, index, .. } => {
                let key = self.value(place, index);
                self.element(&self.value(place, object), &key)
            }
            ExprKind::Call { callee, arguments, new } => {
                if let Some(index) = self.names(place.file).import_at(expr.at) {
                    return self.imported(place.file, index);
                }
                self.call(place, expr.at, callee, arguments, *new)
            }
            ExprKind::Await(inner) | ExprKind::Spread(inner) => self.value(place, inner),
            ExprKind::Choice { condition, values, .. } => {
                let truth = condition.as_ref().and_then(|one| self.truth(place, one));
                let chosen = values.iter().enumerate().filter(|(index, _)| {
                    condition.is_none() || truth.is_none_or(|truth| truth == (*index == 0))
                });
                Value::any(chosen.map(|(_, value)| self.value(place, value)))
            }
            ExprKind::Assign(assign) => match &assign.value {
                Some(value) if assign.if_missing => {
                    let before = assign.targets.iter().map(|target| self.value(place, target));
                    Value::any(before.chain([self.value(place, value)]))
                }
                Some(value) => self.value(place, value),
                None => Value::Unknown,
            },
            ExprKind::Template(parts) => self.template(place, parts),
            ExprKind::Other(parts) => self.operation(place, parts),
            _ => Value::Unknown,
        }
    }

    /// What a name is where it is used.
    pub fn name(&self, place: Place, name: &'h str, at: Span) -> Value<'h> {
        let names = self.names(place.file);
        if self.scoping(place.file).receiver == Some(name) {
            let class = names.class_of(place.function);
            return class.map_or(Value::Unknown, |class| Value::Instance((place.file, class)));
        }
        if name == "super" && self.scoping(place.file).receiver.is_some() {
            let base = names.class_of(place.function).map(|class| &names.classes[class]);
            let base = base.and_then(|class| Some((class.function, class.bases.first()?)));
            return base.map_or(Value::Unknown, |(function, base)| {
                self.value(Place { file: place.file, function }, base)
            });
        }
        match names.lookup(place.function, name, at) {
            Some(found) => self.one_of(place.file, &found),
            None => {
                let found = self.seen_beside(place.file, name);
                let found = found.or_else(|| self.starred(place.file, name));
                found.unwrap_or(Value::Global(name))
            }
        }
    }

    /// The other files whose top-level names a file sees without an import.
    pub(super) fn beside(&self, file: usize) -> &'h [usize] {
        self.beside.get(file).map_or(&[], Vec::as_slice)
    }

    /// What a name is that a file sees without an import.
    pub(super) fn seen_beside(&self, file: usize, name: &str) -> Option<Value<'h>> {
        self.beside(file).iter().find_map(|other| {
            let found = self.names(*other).top_level(name)?;
            Some(self.one_of(*other, &found))
        })
    }

    /// What a name is that a star import may bring.
    fn starred(&self, file: usize, name: &'h str) -> Option<Value<'h>> {
        if !self.scoping(file).exports_all {
            return None;
        }
        let stars = self.module(file).imports.iter().enumerate();
        let mut stars = stars.filter(|(_, import)| import.item.as_deref() == Some("*")).peekable();
        stars.peek()?;
        let own = stars.filter_map(|(index, _)| self.imports.get(file)?.get(&index));
        for other in own {
            if let Some(found) = self.deeper(|| self.exported(*other, name)).flatten() {
                return Some(found);
            }
        }
        None
    }

    pub(super) fn one_of(&self, file: usize, bindings: &[&Binding<'h>]) -> Value<'h> {
        Value::any(bindings.iter().map(|binding| self.bound(file, binding)))
    }

    fn bound(&self, file: usize, binding: &Binding<'h>) -> Value<'h> {
        let place = Place { file, function: binding.function };
        match &binding.what {
            Bound::Parameter(index, path) => {
                let Some(function) = binding.function else { return Value::Unknown };
                self.along(self.parameter((file, function), *index), path)
            }
            Bound::Value { value, path, default } => {
                let whole = self.along(self.value(place, value), path);
                match default {
                    Some(default) => Value::any([whole, self.value(place, default)]),
                    None => whole,
                }
            }
            Bound::Item(over) => self.item(place, over),
            Bound::Nothing => Value::Null,
            Bound::Unknown => Value::Unknown,
            Bound::Import(index) => self.imported(file, *index),
            Bound::Function(id) => Value::Function((file, *id)),
            Bound::Class(class) => Value::Class((file, *class)),
        }
    }

    fn along(&self, value: Value<'h>, path: &[&'h str]) -> Value<'h> {
        path.iter().fold(value, |value, key| match *key {
            "*" => Value::Unknown,
            key => self.member(&value, key),
        })
    }

    fn item(&self, place: Place, over: &'h Expr) -> Value<'h> {
        let over = self.reduced(&self.value(place, over));
        Value::any(over.each().iter().map(|over| match over {
            Value::List(place, items) => {
                Value::any(items.iter().take(16).map(|item| self.value(*place, item)))
            }
            value if value.is_lost() => Value::Unknown,
            value => Value::Item(Rc::new(value.clone())),
        }))
    }

    /// The parameter of a function; the object of a method is an instance of its class.
    fn parameter(&self, reached: Reached, index: usize) -> Value<'h> {
        let (file, id) = reached;
        let function = self.function(reached);
        if index == 0 && self.scoping(file).receiver.is_none() && function.class.is_some() {
            let marks = function.decorators.iter().filter_map(last_name).collect::<Vec<_>>();
            if let Some(class) = self.names(file).class_of(Some(id))
                && !marks.contains(&"staticmethod")
            {
                let class = (file, class);
                let of_class = marks.contains(&"classmethod") || &*function.name == "__new__";
                return if of_class { Value::Class(class) } else { Value::Instance(class) };
            }
        }
        Value::Parameter(reached, index)
    }

    /// What an import gives.
    pub(super) fn imported(&self, file: usize, index: usize) -> Value<'h> {
        let import: &'h Import = &self.module(file).imports[index];
        let item = import.item.as_deref().filter(|item| *item != "*");
        let Some(other) = self.imports.get(file).and_then(|imports| imports.get(&index)) else {
            return self.package(file, import, item);
        };
        match item {
            None => Value::File(*other),
            // `from package import module` takes a file, not a name of one.
            Some(item) => {
                self.deeper(|| self.exported(*other, item)).flatten().unwrap_or(Value::File(*other))
            }
        }
    }

    fn package(&self, file: usize, import: &'h Import, item: Option<&'h str>) -> Value<'h> {
        if import.module.starts_with('.') {
            return Value::Unknown;
        }
        let first = import.module.split('.').next().unwrap_or_default();
        match item {
            None if self.scoping(file).dotted_modules && *import.name == *first => {
                Value::Package(first)
            }
            // The default of a CommonJS package is the package.
            None | Some("default") => Value::Package(&import.module),
            Some(item) => Value::Package(&import.module).foreign(item),
        }
    }

    /// `a.b.c` after `import a.b.c`, when that is one of the files.
    fn dotted(&self, place: Place, expr: &'h Expr) -> Option<usize> {
        let imports = self.imports.get(place.file).filter(|imports| !imports.is_empty())?;
        if !self.scoping(place.file).dotted_modules {
            return None;
        }
        let mut path = Vec::new();
        let mut at = expr;
        while let ExprKind::Member { object, member, .. } = &at.kind {
            path.push(&**member);
            at = object;
        }
        let ExprKind::Name(name) = &at.kind else { return None };
        path.push(name);
        let bindings = self.names(place.file).lookup(place.function, name, at.at)?;
        let is_it = |binding: &&&Binding| matches!(binding.what, Bound::Import(_));
        bindings.iter().filter(is_it).find_map(|binding| {
            let Bound::Import(index) = binding.what else { return None };
            let import = &self.module(place.file).imports[index];
            let same =
                import.item.is_none() && import.module.split('.').eq(path.iter().rev().copied());
            same.then(|| imports.get(&index).copied()).flatten()
        })
    }
}

/// The last name of `a.b.c`, also when it is called.
pub(super) fn last_name(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Name(name) => Some(name),
        ExprKind::Member { member, .. } => Some(member),
        ExprKind::Call { callee, .. } => last_name(callee),
        _ => None,
    }
}
