//! Brackets that are still open where the next statement begins.
//!
//! Somebody types `f(` above a function. To the parser the function is then part of the call; to everybody else it
//! is the next function. What can only begin a statement closes what is open, in a copy of the same length, so
//! that every place stays true.

use ruff_python_ast::StringFlags;
use ruff_python_ast::token::{Token, TokenKind as Kind};
use ruff_text_size::Ranged;

/// The text with its open brackets closed. `None` when there are none to be sure of.
pub(super) fn mended(text: &str, tokens: &[Token]) -> Option<String> {
    let mut bytes = None;
    let mut open: Vec<&Token> = Vec::new();
    let mut last: Option<&Token> = None;
    for (index, token) in tokens.iter().enumerate() {
        let next = tokens.get(index + 1).map(Token::kind);
        if !open.is_empty() && begins_statement(token.kind(), next) && leads_line(text, token) {
            let bytes = bytes.get_or_insert_with(|| text.as_bytes().to_vec());
            close(bytes, &open, last, token);
            open.clear();
        }
        match token.kind() {
            Kind::Lpar | Kind::Lsqb | Kind::Lbrace => open.push(token),
            Kind::Rpar | Kind::Rsqb | Kind::Rbrace => {
                open.pop();
            }
            Kind::Newline => open.clear(),
            _ => {}
        }
        if !token.kind().is_trivia() {
            last = Some(token);
        }
    }
    // Brackets and blanks are written over each other: letters of one byte.
    String::from_utf8(bytes?).ok()
}

/// Whether a word never stands within brackets.
fn begins_statement(kind: Kind, next: Option<Kind>) -> bool {
    match kind {
        Kind::Async => matches!(next, Some(Kind::Def | Kind::With)),
        Kind::At
        | Kind::Assert
        | Kind::Break
        | Kind::Class
        | Kind::Continue
        | Kind::Def
        | Kind::Del
        | Kind::Elif
        | Kind::Except
        | Kind::Finally
        | Kind::From
        | Kind::Global
        | Kind::Import
        | Kind::Nonlocal
        | Kind::Pass
        | Kind::Raise
        | Kind::Return
        | Kind::Try
        | Kind::While
        | Kind::With => true,
        _ => false,
    }
}

fn leads_line(text: &str, token: &Token) -> bool {
    let before = text[..token.start().to_usize()].trim_end_matches([' ', '\t']);
    before.ends_with(['\n', '\r'])
}

/// Writes closing brackets after the last token, as many as the empty lines there have room for; the innermost
/// ones that find none are taken away.
fn close(bytes: &mut [u8], open: &[&Token], last: Option<&Token>, next: &Token) {
    let Some(last) = last else { return };
    let from = last.end().to_usize();
    let between = bytes.get(from..next.start().to_usize()).unwrap_or_default();
    let blank = between.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    // The last line break stays, with the indentation after it.
    let line = between.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(0);
    let line = if line > 0 && between[line - 1..=line] == *b"\r\n" { line - 1 } else { line };
    // An open text would take the brackets for its own.
    let is_open_text = last.string_flags().is_some_and(StringFlags::is_unclosed);
    let room = if is_open_text { 0 } else { blank.min(line) };
    let (kept, dropped) = open.split_at(open.len().min(room));
    for bracket in dropped {
        bytes[bracket.start().to_usize()] = b' ';
    }
    for (place, bracket) in kept.iter().rev().enumerate() {
        bytes[from + place] = match bracket.kind() {
            Kind::Lpar => b')',
            Kind::Lsqb => b']',
            _ => b'}',
        };
    }
}
