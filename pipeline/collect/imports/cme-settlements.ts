import { type FaultDetail, PipelineError } from "../../errors.ts";
import { addMonths, isDate, monthOf } from "../../finance/dates.ts";
import type { IsoDate } from "../../model/unit.ts";
import { numberIn, refuseAll } from "../read/columns.ts";
import type { Rows } from "../wire-format.ts";
import { monthNumber } from "./month-number.ts";
import { quoted } from "./quoted.ts";

/** Prices of 30-day fed funds futures are 100 less a rate between -1 and 20 percent. */
const PLAUSIBLE = [80, 101] as const;
const NOTE = "CME settlements, from a file that a licensed person saved";

type Fields = Readonly<Record<string, unknown>>;

/**
 * The settlements of 30-day fed funds futures of one day, as a person with a licence saves them from the exchange's page: JSON with
 * everything as strings. One series a contract, `ZQ.2025-07`, in price; `-` is "no settlement"; the line `Total` is passed over.
 * The file does not say of which product it is: SOFR futures look the same.
 *
 * @throws PipelineError with every bad row: row-invalid, value-implausible, date-duplicate
 */
export function readCmeSettlements(bytes: Uint8Array, place: string): Rows[] {
  const file = openFile(bytes, place);
  const date = demandFinal(file, place);
  const faults: FaultDetail[] = [];
  const contracts = new Map<string, Rows>();
  for (const [index, row] of (file.settlements as readonly unknown[]).entries()) {
    const fields = isFields(row) ? row : {};
    const label = typeof fields.month === "string" ? fields.month.trim() : "";
    if (/^total$/i.test(label)) continue;
    const read = readContract(fields, label, date);
    const at = `${place} [settlements ${index + 1}]`;
    if ("message" in read) faults.push({ ...read, place: at });
    else if (contracts.has(read.series)) faults.push({ ...twice(label), place: at });
    else contracts.set(read.series, { ...read, dates: [date], note: NOTE });
  }
  refuseAll(faults, place);
  if (contracts.size === 0) throw new PipelineError({ ...unsuitable("The file has no contract."), place });
  return [...contracts.values()].sort((a, b) => (a.series < b.series ? -1 : 1));
}

function openFile(bytes: Uint8Array, place: string): Fields {
  try {
    const file: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (isFields(file) && Array.isArray(file.settlements)) return file;
  } catch (cause) {
    const message = "The file is no whole JSON: it is cut short or something else.";
    throw new PipelineError({ ...unsuitable(message), place, cause });
  }
  throw new PipelineError({ ...unsuitable('The file has no list "settlements".'), place });
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The day of settlement, if the file is final and not empty. @throws PipelineError with all that is wrong */
function demandFinal({ empty, reportType, tradeDate }: Fields, place: string): IsoDate {
  const [, month, day, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(String(tradeDate)) ?? [];
  const date = `${year}-${month}-${day}`;
  const faults: FaultDetail[] = [];
  const add = (field: string, message: string) =>
    faults.push({ ...unsuitable(message), place: `${place} [${field}]` });
  if (empty !== false)
    add("empty", "The exchange has no settlements in this file: they come minutes after the day's end.");
  if (reportType !== "Final")
    add(
      "reportType",
      `The settlements are not final. Expected "Final", found ${quoted(String(reportType))}.`,
    );
  if (!isDate(date))
    add("tradeDate", `The day is no date. Expected MM/DD/YYYY, found ${quoted(String(tradeDate))}.`);
  refuseAll(faults, place);
  return date;
}

type Unplaced = Omit<FaultDetail, "place">;

function readContract(
  { settle }: Fields,
  label: string,
  date: IsoDate,
): Pick<Rows, "series" | "values"> | Unplaced {
  const month = contractMonth(label);
  if (month === null) return invalid(`A contract month is expected, such as JUL 25; found ${quoted(label)}.`);
  // The contract of the month before is settled on the first business day after it.
  if (month < addMonths(monthOf(date), -1))
    return invalid(`The contract ${label} had ended before the day of settlement, ${date}.`);
  const price = typeof settle === "string" ? priceIn(settle) : Number.NaN;
  if (Number.isNaN(price))
    return invalid(
      `The settlement of ${label} is no price: expected text such as "95.6700", found ${quoted(String(settle))}.`,
    );
  return implausible(price, label) ?? { series: `ZQ.${month}`, values: [price] };
}

/** `JUL 25` as 2025-07; null if it is no month. */
function contractMonth(label: string): string | null {
  const [, word = "", year] = /^([a-z]{3,4}) (\d{2})$/i.exec(label) ?? [];
  const month = monthNumber(word);
  return month === null ? null : `20${year}-${String(month).padStart(2, "0")}`;
}

/** `95.6750B` (bid), `1,234.5`; null for `-`; NaN for anything else. */
function priceIn(text: string): number | null {
  const written = text.trim().replace(/[AB]$/, "");
  if (written === "-") return null;
  if (!/^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/.test(written)) return Number.NaN;
  return numberIn(written.replaceAll(",", ""));
}

function implausible(price: number | null, label: string): Unplaced | null {
  const [least, most] = PLAUSIBLE;
  if (price === null || (price >= least && price <= most)) return null;
  return {
    code: "value-implausible",
    message: `A price of ${price} for ${label} is outside the plausible ${least} to ${most}.`,
    remedy: "Save the settlements of 30-day fed funds futures, product 305.",
  };
}

function twice(label: string): Unplaced {
  const message = `The contract ${label} stands in the file twice.`;
  return { code: "date-duplicate", message, remedy: "Save the file again." };
}

function invalid(message: string): Unplaced {
  return { code: "row-invalid", message, remedy: "Save the file again; do not edit it." };
}

function unsuitable(message: string): Unplaced {
  return { code: "row-invalid", message, remedy: "Save the final settlements of the day again." };
}
