//! A rule's page: the Markdown in the header of the rule's own file.
//!
//! Takes pages apart; how they look in a terminal is the business of [`crate::explain`].

use lamlint_analysis::rule::Rule;

/// The page as Markdown.
pub(crate) fn markdown(rule: &Rule) -> String {
    let mut page = String::new();
    for line in rule.page.lines().map_while(|line| line.strip_prefix("//!")) {
        page.push_str(line.strip_prefix(' ').unwrap_or(line));
        page.push('\n');
    }
    page
}

/// The first sentence below the heading, on one line.
pub(crate) fn summary(rule: &Rule) -> String {
    let introduction = introduction(rule);
    let first = introduction.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    match sentence_end(&first) {
        Some(end) => first[..end].to_owned(),
        None => first,
    }
}

/// What stands between the page's heading and its next one: what is wrong, and why.
pub(crate) fn introduction(rule: &Rule) -> String {
    let page = markdown(rule);
    let lines = page.trim_start().lines().skip_while(|line| line.starts_with("# "));
    let lines: Vec<&str> = lines.take_while(|line| !line.starts_with('#')).collect();
    lines.join("\n").trim().to_owned()
}

/// A full stop ends a sentence when a space and a capital letter or a code span follow: `e.g. this` and `3.12` go on.
fn sentence_end(text: &str) -> Option<usize> {
    let ends = text.match_indices(". ").map(|(at, _)| at);
    let begins = |at: &usize| text[at + 2..].starts_with(|c: char| c.is_uppercase() || c == '`');
    ends.filter(begins).map(|at| at + 1).next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use lamlint_analysis::Severity;
    use lamlint_analysis::rule::{FixKind, Topic};

    fn rule(page: &'static str) -> Rule {
        let (topic, severity, fix) = (Topic::Sizing, Severity::Error, FixKind::None);
        Rule { name: "short", topic, severity, fix, page, check: |_, _| () }
    }

    #[test]
    fn a_page_is_the_header_of_its_file() {
        let rule = rule(
            "//! # short\n//!\n//! Too short, e.g. for\n//! Python 3.12. Why.\n//!\n//! More.\n//!\n//! ## Bad\n\nuse x;\n//! no",
        );
        assert_eq!(
            markdown(&rule),
            "# short\n\nToo short, e.g. for\nPython 3.12. Why.\n\nMore.\n\n## Bad\n"
        );
        assert_eq!(summary(&rule), "Too short, e.g. for Python 3.12.");
        assert_eq!(introduction(&rule), "Too short, e.g. for\nPython 3.12. Why.\n\nMore.");
    }

    #[test]
    fn a_page_without_a_heading_has_a_summary_too() {
        assert_eq!(summary(&rule("//! Only this\n")), "Only this");
        assert_eq!(summary(&rule("")), "");
    }
}
