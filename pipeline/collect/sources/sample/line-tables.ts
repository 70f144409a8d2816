import { isDate } from "../../../finance/dates.ts";
import {
  type SampleAsset,
  type SampleKind,
  type SampleMacro,
  type SampleTable,
  sampleCycles,
  sampleFrequencies,
} from "../../../model/sample.ts";
import type { IsoDate } from "../../../model/unit.ts";
import { readColumns } from "../../read/columns.ts";
import { fault, type Refuse, type Row, readRows, type Table } from "./tables.ts";

/** What an absolute row can stand on besides the rows above it. */
export const bases = ["UST.2Y", "UST.10Y", "US.ICE.IG.OAS", "US.EFFR", "expected"] as const;
export type Base = (typeof bases)[number];

const KINDS: readonly SampleKind[] = ["relative", "absolute"];

/** content/sample/assets.csv: daily series. */
export function readAssets(table: Table, refuse: Refuse): SampleTable<SampleAsset> {
  const numeric = [
    "times",
    "slope",
    "index",
    "yield",
    "volatility",
    "sd",
    "keep",
    "places",
    "weight",
  ] as const;
  const { dates, rows } = readLines(table, { numeric, worded: ["id", "kind", "over"] }, refuse);
  rows.forEach(({ line, words, numbers }, row) => {
    const known = ["", ...bases, ...rows.slice(0, row).map((one) => one.words.id)];
    const refused = (column: string, found: string) =>
      refuse([fault(`${table.place}:${line} [${column}]`, found)]);
    if (!known.includes(words.over))
      refused("over", `Nothing above is called ${JSON.stringify(words.over)}.`);
    if (words.kind === "relative" && words.over !== "")
      refused("over", "Only an absolute row stands on another.");
    if (Math.abs(numbers.keep) >= 1) refused("keep", "A number below 1 is expected.");
  });
  return {
    dates,
    rows: rows.map(({ words, numbers, landmarks }) => {
      return { ...numbers, id: words.id, over: words.over, kind: words.kind as SampleKind, landmarks };
    }),
  };
}

/** content/sample/macro.csv: series that are not published daily. */
export function readMacro(table: Table, refuse: Refuse): SampleTable<SampleMacro> {
  const worded = ["id", "kind", "every", "cycle"] as const;
  const { dates, rows } = readLines(table, { numeric: ["share", "sd", "places"], worded }, refuse);
  refuseOthers(table.place, rows, { every: sampleFrequencies, cycle: sampleCycles }, refuse);
  return {
    dates,
    rows: rows.map(({ words, numbers, landmarks }) => {
      return { ...words, ...numbers, landmarks } as SampleMacro;
    }),
  };
}

/** A row with its landmarks. */
type Line<N extends string, W extends string> = Row<N, W> & { readonly landmarks: readonly number[] };

/** Rows of any such table: their columns, and one of landmarks for each date of the header. */
function readLines<const N extends string, const W extends string>(
  table: Table,
  { numeric, worded }: { readonly numeric: readonly N[]; readonly worded: readonly (W | "id" | "kind")[] },
  refuse: Refuse,
): { readonly dates: readonly IsoDate[]; readonly rows: readonly Line<N, W | "id" | "kind">[] } {
  const dates = readColumns(table.bytes, table.place).names.filter(isDate);
  const isRising = dates.every((date, index) => index === 0 || date > dates[index - 1]!);
  if (dates.length < 2 || !isRising)
    refuse([fault(table.place, "Columns of at least two dates, oldest first, are expected.")]);
  const read = readRows<N | IsoDate, W | "id" | "kind">(table, [...numeric, ...dates], worded, refuse);
  refuseOthers(table.place, read, { kind: KINDS }, refuse);
  const ids = new Set<string>();
  for (const { line, words } of read) {
    if (ids.has(words.id)) refuse([fault(`${table.place}:${line} [id]`, `${words.id} is there twice.`)]);
    ids.add(words.id);
  }
  return {
    dates,
    rows: read.map(({ line, words, numbers }) => ({
      line,
      words,
      numbers: Object.fromEntries(numeric.map((name) => [name, numbers[name]])) as Record<N, number>,
      landmarks: dates.map((date) => numbers[date]!),
    })),
  };
}

/** Refuses words that are none of those that a column knows. */
function refuseOthers(
  place: string,
  rows: readonly { readonly line: number; readonly words: Readonly<Record<string, string>> }[],
  known: Readonly<Record<string, readonly string[]>>,
  refuse: Refuse,
): void {
  for (const { line, words } of rows) {
    for (const [column, choices] of Object.entries(known)) {
      const word = words[column] ?? "";
      if (choices.includes(word)) continue;
      const message = `One of ${choices.join(", ")} is expected, found ${JSON.stringify(word.slice(0, 40))}.`;
      refuse([fault(`${place}:${line} [${column}]`, message)]);
    }
  }
}
