// Finds lamlint and starts its language server; everything else is in the server.

import { commands, window, workspace } from "vscode";
import type { ExtensionContext, LogOutputChannel } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { findBinary } from "./binary";
import { fixAllOnSave } from "./save";

const DOCUMENTS = [
  { scheme: "file", language: "yaml" },
  { scheme: "file", language: "json" },
  { scheme: "file", language: "jsonc" },
  // The AWS Toolkit and the CloudFormation extension give templates languages of their own.
  { scheme: "file", language: "cloudformation" },
  { scheme: "file", language: "yaml-cloudformation" },
  { scheme: "file", language: "python" },
  { scheme: "file", language: "javascript" },
  { scheme: "file", language: "javascriptreact" },
  { scheme: "file", language: "typescript" },
  { scheme: "file", language: "typescriptreact" },
  { scheme: "file", pattern: "**/lamlint.toml" },
];

let client: LanguageClient | undefined;
// Starts and stops follow one another, so that two quick changes never leave two servers.
let turn: Promise<void> = Promise.resolve();

export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel("lamlint", { log: true });
  const restart = (): Promise<void> => (turn = turn.then(stop).then(() => start(context, output)));
  const needsRestart = ["lamlint.enable", "lamlint.path"];
  context.subscriptions.push(
    output,
    commands.registerCommand("lamlint.restart", restart),
    commands.registerCommand("lamlint.showOutput", () => output.show()),
    workspace.onDidGrantWorkspaceTrust(restart),
    workspace.onDidChangeConfiguration((change) => {
      if (needsRestart.some((key) => change.affectsConfiguration(key))) void restart();
    }),
    workspace.onWillSaveTextDocument(fixAllOnSave),
  );
  await restart();
}

export function deactivate(): Promise<void> {
  return turn.then(stop);
}

async function start(context: ExtensionContext, output: LogOutputChannel): Promise<void> {
  const settings = workspace.getConfiguration("lamlint");
  if (!settings.get("enable", true)) return;
  const binary = findBinary({
    setting: settings.get("path", "").trim(),
    extension: context.extensionPath,
    trusted: workspace.isTrusted,
  });
  if ("missing" in binary) {
    offerSettings(`lamlint cannot start. ${binary.missing}`);
    return;
  }
  output.appendLine(`Starting ${binary.found} lsp`);
  client = new LanguageClient(
    "lamlint",
    "lamlint",
    { command: binary.found, args: ["lsp"] },
    { documentSelector: DOCUMENTS, outputChannel: output },
  );
  try {
    await client.start();
  } catch (error) {
    offerOutput(`lamlint did not start: ${String(error)}`, output);
  }
}

async function stop(): Promise<void> {
  const last = client;
  client = undefined;
  // A server that never came up, or has gone, cannot be asked to stop: there is nothing left to do.
  await last?.dispose().catch(() => undefined);
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
