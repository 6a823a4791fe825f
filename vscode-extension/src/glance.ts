// Whether a file is a template or has a handler at a glance: what `lamlint check` asks before it reads a file.
//
// `marks.json` is written from the rows that lamlint itself goes by; a test keeps both in step.

import { posix } from "node:path";
import marks from "./marks.json";

/** Language identifiers of the documents that lamlint reads. */
export const LANGUAGES: readonly string[] = Object.keys(marks.languages);

/** How many bytes of a config file with any name have to hold a mark. */
const CONFIG_HEAD = 16 * 1024;

/** How many bytes are looked through of what is read whole later: templates by name, and source files. */
const WHOLE = 128 * 1024;

/** What a file may be by its name. */
export interface Kind {
  /** How likely it is; the likely ones are read first. */
  rank: "settings" | "template" | "other";
  /** How many bytes of its text have to hold one of the texts; 0 when its name says enough. */
  head: number;
  texts: readonly string[];
}

/** What the file at this `/`-separated path may be; `undefined` for one that `check` does not read. */
export function kindOf(path: string): Kind | undefined {
  const name = posix.basename(path);
  const source = marks.sources.find(({ extensions }) => extensions.some((ending) => name.endsWith(`.${ending}`)));
  if (source) {
    const isDeclaration = source.declarations.some((ending) => name === ending || name.endsWith(`.${ending}`));
    // What a bundler made small is nobody's handler.
    const isSmall = name.split(".").at(-2) === "min";
    return isDeclaration || isSmall || isBuilt(path) ? undefined : { rank: "other", head: WHOLE, texts: source.entries };
  }
  if (marks.settings.includes(name)) return { rank: "settings", head: 0, texts: [] };
  // Many a thing is called `.env.template`.
  if (marks.names.some((glob) => fits(glob, name))) return { rank: "template", head: WHOLE, texts: marks.marks };
  const isConfig = marks.configs.some((ending) => name.endsWith(`.${ending}`));
  return isConfig && !isBuilt(path) ? { rank: "other", head: CONFIG_HEAD, texts: marks.marks } : undefined;
}

/** Whether a text makes a file of this kind one to check. */
export function looksRight(kind: Kind, text: string): boolean {
  if (kind.head === 0) return true;
  const head = text.slice(0, kind.head);
  return kind.texts.some((mark) => head.includes(mark));
}

/** What a buffer without a name may be, by its language: as a file of that language. */
export function kindOfLanguage(language: string): Kind | undefined {
  const ending = Object.entries(marks.languages).find(([name]) => name === language)?.[1];
  return ending === undefined ? undefined : kindOf(`buffer.${ending}`);
}

/** Whether nothing in a folder of this name counts. */
export function isSkipped(name: string): boolean {
  return marks.skipped.includes(name);
}

/** Folders that a build wrote beside these files; what is in them counts although ignore files leave it out. */
export function builtBeside(names: readonly string[]): string[] {
  const rows = marks.built.filter(({ files }) => files.some((file) => names.includes(file)));
  return rows.map(({ folder }) => folder).filter((folder) => names.includes(folder));
}

/** A glob for everything that may be worth a glance. */
export function everything(): string {
  const settings = marks.settings.map((name) => name.slice(name.lastIndexOf(".") + 1));
  const endings = [...marks.configs, ...marks.sources.flatMap(({ extensions }) => extensions), ...settings];
  return `**/*.{${[...new Set(endings)].join(",")}}`;
}

function isBuilt(path: string): boolean {
  return marks.built.some(({ folder }) => path.split("/").slice(0, -1).includes(folder));
}

// A glob is a name that may begin with `*` and have one `{…}` with words to choose from.
function fits(glob: string, name: string): boolean {
  const [, before = "", words = "", after = ""] = /^([^{]*)(?:\{(.*)\})?(.*)$/.exec(glob) ?? [];
  const names = words.split(",").map((word) => before + word + after);
  return names.some((wanted) => (wanted.startsWith("*") ? name.endsWith(wanted.slice(1)) : name === wanted));
}
