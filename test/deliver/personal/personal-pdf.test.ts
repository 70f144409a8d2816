import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
import { PDFDocument, rgb } from "@cantoo/pdf-lib";
import { beforeAll, describe, expect, it } from "vitest";
import { letterPaths } from "../../../pipeline/deliver/personal/letter-paths.ts";
import { type PersonalPdf, personalPdf } from "../../../pipeline/deliver/personal/personal-pdf.ts";
import { packagedFile } from "../../../pipeline/render/fonts.ts";

const fonts = ["latin", "latin-ext", "greek", "cyrillic"].map((subset) =>
  readFileSync(packagedFile(`@fontsource/inter/files/inter-${subset}-400-normal.woff2`)!),
);
const ada = { name: "Ada Example", address: "ada@example.com" };

/** Two pages with a drawing each, as a browser lays them out: one table of cross references. */
async function printed(): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setTitle("A day");
  for (const _ of [1, 2])
    document
      .addPage([595, 842])
      .drawRectangle({ x: 100, y: 100, width: 50, height: 50, color: rgb(0, 0, 0) });
  return document.save({ useObjectStreams: false });
}

describe("a reader's own PDF", () => {
  let pdf: Uint8Array;
  let make: PersonalPdf;
  beforeAll(async () => {
    pdf = await printed();
    make = await personalPdf(pdf, fonts);
  });

  it("begins with the approved bytes, every one of them", () => {
    const own = make(ada);
    expect(Buffer.from(own.subarray(0, pdf.length)).equals(Buffer.from(pdf))).toBe(true);
    expect(own.length - pdf.length).toBeLessThan(10_000);
  });

  it("has the same pages and the same title, with the stamp among the drawings of each", async () => {
    const read = await PDFDocument.load(make(ada), { updateMetadata: false });
    expect([read.getPageCount(), read.getTitle()]).toEqual([2, "A day"]);
    const stamps = read.getPages().map(({ node }) => node.Resources()?.toString().includes("TrackerCopy"));
    expect(stamps).toEqual([true, true]);
    expect(read.getPages().map(({ node }) => node.Contents()?.toString().split(" R").length)).toEqual([4, 4]);
  });

  it("draws the name, and is the same bytes whenever it is made", () => {
    const drawn = drawingIn(make(ada), pdf.length);
    expect(drawn).toContain(letterPaths(fonts, 6.5)("Personal copy of Ada Example")!.operators);
    expect(Buffer.from(make(ada)).equals(Buffer.from(make(ada)))).toBe(true);
    expect(Buffer.from(make(ada)).equals(Buffer.from(make({ ...ada, name: "Bob" })))).toBe(false);
  });

  it.each([
    ["no name", null],
    ["a name in a script that the fonts lack", "山田太郎"],
    ["a name whose letters join", "محمد"],
    ["a name with marks upon letters that no single letter holds", "x̌y̌"],
    ["an emoji", "Ada 🎈"],
  ])("bears the address for %s", (_, name) => {
    const own = make({ name, address: ada.address });
    expect(Buffer.from(own).equals(Buffer.from(make({ name: null, address: ada.address })))).toBe(true);
  });

  it.each(["Łucja Ćwik", "Ωμέγα", "Жук", "O'Neill (Jr) \\ <b>"])("draws %s", (name) => {
    const drawn = drawingIn(make({ name, address: "x@example.com" }), pdf.length);
    expect(drawn).toContain(letterPaths(fonts, 6.5)(`Personal copy of ${name}`)!.operators);
  });

  it("makes the longest address fit the page", async () => {
    const own = make({ name: null, address: `${"w".repeat(64)}@${"w".repeat(180)}.com` });
    const [, width = ""] = /\/BBox \[0 -3 (\d+) 9\]/.exec(Buffer.from(own).toString("latin1")) ?? [];
    expect(Number(width)).toBeLessThanOrEqual(595 - 2 * 45 + 2);
  });

  it("refuses what no browser printed", async () => {
    const words = /issue\.pdf: It is no PDF as a browser prints it/;
    await expect(personalPdf(Buffer.from("<html>not found</html>"), fonts)).rejects.toThrow(words);
    await expect(personalPdf(pdf.subarray(0, pdf.length / 2), fonts)).rejects.toThrow(words);
  });
});

/** The last drawing of a PDF: the stamp. */
function drawingIn(own: Uint8Array, from: number): string {
  const added = Buffer.from(own.subarray(from));
  const text = added.toString("latin1");
  const at = text.indexOf("stream\n", text.indexOf("/FlateDecode")) + "stream\n".length;
  return inflateSync(added.subarray(at)).toString("latin1");
}
