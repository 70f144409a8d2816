import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page, Reading } from "../../../pipeline/collect/wire-format.ts";

/** A short made-up reply of FRED's. */
export function fixture(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../../fixtures/fred/${name}`, import.meta.url)), "utf8");
}

/** A page as it would have been fetched. */
export function pageOf(body: string | Uint8Array): Page {
  return {
    url: "https://api.stlouisfed.org/fred/",
    bytes: typeof body === "string" ? new TextEncoder().encode(body) : body,
    type: "",
    charset: null,
    at: "2026-03-10T22:30:00Z",
  };
}

/** The rows of each series, or the verdict with its reason. */
export function told(reading: Reading): Record<string, [string, number | null][]> | string {
  if (reading.verdict !== "ok") return `${reading.verdict}: ${reading.reason}`;
  return Object.fromEntries(
    reading.rows.map(({ series, dates, values }) => [
      series,
      dates.map((date, index): [string, number | null] => [date, values[index]!]),
    ]),
  );
}
