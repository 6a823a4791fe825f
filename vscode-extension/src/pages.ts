// Rules' pages, which lamlint itself carries: a link or a command shows one as a preview.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { commands, Disposable, languages, Uri, window, workspace } from "vscode";
import type { QuickPickItem } from "vscode";
import { EXPLAIN } from "./links";

const SCHEME = "lamlint-rule";
const LIMITS = { timeout: 10_000, maxBuffer: 1024 * 1024 };

interface Rule {
  name: string;
  summary: string;
}

/** Shows pages with the lamlint that `binary` gives; without one it has said why. */
export function rulePages(binary: () => string | undefined): Disposable {
  const ask = async (...words: string[]): Promise<string> => {
    const program = binary();
    return program === undefined ? "" : (await promisify(execFile)(program, words, LIMITS)).stdout;
  };
  const explain = async (asked: unknown): Promise<void> => {
    const rule = isName(asked) ? asked : await choose(JSON.parse((await ask("rules", "--format", "json")) || "[]") as Rule[]);
    if (rule !== undefined) await show(Uri.from({ scheme: SCHEME, path: `/${rule}.md` }));
  };
  return Disposable.from(
    commands.registerCommand(EXPLAIN, explain),
    workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: ({ path }) => {
        const rule = /^\/(.*)\.md$/.exec(path)?.[1];
        return isName(rule) ? ask("explain", rule, "--format", "markdown") : "";
      },
    }),
  );
}

// A link may come from anywhere, and its words become arguments of a program.
function isName(asked: unknown): asked is string {
  return typeof asked === "string" && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(asked);
}

// The one rule that found something at the cursor, else what the person picks.
async function choose(rules: readonly Rule[]): Promise<string | undefined> {
  const editor = window.activeTextEditor;
  const found = editor ? languages.getDiagnostics(editor.document.uri) : [];
  const here = found.filter(({ source, range }) => source === "lamlint" && editor && range.contains(editor.selection.active));
  const names = new Set(here.map(({ code }) => String(typeof code === "object" ? code.value : code)));
  const [only] = names;
  if (names.size === 1) return only;
  const item = ({ name, summary }: Rule): QuickPickItem => ({ label: name, detail: summary });
  const [first, others] = [rules.filter(({ name }) => names.has(name)), rules.filter(({ name }) => !names.has(name))];
  const picked = await window.showQuickPick([...first, ...others].map(item), { matchOnDetail: true, placeHolder: "Which rule?" });
  return picked?.label;
}

async function show(page: Uri): Promise<void> {
  try {
    await commands.executeCommand("markdown.showPreview", page);
  } catch {
    // VS Code's own Markdown extension can be switched off.
    await window.showTextDocument(page, { preview: true });
  }
}
