import { addDays } from "../../finance/dates.ts";
import type { Desk } from "../../finance/desk.ts";
import { type FigureMaker, figuresOf } from "../../finance/figures.ts";
import { type NamedLine, type PanelLine, panelsOf } from "../../finance/line-panels.ts";
import type { Edition } from "../../model/edition.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { View } from "./view.ts";

/** Observations of the index behind which the lines begin: about a year. */
export const REBASED_OVER = 250;
const BASE = 100;

type Plan = Pick<Edition["mag7"], "members" | "index">;

interface Span {
  /** Days on which the index closed, the base first. */
  readonly days: readonly IsoDate[];
  readonly make: FigureMaker;
}

/** The seven and the index from one close on, each at 100 there: the furthest up first, the index last. Null without that close. */
export function rebasedView(desk: Desk, { members, index }: Plan): View["rebased"] {
  const days = desk.tail(index, REBASED_OVER + 1)?.dates ?? [];
  const [from] = days;
  if (from === undefined || days.length <= REBASED_OVER) return null;
  const lineOf = (series: string, part: string) =>
    rebasedLine(desk, series, { days, make: figuresOf("mag7", part) });
  const own = members
    .map(({ name, symbol, series }) => ({ name, line: lineOf(series, symbol.toLowerCase()) }))
    .sort(furthestUp);
  const yardstick = { name: desk.series(index)?.name ?? index, line: lineOf(index, "index") };
  const chart = panelsOf({ id: "mag7-rebased", scale: "common" }, [...own, yardstick]);
  const found = own.flatMap(({ name, line }) => (line ? [{ name, level: line.last }] : []));
  if (!chart || !yardstick.line || found.length < 2) return null;
  const indexLevel = yardstick.line.last;
  const levels = found.map(({ level }) => level);
  const count = (name: string, value: number, method: string) =>
    figuresOf("mag7").derived(name, { value, unit: "count", inputs: [...levels, indexLevel], method });
  return {
    chart,
    from,
    first: found[0]!,
    last: found.at(-1)!,
    index: indexLevel,
    ahead: count(
      "rebased-ahead",
      levels.filter(({ value }) => value > indexLevel.value).length,
      "members that stand above the index, all of them and the index at 100 on the same close",
    ),
    counted: count(
      "rebased-counted",
      levels.length,
      "members that closed on the day at which all are at 100",
    ),
  };
}

/** close / close of the first day * 100 on the days of the index; null without a first close and one after it, or with one that is not above zero. */
function rebasedLine(desk: Desk, series: string, { days, make }: Span): PanelLine | null {
  const first = desk.on(series, days[0]!);
  const history = desk.history(series, { after: addDays(days[0]!, -1) });
  if (!first || !history || history.values.length < 2 || history.values.some((value) => value <= 0))
    return null;
  const newest = desk.on(series, history.dates.at(-1)!);
  if (!newest) return null;
  const values = history.values.map((value) => (value / first.value) * BASE);
  return {
    dates: history.dates,
    values,
    unit: "index",
    decimals: 0,
    last: make.derived("rebased", {
      value: values.at(-1)!,
      unit: "index",
      inputs: [newest, first],
      method: `close / close of ${first.date} * ${BASE}`,
    }),
    inputs: [history.window],
    make,
  };
}

/** Without a line last; ties by name. */
function furthestUp(one: NamedLine, other: NamedLine): number {
  const height = ({ line }: NamedLine) => line?.last.value ?? Number.NEGATIVE_INFINITY;
  return height(other) - height(one) || (one.name < other.name ? -1 : 1);
}
