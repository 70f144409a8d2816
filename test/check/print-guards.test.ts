import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { printGuards } from "../../pipeline/check/print-guards.ts";
import { openPrinter } from "../../pipeline/world/browser/printer.ts";
import { printingMachine } from "../support/browsers.ts";
import { checkedOf } from "../support/checked.ts";
import { pageOf } from "../support/pages.ts";

const printer = openPrinter({ machine: printingMachine });
afterAll(() => printer.close());

const css = `body{margin:0}:root{--sans:Inter}p{margin:0 0 8pt}section+section{break-before:page}.to-page{display:block}
@page{size:A4;margin:20mm 16mm;@top-left{content:"Publication";font:400 8pt Inter;border-top:1pt solid;width:100%}
@bottom-left{content:"Foot";font:400 8pt Inter;border-top:1pt solid;width:100%}}`;
const words = "<p>Words that fill a line or two of the page, so that it is not nearly empty.</p>".repeat(18);
const table = "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>";
const chart = '<svg role="img" aria-label="A line" width="100" height="20"><text x="1" y="15">x</text></svg>';
const section = (id: string, inner: string) => `<section id="${id}"><h2>Part ${id}</h2>${inner}</section>`;
const goodBody = `<h1>Title 1234567890</h1><a class="to-page" href="#b">Part b</a>${["a", "b", "c", "d"]
  .map((id) => section(id, words + table + chart))
  .join("")}`;

const print = (body: string, ownCss = "") =>
  printer.print({
    html: pageOf(body, { title: "A day", css: css + ownCss }),
    paper: "a4",
    created: "2025-11-05T21:30:00Z",
  });
let good: Uint8Array;
beforeAll(async () => {
  good = await print(goodBody);
}, 30_000);

const findingsOn = (pdf: Uint8Array, name = "issue.pdf") =>
  printGuards({ ...checkedOf(), artifacts: { [name]: pdf } }).map(
    ({ verdict, place, message }) => `${verdict} ${place}: ${message}`,
  );
const edited = (from: string | RegExp, to: string) => {
  const text = Buffer.from(good).toString("latin1");
  const changed = text.replace(from, (old) => to.padEnd(old.length).slice(0, old.length));
  expect(changed).not.toBe(text);
  return Buffer.from(changed, "latin1");
};

describe("a print", () => {
  it("passes where everything is in order, on either paper", () => {
    for (const name of ["issue.pdf", "issue-letter.pdf"])
      expect(findingsOn(good, name)).toEqual([
        `passed ${name}: Fonts, margins, headings, tables and figures are in order on 4 pages.`,
      ]);
  });

  it("was not looked at where none was made", () => {
    expect(printGuards(checkedOf({ artifacts: { "issue.html": "<p>" } }))).toMatchObject([
      { verdict: "not evaluated" },
    ]);
  });

  it("is refused where it cannot be read", () => {
    for (const bytes of ["", "%PDF-1.7", Buffer.from(good.subarray(0, 5000)).toString("latin1")])
      expect(findingsOn(Buffer.from(bytes, "latin1"))[0]).toMatch(
        /^refused issue.pdf: The PDF cannot be read/,
      );
  });

  it("is refused with a font that is not inside", () => {
    expect(findingsOn(edited(/\/FontFile2 \d+ 0 R/, ""))).toEqual([
      "refused issue.pdf: The font Inter-Regular is not embedded.",
    ]);
  });

  it.each([
    ["title", /\/Title \(A day\)/, "It has no title."],
    ["language", /\/Lang \(en\)/, "It names no language."],
    ["mark", /\/Marked true/, "It has no structure: readers aloud cannot tell headings, tables and figures."],
    ["wish", /\/DisplayDocTitle true/, "It does not ask readers to show its title."],
    ["outline", /\/Outlines \d+ 0 R(?=[^%]*\/Metadata)/, "It has no outline."],
  ])("is refused without its %s", (_, entry, message) => {
    const all = new RegExp(entry.source, "g");
    const text = Buffer.from(good).toString("latin1");
    const bytes = Buffer.from(
      text.replace(all, (old) => " ".repeat(old.length)),
      "latin1",
    );
    expect(findingsOn(bytes)).toContain(`refused issue.pdf: ${message}`);
  });

  it("is noted with fewer or more pages than usual, and refused when they run away", async () => {
    expect(findingsOn(await print(`<h1>T</h1>${section("a", words)}`))[0]).toBe(
      "noted issue.pdf: It has 1 pages; 4 to 16 are usual.",
    );
    const many = (count: number) => `<h1>T</h1>${section("a", words).repeat(count)}`;
    expect(findingsOn(await print(many(17)))[0]).toMatch(/^noted issue.pdf: It has 17 pages/);
    expect(findingsOn(await print(many(41)))[0]).toBe("refused issue.pdf: It has 41 pages; 40 at most.");
  });

  it("is refused where text leaves the margins, and where the browser shrank it", async () => {
    const beside = (left: number) =>
      goodBody.replace("</h1>", `</h1><p style="position:relative;left:${left}pt">Words</p>`);
    expect(findingsOn(await print(beside(-10)))).toEqual([
      'refused issue.pdf, page 1: Text leaves the margins by 10 points, and is cut there: "Words".',
    ]);
    expect(findingsOn(await print(beside(-1)))).toHaveLength(1);
    const low = '<p style="position:absolute;top:240mm;transform:translateY(14mm)">Low</p></section>';
    expect(findingsOn(await print(goodBody.replace("</section>", low))).join("\n")).toContain(
      'and is cut there: "Low"',
    );
    const wide = `</h1><p style="white-space:nowrap">${"Far too long ".repeat(13)}</p>`;
    expect(findingsOn(await print(goodBody.replace("</h1>", wide))).join("\n")).toMatch(
      /The browser shrank everything to \d\d% of its size/,
    );
  });

  it("is refused with a nearly empty page, noted with a half empty one; the last may end early, not after a line", async () => {
    const short = "<p>Words</p>";
    const parts = (...inner: string[]) =>
      `<h1>T</h1>${inner.map((one, at) => section(`s${at}`, one)).join("")}`;
    const half = words.slice(0, Math.floor(words.length / 3));
    expect(findingsOn(await print(parts(words, short, words, words)))[0]).toMatch(
      /^refused issue.pdf, page 2: The page is filled to 1?\d% of its height/,
    );
    expect(findingsOn(await print(parts(words, half, words, words)))[0]).toMatch(
      /^noted issue.pdf, page 2: The page is filled to [234]\d% of its height/,
    );
    expect(findingsOn(await print(parts(words, words, words, half)))).toHaveLength(1);
    const line = '<p style="break-before:page">A line</p>';
    expect(findingsOn(await print(parts(words, words, words, words) + line))[0]).toMatch(
      /^noted issue.pdf, page 5/,
    );
  });

  it("is refused where headings skip a level or there is no first one", async () => {
    expect(findingsOn(await print(goodBody.replace(/h2>/, "h4>").replace("</h2>", "</h4>")))).toEqual([
      'refused issue.pdf: The heading "Part a" of level 4 comes without one of level 3 above it.',
    ]);
    expect(findingsOn(await print(goodBody.replace(/<h1>.*?<.h1>/, "")))).toEqual([
      "refused issue.pdf: It has 0 headings of the first level; one is wanted.",
      'refused issue.pdf: The heading "Part a" of level 2 comes without one of level 1 above it.',
    ]);
  });

  it("is refused with a figure without words and with a table without heads", async () => {
    const silent =
      '<img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==" width="50" height="20">';
    expect(findingsOn(await print(goodBody.replace(chart, silent)))).toEqual([
      "refused issue.pdf, page 1: A figure has no words in its place.",
    ]);
    const cells =
      "<table><caption>Of cells</caption><tbody><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody></table>";
    expect(findingsOn(await print(goodBody.replace(table, cells))).join("\n")).toContain(
      "refused issue.pdf, page 1: A table has no header cells.",
    );
  });

  it("is refused where its contents name another page than the one they lead to", () => {
    expect(findingsOn(edited("(Part b, page 2)", "(Part b, page 3)"))).toEqual([
      'refused issue.pdf: The contents say page 3 of "Part b", which is on 2.',
    ]);
  });
});
