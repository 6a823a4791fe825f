// A picture of VS Code with lamlint at work, for the README: dark, 1200 × 700, at twice the pixels.
//
// CODE_SERVER=… CHROMIUM=… VSIX=… node tests/editors/screenshot.mjs FOLDER FILE PICTURE.png [LINE:COLUMN [hover|fixes]]
//
// With a place, the finding's hover or its light-bulb menu is open there.

import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { openWorkbench, until } from "./workbench.mjs";

const [folder, file, picture, place, show = "hover"] = process.argv.slice(2);
if (!picture) throw new Error("usage: screenshot.mjs FOLDER FILE PICTURE.png [LINE:COLUMN [hover|fixes]]");

const LOOKS = {
  "workbench.colorTheme": "Default Dark Modern",
  "workbench.layoutControl.enabled": false,
  "window.commandCenter": false,
  "window.menuBarVisibility": "hidden",
  "breadcrumbs.enabled": false,
  "editor.fontSize": 13,
  "editor.stickyScroll.enabled": false,
  "editor.occurrencesHighlight": "off",
  "outline.showFiles": false,
};

// A copy, so that what VS Code may write stays out of the example.
const scratch = realpathSync(mkdtempSync(join(tmpdir(), "lamlint-picture-")));
const copy = join(scratch, basename(resolve(folder)));
cpSync(folder, copy, { recursive: true });
const code = await openWorkbench(copy, { settings: LOOKS, viewport: { width: 1200, height: 700 }, scale: 2 });
try {
  await code.openFile(file);
  await code.page.waitForSelector(".squiggly-error, .squiggly-warning");
  await code.command("Problems: Focus on Problems View");
  const rows = code.page.locator(".markers-panel .monaco-list-row");
  await until("Problems", async () => (await rows.count()) > 1);
  await code.openFile(file);
  if (place) await open(place.split(":"));
  mkdirSync(dirname(resolve(picture)), { recursive: true });
  await code.picture(picture);
} finally {
  await code.close();
  rmSync(scratch, { recursive: true, force: true });
}

async function open([line, column]) {
  await code.goTo(line, column);
  if (show === "fixes") {
    await code.page.keyboard.press("Control+.");
    await code.page.waitForSelector(".action-widget .monaco-list-row.action");
  } else {
    await code.command("Show or Focus Hover");
    await code.page.waitForSelector(".monaco-hover:not(.hidden) .hover-contents");
  }
}
