import { readFileSync } from "node:fs";
import type { Asked, Page, Reading, WireFormat } from "../../../pipeline/collect/wire-format.ts";

export const ASKED: Asked = { date: "2025-11-05", from: "2020-01-01" };
const AT = "2025-11-05T22:30:00Z";

export const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), "utf8");

/** What a source is asked for by symbols; each series bears its symbol's name. */
export const errandsOf = (format: WireFormat, symbols: readonly string[], asked: Partial<Asked> = {}) =>
  format.errands(
    symbols.map((symbol) => ({ series: symbol, symbol })),
    { ...ASKED, ...asked },
  );

/** Reads a body as the answer to the last errand for these symbols: the one of the year. */
export function readBody(
  format: WireFormat,
  body: string | Uint8Array,
  { symbols, ...more }: { symbols: readonly string[]; date?: string } & Partial<Page>,
): Reading {
  const errand = errandsOf(format, symbols, more.date ? { date: more.date } : {}).at(-1)!;
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return format.read(
    [{ url: errand.pages[0]!.url, bytes, type: "", charset: null, at: AT, ...more }],
    errand,
  );
}

/** The rows of a good reading; the test fails on any other. */
export function rowsIn(reading: Reading) {
  if (reading.verdict !== "ok") throw new Error(`${reading.verdict}: ${reading.reason}`);
  return reading.rows;
}

/** `verdict: reason` of a refusal, "ok" of a good reading. */
export const verdictOf = (reading: Reading) =>
  reading.verdict === "ok" ? "ok" : `${reading.verdict}: ${reading.reason}`;
