import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { addMonths } from "../../pipeline/finance/dates.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** The day for which the made-up data hold an issue. */
export const dataDay = "2025-11-05";
const DAYS = ["2025-10-30", "2025-10-31", "2025-11-03", "2025-11-04", dataDay];

/** Names and weights (fractions of the index) that sum to 1. */
const SECTORS: Readonly<Record<string, number>> = {
  Energy: 0.03,
  Materials: 0.02,
  Industrials: 0.08,
  "Consumer Discretionary": 0.1,
  "Consumer Staples": 0.05,
  "Health Care": 0.09,
  Financials: 0.13,
  "Information Technology": 0.35,
  "Communication Services": 0.1,
  Utilities: 0.03,
  "Real Estate": 0.02,
};

/** Values on `DAYS`, in the unit of the file that content/sources.yaml names. */
const SERIES: Readonly<Record<string, readonly number[]>> = {
  "market/GSPC.csv": [6822.34, 6840.2, 6851.97, 6771.55, 6796.29],
  "fred/DGS2.csv": [3.61, 3.6, 3.6, 3.58, 3.63],
  "fred/DGS10.csv": [4.11, 4.11, 4.13, 4.1, 4.17],
  "fred/VIXCLS.csv": [16.91, 17.44, 17.17, 19, 18.01],
  "fred/BAMLC0A0CM.csv": [0.79, 0.8, 0.8, 0.83, 0.81],
  "fred/EFFR.csv": [3.87, 3.86, 3.87, 3.87, 3.87],
  "fred/DFEDTARL.csv": [3.75, 3.75, 3.75, 3.75, 3.75],
  "fred/DFEDTARU.csv": [4, 4, 4, 4, 4],
};

/** Texts of files by their path below a data folder. */
export type DataFiles = Readonly<Record<string, string>>;

/** A market of five days, made up: everything that an issue of `dataDay` needs. */
export function madeUpData(): DataFiles {
  const series = Object.entries(SERIES).map(([path, values]) => [
    path,
    lines(
      "date,value",
      DAYS.map((day, index) => `${day},${values[index]}`),
    ),
  ]);
  return {
    ...Object.fromEntries(series),
    "equity/sp500_sector_daily_derived.csv": lines(
      "date,sector,weight_prev_close,cap_weighted_return_pct",
      DAYS.flatMap((day) => Object.entries(SECTORS).map(([name, weight]) => `${day},${name},${weight},0.37`)),
    ),
    "fed_funds_futures/zq_derived.csv": lines(
      "as_of,contract_month,price",
      DAYS.flatMap((day) =>
        Array.from(
          { length: 16 },
          (_, index) => `${day},${addMonths("2025-11", index)},${96.13 + index * 0.05}`,
        ),
      ),
    ),
    "feeds/items.json": "[]",
  };
}

/** Writes a data folder, made up but for the files that `changes` gives; null takes one away. */
export function dataFolder(changes: Readonly<Record<string, string | null>> = {}): string {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries({ ...madeUpData(), ...changes })) {
    if (text === null) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** A made-up file with one text in it changed. @throws Error where the text is not in it */
export function changedFile(path: string, from: string, to: string): Readonly<Record<string, string>> {
  const text = madeUpData()[path] ?? "";
  if (!text.includes(from)) throw new Error(`${path} holds no ${JSON.stringify(from)}`);
  return { [path]: text.replace(from, to) };
}

function lines(header: string, rows: readonly string[]): string {
  return `${[header, ...rows].join("\n")}\n`;
}
