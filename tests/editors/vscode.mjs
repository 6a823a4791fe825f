// Two sessions in a real VS Code workbench with the packaged extension.
// The first sees the findings of a template and its handler, fixes them through the light bulb and on save, and loses its binary.
// The second opens the folder without trusting it: only the bundled binary may run.
//
// CODE_SERVER=… CHROMIUM=… VSIX=… node tests/editors/vscode.mjs PICTURES

import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openWorkbench, until } from "./workbench.mjs";

const pictures = resolve(process.argv[2] ?? "target/editors");
mkdirSync(pictures, { recursive: true });

const say = (text) => process.stdout.write(`${text}\n`);

// Everything the sessions write; gone when they are over.
const scratch = realpathSync(mkdtempSync(join(tmpdir(), "lamlint-sessions-")));

function positionOf(file, text) {
  const lines = readFileSync(file, "utf8").split("\n");
  const line = lines.findIndex((each) => each.includes(text));
  assert.notEqual(line, -1, `${text} is not in ${file}`);
  return [line + 1, lines[line].indexOf(text) + 1];
}

async function run(name, options, session) {
  const folder = join(scratch, name);
  cpSync(join(import.meta.dirname, "project"), folder, { recursive: true });
  const code = await openWorkbench(folder, options);
  try {
    await session(code, folder);
  } catch (error) {
    process.stderr.write(`the end of the extension's output:\n${code.output().split("\n").slice(-40).join("\n")}\n`);
    throw error;
  } finally {
    await code.picture(join(pictures, `${name}-end.png`));
    await code.close();
  }
}

const problems = (code) => code.page.locator(".markers-panel .monaco-list-row").allInnerTexts();
const isProblem = async (code, rule) => (await problems(code)).some((row) => row.includes(rule));

async function findAndFix(code, folder) {
  const template = join(folder, "template.yaml");
  const handler = join(folder, "src/app.py");

  await code.openFile("template.yaml");
  await code.page.waitForSelector(".squiggly-error");
  await code.command("Problems: Focus on Problems View");
  for (const rule of ["timeout-out-of-range", "env-var-not-set", "client-created-per-invocation"]) {
    await until(`${rule} in Problems`, () => isProblem(code, rule));
  }
  const related = code.page.locator(".markers-panel .monaco-list-row:has(.related-info-resource)");
  await until("the related location in the template", async () =>
    (await related.allInnerTexts()).some((row) => row.includes("template.yaml")));
  say(`problems: ${(await problems(code)).map((row) => row.replaceAll(/\s+/g, " ")).join(" / ")}`);
  await code.picture(join(pictures, "vscode-problems.png"));

  await code.openFile("template.yaml");
  await code.goTo(...positionOf(template, "3600"));
  const offered = await code.quickFix(/900/);
  say(`offered: ${offered.join(" / ")}`);
  await until("timeout-out-of-range to go", async () => !(await isProblem(code, "timeout-out-of-range")));
  await code.save();
  await until("Timeout: 900 on disk", () => /Timeout: 900$/m.test(readFileSync(template, "utf8")));
  assert.equal(await code.page.locator(".squiggly-error").count(), 0, "the squiggle is still there");
  say("the quick fix is on disk and its finding is gone");

  await code.openFile("app.py");
  await code.page.waitForSelector(".squiggly-warning");
  await code.save();
  await until("the client above the handler on disk", () =>
    /boto3\.resource\("dynamodb"\)[^]*def handler/.test(readFileSync(handler, "utf8")));
  await until("client-created-per-invocation to go", async () => !(await isProblem(code, "client-created-per-invocation")));
  say("saving applied the safe fix");
  await code.picture(join(pictures, "vscode.png"));

  code.changeSettings({ "lamlint.path": "/nowhere/lamlint" });
  const message = code.page.locator(".notification-toast", { hasText: "/nowhere/lamlint" });
  await message.waitFor();
  await message.getByRole("button", { name: "Set lamlint.path" }).waitFor();
  await until("its findings to go with lamlint", async () => !(await isProblem(code, "env-var-not-set")));
  say("a wrong lamlint.path is said, with a button");
}

// `lamlint.path` of the untrusted session: leaves a trace when it is run.
const trap = join(scratch, "lamlint");
const trace = join(scratch, "was-run");
writeFileSync(trap, `#!/bin/sh\ntouch "${trace}"\n`, { mode: 0o755 });

async function staysWithBundledBinary(code) {
  await code.openFile("template.yaml");
  await code.page.waitForSelector(".squiggly-error");
  assert(!existsSync(trace), "lamlint.path was run in a workspace that is not trusted");
  say("without trust the bundled binary answers, lamlint.path is left alone");
}

const untrusted = { "security.workspace.trust.startupPrompt": "never", "lamlint.path": trap };
try {
  await run("trusted", { settings: { "lamlint.fixAllOnSave": true } }, findAndFix);
  await run("untrusted", { trusted: false, settings: untrusted }, staysWithBundledBinary);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
