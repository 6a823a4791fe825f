//! A handler: its entry function and everything that runs when it is called.
//!
//! "Inside" is what can be reached from the entry through calls: helpers, methods, callbacks, decorators'
//! wrappers, routes of a router that the entry calls, also in other files of the code folder. A call that cannot be
//! followed is not followed, so nothing is called "inside" that may not be.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::follow::Code;
use super::modules::MOST_FILES;
use super::reach::{Reach, reach};
use super::values::{Place, Value};
use crate::files::SourceFile;
use crate::source::{ExprKind, Function, FunctionId};
use crate::text::Span;

/// A function of one of a handler's files.
pub type Reached = (usize, FunctionId);

/// One handler with the files that it is made of.
#[derive(Debug)]
pub struct Handler {
    /// The functions of the template that run it, by their place in it.
    pub functions: Vec<usize>,
    /// The name that the template (or the file, without one) gives the entry.
    pub name: String,
    /// The path of its first file; the template's for inline code.
    pub path: String,
    /// Its files; the first is the one that the template names.
    pub files: Vec<Arc<SourceFile>>,
    /// For each file, which of its imports is which file.
    pub imports: Vec<BTreeMap<usize, usize>>,
    /// For each file, the others whose top-level names it sees without an import; empty when no file sees any.
    pub beside: Vec<Vec<usize>>,
    /// Whether an import of the project's own could not be followed.
    pub lost: bool,
    /// What is known of what runs.
    pub trace: Trace,
}

/// What runs in a handler.
#[derive(Debug)]
pub struct Trace {
    /// What was found under the handler's name.
    pub entry: Entry,
    /// Everything inside, with the step that leads there.
    pub inside: BTreeMap<Reached, Step>,
    /// Functions that run at load.
    pub loaded: BTreeSet<Reached>,
    /// For each file, whether anything that runs imports it.
    pub live: Vec<bool>,
    /// Whether all code was followed: every file could be read, and no import or call of the handler's own was lost.
    pub complete: bool,
}

/// How a function is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The function that leads there; `None` for the entry.
    pub from: Option<Reached>,
    /// The call; `None` for the entry and for a function that is written in place.
    pub call: Option<Span>,
    /// The last call on the way; `None` when there is none: it is sure to run when the entry does, as far as its own
    /// conditions allow.
    pub last_call: Option<Span>,
    /// It runs once and what it gives is kept for later calls.
    pub kept: bool,
}

/// What a file has under the handler's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A function, perhaps with wrappers around it.
    Function {
        /// Which.
        function: Reached,
        /// Whether what the runtime calls is a wrapper around it, so that its own signature is not the runtime's.
        wrapped: bool,
    },
    /// Something that cannot be followed to a function.
    Opaque,
    /// Nothing; with the names that are there.
    Missing(Vec<String>),
}

impl Handler {
    /// A handler that nothing is known of yet. `imports` gives for each file which of its imports is which file.
    pub fn new(
        path: &str,
        files: Vec<Arc<SourceFile>>,
        imports: Vec<BTreeMap<usize, usize>>,
        name: &str,
    ) -> Handler {
        let trace = Trace {
            entry: Entry::Opaque,
            inside: BTreeMap::new(),
            loaded: BTreeSet::new(),
            live: Vec::new(),
            complete: false,
        };
        let (name, path) = (name.to_owned(), path.to_owned());
        let (functions, beside) = (Vec::new(), Vec::new());
        Handler { functions, name, path, files, imports, beside, lost: false, trace }
    }

    /// Follows its code, and lets somebody read what it does.
    pub fn follow<T>(&mut self, read: impl FnOnce(&Code, &Trace) -> T) -> T {
        let code = Code::new(&self.files, &self.imports, &self.beside);
        let mut trace = Trace::new(&code, &self.name);
        trace.complete &= !self.lost;
        let found = read(&code, &trace);
        drop(code);
        self.trace = trace;
        found
    }

    /// Whether it is made of the same files, as they were read, and so are its imports.
    pub fn has_code_of(&self, other: &Handler) -> bool {
        let mut files = self.files.iter().zip(&other.files);
        self.files.len() == other.files.len()
            && files.all(|(own, other)| Arc::ptr_eq(own, other))
            && self.imports == other.imports
            && self.beside == other.beside
            && (&self.name, self.lost) == (&other.name, other.lost)
    }

    /// A function of its files.
    pub fn function(&self, (file, function): Reached) -> &Function {
        &self.files[file].module.functions[function.0 as usize]
    }

    /// The entry's definition.
    pub fn entry_function(&self) -> Option<&Function> {
        match self.trace.entry {
            Entry::Function { function, .. } => Some(self.function(function)),
            _ => None,
        }
    }

    /// How code in a function is reached from the entry; `None` when it does not run per invocation.
    pub fn step_to(&self, file: usize, function: Option<FunctionId>) -> Option<&Step> {
        self.trace.step_to(file, function)
    }
}

impl Trace {
    /// Follows a handler from the name that the template gives it.
    pub fn new<'h>(code: &Code<'h>, name: &'h str) -> Trace {
        let entry = entry(code, name);
        let live = code.live_files();
        let Reach { inside, loaded } = reach(code, &entry, &live);
        let broken = code.files.iter().any(|file| file.module.broken);
        let relative = (0..code.files.len()).any(|file| has_lost_import(code, file));
        let complete = !broken && !relative && !code.lost.get() && code.files.len() < MOST_FILES;
        Trace { entry, inside, loaded, live, complete }
    }

    /// How code in a function is reached from the entry; `None` when it does not run per invocation.
    pub fn step_to(&self, file: usize, function: Option<FunctionId>) -> Option<&Step> {
        self.inside.get(&(file, function?))
    }

    /// Whether code in a function runs at all: per invocation, or at load.
    pub fn runs(&self, file: usize, function: Option<FunctionId>) -> bool {
        let Some(id) = function else { return self.live[file] };
        self.inside.contains_key(&(file, id)) || self.loaded.contains(&(file, id))
    }

    /// The calls that lead from the entry to a function, in order.
    pub fn path(&self, mut reached: Reached) -> Vec<Span> {
        let mut path = Vec::new();
        while let Some(step) = self.inside.get(&reached) {
            path.extend(step.call);
            let Some(from) = step.from else { break };
            reached = from;
        }
        path.reverse();
        path
    }
}

/// Whether a file imports another one of its own folder that was not found, or names that nobody can tell.
fn has_lost_import(code: &Code, file: usize) -> bool {
    let own = code.imports.get(file);
    code.module(file).imports.iter().enumerate().any(|(index, import)| {
        let lost = import.module.starts_with('.') || import.item.as_deref() == Some("*");
        lost && !import.type_only && !own.is_some_and(|own| own.contains_key(&index))
    })
}

/// What the first file has under a handler's name; `a.b` is a member of an export.
fn entry<'h>(code: &Code<'h>, name: &'h str) -> Entry {
    let Some(first) = code.files.first() else { return Entry::Opaque };
    let exports_all = code.scoping(0).exports_all;
    let (own, open) = if exports_all {
        let stars = has_lost_import(code, 0) || dynamic_names(first);
        (code.names(0).top_level_names().into_iter().map(str::to_owned).collect(), stars)
    } else {
        (code.exports(0).all(), code.exports(0).open)
    };
    if name.contains('.') {
        return Entry::Opaque;
    }
    match code.exported(0, name) {
        Some(value) => of_value(code, &value),
        None if open || first.module.broken => Entry::Opaque,
        // From nodejs24.x on the runtime also looks there.
        None if in_default(code, name) => Entry::Opaque,
        None => Entry::Missing(own),
    }
}

/// Whether the default export of the first file is an object that has a name.
fn in_default(code: &Code, name: &str) -> bool {
    let default = code.exports(0).values.get("default").map(|value| &value.kind);
    match default {
        Some(ExprKind::Object(properties)) => {
            properties.iter().any(|property| property.key.as_deref() == Some(name))
        }
        _ => false,
    }
}

/// Whether a file makes names that its text does not show.
fn dynamic_names(file: &SourceFile) -> bool {
    let text = file.code();
    ["globals()", "__getattr__", "vars()", "setattr("].iter().any(|mark| text.contains(mark))
}

fn of_value<'h>(code: &Code<'h>, value: &Value<'h>) -> Entry {
    for one in value.each() {
        match one {
            Value::Function(function) => {
                return Entry::Function { function: *function, wrapped: false };
            }
            Value::Call(site) => {
                let inner = code.wrapped(site, 0).into_iter().next();
                if let Some(function) = inner {
                    return Entry::Function { function, wrapped: true };
                }
                if let Value::Function(function) = code.reduced(one) {
                    return Entry::Function { function, wrapped: false };
                }
            }
            Value::Instance(_) => {
                if let Some(function) = code.functions(one).into_iter().next() {
                    return Entry::Function { function, wrapped: true };
                }
            }
            _ => {}
        }
    }
    Entry::Opaque
}

/// Where code at load stands.
pub(super) fn at_load(file: usize) -> Place {
    Place { file, function: None }
}
