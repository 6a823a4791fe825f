//! What a session answers to requests. Everything is computed from its workspace, nothing from what the client sends
//! back.

use lamlint_analysis::finding::Finding;
use lamlint_analysis::text::{FileId, Span};
use tower_lsp_server::ls_types::{
    CodeActionContext, CodeActionKind, CodeActionOrCommand, GotoDefinitionResponse, Hover,
    Location, OptionalVersionedTextDocumentIdentifier, Position, Range, ReferenceContext, TextEdit,
    Uri,
};

use super::Session;
use crate::lsp::{code_action, convert, definition, hover, references};

impl Session {
    /// What stands under the pointer.
    pub(crate) fn hover(&self, uri: &Uri, position: Position) -> Option<Hover> {
        let path = self.path(uri)?;
        let text = self.workspace.text(&path)?;
        let byte = convert::byte(text, position, self.abilities.encoding);
        let findings = self.workspace.findings_of(&path).iter();
        let here = findings.filter(|finding| finding.at.start <= byte && byte <= finding.at.end);
        let range = |finding: &Finding| convert::range(text, finding.at, self.abilities.encoding);
        hover::hover(here, range, &self.abilities.rule_page)
    }

    /// Where what stands under the cursor is defined.
    pub(crate) fn definition(
        &self,
        uri: &Uri,
        position: Position,
    ) -> Option<GotoDefinitionResponse> {
        let (file, byte) = self.place(uri, position)?;
        definition::answer(self.locations(definition::places(&self.workspace, file, byte)))
    }

    /// Where what stands under the cursor is used.
    pub(crate) fn references(
        &self,
        uri: &Uri,
        position: Position,
        context: ReferenceContext,
    ) -> Option<Vec<Location>> {
        let (file, byte) = self.place(uri, position)?;
        references::answer(self.locations(references::places(&self.workspace, file, byte, context)))
    }

    /// The file and byte of a position; `None` for files that nothing is known of.
    fn place(&self, uri: &Uri, position: Position) -> Option<(FileId, u32)> {
        let path = self.path(uri)?;
        let text = self.workspace.text(&path)?;
        Some((self.workspace.file(&path)?, convert::byte(text, position, self.abilities.encoding)))
    }

    /// Places as the client counts; those in files that have no URI are left out.
    fn locations(&self, places: Vec<Span>) -> Vec<Location> {
        places.into_iter().filter_map(|at| self.location(at)).collect()
    }

    /// What can be done about the findings of a range, and about all of the file.
    pub(crate) fn code_actions(
        &mut self,
        uri: &Uri,
        range: Range,
        context: &CodeActionContext,
    ) -> Vec<CodeActionOrCommand> {
        let only = context.only.as_deref();
        let mut actions = Vec::new();
        let Some(path) = self.path(uri) else { return actions };
        if code_action::is_asked_for(&CodeActionKind::QUICKFIX, only) {
            actions.extend(self.quick_fixes(&path, range));
        }
        if code_action::is_asked_for(&code_action::FIX_ALL, only)
            && let Some(edit) = self.fix_all(&path)
        {
            // The texts are what they were, and have to be judged as such again.
            self.is_stale = true;
            actions.push(edit);
        }
        actions
    }

    fn quick_fixes(&self, path: &str, range: Range) -> Vec<CodeActionOrCommand> {
        let Some(text) = self.workspace.text(path) else { return Vec::new() };
        let place = |position| convert::byte(text, position, self.abilities.encoding);
        let (start, end) = (place(range.start), place(range.end));
        let findings = self.workspace.findings_of(path).iter();
        let here = findings.filter(|finding| finding.at.start <= end && start <= finding.at.end);
        let action = |finding: &Finding| {
            let fix = self.workspace.fix(finding)?;
            let files =
                code_action::by_file(&self.workspace, &fix).into_iter().map(|(path, edits)| {
                    let text = self.workspace.text(path)?;
                    let edits = convert::text_edits(text, &edits, self.abilities.encoding);
                    Some((self.document(path)?, edits))
                });
            let files: Vec<_> = files.collect::<Option<_>>()?;
            let edit = convert::workspace_edit(files, self.abilities.versioned_edits);
            let action = code_action::quick_fix(&fix, self.diagnostic(finding), edit);
            Some(CodeActionOrCommand::CodeAction(action))
        };
        here.filter_map(action).collect()
    }

    fn fix_all(&mut self, path: &str) -> Option<CodeActionOrCommand> {
        let (before, after) = code_action::all_safe(&mut self.workspace, &mut self.disk, path)?;
        let edits: Vec<TextEdit> =
            convert::difference(&before, after.as_str(), self.abilities.encoding);
        let files = vec![(self.document(path)?, edits)];
        let edit = convert::workspace_edit(files, self.abilities.versioned_edits);
        Some(CodeActionOrCommand::CodeAction(code_action::fix_all(edit)))
    }

    fn document(&self, path: &str) -> Option<OptionalVersionedTextDocumentIdentifier> {
        let version = self.documents.get(path).map(|document| document.version);
        Some(OptionalVersionedTextDocumentIdentifier { uri: self.uri(path)?, version })
    }
}
