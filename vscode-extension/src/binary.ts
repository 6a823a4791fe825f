// Which lamlint to run.

import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

const NAME = process.platform === "win32" ? "lamlint.exe" : "lamlint";

/** Where a binary may come from, as the settings and the workspace's trust allow. */
export interface Places {
  /** `lamlint.path`; empty when not set. */
  setting: string;
  /** The extension's own folder. */
  extension: string;
  /** A workspace that is not trusted gets the bundled binary or none. */
  trusted: boolean;
}

/** The binary to run, or in one sentence why there is none. */
export type Search = { found: string } | { missing: string };

export function findBinary({ setting, extension, trusted }: Places): Search {
  const bundled = join(extension, "bin", NAME);
  if (!trusted) {
    return isProgram(bundled)
      ? { found: bundled }
      : { missing: "This workspace is not trusted, and the extension came without a lamlint of its own." };
  }
  // A path that was set on purpose is never replaced in silence by another lamlint.
  if (setting !== "") {
    return isAbsolute(setting) && isProgram(setting)
      ? { found: setting }
      : { missing: `"lamlint.path" is "${setting}", which is not the absolute path of a program.` };
  }
  const found = [bundled, ...onPath()].find(isProgram);
  return found !== undefined
    ? { found }
    : { missing: `No ${NAME} came with the extension, and there is none on PATH.` };
}

// Relative entries of PATH are left out: they would let a workspace bring its own program.
function onPath(): string[] {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.filter(isAbsolute).map((folder) => join(folder, NAME));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
