// What makes the extension start the server, and what a look may cost.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterEach, test } from "node:test";
import { everything, kindOf, kindOfLanguage, looksRight } from "../src/glance";
import { BOUNDS, look, lookAt } from "../src/look";

const TEMPLATE = "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n";
const HANDLER = "def lambda_handler(event, context):\n    return {}\n";

const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function project(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "lamlint-look-"));
  made.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

async function foundIn(files: Record<string, string>): Promise<string | undefined> {
  const folder = project(files);
  const { found } = await look([folder]);
  return found === undefined ? undefined : relative(folder, found);
}

test("what check would read is found", async () => {
  const cases: [string, string][] = [
    ["template.yaml", `${"#".repeat(16 * 1024)}\n${TEMPLATE}`],
    ["deep/down/template.json", '{"AWSTemplateFormatVersion":""}'],
    ["orders.template", TEMPLATE],
    ["orders.template.yml", TEMPLATE],
    ["samconfig.toml", ""],
    ["lamlint.toml", ""],
    ["deploy/stack-live.yaml", TEMPLATE],
    ["stack.json", '{"Resources":{"Q":{"Type":"AWS::SQS::Queue"}}}'],
    ["src/app.py", HANDLER],
    ["src/index.mjs", "export const handler = async () => 1;\n"],
    ["src/app.tsx", "export async function handler(event: unknown) {}\n"],
  ];
  for (const [path, text] of cases) assert.equal(await foundIn({ [path]: text }), path, path);
});

test("what check would not read is no reason to start", async () => {
  const cases: Record<string, string>[] = [
    {},
    { "values.yaml": "a: 1\n", "package.json": "{}", "README.md": TEMPLATE },
    { ".env.template": "KEY=", "template.yaml": "a: 1\n", "template.toml": TEMPLATE },
    { "src/app.py": "def handle(event):\n    pass\n", "src/app.d.ts": "export const handler: unknown;\n" },
    { "app.min.js": "exports.handler=()=>1" },
    { "node_modules/x/template.yaml": TEMPLATE, ".aws-sam/build/template.yaml": TEMPLATE },
    { "env/pyvenv.cfg": "", "env/lib/template.yaml": TEMPLATE },
    { ".gitignore": "out/\n", "out/template.yaml": TEMPLATE },
    { ".lamlintignore": "*.yaml\n", "a/template.yaml": TEMPLATE },
    { "late.yaml": `${"#".repeat(16 * 1024)}\n${TEMPLATE}` },
    { "picture.yaml": `\0${TEMPLATE}` },
  ];
  for (const files of cases) assert.equal(await foundIn(files), undefined, JSON.stringify(Object.keys(files)));
});

test("an inner ignore file has the last word, and so has what a build wrote", async () => {
  assert.equal(await foundIn({ ".gitignore": "*.yaml\n", "a/.ignore": "!template.yaml\n", "a/template.yaml": TEMPLATE }), "a/template.yaml");
  const synthesised = { ".gitignore": "cdk.out\n", "cdk.out/app.template.json": '{"Resources":{"Q":{"Type":"AWS::SQS::Queue"}}}', "cdk.out/manifest.json": TEMPLATE };
  assert.equal(await foundIn(synthesised), undefined);
  assert.equal(await foundIn({ ...synthesised, "cdk.json": "{}" }), "cdk.out/app.template.json");
});

test("names come before texts, and the first hit ends the look", async () => {
  const folder = project({ "a.yaml": TEMPLATE, "b/c/d/template.yaml": TEMPLATE });
  const { found, texts, bytes } = await look([folder]);
  assert.equal(found, join(folder, "b/c/d/template.yaml"));
  assert.deepEqual([texts, bytes], [1, TEMPLATE.length]);
  const { texts: none } = await look([project({ "template.yaml": TEMPLATE, "samconfig.toml": "" })]);
  assert.equal(none, 0);
});

test("links are not followed", async () => {
  const folder = project({ "a.txt": "" });
  symlinkSync(project({ "template.yaml": TEMPLATE }), join(folder, "elsewhere"));
  assert.equal((await look([folder])).found, undefined);
});

test("no more is read than the bounds allow", async () => {
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, number) => [`${number}.yaml`, "a: 1\n"]));
  const folder = project(many);
  const within = await look([folder]);
  assert.deepEqual([within.names, within.texts, within.bytes, within.bounded], [100, 100, 500, false]);
  const fewNames = await look([folder], { ...BOUNDS, names: 40 });
  assert.deepEqual([fewNames.names, fewNames.texts, fewNames.bounded], [40, 40, true]);
  const fewTexts = await look([folder], { ...BOUNDS, texts: 40 });
  assert.deepEqual([fewTexts.texts, fewTexts.bounded], [40, true]);
  const large = project(Object.fromEntries(Object.keys(many).map((name) => [name, "#".repeat(20 * 1024)])));
  const fewBytes = await look([large], { ...BOUNDS, bytes: 3.5 * 16 * 1024 });
  assert.deepEqual([fewBytes.bytes, fewBytes.texts, fewBytes.bounded], [3 * 16 * 1024, 3, true]);
});

test("a look that is not wanted any more ends", async () => {
  const ended = new AbortController();
  ended.abort();
  const { found, names, texts } = await look([project({ "template.yaml": TEMPLATE })], BOUNDS, ended.signal);
  assert.deepEqual([found, names, texts], [undefined, 0, 0]);
});

test("of files that come later, those count that a look would come to", async () => {
  const folder = project({
    ".gitignore": "out/\n", "out/a.yaml": TEMPLATE, "node_modules/x/a.yaml": TEMPLATE, "in/b.yaml": TEMPLATE, "c.yaml": "a: 1\n",
  });
  const at = async (...paths: string[]): Promise<string | undefined> =>
    (await lookAt(paths.map((path) => join(folder, path)), [folder])).found;
  assert.equal(await at("out/a.yaml", "node_modules/x/a.yaml", "c.yaml", "gone.yaml", "../other/template.yaml"), undefined);
  assert.equal(await at("out", "node_modules", "node_modules/x", "."), undefined);
  assert.equal(await at("c.yaml", "in/b.yaml"), join(folder, "in/b.yaml"));
  assert.equal(await at("out", "in"), join(folder, "in/b.yaml"));
});

test("buffers are told by their language", () => {
  for (const [language, text, expected] of [
    ["yaml", TEMPLATE, true],
    ["yaml", "", false],
    ["cloudformation", "", false],
    ["cloudformation", TEMPLATE, true],
    ["python", HANDLER, true],
    ["typescriptreact", "export const handler = async () => 1", true],
    ["plaintext", TEMPLATE, false],
  ] as const) {
    const kind = kindOfLanguage(language);
    assert.equal(kind !== undefined && looksRight(kind, text), expected, language);
  }
});

test("everything worth a glance is watched", () => {
  const endings = /\{(.*)\}$/.exec(everything())?.[1]?.split(",") ?? [];
  for (const path of ["a.yaml", "a.template", "a.py", "a.mts", "lamlint.toml"]) {
    assert.ok(kindOf(path) !== undefined && endings.includes(path.split(".")[1] ?? ""), path);
  }
});
