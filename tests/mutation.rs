//! Deterministic damage to texts: what fingers, merges and strange tools do to templates and handlers.

/// A linear congruential generator (Knuth's MMIX constants), so that every run is the same.
pub(crate) struct Random(u64);

impl Random {
    /// A generator of its own for each seed.
    pub(crate) fn new(seed: u64) -> Random {
        let mut random = Random(seed);
        random.below(2);
        random
    }

    /// A number from 0 up to, and without, `end`; 0 when there is none.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }

    /// One of these.
    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// What is put in: signs of YAML, JSON and of code, each where it may not belong.
pub(crate) const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    " ",
    "  ",
    "\t",
    "\r",
    "\r\n",
    ":",
    ": ",
    "-",
    "- ",
    "? ",
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    ",",
    "|\n",
    ">-\n",
    "|2-\n",
    "&a ",
    "*a",
    "<<: *a\n",
    "!",
    "!Ref ",
    "!Sub ",
    "!GetAtt ",
    "!If [A, B, ",
    "!Fn::Odd ",
    "Fn::ForEach::X: ",
    "Fn::Transform: ",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "#",
    "# lamlint: ignore[",
    "# lamlint: ignore-file[env-var-not-set]\n",
    "//",
    "/*",
    "*/",
    "`",
    "${",
    "\\",
    "\\u12",
    "\"\"\"",
    "'''",
    "ä",
    "🦀",
    "\u{feff}",
    "\u{0}",
    "\u{2028}",
    "\u{202e}",
    "~",
    "null",
    "on",
    "0o17",
    "1e9",
    "-1",
    ".inf",
    "1_000",
    "99999999999999999999",
    "async ",
    "await ",
    "lambda x: ",
    "=> {",
    "...",
    "@",
    "yield ",
    "import ",
    "from . import *\n",
    "for (;;) {",
    "class A:\n",
    "def handler(event, context):\n",
    "if True:\n",
    "export default ",
    "Type: AWS::Serverless::Function\n",
    "Properties:\n",
];

/// A text after some damage.
pub(crate) fn mutated(random: &mut Random, text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=random.below(4) {
        match random.below(12) {
            0..=5 => edit(random, &mut bytes),
            6..=10 => bytes = lines(random, &bytes),
            _ => bytes = whole(random, &bytes),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Cuts, doubles, swaps or inserts bytes, not caring for characters.
fn edit(random: &mut Random, bytes: &mut Vec<u8>) {
    let from = random.below(bytes.len() + 1);
    let longest = *random.pick(&[2, 8, 60]);
    let to = bytes.len().min(from + random.below(longest));
    let part = bytes[from..to].to_vec();
    match random.below(5) {
        0 => drop(bytes.drain(from..to)),
        1 => drop(bytes.splice(from..from, part)),
        2 => {
            let other = random.below(bytes.len() - part.len() + 1);
            bytes.drain(from..to);
            bytes.splice(other..other, part);
        }
        3 => drop(bytes.splice(from..to, random.pick(PIECES).bytes())),
        _ => drop(bytes.splice(from..from, random.pick(PIECES).bytes())),
    }
}

/// Drops, doubles, swaps, indents or outdents a line.
fn lines(random: &mut Random, bytes: &[u8]) -> Vec<u8> {
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|b| *b == b'\n').map(Vec::from).collect();
    let (one, other) = (random.below(lines.len()), random.below(lines.len()));
    if lines.is_empty() {
        return Vec::new();
    }
    match random.below(6) {
        0 => drop(lines.remove(one)),
        1 => lines.insert(other, lines[one].clone()),
        2 => lines.swap(one, other),
        3 => drop(lines[one].splice(0..0, *b"  ")),
        4 if lines[one].starts_with(b" ") => drop(lines[one].drain(..1)),
        _ => lines.truncate(one + 1),
    }
    lines.concat()
}

/// Changes all of a text, as tools do.
fn whole(random: &mut Random, bytes: &[u8]) -> Vec<u8> {
    let at = random.below(bytes.len() + 1);
    let (head, tail) = bytes.split_at(at);
    match random.below(7) {
        0 => bytes.split(|b| *b == b'\n').collect::<Vec<_>>().join(&b"\r\n"[..]),
        1 => ["\u{feff}".as_bytes(), bytes].concat(),
        2 => [bytes, b"\n---\n", bytes].concat(),
        3 => bytes.split(|b| *b == b'\n').collect::<Vec<_>>().join(&b"\n\t"[..]),
        4 => [head, random.pick(PIECES).repeat(4_000).as_bytes(), tail].concat(),
        // More broken lines than reading steps over: of YAML, nothing can be saved.
        5 => ["@\n".repeat(30).as_bytes(), bytes].concat(),
        _ => head.to_vec(),
    }
}
