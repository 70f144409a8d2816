import { PipelineError } from "../../errors.ts";
import { addMonths, monthOf } from "../../finance/dates.ts";
import type { IsoDate } from "../../model/unit.ts";
import { numberIn } from "../read/cell.ts";
import { futuresPriceFault } from "../read/futures-price.ts";
import { type Fields, fieldsOf, isFields } from "../read/json-fields.ts";
import { monthNumber } from "../read/month-number.ts";
import { quoted, shown } from "../read/quoted.ts";
import { type RowFault, refuseAll, rowInvalid, type Unplaced } from "../read/row-faults.ts";
import { usDate } from "../read/written-date.ts";
import type { Rows } from "../wire-format.ts";

const WRONG_PRODUCT = "Save the settlements of 30-day fed funds futures, product 305.";
const NOTE = "CME settlements, from a file that a licensed person saved";

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
  const faults: RowFault[] = [];
  const contracts = new Map<string, Rows>();
  for (const [index, row] of (file.settlements as readonly unknown[]).entries()) {
    const fields = fieldsOf(row);
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

/** The day of settlement, if the file is final and not empty. @throws PipelineError with all that is wrong */
function demandFinal({ empty, reportType, tradeDate }: Fields, place: string): IsoDate {
  const date = typeof tradeDate === "string" ? usDate(tradeDate) : null;
  const faults: RowFault[] = [];
  const add = (field: string, message: string) =>
    faults.push({ ...unsuitable(message), place: `${place} [${field}]` });
  if (empty !== false)
    add("empty", "The exchange has no settlements in this file: they come minutes after the day's end.");
  if (reportType !== "Final")
    add("reportType", `The settlements are not final. Expected "Final", found ${shown(reportType)}.`);
  if (date === null) add("tradeDate", `The day is no date. Expected MM/DD/YYYY, found ${shown(tradeDate)}.`);
  refuseAll(faults, place);
  return date!;
}

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
      `The settlement of ${label} is no price: expected text such as "95.6700", found ${shown(settle)}.`,
    );
  return futuresPriceFault(price, label, WRONG_PRODUCT) ?? { series: `ZQ.${month}`, values: [price] };
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

function twice(label: string): Unplaced {
  const message = `The contract ${label} stands in the file twice.`;
  return { code: "date-duplicate", message, remedy: "Save the file again." };
}

function invalid(message: string): Unplaced {
  return rowInvalid(message, "Save the file again; do not edit it.");
}

function unsuitable(message: string): Unplaced {
  return rowInvalid(message, "Save the final settlements of the day again.");
}
