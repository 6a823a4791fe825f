//! What a text may cost that nobody wrote by hand.
//!
//! The parser takes up to 4 kB of stack for a bracket and time that grows with the square of nested f-strings, and
//! a tree is freed as deep as it is nested. Nothing of this shows in code that people write.

use ruff_python_ast::ModModule;
use ruff_python_ast::token::{Token, TokenKind};
use ruff_python_parser::{Mode, Parsed, lexer};

/// How many marks that can nest a text may have before it is looked through first: below, no nesting of them
/// takes more than 80 MB or half a second.
const MARKS: usize = 20_000;

/// Brackets or signs within each other beyond which a text is not parsed.
const DEEPEST: usize = 1_000;

/// Brackets within each other that Python's own tokenizer takes (`MAXLEVEL` in CPython's `tokenizer.h`).
const PYTHON: usize = 200;

/// Bytes of stack that freeing takes for one token, at most.
const BYTES: usize = 256;

/// Whether a text nests so deeply that it is not parsed.
pub(super) fn is_too_deep(text: &str) -> bool {
    let nests = |byte: &u8| matches!(byte, b'(' | b'[' | b'{' | b'-' | b'+' | b'~' | b'*');
    if text.len() < MARKS || text.bytes().filter(|byte| nests(byte)).count() < MARKS {
        return false;
    }
    let mut lexer = lexer::lex(text, Mode::Module);
    let mut extent = Extent::default();
    let mut signs = 0;
    loop {
        let kind = lexer.next_token();
        let is_sign =
            kind.is_unary_arithmetic_operator() || matches!(kind, TokenKind::Star | TokenKind::Not);
        signs = if is_sign { signs + 1 } else { 0 };
        extent.add(kind);
        if extent.deepest.max(signs) > DEEPEST {
            return true;
        }
        if kind == TokenKind::EndOfFile {
            return false;
        }
    }
}

/// How far the tokens of a text reach into each other.
#[derive(Default)]
pub(super) struct Extent {
    brackets: usize,
    deepest: usize,
    tokens: usize,
    longest: usize,
}

impl Extent {
    pub(super) fn of(tokens: &[Token]) -> Extent {
        let mut extent = Extent::default();
        for token in tokens {
            extent.add(token.kind());
        }
        extent
    }

    fn add(&mut self, kind: TokenKind) {
        use TokenKind as Kind;
        self.tokens += 1;
        match kind {
            Kind::Lpar | Kind::Lsqb | Kind::Lbrace | Kind::FStringStart | Kind::TStringStart => {
                self.brackets += 1;
                self.deepest = self.deepest.max(self.brackets);
            }
            Kind::Rpar | Kind::Rsqb | Kind::Rbrace | Kind::FStringEnd | Kind::TStringEnd => {
                self.brackets = self.brackets.saturating_sub(1);
            }
            Kind::Newline | Kind::EndOfFile => {
                self.longest = self.longest.max(self.tokens);
                (self.tokens, self.brackets) = (0, 0);
            }
            _ => {}
        }
    }

    /// Whether Python itself refuses the text for its brackets.
    pub(super) fn is_refused(&self) -> bool {
        self.deepest > PYTHON
    }

    /// Frees a parser's tree, which takes stack for what stands within each other: at most a whole statement.
    pub(super) fn free(&self, parsed: Parsed<ModModule>) {
        let bytes = self.longest * BYTES;
        stacker::maybe_grow(bytes, bytes, || drop(parsed));
    }
}
