//! How a file is laid out, so that what is added looks like what is there.

/// The layout that a file keeps to.
#[derive(Clone, Debug)]
pub(in super::super) struct Habits {
    /// `\n` or `\r\n`.
    pub(super) line_break: &'static str,
    /// What one level is indented by; tabs only in JSON.
    pub(super) step: Box<str>,
    /// How many columns a list stands in from its key, in YAML.
    pub(super) list: usize,
}

/// How many bytes are looked at; a file that begins one way goes on that way.
const ENOUGH: usize = 64 << 10;

impl Habits {
    /// Looks at the beginning of a file.
    pub(super) fn of(source: &str) -> Habits {
        let start = &source[..source.floor_char_boundary(ENOUGH)];
        let crlf = start.find('\n').is_some_and(|at| start[..at].ends_with('\r'));
        let line_break = if crlf { "\r\n" } else { "\n" };
        let step = first_below(start, false).filter(|step| !step.is_empty()).unwrap_or("  ");
        let list = first_below(start, true).map_or(step.len(), str::len);
        Habits { line_break, step: step.into(), list }
    }
}

/// What the first map (or list) that stands below its key is indented by.
fn first_below(source: &str, list: bool) -> Option<&str> {
    let mut above: Option<&str> = None;
    for line in source.lines() {
        let text = line.trim_start();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let indentation = &line[..line.len() - text.len()];
        let is_list = text.starts_with("- ");
        if let Some(above) = above
            && let Some(step) = indentation.strip_prefix(above)
            && (list && is_list || !list && !is_list && !step.is_empty())
        {
            return Some(step);
        }
        let opens = text.trim_end().ends_with([':', '{', '[']) && !is_list;
        above = opens.then_some(indentation);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::Habits;

    #[test]
    fn the_first_indented_lines_tell() {
        for (source, line_break, step, list) in [
            ("a:\n    b:\n    - c\n", "\n", "    ", 0),
            ("a:\r\n  b:\r\n      - c\r\n", "\r\n", "  ", 4),
            ("a: 1\n", "\n", "  ", 2),
            ("a:\n- b\nc:\n   d: 1\n", "\n", "   ", 0),
            ("{\n\t\"a\": 1\n}", "\n", "\t", 1),
        ] {
            let habits = Habits::of(source);
            assert_eq!((habits.line_break, &*habits.step, habits.list), (line_break, step, list));
        }
    }
}
