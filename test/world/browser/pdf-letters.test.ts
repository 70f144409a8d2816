import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { lettersShown } from "../../../pipeline/world/browser/pdf-letters.ts";

const stream = (object: number, content: string, head = "") => {
  const packed = deflateSync(Buffer.from(content, "latin1"));
  const dictionary = `${object} 0 obj\n<<${head}/Filter /FlateDecode\n/Length ${packed.length}>> stream\n`;
  return Buffer.concat([Buffer.from(dictionary), packed, Buffer.from("\nendstream\nendobj\n")]);
};

/** As Chromium writes it: A, fi as one glyph, blank, and B to D in a row. */
const glyphTable = `2 beginbfchar\n<0002> <0041>\n<007D> <00660069>\n<01CD> <0020>\nendbfchar
1 beginbfrange\n<0010> <0012> <0042>\nendbfrange\n`;

const pdfShowing = (content: string) =>
  Buffer.concat([
    Buffer.from("%PDF-1.4\n"),
    stream(11, content),
    stream(47, content, "/Length1 6256\n"),
    stream(6, content, "/Type /XObject\n/Subtype /Image\n"),
    stream(50, glyphTable),
    Buffer.from(
      "4 0 obj\n<</Type /Font\n/Subtype /Type0\n/Encoding /Identity-H\n/ToUnicode 50 0 R>>\nendobj\n",
    ),
    Buffer.from("5 0 obj\n<</Type /Font\n/Subtype /Type3\n/FirstChar 1>>\nendobj\n"),
  ]);

describe("the letters that a PDF shows", () => {
  it("are the glyphs of its text, a ligature as its letters and a blank as none", () => {
    expect(lettersShown(pdfShowing("BT\n/F4 10.5 Tf\n<0002007D01CD0010> Tj\n6.1 0 Td <0011> Tj\nET\n"))).toBe(
      5,
    );
  });

  it("are counted in simple fonts too, which take two digits a glyph", () => {
    expect(lettersShown(pdfShowing("BT\n/F5 8 Tf\n<0102> Tj\n/F4 8 Tf\n<0002> Tj\nET\n"))).toBe(3);
  });

  it("are none where the page is only lines and pictures", () => {
    expect(lettersShown(pdfShowing("q\n0 0 10 10 re\nf\nQ\n"))).toBe(0);
  });

  it("are none where a font has only empty boxes for them", () => {
    expect(lettersShown(pdfShowing("BT\n/F4 10.5 Tf\n<000000000000> Tj\nET\n"))).toBe(0);
  });
});
