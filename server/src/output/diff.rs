//! What fixes would change, as a unified diff that `patch` and `git apply` read.

use std::io::{self, Write};

use similar::TextDiff;

use crate::terminal::{Terminal, is_unsafe};

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
        let terminal = Terminal { colors: false, width: 80 };
        print(&mut out, "t.yaml", ("a\r\nb\u{1b}\r\n", "c\r\nb\u{1b}\r\n"), terminal).unwrap();
        let diff = String::from_utf8(out).unwrap();
        assert_eq!(diff, "--- a/t.yaml\n+++ b/t.yaml\n@@ -1,2 +1,2 @@\n-a\r\n+c\r\n b\u{fffd}\r\n");
    }
}
