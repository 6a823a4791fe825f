//! Hover: what a finding's rule is about.

use lamlint_analysis::finding::Finding;
use tower_lsp_server::ls_types::{Hover, HoverContents, MarkupContent, MarkupKind, Range};

use super::rule_page::RulePage;
use crate::{page, rules};

/// The pages in short of the rules of these findings; `None` when there are none.
pub(crate) fn hover<'a>(
    findings: impl IntoIterator<Item = &'a Finding>,
    range: impl Fn(&Finding) -> Range,
    rule_page: &RulePage,
) -> Option<Hover> {
    let mut parts: Vec<String> = Vec::new();
    let mut place = None;
    for finding in findings {
        place = place.or_else(|| Some(range(finding)));
        let introduction = rules::find(finding.rule).map(page::introduction).unwrap_or_default();
        let severity = finding.severity.name();
        let part = format!(
            "**{}** · {severity}\n\n{introduction}\n\n{}",
            finding.rule,
            rule_page.in_markdown(finding.rule)
        );
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    if parts.is_empty() {
        return None;
    }
    let value = parts.join("\n\n---\n\n");
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value });
    Some(Hover { contents, range: place })
}
