//! What stands at a position: the one function under everything that an editor asks.

use super::{code, template, touches};
use crate::finding::suppressions;
use crate::program::Program;
use crate::text::{Comment, FileId, Span, Text};

/// Something that has a name, told apart from all others by the place where it gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Definition {
    /// What it is.
    pub kind: DefinitionKind,
    /// Where its name is written.
    pub at: Span,
}

/// What can be defined in one place and used in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DefinitionKind {
    /// A resource of the template.
    Resource,
    /// A parameter of the template.
    Parameter,
    /// A condition of the template.
    Condition,
    /// A mapping of the template.
    Mapping,
    /// An environment variable, by its key in the template.
    Variable,
    /// The function in code that Lambda calls.
    Entry,
}

/// What stands at a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// The name of a thing, where it is defined.
    Name(Definition),
    /// The name of a thing of the template, where it is used.
    Use {
        /// The name.
        at: Span,
        /// What has this name; `None` when nothing in the text does.
        of: Option<Definition>,
    },
    /// The text that says which function Lambda calls.
    HandlerName {
        /// The text.
        at: Span,
        /// The functions in code: several where what is inherited means another file for each; none that are not found.
        calls: Vec<Definition>,
    },
    /// A read of an environment variable in code.
    Variable {
        /// The variable's name, or the whole read where it is not written there.
        at: Span,
        /// The variable.
        name: String,
        /// Where the functions that run this code get it from; empty when none has it.
        set_by: Vec<Definition>,
    },
    /// A comment of lamlint's own.
    Suppression {
        /// The name of the rule, or the comment where it names none.
        at: Span,
        /// The rule's name as written.
        rule: Option<String>,
    },
    /// Any other key of the template.
    Property {
        /// The key.
        at: Span,
        /// The key as it reads.
        key: String,
    },
    /// Any other text of the template.
    Value {
        /// The whole text.
        at: Span,
    },
}

impl Token {
    /// Where it stands.
    pub fn at(&self) -> Span {
        match self {
            Token::Name(definition) => definition.at,
            Token::Use { at, .. }
            | Token::HandlerName { at, .. }
            | Token::Variable { at, .. }
            | Token::Suppression { at, .. }
            | Token::Property { at, .. }
            | Token::Value { at } => *at,
        }
    }

    /// What it defines or speaks of; empty for what is no name of anything, and for names of nothing.
    pub fn definitions(&self) -> &[Definition] {
        match self {
            Token::Name(definition) => std::slice::from_ref(definition),
            Token::Use { of, .. } => of.as_slice(),
            Token::HandlerName { calls: definitions, .. }
            | Token::Variable { set_by: definitions, .. } => definitions,
            Token::Suppression { .. } | Token::Property { .. } | Token::Value { .. } => &[],
        }
    }
}

/// What stands at a byte of a file of a program: the innermost thing that the cursor touches.
///
/// `None` where nothing is meant: between things, in comments, in a template of which nothing can be read now.
pub fn token(program: &Program, file: FileId, offset: u32) -> Option<Token> {
    for (text, comments) in template::comments(program, file).chain(code::comments(program, file)) {
        let around =
            comments.iter().find(|comment| comment.at.start < offset && offset <= comment.at.end);
        if let Some(comment) = around {
            return suppression(text, comment, offset);
        }
    }
    let found = template::tokens(program, file, offset).into_iter();
    let found = found.chain(code::tokens(program, file, offset));
    found.min_by_key(|token| token.at().end - token.at().start)
}

/// Where something is used, in order: all of the program's places that mean it, without its own.
pub fn uses(program: &Program, definition: Definition) -> Vec<Span> {
    let uses = match definition.kind {
        DefinitionKind::Variable => code::reads(program, definition),
        DefinitionKind::Entry => template::handler_names(program, definition),
        _ => template::references(program, definition),
    };
    super::in_order(uses)
}

fn suppression(text: &Text, comment: &Comment, offset: u32) -> Option<Token> {
    let written = suppressions(text, std::slice::from_ref(comment), &[]);
    written.into_iter().find_map(|suppression| {
        let (at, rule) = suppression.rule.unzip();
        let at = at.unwrap_or(suppression.at);
        touches(at, offset).then_some(Token::Suppression { at, rule })
    })
}
