import { describe, expect, it } from "vitest";
import { stampPdf } from "../../../pipeline/world/browser/pdf-stamp.ts";

/** The parts of a PDF by Chromium 153 that differ from print to print: `first` and `second` number its header cells. */
const printed = (clock: string, first: string, second: string) => {
  const names = [
    { id: first, object: 29 },
    { id: second, object: 31 },
  ].sort((a, b) => (a.id < b.id ? -1 : 1));
  const [low, high] = names;
  return Buffer.from(
    `%PDF-1.4
1 0 obj
<</Title (A \xe9)
/Producer (Skia/PDF m153)
/CreationDate (D:${clock}+00'00')
/ModDate (D:${clock}+00'00')>>
endobj
29 0 obj
<</S /TH
/ID (node${first})>>
endobj
31 0 obj
<</S /TH
/ID (node${second})>>
endobj
34 0 obj
<</S /TD
/A [<</O /Table
/Headers [(node${second}) (node${first})]>>]>>
endobj
41 0 obj
<</Limits [(node${low?.id}) (node${high?.id})]
/Names [(node${low?.id}) ${low?.object} 0 R (node${high?.id}) ${high?.object} 0 R]>>
endobj
`,
    "latin1",
  );
};
const created = "2025-11-05T21:30:00Z";
const textOf = (pdf: Uint8Array) => Buffer.from(pdf).toString("latin1");

describe("a stamped PDF", () => {
  it("bears the moment of the issue, not of the print", () => {
    const text = textOf(stampPdf(printed("20261122021037", "00000020", "00000005"), created));
    expect(text).toContain("/CreationDate (D:20251105213000+00'00')\n/ModDate (D:20251105213000+00'00')>>");
    expect(text).not.toContain("20261122");
  });

  it("takes an instant to the minute or to the millisecond too", () => {
    const pdf = printed("20261122021037", "00000020", "00000005");
    expect(textOf(stampPdf(pdf, "2025-11-05T21:30Z"))).toContain("(D:20251105213000+00'00')");
    expect(textOf(stampPdf(pdf, "2025-11-05T21:30:07.123Z"))).toContain("(D:20251105213007+00'00')");
  });

  it("is the same whenever and in whatever page of the browser it was printed", () => {
    const one = stampPdf(printed("20261122021037", "00000020", "00000005"), created);
    const other = stampPdf(printed("20261122021038", "00000055", "00000056"), created);
    expect(textOf(one)).toBe(textOf(other));
  });

  it("keeps every cell with its header, and the names in order", () => {
    const text = textOf(stampPdf(printed("20261122021037", "00000020", "00000005"), created));
    expect(text).toContain("/Headers [(node00000002) (node00000001)]");
    expect(text).toContain(
      "/Limits [(node00000001) (node00000002)]\n/Names [(node00000001) 29 0 R (node00000002) 31 0 R]",
    );
  });

  it("has figures that only hold others as divisions, and leaves those that have words or drawings of their own", () => {
    const figures = [
      "<</S /Figure\n/P 3 0 R\n/K [5 0 R 6 0 R]>>",
      "<</S /Figure\n/P 3 0 R\n/K 5 0 R>>",
      "<</S /Figure\n/Alt (words)\n/P 3 0 R\n/K [5 0 R]>>",
      "<</S /Figure\n/P 3 0 R\n/Pg 2 0 R\n/K 5>>",
    ];
    const stamped = textOf(stampPdf(Buffer.from(figures.join("\n")), created)).split("\n<<");
    expect(stamped.map((one) => /\/S (.{7})/.exec(one)?.[1])).toEqual([
      "/Div   ",
      "/Div   ",
      "/Figure",
      "/Figure",
    ]);
  });

  it("moves no byte, and leaves what it was given alone", () => {
    const pdf = printed("20261122021037", "00000020", "00000005");
    const before = textOf(pdf);
    expect(stampPdf(pdf, created).length).toBe(pdf.length);
    expect(textOf(pdf)).toBe(before);
    expect(textOf(stampPdf(pdf, created))).toContain("(A \xe9)");
  });
});
