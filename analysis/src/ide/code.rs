//! What stands in code: the function that Lambda calls, reads of environment variables.

use super::token::{Definition, DefinitionKind, Token};
use super::{template, touches};
use crate::code::Handler;
use crate::program::Program;
use crate::sdk::Uses;
use crate::text::{Comment, FileId, Span, Text};

/// A read of an environment variable: its name, and where the read stands.
struct Read<'w> {
    name: &'w str,
    at: Span,
}

/// The handlers that a file is part of, each with what it does and with what is read of the file.
fn sources<'w>(
    program: &Program<'w>,
    file: FileId,
) -> impl Iterator<Item = (&'w Handler, &'w Uses, usize)> + use<'w> {
    program.uses().flat_map(move |(handler, uses)| {
        let files = handler.files.iter().enumerate();
        let here = files.filter(move |(_, source)| source.module.file == file);
        here.map(move |(place, _)| (handler, uses, place))
    })
}

/// The comments of the code in a file, once for each handler.
pub(super) fn comments<'w>(
    program: &Program<'w>,
    file: FileId,
) -> impl Iterator<Item = (&'w Text, &'w [Comment])> + use<'w> {
    sources(program, file).map(|(handler, _, place)| {
        let source = &handler.files[place];
        (&source.text, source.module.comments.as_slice())
    })
}

/// Everything of the code that a cursor at a byte touches.
pub(super) fn tokens(program: &Program, file: FileId, offset: u32) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut read: Option<(Span, String)> = None;
    let mut set_by: Vec<Definition> = Vec::new();
    for (handler, uses, place) in sources(program, file) {
        let entry = handler.entry_function().map(|entry| entry.name_at);
        let entry = entry.filter(|at| at.file == file && touches(*at, offset));
        if let Some(at) = entry.filter(|_| !handler.functions.is_empty()) {
            found.push(Token::Name(Definition { kind: DefinitionKind::Entry, at }));
        }
        let reads = env_reads(handler, uses).filter(|(in_file, _)| *in_file == place);
        let touched = reads.filter(|(_, read)| touches(read.at, offset));
        for (_, Read { name, at }) in touched {
            set_by.extend(template::keys(program, program.functions_of(handler), name));
            read = Some((at, name.to_owned()));
        }
    }
    set_by.sort_unstable();
    set_by.dedup();
    found.extend(read.map(|(at, name)| Token::Variable { at, name, set_by }));
    found
}

/// Where code reads a variable that is set by this key.
pub(super) fn reads(program: &Program, key: Definition) -> Vec<Span> {
    let mut found = Vec::new();
    for (function, name) in template::getting(program, key) {
        let Some((handler, uses)) = program.handler(function).zip(program.uses_of(function)) else {
            continue;
        };
        let reads = env_reads(handler, uses).filter(|(_, read)| read.name == name);
        found.extend(reads.map(|(_, read)| read.at));
    }
    found
}

/// The environment variables that a handler reads, each with the place of its file among the handler's.
fn env_reads<'w>(handler: &'w Handler, uses: &'w Uses) -> impl Iterator<Item = (usize, Read<'w>)> {
    uses.env_reads.iter().map(|read| {
        let at = narrowed(&handler.files[read.file].text, read.at, &read.name);
        (read.file, Read { name: &read.name, at })
    })
}

/// The name in a read such as `os.environ["TABLE"]`; the whole read where the name does not stand in it.
fn narrowed(text: &Text, read: Span, name: &str) -> Span {
    let written = text.slice(read);
    let goes_on = |character: char| character.is_alphanumeric() || matches!(character, '_' | '$');
    let stands_alone = |at: &usize| {
        written[..*at].ends_with(['"', '\'', '`', '.'])
            && !written[at + name.len()..].starts_with(goes_on)
    };
    let mut places = written.match_indices(name).map(|(at, _)| at);
    places.find(stands_alone).map_or(read, |at| {
        let start = read.start as usize + at;
        Span::new(read.file, start, start + name.len())
    })
}
