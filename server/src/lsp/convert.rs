//! Where the protocol's types and ours meet: paths and URIs, positions, findings and diagnostics, edits.

use std::collections::HashMap;
use std::path::Path;

use crate::disk;
use lamlint_analysis::finding::Severity;
use lamlint_analysis::finding::{Finding, Tag};
use lamlint_analysis::text::{self, Edit, Encoding, Span, Text};
use similar::{DiffOp, TextDiff};
use tower_lsp_server::ls_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, DocumentChanges,
    Location, NumberOrString, OneOf, OptionalVersionedTextDocumentIdentifier, Position, Range,
    TextDocumentContentChangeEvent, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use super::label;

/// The path of a file's URI; `None` for what is no file on a disk, such as `untitled:`.
pub(crate) fn path(uri: &Uri) -> Option<String> {
    if !uri.scheme().as_str().eq_ignore_ascii_case("file") {
        return None;
    }
    disk::absolute(Path::new("/"), &uri.to_file_path()?)
}

/// The URI of a path.
pub(crate) fn uri(path: &str) -> Option<Uri> {
    Uri::from_file_path(path)
}

/// A span as the client counts.
pub(crate) fn range(text: &Text, at: Span, encoding: Encoding) -> Range {
    let place = |byte| {
        let position = text.position(byte, encoding);
        Position { line: position.line, character: position.column }
    };
    Range { start: place(at.start), end: place(at.end) }
}

/// The byte of a client's position; one outside of the text is its nearest end.
pub(crate) fn byte(text: &Text, position: Position, encoding: Encoding) -> u32 {
    text.byte(text::Position { line: position.line, column: position.character }, encoding)
}

/// The text after these changes, which are applied one after the other.
pub(crate) fn changed(
    text: Text,
    changes: Vec<TextDocumentContentChangeEvent>,
    encoding: Encoding,
) -> Text {
    changes.into_iter().fold(text, |text, change| {
        let Some(range) = change.range else { return Text::new(change.text) };
        let start = byte(&text, range.start, encoding) as usize;
        let end = (byte(&text, range.end, encoding) as usize).max(start);
        let source = text.as_str();
        Text::new([&source[..start], &change.text, &source[end..]].concat())
    })
}

/// A finding as a diagnostic. The few words at the caret follow the message on a line of their own where they add a
/// fact; notes in files that have no URI are left out. It has no link to its rule's page.
pub(crate) fn diagnostic(
    finding: &Finding,
    text: &Text,
    encoding: Encoding,
    locate: impl Fn(Span) -> Option<Location>,
) -> Diagnostic {
    let related = |(at, message): &(Span, String)| {
        Some(DiagnosticRelatedInformation { location: locate(*at)?, message: message.clone() })
    };
    let related: Vec<_> = finding.notes.iter().filter_map(related).collect();
    let message = if label::adds_a_fact(&finding.label, &finding.message) {
        format!("{}\n{}", finding.message, finding.label)
    } else {
        finding.message.clone()
    };
    Diagnostic {
        range: range(text, finding.at, encoding),
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Info => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(finding.rule.to_owned())),
        code_description: None,
        source: Some("lamlint".to_owned()),
        message,
        related_information: Some(related).filter(|related| !related.is_empty()),
        tags: finding.tag.map(|tag| {
            vec![match tag {
                Tag::Unnecessary => DiagnosticTag::UNNECESSARY,
                Tag::Deprecated => DiagnosticTag::DEPRECATED,
            }]
        }),
        data: None,
    }
}

/// Our edits of one file as the client's.
pub(crate) fn text_edits(text: &Text, edits: &[&Edit], encoding: Encoding) -> Vec<TextEdit> {
    let edit = |edit: &&Edit| TextEdit::new(range(text, edit.at, encoding), edit.text.clone());
    edits.iter().map(edit).collect()
}

/// Edits that make one text of another, line by line, so that cursors and folds elsewhere stay.
pub(crate) fn difference(before: &Text, after: &str, encoding: Encoding) -> Vec<TextEdit> {
    let diff = TextDiff::from_lines(before.as_str(), after);
    let starts = |lines: &[&str]| -> Vec<usize> {
        let ends = lines.iter().scan(0, |end, line| {
            *end += line.len();
            Some(*end)
        });
        std::iter::once(0).chain(ends).collect()
    };
    let old: Vec<&str> = diff.iter_old_slices().collect();
    let new: Vec<&str> = diff.iter_new_slices().collect();
    let (old, new) = (starts(&old), starts(&new));
    let changes = diff.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    changes
        .map(|op| {
            let (from, to) = (op.old_range(), op.new_range());
            let at = Span::new(text::FileId(0), old[from.start], old[from.end]);
            TextEdit::new(range(before, at, encoding), after[new[to.start]..new[to.end]].to_owned())
        })
        .collect()
}

/// Edits of files: with the documents' versions when the client understands them.
pub(crate) fn workspace_edit(
    files: Vec<(OptionalVersionedTextDocumentIdentifier, Vec<TextEdit>)>,
    with_versions: bool,
) -> WorkspaceEdit {
    if with_versions {
        let edit = |(text_document, edits): (_, Vec<TextEdit>)| TextDocumentEdit {
            text_document,
            edits: edits.into_iter().map(OneOf::Left).collect(),
        };
        let edits = files.into_iter().map(edit).collect();
        return WorkspaceEdit {
            document_changes: Some(DocumentChanges::Edits(edits)),
            ..Default::default()
        };
    }
    let changes: HashMap<Uri, Vec<TextEdit>> =
        files.into_iter().map(|(document, edits)| (document.uri, edits)).collect();
    WorkspaceEdit { changes: Some(changes), ..Default::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(range: Option<[u32; 4]>, text: &str) -> TextDocumentContentChangeEvent {
        let range = range.map(|[line, column, end_line, end_column]| Range {
            start: Position::new(line, column),
            end: Position::new(end_line, end_column),
        });
        TextDocumentContentChangeEvent { range, range_length: None, text: text.to_owned() }
    }

    #[test]
    fn changes_apply_in_order_and_anywhere() {
        for (changes, expected) in [
            (vec![change(None, "x")], "x"),
            (vec![change(Some([0, 1, 0, 3]), "")], "ab\nc"),
            (vec![change(Some([0, 0, 0, 0]), "1\n"), change(Some([1, 0, 1, 1]), "2")], "1\n2𝄞b\nc"),
            (vec![change(Some([9, 9, 9, 9]), "!")], "a𝄞b\nc!"),
            (vec![change(Some([0, 99, 1, 0]), "")], "a𝄞bc"),
            (vec![change(Some([1, 1, 0, 0]), "!")], "a𝄞b\nc!"),
        ] {
            let text = changed(Text::new("a𝄞b\nc"), changes.clone(), Encoding::Utf16);
            assert_eq!(text.as_str(), expected, "{changes:?}");
        }
    }

    #[test]
    fn the_difference_of_two_texts_makes_the_second() {
        for (before, after) in [
            ("a\nb\nc\n", "a\nB\nc\nd\n"),
            ("a", "a\n"),
            ("", "x\r\ny"),
            ("a\rb\nc", "a\rB\nc"),
            ("ä\nö\n", ""),
        ] {
            let text = Text::new(before);
            let mut edits = difference(&text, after, Encoding::Utf16);
            edits.reverse();
            let changes = edits.into_iter().map(|edit| TextDocumentContentChangeEvent {
                range: Some(edit.range),
                range_length: None,
                text: edit.new_text,
            });
            assert_eq!(changed(text, changes.collect(), Encoding::Utf16).as_str(), after);
        }
    }

    #[test]
    fn only_files_have_paths() {
        for (uri, expected) in [
            ("file:///a/b%20c/%C3%A4.yaml", Some("/a/b c/ä.yaml")),
            ("FILE:///a/./b/../c", Some("/a/c")),
            ("untitled:Untitled-1", None),
            ("git:/a/b.yaml", None),
        ] {
            assert_eq!(path(&uri.parse().unwrap()).as_deref(), expected, "{uri}");
        }
    }
}
