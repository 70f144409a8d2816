import { readFileSync } from "node:fs";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { personalPdf } from "../../pipeline/deliver/personal/personal-pdf.ts";
import { pdfFacts } from "../../pipeline/paper/facts.ts";
import { readLinks } from "../../pipeline/paper/links.ts";
import { readOutline } from "../../pipeline/paper/outline.ts";
import { readPdf } from "../../pipeline/paper/read-pdf.ts";
import { packagedFile } from "../../pipeline/render/fonts.ts";
import { openPrinter } from "../../pipeline/world/browser/printer.ts";
import { printingMachine } from "../support/browsers.ts";
import { pageOf } from "../support/pages.ts";
import { readPdf as readByOthers } from "../support/read-pdf.ts";

const inter = readFileSync(packagedFile("@fontsource/inter/files/inter-latin-400-normal.woff2")!);
const printer = openPrinter({ machine: printingMachine });
afterAll(() => printer.close());

const css = `body{margin:0}:root{--sans:Inter,sans-serif;--grey:#5c6068}
@page{size:A4;margin:30mm 16mm;@top-left{content:"The publication";font:400 8.5pt Inter;border-top:1pt solid;width:50%}
@top-right{content:"";border-top:1pt solid;width:50%}@bottom-left{content:"A day · foot";font:400 7pt Inter;border-top:1pt solid;width:100%}}
.to-page{display:block;font:400 8.5pt Inter}.new{break-before:page}h3{width:40mm}`;
const contents = ["one", "two", "three"]
  .map((id) => `<a class="to-page" href="#${id}">Part ${id}</a>`)
  .join("");
const body = `<h1>The title</h1><p>See <a href="#two">the second</a> and <a href="https://example.org/a(b)">a page</a>.</p>
<nav>${contents}</nav><section id="one"><h2>Part one</h2><p>Words 1234567890</p><p class="new">More of one</p></section>
<section id="two"><h2>Part two</h2><h3>A finding so long that it takes several lines, in the day’s paper</h3>
<figure><table><caption>C</caption><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table></figure></section>
<section id="three" class="new"><h2>Part three</h2><p>End</p></section><p class="new">Imprint</p>`;

const print = (html: string) => printer.print({ html, paper: "a4", created: "2025-11-05T21:30:00Z" });
let bytes: Uint8Array;
beforeAll(async () => {
  bytes = await print(pageOf(body, { title: "A – title", css }));
}, 30_000);

/** Each word that a page shows with its place, as another reader finds them. */
async function placesOn(page: number) {
  const loading = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  const { items } = await (await (await loading.promise).getPage(page)).getTextContent();
  await loading.destroy();
  return (items as { str: string; transform: number[]; width: number }[])
    .filter(({ str }) => str.trim() !== "")
    .map(({ str, transform, width }) => ({ str, y: transform[5]!, right: transform[4]! + width }));
}

describe("a finished print", () => {
  it("numbers each entry of its contents at the right end of its line, on its base line", async () => {
    const places = await placesOn(1);
    const right = 594.96 - 45.36;
    for (const [name, number] of [
      ["Part one", "1"],
      ["Part two", "2"],
      ["Part three", "3"],
    ] as const) {
      const entry = places.find(({ str, right: end }) => str.startsWith(name) && end < 200)!;
      const found = places.filter(({ str, y }) => str === number && Math.abs(y - entry.y) < 0.1);
      expect(found, name).toHaveLength(1);
      expect(Math.abs(found[0]!.right - right), name).toBeLessThan(1);
    }
  });

  it("says of each link where it leads; the one in the text is no entry", () => {
    const read = readPdf(bytes);
    const said = readLinks(read.file, read.catalogue).map(({ target, contents: words }) => [target, words]);
    expect(said).toEqual([
      ["#two", "the second"],
      ["https://example.org/a(b)", "a page"],
      ["#one", "Part one, page 1"],
      ["#two", "Part two, page 2"],
      ["#three", "Part three, page 3"],
    ]);
    expect(pdfFacts(read).contents.map(({ said: one, leads }) => [one, leads])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
  });

  it("names the sections of each page but the first at its upper right, those that go on first", async () => {
    const heads = await Promise.all(
      [1, 2, 3, 4].map(async (page) => {
        const places = await placesOn(page);
        const left = places.find(({ str }) => str === "The publication");
        const line = places.filter(({ str, y }) => left && str !== left.str && Math.abs(y - left.y) < 0.1);
        for (const { right } of line) expect(Math.abs(right - (594.96 - 45.36))).toBeLessThan(1);
        return line.map(({ str }) => str).join("");
      }),
    );
    expect(heads).toEqual(["", "Part one · Part two", "Part three", ""]);
  });

  it("keeps what it draws out of what is read aloud", () => {
    const { reading, headings } = pdfFacts(readPdf(bytes));
    expect(reading()).not.toContain("The publication");
    expect(reading()).toContain("Part one Part two Part three Part one Words");
    expect(headings.map(({ level }) => level)).toEqual([1, 2, 2, 3, 2]);
  });

  it("has its headings whole in the outline", () => {
    const read = readPdf(bytes);
    const titles = readOutline(read.file, read.catalogue.dictionary).map(({ title }) => title);
    expect(titles).toContain("A finding so long that it takes several lines, in the day’s paper");
  });

  it("tells title, author and language where programs look, and shows its title", async () => {
    const loading = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
    const document = await loading.promise;
    const { info, metadata } = await document.getMetadata();
    expect(info).toMatchObject({ Title: "A – title", Author: "The publication", Language: "en" });
    const told = metadata as unknown as { get(name: string): unknown };
    expect(told.get("dc:title")).toBe("A – title");
    expect(told.get("dc:creator")).toEqual(["The publication"]);
    expect(String(told.get("xmp:createdate"))).toBe("2025-11-05T21:30:00Z");
    await loading.destroy();
    expect(pdfFacts(readPdf(bytes))).toMatchObject({ titleShown: true, language: "en", tagged: true });
  });

  it("has no figure without words: one that holds a table is a division", () => {
    const facts = pdfFacts(readPdf(bytes));
    expect([facts.figures.length, facts.tables.length]).toEqual([0, 1]);
  });

  it("is the same bytes each time, and a personal copy goes on behind them", async () => {
    expect(Buffer.compare(await print(pageOf(body, { title: "A – title", css })), bytes)).toBe(0);
    const own = (await personalPdf(bytes, [inter]))({ name: "Ada", address: "ada@example.com" });
    expect(Buffer.from(own.subarray(0, bytes.length)).equals(bytes)).toBe(true);
    const before = await readByOthers(bytes);
    expect((await readByOthers(own)).pages).toEqual(before.pages);
    expect(before.pages[1]).toContain("Part one · Part two");
  });

  it("is left as it is where a page has no contents, head or headings", async () => {
    const plain = await print(pageOf("<p>Words</p>"));
    expect((await readByOthers(plain)).pages[0]).toBe("Words");
  });
});
