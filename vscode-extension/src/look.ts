// Looks whether a folder holds anything that `lamlint check` would read, within bounds, and stops at the first such file.
//
// What has the name of a template comes first, then texts. It runs in the extension, so that a folder without a function costs no process.

import { lstat, open, readdir } from "node:fs/promises";
import type { Dirent } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { builtBeside, isSkipped, kindOf, looksRight } from "./glance";
import type { Kind } from "./glance";
import { isIgnored, rulesAbove, rulesIn } from "./ignored";
import type { Rules } from "./ignored";

/** How much one look may cost. */
export interface Bounds {
  /** Files and folders whose names are read. */
  names: number;
  /** Files of which the beginning is read. */
  texts: number;
  /** Bytes that are read of all of them together. */
  bytes: number;
}

export const BOUNDS: Bounds = { names: 50_000, texts: 4_000, bytes: 32 * 1024 * 1024 };

/** What a look came to, and what it cost. */
export interface Look {
  /** The first file that `check` would read. */
  found: string | undefined;
  names: number;
  texts: number;
  bytes: number;
  /** Whether something was left unseen. */
  bounded: boolean;
}

interface Candidate {
  path: string;
  kind: Kind;
}

interface Folder {
  path: string;
  rules: Rules;
}

/** How many folders or files are asked for at once. */
const AT_ONCE = 32;

/** Looks through folders, upper levels first. `signal` ends it early, without a result. */
export async function look(folders: readonly string[], bounds: Bounds = BOUNDS, signal?: AbortSignal): Promise<Look> {
  const result: Look = { found: undefined, names: 0, texts: 0, bytes: 0, bounded: false };
  const others: Candidate[] = [];
  let level: Folder[] = await Promise.all(folders.map(async (path) => ({ path, rules: await rulesAbove(path) })));
  while (level.length > 0) {
    const below: Folder[] = [];
    for (const some of parts(level)) {
      if (signal?.aborted || result.bounded) break;
      const named: Candidate[] = [];
      for (const listed of await Promise.all(some.map(list))) take(listed, result, bounds, { below, named, others });
      if (result.found === undefined) await read(named, result, bounds, signal);
      if (result.found !== undefined) return result;
    }
    level = result.bounded || signal?.aborted ? [] : below;
  }
  await read(others, result, bounds, signal);
  return result;
}

/** Looks at some files and folders only, those that a look through one of the folders around would come to. */
export async function lookAt(paths: readonly string[], around: readonly string[], bounds: Bounds = BOUNDS): Promise<Look> {
  const candidates: Candidate[] = [];
  const folders: string[] = [];
  for (const path of paths) {
    const root = around.find((folder) => path.startsWith(folder + sep));
    const kind = kindOf(slashed(path));
    const isFolder = kind === undefined && (await isDirectory(path));
    if (root === undefined || !(kind || isFolder) || !(await isReached(path, root, isFolder))) continue;
    if (kind) candidates.push({ path, kind });
    else folders.push(path);
  }
  const result = await look(folders, bounds);
  result.names += paths.length;
  if (result.found === undefined) await read(candidates, result, bounds);
  return result;
}

interface Listed {
  folder: Folder;
  entries: Dirent[];
  built: readonly string[];
}

async function list({ path, rules }: Folder): Promise<Listed> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  const names = entries.map(({ name }) => name);
  return { folder: { path, rules: await rulesIn(path, rules, names) }, entries, built: builtBeside(names) };
}

/** What is to be looked at next: folders, files with the name of a template, other files. */
interface Next {
  below: Folder[];
  named: Candidate[];
  others: Candidate[];
}

function take({ folder, entries, built }: Listed, result: Look, bounds: Bounds, { below, named, others }: Next): void {
  // A virtual environment of Python.
  if (entries.some(({ name }) => name === "pyvenv.cfg")) return;
  for (const entry of entries) {
    if (result.names >= bounds.names) {
      result.bounded = true;
      return;
    }
    result.names += 1;
    const path = join(folder.path, entry.name);
    if (entry.isDirectory()) {
      // Ignore files leave out what a build wrote, though here it stands for what nothing else can read.
      if (built.includes(entry.name)) below.push({ path, rules: [] });
      else if (!isSkipped(entry.name) && !isIgnored(path, true, folder.rules)) below.push({ path, rules: folder.rules });
      continue;
    }
    const kind = entry.isFile() ? kindOf(slashed(path)) : undefined;
    if (!kind || isIgnored(path, false, folder.rules)) continue;
    if (kind.rank === "settings") {
      result.found = path;
      return;
    }
    (kind.rank === "template" ? named : others).push({ path, kind });
  }
}

async function read(candidates: readonly Candidate[], result: Look, bounds: Bounds, signal?: AbortSignal): Promise<void> {
  for (let from = 0; from < candidates.length && !signal?.aborted; ) {
    const some = affordable(candidates.slice(from, from + AT_ONCE), bounds.texts - result.texts, bounds.bytes - result.bytes);
    if (some.length === 0) {
      result.bounded = true;
      return;
    }
    from += some.length;
    const texts = await Promise.all(some.map(({ path, kind }) => head(path, kind)));
    for (const [index, { path, kind }] of some.entries()) {
      const text = texts[index] ?? "";
      result.texts += kind.head === 0 ? 0 : 1;
      result.bytes += text.length;
      if (looksRight(kind, text)) {
        result.found = path;
        return;
      }
    }
  }
}

// The first ones that may be read whatever their sizes are.
function affordable(candidates: readonly Candidate[], texts: number, bytes: number): readonly Candidate[] {
  let [count, size] = [0, 0];
  for (const { kind } of candidates) {
    size += kind.head;
    if (count >= texts || size > bytes) break;
    count += 1;
  }
  return candidates.slice(0, count);
}

// Marks are plain ASCII, so the bytes need not be made characters. What cannot be read is empty.
async function head(path: string, kind: Kind): Promise<string> {
  if (kind.head === 0) return "";
  const file = await open(path).catch(() => undefined);
  try {
    const buffer = Buffer.allocUnsafe(kind.head);
    const read = await file?.read(buffer, 0, kind.head, 0);
    const bytes = buffer.subarray(0, read?.bytesRead ?? 0);
    return bytes.includes(0) ? "" : bytes.toString("latin1");
  } catch {
    return "";
  } finally {
    await file?.close();
  }
}

/** Whether a look through a folder would come to a file or folder in it. */
export async function isReached(path: string, folder: string, isFolder = false): Promise<boolean> {
  let rules = await rulesIn(folder, await rulesAbove(folder));
  let here = folder;
  for (const part of relative(folder, dirname(path)).split(sep).filter(Boolean)) {
    const siblings = await readdir(here).catch(() => []);
    here = join(here, part);
    const isBuilt = builtBeside(siblings).includes(part);
    if (!isBuilt && (isSkipped(part) || isIgnored(here, true, rules))) return false;
    rules = await rulesIn(here, isBuilt ? [] : rules);
  }
  const name = basename(path);
  return !(isFolder && isSkipped(name)) && !isIgnored(join(here, name), isFolder, rules);
}

async function isDirectory(path: string): Promise<boolean> {
  return lstat(path).then((found) => found.isDirectory(), () => false);
}

function* parts<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += AT_ONCE) yield all.slice(from, from + AT_ONCE);
}

function slashed(path: string): string {
  return path.split(sep).join("/");
}
