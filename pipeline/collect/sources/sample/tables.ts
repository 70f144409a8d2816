import type { FaultDetail } from "../../../errors.ts";
import { isDate } from "../../../finance/dates.ts";
import type { SampleLevels, SampleSector } from "../../../model/sample.ts";
import { readColumns } from "../../read/columns.ts";

export type Refuse = (faults: readonly FaultDetail[]) => void;

/** A CSV file of content/sample/, as it was read. */
export interface Table {
  readonly bytes: Uint8Array;
  readonly place: string;
}

const SECTORS = 11;

/** content/sample/levels.csv: dated rows in order. Tables and not YAML: they are read on every start, and YAML costs 20 ms. */
export function readLevels(table: Table, refuse: Refuse): readonly SampleLevels[] {
  const rows = readRows(
    table,
    ["index", "volatility", "wantedRate", "longYield", "spread"],
    ["date"],
    refuse,
  );
  const { place } = table;
  rows.forEach(({ line, words }, index) => {
    const before = rows[index - 1]?.words.date ?? "";
    if (!isDate(words.date)) refuse([fault(`${place}:${line} [date]`, "A date is not a calendar date.")]);
    else if (words.date <= before)
      refuse([fault(`${place}:${line} [date]`, `${words.date} does not follow ${before}.`)]);
  });
  if (rows.length < 2) refuse([fault(place, "At least two rows are expected.")]);
  return rows.map(({ numbers, words }) => ({ ...numbers, ...words }));
}

/** content/sample/sectors.csv: one row a sector. */
export function readSectors(table: Table, refuse: Refuse): readonly SampleSector[] {
  const names = ["firstWeight", "lastWeight", "beta", "perYieldBp", "scatter"] as const;
  const rows = readRows(table, names, ["code", "name"], refuse);
  if (rows.length !== SECTORS)
    refuse([fault(table.place, `${SECTORS} sectors are expected, found ${rows.length}.`)]);
  return rows.map(({ numbers, words }) => ({ ...numbers, ...words }));
}

export interface Row<N extends string, W extends string> {
  readonly line: number;
  readonly numbers: Readonly<Record<N, number>>;
  readonly words: Readonly<Record<W, string>>;
}

/** The rows of a table with these columns; a cell that is no number is a fault. */
export function readRows<const N extends string, const W extends string>(
  { bytes, place }: Table,
  numeric: readonly N[],
  worded: readonly W[],
  refuse: Refuse,
): Row<N, W>[] {
  const columns = readColumns(bytes, place);
  const at = new Map<string, number>([...numeric, ...worded].map((name) => [name, columns.column(name)]));
  return columns.rows.map(({ line, cells }) => {
    const cell = (name: string) => (cells[at.get(name)!] ?? "").trim();
    const number = (name: N) => {
      const value = cell(name) === "" ? Number.NaN : Number(cell(name));
      if (!Number.isFinite(value)) {
        const found = JSON.stringify(cell(name).slice(0, 40));
        refuse([fault(`${place}:${line} [${name}]`, `A number is expected, found ${found}.`)]);
      }
      return value;
    };
    const numbers = Object.fromEntries(numeric.map((name) => [name, number(name)])) as Record<N, number>;
    const words = Object.fromEntries(worded.map((name) => [name, cell(name)])) as Record<W, string>;
    return { line, numbers, words };
  });
}

/** A row of content/sample/ that cannot be. */
export function fault(place: string, message: string): FaultDetail {
  return { code: "config-invalid", place, message, remedy: "Correct the row." };
}
