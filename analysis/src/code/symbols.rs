//! What names mean across the files of one handler.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::handler::{Entry, Reached};
use super::names::{Table, single, table};
use crate::files::SourceFile;
use crate::source::{Expr, ExprKind, FunctionId, Import, Language, Module, StatementKind, walk};

/// How many steps a name is followed; real code needs three or four.
const DEPTH: usize = 16;

/// Where a name is used.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) file: usize,
    pub(super) function: Option<FunctionId>,
}

/// The names of a handler's files.
#[derive(Debug)]
pub(super) struct Symbols<'h> {
    pub(super) files: &'h [Arc<SourceFile>],
    imports: &'h [BTreeMap<usize, usize>],
    tables: Vec<Table<'h>>,
}

impl<'h> Symbols<'h> {
    pub(super) fn new(
        files: &'h [Arc<SourceFile>],
        imports: &'h [BTreeMap<usize, usize>],
    ) -> Symbols<'h> {
        let tables = files.iter().map(|file| table(&file.module)).collect();
        Symbols { files, imports, tables }
    }

    /// What a file has under a handler's name; `a.b` in JavaScript is a member of an export.
    pub(super) fn entry(&self, file: usize, name: &str) -> Entry {
        let first = name.split('.').next().unwrap_or(name);
        let Some(table) = self.tables.get(file) else { return Entry::Opaque };
        if first != name {
            return Entry::Opaque;
        }
        let known = self.exported(file, name, 0);
        match known {
            Some(Known::Function(function, wrapped)) => Entry::Function { function, wrapped },
            Some(_) => Entry::Opaque,
            None if table.open || self.files[file].module.broken => Entry::Opaque,
            None => Entry::Missing(self.names(file)),
        }
    }

    /// Names that a runtime could call.
    fn names(&self, file: usize) -> Vec<String> {
        let table = &self.tables[file];
        let mut names: Vec<String> = match self.files[file].module.language {
            Language::Python => table
                .functions
                .keys()
                .chain(table.values.keys())
                .map(|name| (*name).to_owned())
                .collect(),
            _ => table
                .exports
                .keys()
                .chain(table.passed_on.iter().map(|(name, ..)| name))
                .map(|n| (*n).to_owned())
                .collect(),
        };
        names.sort();
        names.dedup();
        names
    }

    /// The functions that a called expression can be.
    pub(super) fn functions(&self, place: Place, callee: &'h Expr) -> Vec<Reached> {
        match self.value(place, callee, 0) {
            Some(Known::Function(function, _)) => vec![function],
            Some(Known::Class(file, class)) => self.constructor(file, class).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// Functions written inside a function, at any depth.
    pub(super) fn nested(&self, (file, id): Reached) -> Vec<Reached> {
        let functions = &self.files[file].module.functions;
        let inside = |mut at: FunctionId| loop {
            match functions[at.0 as usize].parent {
                Some(parent) if parent == id => return true,
                Some(parent) => at = parent,
                None => return false,
            }
        };
        let ids = (0..functions.len() as u32).map(FunctionId);
        ids.filter(|one| inside(*one)).map(|one| (file, one)).collect()
    }

    /// Functions that were registered with an object by a decorator, when a method of that object is called:
    /// `@app.get("/")` … `app.resolve(event, context)`.
    pub(super) fn routes(&self, file: usize, callee: &Expr) -> Vec<Reached> {
        let ExprKind::Member { object, .. } = &callee.kind else { return Vec::new() };
        let ExprKind::Name(router) = &object.kind else { return Vec::new() };
        if !self.tables[file].values.contains_key(&**router) {
            return Vec::new();
        }
        let functions = self.files[file].module.functions.iter().enumerate();
        let registered = functions
            .filter(|(_, function)| function.decorators.iter().any(|one| roots_in(one, router)));
        registered.map(|(index, _)| (file, FunctionId(index as u32))).collect()
    }

    fn exported(&self, file: usize, name: &str, depth: usize) -> Option<Known<'h>> {
        let table = self.tables.get(file).filter(|_| depth < DEPTH)?;
        let place = Place { file, function: None };
        if self.files[file].module.language == Language::Python {
            return self.named(place, name, depth + 1);
        }
        if let Some(value) = table.exports.get(name) {
            return Some(self.value(place, value, depth + 1).unwrap_or(Known::Other));
        }
        for (exported, local, from) in &table.passed_on {
            let found = match from {
                _ if *exported != name && *exported != "*" => None,
                None => return Some(self.named(place, local, depth + 1).unwrap_or(Known::Other)),
                Some(from) => {
                    let import = self.files[file]
                        .module
                        .imports
                        .iter()
                        .position(|import| *import.module == **from);
                    let other = import.and_then(|import| self.imports.get(file)?.get(&import));
                    let inner = if *exported == "*" { name } else { local };
                    match other {
                        Some(other) => self.exported(*other, inner, depth + 1),
                        None => Some(Known::Other),
                    }
                }
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// What a name means where it is used: nested functions first, then the file, then its imports.
    fn named(&self, place: Place, name: &str, depth: usize) -> Option<Known<'h>> {
        let table = self.tables.get(place.file).filter(|_| depth < DEPTH)?;
        let module = &self.files[place.file].module;
        let mut scope = place.function;
        while let Some(id) = scope {
            let nested = module.functions.iter().position(|one| {
                one.parent == Some(id) && *one.name == *name && one.class.is_none()
            });
            if let Some(nested) = nested {
                return Some(Known::Function((place.file, FunctionId(nested as u32)), false));
            }
            if let Some(value) = local_value(module, id, name) {
                return self.value(Place { function: Some(id), ..place }, value, depth + 1);
            }
            scope = module.functions[id.0 as usize].parent;
        }
        if let Some(function) = table.functions.get(name) {
            return Some(Known::Function((place.file, *function), false));
        }
        if let Some((class, _)) = table.bases.get_key_value(name) {
            return Some(Known::Class(place.file, class));
        }
        if let Some(value) = table.values.get(name) {
            let here = Place { function: None, ..place };
            return Some(self.value(here, value, depth + 1).unwrap_or(Known::Other));
        }
        let (index, import) = table.imports.get(name)?;
        Some(self.imported(place.file, *index, import, depth).unwrap_or(Known::Other))
    }

    fn imported(
        &self,
        file: usize,
        index: usize,
        import: &'h Import,
        depth: usize,
    ) -> Option<Known<'h>> {
        let other = *self.imports.get(file)?.get(&index)?;
        match import.item.as_deref() {
            None => Some(Known::Module(other)),
            Some(item) => {
                // `from package import module` takes a file, not a name of one.
                self.exported(other, item, depth + 1).or(Some(Known::Module(other)))
            }
        }
    }

    fn value(&self, place: Place, expr: &'h Expr, depth: usize) -> Option<Known<'h>> {
        if depth >= DEPTH {
            return None;
        }
        match &expr.kind {
            ExprKind::Function(id) => Some(Known::Function((place.file, *id), false)),
            ExprKind::Name(name) if matches!(&**name, "self" | "this" | "cls") => {
                self.own_class(place)
            }
            ExprKind::Name(name) => self.named(place, name, depth + 1),
            ExprKind::Await(inner) => self.value(place, inner, depth + 1),
            ExprKind::Choice { values, .. } => {
                values.iter().find_map(|value| self.value(place, value, depth + 1))
            }
            ExprKind::Member { object, member, .. } => {
                self.member(place, object, member, depth + 1)
            }
            ExprKind::Call { callee, arguments, .. } => {
                let passed = arguments.iter().map(|argument| &argument.value);
                self.call(place, callee, passed.collect(), depth + 1)
            }
            _ => None,
        }
    }

    fn member(
        &self,
        place: Place,
        object: &'h Expr,
        member: &str,
        depth: usize,
    ) -> Option<Known<'h>> {
        match self.value(place, object, depth)? {
            Known::Module(file) => self.exported(file, member, depth),
            Known::Class(file, class) | Known::Instance(file, class) => {
                self.method(file, class, member, depth).map(|found| Known::Function(found, false))
            }
            function @ Known::Function(..) if member == "bind" => Some(function),
            _ => None,
        }
    }

    /// What a call gives: an instance of a class, the function that a wrapper is given, or the one that it returns.
    fn call(
        &self,
        place: Place,
        callee: &'h Expr,
        arguments: Vec<&'h Expr>,
        depth: usize,
    ) -> Option<Known<'h>> {
        if let ExprKind::Member { object, member, .. } = &callee.kind
            && &**member == "bind"
        {
            return self.value(place, object, depth);
        }
        let called = self.value(place, callee, depth);
        if let Some(Known::Class(file, class)) = called {
            return Some(Known::Instance(file, class));
        }
        let is_function = |value: &&'h Expr| {
            matches!(value.kind, ExprKind::Function(_) | ExprKind::Name(_) | ExprKind::Call { .. })
        };
        for argument in arguments.into_iter().filter(is_function) {
            if let Some(Known::Function(function, _)) = self.value(place, argument, depth) {
                return Some(Known::Function(function, true));
            }
        }
        match (called, &callee.kind) {
            (Some(Known::Function(maker, _)), _) => self.returned(maker, depth),
            // `middy(handler).use(…)`: the chain is what it starts with.
            (None, ExprKind::Member { object, .. })
                if matches!(object.kind, ExprKind::Call { .. }) =>
            {
                self.value(place, object, depth)
                    .filter(|known| matches!(known, Known::Function(_, true)))
            }
            _ => None,
        }
    }

    fn returned(&self, (file, id): Reached, depth: usize) -> Option<Known<'h>> {
        let function = &self.files[file].module.functions[id.0 as usize];
        let mut found = None;
        walk::statements(&function.body, &mut |statement| {
            if let StatementKind::Return(Some(value)) = &statement.kind {
                let value = self.value(Place { file, function: Some(id) }, value, depth + 1);
                found = found.take().or(value.filter(|value| !matches!(value, Known::Other)));
            }
        });
        found
    }

    fn own_class(&self, place: Place) -> Option<Known<'h>> {
        let module = &self.files[place.file].module;
        let mut scope = place.function;
        while let Some(id) = scope {
            let function = &module.functions[id.0 as usize];
            if let Some(class) = &function.class {
                return Some(Known::Instance(place.file, class));
            }
            scope = function.parent;
        }
        None
    }

    fn constructor(&self, file: usize, class: &str) -> Option<Reached> {
        ["__init__", "constructor"].iter().find_map(|name| self.method(file, class, name, 0))
    }

    fn method(&self, file: usize, class: &str, name: &str, depth: usize) -> Option<Reached> {
        let table = self.tables.get(file).filter(|_| depth < DEPTH)?;
        if let Some(id) = table.methods.get(&(class, name)) {
            return Some((file, *id));
        }
        table.bases.get(class)?.iter().find_map(|base| {
            match self.value(Place { file, function: None }, base, depth + 1)? {
                Known::Class(file, class) => self.method(file, class, name, depth + 1),
                _ => None,
            }
        })
    }
}

/// What an expression is known to be.
#[derive(Clone, Copy, Debug)]
enum Known<'h> {
    /// A function; true when it is behind a wrapper.
    Function(Reached, bool),
    Class(usize, &'h str),
    Instance(usize, &'h str),
    Module(usize),
    /// Something that is there and cannot be followed.
    Other,
}

fn roots_in(expr: &Expr, name: &str) -> bool {
    match &expr.kind {
        ExprKind::Call { callee, .. } => roots_in(callee, name),
        ExprKind::Member { object, .. } => {
            roots_in(object, name) || matches!(&object.kind, ExprKind::Name(own) if **own == *name)
        }
        _ => false,
    }
}

/// The value that a name is given once in a function's own body.
fn local_value<'h>(module: &'h Module, id: FunctionId, name: &str) -> Option<&'h Expr> {
    let mut found = None;
    walk::statements(&module.functions[id.0 as usize].body, &mut |statement| {
        if let StatementKind::Assign(assign) = &statement.kind
            && let (Some(target), Some(value)) = (single(assign), &assign.value)
            && target == name
        {
            found = Some(value);
        }
    });
    found
}
