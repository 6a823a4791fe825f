// Starts lamlint's language server as soon as there is something to check; everything else is in the server.

import { commands, window, workspace } from "vscode";
import type { Disposable, ExtensionContext, LogOutputChannel } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { findBinary } from "./binary";
import { lookout } from "./lookout";
import { rulePages } from "./pages";
import { fixAllOnSave } from "./save";

let client: LanguageClient | undefined;
// Looks for something to check until there is something.
let waiting: Disposable | undefined;
// Whether there was something to check, or a person asked for the server.
let isWanted = false;
// Starts and stops follow one another, so that two quick changes never leave two servers.
let turn: Promise<void> = Promise.resolve();

export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel("lamlint", { log: true });
  const again = (): Promise<void> => (turn = turn.then(stop).then(() => begin(context, output, restart)));
  const restart = (): Promise<void> => {
    isWanted = true;
    return again();
  };
  const needsRestart = ["lamlint.enable", "lamlint.path"];
  context.subscriptions.push(
    output,
    commands.registerCommand("lamlint.restart", restart),
    commands.registerCommand("lamlint.showOutput", () => output.show()),
    rulePages(() => binary(context)),
    workspace.onDidGrantWorkspaceTrust(again),
    workspace.onDidChangeConfiguration((change) => {
      if (needsRestart.some((key) => change.affectsConfiguration(key))) void again();
    }),
    workspace.onWillSaveTextDocument(fixAllOnSave),
  );
  await again();
}

export function deactivate(): Promise<void> {
  return turn.then(stop);
}

async function begin(context: ExtensionContext, output: LogOutputChannel, restart: () => Promise<void>): Promise<void> {
  if (!workspace.getConfiguration("lamlint").get("enable", true)) return;
  if (isWanted) return start(context, output);
  waiting = lookout(output, restart);
}

async function start(context: ExtensionContext, output: LogOutputChannel): Promise<void> {
  const program = binary(context);
  if (program === undefined) return;
  output.appendLine(`Starting ${program} lsp`);
  const { startClient } = await import("./client.js");
  const started = await startClient(program, output);
  client = started.client;
  if (started.error !== undefined) offerOutput(`lamlint did not start: ${String(started.error)}`, output);
}

async function stop(): Promise<void> {
  waiting?.dispose();
  waiting = undefined;
  const last = client;
  client = undefined;
  // A server that never came up, or has gone, cannot be asked to stop: there is nothing left to do.
  await last?.dispose().catch(() => undefined);
}

// The lamlint to run; when there is none, says so.
function binary(context: ExtensionContext): string | undefined {
  const search = findBinary({
    setting: workspace.getConfiguration("lamlint").get("path", "").trim(),
    extension: context.extensionPath,
    trusted: workspace.isTrusted,
  });
  if ("found" in search) return search.found;
  offerSettings(`lamlint cannot start. ${search.missing}`);
  return undefined;
}

function offerSettings(message: string): void {
  void window.showErrorMessage(message, "Set lamlint.path").then((button) => {
    if (button) void commands.executeCommand("workbench.action.openSettings", "lamlint.path");
  });
}

function offerOutput(message: string, output: LogOutputChannel): void {
  void window.showErrorMessage(message, "Show Output").then((button) => {
    if (button) output.show();
  });
}
