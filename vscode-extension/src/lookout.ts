// Waits for something to check: in the folders of the workspace, in what is opened, saved or created, in new buffers.

import { Disposable, workspace } from "vscode";
import type { LogOutputChannel, TextDocument, Uri } from "vscode";
import { everything, isSkipped, kindOf, kindOfLanguage, looksRight } from "./glance";
import { isReached, look, lookAt } from "./look";
import type { Look } from "./look";

/** Changed files are looked at together, this long (in ms) after the first of them. */
const PAUSE = 500;

/** With more of them, all folders are looked through again, */
const MANY = 200;

/** and then nothing is done for so long (in ms): something may be writing without end. */
const REST = 10_000;

/** Calls `found` at most once, when there is something to check. Disposed, it looks no more. */
export function lookout(output: LogOutputChannel, found: () => void): Disposable {
  const ended = new AbortController();
  const parts: Disposable[] = [new Disposable(() => ended.abort())];
  const all = Disposable.from({ dispose: () => parts.splice(0).forEach((part) => part.dispose()) });
  const seen = (): void => {
    if (ended.signal.aborted) return;
    all.dispose();
    found();
  };
  const lookThrough = async (looking: Promise<Look>): Promise<void> => {
    const started = Date.now();
    const result = await looking;
    if (ended.signal.aborted) return;
    output.appendLine(`${summary(result)} in ${Date.now() - started} ms`);
    if (result.found !== undefined) seen();
  };
  // A file in one of the folders counts when a look through them would come to it.
  const glance = (document: TextDocument): void => {
    if (!isToCheck(document)) return;
    const folder = workspace.getWorkspaceFolder(document.uri)?.uri.fsPath;
    const reached = folder === undefined || isReached(document.uri.fsPath, folder);
    void Promise.resolve(reached).then((is) => {
      if (!is || ended.signal.aborted) return;
      output.appendLine(`Found ${document.uri.toString(true)}`);
      seen();
    });
  };
  const everywhere = (): void => void lookThrough(look(folders(), undefined, ended.signal));
  parts.push(
    workspace.onDidOpenTextDocument(glance),
    workspace.onDidSaveTextDocument(glance),
    // A new one is empty when it is opened, and may never be saved.
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document.isUntitled || kindOf(document.uri.path)?.rank === "template") glance(document);
    }),
    workspace.onDidChangeWorkspaceFolders(everywhere),
    watch((paths) => {
      if (paths.length > MANY) everywhere();
      else void lookThrough(lookAt(paths, folders()));
    }),
  );
  workspace.textDocuments.forEach(glance);
  if (!ended.signal.aborted && folders().length > 0) everywhere();
  return all;
}

function folders(): string[] {
  return (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file").map(({ uri }) => uri.fsPath);
}

function isToCheck(document: TextDocument): boolean {
  const { isUntitled, uri, languageId } = document;
  const kind = isUntitled ? kindOfLanguage(languageId) : uri.scheme === "file" ? kindOf(uri.path) : undefined;
  return kind !== undefined && looksRight(kind, document.getText());
}

// Tells of files and folders that were created, and of files that changed, by whomever, some time after the first one.
// Of a folder that comes with its files, the watcher may tell alone.
function watch(changed: (paths: readonly string[]) => void): Disposable {
  const waiting = new Set<string>();
  let pause: NodeJS.Timeout | undefined;
  let length = PAUSE;
  const tell = (): void => {
    pause = undefined;
    const paths = [...waiting];
    waiting.clear();
    length = paths.length > MANY ? REST : PAUSE;
    changed(paths);
  };
  const note = (uri: Uri): void => {
    if (waiting.size > MANY || workspace.asRelativePath(uri, false).split("/").some(isSkipped)) return;
    waiting.add(uri.fsPath);
    pause ??= setTimeout(tell, length);
  };
  const created = workspace.createFileSystemWatcher("**/*", false, true, true);
  const edited = workspace.createFileSystemWatcher(everything(), true, false, true);
  const events = [created.onDidCreate(note), edited.onDidChange(note)];
  return Disposable.from(created, edited, ...events, { dispose: () => clearTimeout(pause) });
}

function summary({ found, names, texts, bounded }: Look): string {
  const cost = `${names} names and ${texts} texts looked at${bounded ? ", not more" : ""}`;
  return found === undefined ? `Nothing to check: ${cost}` : `Found ${found}: ${cost}`;
}
