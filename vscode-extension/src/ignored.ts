// What ignore files leave out, as `lamlint check` understands them.

import { readFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import ignore from "ignore";
import type { Ignore } from "ignore";

// In one folder, what a later file says counts more.
const FILES = [".gitignore", ".ignore", ".lamlintignore"];

/** The rules of a folder and of all around it, innermost first. */
export type Rules = readonly { folder: string; rules: Ignore }[];

/** The rules that hold in a folder, from those of the one around it. `names` is what it holds, when that is known. */
export async function rulesIn(folder: string, around: Rules, names: readonly string[] = FILES): Promise<Rules> {
  const texts = await Promise.all(FILES.filter((file) => names.includes(file)).map((file) => textOf(join(folder, file))));
  const all = texts.join("\n").trim();
  return all === "" ? around : [{ folder, rules: ignore({ ignorecase: false }).add(all) }, ...around];
}

/** The rules that the folders above one bring. */
export async function rulesAbove(folder: string): Promise<Rules> {
  const above = dirname(folder);
  return above === folder ? [] : rulesIn(above, await rulesAbove(above));
}

/** Whether a file or folder is left out; the innermost folder that says anything of it decides. */
export function isIgnored(path: string, isFolder: boolean, rules: Rules): boolean {
  for (const { folder, rules: own } of rules) {
    const { ignored, unignored } = own.test(relative(folder, path).split(sep).join("/") + (isFolder ? "/" : ""));
    if (ignored || unignored) return ignored;
  }
  return false;
}

async function textOf(path: string): Promise<string> {
  return readFile(path, "utf8").catch(() => "");
}
