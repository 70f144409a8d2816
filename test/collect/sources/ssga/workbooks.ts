import { zipSync } from "fflate";
import writeXlsxFile from "write-excel-file/node";

export type Cell = string | number | null;

/** A workbook as a spreadsheet program writes it: packed, texts shared. */
export async function workbook(rows: readonly (readonly Cell[])[]): Promise<Uint8Array> {
  const buffer = await writeXlsxFile(rows.map((row) => [...row])).toBuffer();
  return new Uint8Array(buffer);
}

/** A workbook by hand around the XML of one sheet. */
export function bareWorkbook(
  sheetData: string,
  { level = 0 as const, more = {} }: { level?: 0 | 9; more?: Readonly<Record<string, string>> } = {},
): Uint8Array {
  const parts: Readonly<Record<string, string>> = {
    "xl/workbook.xml":
      '<workbook><sheets><sheet name="holdings" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels":
      '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${sheetData}</sheetData></worksheet>`,
    ...more,
  };
  const bytes = Object.entries(parts).map(([name, text]) => [name, new TextEncoder().encode(text)] as const);
  return zipSync(Object.fromEntries(bytes), { level });
}

/** Rows as inline strings and numbers; an empty row is not written, its number is. */
export function sheetData(rows: readonly (readonly Cell[])[]): string {
  return rows
    .map((row, index) => {
      const cells = row.map((cell) =>
        typeof cell === "number"
          ? `<c><v>${cell}</v></c>`
          : `<c t="inlineStr"><is><t>${cell ?? ""}</t></is></c>`,
      );
      return row.length === 0 ? "" : `<row r="${index + 1}">${cells.join("")}</row>`;
    })
    .join("");
}
