// `lamlint.fixAllOnSave`: asks the server for its safe fixes and adds them to the save.

import { CodeActionKind, commands, Range, TextDocumentSaveReason, workspace } from "vscode";
import type { CodeAction, TextDocument, TextDocumentWillSaveEvent, TextEdit } from "vscode";

const FIX_ALL = CodeActionKind.SourceFixAll.append("lamlint");

export function fixAllOnSave(event: TextDocumentWillSaveEvent): void {
  // Saving after a delay happens while one is typing, and text must not jump then.
  if (event.reason !== TextDocumentSaveReason.Manual) return;
  const wanted = workspace.getConfiguration("lamlint", event.document).get("fixAllOnSave", false);
  if (wanted) event.waitUntil(safeFixes(event.document));
}

async function safeFixes(document: TextDocument): Promise<TextEdit[]> {
  const everything = new Range(0, 0, document.lineCount, 0);
  const actions = await commands.executeCommand<CodeAction[]>(
    "vscode.executeCodeActionProvider", document.uri, everything, FIX_ALL.value, 1,
  );
  return actions.flatMap((action) => action.edit?.get(document.uri) ?? []);
}
