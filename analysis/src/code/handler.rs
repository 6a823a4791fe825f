//! A handler: its entry function and everything that runs when it is called.
//!
//! "Inside" is what can be reached from the entry through calls: helpers, methods, callbacks, decorators'
//! wrappers, routes of a router that the entry calls, also in other files of the code folder. Nothing is run and
//! no types are inferred; a call that cannot be followed is not followed, so nothing is called "inside" that may
//! not be.

use std::collections::{BTreeMap, VecDeque, btree_map};
use std::sync::Arc;

use super::symbols::{Place, Symbols};
use crate::files::SourceFile;
use crate::sdk::Write;
use crate::source::{Expr, ExprKind, Function, FunctionId, StatementKind, walk};
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
    /// What was found under the name.
    pub entry: Entry,
    /// Everything inside, with the calls that lead there from the entry; empty for the entry itself.
    pub inside: BTreeMap<Reached, Vec<Span>>,
    /// Whether all code was followed: no import or call of the folder's own was lost.
    pub complete: bool,
}

/// What a file has under the handler's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A function, perhaps behind wrappers.
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
    /// Follows a handler through its files. `imports` gives for each file which of its imports is which file.
    pub(crate) fn trace(
        path: &str,
        files: Vec<Arc<SourceFile>>,
        imports: &[BTreeMap<usize, usize>],
        name: &str,
    ) -> Handler {
        let symbols = Symbols::new(&files, imports);
        let entry = symbols.entry(0, name);
        let mut inside = BTreeMap::new();
        if let Entry::Function { function, .. } = entry {
            inside = reach(&symbols, function);
        }
        let complete = files.iter().all(|file| !file.module.broken);
        Handler {
            functions: Vec::new(),
            name: name.to_owned(),
            path: path.to_owned(),
            files,
            entry,
            inside,
            complete,
        }
    }

    /// A function of its files.
    pub fn function(&self, (file, function): Reached) -> &Function {
        &self.files[file].module.functions[function.0 as usize]
    }

    /// The entry's definition.
    pub fn entry_function(&self) -> Option<&Function> {
        match self.entry {
            Entry::Function { function, .. } => Some(self.function(function)),
            _ => None,
        }
    }

    /// Every call of an invocation that changes what a resource holds; calls at load are not among them.
    pub fn writes(&self) -> impl Iterator<Item = &Write> {
        self.files.iter().enumerate().flat_map(move |(place, file)| {
            let is_inside = move |write: &&Write| self.path_to(place, write.function).is_some();
            file.facts.writes.iter().filter(is_inside)
        })
    }

    /// The calls from the entry that lead to code in a function; `None` when it does not run per invocation.
    pub fn path_to(&self, file: usize, function: Option<FunctionId>) -> Option<&[Span]> {
        self.inside.get(&(file, function?)).map(Vec::as_slice)
    }
}

/// Everything that runs when a function is called.
fn reach(symbols: &Symbols, entry: Reached) -> BTreeMap<Reached, Vec<Span>> {
    let mut inside: BTreeMap<Reached, Vec<Span>> = BTreeMap::from([(entry, Vec::new())]);
    let mut queue = VecDeque::from([entry]);
    while let Some(from) = queue.pop_front() {
        let path = inside[&from].clone();
        for (to, call) in callees(symbols, from) {
            if let btree_map::Entry::Vacant(place) = inside.entry(to) {
                place.insert(path.iter().copied().chain(call).collect());
                queue.push_back(to);
            }
        }
    }
    inside
}

/// The functions that run when a function runs, with the call of each; a function written in place has no call.
fn callees(symbols: &Symbols, (file, id): Reached) -> Vec<(Reached, Option<Span>)> {
    let module = &symbols.files[file].module;
    let function = &module.functions[id.0 as usize];
    let place = Place { file, function: Some(id) };
    let mut found = Vec::new();
    for decorator in &function.decorators {
        // What runs is the wrapper that the decorator returns.
        let callee = match &decorator.kind {
            ExprKind::Call { callee, .. } => callee,
            _ => decorator,
        };
        for maker in symbols.functions(Place { file, function: function.parent }, callee) {
            found.extend(symbols.nested(maker).into_iter().map(|inner| (inner, None)));
        }
    }
    let mut visit = |expr: &Expr| match &expr.kind {
        ExprKind::Function(id) => found.push(((file, *id), None)),
        ExprKind::Call { callee, arguments, .. } => {
            let called = symbols.functions(place, callee);
            found.extend(called.into_iter().map(|one| (one, Some(expr.at))));
            let passed =
                arguments.iter().map(|argument| &argument.value).filter(|value| is_name(value));
            found.extend(
                passed
                    .flat_map(|value| symbols.functions(place, value))
                    .map(|one| (one, Some(expr.at))),
            );
            found.extend(symbols.routes(file, callee).into_iter().map(|one| (one, Some(expr.at))));
        }
        _ => {}
    };
    walk::expressions(&function.body, &mut visit);
    let defaults = function.parameters.iter().filter_map(|parameter| parameter.default.as_ref());
    defaults.for_each(|default| walk::expression(default, &mut visit));
    // `return inner` hands a function over to whoever called: it runs as well.
    let mut returned = Vec::new();
    walk::statements(&function.body, &mut |statement| {
        if let StatementKind::Return(Some(value)) = &statement.kind
            && is_name(value)
        {
            returned.extend(symbols.functions(place, value).into_iter().map(|one| (one, None)));
        }
    });
    found.extend(returned);
    found
}

fn is_name(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Name(_) | ExprKind::Member { .. })
}
