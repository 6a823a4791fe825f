//! What an expression can be, across the files of one handler.
//!
//! Nothing is run and no types are inferred: a value is what the text gives, followed through names, members,
//! imports and calls of own functions. What a package's name or the result of a foreign call means is not known here.

use std::rc::Rc;

use super::handler::Reached;
use crate::source::{Argument, Expr, FunctionId, Property};
use crate::text::Span;

/// Values of one name beyond which nobody can say which one is meant.
const MOST: usize = 8;

/// Members of members, and calls of what calls give, that are followed.
const NEST: usize = 24;

/// Where an expression stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, by its place among the handler's.
    pub file: usize,
    /// The function whose code it is; `None` at load.
    pub function: Option<FunctionId>,
}

/// A class of one of the files: the file, and its place in [`crate::source::bindings::Bindings::classes`].
pub type ClassRef = (usize, usize);

/// What an expression can be. Cheap to clone.
#[derive(Clone, Debug)]
pub enum Value<'h> {
    /// Nobody can say.
    Unknown,
    /// `None`, `null`, `undefined`.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A number as written.
    Number(&'h str),
    /// A text, of pieces.
    Text(Rc<[Piece<'h>]>),
    /// A list literal.
    List(Place, &'h [Expr]),
    /// An object or dict literal.
    Object(Place, &'h [Property]),
    /// A function of the files.
    Function(Reached),
    /// A class of the files.
    Class(ClassRef),
    /// An instance of one.
    Instance(ClassRef),
    /// One of the files as a module.
    File(usize),
    /// A module that is none of the files, by its name.
    Package(&'h str),
    /// A name that nothing in its file binds.
    Global(&'h str),
    /// A parameter, by its place. The first one of the entry is the event.
    Parameter(Reached, usize),
    /// A member, or what stands under a known key or place, of something that is not followed further.
    Member(Rc<Value<'h>>, &'h str),
    /// What stands under a key that is not a plain text.
    Element(Rc<Value<'h>>, Rc<Value<'h>>),
    /// Each item of something.
    Item(Rc<Value<'h>>),
    /// The result of a call.
    Call(Rc<CallSite<'h>>),
    /// One of these.
    Any(Rc<[Value<'h>]>),
}

/// A piece of a text.
#[derive(Clone, Debug)]
pub enum Piece<'h> {
    /// Known text.
    Known(&'h str),
    /// The text of a value.
    Of(Value<'h>),
}

/// A call with what is called.
#[derive(Clone, Debug)]
pub struct CallSite<'h> {
    /// The whole call.
    pub at: Span,
    /// Where it stands.
    pub place: Place,
    /// What is called.
    pub callee: Value<'h>,
    /// What it is given.
    pub arguments: &'h [Argument],
    /// `new Callee(…)`
    pub new: bool,
}

impl<'h> Value<'h> {
    /// One of several values; what is missing counts only when nothing else is there.
    pub fn any(values: impl IntoIterator<Item = Value<'h>>) -> Value<'h> {
        let mut found: Vec<Value> = Vec::new();
        let mut null = false;
        for value in values {
            match value {
                Value::Null => null = true,
                Value::Any(inner) => inner.iter().for_each(|value| add(&mut found, value.clone())),
                value => add(&mut found, value),
            }
        }
        match found.len() {
            0 if null => Value::Null,
            0 => Value::Unknown,
            1 => found.remove(0),
            2..=MOST => Value::Any(found.into()),
            _ => Value::Unknown,
        }
    }

    /// Each thing that it can be; itself when it is one.
    pub fn each(&self) -> &[Value<'h>] {
        match self {
            Value::Any(all) => all,
            one => std::slice::from_ref(one),
        }
    }

    /// A known text.
    pub fn known(text: &'h str) -> Value<'h> {
        Value::Text([Piece::Known(text)].into())
    }

    /// The whole text, when every piece is known and it is written in one piece.
    pub fn text(&self) -> Option<&'h str> {
        match self {
            Value::Text(pieces) => match &**pieces {
                [Piece::Known(text)] => Some(text),
                [] => Some(""),
                _ => None,
            },
            _ => None,
        }
    }

    /// The members that lead here from a package or a global name, that name first: `os.environ` is `["os", "environ"]`.
    pub fn path(&self) -> Option<Vec<&'h str>> {
        match self {
            Value::Package(name) | Value::Global(name) => Some(vec![name]),
            Value::Member(object, member) => {
                let mut path = object.path()?;
                path.push(member);
                Some(path)
            }
            _ => None,
        }
    }

    /// Whether it is a member of a package: the package's name and the members' names.
    pub fn is_of(&self, packages: &[&str], members: &[&str]) -> bool {
        match (self, members) {
            (Value::Package(name), []) => packages.contains(name),
            (Value::Member(object, member), [before @ .., last]) => {
                member == last && object.is_of(packages, before)
            }
            _ => false,
        }
    }

    /// A member of a value that nobody follows.
    #[must_use]
    pub fn foreign(self, member: &'h str) -> Value<'h> {
        if self.is_lost() { Value::Unknown } else { Value::Member(Rc::new(self), member) }
    }

    /// Whether nothing can be made of it: it is not known, not there, or has come too far.
    pub(super) fn is_lost(&self) -> bool {
        let mut at = self;
        for _ in 0..NEST {
            at = match at {
                Value::Unknown | Value::Null => return true,
                Value::Member(object, _) | Value::Element(object, _) | Value::Item(object) => {
                    object
                }
                Value::Call(site) => &site.callee,
                Value::Any(all) => &all[0],
                _ => return false,
            };
        }
        true
    }
}

fn add<'h>(found: &mut Vec<Value<'h>>, value: Value<'h>) {
    let same = |one: &Value<'h>| match (one, &value) {
        (Value::Unknown, Value::Unknown) => true,
        (Value::Function(one), Value::Function(other)) => one == other,
        (Value::Class(one), Value::Class(other))
        | (Value::Instance(one), Value::Instance(other)) => one == other,
        (Value::File(one), Value::File(other)) => one == other,
        (Value::Package(one), Value::Package(other)) => one == other,
        (Value::Parameter(one, at), Value::Parameter(other, place)) => one == other && at == place,
        (Value::Call(one), Value::Call(other)) => one.at == other.at,
        _ => one.text().is_some_and(|text| value.text() == Some(text)),
    };
    if found.len() <= MOST && !found.iter().any(same) {
        found.push(value);
    }
}
