import { daysBetween } from "../../finance/dates.ts";
import { listedRanges, MOVE_BP, rangesBy } from "../../finance/policy/odds.ts";
import { roundHalfAway } from "../../finance/rounding.ts";
import type { Figure } from "../../model/figure.ts";
import type { Observation } from "../../model/series.ts";
import { type Direction, type Measure, methods, own } from "./rows.ts";
import type { Range, Row, View } from "./view.ts";

/** What the summary is made from. */
export interface Told extends Measure {
  readonly rows: readonly Row[];
}

/** The summary numbers of a path. */
export function summaryOf(told: Told) {
  const { path, rows, effr, rangeLower, direction } = told;
  const { asOf, pending, end } = path;
  const last = rows.at(-1)!;
  const first = path.meetings[0]!;
  const sign = direction === "tightening" ? 1 : -1;
  const start = own.derived("start", {
    asOf,
    value: first.startPercent,
    unit: "percent",
    inputs: first.inputs,
    method: methods[path.input],
  });
  const stepSum = own.derived("step-sum", {
    asOf,
    value: rows.reduce((sum, { step }) => sum + step.value, 0),
    unit: "bp",
    inputs: rows.map(({ step }) => step),
    method: "sum of the steps",
  });
  const likely = rows.find(({ chance }) => direction !== "flat" && chance.value > 50) ?? null;
  const ahead = pending ? stepSum : last.cumulative;
  const moves = own.derived("moves", {
    asOf,
    value: (sign * ahead.value) / MOVE_BP,
    unit: "moves",
    inputs: [ahead],
    method: "what is priced / 25 bp, in the path's direction",
  });
  return {
    pending: pending && { ...pending },
    start,
    startGap: own.difference("start-gap", start, effr, "bp"),
    last,
    total: last.cumulative,
    ahead,
    stepSum,
    moves,
    terminal: terminalOf(rows, direction),
    biggest: largest(rows, ({ step }) => Math.abs(step.value)),
    roughest: last.uncertainty && largest(rows, ({ uncertainty }) => uncertainty?.value ?? 0),
    likely,
    likelyWithinYear: likely !== null && daysBetween(asOf, likely.decision) < 365,
    misfits: rows.filter(({ misfit }) => misfit !== null && Math.abs(misfit.value) > MISFIT_BP),
    ...rangesOf(rows, rangeLower),
    ...changesOf(told, last),
    stale: staleOf(path.stale),
    end: { ...end },
  };
}

/** Below it a misfit is tick noise. */
const MISFIT_BP = 2;

function largest(rows: readonly Row[], measure: (row: Row) => number): Row {
  return rows.reduce((most, row) => (measure(row) > measure(most) ? row : most));
}

/** The first meeting at which the path is lowest, or highest where it mainly rises. */
function terminalOf(rows: readonly Row[], direction: Direction): View["terminal"] {
  if (direction === "flat") return null;
  const sign = direction === "tightening" ? 1 : -1;
  // Two rates that differ by binary noise are one rate, reached first at the earlier meeting.
  const row = rows.reduce((most, one) => (sign * (one.rate.value - most.rate.value) > 1e-9 ? one : most));
  const last = rows.at(-1)!;
  const back = own.difference("back", last.rate, row.rate, "bp");
  return { row, kind: sign > 0 ? "peak" : "trough", endOfHorizon: row === last, back };
}

/** Target ranges after the last meeting. */
function rangesOf(rows: readonly Row[], rangeLower: Figure | null): Pick<View, "ranges" | "likeliest"> {
  if (!rangeLower) return { ranges: null, likeliest: null };
  const steps = rows.map(({ step }) => step);
  const odds = rangesBy(
    steps.map(({ value }) => value),
    roundHalfAway(rangeLower.value * 100, 6),
  );
  const ranges = listedRanges(odds).map(({ lowerBp, probability }): Range => {
    const make = (name: string, unit: Figure["unit"], value: number) =>
      own.derived(`range.${lowerBp}.${name}`, {
        value,
        unit,
        inputs: [...steps, rangeLower],
        method: "today's range moved by the convolution of the meetings' outcomes",
      });
    return {
      lower: make("lower", "percent", lowerBp / 100),
      upper: make("upper", "percent", (lowerBp + MOVE_BP) / 100),
      probability: make("probability", "probability", probability * 100),
    };
  });
  const likeliest = ranges.reduce((most, one) =>
    one.probability.value > most.probability.value ? one : most,
  );
  return { ranges, likeliest };
}

/** The sum to the last rate against what the day before priced for the same meeting; null where it did not reach so far. */
function changesOf(
  { before, effr }: Told,
  { before: same, rateChange, cumulative }: Row,
): Pick<View, "change" | "changeTotal" | "effrMoved"> {
  if (!before || !same) return { change: null, changeTotal: null, effrMoved: false };
  const effrBefore = own.observed("effr-before", before.effr);
  const totalBefore = own.derived("total-before", {
    asOf: before.asOf,
    value: (same.rate.value - before.effr.value) * 100,
    unit: "bp",
    inputs: [same.rate, effrBefore],
    method: cumulative.method,
  });
  const changeTotal = own.difference("change-total", cumulative, totalBefore);
  const effrMoved = roundHalfAway(effr.value - before.effr.value, 6) !== 0;
  return { change: rateChange, changeTotal, effrMoved };
}

/** What was left out as older than the day, told in one line. */
function staleOf(stale: readonly Observation[]): View["stale"] {
  const of = stale.map(({ series }) => dateInName(series)).sort();
  const newest = stale
    .map(({ date }) => date)
    .sort()
    .at(-1);
  const [first, last] = [of[0], of.at(-1)];
  if (first === undefined || last === undefined || newest === undefined) return null;
  return { first, last, newest, count: stale.length };
}

/** `ZQ.2026-01` is of 2026-01-01, `OIS.FOMC.2026-01-28` of that day. */
function dateInName(series: string): string {
  const name = series.slice(series.lastIndexOf(".") + 1);
  return name.length === 7 ? `${name}-01` : name;
}
