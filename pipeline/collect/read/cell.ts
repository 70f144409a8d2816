import { isDate } from "../../finance/dates.ts";
import type { IsoDate } from "../../model/unit.ts";
import { quoted } from "./quoted.ts";
import { shapeChanged } from "./refusal.ts";
import { usDate } from "./written-date.ts";

/** The number in a cell: null for an empty one or ".", NaN for one that is no decimal number. */
export function numberIn(cell: string | undefined): number | null {
  const text = (cell ?? "").trim();
  if (text === "" || text === ".") return null;
  // "0x1F" is a number to JavaScript and "Infinity" too.
  return /^[-+.\d]/.test(text) && !/[xob]/i.test(text) ? finite(Number(text)) : Number.NaN;
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}

/** The number in a cell of a page; null for an empty one, "." and "N/A". @param what for the sentence: "10 Yr of 2025-11-05" */
export function valueIn(cell: string, what: string): number | null {
  const text = cell.trim();
  const value = /^n\/?a$/i.test(text) ? null : numberIn(text);
  // "4." is what is left of 4.17 when it is cut, and no source writes 4e0.
  if (value === null || (!Number.isNaN(value) && /^[-+]?\d*\.?\d+$/.test(text))) return value;
  throw shapeChanged(`${what} should be a number such as 4.17 and is ${quoted(cell)}.`);
}

/** The date in a cell of a page. @param what for the sentence: "The date in line 3" */
export function isoDateIn(cell: string, what: string): IsoDate {
  const text = cell.trim();
  if (isDate(text)) return text;
  throw shapeChanged(`${what} should be YYYY-MM-DD and is ${quoted(cell)}.`);
}

/** The same for a cell that says MM/DD/YYYY. */
export function usDateIn(cell: string, what: string): IsoDate {
  const date = usDate(cell);
  if (date !== null) return date;
  throw shapeChanged(`${what} should be MM/DD/YYYY and is ${quoted(cell)}.`);
}
