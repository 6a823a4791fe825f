//! What stands in a template: names and their uses, handlers, the keys of environment variables.

use super::token::{Definition, DefinitionKind, Token};
use super::touches;
use crate::model::{Function, Reference, ReferenceKind, Stack, Template};
use crate::program::{CodeState, Program};
use crate::syntax::{Pair, Under};
use crate::text::{Comment, FileId, Span, Text};

/// The template in a file, while its places fit the file's text, with the stack that it is a part of.
fn placed<'w>(program: &Program<'w>, file: FileId) -> Option<(&'w Stack, &'w Template)> {
    let stack = program.stack?;
    Some((stack, stack.template_of(file).filter(|template| !template.stale)?))
}

/// The comments of the template in a file.
pub(super) fn comments<'w>(
    program: &Program<'w>,
    file: FileId,
) -> impl Iterator<Item = (&'w Text, &'w [Comment])> + use<'w> {
    let template = placed(program, file).into_iter();
    template.map(|(_, template)| (&template.text, template.tree.comments.as_slice()))
}

/// Everything of the template that a cursor at a byte touches.
pub(super) fn tokens(program: &Program, file: FileId, offset: u32) -> Vec<Token> {
    let Some((stack, template)) = placed(program, file) else { return Vec::new() };
    match template.tree.at(offset) {
        Some(Under::Key(pair)) => vec![key(stack, pair)],
        Some(Under::Value(node)) => {
            let mut found = used(stack, file, offset);
            found.extend(handler_name(program, offset));
            found.extend(node.text().map(|_| Token::Value { at: node.at() }));
            found
        }
        None => Vec::new(),
    }
}

fn key(stack: &Stack, pair: Pair) -> Token {
    let at = pair.key_at;
    let names = &stack.names;
    let has = |name: Option<&Span>| name == Some(&at);
    let kind = if stack.resources.iter().any(|resource| resource.at == at) {
        DefinitionKind::Resource
    } else if has(names.parameters.get(pair.key)) {
        DefinitionKind::Parameter
    } else if has(names.conditions.get(pair.key)) {
        DefinitionKind::Condition
    } else if has(names.mappings.get(pair.key)) {
        DefinitionKind::Mapping
    } else if stack.functions.iter().any(|function| variables(function).any(|(_, key)| key == at)) {
        DefinitionKind::Variable
    } else {
        return Token::Property { at, key: pair.key.to_owned() };
    };
    Token::Name(Definition { kind, at })
}

fn used(stack: &Stack, file: FileId, offset: u32) -> Vec<Token> {
    let here = stack.references.iter().filter(|reference| reference.at.file == file);
    let here = here.filter(|reference| touches(reference.at, offset));
    here.map(|reference| Token::Use { at: reference.at, of: meant(stack, reference) }).collect()
}

/// What has the name that is used. `None` for names that the text does not define.
fn meant(stack: &Stack, reference: &Reference) -> Option<Definition> {
    let names = &stack.names;
    let name = reference.head();
    let resource = || stack.resources.iter().find(|resource| resource.logical_name() == name);
    let resource = || Some((DefinitionKind::Resource, resource()?.at));
    let of = |kind, at: Option<&Span>| Some((kind, *at?));
    let (kind, at) = match reference.kind {
        ReferenceKind::Resource => resource(),
        ReferenceKind::Value => {
            resource().or_else(|| of(DefinitionKind::Parameter, names.parameters.get(name)))
        }
        ReferenceKind::Condition => of(DefinitionKind::Condition, names.conditions.get(name)),
        ReferenceKind::Mapping => of(DefinitionKind::Mapping, names.mappings.get(name)),
    }?;
    Some(Definition { kind, at })
}

/// Where a name of the template is used.
pub(super) fn references(program: &Program, definition: Definition) -> Vec<Span> {
    let Some((stack, template)) = placed(program, definition.at.file) else { return Vec::new() };
    let named = template.text.slice(definition.at).trim_matches(['"', '\'']);
    let here = stack.references.iter().filter(|reference| {
        // Names that are written with escapes are compared by what they mean.
        let may_be = reference.head() == named || named.contains('\\') || named.contains("''");
        may_be && meant(stack, reference) == Some(definition)
    });
    here.map(|reference| reference.at).collect()
}

/// The handler's text that a cursor touches, with all that it calls.
fn handler_name(program: &Program, offset: u32) -> Option<Token> {
    let touched = program.functions().iter().filter_map(written_handler);
    let at = touched.filter(|at| touches(*at, offset)).min_by_key(|at| at.end - at.start)?;
    let mut calls: Vec<Definition> =
        entries(program).filter(|(handler, _)| *handler == at).map(|(_, entry)| entry).collect();
    calls.sort_unstable();
    calls.dedup();
    Some(Token::HandlerName { at, calls })
}

/// Where the handlers are written that call a function in code: once for several functions that inherit one.
pub(super) fn handler_names(program: &Program, definition: Definition) -> Vec<Span> {
    let calling = entries(program).filter(|(_, entry)| *entry == definition);
    let names = calling.map(|(handler, _)| handler);
    names.filter(|at| placed(program, at.file).is_some()).collect()
}

/// Where the text is written that is a function's handler: in `Globals` or a parameter, if it comes from there.
fn written_handler(function: &Function) -> Option<Span> {
    let handler = function.handler.as_ref().filter(|handler| handler.only().is_some())?;
    handler.each().next().map(|(at, _)| at)
}

/// The place of every handler, with the function in code that it calls.
fn entries(program: &Program) -> impl Iterator<Item = (Span, Definition)> {
    program.codes().filter_map(|(function, state)| {
        let CodeState::Found(handler) = state else { return None };
        let entry = program.handlers().get(*handler)?.entry_function()?;
        let entry = Definition { kind: DefinitionKind::Entry, at: entry.name_at };
        Some((written_handler(function)?, entry))
    })
}

/// The environment variables that a function gets, each with the place of its key.
fn variables(function: &Function) -> impl Iterator<Item = (&str, Span)> {
    let variables = function.environment.variables.iter();
    variables.map(|variable| (variable.name.as_str(), variable.at))
}

/// The keys of a variable that some functions get: of one that they inherit, the one that they share.
pub(super) fn keys<'w>(
    program: &Program<'w>,
    functions: impl Iterator<Item = &'w Function>,
    name: &str,
) -> Vec<Definition> {
    let all = functions.flat_map(variables).filter(|(variable, _)| *variable == name);
    let fitting = all.filter(|(_, at)| placed(program, at.file).is_some());
    let mut keys: Vec<Definition> =
        fitting.map(|(_, at)| Definition { kind: DefinitionKind::Variable, at }).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The functions that get a variable from this key, with the variable's name.
pub(super) fn getting<'w>(
    program: &Program<'w>,
    key: Definition,
) -> impl Iterator<Item = (&'w Function, &'w str)> {
    program.functions().iter().filter_map(move |function| {
        let (name, _) = variables(function).find(|(_, at)| *at == key.at)?;
        Some((function, name))
    })
}
