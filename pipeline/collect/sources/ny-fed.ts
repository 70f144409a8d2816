import type { IsoDate } from "../../model/unit.ts";
import { isoDateIn, valueIn } from "../read/cell.ts";
import { type DatedRow, refuseFuture, rowsOf } from "../read/dated-rows.ts";
import { type Fields, fieldsOf, isFields, jsonOf } from "../read/json-fields.ts";
import { refuseUnknown } from "../read/known-symbols.ts";
import { onlyPage } from "../read/page-text.ts";
import { quoted } from "../read/quoted.ts";
import { empty, readingOf, shapeChanged, softError } from "../read/refusal.ts";
import type { Errand, Page, Wanted, WireFormat } from "../wire-format.ts";

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
  read: (pages, { wanted }) =>
    readingOf(() => {
      const { type } = FIELDS.get(wanted[0]!.symbol)!;
      const { days, remarks } = counting(daysIn(onlyPage(pages), type), type);
      return { rows: wanted.map((each) => rowsOf(each, foundOf(each, days))), remarks };
    }),
};

/** A row of the answer: what was told of one day, at first or as a revision. */
interface Day {
  readonly date: IsoDate;
  readonly isRevised: boolean;
  readonly fields: Fields;
}

function daysIn(page: Page, type: RateType): readonly Day[] {
  const rows = ratesIn(jsonOf(page));
  if (rows.length === 0) throw empty(`There is no rate of type ${type} in the answer.`);
  const days = rows.map((fields) => {
    const told = wordOf(fields, "type");
    if (told.toLowerCase() !== type)
      throw shapeChanged(`A row should be of type ${type.toUpperCase()} and is of ${quoted(told)}.`);
    const date = isoDateIn(wordOf(fields, "effectiveDate"), "effectiveDate");
    return { date, isRevised: !/^n?$/i.test(wordOf(fields, "revisionIndicator")), fields };
  });
  refuseFuture(days, page);
  return days;
}

function ratesIn(answer: unknown): readonly Fields[] {
  const { refRates: rates, ...rest } = fieldsOf(answer);
  if (Array.isArray(rates) && rates.every(isFields)) return rates;
  if (rates === undefined && Object.hasOwn(rest, "message"))
    throw softError(`The answer is a message: ${quoted(wordOf(rest, "message"))}.`);
  throw shapeChanged("The answer should have a list refRates of rows and has none.");
}

/** Where a day was told at first and told again, the revision counts. */
function counting(days: readonly Day[], type: RateType): { days: readonly Day[]; remarks: string[] } {
  const revised = new Set(days.filter(({ isRevised }) => isRevised).map(({ date }) => date));
  const isReplaced = ({ date, isRevised }: Day) => !isRevised && revised.has(date);
  const replaced = [...new Set(days.filter(isReplaced).map(({ date }) => date))].sort();
  const name = type.toUpperCase();
  const remarks = replaced.map(
    (date) => `${name} of ${date} stands there as first told and as revised: the revision counts.`,
  );
  return { days: days.filter((day) => !isReplaced(day)), remarks };
}

function foundOf({ symbol }: Wanted, days: readonly Day[]): readonly DatedRow[] {
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
