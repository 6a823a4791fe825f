// A picture of a terminal, for the README, from the coloured output of a command.
//
// lamlint check --color always examples/… | node tests/editors/terminal-picture.mjs PICTURE.svg "lamlint check examples/…"
//
// The text after the picture's name is the command shown at the prompt.

import { readFileSync, writeFileSync } from "node:fs";

const CELL = 8.4;
const LINE = 18;
const SIZE = 14;
const MARGIN = 20;
const BAR = 36;
const FONT = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace";
const GROUND = "#171c26";
const TEXT = "#d6dae3";
// The sixteen colours, dark ones first.
const COLOURS = [
  "#4c566a", "#f0716b", "#8fce7f", "#f2b866", "#6fa8f5", "#c79bf2", "#5fc7d0", "#d6dae3",
  "#7a859b", "#ff8a80", "#a8e29a", "#ffd080", "#8fbfff", "#dab6ff", "#84dfe6", "#ffffff",
];

const [picture, command] = process.argv.slice(2);
if (!picture) throw new Error("usage: terminal-picture.mjs PICTURE.svg [COMMAND] < OUTPUT");
const output = readFileSync(0, "utf8").replaceAll("\r", "").trimEnd();
const prompt = command === undefined ? "" : `\u001b[1;32m$\u001b[0m \u001b[1m${command}\u001b[0m\n`;
writeFileSync(picture, svg(lines(prompt + output)));

// Lines of runs; a run is a text in one style, and where it starts, in cells.
function lines(text) {
  // Links are for clicking, not for looking.
  const visible = text.replaceAll(/\u001b\]8;[^\u0007\u001b]*(?:\u0007|\u001b\\)/g, "");
  let style = {};
  return visible.split("\n").map((line) => {
    const runs = [];
    let column = 0;
    for (const [part, codes] of pieces(line)) {
      if (codes !== undefined) style = restyled(style, codes);
      if (part === "") continue;
      runs.push({ column, text: part, style });
      column += [...part].length;
    }
    return runs;
  });
}

function* pieces(line) {
  const pattern = /\u001b\[([\d;]*)m([^\u001b]*)/g;
  const first = line.search(/\u001b\[/);
  yield [first === -1 ? line : line.slice(0, first), undefined];
  for (const [, codes, text] of line.matchAll(pattern)) yield [text, codes];
}

// Select Graphic Rendition: https://en.wikipedia.org/wiki/ANSI_escape_code#SGR
function restyled(style, codes) {
  const numbers = codes.split(";").map(Number);
  const next = { ...style };
  while (numbers.length > 0) {
    const code = numbers.shift();
    if (code === 0) Object.keys(next).forEach((key) => delete next[key]);
    else if (code === 1) next.bold = true;
    else if (code === 2) next.dim = true;
    else if (code === 3) next.italic = true;
    else if (code === 4) next.underline = true;
    else if (code === 22) next.bold = next.dim = false;
    else if (code === 23) next.italic = false;
    else if (code === 24) next.underline = false;
    else if (code >= 30 && code <= 37) next.colour = COLOURS[code - 30];
    else if (code === 38) next.colour = extended(numbers);
    else if (code === 39) next.colour = undefined;
    else if (code >= 90 && code <= 97) next.colour = COLOURS[code - 82];
  }
  return next;
}

// 5;N is one of 256 colours, 2;R;G;B any.
function extended(numbers) {
  if (numbers.shift() === 2) return `rgb(${numbers.splice(0, 3)})`;
  const n = numbers.shift();
  if (n < 16) return COLOURS[n];
  if (n >= 232) return `rgb(${Array(3).fill(8 + (n - 232) * 10)})`;
  const level = (step) => (step === 0 ? 0 : 55 + step * 40);
  return `rgb(${[(n - 16) / 36, ((n - 16) / 6) % 6, (n - 16) % 6].map(Math.floor).map(level)})`;
}

function svg(rows) {
  const cells = Math.max(60, ...rows.map((runs) => runs.reduce((end, run) => run.column + [...run.text].length, 0)));
  const width = Math.ceil(cells * CELL + 2 * MARGIN);
  const height = BAR + rows.length * LINE + MARGIN;
  const dots = ["#ff5f57", "#febc2e", "#28c840"]
    .map((colour, index) => `<circle cx="${MARGIN + index * 20}" cy="${BAR / 2}" r="6" fill="${colour}"/>`);
  const text = rows.map((runs, row) => runs.map((run) => drawn(run, BAR + row * LINE + SIZE)).join(""));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="${width}" height="${height}" rx="10" fill="${GROUND}"/>
${dots.join("")}
<g font-family="${FONT}" font-size="${SIZE}" fill="${TEXT}" xml:space="preserve">
${text.filter((line) => line !== "").join("\n")}
</g>
</svg>
`;
}

// Each run has its place and its width, so columns stay columns in whatever font the reader has.
function drawn({ column, text, style }, y) {
  const indent = text.length - text.trimStart().length;
  const shown = text.trim();
  if (shown === "") return "";
  const look = [
    style.colour && `fill="${style.colour}"`,
    style.bold && `font-weight="bold"`,
    style.dim && `opacity="0.65"`,
    style.italic && `font-style="italic"`,
    style.underline && `text-decoration="underline"`,
  ].filter(Boolean);
  const x = (MARGIN + (column + indent) * CELL).toFixed(1);
  const length = ([...shown].length * CELL).toFixed(1);
  const escaped = shown.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<text x="${x}" y="${y}" textLength="${length}" lengthAdjust="spacingAndGlyphs" ${look.join(" ")}>${escaped}</text>`;
}
