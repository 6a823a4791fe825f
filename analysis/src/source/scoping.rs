//! What a language can mean by a name: who binds it, what is visible from where, and how the environment is read.
//!
//! The values are in the rows of the languages.

use super::Language;

/// How a language binds and shows names.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a trait of its own")]
pub struct Scoping {
    /// An assignment alone makes a name of the function in which it stands; elsewhere a declaration is needed.
    pub assignment_binds: bool,
    /// A declared name is only visible in its block.
    pub has_blocks: bool,
    /// Statements of a class body bind names that the other statements of that body see.
    pub class_is_scope: bool,
    /// Defaults of parameters are made once, where the function is defined; elsewhere in each call that needs them.
    pub defaults_at_load: bool,
    /// The name under which a method sees its object; `None` where that is its first parameter.
    pub receiver: Option<&'static str>,
    /// Every top-level name can be taken from outside, without being exported.
    pub exports_all: bool,
    /// An import of `a.b` binds `a`.
    pub dotted_modules: bool,
    /// The two sides of the question whether a file is run by itself, which it never is in Lambda.
    pub run_directly: [&'static str; 2],
    /// What is true for type checkers only: module and name.
    pub only_types: &'static [(&'static str, &'static str)],
    /// Calls that run or load what the text does not show.
    pub dynamic: &'static [&'static str],
    /// Functions that see the local names of the code that calls them, without being given any.
    pub sees_names: &'static [&'static str],
    /// The method that runs when a class is called.
    pub constructor: &'static str,
    /// The method that runs when an instance is called; empty for none.
    pub call: &'static str,
}

/// How a language gives the environment's variables.
#[derive(Clone, Copy, Debug)]
pub struct Environment {
    /// The module that holds it; a module that is there without an import bears the same name.
    pub modules: &'static [&'static str],
    /// Its name there.
    pub object: &'static str,
    /// Functions of the module that read one variable and give a default when asked.
    pub readers: &'static [&'static str],
    /// Functions of the module that set a variable.
    pub writers: &'static [&'static str],
    /// Whether a variable that is not there raises when it is taken by its key.
    pub raises: bool,
}

impl Language {
    /// How it binds and shows names.
    pub fn scoping(self) -> &'static Scoping {
        &self.row().scoping
    }

    /// How it gives the environment's variables.
    pub fn environment(self) -> &'static Environment {
        &self.row().environment
    }
}
