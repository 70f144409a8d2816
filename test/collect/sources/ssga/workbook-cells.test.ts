import { describe, expect, it } from "vitest";
import { Unreadable } from "../../../../pipeline/collect/read/refusal.ts";
import { workbookCells } from "../../../../pipeline/collect/sources/ssga/workbook-cells.ts";
import { bareWorkbook, workbook } from "./workbooks.ts";

const cells = (bytes: Uint8Array) => workbookCells(bytes).map(({ number, cells: row }) => [number, ...row]);
const fault = (bytes: Uint8Array) => {
  try {
    return cells(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(Unreadable);
    return (error as Error).message;
  }
};

describe("the cells of a workbook", () => {
  it("are those that a spreadsheet program wrote: texts, numbers, gaps", async () => {
    const bytes = await workbook([["Fund & Co <1>", null, "x"], [], [8.08, 1e-7]]);
    expect(cells(bytes)).toEqual([
      [1, [0, "Fund & Co <1>"], [2, "x"]],
      [3, [0, "8.08"], [1, "1e-7"]],
    ]);
  });

  it("are found by their addresses, and go on where an address is left out", () => {
    const row =
      '<row r="2"><c r="C2"><v>1</v></c><c><v>2</v></c><c r="AA2" t="str"><f>A1</f><v> y </v></c></row>';
    expect(cells(bareWorkbook(`${row}<row><c t="inlineStr"><is><t>z</t></is></c></row>`))).toEqual([
      [2, [2, "1"], [3, "2"], [26, "y"]],
      [3, [0, "z"]],
    ]);
  });

  it("take shared texts together from their runs, without how to speak them, also with prefixed tags", () => {
    const strings =
      "<x:sst><x:si><x:r><x:t>NV</x:t></x:r><x:r><x:t>DA</x:t></x:r><x:rPh><x:t>en</x:t></x:rPh></x:si></x:sst>";
    const sheet = '<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c></x:row>';
    expect(cells(bareWorkbook(sheet, { more: { "xl/sharedStrings.xml": strings } }))).toEqual([
      [1, [0, "NVDA"]],
    ]);
  });

  it("stay unread where the sheet is not what it should be", () => {
    expect(fault(bareWorkbook('<row r="1"><c t="s"><v>7</v></c></row>'))).toContain(
      "names a text that is not there",
    );
    expect(fault(bareWorkbook('<row r="1"><c r="7A"><v>7</v></c></row>'))).toContain(
      "an address that is none",
    );
    expect(fault(bareWorkbook('<row r="2"><c><v>7</v></c></row><row r="1"></row>'))).toContain(
      "not in order",
    );
    expect(fault(bareWorkbook('<row r="1048576"><c><v>7</v></c></row>'))).toContain("more than 20000");
    expect(fault(bareWorkbook("", { more: { "xl/workbook.xml": "<workbook/>" } }))).toContain(
      "holds no sheet",
    );
    const elsewhere =
      '<Relationships><Relationship Id="rId1" Type="worksheet" Target="/etc/passwd"/></Relationships>';
    expect(fault(bareWorkbook("", { more: { "xl/_rels/workbook.xml.rels": elsewhere } }))).toContain(
      "no sheet",
    );
  });

  it("keep the entities that a document defines for itself unread, and are not looked for at any depth", () => {
    const bomb = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">]><row r="1"><c t="str"><v>&a;</v></c></row>';
    expect(JSON.stringify(fault(bareWorkbook(bomb)))).not.toContain("aaaa");
    expect(fault(bareWorkbook("<a>".repeat(2_000_000)))).toContain("more than 100 tags within each other");
  });
});
