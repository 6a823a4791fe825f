// A VS Code workbench (code-server in headless Chromium) with the extension installed, to be driven like a person does.
//
// Three environment variables say where things are: CODE_SERVER its entry script, CHROMIUM the browser, VSIX the package.

import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";

export const PATIENCE = 30_000;

const QUIET = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "chat.commandCenter.enabled": false,
  "editor.minimap.enabled": false,
  "git.enabled": false,
};

// A browser that talks to nobody but the workbench.
const BROWSER = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/** Opens `folder`. With `trusted: false` it is a workspace the person has not said yes to. */
export async function openWorkbench(folder, { settings = {}, trusted = true, viewport = { width: 1400, height: 900 }, scale = 1 } = {}) {
  const home = mkdtempSync(join(tmpdir(), "lamlint-vscode-"));
  const places = ["--user-data-dir", join(home, "user"), "--extensions-dir", join(home, "extensions")];
  const environment = { ...process.env, HOME: home, XDG_DATA_HOME: join(home, "data"), XDG_CONFIG_HOME: join(home, "config") };
  const change = (more) => writeSettings(home, { ...QUIET, ...settings, ...more });
  change({});

  installExtension(places, environment);
  const port = await freePort();
  const flags = ["--auth", "none", "--bind-addr", `127.0.0.1:${port}`, "--disable-telemetry", "--disable-update-check"];
  if (trusted) flags.push("--disable-workspace-trust");
  const server = spawn(process.execPath, [required("CODE_SERVER"), ...places, ...flags, folder], { env: environment });
  await listening(server);

  const browser = await chromium.launch({ executablePath: required("CHROMIUM"), args: BROWSER });
  const page = await browser.newPage({ viewport, deviceScaleFactor: scale });
  page.setDefaultTimeout(PATIENCE);
  const close = async () => {
    await browser.close();
    const ended = new Promise((done) => server.once("exit", done));
    server.kill();
    await ended;
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  await page.goto(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}`);
  await page.waitForSelector(".monaco-workbench .part.editor");
  return { ...hands(page), page, changeSettings: change, output: () => outputOf(home), servers: () => serversIn(home), close };
}

// What a person's hands do, each as keys and looks at the page.
function hands(page) {
  const choose = async (key, text, row) => {
    await page.keyboard.press(key);
    await page.waitForSelector(".quick-input-widget input");
    await page.keyboard.type(text);
    await page.waitForSelector(`.quick-input-list .monaco-list-row.focused:has-text("${row}")`);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".quick-input-widget", { state: "hidden" });
  };
  return {
    command: (title) => choose("F1", title, title),
    openFile: async (name) => {
      await choose("Control+P", name, name);
      await page.waitForSelector(`.tab.active:has-text("${name}")`);
    },
    goTo: (line, column) => choose("Control+G", `${line}:${column}`, line),
    quickFix: async (wanted) => {
      await page.keyboard.press("Control+.");
      const row = page.locator(".action-widget .monaco-list-row.action");
      await row.first().waitFor();
      const offered = await row.allInnerTexts();
      // A shield over the menu takes the mouse's clicks, so the keyboard walks down to the wanted row.
      for (let step = 0; step < offered.length; step++) {
        const focused = page.locator(".action-widget .monaco-list-row.focused");
        if (wanted.test((await focused.allInnerTexts()).join())) {
          await page.keyboard.press("Enter");
          return offered;
        }
        await page.keyboard.press("ArrowDown");
      }
      throw new Error(`no quick fix like ${wanted}; offered: ${offered.join(" | ")}`);
    },
    save: () => page.keyboard.press("Control+S"),
    picture: (file) => page.screenshot({ path: file }),
  };
}

/** Polls until `look()` is true; `what` names it when it never is. */
export async function until(what, look) {
  const end = Date.now() + PATIENCE;
  while (!(await look())) {
    if (Date.now() > end) throw new Error(`waited ${PATIENCE / 1000} s for ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

function installExtension(places, environment) {
  const arguments_ = [required("CODE_SERVER"), ...places, "--install-extension", required("VSIX")];
  const run = spawnSync(process.execPath, arguments_, { env: environment, encoding: "utf8" });
  if (run.status !== 0) throw new Error(`the extension was not installed:\n${run.stdout}${run.stderr}`);
}

// A setting that names a program, as `lamlint.path` does, is read from the machine's file, all others from the person's.
function writeSettings(home, settings) {
  for (const owner of ["User", "Machine"]) {
    const folder = join(home, "user", owner);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "settings.json"), JSON.stringify(settings, null, 2));
  }
}

// What the extension wrote to its Output view.
function outputOf(home) {
  const logs = readdirSync(home, { recursive: true }).filter((name) => /lamlint[^/]*\.log$/.test(name));
  return logs.map((name) => readFileSync(join(home, name), "utf8")).join("");
}

// The language servers that run from the installed extension, as their command lines.
function serversIn(home) {
  const all = spawnSync("ps", ["-A", "-ww", "-o", "args="], { encoding: "utf8" }).stdout.split("\n");
  return all.filter((line) => line.startsWith(home) && line.endsWith(" lsp"));
}

function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return resolve(value);
}

function freePort() {
  return new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

function listening(server) {
  return new Promise((up, down) => {
    let log = "";
    const read = (bytes) => {
      log += bytes;
      if (log.includes("HTTP server listening")) up();
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    server.once("exit", () => down(new Error(`code-server ended:\n${log}`)));
  });
}
