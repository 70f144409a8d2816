import { describe, expect, it } from "vitest";
import { lettersShown } from "../../pipeline/paper/letters.ts";
import { readPdf } from "../../pipeline/paper/read-pdf.ts";
import { packedStream, smallPdf } from "../support/small-pdf.ts";

/** As Chromium writes it: A, fi as one glyph, blank, and B to D in a row. */
const glyphTable = `3 beginbfchar\n<0002> <0041>\n<007D> <00660069>\n<01CD> <0020>\nendbfchar
1 beginbfrange\n<0010> <0012> <0042>\nendbfrange\n`;

const fonts = "/Font <</F4 4 0 R\n/F5 5 0 R>>";
const lettersOf = (content: string, form = "") =>
  lettersShown(
    readPdf(
      smallPdf({
        1: "<</Type /Catalog\n/Pages 2 0 R>>",
        2: "<</Type /Pages\n/Count 1\n/Kids [3 0 R]>>",
        3: `<</Type /Page\n/Resources <</XObject <</X12 12 0 R\n/X6 6 0 R>>\n${fonts}>>\n/MediaBox [0 0 595 842]\n/Contents 11 0 R>>`,
        4: "<</Type /Font\n/Subtype /Type0\n/Encoding /Identity-H\n/DescendantFonts [7 0 R]\n/ToUnicode 50 0 R>>",
        5: "<</Type /Font\n/Subtype /Type3\n/FirstChar 1>>",
        6: packedStream(content, "/Type /XObject\n/Subtype /Image\n"),
        7: "<</Type /Font\n/Subtype /CIDFontType2\n/BaseFont /AAAAAA+Inter-Regular>>",
        11: packedStream(content),
        12: packedStream(form, "/Type /XObject\n/Subtype /Form\n"),
        47: packedStream(content, "/Length1 6256\n"),
        50: packedStream(glyphTable),
      }),
    ),
  );

describe("the letters that a PDF shows", () => {
  it("are the glyphs of its text, a ligature as its letters and a blank as none", () => {
    expect(lettersOf("BT\n/F4 10.5 Tf\n<0002007D01CD0010> Tj\n6.1 0 Td <0011> Tj\nET\n")).toBe(5);
  });

  it("are counted in simple fonts too, which take two digits a glyph", () => {
    expect(lettersOf("BT\n/F5 8 Tf\n<0102> Tj\n/F4 8 Tf\n<0002> Tj\nET\n")).toBe(3);
  });

  it("are counted in the forms that a page draws", () => {
    const text = "BT\n/F4 10.5 Tf\n<00020010> Tj\nET\n";
    expect(lettersOf(text, text)).toBe(4);
  });

  it("are none where the page is only lines and pictures", () => {
    expect(lettersOf("q\n0 0 10 10 re\nf\nQ\n")).toBe(0);
  });

  it("are none where a font has only empty boxes for them", () => {
    expect(lettersOf("BT\n/F4 10.5 Tf\n<000000000000> Tj\nET\n")).toBe(0);
  });
});
