import { describe, expect, it } from "vitest";
import { extended } from "../../pipeline/paper/increment.ts";
import { openPdf } from "../../pipeline/paper/pdf-file.ts";
import { bare, pdfWords, wordsOf } from "../../pipeline/paper/pdf-words.ts";
import { packedStream, smallPdf } from "../support/small-pdf.ts";

const pdf = smallPdf({
  1: "<</Type /Catalog\n/Pages 2 0 R>>",
  2: "<</Type /Pages\n/Kids []>>",
  4: "<</Title (It ends: endobj, 7 0 obj <</K [1 0 R]>>)>>",
  6: packedStream("q\nQ\n"),
});

describe("a PDF file", () => {
  it("gives each object by its number, whatever words stand in it", () => {
    const file = openPdf(pdf);
    expect(file.object(2)).toBe("<</Type /Pages\n/Kids []>>");
    expect(file.object(4)).toBe("<</Title (It ends: endobj, 7 0 obj <</K [1 0 R]>>)>>");
    expect([file.object(3), file.object(7), file.stream(4).length]).toEqual(["", "", 0]);
    expect(file.stream(6).toString()).toBe("q\nQ\n");
    expect(file.size).toBe(7);
  });

  it("keeps its bytes when it is extended, and the newest of an object counts", () => {
    const once = extended(
      openPdf(pdf),
      new Map([
        [2, "<</Kids [9 0 R]>>"],
        [8, "new"],
        [9, "newer"],
      ]),
    );
    const twice = extended(openPdf(once), new Map([[2, "<</Kids [8 0 R]>>"]]));
    expect(Buffer.from(twice.subarray(0, pdf.length)).equals(pdf)).toBe(true);
    const file = openPdf(twice);
    expect([file.object(2), file.object(8), file.object(9)]).toEqual(["<</Kids [8 0 R]>>", "new", "newer"]);
    expect([file.object(1), file.size]).toEqual(["<</Type /Catalog\n/Pages 2 0 R>>", 10]);
  });

  it("is refused where it has no table of cross references", () => {
    for (const text of ["", "%PDF-1.7", "%PDF-1.7\nstartxref\n3\n%%EOF\n"])
      expect(() => openPdf(Buffer.from(text))).toThrow(RangeError);
  });
});

describe("words in a PDF", () => {
  it("are read as they were written, in any script", () => {
    for (const text of ["S&P 500 (up) \\ down", "the day’s − 10 %", "利率 ↑ 𝄞", ""])
      expect(wordsOf(`<</Title ${pdfWords(text)}>>`, "Title")).toBe(text);
    expect(wordsOf("<</Title (a\\051b\\n)>>", "Title")).toBe("a)b\n");
    expect(wordsOf("<</Lang (en)>>", "Title")).toBeNull();
  });

  it("are no entries of their own", () => {
    expect(bare("<</Alt (see /K [1 0 R] \\) /S /H1)\n/S /Figure>>")).toBe("<</Alt ()\n/S /Figure>>");
  });
});
