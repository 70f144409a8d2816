import { copyFileSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { build } from "../pipeline/build.ts";
import { sampleSource } from "../pipeline/collect/sources/sample.ts";
import { readJob } from "../pipeline/job.ts";
import { allSections } from "../pipeline/sections/all.ts";
import { chartsHere } from "../pipeline/world/charts/drawing.ts";
import { changeFile, smallProject, writeFile } from "./support/command-line.ts";
import { pixel } from "./support/rendering.ts";
import { paperWorld } from "./support/worlds.ts";

const DATE = "2026-06-30";
/** What an editor changes, colour for colour. */
const DAY: Readonly<Record<string, string>> = {
  "#16181d": "#101820",
  "#5c6068": "#4a5568",
  "#d8d5cd": "#c9d1dc",
  "#f6f4ee": "#eef2f7",
  "#ffffff": "#fffdf8",
  "#c4452d": "#8c1d40",
  "#12667f": "#1d4f91",
  "#0e5468": "#1d4f91",
  "#cc4a31": "#8c1d40",
  "#dceaf1": "#e3e9f5",
  "#dfa673": "#d9b38c",
};

/** A made-up desk: other colours, fonts, paper and margins, a logo, and a phrase of its own in a new partial. */
function madeUpDesk(): string {
  const root = smallProject();
  for (const [from, to] of Object.entries(DAY)) replaceAll(root, "content/theme.yaml", from, to);
  changeFile(root, "content/theme.yaml", "family: Inter", "family: House Sans");
  changeFile(
    root,
    "content/theme.yaml",
    'package: "@fontsource/inter"',
    "files: { regular: fonts/house.woff2, bold: fonts/house-bold.woff2 }",
  );
  changeFile(root, "content/theme.yaml", "[Georgia, Times New Roman, serif]", "[Palatino, serif]");
  changeFile(
    root,
    "content/theme.yaml",
    "logo: null",
    "logo: { file: brand/logo.svg, mail: brand/logo.png, alt: The House, heightPx: 31 }",
  );
  changeFile(root, "content/theme.yaml", "papers: [a4]", "papers: [letter]");
  changeFile(root, "content/theme.yaml", "side: 16", "side: 21.5");
  changeFile(root, "content/theme.yaml", "reading: 10.1", "reading: 11.25");
  writeFile(
    root,
    "assets/brand/logo.svg",
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1"><path d="M0 0h3v1z"/></svg>',
  );
  const { resolve } = createRequire(import.meta.url);
  writeFile(root, "assets/fonts/about.txt", "The house's own letters.");
  copyFileSync(
    resolve("@fontsource/inter/files/inter-latin-400-normal.woff2"),
    join(root, "assets/fonts/house.woff2"),
  );
  copyFileSync(
    resolve("@fontsource/inter/files/inter-latin-600-normal.woff2"),
    join(root, "assets/fonts/house-bold.woff2"),
  );
  writeFile(root, "assets/brand/logo.png", pixel);
  changeFile(
    root,
    "content/tracker.yaml",
    "ig-spread: Investment-grade spread",
    "ig-spread: The price of credit",
  );
  writeFile(
    root,
    "templates/partials/house-view.md.hbs",
    "{{#if (more level mean)}}Above{{else}}Below{{/if}} its mean, says the house: {{figure level}}.\n",
  );
  const section = readFileSync(join(root, "templates/sections/ig-spread.md.hbs"), "utf8");
  writeFile(
    root,
    "templates/sections/ig-spread.md.hbs",
    `${section}\n{{#with view.main}}{{> house-view level=level mean=mean}}{{/with}}\n`,
  );
  return root;
}

function replaceAll(root: string, path: string, from: string, to: string): void {
  writeFile(root, path, readFileSync(join(root, path), "utf8").replaceAll(from, to));
}

async function builtAt(root: string) {
  const pages: { readonly html: string; readonly paper: string }[] = [];
  const paper = paperWorld();
  const print: typeof paper.printer.print = async (page) => {
    pages.push(page);
    return new Uint8Array();
  };
  const world = {
    ...paper,
    charts: { warm: () => undefined, ...chartsHere() },
    printer: { ...paper.printer, print },
  };
  const job = await readJob({ root, date: DATE }, allSections, world);
  const { artifacts } = await build(
    { job, source: sampleSource("normal", root), from: "collect", only: null },
    world,
  );
  const text = (name: string) => new TextDecoder().decode(artifacts[name]);
  return { artifacts, text, pages };
}

describe("an editor who changes one file and adds another, and no code", () => {
  let built: Awaited<ReturnType<typeof builtAt>>;
  beforeAll(async () => {
    built = await builtAt(madeUpDesk());
  });
  const all = () => [
    built.text("issue.html"),
    built.pages[0]!.html,
    built.text("email.html"),
    built.text("charts/ig-spread-history.svg"),
  ];

  it("gets pages, mail and charts in the new colours and in none of the old", () => {
    for (const [from, to] of Object.entries(DAY)) {
      expect(
        all().filter((page) => page.includes(from)),
        from,
      ).toEqual([]);
      expect(built.text("issue.html"), to).toContain(to);
    }
    const chart = built.text("charts/ig-spread-history.svg");
    for (const colour of ["#101820", "#4a5568", "#c9d1dc", "#eef2f7", "#1d4f91"])
      expect(chart).toContain(`"${colour}"`);
    expect(built.text("email.html")).toMatch(/<h2 style="[^"]*color:#8c1d40/);
    expect(built.text("email.html")).not.toContain("var(--");
  });

  it("gets charts whose every colour the web page knows at night", () => {
    const [, night = ""] =
      /@media \(prefers-color-scheme:dark\)\{([\s\S]*?)\n\}/.exec(built.text("issue.html")) ?? [];
    const used = [...built.text("charts/ig-spread-history.svg").matchAll(/(fill|stroke)="(#[0-9a-f]{6})"/g)];
    expect(used.length).toBeGreaterThan(5);
    for (const [, side, colour] of used) expect(night).toContain(`svg [${side}="${colour}"]{${side}:var(--`);
  });

  it("gets its own font in pages and charts, and its own fallbacks in the mail", () => {
    expect(built.text("charts/ig-spread-history.svg")).toContain(`font-family="'House Sans', sans-serif"`);
    for (const page of [built.text("issue.html"), built.pages[0]!.html]) {
      expect(page.match(/@font-face\{font-family:"House Sans";font-weight:\d+/g)).toHaveLength(2);
      expect(page).not.toMatch(/Inter,|font-family:"Inter"|Georgia/);
    }
    expect(built.text("email.html")).toContain("font-family:Palatino,serif");
  });

  it("gets its logo in the masthead of web, print and mail, read aloud as it says", () => {
    const page =
      /<div class="masthead"><img class="logo" src="data:image\/svg\+xml;base64,[\w+/=]+" height="31" alt="The House">/;
    expect(built.text("issue.html")).toMatch(page);
    expect(built.pages[0]!.html).toMatch(page);
    expect(built.text("email.html")).toMatch(
      /<img src="assets\/brand\/logo\.png" width="31" height="31" alt="The House"/,
    );
    expect(Uint8Array.from(built.artifacts["assets/brand/logo.png"]!)).toEqual(Uint8Array.from(pixel));
  });

  it("gets its paper, margins and size of reading", () => {
    expect(built.pages.map(({ paper }) => paper)).toEqual(["letter"]);
    expect(built.pages[0]!.html).toContain("@page{margin:23mm 21.5mm 18mm}");
    expect(built.pages[0]!.html).toContain("--reading:11.25pt");
  });

  it("gets a section under its own title, in the text and in the list of contents", () => {
    expect(built.text("issue.md")).toContain("## The price of credit\n");
    expect(built.text("issue.html")).toContain('<a href="#ig-spread">The price of credit</a>');
  });

  it("gets the new partial's words, with a figure that the ledger holds", () => {
    expect(built.text("issue.md")).toMatch(/^(Above|Below) its mean, says the house: [\d.]+ bp\.$/m);
    expect(built.text("issue.html")).toMatch(
      /its mean, says the house: <data value="[\d.]+" data-figure="ig-spread\.level"/,
    );
  });
});
