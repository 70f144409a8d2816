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

/** What the shutdown of 2025 delayed, by month. Months before are long known. */
const delayed =
  (months: Readonly<Record<string, string>>): Rule =>
  (date) =>
    date < "2025-09-01" ? `${addDays(date, 60)}T00:00:00.000Z` : (months[date] ?? "9999");

/** Weights of a day are those of the holdings at the close before, which are published on the business day after that close. */
const holdings: Rule = (date, { nyse, fed }) =>
  `${tradingDayAfter(tradingDayBefore(date, nyse), fed)}T11:00:00.000Z`;

/** When data of a day are public: the table in the upstream's README, said again. The first pattern counts. */
const RULES: readonly (readonly [RegExp, Rule])[] = [
  [/^(treasury|cboe) /, sameDay("22:00")],
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
  [/^fred US\.CPI$/, delayed({ "2025-09-01": "2025-10-24T12:30:00.000Z" })],
  [/^fred US\.PAYROLLS$/, delayed({ "2025-09-01": "2025-11-20T13:30:00.000Z" })],
];

/** The moment from which an observation could be had. */
export function publishedAt({ series, source, date }: Told, calendars: MarketCalendars): string {
  const rule = RULES.find(([pattern]) => pattern.test(`${source} ${series}`));
  if (!rule) throw new Error(`nobody said when ${source} publishes ${series}`);
  return rule[1](date, calendars);
}
