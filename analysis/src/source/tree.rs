//! The tree itself: what every handler language is lowered to.
//!
//! It keeps what linting a handler needs and drops the rest into [`ExprKind::Other`], whose children stay
//! visible. It has no names of any grammar and no meaning of any SDK.

pub use super::languages::Language;
use crate::text::{FileId, Span};

/// A source file.
#[derive(Clone, Debug)]
pub struct Module {
    /// The file that spans point into; for inline code, the template.
    pub file: FileId,
    /// What it is written in.
    pub language: Language,
    /// Every function, method, lambda and arrow function, in order of place; [`FunctionId`] is the index.
    pub functions: Vec<Function>,
    /// Top-level statements: what runs at load.
    pub body: Vec<Statement>,
    /// All imports, also those inside functions.
    pub imports: Vec<Import>,
    /// All comments.
    pub comments: Vec<crate::text::Comment>,
    /// Whether the parser met something that it could not read; what follows from absence is then unknown.
    pub broken: bool,
    /// Where to speak of a text that is not read at all, since it would cost too much: its first line. `None` for what
    /// was read, however broken.
    pub unread: Option<Span>,
    /// Statements that declare several names, in order of place: nothing can be put between or taken out of their parts.
    pub joined: Vec<Span>,
    /// Where a new top-level statement goes: behind the last import, else behind the header (docstring, shebang).
    /// An empty span at the end of a line, so what is inserted starts with a line break; at the start of a file
    /// without either it ends with one instead. `None` for inline code, in which nothing is inserted.
    pub insert_at: Option<Span>,
}

impl Module {
    /// The statements of a function's own code; for `None`, those that run at load.
    pub fn statements(&self, function: Option<FunctionId>) -> &[Statement] {
        match function {
            Some(id) => &self.functions[id.0 as usize].body,
            None => &self.body,
        }
    }
}

/// The place of a function in [`Module::functions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FunctionId(pub u32);

/// A function, method, lambda or arrow function.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its own name, or the name it is directly assigned to; empty when it has none.
    pub name: Box<str>,
    /// The name's place, or the start of an anonymous function.
    pub name_at: Span,
    /// The whole definition, decorators included.
    pub at: Span,
    /// Parameters in order.
    pub parameters: Vec<Parameter>,
    /// Decorator expressions, from the top.
    pub decorators: Vec<Expr>,
    /// What it does; an arrow function's expression is one `Return`.
    pub body: Vec<Statement>,
    /// What it is declared to return.
    pub ty: Option<Box<Type>>,
    /// `async def`, `async function`, `async () =>`.
    pub is_async: bool,
    /// `yield` stands in its own body.
    pub is_generator: bool,
    /// It is taken like a field and gives what it returns: `@property`, `get name()`.
    pub is_property: bool,
    /// The class whose method it is.
    pub class: Option<Box<str>>,
    /// The function whose body it stands in.
    pub parent: Option<FunctionId>,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The name; empty for a destructuring pattern.
    pub name: Box<str>,
    /// Where it stands.
    pub at: Span,
    /// How it takes arguments.
    pub kind: ParameterKind,
    /// Its declared type.
    pub ty: Option<Box<Type>>,
    /// A default value.
    pub default: Option<Expr>,
    /// Names that a destructuring pattern binds, with the key each is taken from; keys of nested patterns are
    /// joined by `.`, places in an array pattern are numbers, and what `...rest` takes has the key `*`.
    pub destructured: Vec<(Box<str>, Box<str>)>,
}

/// A declared type, as written: nothing is inferred, no alias is followed.
#[derive(Clone, Debug)]
pub struct Type {
    /// The name with its dots and without its arguments: `events.SQSEvent`, `Promise` of `Promise<T>`. Empty for a
    /// type that has none, such as a union.
    pub name: Box<str>,
    /// The whole type.
    pub at: Span,
    /// `T` of `Promise<T>` and `List[T]`; the members of a union. Not kept of what is nested deeply.
    pub arguments: Vec<Type>,
}

/// How a parameter takes arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterKind {
    /// By position (and perhaps by name).
    Positional,
    /// Python's parameters behind `*`: by name only.
    KeywordOnly,
    /// `*args`, `...rest`.
    Rest,
    /// `**kwargs`.
    KeywordRest,
}

/// An import: `import a.b as c`, `from a import b as c`, `import {b as c} from "a"`, `const c = require("a").b`.
/// A `require` or `import()` within a larger expression is one that binds no name; the call stays in the tree.
#[derive(Clone, Debug)]
pub struct Import {
    /// The whole statement or call.
    pub at: Span,
    /// The module as written: `a.b`, `.sibling`, `./lib/db.js`, `@aws-sdk/client-s3`.
    pub module: Box<str>,
    /// What is taken from it; `None` for the module itself; `*` for everything; `default` for a default import.
    pub item: Option<Box<str>>,
    /// The name bound in this file; empty for none (side effects, or a star import).
    pub name: Box<str>,
    /// The function in which it stands; `None` at the top level.
    pub function: Option<FunctionId>,
    /// TypeScript's `import type`, and a TypeScript import whose name is only used in types: gone at run time.
    pub type_only: bool,
}

/// A statement.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The whole statement.
    pub at: Span,
    /// What it does.
    pub kind: StatementKind,
}

/// What a statement does.
#[derive(Clone, Debug)]
pub enum StatementKind {
    /// An expression for its effect.
    Expr(Expr),
    /// `a = b = value`, `const a = value`, `a ??= value`, `a += value`, Python's `a: T = value`.
    Assign(Box<Assign>),
    /// `return value`
    Return(Option<Expr>),
    /// `raise`, `throw`
    Raise(Option<Expr>),
    /// `if`; `else if` is an `If` in `otherwise`. `match` and `switch` become chains of these.
    If {
        /// What is asked.
        condition: Expr,
        /// When it holds.
        then: Vec<Statement>,
        /// When it does not.
        otherwise: Vec<Statement>,
    },
    /// `for`, `while`.
    Loop {
        /// What each round binds: a name or a place, or a pattern, which is an `Assign` that `destructures`.
        targets: Vec<Expr>,
        /// What is walked over, or the condition.
        over: Option<Expr>,
        /// Each round.
        body: Vec<Statement>,
    },
    /// `try`
    Try {
        /// What is tried.
        body: Vec<Statement>,
        /// Each `except` or `catch`. The first statement of each is an assignment at its head: the targets are
        /// the name bound to the error (none when it is not named), the value the classes that are caught
        /// (`None` for everything).
        handlers: Vec<Vec<Statement>>,
        /// `finally` (and Python's `else`).
        finally: Vec<Statement>,
    },
    /// `with a as b:`, a bare block, a label.
    Block {
        /// Assignments that the head makes (`with open(p) as f`).
        head: Vec<Statement>,
        /// What is inside.
        body: Vec<Statement>,
    },
    /// A named function is defined here. (Functions in expressions are [`ExprKind::Function`].)
    Function(FunctionId),
    /// A class with its methods; other class-level statements are in `body` and run at load.
    Class {
        /// Its name.
        name: Box<str>,
        /// Names of the classes it extends, as expressions.
        bases: Vec<Expr>,
        /// Its methods.
        methods: Vec<FunctionId>,
        /// Class attributes and static fields.
        body: Vec<Statement>,
    },
    /// `global a`, `nonlocal a`.
    Global(Vec<Box<str>>),
    /// `export default value`, `export { a as b }` (one each), `export * from`. CommonJS exports are assignments.
    Export {
        /// The exported name; `default` for the default export; `*` for a star re-export.
        name: Box<str>,
        /// What is exported; a `Name` for `export { a as b }`.
        value: Option<Expr>,
        /// The module that it is re-exported from.
        from: Option<Box<str>>,
    },
    /// Imports stand in [`Module::imports`]; this marks where.
    Import,
    /// `break`, `continue`, `pass`, `del`, and all that the tree does not tell apart, with its expressions.
    Other(Vec<Expr>),
}

/// An assignment.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a mark of its own; they go together freely"
)]
pub struct Assign {
    /// What is assigned to; several for `a = b = v`, and for destructuring (see `destructures`).
    pub targets: Vec<Expr>,
    /// What is assigned; `None` for a declaration without a value.
    pub value: Option<Expr>,
    /// The declared type of the one target.
    pub ty: Option<Box<Type>>,
    /// `const`, `let`, `var`, or the first binding in Python's sense is not told: true only for JavaScript declarations.
    pub declares: bool,
    /// `export const …`
    pub exported: bool,
    /// `const { a, b: c } = v`, `a, b = v`: the targets are parts of the value, with the key of each (empty for
    /// by-place). A part with a default is a target that is itself an `Assign` with `if_missing`; a nested pattern
    /// is one that `destructures` and has no value of its own; `...rest` is a `Spread`.
    pub destructures: Option<Vec<Box<str>>>,
    /// `??=` or `||=`: assigned only when there is nothing yet.
    pub if_missing: bool,
    /// `+=` and its kin: the old value is part of the new one.
    pub augmented: bool,
}

impl From<Assign> for StatementKind {
    fn from(assign: Assign) -> StatementKind {
        StatementKind::Assign(Box::new(assign))
    }
}

/// An expression.
#[derive(Clone, Debug)]
pub struct Expr {
    /// The whole expression.
    pub at: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// What an expression is. Parentheses, type assertions and non-null marks are looked through.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// `name`; `this` and `self` are names too.
    Name(Box<str>),
    /// `object.member`, also `object?.member` (then `optional`).
    Member {
        /// What it is taken from.
        object: Box<Expr>,
        /// The member's name.
        member: Box<str>,
        /// Where the member's name stands.
        member_at: Span,
        /// `?.`
        optional: bool,
    },
    /// `object[index]`; `optional` for `?.[…]`.
    Index {
        /// What it is taken from.
        object: Box<Expr>,
        /// The key; `Other` for a slice.
        index: Box<Expr>,
        /// `?.[`
        optional: bool,
    },
    /// `callee(arguments)`; `new` for `new Callee(arguments)`.
    Call {
        /// What is called.
        callee: Box<Expr>,
        /// Arguments in order.
        arguments: Vec<Argument>,
        /// `new Callee(…)`
        new: bool,
    },
    /// A text whose value is known. Raw, byte and joined literals are decoded.
    Text(Box<str>),
    /// A text with parts that are not known: f-string, template literal, `"a" + b`. Known parts are `Text`.
    Template(Vec<Expr>),
    /// A number as written.
    Number(Box<str>),
    /// `true`, `false`
    Bool(bool),
    /// `None`, `null`, `undefined`
    Null,
    /// `{ … }`: a JavaScript object or a Python dict.
    Object(Vec<Property>),
    /// A list, tuple, set or array.
    List(Vec<Expr>),
    /// `await value`
    Await(Box<Expr>),
    /// A lambda, an arrow function, a function expression.
    Function(FunctionId),
    /// `a or b`, `a || b`, `a ?? b`, `a and b`, `a && b`, `a if c else b`, `c ? a : b`: one of these is the value.
    /// For the conditional forms the condition comes first in `condition`.
    Choice {
        /// The condition of `c ? a : b`.
        condition: Option<Box<Expr>>,
        /// The possible values in order.
        values: Vec<Expr>,
        /// How they are joined.
        how: ChoiceKind,
    },
    /// Comparison and membership: `a == b`, `a in b`, `a is None`.
    Compare {
        /// Left side.
        left: Box<Expr>,
        /// `==`, `!=`, `===`, `in`, `not in`, `is`, `is not`, `<` …
        operator: Box<str>,
        /// Right side.
        right: Box<Expr>,
    },
    /// `not a`, `!a`
    Not(Box<Expr>),
    /// `...a`, `*a`, `**a`
    Spread(Box<Expr>),
    /// `name := value`, `(a = value)` inside an expression.
    Assign(Box<Assign>),
    /// Anything else, with the expressions inside it in order.
    Other(Vec<Expr>),
}

/// How a [`ExprKind::Choice`] is joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChoiceKind {
    /// `or`, `||`, `??`
    Or,
    /// `and`, `&&`
    And,
    /// `c ? a : b`, `a if c else b`
    Conditional,
}

/// An argument of a call.
#[derive(Clone, Debug)]
pub struct Argument {
    /// Python's keyword; `None` by position.
    pub name: Option<Box<str>>,
    /// The value; a `Spread` for `*a`, `**a`, `...a`.
    pub value: Expr,
}

/// An entry of an object or dict literal.
#[derive(Clone, Debug)]
pub struct Property {
    /// The key when it is known; `None` for a computed key and for a spread.
    pub key: Option<Box<str>>,
    /// Where the key stands.
    pub key_at: Span,
    /// The value; a `Spread` for `...a`, `**a`; a `Name` for shorthand; a `Function` for a method.
    pub value: Expr,
}
