import { isDate } from "../../finance/dates.ts";
import type { IsoDate } from "../../model/unit.ts";
import { quoted } from "../imports/quoted.ts";
import type { Errand, Page, Wanted, WireFormat } from "../wire-format.ts";
import { refuseFuture, refuseUnknown, rowsOf, valueIn } from "./found-rows.ts";
import { textOf } from "./page-text.ts";
import { readingOf, shapeChanged, Unreadable } from "./unreadable.ts";

/** The types of rates, where each is asked for. */
const PATHS = { effr: "unsecured/effr", sofr: "secured/sofr" } as const;
type RateType = keyof typeof PATHS;

/** Which field of a type's rows a symbol means. */
const FIELDS: ReadonlyMap<string, { readonly type: RateType; readonly field: string }> = new Map([
  ["effr", { type: "effr", field: "percentRate" }],
  ["effr.targetRateFrom", { type: "effr", field: "targetRateFrom" }],
  ["effr.targetRateTo", { type: "effr", field: "targetRateTo" }],
  ["sofr", { type: "sofr", field: "percentRate" }],
]);

/** Reference rates of the New York Fed, in percent: a day's rates come the next business morning. */
export const nyFed: WireFormat = {
  id: "ny-fed",
  lagDays: 1,
  errands(wanted, { date, from }) {
    refuseUnknown(wanted, { source: "ny-fed", isKnown: (symbol) => FIELDS.has(symbol), example: "effr" });
    // The end of the year and not the day: the address stays the same.
    const span = `startDate=${from}&endDate=${date.slice(0, 4)}-12-31`;
    return (["effr", "sofr"] as const).flatMap((type): Errand[] => {
      const url = `https://markets.newyorkfed.org/api/rates/${PATHS[type]}/search.json?${span}`;
      const held = wanted.filter(({ symbol }) => FIELDS.get(symbol)?.type === type);
      return held.length === 0 ? [] : [{ pages: [{ url, limitBytes: 8_000_000, gapMs: 300 }], wanted: held }];
    });
  },
  read: ([page], { wanted }) =>
    readingOf(() => {
      const { type } = FIELDS.get(wanted[0]!.symbol)!;
      const { days, remarks } = counting(daysIn(page!, type), type);
      refuseFuture(
        days.map(({ date }) => date),
        page!,
      );
      return { rows: wanted.map((each) => rowsOf(each, foundOf(each, days))), remarks };
    }),
};

/** A row of the answer: what was told of one day, at first or as a revision. */
interface Day {
  readonly date: IsoDate;
  readonly isRevised: boolean;
  readonly fields: Fields;
}
type Fields = Readonly<Record<string, unknown>>;

function daysIn(page: Page, type: RateType): Day[] {
  const rows = ratesOf(parsed(textOf(page, "JSON")));
  if (rows.length === 0) throw new Unreadable("empty", `There is no rate of type ${type} in the answer.`);
  return rows.map((fields) => {
    const told = wordOf(fields, "type");
    if (told.toLowerCase() !== type) {
      throw shapeChanged(`A row should be of type ${type.toUpperCase()} and is of ${quoted(told)}.`);
    }
    const date = wordOf(fields, "effectiveDate");
    if (!isDate(date))
      throw shapeChanged(`effectiveDate should be a date YYYY-MM-DD and is ${quoted(date)}.`);
    return { date, isRevised: !/^n?$/i.test(wordOf(fields, "revisionIndicator")), fields };
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw shapeChanged("The answer is no JSON, or is cut short.");
  }
}

function ratesOf(answer: unknown): Fields[] {
  const rates = isFields(answer) ? answer.refRates : undefined;
  if (Array.isArray(rates) && rates.every(isFields)) return rates;
  if (isFields(answer) && rates === undefined && Object.hasOwn(answer, "message")) {
    throw new Unreadable("soft_error", `The answer is a message: ${quoted(wordOf(answer, "message"))}.`);
  }
  throw shapeChanged("The answer should have a list refRates of rows and has none.");
}

/** Where a day was told at first and told again, the revision counts. */
function counting(days: readonly Day[], type: RateType): { days: readonly Day[]; remarks: string[] } {
  const revised = new Set(days.filter(({ isRevised }) => isRevised).map(({ date }) => date));
  const replaced = days.filter(({ date, isRevised }) => !isRevised && revised.has(date));
  const remarks = [...new Set(replaced.map(({ date }) => date))]
    .sort()
    .map(
      (date) =>
        `${type.toUpperCase()} of ${date} stands there as first told and as revised: the revision counts.`,
    );
  return { days: days.filter((day) => !replaced.includes(day)), remarks };
}

function foundOf({ symbol }: Wanted, days: readonly Day[]): { date: IsoDate; value: number | null }[] {
  const { field } = FIELDS.get(symbol)!;
  if (!days.some(({ fields }) => Object.hasOwn(fields, field)))
    throw shapeChanged(`No row has the field ${field}.`);
  return days.map(({ date, fields }) => {
    const told = Object.hasOwn(fields, field) ? fields[field] : null;
    const words = typeof told === "number" ? String(told) : wordOf(fields, field);
    return { date, value: valueIn(words, `${field} of ${date}`) };
  });
}

/** The text of a field; "" where it is null or not there. */
function wordOf(fields: Fields, name: string): string {
  const word = Object.hasOwn(fields, name) ? (fields[name] ?? "") : "";
  if (typeof word === "string") return word;
  throw shapeChanged(`The field ${name} should be a text or a number.`);
}

function isFields(found: unknown): found is Fields {
  return typeof found === "object" && found !== null && !Array.isArray(found);
}
