import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { ChartSpec } from "../../pipeline/model/chart.ts";
import type { Filled } from "../../pipeline/model/filled.ts";
import type { LedgerEntry } from "../../pipeline/model/ledger.ts";
import { marks, withoutMarks } from "../../pipeline/model/marks.ts";
import type { Unit } from "../../pipeline/model/unit.ts";
import { type Cut, cut, type Svgs, svgKeys } from "../../pipeline/render/drawing.ts";
import type { Dress } from "../../pipeline/render/dress.ts";
import { readFonts } from "../../pipeline/render/fonts.ts";
import { type Parts, partsOf } from "../../pipeline/render/parts.ts";
import { origin } from "./snapshots.ts";
import { shippedTheme } from "./theme.ts";

const ROOT = new URL("../../", import.meta.url);
const DATE = "2025-11-05";

/**
 * Marks as people can type them: `{{ig-spread.level|83 bp}}` for a figure, `@@section:ig-spread@@` for a
 * block.
 */
export function markedFrom(text: string): string {
  return text
    .replace(/\{\{([^|}]+)\|([^}]+)\}\}/g, `${marks.figure}$1${marks.text}$2${marks.end}`)
    .replace(/@@(.+?)@@/g, `${marks.block}$1${marks.blockEnd}`);
}

/** What fill would hand over for such a text: figures are read off their printed forms. */
export function filledFrom(text: string, rest: Partial<Filled> = {}): Filled {
  const marked = markedFrom(text);
  const clean = withoutMarks(marked);
  const [title = "", standfirst = ""] = clean.split("\n\n");
  return {
    publication: "Macro Regime Tracker",
    edition: "free",
    date: DATE,
    simulated: false,
    notices: [],
    title: title.replace(/^# /, ""),
    standfirst,
    markdown: `---\ntitle: test\n---\n\n${clean}`,
    marked,
    ledger: { date: DATE, entries: entriesOf(marked) },
    charts: [...new Set([...marked.matchAll(/\(charts\/([\w.-]+)\.png\)/g)].map(([, id]) => id!))].map(
      specOf,
    ),
    ...rest,
  };
}

function entriesOf(marked: string): LedgerEntry[] {
  const found = new Map<string, string>();
  for (const [, id = "", text = ""] of marked.matchAll(/\uE000([^\uE001]*)\uE001([^\uE002]*)\uE002/g)) {
    if (!found.has(id)) found.set(id, text);
  }
  return [...found].map(([id, text]) => ({
    id,
    printed: [text],
    places: ["text"],
    figure: {
      kind: "figure",
      id,
      value: Number(text.replace("−", "-").replace(/[^\d.-]/g, "")),
      unit: unitOf(id, text),
      asOf: DATE,
      method: "as observed",
      inputs: [{ series: "MADE.UP", date: DATE, value: 1, unit: "percent", origin }],
    },
  }));
}

function unitOf(id: string, text: string): Unit {
  if (/\.cut\./.test(id)) return "probability";
  if (/\d(st|nd|rd|th)$/.test(text)) return "percentile";
  if (text.endsWith(" bp")) return "bp";
  if (text.endsWith(" pp")) return "pp";
  return text.endsWith("%") ? "percent" : "index";
}

/** A spec of the right kind and size; its labels are not what these tests are about. */
export function specOf(id: string): ChartSpec {
  const label = { text: "1", figure: "made.up", value: 1 };
  const common = { id, alt: id, width: 640, height: 280 };
  if (id.startsWith("sector"))
    return { ...common, kind: "bars", layout: "rows", bars: [{ name: "A", label }] };
  if (id.startsWith("policy")) {
    return {
      ...common,
      kind: "steps",
      unitWord: "%",
      start: { date: DATE, label },
      steps: [],
      to: DATE,
      range: null,
    };
  }
  if (id.startsWith("key"))
    return { ...common, width: 120, height: 28, kind: "spark", values: [1, 2], end: label };
  const line = { dates: [DATE], values: [1], levels: [], points: [], bands: [] };
  return { ...common, kind: "line", unitWord: "bp", end: label, ...line };
}

/** A drawing of the right size with one clip path, as Skia names them. */
export function drawingOf({ width, height }: ChartSpec): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><clipPath id="cl_1"><path d="M0 0H${width}V${height}H0Z"/></clipPath><g clip-path="url(#cl_1)"><path d="M0 0L${width} ${height}" stroke="#12667f"/></g></svg>`;
}

const textsBelow = (folder: string) =>
  readdirSync(new URL(folder, ROOT)).map(
    (name) => [name, readFileSync(new URL(`${folder}/${name}`, ROOT))] as const,
  );

const assets = { theme: shippedTheme, files: Object.fromEntries(textsBelow("assets")) };

/** The product's own layouts, styles and fonts. */
export const dress: Dress = {
  templates: Object.fromEntries(
    textsBelow("templates/layouts").map(([name, bytes]) => [`layouts/${name}`, bytes.toString("utf8")]),
  ),
  assets,
  fonts: await readFonts({ files: { read: (path) => readFile(path) } }, assets),
};

/** One pixel. */
export const pixel = new Uint8Array(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
    "base64",
  ),
);

/** The sample issue of the fixtures. */
export const sampleText = readFileSync(new URL("test/fixtures/render/issue.md", ROOT), "utf8");

/** Parts of such a text, with one pixel for every picture. */
export function partsFrom(text: string, rest: Partial<Filled> = {}): Parts {
  return partsOf({ filled: filledFrom(text, rest), images: { "small-firms.png": pixel }, dress });
}

/** The drawings that a page of such parts asks for. */
export function svgsFor({ arranged, charts }: Parts, page: "print" | "web"): Svgs {
  return Object.fromEntries(
    svgKeys(page === "print" ? arranged.printed : arranged.blocks, page).map((key) => {
      const [id = "", to] = key.split("/") as [string, Cut];
      return [key, drawingOf(cut(charts.get(id)!, to))];
    }),
  );
}
