import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "puppeteer-core";
import type { Excerpted, FigureCard, State } from "../../pipeline/desk/preview/api.ts";
import type { Statement } from "../../pipeline/model/written.ts";
import { hashOf, type Said, type StandIn } from "./preview-stand-in.ts";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
export const LEAD = "Spreads widened to 81 bp, their highest in a while.\n\nThe index rose 0.37%.\n";
const NOTE = "We would not chase it here.\n";
/** As `new` lays it down, with the writer's words below. */
export const SCAFFOLDED = `<!-- Computed for the day:\n81 bp  ig-spread.level\n28 bp  ig-spread.inside\n-->\n\n${NOTE}`;
const HEADLINES = `pin: # to stand first\n  # - "wsj-1" # TD "expects" a cut\n  - "cnbc-2" # Gold up\n`;
const FOLDER = "content/issues/2025-11-05";

/** A small web page of the issue: a lead, a note and sections that are long enough to scroll. */
export function webOf(lead: string, level = "81 bp"): string {
  const written = lead.replace(/^---[\s\S]*?\n---\n/, "").trim();
  const paragraphs = written.split("\n\n").map((words) => `<p>${words}</p>`);
  return pageOf(`<header class="cover"><h1>Spreads at ${figure("ig-spread.level", level)}, ${figure("ig-spread.inside", "28 bp")} inside</h1></header>
<main id="main">
<div class="lead">
${paragraphs.join("\n")}
</div>
<section id="ig-spread" aria-label="Investment-grade spread">
<h2>Investment-grade spread</h2>
<p>At ${figure("ig-spread.level", level)} the index stands inside its mean.</p>
<div class="note">
<p>${NOTE.trim()}</p>
</div>
</section>
<section id="regime" aria-label="Macro regime">
<h2>Macro regime</h2>
<p>The ten-year yield is at <a href="https://example.com/">${figure("regime.ust10y", "4.17%")}</a>.</p>
</section>
</main>`);
}

export function emailOf(level: string): string {
  return pageOf(
    `<div role="main" style="padding:20px"><p style="color:#16181d">At ${level}.</p><h1 style="color:#b93a23">Spreads</h1></div>`,
  );
}

function pageOf(body: string): string {
  const style =
    "body{font:17px/1.6 Georgia,serif;margin:0 60px}section{min-height:900px;border-top:1px solid}";
  return `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>An issue</title>\n<style>${style}</style>\n</head>\n<body>\n${body}\n</body>\n</html>\n`;
}

function figure(id: string, printed: string): string {
  return `<data value="1" data-figure="${id}" title="A card of the browser's own">${printed}</data>`;
}

const CARDS: Readonly<Record<string, FigureCard>> = {
  "ig-spread.level": cardOf("ig-spread.level", ["81 bp"], 81),
  "ig-spread.inside": {
    ...cardOf("ig-spread.inside", ["28 bp"], 28.337164751),
    method: "first - second",
    inputs: [
      { id: "ig-spread.mean", text: "mean: 109.337164751 bp" },
      { id: "ig-spread.level", text: "level: 81 bp" },
    ],
  },
  "ig-spread.mean": cardOf("ig-spread.mean", [], 109.337164751),
  "regime.ust10y": { ...cardOf("regime.ust10y", ["4.17%"], 4.17), unit: "percent" },
};

function cardOf(id: string, printed: readonly string[], value: number): FigureCard {
  const input = { id: null, text: "US.ICE.IG.OAS on 2025-11-05: 81 bp" };
  const sources = ["fred/BAMLC0A0CM.csv"];
  return {
    id,
    printed,
    value,
    unit: "bp",
    asOf: "2025-11-05",
    method: "as observed",
    sources,
    inputs: [input],
  };
}

/** What the checker would say of some words of a text. */
export function statementOn(text: string, words: string, more: Partial<Statement> = {}): Statement {
  const from = text.indexOf(words);
  const before = text.slice(0, from).split("\n");
  return {
    id: "lead",
    file: `${FOLDER}/lead.md`,
    line: before.length,
    column: (before.at(-1) ?? "").length + 1,
    length: words.length,
    text: words,
    sentence: (before.at(-1) ?? "") + (text.slice(from).split("\n")[0] ?? ""),
    kind: "direction",
    verdict: "contradicted",
    message: "The spread tightened by 2 bp, to 81 bp.",
    remedy: "Write \u201ctightened to 81 bp\u201d.",
    figures: ["ig-spread.level"],
    ...more,
  };
}

export const FAULT: Excerpted = {
  fault: {
    code: "template-invalid",
    place: "templates/sections/ig-spread.md.hbs:3",
    message: 'The view of ig-spread has no field "levle".',
    remedy: 'Write "level".',
  },
  excerpt: {
    file: "templates/sections/ig-spread.md.hbs",
    line: 3,
    column: 13,
    lines: [
      { number: 2, text: "" },
      { number: 3, text: "At {{figure view.levle}} the index stands inside its mean." },
      { number: 4, text: "" },
    ],
  },
};

/** The state of an issue with that lead: two statements of which one does not hold, and findings of every verdict. */
export function stateOf(lead: string): State {
  const text = (file: string, name: string, words: string) => ({
    file,
    name,
    text: words,
    hash: words === "" ? "" : hashOf(words),
    words: words.split(/\s+/).filter(Boolean).length,
    readingMinutes: words === "" ? 0 : 1,
  });
  const statements = [
    ...(lead.includes("widened") ? [statementOn(lead, "widened")] : []),
    ...(lead.includes("highest")
      ? [statementOn(lead, "highest", { verdict: "not verifiable", figures: [] })]
      : []),
    ...(lead.includes("0.37%") ? [statementOn(lead, "0.37%", { verdict: "verified" })] : []),
  ];
  return {
    version: 1,
    publication: "Macro Regime Tracker",
    date: "2025-11-05",
    edition: "paid",
    source: "data",
    dates: ["2025-11-05", "2025-11-04"],
    sources: [
      { id: "data", says: "The folder that was named with --data." },
      { id: "sample:holes", says: "Simulated: Series that are missing." },
    ],
    forms: { web: "", email: "", text: "", markdown: "", pdf: "" },
    faults: [],
    findings: [
      { gate: "completeness", verdict: "passed", place: "regime", message: "The section has its figures." },
      {
        gate: "completeness",
        verdict: "noted",
        place: "regime",
        message: 'The section prints "n/a" in 1 place.',
      },
      {
        gate: "prose",
        verdict: "refused",
        place: `${FOLDER}/lead.md:1`,
        message: "\u201cwidened\u201d is contradicted.",
        remedy: "Mend it.",
      },
      {
        gate: "sources",
        verdict: "not evaluated",
        place: "snapshot",
        message: "There is no log of sources.",
      },
    ],
    statements,
    texts: [
      text("lead.md", "Lead", lead),
      text("ig-spread.md", "Investment-grade spread", SCAFFOLDED),
      text("regime.md", "Macro regime", ""),
      text("headlines.yaml", "Headline edits", HEADLINES),
    ],
    titles: ["Spreads tighten to 81 bp"],
    standing: "1 refused",
  };
}

export async function fixtureOf(browser: Browser): Promise<Said> {
  const page = await browser.newPage();
  await page.setContent(
    ["One", "Two", "Three"].map((name) => `<h1 style="break-after:page">${name}</h1>`).join(""),
  );
  const pdf = await page.pdf({ format: "A4" });
  await page.close();
  const text = "Macro Regime Tracker\n\nSpreads at 81 bp\n";
  return { state: stateOf(LEAD), web: webOf(LEAD), email: emailOf("81 bp"), text, pdf, cards: CARDS };
}

/** The preview's page, when it shows the newest. */
export async function openedPage(browser: Browser, { address }: StandIn, query = ""): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  await page.goto(`${address}${query}`);
  await page.waitForSelector("html[data-version][data-view]");
  return page;
}

/** Says something else and waits until the page shows it. */
export async function changed(page: Page, desk: StandIn, part: Partial<Said>): Promise<void> {
  desk.change(part);
  await shows(page, desk);
}

export async function shows(page: Page, desk: StandIn): Promise<void> {
  await page.waitForSelector(`html[data-version="${desk.said().state.version}"][data-view]`);
}

/** Turns to a view and waits until it can be seen. */
export async function turnTo(page: Page, view: string): Promise<void> {
  await page.click(`#view-${view}`);
  await page.waitForSelector(`html[data-view="${view}"]`);
}

/** What axe finds in the issue itself; scripts must be allowed in its frame. */
export async function axeInIssue(page: Page): Promise<string[]> {
  const frame = await (await page.$("#frame"))?.contentFrame();
  if (!frame) throw new Error("the page has no frame");
  if (!(await frame.evaluate("'axe' in window"))) await frame.evaluate(readFileSync(axe, "utf8"));
  return violationsOf(await frame.evaluate("axe.run()"));
}

/** What cannot be read in the dark; axe is in the page already. */
export async function axeInTheDark(page: Page): Promise<string[]> {
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
  const found = await page.evaluate(`axe.run({ iframes: false, runOnly: ["color-contrast"] })`);
  await page.emulateMediaFeatures([]);
  return violationsOf(found);
}

function violationsOf(found: unknown): string[] {
  const { violations } = found as { violations: { id: string; nodes: { html: string }[] }[] };
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** Evaluates an expression in which `issue` is the document in the frame. */
export function inIssue<T>(page: Page, expression: string): Promise<T> {
  return page.evaluate(
    `((issue) => (${expression}))(document.getElementById("frame").contentDocument)`,
  ) as Promise<T>;
}
