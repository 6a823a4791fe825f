//! Who binds a name: every scope of a file with what its names are given.
//!
//! One walk over the file, following the scoping of its language. It says what is written, not what it means:
//! values are read elsewhere.

mod reading;

use std::collections::BTreeMap;

use foldhash::{HashMap, HashMapExt};

use super::{Expr, FunctionId, Module, Statement};
use crate::text::Span;

/// Bindings of one name beyond which nobody can say what it is.
const MOST: usize = 32;

/// The names of a file.
#[derive(Debug)]
pub struct Bindings<'m> {
    module: &'m Module,
    /// By name and by the function whose name it is; `None` for the file's.
    names: HashMap<&'m str, BTreeMap<Option<FunctionId>, Vec<Binding<'m>>>>,
    /// Every class statement, in order of place.
    pub classes: Vec<Class<'m>>,
    class_of: HashMap<FunctionId, usize>,
    /// Imports that bind no name, by the start of the expression that they are.
    nameless: HashMap<u32, usize>,
    /// What is assigned to members, by the member's name.
    members: HashMap<&'m str, Vec<MemberSet<'m>>>,
}

/// Something that binds a name.
#[derive(Clone, Debug)]
pub struct Binding<'m> {
    /// The statement or expression that does it.
    pub at: Span,
    /// Where the name is visible, when not in its whole function.
    pub within: Option<Span>,
    /// Only visible from the function itself, not from those inside it: names of a class body.
    pub direct: bool,
    /// The function in which it stands.
    pub function: Option<FunctionId>,
    /// Whether it only happens sometimes.
    pub conditional: bool,
    /// Whether it may happen again after what comes later in the text.
    pub in_loop: bool,
    /// What is bound.
    pub what: Bound<'m>,
}

/// What a name is bound to.
#[derive(Clone, Debug)]
pub enum Bound<'m> {
    /// A parameter of the function whose scope it is, by its place, or what a pattern takes out of one.
    Parameter(usize, Vec<&'m str>),
    /// A value or, with a path of keys, a part of it; a key that is a number is a place, `*` cannot be told.
    Value {
        /// The value.
        value: &'m Expr,
        /// The keys of the part.
        path: Vec<&'m str>,
        /// What it is when the part is missing, or the value of an assignment that happens only when nothing is there.
        default: Option<&'m Expr>,
    },
    /// Each item of a value in turn.
    Item(&'m Expr),
    /// Declared without a value.
    Nothing,
    /// Something that the text does not show: an error, the rest of a pattern, a changed value.
    Unknown,
    /// An import, by its place in [`Module::imports`].
    Import(usize),
    /// A function.
    Function(FunctionId),
    /// A class, by its place in [`Bindings::classes`].
    Class(usize),
}

/// A class statement.
#[derive(Clone, Debug)]
pub struct Class<'m> {
    /// Its name.
    pub name: &'m str,
    /// Where it stands.
    pub at: Span,
    /// The function whose statement it is.
    pub function: Option<FunctionId>,
    /// What it extends.
    pub bases: &'m [Expr],
    /// Its methods.
    pub methods: &'m [FunctionId],
    /// Class attributes and fields.
    pub body: &'m [Statement],
}

/// An assignment to a member: `self.client = …`, `Config.table = …`.
#[derive(Clone, Copy, Debug)]
pub struct MemberSet<'m> {
    /// What the member is of.
    pub object: &'m Expr,
    /// What it is given.
    pub value: &'m Expr,
    /// Where it stands.
    pub function: Option<FunctionId>,
}

impl<'m> Bindings<'m> {
    /// Reads the names of a file.
    pub fn new(module: &'m Module) -> Bindings<'m> {
        let found = Bindings {
            module,
            names: HashMap::new(),
            classes: Vec::new(),
            class_of: HashMap::new(),
            nameless: HashMap::new(),
            members: HashMap::new(),
        };
        reading::read(module, found)
    }

    /// What binds a name where it is used: the bindings of the innermost scope that has any. `None` for a name that
    /// nothing here binds; empty when there are too many to tell.
    pub fn lookup(
        &self,
        mut function: Option<FunctionId>,
        name: &str,
        at: Span,
    ) -> Option<Vec<&Binding<'m>>> {
        let from = function;
        let scopes = self.names.get(name)?;
        loop {
            if let Some(all) = scopes.get(&function) {
                if all.len() > MOST {
                    return Some(Vec::new());
                }
                let found = visible(all, function == from, at);
                if !found.is_empty() {
                    return Some(latest(found, from, at));
                }
            }
            function = self.function(function?).parent;
        }
    }

    /// What binds a name at the top level of the file, once it has run.
    pub fn top_level(&self, name: &str) -> Option<Vec<&Binding<'m>>> {
        let all = self.names.get(name)?.get(&None)?;
        let end = Span { start: u32::MAX, end: u32::MAX, file: self.module.file };
        let found: Vec<_> = all.iter().filter(|binding| !binding.direct).take(MOST).collect();
        (!found.is_empty()).then(|| latest(found, None, end))
    }

    /// The top-level names, sorted.
    pub fn top_level_names(&self) -> Vec<&'m str> {
        let is_top = |scopes: &BTreeMap<_, Vec<Binding>>| {
            scopes.get(&None).is_some_and(|all| all.iter().any(|binding| !binding.direct))
        };
        let top = self.names.iter().filter(|(_, scopes)| is_top(scopes));
        let mut names: Vec<&str> = top.map(|(name, _)| *name).collect();
        names.sort_unstable();
        names
    }

    /// Whether a name is bound in a function or in one around it.
    pub fn is_local(&self, mut function: Option<FunctionId>, name: &str) -> bool {
        let Some(scopes) = self.names.get(name) else { return false };
        while let Some(id) = function {
            if scopes.contains_key(&function) {
                return true;
            }
            function = self.function(id).parent;
        }
        false
    }

    /// Everything that binds a name in the scope of one function.
    pub fn of(&self, function: Option<FunctionId>, name: &str) -> &[Binding<'m>] {
        self.names.get(name).and_then(|scopes| scopes.get(&function)).map_or(&[], Vec::as_slice)
    }

    /// The class whose method a function is, or stands in.
    pub fn class_of(&self, mut function: Option<FunctionId>) -> Option<usize> {
        while let Some(id) = function {
            if let Some(class) = self.class_of.get(&id) {
                return Some(*class);
            }
            function = self.function(id).parent;
        }
        None
    }

    /// The import that an expression is: `require("m")` or `import("m")` within a larger one.
    pub fn import_at(&self, at: Span) -> Option<usize> {
        self.nameless.get(&at.start).copied()
    }

    /// What is assigned to a member of this name, of whatever object.
    pub fn members(&self, name: &str) -> &[MemberSet<'m>] {
        self.members.get(name).map_or(&[], Vec::as_slice)
    }

    fn function(&self, id: FunctionId) -> &'m super::Function {
        &self.module.functions[id.0 as usize]
    }
}

/// The bindings of a scope that are visible at a place: those of the innermost block, else all.
fn visible<'b, 'm>(all: &'b [Binding<'m>], direct: bool, at: Span) -> Vec<&'b Binding<'m>> {
    let inside = |binding: &Binding| binding.within.is_none_or(|block| block.contains(at));
    let block = all
        .iter()
        .filter(|binding| inside(binding) && (direct || !binding.direct))
        .filter_map(|binding| binding.within)
        .max_by_key(|block| block.start);
    match block {
        Some(block) => all.iter().filter(|binding| binding.within == Some(block)).collect(),
        None => all.iter().filter(|binding| !binding.direct).collect(),
    }
}

/// Without what is surely replaced before a place, or only comes after it.
fn latest<'b, 'm>(
    mut found: Vec<&'b Binding<'m>>,
    function: Option<FunctionId>,
    at: Span,
) -> Vec<&'b Binding<'m>> {
    let before = |binding: &Binding| binding.at.start < at.start && !binding.at.contains(at);
    let same = |binding: &Binding| binding.function == function;
    let sure = |binding: &&&Binding| same(binding) && before(binding) && !binding.conditional;
    let Some(last) = found.iter().filter(sure).map(|binding| binding.at.start).max() else {
        // A function runs when its file has run.
        let loaded = |binding: &&&Binding| binding.function.is_none() && !binding.conditional;
        if function.is_some()
            && let Some(last) = found.iter().filter(loaded).map(|binding| binding.at.start).max()
        {
            found.retain(|binding| binding.function.is_some() || binding.at.start >= last);
        }
        return found;
    };
    found.retain(|binding| {
        !same(binding) || binding.in_loop || (binding.at.start >= last && before(binding))
    });
    found
}
