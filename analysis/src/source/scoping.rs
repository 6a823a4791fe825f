//! What each language means by a name: who binds it, and what is visible from where.

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
    /// The method that runs when a class is called.
    pub constructor: &'static str,
    /// The method that runs when an instance is called; empty for none.
    pub call: &'static str,
}

const PYTHON: Scoping = Scoping {
    assignment_binds: true,
    has_blocks: false,
    class_is_scope: true,
    receiver: None,
    exports_all: true,
    dotted_modules: true,
    run_directly: ["__name__", "__main__"],
    only_types: &[("typing", "TYPE_CHECKING"), ("typing_extensions", "TYPE_CHECKING")],
    dynamic: &["exec", "eval", "__import__", "importlib.import_module"],
    constructor: "__init__",
    call: "__call__",
};

const JAVASCRIPT: Scoping = Scoping {
    assignment_binds: false,
    has_blocks: true,
    class_is_scope: false,
    receiver: Some("this"),
    exports_all: false,
    dotted_modules: false,
    run_directly: ["require.main", "module"],
    only_types: &[],
    dynamic: &["eval", "Function"],
    constructor: "constructor",
    call: "",
};

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

const OS: Environment = Environment {
    modules: &["os"],
    object: "environ",
    readers: &["getenv"],
    writers: &["putenv"],
    raises: true,
};

const PROCESS: Environment = Environment {
    modules: &["process", "node:process"],
    object: "env",
    readers: &[],
    writers: &[],
    raises: false,
};

impl Language {
    /// How it binds and shows names.
    pub fn scoping(self) -> &'static Scoping {
        match self {
            Language::Python => &PYTHON,
            Language::JavaScript | Language::TypeScript => &JAVASCRIPT,
        }
    }

    /// How it gives the environment's variables.
    pub fn environment(self) -> &'static Environment {
        match self {
            Language::Python => &OS,
            Language::JavaScript | Language::TypeScript => &PROCESS,
        }
    }
}
