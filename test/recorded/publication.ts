import { addDays, weekday } from "../../pipeline/finance/dates.ts";
import { isTradingDay, tradingDayAfter, tradingDayBefore } from "../../pipeline/finance/trading-days.ts";
import type { MarketCalendars } from "../../pipeline/model/holidays.ts";

/** An observation as an issue has it: which source told it. */
export interface Told {
  readonly series: string;
  readonly source: string;
  readonly date: string;
}

type Rule = (date: string, calendars: MarketCalendars) => string;

const sameDay =
  (time: string): Rule =>
  (date) =>
    `${date}T${time}:00.000Z`;
const dayAfter =
  (time: string): Rule =>
  (date) =>
    `${addDays(date, 1)}T${time}:00.000Z`;
const nextBusinessDay =
  (time: string): Rule =>
  (date, { fed }) =>
    `${tradingDayAfter(date, fed)}T${time}:00.000Z`;

/** The dollar index comes on the Monday after its week. */
const nextMonday: Rule = (date, { fed }) => {
  const monday = addDays(date, 7 - weekday(date));
  return `${isTradingDay(monday, fed) ? monday : tradingDayAfter(monday, fed)}T20:15:00.000Z`;
};

/** Oil prices come on the first Wednesday from two days later on. */
const nextWednesday: Rule = (date) => {
  const earliest = addDays(date, 2);
  return `${addDays(earliest, (9 - weekday(earliest)) % 7)}T17:00:00.000Z`;
};

/** So many calendar days after, or on the business day after that. */
const plus =
  (days: number, time: string): Rule =>
  (date, { fed }) => {
    const day = addDays(date, days);
    return `${isTradingDay(day, fed) ? day : tradingDayAfter(day, fed)}T${time}:00.000Z`;
  };

/** What came in the autumn of 2025, by the date of the month or quarter: the shutdown delayed most. Dates before are long known. */
const inAutumn =
  (moments: Readonly<Record<string, string>>, since = "2025-09-01"): Rule =>
  (date) =>
    date < since ? `${addDays(date, 60)}T00:00:00.000Z` : (moments[date] ?? "9999");

/** Claims of the shutdown's weeks came all at once. */
const claims: Rule = (date, calendars) =>
  date < "2025-09-27" ? plus(5, "12:30")(date, calendars) : "2025-11-20T13:30:00.000Z";

/** Weights of a day are those of the holdings at the close before, which are published on the business day after that close. */
const holdings: Rule = (date, { nyse, fed }) =>
  `${tradingDayAfter(tradingDayBefore(date, nyse), fed)}T11:00:00.000Z`;

/** When data of a day are public: the table in the upstream's README, said again. The first pattern counts. */
const RULES: readonly (readonly [RegExp, Rule])[] = [
  [/^(treasury|cboe) /, sameDay("22:00")],
  [/^yahoo FX\.USDJPY$/, sameDay("22:00")],
  [/^(yahoo|stooq) /, sameDay("21:00")],
  [/^coinbase /, dayAfter("00:00")],
  [/ US\.SOFR$/, nextBusinessDay("12:00")],
  [/^ny-fed /, nextBusinessDay("13:00")],
  [/^ssga .*\.WEIGHT$/, holdings],
  [/^fred (UST\.|US\.BAA)/, nextBusinessDay("20:15")],
  [/^fred US\.BREAKEVEN\./, sameDay("22:00")],
  [/^fred US\.(ICE\.|EFFR)/, nextBusinessDay("13:00")],
  [/^fred US\.FED\.TARGET\./, sameDay("13:00")],
  [/^fred VIX$/, nextBusinessDay("13:35")],
  [/^fred SPX$/, dayAfter("00:15")],
  [/^fred USD\.BROAD$/, nextMonday],
  [/^fred WTI$/, nextWednesday],
  [/^fred US\.CPI(\.CORE)?$/, inAutumn({ "2025-09-01": "2025-10-24T12:30:00.000Z" })],
  [/^fred US\.(PAYROLLS|UNEMPLOYMENT)$/, inAutumn({ "2025-09-01": "2025-11-20T13:30:00.000Z" })],
  [/^fred US\.PCE\.CORE$/, inAutumn({ "2025-09-01": "2025-12-05T15:00:00.000Z" })],
  [/^fred US\.INDPRO$/, inAutumn({ "2025-09-01": "2025-12-03T14:15:00.000Z" })],
  [/^fred US\.RETAIL$/, inAutumn({ "2025-09-01": "2025-11-25T13:30:00.000Z" })],
  [/^fred US\.M2$/, inAutumn({ "2025-09-01": "2025-10-27T17:00:00.000Z" })],
  [/^fred US\.GDP(\.REAL)?$/, inAutumn({ "2025-07-01": "2025-12-23T13:30:00.000Z" }, "2025-07-01")],
  [/^fred US\.DEBT\.GDP$/, inAutumn({ "2025-07-01": "2025-12-29T14:00:00.000Z" }, "2025-07-01")],
  [/^fred US\.FEDERAL\.BALANCE$/, plus(17, "18:00")],
  [/^fred US\.CLAIMS$/, claims],
  [/^fred US\.NFCI$/, plus(5, "12:30")],
  [/^fred US\.(FED\.ASSETS|RESERVES)$/, plus(1, "20:30")],
];

/** The moment from which an observation could be had. */
export function publishedAt({ series, source, date }: Told, calendars: MarketCalendars): string {
  const rule = RULES.find(([pattern]) => pattern.test(`${source} ${series}`));
  if (!rule) throw new Error(`nobody said when ${source} publishes ${series}`);
  return rule[1](date, calendars);
}
