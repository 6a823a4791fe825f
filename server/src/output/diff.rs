//! What fixes would change, as a unified diff that `patch` and `git apply` read.

use std::io::{self, Write};

use similar::TextDiff;

use crate::terminal::{Terminal, clean, complain, complain_in_lines, is_unsafe};

/// So many fixes that are left out are named.
const NAMED: usize = 10;

/// Prints the difference between two texts of one file.
pub(crate) fn print(
    out: &mut impl Write,
    path: &str,
    (old, new): (&str, &str),
    terminal: Terminal,
) -> io::Result<()> {
    let diff = TextDiff::from_lines(old, new);
    let mut lines = diff.unified_diff();
    let text = lines.header(&format!("a/{path}"), &format!("b/{path}")).to_string();
    for line in text.split_inclusive('\n') {
        let style = match line.as_bytes().first() {
            _ if line.starts_with("+++") || line.starts_with("---") => "1",
            Some(b'+') => "32",
            Some(b'-') => "31",
            Some(b'@') => "36",
            _ => "",
        };
        let (line, end) = line.strip_suffix('\n').map_or((line, ""), |line| (line, "\n"));
        let text = visible(line);
        let text = if style.is_empty() { text } else { terminal.paint(style, &text) };
        write!(out, "{text}{end}")?;
    }
    Ok(())
}

/// Says on the standard error, since the diff itself is for programs, what it leaves out: fixes, each with its place,
/// that only `--unsafe-fixes` applies.
pub(crate) fn tell_rest(is_empty: bool, unsafe_only: &[String]) {
    let fixes = match unsafe_only.len() {
        0 if is_empty => return complain("nothing to change"),
        0 => return,
        1 => "1 fix changes behaviour and is left out".to_owned(),
        number => format!("{number} fixes change behaviour and are left out"),
    };
    let safely = if is_empty { "nothing to change safely; " } else { "" };
    let mut lines = vec![format!("{safely}{fixes}; --diff --unsafe-fixes shows all")];
    let (named, others) = unsafe_only.split_at(unsafe_only.len().min(NAMED));
    lines.extend(named.iter().map(|line| format!("  {}", clean(line))));
    if !others.is_empty() {
        lines.push(format!("  and {} more", others.len()));
    }
    complain_in_lines(&lines);
}

/// What could command a terminal or reorder a line is shown, not done. A carriage return that ends a line stays, or
/// the diff would not fit its file.
fn visible(line: &str) -> String {
    let (line, end) = line.strip_suffix('\r').map_or((line, ""), |line| (line, "\r"));
    let visible = |character| match character {
        '\t' => '\t',
        character if is_unsafe(character) => '\u{fffd}',
        character => character,
    };
    line.chars().map(visible).chain(end.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_has_no_commands_and_keeps_line_ends() {
        let mut out = Vec::new();
        let terminal = Terminal { colors: false, width: 80, told: true };
        print(&mut out, "t.yaml", ("a\r\nb\u{1b}\r\n", "c\r\nb\u{1b}\r\n"), terminal).unwrap();
        let diff = String::from_utf8(out).unwrap();
        assert_eq!(diff, "--- a/t.yaml\n+++ b/t.yaml\n@@ -1,2 +1,2 @@\n-a\r\n+c\r\n b\u{fffd}\r\n");
    }
}
