import { addDays } from "../../pipeline/finance/dates.ts";
import { isTradingDay } from "../../pipeline/finance/trading-days.ts";
import type { Series } from "../../pipeline/model/series.ts";
import type { IsoDate } from "../../pipeline/model/unit.ts";
import { calendars } from "./snapshots.ts";

type Value = number | null;
/** What becomes of a series; null where nothing of it comes. */
export type Mutation = (series: Series) => Series | null;

/** The same rows with other values. */
const valued =
  (value: (own: Value, row: number, all: readonly Value[]) => Value): Mutation =>
  (series) => ({ ...series, values: series.values.map((own, row) => value(own, row, series.values)) });

/** Values from `first` rows before the end up to `last` rows before it. */
const between =
  (first: number, last: number, value: (own: Value) => Value): Mutation =>
  (series) =>
    valued((own, row, { length }) => (row >= length - first && row < length - last ? value(own) : own))(
      series,
    );

/** Rows that pass, each with its line and origin. */
function rowsOf(series: Series, keep: (date: IsoDate, row: number) => boolean): Series | null {
  const rows = series.dates.flatMap((date, row) => (keep(date, row) ? [row] : []));
  if (rows.length === 0) return null;
  const cut = <T>(column: readonly T[]) => rows.map((row) => column[row]!);
  const { lines, originOf } = series;
  return {
    ...series,
    dates: cut(series.dates),
    values: cut(series.values),
    ...(lines && { lines: cut(lines) }),
    ...(originOf && { originOf: cut(originOf) }),
  };
}

const endsEarlier =
  (days: number): Mutation =>
  (series) => {
    const last = addDays(series.dates.at(-1)!, -days);
    return rowsOf(series, (date) => date <= last);
  };
const beginsLate =
  (count: number): Mutation =>
  (series) =>
    rowsOf(series, (_, row) => row >= series.dates.length - count);

const known = (values: readonly Value[]) => values.filter((value) => value !== null);
const times = (factor: number) => valued((own) => (own === null ? null : own * factor));

/** Five levels from the lowest to the highest. */
const tied: Mutation = (series) => {
  const [low, high] = [Math.min(...known(series.values)), Math.max(...known(series.values))];
  const step = (high - low) / 4 || 1;
  return valued((own) => (own === null ? null : low + Math.round((own - low) / step) * step))(series);
};

const constant: Mutation = (series) => {
  const last = known(series.values).at(-1) ?? null;
  return valued((own) => (own === null ? null : last))(series);
};

/** Days of one market alone, such as Good Friday 2021 or each Veterans Day, are not there. */
const openElsewhere: Mutation = (series) => {
  const other = calendars[series.calendar === "nyse" ? "sifma" : "nyse"];
  return rowsOf(series, (date) => date < other.knownFrom || isTradingDay(date, other));
};

/** Everything that a source may do to a series, by the name under which a test says it. */
export const mutations = {
  "is not there": () => null,
  "holds nulls alone": valued(() => null),
  "has one observation": beginsLate(1),
  "is constant": constant,
  "has stood still for 300 observations": (series) => {
    const last = known(series.values).at(-1) ?? null;
    return between(300, 0, () => last)(series);
  },
  "lacks its last value": between(1, 0, () => null),
  "lacks the value before its last": between(2, 1, () => null),
  "has a gap of 30 rows": between(35, 5, () => null),
  "has the holidays of the other market too": openElsewhere,
  "lacks every second value": valued((own, row, { length }) => ((length - row) % 2 === 0 ? null : own)),
  "has ties": tied,
  "ends at zero": between(1, 0, () => 0),
  "was zero the day before": between(2, 1, () => 0),
  "is zero throughout": valued(() => 0),
  "ends below zero": between(1, 0, (own) => own && -own),
  "was below zero a week ago": between(6, 5, () => -37.63),
  "is below zero throughout": times(-1),
  "ends 3 days earlier": endsEarlier(3),
  "ends 10 days earlier": endsEarlier(10),
  "ends 60 days earlier": endsEarlier(60),
  "begins 20 observations ago": beginsLate(20),
  "begins 200 observations ago": beginsLate(200),
  "is huge": times(1e12),
  "jumps to a huge value": between(1, 0, (own) => own && own * 1e12),
  "is tiny": times(1e-12),
  "falls to a tiny value": between(1, 0, (own) => own && own * 1e-12),
} as const satisfies Record<string, Mutation>;

export type MutationName = keyof typeof mutations;
