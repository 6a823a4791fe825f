//! Edits as people and accidents make them, the same in every run.

/// A stream of numbers (xorshift).
pub(crate) struct Random(u64);

/// What is typed most.
const TYPED: &[&str] = &[
    "\n",
    " ",
    "  ",
    ":",
    "-",
    "#",
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    "!",
    "!Ref ",
    "!Sub ",
    "&a",
    "*a",
    "|",
    "%",
    "\t",
    "ä",
    "𝄞",
    "Timeout: 1801\n",
    "x",
    "0",
    "=",
    "(",
    ")",
    ".",
    "import os\n",
    "os.environ[\"NOPE\"]\n",
    "---\n",
];

impl Random {
    pub(crate) fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }

    /// The text after something was typed, removed, doubled or swapped in it.
    pub(crate) fn edit(&mut self, text: &str) -> String {
        let (start, end) = self.range(text);
        let (head, middle, tail) = (&text[..start], &text[start..end], &text[end..]);
        match self.below(5) {
            0 | 1 => [head, TYPED[self.below(TYPED.len())], middle, tail].concat(),
            2 => [head, tail].concat(),
            3 => [head, middle, middle, tail].concat(),
            _ => self.swap_lines(text),
        }
    }

    /// A few characters, or up to the line's end.
    fn range(&mut self, text: &str) -> (usize, usize) {
        let start = text.floor_char_boundary(self.below(text.len() + 1));
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let length = self.below(6);
        let end = if length == 0 { line_end } else { text.floor_char_boundary(start + length) };
        (start, end.max(start))
    }

    fn swap_lines(&mut self, text: &str) -> String {
        let mut lines: Vec<&str> = text.split('\n').collect();
        let at = self.below(lines.len().saturating_sub(1));
        if at + 1 < lines.len() {
            lines.swap(at, at + 1);
        }
        lines.join("\n")
    }
}
