// The language client: a bundle of its own, which is loaded with the first server and not before.

import type { LogOutputChannel } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { LANGUAGES } from "./glance";
import { EXPLAIN, PAGE_LINK } from "./links";

/** Starts `lamlint lsp`; the client comes back also when the server did not start, with what went wrong. */
export async function startClient(binary: string, output: LogOutputChannel): Promise<{ client: LanguageClient; error?: unknown }> {
  const documents = LANGUAGES.flatMap((language) => [
    { scheme: "file", language },
    { scheme: "untitled", language },
  ]);
  const client = new LanguageClient(
    "lamlint",
    "lamlint",
    { command: binary, args: ["lsp"] },
    {
      documentSelector: [...documents, { scheme: "file", pattern: "**/lamlint.toml" }],
      outputChannel: output,
      initializationOptions: { rulePage: PAGE_LINK },
      markdown: { isTrusted: { enabledCommands: [EXPLAIN] } },
    },
  );
  try {
    await client.start();
    return { client };
  } catch (error) {
    return { client, error };
  }
}
