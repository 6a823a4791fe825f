// Sessions in a real VS Code workbench with the packaged extension.
// One sees the findings of a template and its handler, reads a rule's page, fixes through the light bulb and on save, and loses its binary.
// One opens the folder without trusting it: only the bundled binary may run.
// The others open folders in which something is to check, or nothing: then no server may run until there is something.
//
// CODE_SERVER=… CHROMIUM=… VSIX=… node tests/editors/vscode.mjs PICTURES [SESSION…]

import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
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

// What the others open; each file has one fault at least.
const TEMPLATE = readFileSync(join(import.meta.dirname, "project/template.yaml"), "utf8");
const HANDLER = readFileSync(join(import.meta.dirname, "project/src/app.py"), "utf8").replace("def handler", "def lambda_handler");
const NO_FUNCTION = { "values.yaml": "replicas: 2\n", ".env.template": "KEY=\n", "app.py": "def main():\n    pass\n" };

// Only the sessions that are named after the folder for pictures, or all.
const wanted = process.argv.slice(3);

async function run(name, options, session, files) {
  if (wanted.length > 0 && !wanted.includes(name)) return;
  const folder = join(scratch, name);
  if (files === undefined) cpSync(join(import.meta.dirname, "project"), folder, { recursive: true });
  for (const [file, text] of Object.entries(files ?? {})) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
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

  await readPage(code, template);

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

// Every link to a rule's page shows the page that lamlint carries, and so does the command.
async function readPage(code, template) {
  const heading = (rule) => code.page.frames().map((frame) => frame.locator("h1", { hasText: rule }));
  const isShown = async (rule) => {
    const counts = heading(rule).map((found) => found.count().catch(() => 0));
    return (await Promise.all(counts)).some((count) => count > 0);
  };
  const rule = "timeout-out-of-range";
  const hover = async () => {
    await code.openFile("template.yaml");
    await code.goTo(...positionOf(template, "3600"));
    await code.command("Show or Focus Hover");
    await code.page.waitForSelector(".monaco-hover:not(.hidden) .hover-contents");
  };
  const ways = {
    "the code in Problems": () => code.page.locator(".markers-panel a", { hasText: rule }).first().click(),
    "the code in the hover": async () => {
      await hover();
      await code.page.locator(".monaco-hover a.code-link", { hasText: rule }).first().click();
    },
    "the link in the hover": async () => {
      await hover();
      await code.page.locator(".monaco-hover a", { hasText: "The whole page" }).first().click();
    },
    "the command at the cursor": async () => {
      await code.openFile("template.yaml");
      await code.goTo(...positionOf(template, "3600"));
      await code.command("lamlint: Explain Rule");
    },
  };
  for (const [way, open] of Object.entries(ways)) {
    await open();
    await code.page.waitForSelector(`.tab.active:has-text("${rule}.md")`);
    await until(`the rule's page after ${way}`, () => isShown(rule));
    await code.picture(join(pictures, "vscode-page.png"));
    await code.page.locator(".tab.active .codicon-close").click();
    say(`${way} shows the rule's page`);
  }
}

async function findsWithoutBeingAsked(rule, code) {
  await code.command("Problems: Focus on Problems View");
  await until(`${rule} in Problems`, () => isProblem(code, rule));
  say(`started by itself: ${/Found .*/.exec(code.output())?.[0]}`);
}

async function waits(code) {
  await until("the look to end", () => code.output().includes("Nothing to check"));
  await code.openFile("values.yaml");
  await code.openFile("app.py");
  assert.deepEqual(code.servers(), [], "a server runs though there is nothing to check");
  assert(!code.output().includes("Starting"), code.output());
  say(`no server runs: ${/Nothing .*/.exec(code.output())?.[0]}`);
}

async function waitsForFile(code, folder) {
  await waits(code);
  mkdirSync(join(folder, "deploy"));
  writeFileSync(join(folder, "deploy/stack-live.yaml"), TEMPLATE);
  await findsWithoutBeingAsked("timeout-out-of-range", code);
  assert.equal(code.servers().length, 1);
}

// What is typed into a new buffer: on one line, and nothing is completed, so that the text is what was typed.
const TYPED = JSON.stringify({
  Transform: "AWS::Serverless-2016-10-31",
  Resources: { F: { Type: "AWS::Serverless::Function", Properties: { Handler: "app.run", Timeout: 3600, CodeUri: "src/" } } },
});
const TYPING = {
  "files.defaultLanguage": "json",
  "editor.autoClosingBrackets": "never",
  "editor.autoClosingQuotes": "never",
};

async function lintsBuffer(code, folder) {
  await waits(code);
  await code.page.keyboard.press("Control+Alt+N");
  await code.page.waitForSelector('.tab.active:has-text("Untitled-1")');
  await code.page.keyboard.insertText(TYPED);
  await code.page.waitForSelector(".squiggly-error");
  await code.goTo(1, TYPED.indexOf("3600") + 1);
  // The server has only just started, and nothing is offered before it says that it offers fixes.
  await code.page.waitForSelector('[class*="lightbulb"]');
  await code.quickFix(/900/);
  await until("the fixed text", async () => (await code.page.locator(".view-lines").innerText()).includes('"Timeout":900'));
  await code.page.waitForSelector(".squiggly-error", { state: "detached" });
  assert.deepEqual(readdirSync(folder).sort(), Object.keys(NO_FUNCTION).sort(), "something was written");
  say("a buffer that was never saved is linted and fixed");
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
  await run("odd-name", {}, (code) => findsWithoutBeingAsked("timeout-out-of-range", code), { "deploy/stack-live.yaml": TEMPLATE });
  await run("handler-only", {}, (code) => findsWithoutBeingAsked("client-created-per-invocation", code), { "src/app.py": HANDLER });
  await run("nothing", {}, waitsForFile, NO_FUNCTION);
  await run("buffer", { settings: TYPING }, lintsBuffer, NO_FUNCTION);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
